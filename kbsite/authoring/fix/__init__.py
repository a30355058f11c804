"""Automatic fixes: a file → the same file without the problems that can be fixed safely, fixes in their order."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.authoring.fix.addresses import addresses
from kbsite.authoring.fix.blanks import blanks, last_line
from kbsite.authoring.fix.fields import dates, names, order
from kbsite.authoring.fix.page import Page, first_that_holds
from kbsite.model import Place
from kbsite.parse import characters, decode
from kbsite.parse.front_matter import split
from kbsite.parse.place import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kbsite.model import Source
    from kbsite.schema.kinds import Kinds


@dataclass(frozen=True, slots=True)
class FixedSource:
    """The bytes of a fixed file, and the names of the fixes applied, in order."""

    data: bytes
    fixes: tuple[str, ...]


def _each(candidates: Callable[[Page], Iterator[Page]]) -> Callable[[Page], Page]:
    """Return a fix that applies the first valid candidate, again and again until there is none."""

    def fix_each(page: Page) -> Page:
        while better := first_that_holds(page, candidates(page)):
            page = better
        return page

    return fix_each


FIXES: tuple[tuple[str, Callable[[Page], Page]], ...] = (
    ("names", _each(names)),
    ("dates", _each(dates)),
    ("order", _each(order)),
    ("addresses", addresses),
    ("blanks", blanks),
    ("last_line", last_line),
)
"""Each fix by its name in messages; line ends and pasted characters are fixed before any of them."""


def fix_source(source: Source, kinds: Kinds) -> FixedSource:
    """Return the fixed file; where its fields do not end, or it is no page, only its line ends are fixed.

    A file with an unreadable encoding is left as it is.
    """
    text, faults = decode(source)
    where = place(source.path, kinds)
    if faults:
        return FixedSource(source.data, ())
    mark = codecs.BOM_UTF8 if source.data.startswith(codecs.BOM_UTF8) else b""
    done = [] if b"\r" not in source.data else ["line_ends"]
    if text != characters(source)[0]:
        done.append("characters")
    divided = split(text, source.path)
    if isinstance(where, Place) and divided.bounded:
        page = Page(source.path, where.kind, text, divided.fields.data, kinds)
        for name, apply in FIXES:
            better = apply(page)
            if better.text != page.text:
                done.append(name)
            page = better
        text = page.text
    return FixedSource(mark + text.encode(), tuple(done))
