"""The text of a document → HTML on one page: link targets and their notes, and the explanations of terms."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kbsite.model import Target, ToAddress, ToAsset, ToPage
from kbsite.model.lexicon import GLOSSARY
from kbsite.model.nodes import links
from kbsite.render.callouts import CALLOUTS
from kbsite.render.compose.hrefs import href
from kbsite.render.direction import is_mixed
from kbsite.render.filled import Filled, FilledLink, FilledPicture, FilledTerm
from kbsite.render.notes import NOTE_BACK
from kbsite.site.assemble import language
from kbsite.site.pictures import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbsite.model import Document, Site

_KILO = 1000

SIZES = "(min-width: 45rem) 42rem, 100vw"
"""The `sizes` of a picture: as wide as its column, or on a small screen the whole width."""


def filled(
    site: Site,
    document: Document,
    words: Mapping[str, str],
    *,
    lang: str = "",
    prefix: str = "",
    deeper: int = 0,
    noted: Sequence[str] = (),
) -> Filled:
    """Return the values that fill in a document's text on one page.

    `words` are the site's own, in the page's language; `lang` is that language where the text is in another. On the
    page of a whole article, `prefix` goes before the ids of a chapter and its headings are moved down by `deeper`.
    `noted` are the addresses that the page lists on paper.
    """
    label = words["heading_link"]
    numbers = {url: number for number, url in enumerate(noted, start=1)}
    numbered = _sources(document) if noted else frozenset()
    found = (_link(site, document, target, words, prefix) for target in site.targets[document.path])
    return Filled(
        links=tuple(
            replace(link, number=numbers.get(link.href, 0)) if index in numbered else link
            for index, link in enumerate(found)
        ),
        pictures=tuple(_picture(site, target) for target in site.pictures[document.path]),
        anchors={heading.id: label.replace("{title}", heading.text) for heading in document.body.headings},
        term=partial(_term, site, language(document, site.config)),
        prefix=prefix,
        deeper=deeper,
        lang=lang,
        callouts={
            name: site.config.say(title, language(document, site.config)) for name, title in CALLOUTS.items()
        },
        note_back=site.config.say(NOTE_BACK, language(document, site.config)),
        mixed=is_mixed(site.config.languages),
        title=document.meta.title,
        headings={heading.id: heading.text for heading in document.body.headings},
    )


def on_paper(site: Site, *documents: Document) -> tuple[str, ...]:
    """Return the addresses on other sites that the texts link to, each once, for the list of them on paper.

    References to laws are not among them: a reader of paper finds a section by its number.
    """
    targets = ((site.targets[document.path], sorted(_sources(document))) for document in documents)
    found = (every[index] for every, indexes in targets for index in indexes)
    urls = (each.url for each in found if isinstance(each, ToAddress) and each.url.lower().startswith("http"))
    return tuple(dict.fromkeys(urls))


def _sources(document: Document) -> frozenset[int]:
    """Return the numbers of the links that an editor made, those of laws that were found in the text left out."""
    texts = (*document.body.sections, *(field.section for field in document.body.fields))
    first = (0 for _ in document.body.sections)
    before = (*first, *(field.first_link for field in document.body.fields))
    return frozenset(
        link.index + start
        for text, start in zip(texts, before, strict=True)
        for link in links(text.blocks)
        if not link.law
    )


def file_note(name: str, size: int) -> str:
    """Return a file's type and size as Norwegians write them: PDF, 240 kB."""
    before, _, ending = name.rpartition("/")[2].rpartition(".")
    kind = f"{ending.upper()}, " if before and ending else ""
    kilobytes = max(1, round(size / _KILO))
    if kilobytes < _KILO:
        return f"{kind}{kilobytes}\u00a0kB"
    megabytes = f"{size / _KILO / _KILO:.1f}".replace(".", ",")
    return f"{kind}{megabytes}\u00a0MB"


def _link(site: Site, document: Document, target: Target, words: Mapping[str, str], prefix: str) -> FilledLink:
    """Return where a link leads; nowhere where its page is not shown."""
    config = site.config
    match target:
        case ToPage(_, _, False):
            return FilledLink()
        case ToPage(page, fragment, _) if page is document and fragment:
            return FilledLink(f"#{prefix}{fragment}")
        case ToPage(page, fragment, _):
            note = words["archived"].lower() if page.meta.archived and not document.meta.archived else ""
            return FilledLink(href(config, page.address) + (f"#{fragment}" if fragment else ""), file=note)
        case ToAsset(asset, address):
            return FilledLink(href(config, address) + _version(target), file=file_note(asset.path, asset.size))
        case ToAddress(url) if url.startswith("/"):
            return FilledLink(href(config, url))
        case ToAddress(url) if url.lower().startswith("http"):
            return FilledLink(url, external=True, hidden=words["external_link"])
        case ToAddress(url):
            return FilledLink(url)
        case _:
            return FilledLink()


def _version(target: ToAsset) -> str:
    """Return the query that gives a file a new address when its bytes change; the plain address leads there too."""
    facts = target.asset.facts
    return f"?v={facts.digest}" if facts and facts.digest else ""


def _picture(site: Site, target: Target) -> FilledPicture:
    """Return the attributes of a picture; a known size keeps the text in place while pictures load."""
    if not isinstance(target, ToAsset):
        return FilledPicture(href(site.config, ""))
    version, widths = _version(target), shown(target)
    if not widths:
        return FilledPicture(href(site.config, target.address) + version)
    largest = widths[-1]
    choice = ", ".join(
        f"{href(site.config, each.address)}{version} {each.width}w" for each in widths if len(widths) > 1
    )
    return FilledPicture(
        href(site.config, largest.address) + version, largest.width, largest.height, choice, SIZES if choice else ""
    )


def _term(site: Site, lang: str, term_id: str) -> FilledTerm:
    """Return the explanation of a glossary term."""
    term = next(each for each in site.config.glossary if each.id == term_id)
    entry = href(site.config, f"{site.config.routes.glossary}#{term_id}")
    meaning = term.definition.in_language(lang)
    return FilledTerm(term.name(lang), meaning, entry, site.config.say(GLOSSARY, lang), lang)
