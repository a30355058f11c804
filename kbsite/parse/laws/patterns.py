"""The names of a site's laws as patterns, compiled once for a build."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kbsite.model.lexicon import Law

WORD = re.compile("(?<![\\w\u2011-])[\\w\u2011-]+")
"""A word with its hyphens, as in plan- and KU-forskriften."""


@dataclass(frozen=True, slots=True)
class LawPatterns:
    """A site's laws by id, by name and by address at Lovdata.

    `forms` are the patterns of whole names, by the first word of each, the longest first.
    """

    by_id: Mapping[str, Law]
    by_name: Mapping[str, Law]
    by_address: Mapping[str, Law]
    forms: Mapping[str, Sequence[tuple[re.Pattern[str], Law]]]


def law_patterns(laws: Iterable[Law]) -> LawPatterns | None:
    """Return the patterns that find references to `laws`; None where there are no laws."""
    laws = tuple(laws)
    by_name = {plain(name): law for law in laws for name in (*law.names, *law.abbreviations)}
    if not by_name:
        return None
    forms: dict[str, list[tuple[re.Pattern[str], Law]]] = defaultdict(list)
    for name in sorted(by_name, key=lambda name: (-len(name), name)):
        first = WORD.search(name)
        if first:
            forms[first[0]].append((_pattern(name), by_name[name]))
    return LawPatterns(
        {law.id: law for law in laws}, by_name, {law.lovdata: law for law in laws if law.lovdata}, dict(forms)
    )


def plain(name: str) -> str:
    """Return a name in lower case, with single spaces and plain hyphens."""
    return single(name).replace("\u2011", "-").lower()


def single(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def _pattern(name: str) -> re.Pattern[str]:
    escaped = re.escape(name).replace(r"\ ", r"\s+").replace(r"\-", "[-\u2011]")
    return re.compile(escaped + ("" if name.endswith(".") else "s?") + "(?![\\w\u2011-])", re.IGNORECASE)
