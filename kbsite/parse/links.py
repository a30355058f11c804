"""The links and pictures of a text, and malformed links and notes that Markdown reads as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.normalize_url import normalizeLink

from kbsite.diagnostics import Location, MessageKey, problem
from kbsite.model import Link, Picture
from kbsite.parse.hidden_characters import without_hidden
from kbsite.parse.reader import trace_of
from kbsite.parse.reading import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from kbsite.parse.reading import Reading

_BEFORE_ADDRESS = re.compile(r"\]\([ \t]*(?:\n[ \t>]*)?<?")
"""What comes between the text of a link and its address."""

_DEFINITION = re.compile(
    r"(?:[\s>]|[-+*:~]\s|\d{1,9}[.)]\s|\[\^[^\]\s]+\]:)*\[(?:\\.|[^\\\]])*\]:\s*(?:>\s*)?<?", re.DOTALL
)
"""What precedes the address of a definition."""

_AN_ADDRESS = (
    r"(?:(?:https?:|mailto:|\.{1,2}/|/|#|www\.)[^()\[\]\s]+|[^()\[\]\s]+\.(?:md|no|com|org|net|eu|pdf|html?|docx?|png|jpe?g|svg)"
    r"(?:[/#?][^()\[\]\s]*)?)"
)
_LEFT_OVER = re.compile(
    r"\[[^\[\]]*\]\([^)]*\)?|\[[^\[\]]*\]\[[^\[\]]*\]|\[\^[^\[\]]+\]"
    rf"|!?\[[^\[\]\n]+\][ \t]+\({_AN_ADDRESS}\)"
    rf"|(?:\([^()\n]{{1,80}}\)|\[[^\[\]\n]{{1,80}}\])[ \t]?\[{_AN_ADDRESS}\]"
    rf"|!?[\[{{][^\[\](){{}}\n]{{1,80}}[\]}}]?\({_AN_ADDRESS}\)|[\]}}]\(?{_AN_ADDRESS}\)|! ?\({_AN_ADDRESS}\)"
    r"|<(?!https?:|mailto:)[^<>()\[\]\s]{1,80}\.(?:md|pdf|html?|docx?|png|jpe?g|svg)(?:#[^<>\s]{1,80})?>"
)
_QUICK = re.compile(r"[\[\]}<]|!\(")
"""Malformed links and footnotes, which Markdown reads as plain text, and a quick look for one."""

_WEB = re.compile(r"(?:https?|mailto|tel):|//", re.IGNORECASE)


def find_links(reading: Reading) -> None:
    """Number the links and pictures, and report text that only looks like a link."""
    for token in reading.tokens:
        opened = 0
        children = token.children or [] if token.type == "inline" else []
        for index, child in enumerate(children):
            match child.type:
                case "link_open":
                    opened = index
                case "link_close":
                    inside = children[opened + 1 : index]
                    _link(children[opened], child, plain(inside), reading)
                    _empty(children[opened], inside, reading)
                case "image":
                    _picture(child, reading)
                case "text":
                    _left_over(child, reading)


def _link(opening: Token, closing: Token, text: str, reading: Reading) -> None:
    href = without_hidden(str(opening.attrs.get("href", "")))
    at = opening.meta["at"]
    if opening.markup == "autolink":
        place = reading.source.at(at + 1)
    elif "law" in opening.meta:
        place = reading.source.at(at)
    else:
        place = _defined(opening, reading) or _address(closing.meta["at"], reading)
    opening.meta["index"] = len(reading.links)
    reading.links.append(Link(normalizeLink(href) if _WEB.match(href) else href, text, place))


def _empty(opening: Token, inside: Sequence[Token], reading: Reading) -> None:
    """Report a link without an address or text; a linked picture's faults are reported on the picture."""
    href, at = str(opening.attrs.get("href", "")), reading.source.at(max(opening.meta["at"] - 1, 0))
    text = without_hidden(plain(inside)).strip()
    if not any(map(str.isalnum, text)) and not any(token.type == "image" for token in inside):
        reading.problems.append(problem(at, "empty-link", text="[](…)", missing=MessageKey("@link_text")))
    elif href.strip() in ("", "#", "?"):
        shown = text[:60] or "…"
        reading.problems.append(problem(at, "empty-link", text=f"[{shown}]()", missing=MessageKey("@link_address")))


def _picture(token: Token, reading: Reading) -> None:
    place = _defined(token, reading) or _address(token.meta["closed"], reading)
    token.meta["index"] = len(reading.pictures)
    token.meta["alt"] = alt = plain(token.children).strip()
    src, caption = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
    reading.pictures.append(Picture(src, alt, caption, place))


def _address(closed: int, reading: Reading) -> Location:
    """Return the location of the address of an inline link, whose text ends at an offset of the source."""
    match = _BEFORE_ADDRESS.match(reading.source.text, closed)
    return reading.source.at(match.end() if match else closed)


def _defined(token: Token, reading: Reading) -> Location | None:
    """Return the location of the address in a reference link's definition; None for other links."""
    line = reading.definitions.get(token.meta.get("label", ""))
    if line is None:
        return None
    source = reading.source
    match = _DEFINITION.match(source.text, source.starts[line])
    return source.at(match.end()) if match else source.line(line)


def _left_over(token: Token, reading: Reading) -> None:
    for match in _LEFT_OVER.finditer(token.content) if _QUICK.search(token.content) else ():
        at = reading.source.at(trace_of(token).source(match.start()))
        reading.problems.append(problem(at, "broken-markup", markup=match[0][:60]))
