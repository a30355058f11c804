"""A section of a law from another source that stands alone: s. 12, Art. 5, section 12(3)(b), of the law just named.

A mark that is a word of its own, such as section, may be of a report as well: there the law must be named nearby.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.parse.laws.elsewhere import citations_of, sections_of
from kbsite.parse.laws.names import Named
from kbsite.parse.laws.scopes import Scopes, note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbsite.model.lexicon import Law, LawMention
    from kbsite.parse.laws.citation import Citation
    from kbsite.parse.laws.names import Names
    from kbsite.parse.laws.patterns import LawPatterns

_OF_ANOTHER = re.compile(r"\)?\s+(?:of|in|to|under)\s+(?:the|this|that|these|our|its|an?|[A-Z])", re.IGNORECASE)
_OF_THE_TEXT = re.compile(r"\)?,?\s+(?:below|above|here(?:in)?|on page|overleaf|opposite)\b", re.IGNORECASE)
_POINTED_AT = re.compile(r"(?:\b(?:this|that|next|previous|our|new|each)\s+|[0-9]\s*)$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:]\s+[A-Z“]")
_JUST_BEFORE, _NEAR = 20, 200


def alone(text: str, offset: int, names: Names, patterns: LawPatterns, scopes: Scopes) -> Iterator[Citation]:
    """Yield each section from `offset` on whose law was named before, where that can be one law only."""
    marked = [law for law in patterns.by_id.values() if law.marks]
    if not marked:
        return
    here: dict[LawMention, None] = {}
    done = 0
    for match in sections_of(tuple(sorted({mark for law in marked for mark in law.marks}))).finditer(text, offset):
        while done < len(names.all) and names.ends[done] <= match.start():
            note(here, names.all[done].mention)
            done += 1
        law = _law(text, match, marked, scopes, tuple(here))
        if law and not _is_other(text, match):
            named = Named(match.start(), match.start(), law, law.name(scopes.outer.language), law.is_regulation)
            yield from citations_of(text, match, named, law)


def _law(
    text: str, match: re.Match[str], marked: Sequence[Law], scopes: Scopes, here: tuple[LawMention, ...]
) -> Law | None:
    """Return the law of a section, if it is sure and writes its sections so."""
    mark = match["mark"].casefold()
    if mark.endswith("."):
        same = not _SENTENCE_END.search(text, max(0, match.start() - _NEAR), match.start())
        found = scopes.law_of(here, None, same_sentence=same).law
    else:
        found = scopes.nearby(here)
    return next((law for law in marked if law.id == found and mark in map(str.casefold, law.marks)), None)


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Return whether a section is of something else than a law: of the report, below, this section."""
    before = text[max(0, match.start() - _JUST_BEFORE) : match.start()]
    after = match.end()
    return bool(_OF_ANOTHER.match(text, after) or _OF_THE_TEXT.match(text, after) or _POINTED_AT.search(before))
