"""Site → the booklets that are typeset as PDF files: each article with chapters, each theme, the glossary."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kbsite.model.lexicon import GLOSSARY
from kbsite.norwegian.known_date import first_day
from kbsite.norwegian.languages.tags import SHIPPED
from kbsite.norwegian.names_and_dates import collation_key, initial, long_date
from kbsite.render.compose.hrefs import absolute
from kbsite.render.compose.parts import authors, summary
from kbsite.render.typst import words
from kbsite.render.typst.back_matter import back_matter, elsewhere, without_lost
from kbsite.render.typst.characters import shown
from kbsite.render.typst.collected import Collected
from kbsite.render.typst.document import DocumentPrinter, facts_of
from kbsite.render.typst.targets import Pictures
from kbsite.site import routes
from kbsite.site.assemble import language
from kbsite.site.listings import by_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from kbsite.model import Config, Document, PictureCopy, Site, Theme

MARK = "mark.svg"
_SHOWN = ("svg", "png", "webp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """A PDF to be typeset: the path of its file, what it says, and the pictures in it by their names there.

    `pages` are the addresses of the pages that link to it, the one that it is made of first.
    """

    path: str
    pages: tuple[str, ...]
    data: Mapping[str, Any]
    pictures: Mapping[str, Path | PictureCopy] = field(default_factory=dict)


def mark_name(config: Config, assets: Mapping[str, bytes]) -> str:
    """Return the name of the file with the mark at the top of a booklet; "" for none, as for a logo in ICO."""
    logo = config.looks.logo
    if not logo:
        return MARK if "assets/logo.svg" in assets else ""
    ending = logo.rpartition(".")[2]
    return f"mark.{ending}" if ending in _SHOWN else ""


def booklets(site: Site, assets: Mapping[str, bytes], colour: str) -> Iterator[Booklet]:
    """Yield every booklet of the site; none where its settings do not ask for them.

    `assets` are those of the layouts, whose logo.svg is shown where the site has no logo of its own; `colour` is
    that of titles.
    """
    if not site.config.pdf:
        return
    maker = _Maker(site, colour, mark_name(site.config, assets))
    for document in site.pages:
        if site.chapters.get(document.address):
            yield maker.article(document)
    for theme in site.config.themes:
        if site.by_theme.get(theme.id) or theme.id in site.introductions:
            yield maker.theme(theme)
    if site.config.glossary:
        yield maker.glossary()


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the booklets of one site."""

    site: Site
    colour: str
    mark: str

    def article(self, document: Document) -> Booklet:
        """Return an article with its chapters, each under its own title."""
        lang = language(document, self.site.config)
        chapters = self.site.chapters[document.address]
        printer = self.printer((document, *chapters), lang)
        body = [*printer.text(document, 0)]
        for chapter in chapters:
            body += [*printer.titled(chapter, 1, facts=False)]
        meta = document.meta
        return self.booklet(
            printer,
            address=document.address,
            pages=(document.address, *(chapter.address for chapter in chapters)),
            title=meta.title,
            kind=meta.one.in_language(lang),
            summary=meta.summary,
            facts=facts_of(self.site, document, lang),
            authors=[profile.meta.title for profile, _, _ in authors(self.site, document)],
            day=_newest(self.site, (document, *chapters)),
            body=[*body, *printer.resources(document)],
            lang=lang,
        )

    def theme(self, theme: Theme) -> Booklet:
        """Return a theme: its introduction, the texts of its pages, and a list of its news and op-eds."""
        site, lang = self.site, self.site.config.language
        intro = site.introductions.get(theme.id)
        pages = site.by_theme.get(theme.id, ())
        kept = tuple(page for page in pages if _lasts(page))
        everything = [each for page in kept for each in (page, *site.chapters.get(page.address, ()))]
        printer = self.printer((*((intro,) if intro else ()), *everything), lang)
        body = [*printer.text(intro, 0), *printer.resources(intro)] if intro else []
        for kind, mine in by_kind(site, kept):
            body += printer.collected.heading(1, kind.many.in_language(lang), f"kind:{kind.kind}")
            for page in mine:
                body += [*printer.titled(page, 2)]
                for chapter in site.chapters.get(page.address, ()):
                    body += [*printer.titled(chapter, 3, facts=False)]
        body += elsewhere(site, printer, [page for page in pages if not _lasts(page)], lang)
        address = routes.theme(self.site.config.kinds, theme.id)
        return self.booklet(
            printer,
            address=address,
            pages=(address,),
            title=theme.title.in_language(lang),
            kind=site.config.kinds.introducing("theme").one.in_language(lang),
            summary=theme.summary.in_language(lang) or (summary(intro) if intro else ""),
            facts=[],
            authors=[],
            day=_newest(self.site, everything),
            body=body,
            lang=lang,
        )

    def glossary(self) -> Booklet:
        """Return the glossary, by letter."""
        lang = self.site.config.language
        printer = self.printer((), lang)
        terms = sorted(
            self.site.config.glossary, key=lambda each: (collation_key(each.term.in_language(lang), lang), each.id)
        )
        letters: dict[str, list[dict[str, Any]]] = {}
        for term in terms:
            meaning: list[dict[str, Any]] = [{"t": "plain", "c": [shown(term.definition.in_language(lang))]}]
            if term.synonyms:
                others = self.site.config.say(words.SYNONYMS, lang).replace("{words}", ", ".join(term.synonyms))
                meaning.append({"t": "facts", "c": [shown(others)]})
            letters.setdefault(initial(term.term.in_language(lang), lang), []).append(
                {"term": [shown(term.name(lang))], "c": meaning}
            )
        body: list[dict[str, Any]] = []
        for letter, entries in letters.items():
            body += printer.collected.heading(1, letter, f"letter:{letter}", outlined=False)
            body.append({"t": "dl", "items": entries})
        return self.booklet(
            printer,
            address=self.site.config.routes.glossary,
            pages=(self.site.config.routes.glossary,),
            title=self.site.config.say(GLOSSARY, lang),
            kind="",
            summary="",
            facts=[],
            authors=[],
            day=None,
            body=body,
            lang=lang,
        )

    def printer(self, documents: tuple[Document, ...], lang: str) -> DocumentPrinter:
        """Return a printer for a booklet of these documents."""
        return DocumentPrinter(
            self.site, frozenset(each.address for each in documents), Collected(), Pictures(), lang
        )

    def booklet(
        self,
        printer: DocumentPrinter,
        *,
        address: str,
        pages: tuple[str, ...],
        title: str,
        kind: str,
        summary: str,
        facts: list[list[Any]],
        authors: list[str],
        day: date | None,
        body: list[dict[str, Any]],
        lang: str,
    ) -> Booklet:
        """Return the booklet with all that every one has: where it is on the web, its contents, its notes."""
        config = self.site.config
        here = absolute(config, address)
        where = [
            f"{self.site.config.say(words.ADDRESS, lang)}: ",
            {"t": "url", "url": here, "n": 0, "c": [shown(here)]},
        ]
        stamp = (
            [f"{self.site.config.say(words.UPDATED, lang)} {long_date(day, lang)}. "] if day and not facts else []
        )
        whole = without_lost([*body, *back_matter(self.site, printer.collected, lang)])
        outlined = sum(each["t"] == "h" and each["outlined"] for each in whole)
        spoken, region = _typst_language(lang)
        return Booklet(
            path=routes.pdf(address).removeprefix("/"),
            pages=pages,
            pictures=dict(printer.pictures.files),
            data={
                "title": shown(title).strip() or config.base_url,
                "kind": shown(kind),
                "site": shown(config.title.in_language(lang)),
                "summary": shown(summary),
                "authors": [shown(each) for each in authors],
                "facts": [*facts, where, [*stamp, self.site.config.say(words.NEWEST_THERE, lang)]],
                "date": [day.year, day.month, day.day] if day else None,
                "lang": spoken,
                "region": region,
                "page": self.site.config.say(words.PAGE, lang),
                "contents": self.site.config.say(words.CONTENTS, lang) if outlined > 2 else "",
                "break": outlined > 8,
                "deep": self.colour,
                "mark": self.mark,
                "body": whole,
            },
        )


def _lasts(page: Document) -> bool:
    """Return whether a theme's booklet has the text of a page: not of news and op-eds, nor of a calendar's year."""
    return page.meta.ages and page.meta.schedule() is None


def _newest(site: Site, documents: Iterable[Document]) -> date | None:
    """Return the last day on which one of the documents was published or changed."""
    days = (site.updated(each) or each.meta.date for each in documents)
    return max((first_day(day) for day in days if day), default=None)


def _typst_language(tag: str) -> tuple[str, str | None]:
    """Return the language and the region that Typst sets a text in; it takes no other parts of a tag."""
    own, *rest = tag.split("-")
    region = next((part for part in rest if part.isupper()), None)
    return own if len(own) in (2, 3) else "en", "NO" if tag in SHIPPED else region
