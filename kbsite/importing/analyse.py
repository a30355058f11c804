"""A page as it was → what was found out about it, each value with the words that it was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.importing.byline import Byline, byline
from kbsite.importing.debris import normal, pattern, without_debris
from kbsite.importing.model import HEADING, LIKELY, NOTHING, SURE, TEXT, UNSURE, Block, Doubt, Found, Person, Read
from kbsite.importing.parts import Parts, parts, without_signature
from kbsite.importing.people import people
from kbsite.importing.plain import plain
from kbsite.importing.rules import Ruled, kind_of, ruled
from kbsite.importing.shape import shaped
from kbsite.importing.standard import standard
from kbsite.importing.titles import title
from kbsite.importing.typography import tidy
from kbsite.norwegian.known_date import known_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbsite.importing.map_file import MapFile
    from kbsite.importing.model import OldPage

_BYLINE_WITHIN = 8
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})|(?<!\d)(\d{4})(?!\d)")
_ALONE = re.compile(
    r"(?:dato|publisert|lagt ut)?\s*:?\s*(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{2}-\d{2})", re.IGNORECASE
)
_MUNICIPALITY = re.compile(r"\b([A-ZÆØÅ][\w-]+(?: og [A-ZÆØÅ][\w-]+)?) kommune\b")
_EMPTY_LINK = re.compile(
    r"\b(?:les (?:mer|meir)|klikk|trykk|se)\b[^.!?]{0,40}\bHER\b|klikk inn (?:på|under)\b", re.IGNORECASE
)
_NO_DATE = "import_doubt_no_date"


@dataclass(frozen=True, slots=True)
class Settings:
    """What all pages share: the map, lines that repeat, the site's kinds by their names, and its language."""

    chosen: MapFile
    common: Mapping[str, frozenset[str]]
    kinds: Mapping[str, str]


def analyse(page: OldPage, common: frozenset[str], settings: Settings) -> Read:
    """Return what is found out about a page."""
    rules = ruled(page, settings.chosen)
    known = [pattern(line) for line in settings.chosen.debris]
    blocks, cut = without_debris(page.blocks, common, known)
    named, blocks = title(page.fields, tuple(tidy(blocks)))
    day, blocks = _day(blocks)
    page = replace(page, fields={"date": day, **page.fields}) if day else page
    line, blocks = _byline(page, blocks)
    qa = parts(blocks)
    default = settings.chosen.otherwise.kind
    kind = kind_of(page, rules, is_question=qa is not None, default=default, known=settings.kinds)
    doubts = []
    if kind.value == "qa" and qa is None:
        kind = Found("article", kind.value, UNSURE)
        doubts.append(Doubt("import_doubt_no_answer"))
    read = Read(
        page=page, title=named, kind=kind, date=NOTHING, updated=NOTHING, people=(),
        byline=line.words if line else "",
        body=blocks, themes=rules.themes or settings.chosen.otherwise.themes, status=rules.status,
        default_authors=rules.authors or settings.chosen.otherwise.authors,
        cut=(*page.fields.get("cut", "").split("\n"), *cut), doubts=tuple(doubts),
        addresses=(page.address,) if page.address else (),
    )  # fmt: skip
    read = _as_question(read, qa) if qa and kind.value == "qa" else _as_text(read)
    read = _dated(_written(read, line), line)
    return _checked(_in_language(_placed(read, rules), settings.chosen))


def _day(blocks: Sequence[Block]) -> tuple[str, tuple[Block, ...]]:
    """Return a date that stands alone near the top, and the blocks without it."""
    for at, block in enumerate(blocks[:_BYLINE_WITHIN]):
        text = plain(block.text)
        if _ALONE.fullmatch(text) and exact(text).value:
            return text, (*blocks[:at], *blocks[at + 1 :])
    return "", tuple(blocks)


def _byline(page: OldPage, blocks: Sequence[Block]) -> tuple[Byline | None, tuple[Block, ...]]:
    """Return the byline, and the blocks without it: that of a selector, or a line near the top or the end."""
    if page.fields.get("byline"):
        found = byline(page.fields["byline"], marked=True)
        if found:
            same = normal(found.words)
            return found, tuple(block for block in blocks if normal(plain(block.text)) != same)
    near_end = range(len(blocks) - 1, max(_BYLINE_WITHIN, len(blocks) - 3) - 1, -1)
    for at in (*range(min(_BYLINE_WITHIN, len(blocks))), *near_end):
        if blocks[at].kind in (TEXT, HEADING) and (found := byline(plain(blocks[at].text))):
            return found, (*blocks[:at], *blocks[at + 1 :])
    return None, tuple(blocks)


def _as_question(read: Read, qa: Parts) -> Read:
    lead = tuple(block for block in qa.before if block.kind != HEADING)
    doubts = [Doubt("import_doubt_lead", plain(block.text)[:120]) for block in qa.before]
    if qa.asked_by.words and not qa.asked_by.value:
        doubts.append(Doubt("import_doubt_asker", qa.asked_by.words))
    return replace(
        read,
        question=shaped((*lead, *qa.question), 3),
        body=shaped(qa.answer, 3),
        asked_by=qa.asked_by,
        people=qa.people,
        byline=read.byline or " / ".join(qa.signature),
        cut=(*read.cut, *qa.greetings, *qa.signature),
        doubts=(*read.doubts, *doubts),
    )


def _as_text(read: Read) -> Read:
    body, signed, signature = without_signature(list(read.body))
    if not signed:
        body, signature = list(read.body), ()
    return replace(
        read,
        body=shaped(body, 2),
        people=signed,
        byline=read.byline or " / ".join(signature),
        cut=(*read.cut, *signature),
    )


def _written(read: Read, line: Byline | None) -> Read:
    """Return the page with who wrote it: of the byline, of the signature, or of the old system."""
    doubts = list(read.doubts)
    writers = line.people if line and line.people else read.people
    if line and line.people and read.people:
        writers = tuple(_completed(each, read.people) for each in line.people)
        others = [each.name for each in read.people if each.name not in {one.name for one in line.people}]
        writers = (*writers, *(each for each in read.people if each.name in others))
    said = read.page.fields.get("author", "")
    if not writers and said:
        writers = tuple(replace(each, sure=LIKELY) for each in people(said.replace("\n", ", "))[0])
        if not writers:
            doubts.append(Doubt("import_doubt_author", said))
    if line and line.rest:
        doubts.append(Doubt("import_doubt_byline", line.rest))
    doubts += [Doubt("import_doubt_person", f"{each.name}: {each.words}") for each in writers if each.sure != SURE]
    return replace(read, people=writers, doubts=tuple(doubts))


def _completed(one: Person, others: Sequence[Person]) -> Person:
    same = next((each for each in others if each.name == one.name), None)
    if same is None or one.role or one.affiliation:
        return one
    return replace(one, role=same.role, affiliation=same.affiliation)


def _dated(read: Read, line: Byline | None) -> Read:
    """Return the page with its dates, as exact as the source has them."""
    said, stored = (line.date if line else NOTHING), exact(read.page.fields.get("date", ""))
    date, doubts = said, list(read.doubts)
    if stored.value and (not said.value or stored.value[:4] == said.value[:4]):
        date = stored if len(stored.value) > len(said.value) else said
    elif stored.value and said.value:
        doubts.append(Doubt("import_doubt_dates", f"{said.value} / {stored.value}"))
    updated = line.updated if line and line.updated.value else exact(read.page.fields.get("updated", ""))
    if updated.value and date.value and updated.value[: len(date.value)] <= date.value[: len(updated.value)]:
        updated = NOTHING
    if not date.value:
        doubts.append(Doubt(_NO_DATE))
    return replace(read, date=date, updated=updated, doubts=tuple(doubts))


def exact(text: str) -> Found:
    """Return the first date of a text, as exact as it is: a day or a year."""
    for match in _DAY.finditer(text):
        if match[1]:
            iso = "-".join(filter(None, (match[1], match[2], match[3])))
        elif match[4]:
            iso = f"{match[6]}-{int(match[5]):02}-{int(match[4]):02}"
        else:
            iso = match[7]
        if known_date(iso) and "1950" <= iso < "2100":
            return Found(iso, text.strip()[:80], SURE)
    return NOTHING


def _placed(read: Read, rules: Ruled) -> Read:
    """Return an example of practice with its municipality, where a rule or the title names one."""
    if read.kind.value != "practice":
        return read
    if rules.municipality:
        return replace(read, municipality=Found(rules.municipality, "", SURE))
    match = _MUNICIPALITY.search(read.title.value)
    return replace(read, municipality=Found(match[1], match[0], LIKELY)) if match else read


def _in_language(read: Read, chosen: MapFile) -> Read:
    lang, asked = standard(read.body), standard(read.question)
    default = chosen.otherwise.lang or ""
    doubts = list(read.doubts)
    if not lang.value:
        lang = asked if asked.value else Found(default, "", UNSURE)
        doubts.append(Doubt("import_doubt_language"))
    return replace(read, lang=lang, question_lang=asked, doubts=tuple(doubts))


def _checked(read: Read) -> Read:
    """Return the page with the doubts that its text gives."""
    doubts = list(read.doubts)
    if not read.title.value:
        doubts.append(Doubt("import_doubt_title"))
    elif read.title.sure != SURE:
        doubts.append(Doubt("import_doubt_title_from", read.title.words[:120]))
    if read.kind.sure == UNSURE:
        doubts.append(Doubt("import_doubt_kind", read.kind.value))
    if not read.people:
        doubts.append(Doubt("import_doubt_no_author"))
    for block in (*read.question, *read.body):
        text = plain(block.text)
        if "](" not in block.text and (empty := _EMPTY_LINK.search(text)):
            doubts.append(Doubt("import_doubt_empty_link", empty[0]))
    embedded = filter(None, read.page.fields.get("embedded", "").split("\n"))
    doubts += [Doubt("import_doubt_embedded", each) for each in embedded]
    return replace(read, doubts=tuple(dict.fromkeys(doubts)), cut=tuple(dict.fromkeys(filter(None, read.cut))))
