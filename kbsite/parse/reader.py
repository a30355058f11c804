"""Markdown → tokens with their positions in the source; the only module that sets up markdown-it.

markdown-it's inline parser drops positions. This one records each token's offset in the text as it is made
(`token.meta["at"]`); a text joined from several has the trace of its parts (`token.meta["trace"]`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import image as image_rule
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from kbsite.parse.source_text import SourceText, Trace, joined, trace_of_cell, trace_of_heading, trace_of_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

PASSAGE = "passage"

_STATE, _SOURCE, _NOTES = "kbsite_state", "kbsite_source", "kbsite_notes"
"""Keys of markdown-it's environment of one text: the current inline state, the source, its footnotes."""

_LONGEST_ATTRIBUTES = 1000
"""The longest `{…}` after a span, in characters: its end is searched for no further."""

_BEFORE_LABEL = 2
"""How many characters precede the text of a picture and of an inline footnote: `![` and `^[`."""


_NOTE = re.compile(r"\[\^[^ \n\]]{1,999}\]")
"""A reference to a footnote; its label has the same limit as CommonMark's link labels."""


class Reader(MarkdownIt):
    """markdown-it set to keep every link as written: kbsite checks links itself and reports to the editor."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": True, "xhtmlOut": False, "store_labels": True})
        self.inline = _LocatingParser()

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Return True: a link with a forbidden scheme is reported, not silently dropped."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """Return the address as written."""
        return url


class _LocatingState(StateInline):
    """The state of the inline parser; records the source offset of each token as it is made."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token], trace: Trace, shift: int) -> None:
        super().__init__(src, md, env, tokens)
        self.trace = trace
        self.shift = shift
        self.begun = -1

    def source(self, offset: int) -> int:
        """Return the offset in the source of a character of the parsed text."""
        return self.trace.source(self.shift + offset)

    def append_pending(self, text: str) -> None:
        """Record where text begins."""
        if self.begun < 0:
            self.begun = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        """Make a token of the pending text."""
        token = super().pushPending()
        token.meta["at"] = self.source(self.begun)
        if len(self.trace.starts) > 1:  # an escaped pipe in a table's cell
            first = self.shift + self.begun
            token.meta["trace"] = self.trace.part(first, first + len(token.content))
        self.begun = -1
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Make a token at the current position."""
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.source(self.pos)
        self.begun = -1
        return token


class _LocatingParser(ParserInline):
    """An inline parser for texts with known positions in the source."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Parse the text of a picture or of an inline footnote, nested in a text that is being parsed."""
        outer: _LocatingState = env[_STATE]
        return self.parse_at(src, md, env, tokens, outer.trace, outer.shift + outer.pos + _BEFORE_LABEL)

    def parse_at(
        self, src: str, md: MarkdownIt, env: Any, tokens: list[Token], trace: Trace, shift: int = 0
    ) -> list[Token]:
        """Parse a text that begins at offset `shift` of a text with this trace."""
        outer = env.get(_STATE)
        state = env[_STATE] = _LocatingState(src, md, env, tokens, trace, shift)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        env[_STATE] = outer
        tokens[:] = _joined_text(tokens)
        return tokens


@cache
def reader() -> Reader:
    """Return a parser of CommonMark with tables, footnotes, definition lists and passages in other languages.

    It keeps no state between texts, so one serves for all files.
    """
    markdown = Reader()
    markdown.configure("commonmark", {"html": True, "xhtmlOut": False, "store_labels": True})
    markdown.enable("table")
    markdown.disable(["fragments_join", "text_join"])
    markdown.core.ruler.at("inline", _inline)
    markdown.inline.ruler.at("image", _image)
    markdown.enable("strikethrough")
    markdown.use(footnote_plugin)
    markdown.core.ruler.before("inline", "definitions", _note_definitions)
    markdown.inline.ruler.at("footnote_ref", _footnote_ref)
    markdown.use(deflist_plugin)
    markdown.inline.ruler.after("link", "span", _span)
    markdown.use(container_plugin, PASSAGE, validate=lambda _parameters, _markup: True)
    return markdown


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition of an address, `[plan]: plan.md`, or of a footnote, `[^1]: Kilde`; lines count from 0.

    `shown` is its label as written, `used` whether a reference to a footnote was found.
    """

    label: str
    line: int
    shown: str
    address: str = ""
    note: bool = False
    used: bool = False

    @property
    def name(self) -> str:
        """Its kind and label: a footnote and an address may share a label."""
        return f"^{self.label}" if self.note else self.label


def read(source: SourceText) -> tuple[list[Token], tuple[Defined, ...]]:
    """Return the tokens of a text, and its definitions, including those that a duplicate overrides."""
    env: dict[str, Any] = {_SOURCE: source}
    tokens = reader().parse(source.text, env)
    entries = [{"label": label, **entry} for label, entry in env.get("references", {}).items()]
    addresses = tuple(
        Defined(each["label"], each["map"][0], f"[{each['label'].lower()}]", each["href"])
        for each in (*entries, *env.get("duplicate_refs", ()))
    )
    numbers = env.get("footnotes", {}).get("refs", {})
    notes = tuple(
        Defined(label, line, f"[^{label}]", note=True, used=numbers.get(f":{label}", -1) >= 0)
        for label, line in env[_NOTES]
    )
    return tokens, (*addresses, *notes)


def _note_definitions(state: StateCore) -> None:
    """Record where footnotes are defined; the plugin keeps only the last of several with one label."""
    found = (token for token in state.tokens if token.type == "footnote_reference_open")
    state.env[_NOTES] = [(token.meta["label"], (token.map or [0])[0]) for token in found]


def trace_of(token: Token) -> Trace:
    """Return the trace of an inline token's text."""
    trace: Trace | None = token.meta.get("trace")
    return trace or Trace((0,), (token.meta.get("at", 0),))


def _inline(state: StateCore) -> None:
    """Parse the inline content of each block; replaces markdown-it's rule `inline`."""
    source: SourceText = state.env[_SOURCE]
    parser = state.md.inline
    assert isinstance(parser, _LocatingParser)  # noqa: S101 - for the type checker: the reader is ours
    column = 0
    for opening, token in zip([None, *state.tokens], state.tokens, strict=False):
        if token.type == "tr_open":
            column = 0
        if token.type != "inline" or opening is None:
            continue
        trace = _trace(opening, token, source, column)
        column += 1
        token.children = []
        parser.parse_at(token.content, state.md, state.env, token.children, trace)


def _trace(opening: Token, inline: Token, source: SourceText, column: int) -> Trace:
    """Return the trace of a block's content; `column` is that of a table's cell, from 0."""
    line = inline.map[0] if inline.map else 0
    if opening.type in ("th_open", "td_open"):
        return trace_of_cell(source, line, column, inline.content, head=opening.type == "th_open")
    if opening.type == "heading_open" and opening.markup.startswith("#"):
        return trace_of_heading(source, line, inline.content)
    return trace_of_lines(source, line, inline.content)


def _image(state: StateInline, silent: bool) -> bool:
    """Parse a picture as markdown-it does, and record where its text ends and where its title is."""
    begin = state.pos
    found = image_rule(state, silent)
    if found and not silent and isinstance(state, _LocatingState):
        token = state.tokens[-1]
        token.meta["closed"] = state.source(begin + _BEFORE_LABEL + len(token.content))
        title = str(token.attrs.get("title", ""))
        written = state.src[begin : state.pos].removesuffix(")").rstrip()[:-1]
        if title and written.endswith(title):
            first = state.shift + begin + len(written) - len(title)
            token.meta["title"] = state.trace.part(first, first + len(title))
    return found


def _span(state: StateInline, silent: bool) -> bool:
    """Parse `[tekst]{lang=en}`; attributes that are not allowed go to `meta["others"]`."""
    begin, maximum = state.pos, state.posMax
    if state.src[begin] != "[":
        return False
    closed = state.md.helpers.parseLinkLabel(state, begin, False)
    attributes = dict[str, str]()
    end = closed + 1
    while closed >= 0 and end < maximum and state.src[end] == "{":
        try:
            length, found = parse_attributes(state.src[end : end + _LONGEST_ATTRIBUTES])
        except ParseError:
            break
        attributes |= found
        end += length + 1
    if closed < 0 or end == closed + 1:
        return False
    if not silent:
        state.pos, state.posMax = begin + 1, closed
        token = state.push("span_open", "span", 1)
        token.attrs |= {name: value for name, value in attributes.items() if name == "lang"}
        token.meta["others"] = {name: value for name, value in attributes.items() if name != "lang"}
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = end, maximum
    return True


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    """Parse a footnote reference; the plugin's own rule searches to the end of the paragraph."""
    return bool(_NOTE.match(state.src, state.pos, state.posMax)) and footnote_ref(state, silent)


def _joined_text(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with adjacent text tokens joined and empty ones dropped."""
    result: list[Token] = []
    run: list[Token] = []
    for token in tokens:
        if token.type not in ("text", "text_special"):
            result += [*_one_text(run), token]
            run = []
        elif token.content:
            run.append(token)
    return [*result, *_one_text(run)]


def _one_text(run: Sequence[Token]) -> Sequence[Token]:
    for token in run:
        token.type = "text"
        token.meta["at"] += token.info == "escape" and len(token.content) == 1  # the backslash is not shown
    if len(run) < 2:
        return run
    parts, least = [], 0
    for token in run:
        at = max(token.meta["at"], least)  # markdown-it gives all of `***` the offset of the first
        parts.append((len(token.content), token.meta.get("trace") or Trace((0,), (at,))))
        least = at + len(token.content)
    first = run[0]
    first.content = "".join(token.content for token in run)
    first.meta["trace"] = joined(parts)
    return (first,)
