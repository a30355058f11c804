"""A picture or an attachment on disk → its format and properties, from its bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.diagnostics import MessageKey
from kbsite.model import FileFacts
from kbsite.read.text_problems import text_problems
from kbsite.read.xml_content import SVG, xml_facts
from kbsite.schema.file_types import XML, ending

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 200_000_000
"""Files larger than this are not looked into: no reader should fetch them."""

MOST_TEXT = 20_000_000
"""Texts larger than this, such as data in CSV, are not read for what must not be published."""

_HEAD = 4096

RASTER = frozenset(("png", "jpeg", "gif", "webp", "avif", "bmp"))
"""The formats that browsers show and Pillow reads."""

_SIGNATURES: tuple[tuple[str, str], ...] = (
    (r"\x89PNG\r\n\x1a\n", "png"),
    (r"\xff\xd8\xff", "jpeg"),
    (r"GIF8[79]a", "gif"),
    (r"RIFF.{4}WEBP", "webp"),
    (r".{4}ftypavi[fs]", "avif"),
    (r".{4}ftyp(?:hei|hev|mif1|msf1)", "heic"),
    (r".{4}ftyp(?:crx )", "raw"),
    (r".{4}ftyp", "mp4"),
    (r"(?:II[*+]\x00|MM\x00[*+])", "tiff"),
    (r"II[RU]", "raw"),
    (r"FUJIFILM|\x00MRM|FOVb", "raw"),
    (r"8BPS", "psd"),
    (r"BM.{4}\x00\x00\x00\x00", "bmp"),
    (r"\x00\x00\x01\x00", "ico"),
    (r"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51", "jp2"),
    (r"\x00\x00\x00\x0cJXL |\xff\x0a", "jxl"),
    (r"%!PS|\xc5\xd0\xd3\xc6", "eps"),
    (r"\xd7\xcd\xc6\x9a|\x01\x00\x00\x00.{36} EMF", "wmf"),
    (r"gimp xcf", "xcf"),
    (r"%PDF-", "pdf"),
    (r"PK(?:\x03\x04|\x05\x06)", "zip"),
    (r"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (r"\{\\rtf", "rtf"),
    (r"version https://git-lfs\.github\.com/spec/|version https://hawser\.github\.com/spec/", "lfs"),
    (r"/?(?:\.\./)*(?:\.git/)?annex/objects/", "lfs"),
    (r"(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html\b|head\b|script\b)", "html"),
    (
        r"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*(?:<!doctype\s+svg[^>]*>\s*)?"
        r"<(?:\w+:)?svg\b",
        "svg",
    ),
    (r"(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe)?\s*\x00?<\x00?\?\x00?x\x00?m\x00?l\b", "xml"),
)
_KNOWN = tuple(
    (re.compile(pattern.encode("latin-1"), re.DOTALL | re.IGNORECASE), form) for pattern, form in _SIGNATURES
)
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?\s*---[ \t]*\r?\n(?:.*\r?\n)*?title[ \t]*:", re.IGNORECASE)


def form_of(head: bytes) -> str:
    """Return the format by a file's first bytes (magic number), such as `png`; "" where it is unknown."""
    return next((form for pattern, form in _KNOWN if pattern.match(head)), "")


def file_facts(path: Path, name: str, size: int) -> FileFacts:
    """Return the facts of a file; pictures and XML are read whole, of others only the first bytes."""
    if size == 0:
        return FileFacts(fault=MessageKey("@file_empty"))
    with path.open("rb") as file:
        head = file.read(_HEAD)
        form = form_of(head)
        if form == "lfs":
            return FileFacts(form, fault=MessageKey("@file_lfs"))
        if form in RASTER and size <= MOST_BYTES:
            from kbsite.read.raster import raster_facts  # noqa: PLC0415 - a site without pictures needs no Pillow

            return raster_facts(head + file.read(), form)
        if ending(name) in XML or form == "svg":
            if size > MOST_BYTES:
                return FileFacts(form, fault=MessageKey("@file_unread"))
            data = head + file.read()
            written = text_problems(data, name)
            if any(each.code == "merge-conflict" for each in written):
                return FileFacts(form, written=written)  # no drawing until the merge is finished
            found = _xml(data, form, drawing=ending(name) == "svg" or form == "svg")
            return replace(found, written=written)
        is_text = not form and b"\0" not in head and size <= MOST_TEXT
        written = text_problems(head + file.read(), name) if is_text else ()
    return FileFacts(form, begins_as_page=_FRONT_MATTER.match(head) is not None, written=written)


def _xml(data: bytes, form: str, *, drawing: bool) -> FileFacts:
    found = xml_facts(data)
    if drawing and not found.active and (not found.sound or found.root != f"{SVG} svg"):
        return FileFacts(form, fault=MessageKey("@file_no_drawing"))
    kind = "svg" if drawing else form or "xml"
    return FileFacts(kind, found.width, found.height, active=found.active)
