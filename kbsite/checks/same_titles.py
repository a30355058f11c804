"""Two pages of one folder have different titles."""

from __future__ import annotations

import posixpath
import unicodedata
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

CODE = "same-title"


def same_titles(site: Site) -> Iterator[Diagnostic]:
    """No two files in a folder have the same title, whatever its case; two people may have the same name."""
    first: dict[tuple[str, str], str] = {}
    for document in site.documents:
        if document.place.original or document.meta.introduces == "author" or not document.sound:
            continue
        folder, name = posixpath.split(document.path)
        if name == "index.md":
            folder = posixpath.dirname(folder)
        title = " ".join(unicodedata.normalize("NFC", document.meta.title).casefold().split()).rstrip(".!:… ")
        other = first.setdefault((folder, title), document.path)
        if other != document.path:
            yield problem(document.at("title"), CODE, title=document.meta.title, other=other)
