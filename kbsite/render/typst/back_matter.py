"""The end of a booklet: pages on the site that it leaves out, words that are explained, numbered links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.norwegian.names_and_dates import collation_key
from kbsite.render.compose.hrefs import absolute
from kbsite.render.typst import words
from kbsite.render.typst.characters import shown
from kbsite.render.typst.document import as_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.model import Document, Site
    from kbsite.render.typst.collected import Collected
    from kbsite.render.typst.document import DocumentPrinter
    from kbsite.render.typst.printer import Data

_AFTER = ("/", "?", "&", "=", "-", "_", ".", "%", "#")
"""Where a long address may be broken between lines."""


def elsewhere(site: Site, printer: DocumentPrinter, pages: list[Document], lang: str) -> list[Data]:
    """Return the list of pages that a theme's booklet does not have the text of: news and op-eds."""
    if not pages:
        return []
    heading = printer.collected.heading(1, site.config.say(words.ELSEWHERE, lang), "elsewhere")
    items = []
    for page in pages:
        url = absolute(site.config, page.address)
        title = shown(page.meta.title)
        day = f", {as_day(page.meta.date, lang)}" if page.meta.date else ""
        number = printer.collected.number(url, title)
        line = [
            {"t": "url", "url": url, "n": number, "c": [title]},
            f" ({page.meta.one.in_language(lang).lower()}{day})",
        ]
        items.append([{"t": "plain", "c": line}])
    return [*heading, {"t": "ul", "tight": False, "items": items}]


def back_matter(site: Site, collected: Collected, lang: str) -> Iterator[Data]:
    """Yield the words that the texts use and the glossary explains, and the addresses of all links, numbered."""
    used = sorted(
        (term for term in site.config.glossary if term.id in collected.terms),
        key=lambda term: (collation_key(term.term.in_language(lang), lang), term.id),
    )
    if used:
        yield from collected.heading(1, site.config.say(words.WORDS, lang), "words")
        meanings = [[{"t": "plain", "c": [shown(term.definition.in_language(lang))]}] for term in used]
        yield {
            "t": "dl",
            "items": [{"term": [shown(t.name(lang))], "c": c} for t, c in zip(used, meanings, strict=True)],
        }
    if collected.links:
        yield from collected.heading(1, site.config.say(words.LINKS, lang), "links")
        yield {"t": "p", "c": [site.config.say(words.LINKS_LEAD, lang)]}
        entries = sorted((number, name, url) for url, (number, name) in collected.links.items())
        yield {"t": "links", "items": [{"n": number, "c": _entry(name, url)} for number, name, url in entries]}


def _entry(name: str, url: str) -> list[Any]:
    written = "".join(f"{each}\u200b" if each in _AFTER else each for each in shown(url))
    link = {"t": "url", "url": url, "n": 0, "c": [written]}
    return [link] if name == shown(url) else [f"{name}. ", link]


def without_lost(body: list[Data]) -> list[Data]:
    """Return a body in which every link to a place has one, and every later reference to a note its note."""
    places = {node["id"] for node in _nodes(body) if node["t"] in ("h", "note")}
    for node in _nodes(body):
        if "c" in node:
            node["c"] = [each for each in node["c"] if not _is_lost(each, "again", places)]
        if node["t"] == "to" and node["to"] not in places:
            node["t"] = "lang"
            node["lang"] = ""
    return body


def _is_lost(node: Any, kind: str, places: set[str]) -> bool:
    return isinstance(node, dict) and node.get("t") == kind and node["id"] not in places


def _nodes(data: Iterable[Any]) -> Iterator[Data]:
    """Yield every node in data, those that hold others first."""
    stack = [*data]
    while stack:
        each = stack.pop()
        if isinstance(each, dict):
            if "t" in each:
                yield each
            stack += [value for value in each.values() if isinstance(value, list | dict)]
        elif isinstance(each, list):
            stack += each
