"""Bytes in any encoding → text: by byte order mark, by what the file says, as UTF-8, else as Windows wrote it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

import ftfy

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAID = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEAD = 4_096
_LOST = "\ufffd"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and whether letters were mended (`mended`) or are gone for good (`lost`)."""

    text: str
    mended: bool = False
    lost: bool = False


def decode(data: bytes) -> Decoded:
    """Return the text of a file, in composed letters (NFC) with Unix line ends.

    Letters that were encoded twice (`Ã¥` for `å`) are put right, and told of.
    """
    text, lost = _decoded(data)
    mended = mend_letters(text)
    clean = unicodedata.normalize("NFC", mended.replace("\r\n", "\n").replace("\r", "\n"))
    return Decoded(_CONTROLS.sub("", clean), mended != text, lost or _LOST in clean)


def mend_letters(text: str) -> str:
    """Return a text in which letters that were decoded with the wrong encoding are what they were meant to be."""
    return text if text.isascii() else ftfy.fix_encoding(text)


def _decoded(data: bytes) -> tuple[str, bool]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace"), False
    if data[:200].count(0) > len(data[:200]) // 4:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace"), False
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    said = _SAID.search(data[:_HEAD])
    name = said[1].decode("ascii") if said else "cp1252"
    if name.lower().replace("_", "-") in ("utf-8", "utf8", "iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        name = "cp1252"  # what calls itself so and is not UTF-8 was written by Windows
    try:
        return data.decode(name), False
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", "replace"), True
