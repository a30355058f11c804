"""The title of a page: what a selector, a heading, the old system or the first line says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.importing.debris import normal
from kbsite.importing.model import HEADING, LIKELY, NOTHING, SURE, UNSURE, Found
from kbsite.importing.plain import plain
from kbsite.importing.typography import tidy_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbsite.importing.model import Block

_SITE_NAME = re.compile(r"\s+[|–—»:·-]\s+[^|–—»]{2,60}$")
_LONGEST, _LONGEST_SENTENCE = 200, 70
"""The longest first line that is taken for a title, and the longest that ends as a sentence does."""


def title(fields: Mapping[str, str], blocks: Sequence[Block]) -> tuple[Found, tuple[Block, ...]]:
    """Return the title, and the blocks without it where they begin with it.

    The title of the head of a web page has the name of the site after it, so it counts last.
    """
    found = _from_fields(fields, blocks)
    if not found.value:
        return NOTHING, tuple(blocks)
    same = normal(found.value)
    for at, block in enumerate(blocks[:3]):
        if normal(_tidied(plain(block.text))) == same:
            return found, (*blocks[:at], *blocks[at + 1 :])
    return found, tuple(blocks)


def _from_fields(fields: Mapping[str, str], blocks: Sequence[Block]) -> Found:
    for name in ("selected_title", "title"):
        if fields.get(name):
            return Found(_tidied(fields[name].split("\n")[0]), fields[name], SURE)
    first = next((block for block in blocks if block.kind == HEADING), None)
    said = fields.get("heading") or (plain(first.text) if first and blocks.index(first) < 4 else "")
    head = fields.get("page_title") or fields.get("shared_title") or ""
    if said:
        return Found(_tidied(said), said, SURE if normal(said) in normal(head) or not head else LIKELY)
    if head:
        bare = fields.get("shared_title") or _SITE_NAME.sub("", head)
        return Found(_tidied(bare), head, LIKELY)
    line = plain(blocks[0].text) if blocks else ""
    if line and len(line) <= (_LONGEST_SENTENCE if line.endswith(".") else _LONGEST):
        return Found(_tidied(line), line, UNSURE if line.endswith(".") or len(line) > 120 else LIKELY)
    return NOTHING


def _tidied(text: str) -> str:
    return tidy_text(" ".join(text.split()))
