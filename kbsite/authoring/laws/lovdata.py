"""A file of Lovdata's open data → the law that it holds: its sections, their texts and their last changes.

The files are HTML5 that is also XML: `dd.refid` has the law's address, each `article.legalArticle` is a section
with its number in `data-name`, `article.changesToParent` is the note on its changes, and `data-repealeddate` says
when it was repealed. `article.futureLegalArticle` is text that is not in force.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from kbsite.authoring.laws.notes import Change, changes, last_change

_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_BLOCKS = frozenset({"article", "li", "p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "br", "ol", "ul"})
_SKIPPED = frozenset(
    {"footnotes", "footnote", "footnotereference", "futureLegalArticle", "document-change", "change"}
)
_REFERENCE = re.compile(r"(?:lov|forskrift)/[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]+)?")
_NAME = re.compile(r"§\s*([0-9]{1,3}\s?[a-zA-Z]?(?:-[0-9]{1,3}(?:\s?[a-zA-Z])?)?)$")
_REPEALED = re.compile(r"\(?(?:Opphevet|Oppheva)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """A section of a law: its text, the note on its changes, and the day of its repeal, where there is one."""

    section: str
    text: str
    note: str
    repealed_on: date | None
    repealed: bool

    @property
    def digest(self) -> str:
        """Return the digest of the text, whatever its line breaks."""
        return f"sha256:{hashlib.sha256(' '.join(self.text.split()).encode()).hexdigest()}"

    def is_to_come(self, today: date) -> bool:
        """Return whether the section has a heading only, since it is passed but not in force."""
        return not self.repealed and "\n" not in self.text and bool(self.note) and self.last_change(today) is None

    def last_change(self, today: date) -> Change | None:
        """Return the last change that is in force."""
        return last_change(self.note, today)


@dataclass(frozen=True, slots=True)
class LawText:
    """A law or a regulation: its address such as lov/2011-06-24-29, since when it is in force, its sections."""

    address: str
    in_force: date | None
    sections: dict[str, SectionText]

    def moved(self, today: date) -> dict[str, tuple[str, date]]:
        """Return, for each former number of a section, its number now and the day on which it got it."""
        found: dict[str, tuple[str, date]] = {}
        for each in self.sections.values():
            for change in changes(each.note, today):
                if change.former and change.former != each.section:
                    found[change.former] = (each.section, change.day)
        return found


def law_text(data: bytes) -> LawText | None:
    """Return the law in a file; None where it is no law in the form that Lovdata gives."""
    reader = _Reader()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    address = _REFERENCE.search(reader.header.get("refid", "")) or _REFERENCE.search(reader.location)
    if address is None or not reader.sections:
        return None
    return LawText(address[0], _date(reader.header.get("dateinforce", "")), reader.sections)


class _Reader(HTMLParser):
    """Reads events; no entity is expanded but the characters that HTML names, and nothing is fetched."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.header: dict[str, str] = {}
        self.location = ""
        self.sections: dict[str, SectionText] = {}
        self._open: list[tuple[str, str]] = []
        self._section = _Open()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.handle_data("\n")
        if tag in _VOID:
            return
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        role = ""
        if tag == "dd":
            role = f"dd {given.get('class', '').lower()}"
        elif tag == "main":
            self.location = given.get("data-lovdata-url", "")
        elif "legalArticle" in classes and not self._within("section"):
            role = "section"
            self._section = _Open(_number(given), given.get("data-repealeddate", ""))
        elif "changesToParent" in classes:
            role = "note"
        elif _SKIPPED & set(classes):
            role = "skipped"
        self._open.append((tag, role))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, role = self._open.pop()
            if role == "section":
                self._close()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        role = next((role for _, role in reversed(self._open) if role), "")
        if role.startswith("dd "):
            name = role.removeprefix("dd ")
            self.header[name] = self.header.get(name, "") + data
        elif self._within("section") and not self._within("skipped"):
            (self._section.note if self._within("note") else self._section.text).append(data)

    def _within(self, role: str) -> bool:
        return any(each == role for _, each in self._open)

    def _close(self) -> None:
        """Keep a section that has a number; of two with one number, the first."""
        own = self._section
        if own.number:
            text = "\n".join(filter(None, (" ".join(line.split()) for line in "".join(own.text).split("\n"))))
            repealed = bool(own.repealed or re.search(rf"(?m){_REPEALED.pattern}", text[:200]))
            section = SectionText(
                section=own.number,
                text=text,
                note="".join(own.note),
                repealed_on=_date(own.repealed),
                repealed=repealed,
            )
            self.sections.setdefault(own.number, section)


@dataclass(slots=True)
class _Open:
    """The section that is being read."""

    number: str = ""
    repealed: str = ""
    text: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)


def _number(given: dict[str, str]) -> str:
    """Return the number of a section from its attributes, as references have it: 7-2a."""
    for value in (given.get("data-name", ""), given.get("data-lovdata-url", "").rpartition("/")[2]):
        if match := _NAME.fullmatch(value.strip()):
            return re.sub(r"\s", "", match[1]).lower()
    return ""


def _date(text: str) -> date | None:
    """Return the first day that a text gives in ISO 8601."""
    for each in re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(each)
        except ValueError:
            continue
    return None
