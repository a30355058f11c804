"""A text divided by the headings that its kind requires: a question and its answer."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, nearest, problem
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from kbsite.model import Heading
    from kbsite.schema.kinds import SectionSpec


@dataclass(frozen=True, slots=True)
class Cut:
    """The tokens and headings of one section, without the heading that begins it."""

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
    tokens: Sequence[Token], headings: Sequence[Heading], specs: tuple[SectionSpec, ...], start: Location
) -> Division:
    """Return `tokens` divided at the highest-level headings that `specs` name; one section when there are none."""
    if not specs:
        return Division((Cut("body", tuple(tokens), tuple(headings)),))
    dividers = _dividers(tokens, headings, specs)
    lines = (tokens[0].map if tokens else None) or [0]
    begin = Location(start.file, start.line + lines[0])
    problems = list(_order_problems(dividers, specs, begin))
    if any(divider.spec is specs[0] for divider in dividers) and dividers[0].index > 0:
        problems.append(problem(begin, "text-before-question"))
    parts = []
    for spec in specs:
        mine = next((d for d in dividers if d.spec is spec), None)
        if mine is None:
            parts.append(Cut(spec.name, (), ()))
            continue
        end = min((d.index for d in dividers if d.index > mine.index), default=len(tokens))
        body = tuple(tokens[mine.index + 3 : end])
        inside = {token.meta["id"] for token in body if token.type == "heading_open"}
        parts.append(Cut(spec.name, body, tuple(h for h in headings if h.id in inside)))
        if not mine.written and not any(t.type in ("inline", "fence", "code_block") for t in body):
            problems.append(problem(mine.heading.at, f"missing-{spec.name}", near=""))
    return Division(tuple(parts), tuple(problems))


def _dividers(
    tokens: Sequence[Token], headings: Sequence[Heading], specs: tuple[SectionSpec, ...]
) -> list[_Divider]:
    """Return the headings that divide the text; for a missing one, the first heading that resembles it."""
    by_id = {heading.id: heading for heading in headings}
    outer = [
        (index, by_id[token.meta["id"]])
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]
    found: list[_Divider] = []
    for spec in specs:
        right = spec.heading.casefold()
        exact = [
            _Divider(spec, index, heading)
            for index, heading in outer
            if heading.level == 2 and heading.text.casefold() == right
        ]
        alike = (
            _Divider(spec, index, heading, f"{'#' * heading.level} {heading.text}")
            for index, heading in outer
            if nearest(slug(heading.text), (slug(right),))
        )
        found += exact or itertools.islice(alike, 1)
    return sorted(found, key=lambda divider: divider.index)


def _order_problems(dividers: list[_Divider], specs: tuple[SectionSpec, ...], begin: Location) -> list[Diagnostic]:
    problems = []
    seen: dict[str, Heading] = {}
    for divider in dividers:
        name = divider.spec.name
        if name in seen:
            problems.append(problem(divider.heading.at, f"double-{name}", first=seen[name].at.line))
        elif divider.written:
            problems.append(problem(divider.heading.at, f"missing-{name}", near=divider.written))
        seen.setdefault(name, divider.heading)
    for spec in specs:
        if spec.name not in seen:
            at = dividers[0].heading.at if dividers and dividers[0].index == 0 else begin
            problems.append(problem(at, f"missing-{spec.name}", near=""))
    if list(seen) == [spec.name for spec in reversed(specs)]:
        problems.append(problem(next(iter(seen.values())).at, "answer-first"))
    return problems
