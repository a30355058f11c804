"""Laws and terms → the register of laws, a page for each law, and the glossary."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kbsite.model.law_lock import IN_FORCE
from kbsite.model.lexicon import CHAPTER, GLOSSARY, LAWS, WORD, is_chapter, written_section
from kbsite.norwegian.names_and_dates import collation_key, initial
from kbsite.render.compose.head import head
from kbsite.render.compose.hrefs import href
from kbsite.render.compose.parts import day
from kbsite.render.views import (
    CitingPage,
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
from kbsite.site.citations import cited_laws
from kbsite.site.review import reviewed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kbsite.model import Document, Site
    from kbsite.model.lexicon import Law, Term
    from kbsite.site.citations import CitedLaw, CitedSection


def law_pages(site: Site) -> Iterator[tuple[str, Callable[[], LawIndex | LawPage], object]]:
    """Yield the addresses of the register of laws and of each law, with what makes the page, and what that takes.

    There are none without laws.
    """
    if not site.config.laws:
        return
    cited = tuple(cited_laws(site))
    yield site.config.routes.laws, partial(_register, site, cited), cited
    for each in cited:
        yield routes.law(site.config, each.law.id), partial(_law_page, site, each), each


def _register(site: Site, cited: Iterable[CitedLaw]) -> LawIndex:
    title = site.config.say(LAWS, site.config.language)
    listed = sorted((each for each in cited if each.pages or each.terms), key=lambda each: _order(site, each.law))
    entries = tuple(_entry(site, each) for each in listed)
    return LawIndex(head(site, site.config.routes.laws, title, ((title, site.config.routes.laws),)), entries)


def glossary_page(site: Site) -> GlossaryPage:
    """Return the glossary, by letter."""
    lang = site.config.language
    title = site.config.say(GLOSSARY, lang)
    letters: dict[str, list[WordEntry]] = {}
    for term in sorted(
        site.config.glossary, key=lambda term: (collation_key(term.term.in_language(lang), lang), term.id)
    ):
        letters.setdefault(initial(term.term.in_language(lang), lang), []).append(_word(term, lang))
    return GlossaryPage(
        head(site, site.config.routes.glossary, title, ((title, site.config.routes.glossary),)),
        tuple(WordGroup(letter, tuple(words)) for letter, words in letters.items()),
    )


def _order(site: Site, law: Law) -> tuple[tuple[str, str], str]:
    return collation_key(law.name(site.config.language), site.config.language), law.id


def _entry(site: Site, cited: CitedLaw) -> LawEntry:
    lang, law, names = site.config.language, cited.law, site.config.routes.names
    address = href(site.config, routes.law(site.config, law.id))
    title, full = _name(law, lang), law.title.in_language(lang)
    shown = (each.section for each in cited.sections if not is_chapter(each.section))
    sections = tuple(
        LinkView(f"{law.mark}\u00a0{written_section(each)}", f"{address}#{names.section}-{each}") for each in shown
    )
    return LawEntry(title, full, address, _short(law), len(cited.pages), sections)


def _law_page(site: Site, cited: CitedLaw) -> LawPage:
    lang, law = site.config.language, cited.law
    register = site.config.say(LAWS, lang)
    title, name = law.title.in_language(lang), _name(law, lang)
    address = routes.law(site.config, law.id)
    resting = {document.path for each in cited.sections for document in each.pages}
    explained = {term.id for each in cited.sections for term in each.terms}
    return LawPage(
        head=head(
            site,
            address,
            name,
            ((register, site.config.routes.laws), (name, address)),
            description=title,
            found=bool(cited.pages or cited.terms),
        ),
        title=name,
        full_title=title,
        abbreviation=_short(law),
        lovdata=law.url(),
        count=len(cited.pages),
        sections=tuple(_section(site, law, each) for each in cited.sections),
        others=_citing(
            site,
            [document for document in cited.pages if document.path not in resting],
            [term for term in cited.terms if term.id not in explained],
        ),
        words=len(cited.terms),
        source=law.source,
    )


def _section(site: Site, law: Law, cited: CitedSection) -> LawSection:
    names, chapter = site.config.routes.names, is_chapter(cited.section)
    known = site.config.law_lock.get((law.id, cited.section))
    changed = day(known.changed, site.config.language) if known and known.by and known.state == IN_FORCE else None
    number = written_section(cited.section.removeprefix(CHAPTER))
    own = f"{names.chapter}-{number.replace(' ', '')}" if chapter else f"{names.section}-{cited.section}"
    pages = _citing(site, cited.pages, cited.terms)
    return LawSection(
        id=own,
        number=number,
        lovdata=law.url(cited.section),
        pages=pages,
        is_chapter=chapter,
        changed=changed,
        mark=law.mark,
    )


def _citing(site: Site, documents: Iterable[Document], terms: Iterable[Term]) -> tuple[CitingPage, ...]:
    """Return each page, by title, a chapter with that of its article; then each word of the glossary."""
    lang = site.config.language
    words = sorted(terms, key=lambda term: (collation_key(term.name(lang), lang), term.id))
    return (*_pages(site, documents), *(_word_on_law(site, term) for term in words))


def _word_on_law(site: Site, term: Term) -> CitingPage:
    lang = site.config.language
    return CitingPage(
        title=term.name(lang),
        href=href(site.config, f"{site.config.routes.glossary}#{term.id}"),
        kind=site.config.say(WORD, lang),
        lang="",
        reviewed=None,
        example=False,
        archived=False,
    )


def _pages(site: Site, documents: Iterable[Document]) -> tuple[CitingPage, ...]:
    """Return each page, by title; a chapter with the title of its article."""
    lang = site.config.language
    found = []
    for document in documents:
        parent = site.parents.get(document.address)
        title = f"{document.meta.title} – {parent.meta.title}" if parent else document.meta.title
        own = language(document, site.config)
        facts = document.meta
        found.append(
            CitingPage(
                title=title,
                href=href(site.config, document.address),
                kind=facts.one.in_language(lang),
                lang="" if own == lang else own,
                reviewed=day(reviewed(site, document), lang),
                example=facts.example,
                archived=facts.archived,
            )
        )
    return tuple(sorted(found, key=lambda each: (collation_key(each.title, lang), each.href)))


def _name(law: Law, lang: str) -> str:
    name = law.name(lang)
    return name[:1].upper() + name[1:]


def _short(law: Law) -> str:
    return law.abbreviations[0] if law.abbreviations else ""


def _word(term: Term, lang: str) -> WordEntry:
    own = term.term.in_language(lang)
    return WordEntry(term.id, own, term.abbreviation, term.definition.in_language(lang), term.synonyms)
