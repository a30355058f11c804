"""Tokens of running text → the same tokens, with law references as links and each term's first mention marked."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.token import Token

from kbsite.diagnostics import Diagnostic, problem
from kbsite.model.lexicon import LawReference
from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.parse.greeting import greeting_length
from kbsite.parse.laws.addresses import law_at
from kbsite.parse.laws.blocks import follow
from kbsite.parse.laws.cite import cite
from kbsite.parse.laws.patterns import LawPatterns, law_patterns
from kbsite.parse.laws.scopes import Scopes
from kbsite.parse.reader import trace_of
from kbsite.parse.source_text import Trace, joined
from kbsite.parse.terms import TermPatterns, Unexplained, term_patterns, unexplained

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kbsite.diagnostics import Location
    from kbsite.model.lexicon import Law, Term
    from kbsite.parse.laws.citation import Citation
    from kbsite.parse.laws.cite import Cited
    from kbsite.parse.source_text import SourceText

_UNREAD = ("](", "][", "[^")
"""Text that looks like a malformed link: left as it is, so that the check of links finds it."""

_SEEN = 300
"""How many characters before a piece of a paragraph are context, to see which law a section belongs to."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The patterns that find a site's laws and terms in texts; compiled once for a build."""

    laws: LawPatterns | None = None
    terms: TermPatterns | None = None

    def __bool__(self) -> bool:
        return bool(self.laws or self.terms)


NO_LEXICON = Lexicon()


def lexicon(laws: Iterable[Law], glossary: Iterable[Term]) -> Lexicon:
    """Return the patterns that find these laws and glossary terms in texts."""
    return Lexicon(law_patterns(laws), term_patterns(glossary))


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive text across line breaks: `text` from `offset` on is to be searched, what precedes is context."""

    text: str
    offset: int
    level: int
    trace: Trace

    def source(self, index: int) -> int:
        """Return the offset in the source of a character of `text`, no earlier than the run's first one."""
        return self.trace.source(max(index - self.offset, 0))


@dataclass(slots=True)
class Annotator:
    """Annotates the tokens of one text in a single pass; its state is that of one text."""

    lexicon: Lexicon
    source: SourceText
    scopes: Scopes = field(default_factory=Scopes)
    references: list[LawReference] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    _terms_left: Unexplained | None = None
    _opener: str = ""
    _passages: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._terms_left = unexplained(self.lexicon.terms) if self.lexicon.terms else None

    def take(self, token: Token) -> None:
        """Process the next token of the text: replace its children where they hold a law or a term."""
        if not self.lexicon:
            return
        follow(token, self.scopes)
        if token.type.startswith("container_"):
            if token.nesting == 1:
                self._passages.append(token.info.strip() not in LANGUAGES)
            elif self._passages:
                self._passages.pop()
        elif token.type == "inline" and self._opener == "heading_open":
            self._note(_joined(token.children or (), 0, ""))
        elif token.type == "inline" and not any(self._passages):
            token.children = [*self._annotated(token.children or [])]
        self._opener = token.type

    def _annotated(self, children: list[Token]) -> Iterator[Token]:
        """Yield the children, with adjacent text joined across line breaks and annotated."""
        before, run, inside = "", list[Token](), 0
        for child in children:
            if child.type in ("text", "softbreak") and not inside:
                run.append(child)
                continue
            yield from self._run(run, before)
            before = (before + "".join(map(_text, run)))[-_SEEN:]
            run = []
            inside += child.nesting if child.type in ("link_open", "link_close", "span_open", "span_close") else 0
            if child.type in ("link_open", "link_close"):
                self._link(child)
            if child.type == "text":
                self._note(_joined([child], 0, before))
            before = (before + ("" if child.type == "code_inline" else _text(child)))[-_SEEN:]
            yield child
        yield from self._run(run, before)

    def _link(self, token: Token) -> None:
        """Record the law that a link of the editor's own leads to, whose sections its text need not name."""
        laws = self.lexicon.laws
        reached = law_at(str(token.attrs.get("href", "")), laws) if laws and token.nesting == 1 else None
        self.scopes.link(reached[0] if reached else None)
        if reached:
            self.references.append(LawReference(reached[0].id, reached[1], self.source.at(token.meta.get("at", 0))))

    def _note(self, run: _Run) -> None:
        """Record the references in a heading or in the text of a link, which is itself left unchanged."""
        if self.lexicon.laws:
            self._cited(self.lexicon.laws, run)

    def _cited(self, laws: LawPatterns, run: _Run) -> Cited:
        """Return what a run says of laws, and record its references and its problems."""
        found = cite(run.text, run.offset, laws, self.scopes)
        for citation in found.citations:
            at = self._at(run, citation.begin)
            self.references += [LawReference(citation.law.id, each, at) for each in citation.covered]
        self.references += [LawReference(n.law.id, n.chapter, self._at(run, n.begin)) for n in found.named]
        for unclear in found.unclear:
            at, either = self._at(run, unclear.begin), " / ".join(unclear.laws)
            self.problems.append(problem(at, "unclear-law", section=unclear.section, laws=either))
        for mention in found.mentions:
            self.scopes.add(mention)
        return found

    def _at(self, run: _Run, index: int) -> Location:
        return self.source.at(run.source(index))

    def _run(self, tokens: list[Token], before: str) -> Sequence[Token]:
        """Return a run of text as tokens, split where it holds a law or a term."""
        text = "".join(map(_text, tokens))
        if not text.strip() or any(each in text for each in _UNREAD):
            return tokens
        laws, terms = self.lexicon.laws, self._terms_left
        run = _joined(tokens, tokens[0].level, before)
        pieces: list[tuple[int, int, list[Token]]] = []
        if laws:
            pieces += self._laws(laws, run)
        if terms and self._opener != "th_open":
            pieces += self._terms(terms, run, sorted((begin, end) for begin, end, _ in pieces))
        if not pieces:
            return tokens
        result, done = [], run.offset
        for begin, end, made in sorted(pieces, key=lambda piece: piece[0]):
            result += [*_plain(run, done, begin), *made]
            done = end
        return [*result, *_plain(run, done, len(run.text))]

    def _laws(self, laws: LawPatterns, run: _Run) -> Iterator[tuple[int, int, list[Token]]]:
        found = self._cited(laws, run)
        for each in found.unknown:
            self.problems.append(problem(self._at(run, each.begin), "unknown-law", law=each.name, near=each.near))
        for citation in found.citations:
            yield citation.begin, citation.end, _law_link(citation, run)

    def _terms(
        self, terms: Unexplained, run: _Run, taken: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int, list[Token]]]:
        greets = not run.offset and self._opener == "paragraph_open"
        start = greeting_length(run.text) if greets else run.offset
        for each in terms.mentions(run.text, start):
            before = bisect_left(taken, (each.end, 0)) - 1
            if before >= 0 and taken[before][1] > each.begin:
                continue
            terms.meet(each.term)
            if not each.written_out:
                content = " ".join(run.text[each.begin : each.end].split("\n"))
                term = Token("term", "", 0, content=content, level=run.level)
                term.meta = {"term": each.term, **_meta(run, each.begin, each.end)}
                yield each.begin, each.end, [term]


def _law_link(citation: Citation, run: _Run) -> list[Token]:
    attrs: dict[str, str | int | float] = {"href": citation.law.url(citation.section)}
    if citation.label:
        attrs["aria-label"] = citation.label
    content = " ".join(run.text[citation.begin : citation.end].split("\n"))
    meta = _meta(run, citation.begin, citation.end)
    return [
        Token("link_open", "a", 1, attrs=attrs, meta={"law": True, **meta}, level=run.level),
        Token("text", "", 0, content=content, meta=meta, level=run.level + 1),
        Token("link_close", "a", -1, meta=meta, level=run.level),
    ]


def _plain(run: _Run, begin: int, end: int) -> Iterator[Token]:
    """Yield a part of a run as tokens, with its line breaks restored."""
    at = begin
    for index, line in enumerate(run.text[begin:end].split("\n")):
        if index:
            yield Token("softbreak", "br", 0, level=run.level)
        if line:
            yield Token("text", "", 0, content=line, meta=_meta(run, at, at + len(line)), level=run.level)
        at += len(line) + 1


def _meta(run: _Run, begin: int, end: int) -> dict[str, object]:
    trace = run.trace.part(max(begin - run.offset, 0), end - run.offset)
    return {"at": trace.sources[0], "trace": trace}


def _joined(tokens: Sequence[Token], level: int, before: str) -> _Run:
    texts = [_text(token) for token in tokens]
    trace = joined([(len(text), trace_of(token)) for text, token in zip(texts, tokens, strict=True)])
    return _Run(before + "".join(texts), len(before), level, trace)


def _text(token: Token) -> str:
    return "\n" if token.type in ("softbreak", "hardbreak") else token.content
