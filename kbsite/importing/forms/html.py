"""A saved web page → a page in blocks, with its address, title, date and author where its head says them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from kbsite.importing.decode import decode
from kbsite.importing.forms.html_blocks import Walk, blocks
from kbsite.importing.model import OldPage, Original, Problem
from kbsite.importing.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selectolax.lexbor import LexborNode

_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_BODIES = (
    "main", "article", "[role=main]", "#main-content", "#content", "#innhold", "#maincontent", "#hovedinnhold",
)  # fmt: skip
_DATES = ("article:published_time", "dc.date", "dcterms.created", "dc.date.issued", "date", "publisheddate")
_AUTHORS = ("author", "dc.creator", "article:author")
_OPENING = re.compile(r"<[a-zA-Z]")
_CLOSING = re.compile(r"</|/>|<(?:br|img|hr|input|meta|link|p|li|td|tr)\b", re.IGNORECASE)
_DEEPEST = 3_000


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors of the parts of a page, tried in order, and of what is cut."""

    body: Sequence[str] = ()
    title: Sequence[str] = ()
    byline: Sequence[str] = ()
    date: Sequence[str] = ()
    cut: Sequence[str] = ()


def read_html(origin: str, data: bytes, original: Original, selectors: Selectors, url: str = "") -> OldPage:
    """Return a saved page; `url` is its address where that is known from elsewhere."""
    decoded = decode(data)
    told = []
    if decoded.lost:
        told.append(Problem(origin, "import_lost_letters"))
    if too_deep(decoded.text):
        return OldPage(
            origin=origin, form="html", blocks=(), original=original,
            problems=(Problem(origin, "import_too_deep"),),
        )  # fmt: skip
    tree = LexborHTMLParser(decoded.text)
    host, path = _address(tree, decoded.text, url)
    fields = _fields(tree, selectors)
    cut = [line for selector in selectors.cut for node in _all(tree, selector) for line in _removed(node)]
    for field_name in ("byline", "date"):
        for node in _first(tree, getattr(selectors, field_name)):
            _removed(node)
    root = next(iter(_first(tree, (*selectors.body, *_BODIES))), None) or tree.body
    walk = blocks(root) if root else Walk()
    fields["cut"] = "\n".join([*cut, *walk.cut])
    fields["embedded"] = "\n".join(walk.embedded)
    return OldPage(
        origin=origin, form="html", blocks=tuple(walk.blocks), original=original, host=host, address=path,
        fields={name: value for name, value in fields.items() if value}, problems=tuple(told),
    )  # fmt: skip


def too_deep(text: str) -> bool:
    """Return whether elements are nested deeper than any page is; parsing that takes quadratic time."""
    opened = len(_OPENING.findall(text))
    return opened > _DEEPEST and opened - len(_CLOSING.findall(text)) > _DEEPEST


def split_address(url: str) -> tuple[str, str]:
    """Return the host in lower case and the path of an address; "" for both where it is none."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return "", ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return "", ""
    return host, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _address(tree: LexborHTMLParser, text: str, url: str) -> tuple[str, str]:
    saved = _SAVED.search(text[:2_000])
    given = [url, saved[1] if saved else ""]
    for selector, name in (("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")):
        node = tree.css_first(selector)
        given.append((node.attributes.get(name) or "") if node else "")
    return next((found for each in given if (found := split_address(each))[0]), ("", ""))


def _fields(tree: LexborHTMLParser, selectors: Selectors) -> dict[str, str]:
    """Return what selectors and the head of the page say, by field."""
    found = {"selected_title": _text(tree, selectors.title), "byline": _text(tree, selectors.byline)}
    found["heading"] = _text(tree, ("h1",))
    found["page_title"] = _text(tree, ("title",))
    found["date"] = _text(tree, selectors.date)
    meta: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        name = (node.attributes.get("property") or node.attributes.get("name") or "").lower()
        meta.setdefault(name, (node.attributes.get("content") or "").strip())
    found["shared_title"] = meta.get("og:title", "")
    found["date"] = found["date"] or next((meta[name] for name in _DATES if meta.get(name)), "")
    found["author"] = next((meta[name] for name in _AUTHORS if meta.get(name)), "")
    return found


def _text(tree: LexborHTMLParser, wanted: Iterable[str]) -> str:
    for node in _first(tree, wanted):
        if found := blocks(node).blocks:
            return "\n".join(plain(block.text) for block in found)
        return " ".join(node.text(deep=True).split())
    return ""


def _first(tree: LexborHTMLParser, wanted: Iterable[str]) -> list[LexborNode]:
    """Return the first node that the selectors find, in a list."""
    return next(([found[0]] for selector in wanted if (found := _all(tree, selector))), [])


def _all(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return list(tree.css(selector))
    except SelectolaxError:
        return []


def _removed(node: LexborNode) -> list[str]:
    """Take a node out of its tree, and return its lines."""
    lines = [" ".join(line.split()) for line in node.text(deep=True, separator="\n").split("\n")]
    node.decompose()
    return [line for line in lines if line]


def is_selector(text: str) -> bool:
    """Return whether a text is a CSS selector that can be used."""
    try:
        LexborHTMLParser("<p>").css(text)
    except SelectolaxError:
        return False
    return True
