"""The rules of the map that hold for a page, and what its address says where no rule does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kbsite.importing.model import LIKELY, SURE, UNSURE, Found
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbsite.importing.map_file import MapFile, Rule
    from kbsite.importing.model import OldPage

_SIGNS = (
    ("qa", re.compile(r"sporsmal|spm-og-svar|faq|ofte-stilte")),
    ("practice", re.compile(r"praksis|eksempl")),
    ("opinion", re.compile(r"kronik|debatt|innlegg|meining|mening|leder(?:artikkel)?$")),
    ("news", re.compile(r"aktuelt|nyhet|nyheit|news|siste-nytt")),
)
"""Parts of addresses and types of old systems that say a kind, the most telling first."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules say of a page; "" and () where they say nothing."""

    kind: str = ""
    themes: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    municipality: str = ""
    status: str = ""
    skip: bool = False
    chapters: bool = True


def ruled(page: OldPage, chosen: MapFile) -> Ruled:
    """Return what the rules of the map say of a page: for each field the first that says anything."""
    rules = [rule for rule in chosen.rules if _holds(rule, page)]
    return Ruled(
        kind=next((rule.kind for rule in rules if rule.kind), ""),
        themes=next((rule.themes for rule in rules if rule.themes), ()),
        authors=next((rule.authors for rule in rules if rule.authors), ()),
        municipality=next((rule.municipality for rule in rules if rule.municipality), ""),
        status=next((rule.status for rule in rules if rule.status), chosen.status),
        skip=any(rule.skip for rule in rules),
        chapters=all(rule.chapters for rule in rules),
    )


def _holds(rule: Rule, page: OldPage) -> bool:
    return bool(rule.address or rule.file) and (
        (not rule.address or _matches(rule.address, page.address))
        and (not rule.file or _matches(rule.file, page.origin))
    )


def _matches(patterns: Sequence[str], text: str) -> bool:
    return bool(text) and any(_pattern(each).match(text) for each in patterns)


@lru_cache(maxsize=1_024)
def _pattern(text: str) -> re.Pattern[str]:
    """Return a pattern: a beginning, or the whole where it has a * or ends with $."""
    parts = ".*".join(map(re.escape, text.removesuffix("$").split("*")))
    return re.compile(parts + ("$" if "*" in text or text.endswith("$") else ""), re.IGNORECASE)


def kind_of(page: OldPage, rules: Ruled, *, is_question: bool, default: str, known: Mapping[str, str]) -> Found:
    """Return the kind of a page: by rule, by the parts of its text, by its address or its old type, else `default`.

    `known` are the kinds of the site by the names that an old system may call them.
    """
    if rules.kind:
        return Found(rules.kind, "", SURE)
    if is_question:
        return Found("qa", "Spørsmål … Svar", SURE)
    typed = page.fields.get("kind", "")
    if slug(typed) in known:
        return Found(known[slug(typed)], typed, SURE)
    tags, parts = page.fields.get("tags", "").split(","), reversed(page.address.split("/")[:-1])
    for words in (typed, *tags, *parts, *_folders(page)):
        for kind, sign in _SIGNS:
            if kind != "qa" and sign.search(slug(words)):
                return Found(kind, words, LIKELY)
    return Found(default, "", UNSURE)


def _folders(page: OldPage) -> list[str]:
    return list(reversed(page.origin.split("/")[:-1]))
