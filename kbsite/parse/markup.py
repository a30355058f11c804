"""Raw HTML, attributes and passages in another language, and their problems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import MessageKey, problem
from kbsite.parse.reader import PASSAGE
from kbsite.schema.field_types import is_language, near_language

if TYPE_CHECKING:
    from markdown_it.token import Token

    from kbsite.diagnostics import Location
    from kbsite.parse.reading import Reading

_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)")

_ATTRIBUTE = re.compile(
    r"%[^%}]*%?|#(?P<id>[^\s}]+)|\.(?P<class>[^\s}]+)|(?P<name>[\w:-]+)=(?:\"(?P<quoted>(?:\\.|[^\"])*)\"|(?P<bare>[^\s}]*))|\}",
    re.DOTALL,
)
"""One attribute of the `{…}` after a span, or its end."""


def check_html(reading: Reading) -> None:
    """Report raw HTML; a closing tag is part of the problem of its opening tag."""
    opened: set[str] = set()
    for token in reading.tokens:
        if token.type == "html_block":
            at = reading.source.line(token.map[0] if token.map else 0)
            _check_tags(token.content.strip(), at, opened, reading)
        elif token.type == "inline":
            for child in token.children or ():
                if child.type == "html_inline":
                    _check_tags(child.content, reading.source.at(child.meta["at"]), opened, reading)


def check_languages(reading: Reading) -> None:
    """Report passages and spans with an unknown language, without an end, or with other attributes."""
    for token in reading.tokens:
        if token.type == f"container_{PASSAGE}_open":
            _check_passage(token, reading)
        elif token.type == "inline":
            opened: list[Token] = []
            for child in token.children or ():
                if child.type == "span_open":
                    opened.append(child)
                elif child.type == "span_close":
                    _check_span(opened.pop(), child, reading)


def _check_tags(html: str, at: Location, opened: set[str], reading: Reading) -> None:
    tags = _TAG.findall(html.lower())
    closes = bool(tags) and all(slash and name in opened for slash, name in tags)
    opened.update(name for slash, name in tags if not slash)
    if not closes:
        reading.problems.append(problem(at, "raw-html", html=html.partition("\n")[0][:60]))


def _check_passage(token: Token, reading: Reading) -> None:
    begin, end = token.map or (0, 0)
    at = reading.source.line(begin)
    end = max(end, begin + 1)
    language = token.info.strip()
    lines = reading.source.lines
    if not language or end >= len(lines) or not lines[end].strip(" >-*\t").startswith(":::"):
        reason = MessageKey("@passage_open") if language else MessageKey("@passage_language")
        reading.problems.append(problem(at, "unclosed-passage", passage=f":::{language}", reason=reason))
    elif not is_language(language):
        near = near_language(language)
        reading.problems.append(problem(at, "unknown-language", language=language, near=near))


def _check_span(opening: Token, closing: Token, reading: Reading) -> None:
    others = opening.meta["others"]
    language = str(opening.attrs.get("lang", ""))
    if not others and (not language or is_language(language)):
        return
    places = _attributes(reading.source.text, closing.meta["at"] + 1)
    for name, value in others.items():
        at = reading.source.at(places.get(name, closing.meta["at"] + 1))
        shown = {"class": f".{value}", "id": f"#{value}"}.get(name, f"{name}={value}")
        reading.problems.append(problem(at, "unknown-attribute", attribute=shown))
    if language and not is_language(language):
        at = reading.source.at(places.get("lang value", closing.meta["at"] + 1))
        near = near_language(language)
        reading.problems.append(problem(at, "unknown-language", language=language, near=near))


def _attributes(text: str, begin: int) -> dict[str, int]:
    """Return the offset of each attribute of the `{…}` at `begin`, and under `lang value` the language itself."""
    found: dict[str, int] = {}
    for match in _ATTRIBUTE.finditer(text, begin):
        if match[0] == "}" and text[match.end() : match.end() + 1] != "{":
            break
        name = match["name"] or next((each for each in ("id", "class") if match[each]), "")
        found.setdefault(name, match.start())
        if name == "lang":
            found["lang value"] = match.start("bare" if match["bare"] is not None else "quoted")
    return found
