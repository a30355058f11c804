"""Bylines in the dozen forms that old pages have them → who, when, and when it was revised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kbsite.importing.model import LIKELY, NOTHING, SURE, Found, Person
from kbsite.importing.names import is_role, is_team, name_length
from kbsite.importing.people import people
from kbsite.norwegian.known_date import known_date
from kbsite.norwegian.names_and_dates import MONTHS

_BEGIN = re.compile(
    r"^\s*(?:(?:artikkelen|teksten|innlegget|kronikken|saken|saka|sida|siden)\s+er\s+(?:skrevet|skrive)\s+av\s+"
    r"|(?:skrevet|skrive|tekst|artikkel|kronikk|innlegg)?\s*av\s*:?\s+|:\s*(?:av\s*:?\s+)?"
    r"|(?:forfatter(?:e)?|forfattar(?:ar)?|tekst|byline)\s*:\s*)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"^\s*(?:publisert|lagt ut|oppretta|opprettet)\s*:?\s*(?:den\s+)?"
    r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\s*[‐–—,;.-]*\s*(?:av\s*:?\s+)?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    rf"(?:(?<!\d)(?:(?P<day>\d{{1,2}})\.\s?)?(?P<month>{'|'.join(MONTHS)})\s+(?:i\s+)?|(?:vår|sommar|sommer|høst|haust|vinter)"
    r"(?:en)?\s+)?(?<!\d)(?P<year>19[5-9]\d|20[0-4]\d)(?!\d)(?:/\d\d(?!\d))?",
    re.IGNORECASE,
)
_REVISED = re.compile(r"rev|juster|oppdater|endr|redaksj|omarbeid", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"(?:sist\s+)?\b(?:rev(?:idert|isjon)?\b\.?(?:\s*redaksj\b\.?)?|redaksj\b\.?|justert|oppdatert|endret|endra"
    r"|omarbeidet|omarbeidd|publisert|skrevet|skrive)(?:\s+(?:i|av redaksjonen))?\s*:?\s*$",
    re.IGNORECASE,
)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; `rest` is what was not understood."""

    words: str
    people: tuple[Person, ...]
    date: Found = NOTHING
    updated: Found = NOTHING
    rest: str = ""


def byline(text: str, *, marked: bool = False) -> Byline | None:
    """Return what a line says if it is a byline; `marked` is for one that a selector or a field says is one.

    A line without a mark such as «Av» must be a name with a year, or a name with a title.
    """
    line = " ".join(text.split())
    if not line or len(line) > _LONGEST:
        return None
    published = _PUBLISHED.match(line)
    begin = _BEGIN.match(line)
    rest = line[published.end() :] if published else line[begin.end() :] if begin else line
    rest = re.sub(r"(?<=[^\W\d_])(?=(?:19|20)\d\d(?!\d))|(?<=(?:19|20)\d\d)(?=[^\W\d_])", " ", rest)
    without, date, updated = dates(rest)
    if published and not without.strip(" ‐–—-"):
        return Byline(line, (), _day(published), updated)
    if not (published or begin or marked) and not _bare(rest, without, date):
        return None
    if not marked and (not _names_first(without) or _is_sentence(without)):
        return None
    found, left = people(without)
    if published:
        date = _day(published)
    return Byline(line, found, date, updated, left) if found else None


def _day(published: re.Match[str]) -> Found:
    """Return the day that a line says it was published on; nothing where there is no such day."""
    day, month, year = (int(published[at]) for at in (1, 2, 3))
    iso = f"{year:04}-{month:02}-{day:02}"
    return Found(iso, published[0].strip(" ‐–—-"), SURE) if known_date(iso) else NOTHING


def _bare(rest: str, without: str, date: Found) -> bool:
    """Return whether a line without a mark is a byline: `NAME (2011)`, `NAME, rådgiver, …`."""
    length = name_length(without.strip())
    after = without.strip()[length:].strip(" ,;:()")
    return (
        bool(length) and (bool(date.value and len(rest) < 120) or is_role(after)) and not rest.endswith(("?", "!"))
    )


def _names_first(text: str) -> bool:
    stripped = text.strip(" ,.;:")
    if is_team(stripped) or name_length(stripped):
        return True
    first, _, after = stripped.partition(" og ")
    return bool(after) and first.istitle() and " " not in first and bool(name_length(after))


def _is_sentence(text: str) -> bool:
    """Return whether the text goes on as a sentence: with a word in small letters that is no title or link."""
    stripped = text.strip()
    length = name_length(stripped) or len(stripped.split(",")[0].split(" og ")[0])
    after = stripped[length:].strip()
    first = re.match(r"([a-zæøå][\w-]*)", after)
    if first is None or first[1] in ("og", "ved", "i", "hos", "på", "samt", "fra", "frå", "med", "for"):
        return len(stripped.split()) > 40
    return not is_role(after)


def dates(text: str) -> tuple[str, Found, Found]:
    """Return a text without its years, the first of them, and that of the revision."""
    date = updated = NOTHING
    parts, at = [], 0
    for match in _YEAR.finditer(text):
        before = text[at : match.start()]
        words = _DATE_WORDS.search(before.rstrip(" (/,;"))
        context = text[max(0, match.start() - 30) : match.end()].strip()
        if words or (_REVISED.search(before[-25:]) and date.value):
            updated = Found(_iso(match), context, SURE)
        elif not date.value:
            date = Found(_iso(match), context, SURE)
        elif not updated.value:
            updated = Found(_iso(match), context, LIKELY)
        kept = before.rstrip(" (/,;")[: words.start()] if words else before
        parts.append(kept)
        at = match.end()
    whole = "".join([*parts, text[at:]])
    whole = re.sub(r"\(\s*[,/;]*\s*\)|(?<=[\s,])[/]+|\(\s*$", " ", whole)
    whole = re.sub(r"[,\s]+i\s*[.]?\s*$", "", whole)
    return re.sub(r"^\s*\)|\s*[(/,;‐–-]+\s*$|\s+\)(?![^(]*\()", "", _balanced(whole)).strip(), date, updated


def _iso(match: re.Match[str]) -> str:
    """Return a date as exact as it is written: a day, a month or a year."""
    if not match["month"]:
        return match["year"]
    month = f"{match['year']}-{MONTHS.index(match['month'].lower()) + 1:02}"
    day = f"{month}-{int(match['day']):02}" if match["day"] else month
    return day if known_date(day) else month


def _balanced(text: str) -> str:
    """Return a text without brackets that have lost their other half."""
    if text.count("(") == text.count(")"):
        return text
    return text.replace("(", " ").replace(")", " ")
