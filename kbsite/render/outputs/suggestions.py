"""The suggestions of the search field on every page: one small file of titles and addresses."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.model.lexicon import GLOSSARY
from kbsite.norwegian.local_text import LocalText
from kbsite.norwegian.names_and_dates import LANGUAGES, PAGE_LANGUAGES
from kbsite.render.compact_json import compact_json
from kbsite.render.compose.hrefs import href
from kbsite.render.compose.parts import LANGUAGE_NAMES
from kbsite.site import routes
from kbsite.site.assemble import language, languages, newest_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.model import Document, Site
    from kbsite.render.compose import Strings

MOST = 90_000
"""Bytes of rows that the file has at most, some 700 titles as long as sentences: after Brotli less than 25,000."""

STOP = (
    "alle at av bli blir da de den denne der dere deres det dette du eg ein eit eller en er et for fra frå få "
    "får ha han har hen hennes hos hun hva hvem hver hvilke hvilken hvilket hvor hvordan hvorfor i ikke ikkje "
    "ja jeg kan kor korfor korleis kva kvar kven kvifor man med men mot må ne nei når og også om oss på seg "
    "si sin skal som til ut var ved vi vil å"
)
"""Words of both standards that say nothing of what is looked for."""

STOP_IN_ENGLISH = (
    "a an and are as at be by can could do does for from has have how i if in is it may must no not of on or our "
    "should that the their there they this to was we what when where which who why will with you your"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A title, its address and its kind. `forms` are other spellings of the title."""

    kind: LocalText
    href: str
    title: str
    forms: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    lang: str = ""
    last: bool = False


def suggestions(site: Site, strings: Strings) -> Output:
    """Return the file of suggestions, the most important first, truncated to its maximum size.

    `kinds` has the names of the kinds in each language. A row of `items` is the number of its kind, its
    address, its title, other forms of the title, synonyms, and its language where it is not the site's own, `lang`;
    what is empty at its end is left out.
    """
    found = [*_themes(site), *_terms(site), *_authors(site, strings), *_pages(site, strings)]
    kinds = list(dict.fromkeys(each.kind for each in found))
    number = {kind: place for place, kind in enumerate(kinds)}
    rows = ((_row(each, number[each.kind]), each) for each in found)
    kept = list(_at_most(MOST, rows))
    data = {
        "lang": site.config.language,
        "stop": STOP if site.config.language in LANGUAGES else STOP_IN_ENGLISH,
        "kinds": {lang: [kind.in_language(lang) for kind in kinds] for lang in languages(site)},
        "items": [row for row, _ in sorted(kept, key=lambda pair: pair[1].last)],
    }
    return Output(site.config.routes.suggestions.removeprefix("/"), _json(data))


def _at_most(
    size: int, rows: Iterable[tuple[list[object], Suggestion]]
) -> Iterator[tuple[list[object], Suggestion]]:
    """Yield the first rows, as many as `size` bytes have room for; no more are made than that."""
    for row, each in rows:
        size -= len(_json(row)) + 1
        if size < 0:
            return
        yield row, each


def version_of(output: Output) -> str:
    """Return what changes with the bytes of the file: the version in its address."""
    return hashlib.sha256(output.data).hexdigest()[:10] if isinstance(output.data, bytes) else ""


def _themes(site: Site) -> Iterator[Suggestion]:
    kind = site.config.kinds.introducing("theme").one
    for theme in site.config.themes:
        title = theme.title.in_language(site.config.language)
        where = href(site.config, routes.theme(site.config.kinds, theme.id))
        yield Suggestion(
            kind=kind,
            href=where,
            title=title,
            forms=_forms(title, theme.title),
            synonyms=theme.synonyms,
        )


def _terms(site: Site) -> Iterator[Suggestion]:
    lang = site.config.language
    for term in site.config.glossary:
        forms = _forms(term.term.in_language(lang), term.term, term.abbreviation)
        where = href(site.config, f"{site.config.routes.glossary}#{term.id}")
        yield Suggestion(kind=GLOSSARY, href=where, title=term.name(lang), forms=forms, synonyms=term.synonyms)


def _pages(site: Site, strings: Strings) -> Iterator[Suggestion]:
    """Yield questions and articles, then the other kinds, then chapters, each the newest first."""

    def place(document: Document) -> int:
        return 2 if document.meta.is_chapter else int(not document.meta.suggested_first)

    shown = (document for document in site.pages if not document.meta.introduces and not document.meta.archived)
    for document in sorted(newest_first(shown), key=place):
        own = language(document, site.config)
        kind = _kind(document, strings)
        if site.translations.get(document.address):
            kind = LocalText(*(f"{kind.in_language(lang)}, {LANGUAGE_NAMES[own]}" for lang in PAGE_LANGUAGES))
        parent = site.parents.get(document.address)
        title = f"{document.meta.title} – {parent.meta.title}" if parent else document.meta.title
        where = href(site.config, document.address)
        yield Suggestion(kind=kind, href=where, title=title, lang="" if own == site.config.language else own)


def _authors(site: Site, strings: Strings) -> Iterator[Suggestion]:
    for author in site.authors:
        yield Suggestion(
            kind=_kind(author, strings),
            href=href(site.config, author.address),
            title=author.meta.title,
            last=True,
        )


def _kind(document: Document, strings: Strings) -> LocalText:
    """Return the name of a page's kind, with the mark of an invented page."""
    if not document.meta.example:
        return document.meta.one
    return LocalText(
        *(f"{document.meta.one.in_language(lang)}, {strings[lang]['example'].lower()}" for lang in PAGE_LANGUAGES)
    )


def _forms(title: str, both: LocalText, abbreviation: str = "") -> tuple[str, ...]:
    """Return the distinct other forms of a title: in the other written standard, and its abbreviation."""
    forms = dict.fromkeys((*both.forms, abbreviation))
    return tuple(form for form in forms if form not in ("", title))


def _row(each: Suggestion, kind: int) -> list[object]:
    row: list[object] = [kind, each.href, each.title, each.forms, each.synonyms, each.lang]
    while not row[-1]:
        row.pop()
    return row


def _json(value: object) -> bytes:
    return unicodedata.normalize("NFC", compact_json(value)).encode()
