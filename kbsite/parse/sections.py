"""A text divided by the headings that its kind declares: a question and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, nearest, problem
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from kbsite.model import Heading
    from kbsite.schema.kinds import SectionSpec

BODY = "body"
"""The name of the text outside all declared sections."""

_HEADING = 3
"""The number of tokens of a heading."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The tokens and headings of one section."""

    name: str
    tokens: tuple[Token, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """The sections in the order of the kind, and the problems of how the text is divided."""

    parts: tuple[Cut, ...]
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Divider:
    """A heading that begins a section; `written` is its text where that differs from the required one."""

    spec: SectionSpec
    index: int
    heading: Heading
    written: str = ""


def cut(
    tokens: Sequence[Token],
    headings: Sequence[Heading],
    specs: tuple[SectionSpec, ...],
    start: Location,
    language: str,
) -> Division:
    """Return `tokens` divided at the highest-level headings that `specs` name; one section when there are none.

    Text before the first of those is a section of its own, unless the first of `specs` has a code for such text.
    Problems name headings in the `language` of the page.
    """
    if not specs:
        return Division((Cut(BODY, tuple(tokens), tuple(headings)),))
    dividers = _dividers(tokens, headings, specs)
    lines = (tokens[0].map if tokens else None) or [0]
    begin = Location(start.file, start.line + lines[0])
    problems = list(_order_problems(dividers, specs, begin, language))
    first = dividers[0].index if dividers else len(tokens)
    parts = []
    if not specs[0].codes.text_before:
        parts += [_part(BODY, tokens[:first], headings)] if first else []
    elif first and any(divider.spec is specs[0] for divider in dividers):
        problems.append(problem(begin, specs[0].codes.text_before, heading=_shown(specs[0], language)))
    for spec in specs:
        mine = next((d for d in dividers if d.spec is spec), None)
        if mine is None:
            parts += [Cut(spec.name, (), ())] if spec.required else []
            continue
        end = min((d.index for d in dividers if d.index > mine.index), default=len(tokens))
        text = tokens[mine.index + _HEADING : end]
        parts.append(_part(spec.name, tokens[mine.index : end] if spec.keeps_heading else text, headings))
        if not mine.written and not any(t.type in ("inline", "fence", "code_block") for t in text):
            problems.append(problem(mine.heading.at, spec.codes.empty, heading=_shown(spec, language), near=""))
    return Division(tuple(parts), tuple(problems))


def _part(name: str, tokens: Sequence[Token], headings: Sequence[Heading]) -> Cut:
    inside = {token.meta["id"] for token in tokens if token.type == "heading_open"}
    return Cut(name, tuple(tokens), tuple(heading for heading in headings if heading.id in inside))


def _dividers(
    tokens: Sequence[Token], headings: Sequence[Heading], specs: tuple[SectionSpec, ...]
) -> list[_Divider]:
    """Return the headings that divide the text; for a missing required one, the first that resembles it."""
    by_id = {heading.id: heading for heading in headings}
    outer = [
        (index, by_id[token.meta["id"]])
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]
    by_heading = {each.casefold(): spec for spec in specs for each in spec.headings}
    found = [
        _Divider(by_heading[heading.text.casefold()], index, heading)
        for index, heading in outer
        if heading.level == 2 and heading.text.casefold() in by_heading
    ]
    taken = {divider.index for divider in found}
    present = {divider.spec.name for divider in found}
    for spec in specs:
        if spec.name in present or not spec.required:
            continue
        wanted = tuple(map(slug, spec.headings))
        alike = next((each for each in outer if each[0] not in taken and nearest(slug(each[1].text), wanted)), None)
        if alike:
            index, heading = alike
            found.append(_Divider(spec, index, heading, f"{'#' * heading.level} {heading.text}"))
            taken.add(index)
    return sorted(found, key=lambda divider: divider.index)


def _order_problems(
    dividers: list[_Divider], specs: tuple[SectionSpec, ...], begin: Location, language: str
) -> Iterator[Diagnostic]:
    """Yield a problem for each section that is missing, duplicated or out of order."""
    seen: dict[str, _Divider] = {}
    for divider in dividers:
        codes, shown = divider.spec.codes, _shown(divider.spec, language)
        first = seen.setdefault(divider.spec.name, divider)
        if first is not divider:
            yield problem(divider.heading.at, codes.double, heading=shown, first=first.heading.at.line)
        elif divider.written:
            yield problem(divider.heading.at, codes.missing, heading=shown, near=divider.written)
    for spec in specs:
        if spec.required and spec.name not in seen:
            at = dividers[0].heading.at if dividers and dividers[0].index == 0 else begin
            yield problem(at, spec.codes.missing, heading=_shown(spec, language), near="")
    for one, other in pairwise(seen.values()):
        if specs.index(one.spec) > specs.index(other.spec):
            values = {"heading": _shown(one.spec, language), "other": _shown(other.spec, language)}
            yield problem(one.heading.at, one.spec.codes.misplaced, **values)


def _shown(spec: SectionSpec, language: str) -> str:
    return spec.heading.in_language(language)
