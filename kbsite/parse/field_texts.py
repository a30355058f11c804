"""Fields written in Markdown → sections of the body, with their links and pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location
from kbsite.model.text import Body, FieldText
from kbsite.parse.annotate import Lexicon
from kbsite.parse.laws.scopes import NOTHING_OUTSIDE, Outer
from kbsite.parse.markdown import markdown
from kbsite.schema.shown_fields import shown_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbsite.model.passage import Mark, Passage
    from kbsite.schema.kinds import FrontMatter
    from kbsite.schema.yaml_fields import Path


def with_field_texts(
    body: Body,
    meta: FrontMatter,
    marks: Mapping[Path, Location],
    lines: Sequence[str],
    lexicon: Lexicon,
    outer: Outer = NOTHING_OUTSIDE,
) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Return `body` with a section for each Markdown field of `meta`, and the problems of those texts.

    `marks` has the location of each value in the file, whose lines are `lines`. Terms are marked in the body only.
    """
    problems: list[Diagnostic] = []
    for field in shown_fields(type(meta)):
        text = getattr(meta, field.name) if field.type == "markdown" else ""
        if not text or (field.name,) not in marks:
            continue
        start, indent = _beginning(marks[field.name,], lines)
        found, faults = markdown(text, start.file, start.line, (), Lexicon(lexicon.laws), outer=outer)
        content = found.sections[0].content.opened()
        said = tuple(_passage(each, start, indent) for each in content.passages)
        section = replace(found.sections[0], name=field.name, content=replace(content, passages=said))
        problems += (replace(each, location=_moved(each.location, start, indent)) for each in faults)
        body = replace(
            body,
            links=(*body.links, *(replace(link, at=_moved(link.at, start, indent)) for link in found.links)),
            pictures=(
                *body.pictures,
                *(replace(each, at=_moved(each.at, start, indent)) for each in found.pictures),
            ),
            references=(*body.references, *found.references),
            fields=(*body.fields, FieldText(section, len(body.links), len(body.pictures))),
        )
    return body, tuple(problems)


def markdown_fields(kind: type[FrontMatter]) -> tuple[str, ...]:
    """Return the names of a kind's fields that are written in Markdown."""
    return tuple(field.name for field in shown_fields(kind) if field.type == "markdown")


def _beginning(at: Location, lines: Sequence[str]) -> tuple[Location, int]:
    """Return where the text of a value begins, and by how much each of its lines is indented.

    The value of a block scalar (| or >) begins on the next line; any other where it is, after a quotation mark.
    """
    first = lines[at.line - 1][at.column - 1 :]
    if first[:1] in ("|", ">"):
        below = next((line for line in lines[at.line :] if line.strip()), "")
        return Location(at.file, at.line + 1), len(below) - len(below.lstrip())
    return at, at.column - 1 + (first[:1] in ("'", '"'))


def _passage(passage: Passage, start: Location, indent: int) -> Passage:
    """Return a passage of a value with its places in the file."""

    def moved(mark: Mark) -> Mark:
        at = _moved(Location(start.file, mark.line, mark.column), start, indent)
        return mark._replace(line=at.line, column=at.column)

    return replace(passage, at=_moved(passage.at, start, indent), marks=tuple(map(moved, passage.marks)))


def _moved(at: Location, start: Location, indent: int) -> Location:
    """Return the location in the file of one in a value; below the first line of a flow scalar, its start."""
    if start.column > 1 and at.line > start.line:
        return start
    return replace(at, column=at.column + indent)
