"""Errors in some files → the site without them: the last good document in place of each faulty one, or none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.checks import check_whole
from kbsite.diagnostics import errors
from kbsite.site.assemble import link, view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Document, Site
    from kbsite.pipeline.load import Loaded
    from kbsite.pipeline.report import Options

MOST_ROUNDS = 5
"""How often the site is assembled anew because a document that was put back, or left out, gave new errors."""


def with_held_back(loaded: Loaded, options: Options, before: Site | None) -> tuple[Site, frozenset[str]] | None:
    """Return a site without errors, and the files of it that are not shown as they are saved now.

    `before` is the site of the last snapshot. A file with an error is shown as it was there, a file that has never
    been good is left out. None where an error is not in a document, such as in data/, or where what is left has
    errors still.
    """
    if loaded.linked is None or loaded.site is None:
        return None
    newest = {each.path: each for each in loaded.linked.written}
    older = {each.path: each for each in before.documents} if before else {}
    choices = {source.path: _choices(source.path, newest, older) for source in loaded.linked.content.sources}
    wrong = _files(errors(loaded.problems))
    held: set[str] = set()
    for _ in range(MOST_ROUNDS):
        if not wrong <= choices.keys():
            return None
        for file in wrong:
            choices[file] = choices[file][1:]
        held |= wrong
        documents = [best[0] for best in choices.values() if best and best[0]]
        linked = link(documents, loaded.linked.content, loaded.linked.config)
        site = replace(view(linked, options.today, options.shown), changed=loaded.site.changed)
        wrong = _files(errors(check_whole(site)))
        if not wrong:
            return site, frozenset(held)
    return None


def _choices(
    path: str, newest: Mapping[str, Document], older: Mapping[str, Document]
) -> tuple[Document | None, ...]:
    """Return what can be shown of a file, the best first: as it is saved, as it was."""
    return newest.get(path), older.get(path)


def _files(found: Iterable[Diagnostic]) -> set[str]:
    return {each.location.file for each in found}
