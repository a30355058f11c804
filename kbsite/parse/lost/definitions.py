"""Footnotes and addresses that are defined twice, or that nothing in the text refers to: no page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.parse.reading import Reading

_COMMENTS = ("", "#", "<>")
"""Addresses of a definition that is a comment: `[slutt]: #`."""


def lost_definitions(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for each definition that is never used, or that another of the same name takes the place of."""
    used = {
        child.meta.get("label")
        for token in reading.tokens
        for child in token.children or ()
        if child.type in ("link_open", "image")
    }
    first: dict[str, int] = {}
    for each in sorted(reading.defined, key=lambda each: each.line):
        at = reading.source.line(each.line)
        number = at.line
        if each.name in first:
            yield problem(at, "double-definition", label=each.shown, first=first[each.name])
        elif not (each.used or each.label in used or each.address in _COMMENTS):
            yield problem(at, "unused-definition", label=each.shown)
        first.setdefault(each.name, number)
