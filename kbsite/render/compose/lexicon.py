"""Laws and terms → the register of laws, a page for each law, and the glossary."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.model.lexicon import GLOSSARY, LAWS, section_key
from kbsite.norwegian.names_and_dates import collation_key, initial
from kbsite.render.compose.head import head
from kbsite.render.compose.hrefs import href
from kbsite.render.views import (
    GlossaryPage,
    LawEntry,
    LawIndex,
    LawPage,
    LawSection,
    LinkView,
    WordEntry,
    WordGroup,
)
from kbsite.site import routes
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbsite.model import Document, Site
    from kbsite.model.lexicon import Law, Term

Cited = dict[str, dict[str, list["Document"]]]
"""The documents that refer to each section, by law and section; a document as often as it refers to it."""


def law_pages(site: Site) -> Iterator[tuple[str, LawIndex | LawPage]]:
    """Yield the register of laws and the page of each law, with their addresses; nothing without laws."""
    if not site.config.laws:
        return
    cited = _cited(site)
    title = LAWS.in_language(site.config.language)
    laws = tuple(_entry(site, law, cited[law.id]) for law in _by_title(site) if cited[law.id])
    yield routes.LAWS, LawIndex(head(site, routes.LAWS, title, ((title, routes.LAWS),)), laws)
    for law in site.config.laws:
        yield routes.law(law.id), _law_page(site, law, cited[law.id])


def glossary_page(site: Site) -> GlossaryPage:
    """Return the glossary, by letter."""
    lang = site.config.language
    title = GLOSSARY.in_language(lang)
    letters: dict[str, list[WordEntry]] = {}
    for term in sorted(
        site.config.glossary, key=lambda term: (collation_key(term.term.in_language(lang)), term.id)
    ):
        letters.setdefault(initial(term.term.in_language(lang)), []).append(_word(term, lang))
    return GlossaryPage(
        head(site, routes.GLOSSARY, title, ((title, routes.GLOSSARY),)),
        tuple(WordGroup(letter, tuple(words)) for letter, words in letters.items()),
    )


def _cited(site: Site) -> Cited:
    found: Cited = {law.id: defaultdict(list) for law in site.config.laws}
    for document in site.pages:
        for reference in document.body.references:
            found[reference.law][reference.section].append(document)
    return found


def _by_title(site: Site) -> list[Law]:
    return sorted(site.config.laws, key=lambda law: (collation_key(_name(law, site.config.language)), law.id))


def _entry(site: Site, law: Law, cited: Mapping[str, list[Document]]) -> LawEntry:
    lang = site.config.language
    address = href(site.config, routes.law(law.id))
    title, full = _name(law, lang), law.title.in_language(lang)
    sections = tuple(LinkView(_written(each), f"{address}#{_id(each)}") for each in _in_order(cited))
    return LawEntry(title, full, address, _short(law), _count(cited), sections)


def _law_page(site: Site, law: Law, cited: Mapping[str, list[Document]]) -> LawPage:
    lang = site.config.language
    register = LAWS.in_language(lang)
    title, name = law.title.in_language(lang), _name(law, lang)
    address = routes.law(law.id)
    return LawPage(
        head=head(
            site, address, name, ((register, routes.LAWS), (name, address)), description=title, found=bool(cited)
        ),
        title=name,
        full_title=title,
        abbreviation=_short(law),
        lovdata=law.url(),
        count=_count(cited),
        sections=tuple(
            LawSection(
                _id(section),
                _written(section),
                law.url(section),
                _pages(site, cited[section], lang),
            )
            for section in _in_order(cited)
        ),
    )


def _in_order(cited: Mapping[str, list[Document]]) -> list[str]:
    """Return the sections in the order of the law."""
    return sorted(cited, key=lambda section: (section_key(section), section))


def _id(section: str) -> str:
    return f"paragraf-{section}"


def _pages(site: Site, documents: list[Document], lang: str) -> tuple[LinkView, ...]:
    """Return each page once, by title; a chapter with the title of its article."""
    links = []
    for address, document in {document.address: document for document in documents}.items():
        parent = site.parents.get(address)
        title = f"{document.meta.title} – {parent.meta.title}" if parent else document.meta.title
        own = language(document, site.config)
        note = document.meta.one.in_language(lang)
        link = LinkView(title, href(site.config, address), "" if own == lang else own, note=note)
        links.append(replace(link, example=document.meta.example, archived=document.meta.archived))
    return tuple(sorted(links, key=lambda link: (collation_key(link.title), link.href)))


def _name(law: Law, lang: str) -> str:
    """Return the name of a law in `lang`: the first of its names in that written standard."""
    nynorsk = [name for name in law.names if name.endswith(("lova", "forskrifta"))]
    bokmal = [name for name in law.names if name not in nynorsk]
    name = ((nynorsk or bokmal) if lang == "nn" else (bokmal or nynorsk))[0]
    return name[:1].upper() + name[1:]


def _short(law: Law) -> str:
    return law.abbreviations[0] if law.abbreviations else ""


def _count(cited: Mapping[str, list[Document]]) -> int:
    return sum(len(documents) for documents in cited.values())


def _word(term: Term, lang: str) -> WordEntry:
    own = term.term.in_language(lang)
    return WordEntry(term.id, own, term.abbreviation, term.definition.in_language(lang), term.synonyms)


def _written(section: str) -> str:
    """Return a section as the law writes it: 1-7 d, where texts may have 1-7d."""
    return re.sub(r"(?<=[0-9])(?=[a-z])", " ", section)
