"""A text dump of a page → blocks: its lines, with lists that were typed by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.importing.decode import decode
from kbsite.importing.forms.html import split_address
from kbsite.importing.model import TEXT, Block, OldPage, Problem
from kbsite.importing.plain import escape

if TYPE_CHECKING:
    from kbsite.importing.model import Original

_ADDRESS = re.compile(r"\s*(?:(?:url|adresse|kilde|kjelde|source|fra)\s*:\s*)?(https?://\S+)\s*", re.IGNORECASE)
_TITLE = re.compile(r"\s*(?:tittel|title)\s*:\s*(\S.*?)\s*", re.IGNORECASE)
_HEAD = 5
"""How many lines may stand above the text of a page and say where it is from."""

_AIR = re.compile(r"[\s\u00a0\u200b\ufeff]*")
_WRAPPED = 72
"""Lines that are all shorter than about this, and continue without a blank line, were wrapped by a program."""


def read_text(origin: str, data: bytes, original: Original, form: str = "text") -> OldPage:
    """Return a text dump; an address among its first lines is that of the page."""
    decoded = decode(data)
    lines = decoded.text.split("\n")
    host, address, title = "", "", ""
    for at, line in enumerate(lines[:_HEAD]):
        if found := _ADDRESS.fullmatch(line):
            host, address = split_address(found[1])
            lines[at] = ""
        elif found := _TITLE.fullmatch(line):
            title, lines[at] = found[1], ""
    fields = {"selected_title": title} if title else {}
    told = (Problem(origin, "import_lost_letters"),) if decoded.lost else ()
    return OldPage(
        origin=origin, form=form, blocks=text_blocks(lines), original=original, host=host, address=address,
        fields=fields, problems=told,
    )  # fmt: skip


def text_blocks(lines: list[str]) -> tuple[Block, ...]:
    """Return a block for each line; lines that a program has wrapped are joined to paragraphs."""
    joined = _unwrapped(lines) if _is_wrapped(lines) else lines
    return tuple(Block(TEXT, escape(line.strip())) for line in joined if not _AIR.fullmatch(line))


def _is_wrapped(lines: list[str]) -> bool:
    """Return whether most lines go on in the next: nearly full, without a mark at the end."""
    filled = [line for line in lines if not _AIR.fullmatch(line)]
    full = [line for line in filled if _WRAPPED * 0.7 <= len(line) <= _WRAPPED * 1.25]
    longer = sum(len(line) > _WRAPPED * 1.25 for line in filled)
    return len(filled) > 8 and longer == 0 and len(full) > len(filled) * 0.5


def _unwrapped(lines: list[str]) -> list[str]:
    found: list[str] = []
    goes_on = False
    for line in lines:
        if _AIR.fullmatch(line):
            goes_on = False
            continue
        if goes_on and not re.match(r"\s*(?:[-•·*–]|\d{1,2}[.)])\s", line):
            found[-1] = f"{found[-1]} {line.strip()}"
        else:
            found.append(line.strip())
        goes_on = len(line.rstrip()) > _WRAPPED * 0.6
    return found
