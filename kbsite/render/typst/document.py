"""Documents of a booklet → its data: their titles and bylines, their texts, their own fields, their resources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbsite.model import ToPage
from kbsite.render.compose.parts import authors, day
from kbsite.render.typst import words
from kbsite.render.typst.characters import shown
from kbsite.render.typst.printer import Data, Inner, Printer
from kbsite.render.typst.targets import Pictures, Targets
from kbsite.schema.shown_fields import shown_fields
from kbsite.site.assemble import language, section_language
from kbsite.site.review import reviewed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kbsite.model import Document, Section, Site
    from kbsite.norwegian.known_date import KnownDate
    from kbsite.render.typst.collected import Collected


@dataclass(frozen=True, slots=True)
class DocumentPrinter:
    """Prints the documents of one booklet in `lang`; `addresses` are those of all documents in it."""

    site: Site
    addresses: frozenset[str]
    collected: Collected
    pictures: Pictures
    lang: str

    def titled(self, document: Document, level: int, *, facts: bool = True) -> Iterator[Data]:
        """Yield a document under its title, which is a heading of that level, with its resources."""
        lines = facts_of(self.site, document, self.lang) if facts else marks_of(self.site, document, self.lang)
        inner = self.collected.heading(level, shown(document.meta.title).strip(), f"{document.address}#")
        lang = language(document, self.site.config)
        own = [
            *inner,
            *({"t": "facts", "c": line} for line in lines),
            *self.text(document, level),
            *self.resources(document),
        ]
        yield from own if lang == self.lang else [{"t": "lang", "lang": lang, "c": own}]

    def text(self, document: Document, deeper: int) -> Iterator[Data]:
        """Yield the text of a document, its headings `deeper` than those of a text by itself."""
        own = language(document, self.site.config)
        for section in document.body.sections:
            lang = section_language(document, section, self.site.config)
            data = [*self.section(document, section, deeper)]
            yield from data if lang == own else [{"t": "lang", "lang": lang, "c": data}]
        yield from self.steps(document, deeper)
        yield from self.fields(document, deeper)

    def section(self, document: Document, section: Section, deeper: int) -> Iterator[Data]:
        """Yield a section of a text; the question is in a box, and the answer comes under its name."""
        text = self.printer(document, deeper).text(section.blocks)
        lang = language(document, self.site.config)
        if section.name == "question":
            role = getattr(document.meta, "asked_by", "") or ""
            title = self.site.config.say(words.QUESTION, lang) + (f" ({shown(role)})" if role else "")
            yield {"t": "box", "title": title, "c": text}
        elif section.name == "answer":
            yield {"t": "label", "c": [self.site.config.say(words.ANSWER, lang)]}
            yield from text
        else:
            yield from text

    def printer(self, document: Document, deeper: int, first_link: int = 0, first_picture: int = 0) -> Printer:
        """Return the printer of one text of a document."""
        targets = Targets(
            config=self.site.config,
            links=self.site.targets[document.path],
            pictures=self.site.pictures[document.path],
            addresses=self.addresses,
            files=self.pictures,
            lang=language(document, self.site.config),
            first_link=first_link,
            first_picture=first_picture,
        )
        return Printer(document.address, targets, self.collected, deeper)

    def fields(self, document: Document, deeper: int) -> Iterator[Data]:
        """Yield the fields that only the kind has, each with its label, but for those that are shown elsewhere."""
        lang = language(document, self.site.config)
        texts = {text.section.name: text for text in document.body.fields}
        for field in shown_fields(type(document.meta)):
            value = getattr(document.meta, field.name, None)
            label = shown(self.site.config.say(field.label, lang))
            if field.name in _ELSEWHERE or value in (None, "", ()):
                continue
            if field.type == "markdown":
                if text := texts.get(field.name):
                    yield {"t": "label", "c": [label]}
                    printer = self.printer(document, deeper + 1, text.first_link, text.first_picture)
                    yield from Printer(
                        f"{document.address}{field.name}--", printer.targets, self.collected, printer.deeper
                    ).text(text.section.blocks)
            else:
                yield {"t": "p", "c": [{"t": "st", "c": [f"{label}: "]}, *self.value(value, lang)]}

    def value(self, value: Any, lang: str) -> list[Inner]:
        """Return the value of a field that is not a text."""
        if isinstance(value, bool):
            return [self.site.config.say(words.YES if value else words.NO, lang)]
        if isinstance(value, tuple):
            return [shown(", ".join(str(each) for each in value))]
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return [
                {"t": "url", "url": value, "n": self.collected.number(value, shown(value)), "c": [shown(value)]}
            ]
        if hasattr(value, "isoformat"):
            return [as_day(value, lang)]
        return [f"{value:g}".replace(".", ",") if isinstance(value, float) else shown(str(value))]

    def steps(self, document: Document, deeper: int) -> Iterator[Data]:
        """Yield the steps of a model as a numbered list, each with its lane and what to read."""
        model = document.meta.process()
        if model is None:
            return
        lang = language(document, self.site.config)
        lanes = {lane.id: lane.title for lane in model.lanes}
        pages: dict[int, list[Document]] = {}
        for (path, _), target in zip(document.meta.named_pages(), self.site.named[document.path], strict=True):
            if isinstance(target, ToPage) and target.shown:
                pages.setdefault(int(path[1]), []).append(target.document)
        targets = self.printer(document, deeper).targets
        items: list[list[Data]] = []
        for index, step in enumerate(model.steps):
            title: Data = {"t": "st", "c": [shown(step.title)]}
            item: list[Data] = [{"t": "p", "c": [title, f" ({shown(lanes[step.lane])})"]}]
            item.append({"t": "p", "c": [shown(step.text)]})
            if links := [link for page in pages.get(index, ()) for link in self.page_link(page, targets)]:
                item.append({"t": "facts", "c": [f"{self.site.config.say(words.READ_MORE, lang)}: ", *links[:-1]]})
            items.append(item)
        yield from self.collected.heading(
            1 + deeper, self.site.config.say(words.STEPS, lang), f"{document.address}#steps_"
        )
        yield {"t": "ol", "start": 1, "tight": False, "items": items}

    def page_link(self, page: Document, targets: Targets) -> list[Inner]:
        """Return a link to a page, in the booklet or on the web, and what separates it from the next."""
        place, url = targets.place(page, "")
        title = shown(page.meta.title)
        if place:
            return [{"t": "to", "to": place, "c": [title]}, "; "]
        return [{"t": "url", "url": url, "n": self.collected.number(url, title), "c": [title]}, "; "]

    def resources(self, document: Document) -> Iterator[Data]:
        """Yield the resources of a document."""
        items = []
        for resource in document.meta.resources:
            title = shown(resource.title)
            link = {"t": "url", "url": resource.url, "n": self.collected.number(resource.url, title), "c": [title]}
            more = ", ".join(shown(str(each)) for each in (resource.publisher, resource.year) if each)
            items.append([{"t": "plain", "c": [link, *([f". {more}"] if more else [])]}])
        if items:
            lang = language(document, self.site.config)
            yield {"t": "label", "c": [self.site.config.say(words.RESOURCES, lang)]}
            yield {"t": "ul", "tight": False, "items": items}


_ELSEWHERE = ("asked_by", "question_lang")
"""Fields that are shown with the question."""


def facts_of(site: Site, document: Document, lang: str) -> list[list[Inner]]:
    """Return the byline and the dates of a document, a line each."""
    invented = site.config.say(words.EXAMPLE_AUTHOR, lang)
    signed = "; ".join(
        ", ".join(filter(None, (profile.meta.title, role, affiliation, invented if profile.meta.example else "")))
        for profile, role, affiliation in authors(site, document)
    )
    days = (
        (words.PUBLISHED, document.meta.date),
        (words.UPDATED, site.updated(document)),
        (words.REVIEWED, reviewed(site, document)),
    )
    dates = ". ".join(f"{site.config.say(word, lang)} {as_day(value, lang)}" for word, value in days if value)
    lines = (f"{site.config.say(words.BY, lang)} {signed}" if signed else "", dates)
    shown_lines: list[list[Inner]] = [[shown(line)] for line in lines if line]
    return [*marks_of(site, document, lang), *shown_lines]


def marks_of(site: Site, document: Document, lang: str) -> list[list[Inner]]:
    """Return what a reader must know first: that a page is invented, or kept for the record alone."""
    meta = document.meta
    marks = ((words.EXAMPLE, meta.example), (words.ARCHIVED, meta.archived))
    return [[{"t": "st", "c": [site.config.say(word, lang)]}] for word, said in marks if said]


def as_day(value: date | KnownDate, lang: str) -> str:
    """Return a date as far as it is known, in words."""
    view = day(value, lang)
    return view.text if view else ""
