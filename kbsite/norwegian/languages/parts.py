"""The parts of a language tag (BCP 47)."""

from __future__ import annotations

import re

PATTERN = (
    r"(?:[a-z]{2,3}|[a-z]{5,8})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
    r"(?:-(?:[0-9a-z]{5,8}|[0-9][0-9a-z]{3}))*(?:-x(?:-[0-9a-z]{1,8})+)?|x(?:-[0-9a-z]{1,8})+"
)
"""The form of a tag: language, script, region, variants and private use, each in the case that is usual for it."""


_RTL = frozenset(
    ("aeb", "apc", "ar", "arc", "ary", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "khw", "ks", "lrc",
     "mzn", "nqo", "pnb", "ps", "rhg", "sd", "sdh", "skr", "syr", "ug", "ur", "yi")
)  # fmt: skip
_RTL_SCRIPTS = frozenset(("Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"))


def is_rtl(tag: str) -> bool:
    """Return whether a language is written from right to left: the tag's script says it, or else the language."""
    scripts = [part for part in tag.split("-")[1:] if part.istitle() and len(part) == len("Latn")]
    return scripts[0] in _RTL_SCRIPTS if scripts else primary(tag) in _RTL


def primary(tag: str) -> str:
    """Return the language of a tag without script, region and what else it has: `pt` of `pt-BR`."""
    return tag.partition("-")[0]


def parents(tag: str) -> tuple[str, ...]:
    """Return a tag and those that can stand in for it, the nearest first (RFC 4647): zh-Hant-TW, zh-Hant, zh."""
    parts = tag.split("-")
    shorter = ("-".join(parts[:end]) for end in range(len(parts) - 1, 0, -1))
    return (tag, *(each for each in shorter if not re.search(r"(?:^|-)[a-zA-Z0-9]$", each) and parts[0] != "x"))
