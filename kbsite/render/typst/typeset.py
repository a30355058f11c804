"""A folder with a booklet → the bytes of its PDF, after PDF/UA-1; the only user of Typst, which is optional."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from kbsite.render import fonts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TEMPLATE, DATA = "booklet.typ", "booklet.json"
STANDARD = "ua-1"


class CannotTypesetError(Exception):
    """Typst refuses a booklet, for the reason given."""


def typst_version() -> str:
    """Return the version of Typst that is installed, "" where none is."""
    try:
        return version("typst")
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
            made = typst.compile(
                folder / TEMPLATE,
                root=folder,
                font_paths=[ours],
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=[STANDARD],
            )
        except RuntimeError as error:  # typst.TypstError is one
            raise CannotTypesetError(str(getattr(error, "message", "") or error)) from error
    return made if isinstance(made, bytes) else b"".join(made or ())
