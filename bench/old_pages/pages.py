"""The made-up pages: what each is, in which system and form it lies, and with which faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.old_pages.cases import ASKERS, BYLINES, GREETINGS, SIGNATURES, Byline, Signature
from bench.old_pages.texts import HEADINGS, QUESTIONS, items, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADING, TEXT, ITEM = "heading", "text", "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it should become; `body` are pairs of a kind of block and its text.

    `form` is how it is saved: html, text, warc, wxr, markdown, word, csv, json. `address` is "" where the source
    does not say it. `twin` is another address of the same page.
    """

    number: int
    form: str
    kind: str
    title: str
    standard: str
    body: tuple[tuple[str, str], ...]
    address: str = ""
    byline: Byline = field(default_factory=lambda: Byline(""))
    question: tuple[str, ...] = ()
    question_standard: str = ""
    asker: tuple[str, str] = ("", "")
    greeting: str = ""
    signature: Signature = field(default_factory=lambda: Signature((), ()))
    parent: int = -1
    date: str = ""
    author: str = ""
    twin: str = ""

    @property
    def people(self) -> tuple[tuple[str, str, str], ...]:
        """Who wrote it."""
        system = ((self.author, "", ""),) if self.author else ()
        return self.signature.people or self.byline.people or system

    @property
    def known_date(self) -> str:
        """When it was written, as exact as the source says."""
        return self.date or self.byline.date


_NB, _NN = "nb", "nn"
_THEMES = ("Folkehelse", "Rusmiddelpolitisk-handlingsplan", "Kommunal-planlegging")


def body(standard: str, number: int, *, long: bool = True) -> tuple[tuple[str, str], ...]:
    """Return a text with headings and a list."""
    first, second = HEADINGS[standard][number % 5], HEADINGS[standard][(number + 2) % 5]
    found = [(TEXT, paragraph(standard, number)), (HEADING, first), (TEXT, paragraph(standard, number + 100))]
    if long:
        found += [(ITEM, each) for each in items(standard, number)]
        found += [
            (TEXT, paragraph(standard, number + 200)),
            (HEADING, second),
            (TEXT, paragraph(standard, number + 300)),
        ]
    return tuple(found)


def pages() -> list[Page]:
    """Return every page."""
    found = [*_articles(), *_questions()]
    found += _chapters(len(found))
    found += _opinions(len(found))
    found += _elsewhere(len(found))
    return found


def _articles() -> Iterator[Page]:
    """Yield an article for each byline, saved as web page, dump or in an archive by turns."""
    for at, line in enumerate(BYLINES):
        standard = _NN if at % 5 == 2 else _NB
        theme = _THEMES[at % 3]
        nb, nn = "Slik kom vi videre med planen, del {}", "Slik kom vi vidare med planen, del {}"
        yield Page(
            number=at, form=("html", "text", "warc")[at % 3], kind="article", standard=standard, byline=line,
            title=(nb if standard == _NB else nn).format(at + 1),
            address=f"/Temaomrader/{theme}/Planen-videre-{at + 1}/",
            body=body(standard, at), twin=f"/Tema/{theme}/Planen-videre-{at + 1}/" if at % 9 == 4 else "",
        )  # fmt: skip


def _questions() -> Iterator[Page]:
    """Yield questions and answers, one in four with the two parts in different standards."""
    for at in range(18):
        number = 100 + at
        answer = _NN if at % 6 in (3, 5) else _NB
        asked = {3: _NB, 4: _NN}.get(at % 6, answer)
        title = {
            _NB: f"Hvordan kommer vi i gang med plan nummer {at + 1} ?",
            _NN: f"Korleis kjem vi i gang med plan nummer {at + 1} ?",
        }
        yield Page(
            number=number, form=("text", "html")[at % 2], kind="qa", standard=answer,
            title=title[asked].replace(" ?", "?"),
            address=f"/Praksis/Sporsmal--Svar/{_THEMES[at % 3]}/Plan-nummer-{at + 1}/",
            question=(QUESTIONS[asked].format(place=paragraph(asked, at, 1).split()[1]),), question_standard=asked,
            asker=ASKERS[at % len(ASKERS)], greeting=GREETINGS[at % len(GREETINGS)],
            signature=SIGNATURES[at % len(SIGNATURES)], body=body(answer, number, long=bool(at % 2)),
        )  # fmt: skip


def _chapters(_begin: int) -> Iterator[Page]:
    """Yield two articles in chapters; one has a chapter below a chapter."""
    for series, (standard, name) in enumerate(((_NB, "Handboka"), (_NN, "Rettleiinga"))):
        number = 200 + series * 20
        address = f"/Temaomrader/Kommunal-planlegging/{name}/"
        yield Page(
            number=number, form="html", kind="article", title=f"{name} i kommunal planlegging", standard=standard,
            address=address, body=body(standard, number, long=False), byline=BYLINES[12],
        )  # fmt: skip
        for chapter in range(1, 5):
            yield Page(
                number=number + chapter, form=("html", "text")[series], kind="article", standard=standard,
                parent=number, title=f"{HEADINGS[standard][chapter]}, {'steg' if series else 'trinn'} {chapter}",
                address=f"{address}Kapittel-{chapter}/", body=body(standard, number + chapter),
            )  # fmt: skip
        yield Page(
            number=number + 9, form="html", kind="article", standard=standard, parent=number,
            title=f"Et dypdykk i {name.lower()}" if series == 0 else f"Eit djupdykk i {name.lower()}",
            address=f"{address}Kapittel-2/Djupdykk/", body=body(standard, number + 9),
        )  # fmt: skip


def _opinions(_begin: int) -> Iterator[Page]:
    """Yield op-eds and news of a WordPress export, which knows day and author."""
    for at in range(10):
        number, standard = 300 + at, _NN if at % 4 == 1 else _NB
        kind = "opinion" if at < 6 else "news"
        folder = "kronikker" if kind == "opinion" else "aktuelt"
        yield Page(
            number=number, form="wxr", kind=kind, standard=standard, body=body(standard, number),
            title=f"Planen som aldri {'ble' if standard == _NB else 'vart'} ferdig ({at + 1})",
            address=f"/{folder}/planen-som-aldri-{at + 1}/", date=f"20{10 + at}-0{1 + at % 9}-1{at}",
            author=("Guro Solbakk", "Odd Rune Vik", "Åshild Nymoen")[at % 3],
        )  # fmt: skip


def _elsewhere(_begin: int) -> Iterator[Page]:
    """Yield examples of practice in Markdown, Word, CSV and JSON."""
    forms = ("markdown",) * 4 + ("word",) * 4 + ("csv",) * 3 + ("json",) * 3
    for at, form in enumerate(forms):
        number, standard = 400 + at, _NN if at % 3 == 1 else _NB
        place = ("Fjordvik", "Tindvik", "Lundemo", "Havstrand")[at % 4]
        title = f"{place} kommune: {'eit' if standard == _NN else 'et'} oversyn som virket ({at + 1})"
        date = {"markdown": f"2014-0{at + 1}-15", "word": ""}.get(form, f"{2009 + at}")
        author = {"markdown": "Jonas Lie Berge", "word": ""}.get(form, "Marit Tveit")
        line = BYLINES[(at * 3 + 1) % 18] if form == "word" else Byline("")
        yield Page(
            number=number, form=form, kind="practice", title=title, standard=standard, byline=line,
            address=f"/praksis/oversyn-{at + 1}/" if form in ("markdown", "csv", "json") else "",
            body=body(standard, number), date=date, author=author,
        )  # fmt: skip
