"""References to law in the plain text of fields: titles, summaries, steps of models, resources."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.model.lexicon import LawReference
from kbsite.parse.laws.addresses import law_at
from kbsite.parse.laws.cite import cite
from kbsite.parse.laws.scopes import NOTHING_OUTSIDE, Above, Outer, Scopes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kbsite.model.lexicon import LawMention
    from kbsite.parse.laws.patterns import LawPatterns
    from kbsite.schema.kinds import FrontMatter
    from kbsite.schema.yaml_fields import Fields, Path, Value

FIRST = ("title", "summary")
"""The fields that a reader sees before the text."""

# The title of a resource is the words of others, so no law that the page names decides what a section in it means.

_SILENT = frozenset(
    {"aliases", "related", "authors", "themes", "warnings_off", "law", "lang", "status", "pages", "id"}
)
"""Fields that say nothing to readers."""


@dataclass(slots=True)
class FieldLaws:
    """What the fields of a page say of laws."""

    references: list[LawReference] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    mentions: list[LawMention] = field(default_factory=list)


def law_context(
    given: Fields, meta: FrontMatter, language: str, patterns: LawPatterns | None, above: Above
) -> tuple[Outer, FieldLaws]:
    """Return what decides the law of a section in a page's text, and what its title and its summary say of laws.

    `language` is that of the page.
    """
    if patterns is None:
        return Outer(language=language), FieldLaws()
    own = patterns.by_id.get(meta.law or above.law)
    outer = Outer(law=own, above=above.named, language=language)
    found = laws_in_fields(given, patterns, outer, only=FIRST)
    return replace(outer, before=tuple(found.mentions)), found


def laws_in_fields(
    given: Fields,
    patterns: LawPatterns,
    outer: Outer,
    *,
    only: Collection[str] = (),
    without: Collection[str] = (),
    found: FieldLaws | None = None,
) -> FieldLaws:
    """Return the references in the plain text of fields, those of `only` or all but those of `without`.

    They are added to `found` where there is one.
    """
    found = found or FieldLaws()
    if not isinstance(given.data, dict):
        return found
    for name, value in given.data.items():
        if name in _SILENT or name in without or (only and name not in only):
            continue
        for path, text in _texts(value, (name,)):
            if path in given.marks:
                known = replace(outer, before=(*outer.before, *found.mentions)) if only else outer
                _read(text, path, given, patterns, known, found)
    return found


def _read(text: str, path: Path, given: Fields, patterns: LawPatterns, outer: Outer, found: FieldLaws) -> None:
    at = given.marks[path]
    reached = law_at(text, patterns)
    if reached:
        found.references.append(LawReference(reached[0].id, reached[1], at))
        return
    scopes = Scopes(NOTHING_OUTSIDE if path[0] == "resources" else outer)
    cited = cite(text, 0, patterns, scopes)
    found.mentions += cited.mentions
    found.references += (LawReference(each.law.id, one, at) for each in cited.citations for one in each.covered)
    found.references += (LawReference(each.law.id, each.chapter, at) for each in cited.named)
    for unclear in cited.unclear:
        laws = " / ".join(unclear.laws)
        found.problems.append(problem(at, "unclear-law", section=unclear.section, laws=laws))


def _texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each text of a value with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _SILENT:
                yield from _texts(inner, (*path, name))
