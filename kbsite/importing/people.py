"""`NAME og NAME, TITLE, INSTITUTION` → people, each with what they were at the time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kbsite.importing.model import LIKELY, SURE, Person
from kbsite.importing.names import (
    is_first_name,
    is_institution,
    is_name,
    is_role,
    is_team,
    name_length,
    usual_case,
)

_BREAKS = re.compile(r"\s*[,;\n]\s*")
_DASH = re.compile(r"\s+[–‐-]\s+")
_REACHED = re.compile(
    r"\S+@\S+|(?:https?://|www\.)\S+|(?:tlf|telefon|mob|mobil|e-post|epost|mail)\b.*|[\d +]{8,}", re.IGNORECASE
)
"""How somebody is reached, which is no part of what they are."""

_AND = re.compile(r"\s+(?:og|&|samt)\s+")
_AT = re.compile(r"\s+(?:ved|i|hos|på|for|frå|fra)\s+(?=[A-ZÆØÅ])|\s+ved\s+")
_BRACKETS = re.compile(r"\(\s*([^()]*?)\s*\)")
_TEAM_AT = re.compile(r"\s+(?:ved|i|hos|på)\s+")


@dataclass(slots=True)
class _Reading:
    """The people found so far; `group` are the last ones that nothing has been said of yet."""

    words: str
    people: list[Person] = field(default_factory=list)
    group: list[int] = field(default_factory=list)
    said: bool = False
    rest: list[str] = field(default_factory=list)

    def add(self, name: str, sure: str = SURE) -> None:
        if self.said:
            self.group, self.said = [], False
        named = usual_case(name.strip(" ,.;:"))
        self.people.append(Person(named, words=self.words, sure=LIKELY if named != name.strip(" ,.;:") else sure))
        self.group.append(len(self.people) - 1)

    def say(self, role: str = "", affiliation: str = "") -> None:
        """Give a title or an institution to those that were named last."""
        self.said = True
        for at in self.group:
            known = self.people[at]
            joined = ", ".join(filter(None, (known.affiliation, affiliation)))
            roles = ", ".join(filter(None, (known.role, role)))
            sure = known.sure if len(self.group) == 1 else LIKELY
            self.people[at] = replace(known, role=roles, affiliation=joined, sure=sure)


def people(text: str) -> tuple[tuple[Person, ...], str]:
    """Return the people that a text without dates names, and what of it was not understood."""
    reading = _Reading(" ".join(text.split()))
    for part in _parts(text):
        _take(part, reading)
    return tuple(reading.people), ", ".join(reading.rest)


def _parts(text: str) -> list[str]:
    """Return the parts between commas and line breaks; what is in brackets is a part that begins with "(".

    Brackets around words are set apart, so that `NAME (INSTITUTION) og NAME (INSTITUTION)` reads as a list does.
    """
    opened = _BRACKETS.sub(lambda found: f"\n({found[1].replace(',', chr(0))}\n" if found[1] else "", text)
    found = [part.replace("\0", ",").strip(" :") for each in _BREAKS.split(opened) for part in _after_name(each)]
    found = [part for part in found if not _REACHED.fullmatch(part)]
    found[-1:] = [found[-1].rstrip(" .")] if found else []
    return [part for part in found if part]


def _after_name(part: str) -> list[str]:
    """Return what a dash divides: a name and what follows it; a dash in other names stays."""
    name, *rest = _DASH.split(part, maxsplit=1)
    return [name, *rest] if rest and (is_name(name) or not name) else [part]


def _take(part: str, reading: _Reading) -> None:
    if part.startswith("("):
        _describe(part[1:].strip(), reading)
        return
    part = re.sub(r"^(?:og|&|samt|av)\s+", "", part)
    for at in _AND.finditer(part):
        left, right = part[: at.start()].strip(), part[at.end() :].strip()
        starts = name_length(right)
        if is_first_name(left) and starts and not reading.said:
            surname = right[:starts].split()[-1]
            reading.add(f"{left} {surname}", LIKELY)
            _take(right, reading)
            return
        if (starts or is_team(right)) and (is_name(left) or is_team(left) or name_length(left) or reading.people):
            _one(left, reading)
            _take(right, reading)
            return
    _one(part, reading)


def _one(part: str, reading: _Reading) -> None:
    """Take a part that names at most one person: a name, a name and what it is, or what the last ones are."""
    team, _, person = part.partition(" v/")
    if person and name_length(person.strip()):
        reading.add(person.strip())
        reading.group = reading.group[-1:]
        reading.say(affiliation=team)
        return
    if is_team(part) and not is_role(part):
        name, *at = _TEAM_AT.split(part, maxsplit=1)
        reading.add(name[:1].upper() + name[1:])
        if at:
            reading.group = reading.group[-1:]
            reading.say(affiliation=at[0])
        return
    length = 0 if is_institution(part) and reading.people and not _role_follows(part) else name_length(part)
    if not length:
        _describe(part, reading)
        return
    reading.add(part[:length])
    if rest := part[length:].strip(" ,.;:"):
        _describe(rest, reading)


def _role_follows(part: str) -> bool:
    return is_role(part[name_length(part) :].strip(" ,"))


def _describe(text: str, reading: _Reading) -> None:
    """Take what the last ones are: a title, an institution, or a title at an institution."""
    if not text:
        return
    if not reading.people:
        reading.rest.append(text)
        return
    if not is_role(text):
        reading.say(affiliation=re.sub(r"^(?:ved|i|hos|på)\s+", "", text))
        return
    role, *at = _AT.split(text, maxsplit=1)
    if at:
        reading.say(role, at[0])
    elif split := re.match(r"((?:[a-zæøå][\w.-]*\s+)+)((?![IVX]+$)[A-ZÆØÅ].*)", text):
        reading.say(split[1].strip(), split[2])
    else:
        reading.say(role=text)
