"""A text divided by the headings that its kind demands: a question and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from kbsite.model import Heading
    from kbsite.parse.schema import SectionSpec


@dataclass(frozen=True, slots=True)
class Cut:
    """The tokens and headings of one section, the heading that divides left out."""

    name: str
    tokens: tuple[Token, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """The sections in the order of the kind, and what is wrong with how the text is divided."""

    parts: tuple[Cut, ...]
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Divider:
    spec: SectionSpec
    index: int
    heading: Heading


def cut(
    tokens: Sequence[Token], headings: Sequence[Heading], specs: tuple[SectionSpec, ...], start: Location
) -> Division:
    """Return `tokens` divided at the topmost headings that `specs` name; one section when there are none."""
    if not specs:
        return Division((Cut("body", tuple(tokens), tuple(headings)),))
    dividers = _dividers(tokens, headings, specs)
    problems = list(_order_problems(dividers, specs, start))
    first = dividers[0].index if dividers else len(tokens)
    if dividers and first > 0:
        lines = tokens[0].map or [0]
        problems.append(problem(Location(start.file, start.line + lines[0]), "text-before-question"))
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
        if not any(t.type in ("inline", "fence", "code_block") for t in body):
            problems.append(problem(mine.heading.at, f"missing-{spec.name}"))
    return Division(tuple(parts), tuple(problems))


def _dividers(
    tokens: Sequence[Token], headings: Sequence[Heading], specs: tuple[SectionSpec, ...]
) -> list[_Divider]:
    by_title = {spec.heading.casefold(): spec for spec in specs}
    by_id = {heading.id: heading for heading in headings}
    return [
        _Divider(by_title[by_id[token.meta["id"]].text.casefold()], index, by_id[token.meta["id"]])
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
        and token.level == 0
        and token.tag == "h2"
        and by_id[token.meta["id"]].text.casefold() in by_title
    ]


def _order_problems(dividers: list[_Divider], specs: tuple[SectionSpec, ...], start: Location) -> list[Diagnostic]:
    problems = []
    seen: dict[str, Heading] = {}
    for divider in dividers:
        name = divider.spec.name
        if name in seen:
            problems.append(problem(divider.heading.at, f"double-{name}", first=seen[name].at.line))
        seen.setdefault(name, divider.heading)
    for spec in specs:
        if spec.name not in seen:
            at = next(iter(seen.values())).at if seen else start
            problems.append(problem(at, f"missing-{spec.name}"))
    if list(seen) == [spec.name for spec in reversed(specs)]:
        problems.append(problem(next(iter(seen.values())).at, "answer-first"))
    return problems
