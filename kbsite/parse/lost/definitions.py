"""Duplicate and unused definitions of footnotes and addresses, which no page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.parse.lost.written import begins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.parse.reading import Reading

_COMMENTS = ("", "#", "<>")
"""Addresses that make a definition a comment: `[slutt]: #`."""


def lost_definitions(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for each definition that is unused or repeats the label of an earlier one."""
    used = {
        child.meta.get("label")
        for token in reading.tokens
        for child in token.children or ()
        if child.type in ("link_open", "image")
    }
    first: dict[str, tuple[int, str]] = {}
    for each in sorted(reading.defined, key=lambda each: each.line):
        if not each.note and each.address in _COMMENTS:
            continue
        at = begins(reading, each.line)
        line, address = first.setdefault(each.name, (at.line, each.address))
        if line != at.line:
            if each.note or each.address != address:
                yield problem(at, "double-definition", label=each.shown, first=line)
        elif not (each.used if each.note else each.label in used):
            yield problem(at, "unused-definition", label=each.shown)
