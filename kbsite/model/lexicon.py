"""Laws and glossary terms of `data/laws.yaml` and `data/glossary.yaml`, and references to laws."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from kbsite.norwegian.local_text import LocalText

if TYPE_CHECKING:
    from kbsite.diagnostics import Location

LAWS = LocalText("Lover", "Lover", "Laws", key="laws")
"""The title of the register of laws."""

GLOSSARY = LocalText("Ordliste", "Ordliste", "Glossary", key="glossary")
"""The title of the glossary."""

WORD = LocalText("Ord i ordlisten", "Ord i ordlista", "Word in the glossary", key="glossary_word")
"""What a word of the glossary is, in lists of what refers to something."""

LOVDATA = "https://lovdata.no/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law or a regulation; `names` and `abbreviations` are its names in running text.

    `lovdata` is its address at Lovdata without the host; "" for a law of another source, which has an `address` of
    its own, perhaps one of each section with {section} in it, and `marks` that stand before a section's number.
    """

    id: str
    title: LocalText
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    lovdata: str
    at: Location
    address: str = ""
    section_address: str = ""
    marks: tuple[str, ...] = ()
    publisher: str = ""

    @property
    def source(self) -> str:
        """Return who publishes it, for readers."""
        return self.publisher or ("Lovdata" if self.lovdata else urlsplit(self.address).netloc.removeprefix("www."))

    @property
    def mark(self) -> str:
        """Return what stands before a section's number."""
        return self.marks[0] if self.marks else "§"

    @property
    def is_regulation(self) -> bool:
        """Return whether it is a regulation, and no act."""
        return self.lovdata.startswith("forskrift/")

    @property
    def year(self) -> int:
        """Return the year in its address at Lovdata; 0 for a law of another source."""
        return int(self.lovdata.partition("/")[2][:4] or 0)

    def name(self, language: str) -> str:
        """Return its first name in a written standard of Norwegian, or else in the other one."""
        nynorsk = [name for name in self.names if name.endswith(("lova", "forskrifta"))]
        bokmal = [name for name in self.names if name not in nynorsk]
        return ((nynorsk or bokmal) if language == "nn" else (bokmal or nynorsk))[0]

    def url(self, section: str = "") -> str:
        """Return the address of the law at its source, or of one section of it such as 11-1 or 1-7d."""
        if self.address:
            known = section and self.section_address and not is_chapter(section)
            return self.section_address.replace("{section}", quote(section)) if known else self.address
        law = f"{LOVDATA}{self.lovdata}"
        return law if not section or is_chapter(section) else f"{law}/{quote(f'§{section}')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the glossary; `variants` are other forms that also count as the term in running text."""

    id: str
    term: LocalText
    abbreviation: str
    definition: LocalText
    synonyms: tuple[str, ...]
    variants: tuple[str, ...]
    at: Location

    def name(self, language: str) -> str:
        """Return the full form with its abbreviation: individuell plan (IP)."""
        full = self.term.in_language(language)
        return f"{full} ({self.abbreviation})" if self.abbreviation not in ("", full) else full


@dataclass(frozen=True, slots=True)
class LawReference:
    """A reference in a text to a section of a law, such as 11-1 of pbl, with its place.

    `section` is "" where the text names the law alone, and «kapittel 11» where it refers to a whole chapter.
    """

    law: str
    section: str
    at: Location


@dataclass(frozen=True, slots=True)
class LawMention:
    """A law that a text names: its id, or "" for one that is none of the site's, and whether it is a regulation."""

    law: str
    is_regulation: bool = False


CHAPTER = "kapittel "
"""What a reference to a whole chapter begins with, before its number."""


def is_chapter(section: str) -> bool:
    """Return whether a reference is to a whole chapter."""
    return section.startswith(CHAPTER)


def written_section(section: str) -> str:
    """Return a section as the law writes it: 1-7 d, where texts may have 1-7d."""
    return re.sub(r"(?<=[0-9])(?=[a-z])", " ", section)


def section_key(section: str) -> tuple[tuple[int, str], ...]:
    """Return the sort key of a section: chapters first, 4 before 11, 1-7 before 1-7d before 1-10."""
    numbers = re.findall(r"([0-9]+)([A-Za-z]*)", section.removeprefix(CHAPTER))
    return ((0 if is_chapter(section) else 1, ""), *((int(number), letter) for number, letter in numbers))
