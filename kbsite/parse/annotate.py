"""Tokens of running text → the same with references to law as links, and each term marked where it stands first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.token import Token

from kbsite.diagnostics import Diagnostic, Location, problem
from kbsite.model.lexicon import LawReference
from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.parse.greeting import greeting_length
from kbsite.parse.laws import LawPatterns, cite, law_patterns
from kbsite.parse.terms import TermPatterns, Unexplained, term_patterns, unexplained

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.model.lexicon import Law, Term
    from kbsite.parse.laws import Citation
    from kbsite.parse.positions import Positions

_UNREAD = ("](", "][", "[^")
"""What looks like a link that was not read as one: the text is left as it is, so that the fault is found."""

_SEEN = 300
"""How much of a paragraph is read again before a piece of it, to see what a section belongs to."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a site knows of laws and words, made ready to be looked for; made once for a build."""

    laws: LawPatterns | None = None
    terms: TermPatterns | None = None

    def __bool__(self) -> bool:
        return bool(self.laws or self.terms)


NO_LEXICON = Lexicon()


def lexicon(laws: Iterable[Law], glossary: Iterable[Term]) -> Lexicon:
    """Return what texts are searched for."""
    return Lexicon(law_patterns(laws), term_patterns(glossary))


@dataclass(slots=True)
class Annotator:
    """Goes once through the tokens of one text; what it has found so far lives no longer than that."""

    lexicon: Lexicon
    positions: Positions
    references: list[LawReference] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    _terms_left: Unexplained | None = None
    _opener: str = ""
    _passages: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._terms_left = unexplained(self.lexicon.terms) if self.lexicon.terms else None

    def take(self, token: Token, block: tuple[int, int]) -> None:
        """Look at the next token of the text, and change its children where they hold a law or a term."""
        if not self.lexicon:
            return
        if token.type.startswith("container_"):
            if token.nesting == 1:
                self._passages.append(token.info.strip() not in LANGUAGES)
            elif self._passages:
                self._passages.pop()
        elif token.type == "inline" and self._opener == "heading_open":
            self._note("".join(map(_text, token.children or ())), 0, block)
        elif token.type == "inline" and not any(self._passages):
            token.children = [*self._annotated(token.children or [], block)]
        self._opener = token.type

    def _annotated(self, children: list[Token], block: tuple[int, int]) -> Iterator[Token]:
        """Yield the children, each run of text taken together over the ends of its lines."""
        before, run, inside = "", list[Token](), 0
        for child in children:
            if child.type in ("text", "softbreak") and not inside:
                run.append(child)
                continue
            yield from self._run(run, before, block)
            before += "".join(map(_text, run))
            run = []
            inside += child.nesting if child.type in ("link_open", "link_close", "span_open", "span_close") else 0
            if child.type == "text":
                self._note(before[-_SEEN:] + child.content, len(before[-_SEEN:]), block)
            before += "" if child.type == "code_inline" else _text(child)
            yield child
        yield from self._run(run, before, block)

    def _note(self, text: str, offset: int, block: tuple[int, int]) -> None:
        """Note what a heading or the text of a link refers to; it stays as the editor wrote it."""
        if self.lexicon.laws and "§" in text:
            for citation in cite(text, offset, self.lexicon.laws)[0]:
                at = self.positions.find(block, *_needles(text, citation.begin, citation.end))
                self.references += [LawReference(citation.law.id, each, at) for each in citation.covered]

    def _run(self, run: list[Token], before: str, block: tuple[int, int]) -> list[Token]:
        """Return a run of text, cut up where it holds a law or a term."""
        text = "".join(map(_text, run))
        if not text.strip() or any(each in text for each in _UNREAD):
            return run
        before = before[-_SEEN:]
        offset, level = len(before), run[0].level
        pieces: list[tuple[int, int, list[Token]]] = []
        laws, terms = self.lexicon.laws, self._terms_left
        if laws and "§" in text:
            pieces += self._laws(laws, before + text, offset, level, block)
        if terms and self._opener != "th_open":
            taken = [(begin, end) for begin, end, _ in pieces]
            pieces += self._terms(terms, before + text, offset, level, taken)
        if not pieces:
            return run
        result, done = [], 0
        for begin, end, tokens in sorted(pieces, key=lambda piece: piece[0]):
            result += [*_plain(text[done : begin - offset], level), *tokens]
            done = end - offset
        return [*result, *_plain(text[done:], level)]

    def _laws(
        self, laws: LawPatterns, text: str, offset: int, level: int, block: tuple[int, int]
    ) -> Iterator[tuple[int, int, list[Token]]]:
        cited, unknown = cite(text, offset, laws)
        for each in unknown:
            at = self.positions.find(block, *_needles(text, each.begin, each.begin + len(each.name)))
            self.problems.append(problem(at, "unknown-law", law=each.name, near=each.near))
        for citation in cited:
            at = self.positions.find(block, *_needles(text, citation.begin, citation.end))
            self.references += [LawReference(citation.law.id, section, at) for section in citation.covered]
            yield citation.begin, citation.end, _link(text, citation, level, at)

    def _terms(
        self, terms: Unexplained, text: str, offset: int, level: int, taken: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int, list[Token]]]:
        start = greeting_length(text) if not offset and self._opener == "paragraph_open" else offset
        for each in terms.mentions(text, start):
            if any(each.begin < end and begin < each.end for begin, end in taken):
                continue
            terms.meet(each.term)
            if not each.written_out:
                content = " ".join(text[each.begin : each.end].split("\n"))
                term = Token("term", "", 0, content=content, meta={"term": each.term}, level=level)
                yield each.begin, each.end, [term]


def _link(text: str, citation: Citation, level: int, at: Location) -> list[Token]:
    attrs: dict[str, str | int | float] = {"href": citation.law.url(citation.section), "class": "law"}
    if citation.label:
        attrs["aria-label"] = citation.label
    content = " ".join(text[citation.begin : citation.end].split("\n"))
    return [
        Token("link_open", "a", 1, attrs=attrs, meta={"at": at}, level=level),
        Token("text", "", 0, content=content, level=level + 1),
        Token("link_close", "a", -1, level=level),
    ]


def _plain(text: str, level: int) -> Iterator[Token]:
    """Yield a text as tokens, its lines apart as they were."""
    for index, line in enumerate(text.split("\n")):
        if index:
            yield Token("softbreak", "br", 0, level=level)
        if line:
            yield Token("text", "", 0, content=line, level=level)


def _text(token: Token) -> str:
    return "\n" if token.type in ("softbreak", "hardbreak") else token.content


def _needles(text: str, begin: int, end: int) -> tuple[tuple[str, int], ...]:
    """Return what to look for in the source: the words with some of what is before, then alone."""
    words = text[begin:end].partition("\n")[0]
    context = text[:begin].rpartition("\n")[2][-20:]
    return (f"{context}{words}", len(context)), (words, 0)
