"""Every picture is there, on this site, can be shown, and says what it shows."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.model import ToAsset, Unreached
from kbsite.norwegian.names_and_dates import file_size
from kbsite.schema.file_types import FORMS, MOST_PIXELS, SHOWN, ending, may_be_published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Asset, FileFacts, Picture, Site

MISSING_ALT = "missing-alt"
UNSHOWABLE = "unshowable-picture"
BROKEN = "broken-file"
REFUSED = "refused-attachment"
LARGE = "large-picture"
TOO_LARGE = "too-large"
ENDING = "wrong-ending"

_OTHER_FORMATS = frozenset((
    "heic", "heif", "tif", "tiff", "psd", "psb", "ai", "indd", "eps", "ps", "pdf", "jp2", "j2k", "jxl", "raw",
    "dng", "cr2", "cr3", "nef", "arw", "orf", "rw2", "raf", "ico", "cur", "wmf", "emf", "xcf", "tga", "pcx", "dds",
    "hdr", "exr", "mp4", "mov", "avi", "webm", "docx", "pptx", "xlsx", "zip", "html", "htm", "ole", "rtf", "pub",
    "vsdx",
))  # fmt: skip
"""Formats that a message can name."""


def pictures(site: Site) -> Iterator[Diagnostic]:
    """A picture has alternative text, is in content/, and is of a format and a size that browsers show."""
    for document in site.documents:
        for picture, target in zip(document.body.pictures, site.pictures[document.path], strict=True):
            if not picture.alt:
                yield problem(picture.at, MISSING_ALT, target=picture.src)
            if isinstance(target, Unreached):
                yield problem(picture.at, target.code, **dict(target.values))
            if isinstance(target, ToAsset) and target.asset.facts:
                yield from _file(site, picture, target.asset, target.asset.facts)


def _file(site: Site, picture: Picture, asset: Asset, facts: FileFacts) -> Iterator[Diagnostic]:
    name = posixpath.basename(asset.path)
    last, values = ending(name), {"target": picture.src}
    limits = site.config.limits
    if facts.fault:
        yield problem(picture.at, BROKEN, reason=facts.fault, **values)
    elif facts.form not in SHOWN:
        if facts.form or last in _OTHER_FORMATS:
            yield problem(picture.at, UNSHOWABLE, form=_format(facts.form, last), **values)
        else:
            yield problem(picture.at, BROKEN, reason=MessageKey("@file_no_picture"), **values)
    elif not may_be_published(name, site.config.attachments):
        yield problem(picture.at, REFUSED, ending=f".{last}" if last else name, **values)
    elif facts.pixels > MOST_PIXELS and facts.form != "svg":
        size, limit = _pixels(facts), f"{MOST_PIXELS // 1_000_000} megapixel"
        yield problem(picture.at, TOO_LARGE, size=size, limit=limit, **values)
    elif asset.size > limits.picture or (facts.pixels > limits.pixels and facts.form != "svg"):
        yield problem(picture.at, LARGE, size=f"{file_size(asset.size)}, {_pixels(facts)}", **values)
    if facts.form in SHOWN and last in FORMS and facts.form not in FORMS[last]:
        yield problem(picture.at, ENDING, form=facts.form.upper(), **values)


def _pixels(facts: FileFacts) -> str:
    return f"{facts.width} × {facts.height} px"


def _format(form: str, last: str) -> str:
    """Return the name of a format: by the bytes, but by the file name where that is more specific."""
    general = {"tiff": ("dng", "cr2", "nef", "arw", "orf", "rw2"), "zip": ("docx", "pptx", "xlsx"), "pdf": ("ai",)}
    return (last if last in general.get(form, ()) or not form else form).upper()
