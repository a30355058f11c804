"""Rows of a table, as CSV or JSON → a page for each, in blocks."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from kbsite.importing.decode import decode
from kbsite.importing.forms.html import split_address, too_deep
from kbsite.importing.forms.html_blocks import blocks
from kbsite.importing.forms.text import text_blocks
from kbsite.importing.model import HEADING, Block, OldPage, Original, Problem
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbsite.importing.map_file import MapFile

NAMES = {
    "title": ("title", "tittel", "overskrift", "navn", "name", "sporsmalstittel"),
    "body": ("body", "text", "tekst", "innhold", "content", "html", "brodtekst", "mainbody", "artikkel"),
    "question": ("question", "sporsmal"),
    "answer": ("answer", "svar"),
    "author": ("author", "authors", "forfatter", "forfattere", "forfattar", "byline", "skrevet-av", "av"),
    "date": ("date", "dato", "publisert", "published", "publiseringsdato", "created", "opprettet", "ar", "year"),
    "updated": ("updated", "oppdatert", "modified", "endret", "sist-endret", "revidert"),
    "address": ("url", "address", "adresse", "link", "lenke", "path", "sti", "permalink"),
    "kind": ("kind", "type", "kategori", "category", "innholdstype", "pagetype"),
    "tags": ("tags", "tema", "temaer", "emne", "emner"),
    "summary": ("summary", "ingress", "sammendrag", "intro", "mainintro"),
}
"""The fields of a page, and what columns that have them are called in most systems."""

_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|b|strong|a|span|table)\b[^>]*>", re.IGNORECASE)
_LONGEST_CELL = 5_000_000


def read_csv(origin: str, data: bytes, _original: Original, chosen: MapFile) -> Iterable[OldPage]:
    """Yield a page for each row of a CSV file, whatever its delimiter."""
    decoded = decode(data)
    first = decoded.text.split("\n", 1)[0]
    delimiter = max(";,\t|", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.DictReader(io.StringIO(decoded.text), delimiter=delimiter))
    except csv.Error:
        yield _broken(origin)
        return
    yield from _pages(origin, rows, chosen, lost=decoded.lost)


def read_json(origin: str, data: bytes, _original: Original, chosen: MapFile) -> Iterable[OldPage]:
    """Yield a page for each object of a JSON file: a list, the longest list in an object, or one on each line."""
    decoded = decode(data)
    try:
        found: Any = (
            [json.loads(line) for line in decoded.text.splitlines() if line.strip()]
            if origin.lower().endswith("l")
            else json.loads(decoded.text)
        )
    except (ValueError, RecursionError):
        yield _broken(origin)
        return
    if isinstance(found, dict):
        lists = [each for each in found.values() if isinstance(each, list)]
        found = max(lists, key=len) if lists else [found]
    rows = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    yield from _pages(origin, rows, chosen, lost=decoded.lost)


def _broken(origin: str) -> OldPage:
    told = (Problem(origin, "import_broken_rows"),)
    return OldPage(origin=origin, form="row", blocks=(), original=Original(""), problems=told)


def _pages(origin: str, rows: Iterable[Mapping[str, Any]], chosen: MapFile, *, lost: bool) -> Iterator[OldPage]:
    for number, row in enumerate(rows, start=1):
        cells = {str(name): _text(value) for name, value in row.items() if name is not None}
        values = {field: _cell(cells, field, chosen) for field in NAMES}
        host, address = split_address(values["address"])
        if not host and values["address"].startswith("/"):
            address = values["address"]
        name = f"{origin}#{number}"
        if too_deep(values["body"]):
            yield OldPage(
                origin=name, form="row", blocks=(), original=Original(""),
                problems=(Problem(name, "import_too_deep"),),
            )  # fmt: skip
            continue
        kept = {field: value for field, value in values.items() if value and field not in ("body", "address")}
        yield OldPage(
            origin=name, form="row", blocks=tuple(_blocks(values)), host=host, address=address, fields=kept,
            original=Original(".json", data=json.dumps(cells, ensure_ascii=False, indent=1).encode()),
            problems=(Problem(name, "import_lost_letters"),) if lost and number == 1 else (),
        )  # fmt: skip


def _cell(cells: Mapping[str, str], field: str, chosen: MapFile) -> str:
    """Return a field of a row: of the column that the map names, else of one with a usual name."""
    if field in chosen.columns:
        return cells.get(chosen.columns[field], "").strip()
    by_name = {slug(name): value for name, value in cells.items()}
    return next((by_name[name].strip() for name in NAMES[field] if by_name.get(name)), "")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, dict):
        return next((_text(value[key]) for key in ("rendered", "value", "name", "text") if key in value), "")
    return "" if value is None else str(value)


def _blocks(values: Mapping[str, str]) -> Iterator[Block]:
    yield from cell_blocks(values["summary"])
    yield from cell_blocks(values["body"])
    if values["question"] and values["answer"]:
        yield Block(HEADING, "Spørsmål", 2)
        yield from cell_blocks(values["question"])
        yield Block(HEADING, "Svar", 2)
        yield from cell_blocks(values["answer"])


def cell_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text that is HTML or plain."""
    if not _MARKUP.search(text):
        return text_blocks(text.split("\n"))
    tree = LexborHTMLParser(f"<body>{text}</body>")
    return tuple(blocks(tree.body).blocks) if tree.body else ()
