"""A folder with a booklet → the bytes of its PDF, after PDF/UA-1; the only user of Typst and pikepdf.

Both are optional: `kbsite[pdf]` installs them.
"""

from __future__ import annotations

import io
import json
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Final

from kbsite.render import fonts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TEMPLATE, DATA = "booklet.typ", "booklet.json"
STANDARD: Final = "ua-1"


class CannotTypesetError(Exception):
    """Typst refuses a booklet, for the reason given."""


def made_with() -> str:
    """Return the versions of what typesets, "" where that is not installed."""
    try:
        return f"typst {version('typst')}, pikepdf {version('pikepdf')}"
    except PackageNotFoundError:
        return ""


def template() -> bytes:
    """Return the template of all booklets."""
    return (files(__package__) / TEMPLATE).read_bytes()


def as_json(data: Mapping[str, Any]) -> bytes:
    """Return the data of a booklet as the template reads it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def typeset(folder: Path) -> bytes:
    """Return the PDF of the template, the data and the pictures in a folder; raises CannotTypesetError.

    Nothing of the machine is in it: no fonts but ours and Typst's own, no date but that of the content.
    """
    import typst  # noqa: PLC0415 - optional, see pyproject.toml

    with as_file(files(fonts.__name__)) as ours:
        try:
            made: bytes = typst.compile(
                folder / TEMPLATE,
                root=folder,
                font_paths=[ours],
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=STANDARD,
            )
        except RuntimeError as error:  # typst.TypstError is one
            raise CannotTypesetError(str(getattr(error, "message", "") or error)) from error
    return packed(made)


def packed(data: bytes) -> bytes:
    """Return a PDF with its tags compressed, which Typst writes as plain text: a third of the size."""
    import pikepdf  # noqa: PLC0415 - optional too

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()
