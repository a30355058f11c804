"""A body's Markdown → HTML with slots, headings, links, pictures and plain text, and what is wrong with it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.model import Body, Heading, Link, Picture, Section
from kbsite.norwegian.names_and_dates import slug
from kbsite.parse.annotate import NO_LEXICON, Annotator, Lexicon
from kbsite.parse.greeting import greeting_length, is_signature
from kbsite.parse.html import PASSAGE, Reader, reader, with_slots
from kbsite.parse.passages import passages
from kbsite.parse.positions import Positions
from kbsite.parse.sections import Cut, cut
from kbsite.schema.field_types import near_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbsite.schema.kinds import SectionSpec

PASSAGE_LANGUAGES = (
    "nb", "nn", "no", "en", "se", "sma", "smj", "fkv", "da", "sv", "fi", "is", "fo", "kl", "de", "fr", "es",
    "it", "nl", "pl", "lt", "uk", "ru", "ro", "ar", "fa", "so", "ti", "ur", "tr", "zh", "la",
)  # fmt: skip
"""Languages that a passage may be in, as BCP 47 tags."""

RESERVED_IDS = frozenset({"innhold"})
"""Ids that the pages use themselves; the others of theirs have an underscore, which no heading's id has."""

_LEFT_OVER = re.compile(r"\[[^\[\]]*\]\([^)]*\)?|\[[^\[\]]*\]\[[^\[\]]*\]|\[\^[^\[\]]+\]")
"""What looks like a link or a footnote and was not read as one."""

_IGNORE = {"data-pagefind-ignore": "all"}


@dataclass(slots=True)
class _Found:
    """What has been found so far in one body; lives no longer than `markdown`."""

    positions: Positions
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    definitions: dict[str, int] = field(default_factory=dict)
    """The line of each definition such as `[plan]: plan.md`, by its label."""
    opened: set[str] = field(default_factory=set)
    """The names of HTML elements that were opened."""


def markdown(
    text: str, file: str, first_line: int, specs: tuple[SectionSpec, ...], lexicon: Lexicon = NO_LEXICON
) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Return the body that `text` holds, which begins on line `first_line` of `file`, and its problems.

    `specs` are the headings that the kind of content divides its text by; without any, the body is one section.
    `lexicon` is what the text is searched for.
    """
    md = reader()
    tokens, definitions = _parse(md, text)
    found = _Found(Positions(file, first_line, tuple(text.split("\n"))), definitions=definitions)
    annotator = Annotator(lexicon, found.positions)
    for token, block in _blocks(tokens):
        annotator.take(token, block)
        _look_at(token, block, found)
    _set_ids(tokens, found)
    _make_figures(tokens)
    division = cut(tokens, found.headings, specs, Location(file, first_line))
    swallowed = any(each.code == "unclosed-passage" for each in found.problems)
    found.problems.extend(each for each in division.problems if not (swallowed and "missing" in each.code))
    sections = tuple(_section(md, part, found.positions) for part in division.parts)
    body = Body(sections, tuple(found.links), tuple(found.pictures), tuple(annotator.references))
    return body, (*found.problems, *annotator.problems)


def plain(tokens: Sequence[Token] | None) -> str:
    """Return the text that inline tokens show, a picture as its alternative text."""
    parts = []
    for token in tokens or ():
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain(token.children))
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)


def _parse(md: Reader, text: str) -> tuple[list[Token], dict[str, int]]:
    env: dict[str, Any] = {}
    tokens = md.parse(text, env)
    return tokens, {label: entry["map"][0] for label, entry in env.get("references", {}).items()}


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[Token, tuple[int, int]]]:
    """Yield each token with the lines of the innermost block around it whose lines are known."""
    open_blocks: list[tuple[int, int]] = [(0, 1)]
    for token in tokens:
        if token.nesting == -1:
            yield token, open_blocks.pop() if len(open_blocks) > 1 else open_blocks[0]
            continue
        here = (token.map[0], max(token.map[1], token.map[0] + 1)) if token.map else open_blocks[-1]
        yield token, here
        if token.nesting == 1:
            open_blocks.append(here)


def _look_at(token: Token, block: tuple[int, int], found: _Found) -> None:
    if token.type == "heading_open":
        token.meta = {**token.meta, "block": block}
    elif token.type == "inline":
        for child in token.children or ():
            _look_inside(child, block, token, found)
    elif token.type == "html_block":
        _look_at_html(token.content.strip(), found.positions.line(block[0]), found)
    elif token.type == f"container_{PASSAGE}_open":
        _look_at_passage(token, block, found)


def _look_at_passage(token: Token, block: tuple[int, int], found: _Found) -> None:
    at = found.positions.line(block[0])
    language = token.info.strip()
    lines = found.positions.lines
    if not language or block[1] >= len(lines) or not lines[block[1]].strip(" >-*\t").startswith(":::"):
        reason = MessageKey("@passage_open") if language else MessageKey("@passage_language")
        found.problems.append(problem(at, "unclosed-passage", passage=f":::{language}", reason=reason))
    elif language not in PASSAGE_LANGUAGES:
        near = near_language(language, PASSAGE_LANGUAGES)
        found.problems.append(problem(at, "unknown-language", language=language, near=near))


def _look_inside(child: Token, block: tuple[int, int], inline: Token, found: _Found) -> None:
    if child.type == "link_open":
        href = str(child.attrs.get("href", ""))
        text = plain((inline.children or [])[_index(inline, child) : _end(inline, child)])
        at = child.meta.get("at") or _defined(child, found)
        at = at or found.positions.find(block, *_written(href), (f"<{href}>", 1), (f"[{text}]", 0), (href, 0))
        child.meta = {"index": len(found.links)}
        found.links.append(Link(_encoded(href), text, at))
    elif child.type == "image":
        src = str(child.attrs.get("src", ""))
        at = _defined(child, found) or found.positions.find(block, *_written(src), ("![", 0))
        alt = plain(child.children).strip()
        child.meta = {"index": len(found.pictures), "alt": alt}
        found.pictures.append(Picture(src, alt, str(child.attrs.get("title", "")), at))
    elif child.type == "html_inline":
        at = found.positions.find(block, (child.content.split("\n")[0], 0))
        _look_at_html(child.content, at, found)
    elif child.type == "span_open":
        _look_at_span(child, block, found)
    elif child.type == "text":
        for left in _LEFT_OVER.findall(child.content):
            at = found.positions.find(block, (left, 0))
            found.problems.append(problem(at, "broken-markup", markup=left[:60]))


def _look_at_html(html: str, at: Location, found: _Found) -> None:
    """Report HTML; but what only closes an element that was opened before is part of that problem."""
    tags = re.findall(r"<(/?)([a-z][a-z0-9-]*)", html.lower())
    closes = bool(tags) and all(slash and name in found.opened for slash, name in tags)
    found.opened.update(name for slash, name in tags if not slash)
    if not closes:
        found.problems.append(problem(at, "raw-html", html=html.partition("\n")[0][:60]))


def _written(address: str) -> tuple[tuple[str, int], ...]:
    """Return the ways in which Markdown has an address after a link's text, and where in each it begins."""
    return (f"]({address})", 2), (f"]({address} ", 2), (f"](<{address}>", 3)


def _defined(child: Token, found: _Found) -> Location | None:
    """Return where the address of a link stands that has it in a definition elsewhere; None for other links."""
    line = found.definitions.get(child.meta.get("label", ""))
    if line is None:
        return None
    address = str(child.attrs.get("href") or child.attrs.get("src") or "")
    text = found.positions.lines[line]
    colon = text.find("]:")
    column = text.find(address, colon + 2)
    at = found.positions.line(line)
    return replace(at, column=column + 1) if colon >= 0 and column >= 0 else at


def _look_at_span(child: Token, block: tuple[int, int], found: _Found) -> None:
    for name, value in child.meta.get("insecure_attrs", {}).items():
        at = found.positions.find(block, (f"{name}=", 0), (f"{{.{value}", 1), (f"{{#{value}", 1), ("]{", 1))
        shown = {"class": f".{value}", "id": f"#{value}"}.get(name, f"{name}={value}")
        found.problems.append(problem(at, "unknown-attribute", attribute=shown))
    language = str(child.attrs.get("lang", ""))
    if language and language not in PASSAGE_LANGUAGES:
        at = found.positions.find(block, (f"lang={language}", 5), (f'lang="{language}', 6))
        near = near_language(language, PASSAGE_LANGUAGES)
        found.problems.append(problem(at, "unknown-language", language=language, near=near))
    child.tag = "span"


def _index(inline: Token, child: Token) -> int:
    return next(i for i, each in enumerate(inline.children or ()) if each is child)


def _end(inline: Token, opening: Token) -> int:
    """Return the index of the link_close that ends the link that `opening` begins; links do not nest."""
    children = inline.children or []
    start = _index(inline, opening)
    return next((i for i in range(start, len(children)) if children[i].type == "link_close"), len(children))


def _encoded(href: str) -> str:
    """Return a web address percent-encoded, and any other as it was written."""
    return normalizeLink(href) if re.match(r"(?:https?|mailto|tel):|//", href, re.IGNORECASE) else href


def _set_ids(tokens: Sequence[Token], found: _Found) -> None:
    """Give each heading an id from its own text; one that is taken is told apart by the heading above it.

    Thus a heading keeps its id when others are added, moved or taken away, unless they have its very text.
    """
    taken = set(RESERVED_IDS)
    above: list[tuple[int, str]] = []
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        level, text = int(token.tag[1:]), plain(tokens[index + 1].children).strip()
        above = [entry for entry in above if entry[0] < level]
        own = slug(text) or "avsnitt"
        qualified = (f"{name}-{own}" for _, name in reversed(above))
        numbered = (f"{own}-{n}" for n in itertools.count(2))
        heading_id = next(each for each in itertools.chain([own], qualified, numbered) if each not in taken)
        taken.add(heading_id)
        above.append((level, own))
        at = found.positions.line(token.meta["block"][0])
        token.meta = {"id": heading_id}
        found.headings.append(Heading(level, heading_id, text, at))


def _make_figures(tokens: Sequence[Token]) -> None:
    """Make a paragraph that is one picture alone a figure."""
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type != "paragraph_open" or opening.hidden or inline.type != "inline":
            continue
        children = inline.children or []
        if len(children) == 1 and children[0].type == "image":
            opening.tag = closing.tag = "figure"
            children[0].meta["figure"] = True


def _section(md: Reader, part: Cut, positions: Positions) -> Section:
    tokens = list(part.tokens)
    said = passages(tokens, positions)
    leads = _quiet_courtesies(tokens)
    html = md.renderer.render(tokens, md.options, {})
    text = "\n".join(
        plain(token.children) if token.type == "inline" else token.content
        for token in tokens
        if token.type in ("inline", "html_block")
    )
    return Section(part.name, with_slots(html), text.strip(), leads, part.headings, said)


def _quiet_courtesies(tokens: list[Token]) -> str:
    """Mark greetings and signatures as not to be searched; return the first paragraph that says something."""
    lead = ""
    for opening, inline in itertools.pairwise(tokens):
        if opening.type != "paragraph_open" or opening.level > 0 or opening.tag == "figure":
            continue
        text = plain(inline.children)
        length = 0 if lead else greeting_length(text)
        rest = text[length:].strip()
        if length and rest:
            _wrap(inline, length)
        elif length or is_signature(text):
            opening.attrs = {**opening.attrs, **_IGNORE}
            continue
        lead = lead or rest
    return lead


def _wrap(inline: Token, length: int) -> None:
    """Put the first `length` characters of a paragraph into a span of their own, when they are plain text."""
    children = inline.children or []
    first = children[0]
    if first.type != "text" or len(first.content) < length:
        return
    opening, closing = Token("span_open", "span", 1, attrs=dict(_IGNORE)), Token("span_close", "span", -1)
    greeting, rest = first.copy(content=first.content[:length]), first.copy(content=first.content[length:])
    inline.children = [opening, greeting, closing, rest, *children[1:]]
