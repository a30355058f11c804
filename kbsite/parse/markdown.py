"""A body's Markdown → its tree, headings, links, pictures and plain text, and its problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location
from kbsite.model import Body, Section
from kbsite.model.text import SectionContent
from kbsite.parse.annotate import NO_LEXICON, Annotator, Lexicon
from kbsite.parse.callouts import mark_callouts
from kbsite.parse.columns import NOTHING_TAKEN, Columns
from kbsite.parse.courtesies import quiet_courtesies
from kbsite.parse.empty_blocks import check_empty_blocks
from kbsite.parse.headings import name_headings
from kbsite.parse.laws.scopes import NOTHING_OUTSIDE, Outer, Scopes
from kbsite.parse.links import find_links
from kbsite.parse.lost import find_lost
from kbsite.parse.markup import check_html, check_languages
from kbsite.parse.passages import passages
from kbsite.parse.reader import read
from kbsite.parse.reading import Reading, plain
from kbsite.parse.sections import Cut, cut
from kbsite.parse.source_text import SourceText
from kbsite.parse.tasks import mark_tasks
from kbsite.parse.tree import tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbsite.schema.kinds import SectionSpec


def markdown(
    text: str,
    file: str,
    first_line: int,
    specs: tuple[SectionSpec, ...],
    lexicon: Lexicon = NO_LEXICON,
    columns: Columns = NOTHING_TAKEN,
    outer: Outer = NOTHING_OUTSIDE,
) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Return the body in `text`, which begins on line `first_line` of `file`, and its problems.

    `specs` are the headings that the kind of content divides its text by; without any, the body is one section.
    `lexicon` has the laws and terms to find; `columns` are the original columns of lines that lost characters;
    `outer` is what, beside the text, decides to which law a section belongs.
    """
    reading = Reading(SourceText(file, first_line, text, columns), specs, lexicon, outer)
    for _, rule in RULES:
        rule(reading)
    body = Body(
        sections=tuple(reading.sections),
        links=tuple(reading.links),
        pictures=tuple(reading.pictures),
        references=tuple(reading.references),
        named=reading.named,
    )
    return body, tuple(reading.problems)


def read_tokens(reading: Reading) -> None:
    """Tokenize CommonMark with tables, footnotes, definition lists and passages in other languages."""
    reading.tokens, reading.defined = read(reading.source)
    for each in reversed(reading.defined):  # the first of several with one label is in force
        if not each.note:
            reading.definitions[each.label] = each.line


def annotate(reading: Reading) -> None:
    """Turn law references into links, and mark the first mention of each glossary term."""
    annotator = Annotator(reading.lexicon, reading.source, Scopes(reading.outer))
    for token in reading.tokens:
        annotator.take(token)
    reading.references += annotator.references
    reading.named = tuple(annotator.scopes.page)
    reading.problems += annotator.problems


def make_figures(reading: Reading) -> None:
    """Turn a paragraph that is a single picture into a figure, with the picture's title as its caption."""
    for opening, inline in zip(reading.tokens, reading.tokens[1:], strict=False):
        children = inline.children or []
        alone = len(children) == 1 and children[0].type == "image"
        if opening.type == "paragraph_open" and not opening.hidden and inline.type == "inline" and alone:
            opening.tag = "figure"
            opening.meta["caption"] = str(children[0].attrs.get("title", ""))


def divide(reading: Reading) -> None:
    """Divide the text by the headings that its kind requires."""
    begin = Location(reading.source.file, reading.source.first_line)
    division = cut(reading.tokens, reading.headings, reading.specs, begin, reading.outer.language)
    swallowed = any(each.code in ("unclosed-passage", "unclosed-code") for each in reading.problems)
    reading.problems += (each for each in division.problems if not (swallowed and "missing" in each.code))
    reading.parts += division.parts


def make_sections(reading: Reading) -> None:
    """Turn each part into a section: its plain text, its excerpt and its tree."""
    reading.sections += (_section(part, reading.source) for part in reading.parts)


RULES: tuple[tuple[str, Callable[[Reading], None]], ...] = (
    ("tokens", read_tokens),
    ("callouts", mark_callouts),
    ("tasks", mark_tasks),
    ("lost_text", find_lost),
    ("empty_blocks", check_empty_blocks),
    ("laws_and_terms", annotate),
    ("links", find_links),
    ("html", check_html),
    ("languages", check_languages),
    ("headings", name_headings),
    ("figures", make_figures),
    ("divide", divide),
    ("sections", make_sections),
)
"""Every rule, in the order in which they are applied; each may use the results of those before it."""


def _section(part: Cut, source: SourceText) -> Section:
    said = passages(part.tokens, source)
    lead = quiet_courtesies(part.tokens)
    text = "\n".join(
        plain(token.children) if token.type == "inline" else token.content
        for token in part.tokens
        if token.type in ("inline", "html_block")
    )
    return Section(part.name, lead, part.headings, SectionContent(tree(part.tokens), text.strip(), said))
