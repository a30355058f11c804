"""A translation is in another language than its original, and as new as that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.parse.place import key
from kbsite.site.assemble import language
from kbsite.site.translations import outdated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

SAME = "translation-same-language"
OLD = "translation-outdated"


def translations(site: Site) -> Iterator[Diagnostic]:
    """No translation has its original's language; each says that it was changed when its original was, or later."""
    by_path = {key(document.path): document for document in site.documents}
    for document in site.documents:
        original = by_path.get(document.place.original)
        if original is None or not original.sound or not document.sound:
            continue
        if document.place.language == language(original, site.config):
            yield problem(document.at(), SAME, language=document.place.language, original=original.path)
    for old in outdated(site):
        at = old.document.at("updated")
        changed = old.changed.isoformat()
        yield problem(at, OLD, original=old.original.path, changed=changed, last=old.last.isoformat())
