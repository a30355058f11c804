"""A Word file → a page in blocks, by way of HTML; a file that would unpack to far more than it is, is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import mammoth
from selectolax.lexbor import LexborHTMLParser

from kbsite.importing.forms.html_blocks import blocks
from kbsite.importing.model import OldPage, Problem
from kbsite.norwegian.names_and_dates import file_size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.importing.map_file import MapFile
    from kbsite.importing.model import Original

_UNPACKED = 50_000_000
"""The most that the XML of a Word file may unpack to, in bytes."""

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Tittel'] => h1:fresh
p[style-name='Overskrift 1'] => h2:fresh
p[style-name='Overskrift 2'] => h3:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Heading 3'] => h4:fresh
"""


def read_word(origin: str, data: bytes, original: Original, _chosen: MapFile) -> Iterable[OldPage]:
    """Return the page of a Word file, with the pictures in it."""
    problem = _refused(origin, data)
    if problem:
        yield _page(origin, original, problem)
        return
    pictures = _Pictures(origin)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(pictures.take)
        ).value
    except Exception:  # mammoth has no error of its own: a broken file gives whatever its parsers raise
        yield _page(origin, original, Problem(origin, "import_broken_word"))
        return
    tree = LexborHTMLParser(f"<body>{html}</body>")
    walk = blocks(tree.body) if tree.body else None
    yield OldPage(
        origin=origin, form="word", original=original, blocks=tuple(walk.blocks) if walk else (),
        pictures=tuple(pictures.found.items()),
    )  # fmt: skip


@dataclass(slots=True)
class _Pictures:
    """The pictures in a Word file, by paths below the file's own."""

    origin: str
    found: dict[str, bytes] = field(default_factory=dict)

    def take(self, picture: Any) -> dict[str, str]:
        """Keep a picture, and return the attributes of its element."""
        end = str(picture.content_type).rpartition("/")[2].replace("jpeg", "jpg").replace("svg+xml", "svg")
        file = self.origin.rpartition("/")[2]
        name = f"{file.rpartition('.')[0]}-{len(self.found) + 1}.{end}"
        with picture.open() as stream:
            self.found[f"{self.origin}/{name}"] = stream.read(_UNPACKED)
        return {"src": quote(f"{file}/{name}")}


def _page(origin: str, original: Original, problem: Problem) -> OldPage:
    return OldPage(origin=origin, form="word", original=original, blocks=(), problems=(problem,))


def _refused(origin: str, data: bytes) -> Problem | None:
    """Return why a file is not read: no Word file at all, or one that unpacks to too much.

    The sizes are those that reading gives: what the directory of the archive says may be a lie.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "word/document.xml" not in archive.namelist():
                return Problem(origin, "import_broken_word")
            left = _UNPACKED
            for entry in archive.infolist():
                if not entry.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(entry) as part:
                    content = part.read(left + 1)
                left -= len(content)
                if b"<!DOCTYPE" in content:  # entities that grow; Word writes none
                    return Problem(origin, "import_broken_word")
                if left < 0:
                    return Problem(origin, "import_bomb", (("limit", file_size(_UNPACKED)),))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return Problem(origin, "import_broken_word")
    return None
