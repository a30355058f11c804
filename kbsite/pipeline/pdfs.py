"""Booklets → PDF files, from the cache in ROOT/.kbsite/cache/pdf where all that they are made of is the same."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Output
from kbsite.pipeline.kept.room import touched
from kbsite.pipeline.pictures import finished
from kbsite.publish.folder import overwrite, put
from kbsite.render import fonts
from kbsite.render.outputs.pdfs import PdfFile
from kbsite.render.outputs.sharing import card_look
from kbsite.render.typst.booklets import booklets
from kbsite.render.typst.typeset import (
    DATA,
    STANDARD,
    TEMPLATE,
    CannotTypesetError,
    as_json,
    made_with,
    template,
    typeset,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site
    from kbsite.pipeline.report import Progress
    from kbsite.read.content import Layouts
    from kbsite.render.typst.booklets import Booklet

CACHE = ".kbsite/cache/pdf"
"""The cache folder of PDF files, keyed by a digest of all that they are made of."""


@dataclass(frozen=True, slots=True)
class Pdfs:
    """The PDF files of a site, how many of them were typeset now, and what is missing for more."""

    files: tuple[PdfFile, ...] = ()
    typeset: int = 0
    notes: tuple[EnvironmentFault, ...] = ()


def planned_pdfs(site: Site, layouts: Layouts, root: Path, progress: Progress) -> Pdfs:
    """Return the PDF files that a build would make, empty: enough to render the links to them."""
    if not made_with():
        return Pdfs()
    return Pdfs(tuple(PdfFile(each.path, each.pages, "0", b"") for each in _booklets(site, layouts)))


def make_pdfs(site: Site, layouts: Layouts, root: Path, progress: Progress) -> Pdfs:
    """Return the PDF files of a site; where Typst is missing, or refuses a text, a note says so."""
    if not site.config.pdf:
        return Pdfs()
    if not made_with():
        return Pdfs(notes=(EnvironmentFault("no-typst"),))
    found, notes, anew = [], [], 0
    planned = tuple(_booklets(site, layouts))
    for done, booklet in enumerate(planned):
        progress("typesetting", done, len(planned))
        inputs = tuple(_inputs(booklet, site, layouts, root))
        key = _digest(inputs)
        kept = root / CACHE / key
        try:
            data = kept.read_bytes()
        except OSError:
            try:
                data = _typeset(inputs)
            except CannotTypesetError as error:
                notes.append(EnvironmentFault("not-typeset", file=booklet.path, reason=str(error)))
                continue
            anew += 1
            with suppress(EnvironmentFault):  # without a writable folder it only takes longer
                overwrite(kept, data)
        else:
            touched(kept)
        found.append(PdfFile(booklet.path, booklet.pages, key[:10], data))
    progress("typesetting", len(planned), len(planned))
    return Pdfs(tuple(found), anew, tuple(notes))


def _booklets(site: Site, layouts: Layouts) -> Iterator[Booklet]:
    yield from booklets(site, layouts.assets, card_look(layouts.assets, site.config).ground)


def _inputs(booklet: Booklet, site: Site, layouts: Layouts, root: Path) -> Iterator[Output]:
    """Yield the files that a booklet is typeset from."""
    yield Output(TEMPLATE, template())
    yield Output(DATA, as_json(booklet.data))
    if booklet.data["mark"]:
        logo = site.static.get(unquote(site.config.looks.logo).removeprefix("/"))
        yield Output(booklet.data["mark"], logo.file.read_bytes() if logo else layouts.assets["assets/logo.svg"])
    for name, data in booklet.pictures.items():
        ready = finished(Output(name, data), root)
        yield Output(name, ready.data.read_bytes()) if isinstance(ready.data, Path) else ready


def _digest(inputs: tuple[Output, ...]) -> str:
    digest = hashlib.sha256(f"{STANDARD} {made_with()} {fonts.digest()}\n".encode())
    for each in inputs:
        assert isinstance(each.data, bytes)  # noqa: S101 - `_inputs` has read what is on disk
        digest.update(f"{each.path} {len(each.data)}\n".encode() + each.data)
    return digest.hexdigest()


def _typeset(inputs: tuple[Output, ...]) -> bytes:
    with TemporaryDirectory(prefix="kbsite-pdf-") as folder:
        put(Path(folder), inputs)
        return typeset(Path(folder))
