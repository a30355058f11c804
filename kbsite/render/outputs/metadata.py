"""Removes the metadata that cameras and programs write into pictures: place, time, device, person.

Whole parts of the file are left out and the rest stays byte for byte, so no picture loses quality. The parts are
those that the formats name: JPEG's segments (ITU T.81), PNG's chunks (W3C), WebP's chunks (RFC 9649).
"""

from __future__ import annotations

_PRIVATE_CHUNKS = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"caBX"))
_PRIVATE_RIFF = frozenset((b"EXIF", b"XMP ", b"C2PA"))
_HAS_EXIF_AND_XMP = 0b00001100
"""The bits of a WebP's VP8X chunk that announce the two."""

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_APP0, _APP2, _APP14, _APP15, _COM = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_BARE = frozenset((0x01, *range(0xD0, 0xD8)))
"""JPEG's markers that have no length."""


def without_metadata(data: bytes, form: str) -> bytes:
    """Return a picture's bytes without its metadata; those of other formats, and faulty ones, as they are."""
    match form:
        case "jpeg":
            return _jpeg(data)
        case "png":
            return _png(data)
        case "webp":
            return _webp(data)
        case _:
            return data


def _jpeg(data: bytes) -> bytes:
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == _EOI:
            return b"".join([*kept, data[at : at + 2]])
        end = at + 2 if marker in _BARE else at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SOS:
            end = _end_of_scan(data, end)
        if not _private(marker, data[at + 4 : at + 16]):
            kept.append(data[at:end])
        at = end
    if data[at : at + 2] == b"\xff\xd9":  # other pictures and films may follow the end
        return b"".join([*kept, b"\xff\xd9"])
    return data if at + 2 < len(data) else b"".join([*kept, data[at:]])


def _private(marker: int, begins: bytes) -> bool:
    if marker == _COM:
        return True
    if not _APP0 <= marker <= _APP15 or marker == _APP14:
        return False
    needed = {_APP0: (b"JFIF\0", b"JFXX\0"), _APP2: (b"ICC_PROFILE\0",)}
    return not begins.startswith(needed.get(marker, ())) if marker in needed else True


def _end_of_scan(data: bytes, at: int) -> int:
    """Return the offset of the next marker after the compressed pixels that begin at `at`."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and data[at + 1] not in _BARE:
            return at
        at += 2
    return len(data)


def _png(data: bytes) -> bytes:
    kept = [data[:8]]
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if name not in _PRIVATE_CHUNKS:
            kept.append(data[at:end])
        at = end
        if name == b"IEND":
            break
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    kept = []
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        chunk = data[at:end]
        if data[at : at + 4] == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_HAS_EXIF_AND_XMP]) + chunk[9:]
        if data[at : at + 4] not in _PRIVATE_RIFF:
            kept.append(chunk)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
