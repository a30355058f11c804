"""A folder or file of old pages → pages in blocks; what cannot be read is a problem, and the rest is read."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.importing.forms.html import read_html, split_address
from kbsite.importing.forms.markdown import read_markdown
from kbsite.importing.forms.mhtml import read_mhtml
from kbsite.importing.forms.rows import read_csv, read_json
from kbsite.importing.forms.text import read_text
from kbsite.importing.forms.warc import read_warc
from kbsite.importing.forms.word import read_word
from kbsite.importing.forms.wxr import read_wxr
from kbsite.importing.model import OldPage, Original, Problem
from kbsite.norwegian.names_and_dates import file_size
from kbsite.pipeline.report import silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kbsite.importing.map_file import MapFile
    from kbsite.pipeline.report import Progress

Reader = "Callable[[str, bytes, Original, MapFile], Iterable[OldPage]]"

LIMIT = 20_000_000
"""The bytes that a file with one page may have; exports and archives may have more."""

ARCHIVE_LIMIT = 2_000_000_000

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,12}", re.IGNORECASE)
_INDEX = re.compile(r"(?:index|default)\.(?:html?|aspx?|php)$", re.IGNORECASE)
_HIDDEN = (".", "~$", "Thumbs.db")


def _html(origin: str, data: bytes, original: Original, chosen: MapFile) -> Iterable[OldPage]:
    return (read_html(origin, data, original, chosen.selectors()),)


def _text(origin: str, data: bytes, original: Original, _chosen: MapFile) -> Iterable[OldPage]:
    return (read_text(origin, data, original),)


READERS: dict[str, Callable[[str, bytes, Original, MapFile], Iterable[OldPage]]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".aspx", ".php"), _html),
    **dict.fromkeys((".mhtml", ".mht"), read_mhtml),
    ".txt": _text,
    ".docx": read_word,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".json": read_json,
    ".jsonl": read_json,
    ".xml": read_wxr,
    ".wxr": read_wxr,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
"""How files are read, by the end of their names."""

_OTHER_TEXTS = frozenset((".doc", ".dot", ".rtf", ".odt", ".wps", ".wpd", ".pages", ".pub"))
"""Texts that are not read: whoever imports must save them in another form."""

_ARCHIVES = (".warc", ".warc.gz")


def files_of(source: Path) -> tuple[Path, list[str]]:
    """Return the folder of a source, and the names of its files in order; that of a file is its own folder."""
    if source.is_file():
        return source.parent, [source.name]
    if not source.is_dir():
        raise EnvironmentFault("no-import-source", source=str(source))
    found = []
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        inside = Path(folder).relative_to(source).as_posix()
        found += [
            f"{'' if inside == '.' else inside + '/'}{name}" for name in names if not name.startswith(_HIDDEN)
        ]
    return source, sorted(found)


def read(
    source: Path, chosen: MapFile, tell: Callable[[Problem], None], progress: Progress = silent
) -> Iterator[OldPage]:
    """Yield every page of a source, in the order of its files; `tell` gets what could not be read."""
    folder, names = files_of(source)
    inside = folder.resolve()
    for at, name in enumerate(names):
        progress("importing", at, len(names))
        path = folder / name
        try:
            for page in _pages(path, name, inside, chosen, tell):
                for each in page.problems:
                    tell(each)
                if page.blocks:
                    yield _addressed(page, chosen)
        except EnvironmentFault:
            raise
        except Exception as error:  # whatever a library makes of a broken file, the rest is read
            reason = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
            tell(Problem(printable(name), "import_unreadable", (("reason", reason),)))
    progress("importing", len(names), len(names))


def printable(name: str) -> str:
    """Return the name of a file as it can be printed and written."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _pages(
    path: Path, name: str, inside: Path, chosen: MapFile, tell: Callable[[Problem], None]
) -> Iterable[OldPage]:
    shown = printable(name)
    if not path.resolve().is_relative_to(inside):
        tell(Problem(shown, "import_outside"))
        return ()
    if not path.is_file():
        return ()
    lower = name.lower()
    if lower.endswith(_ARCHIVES):
        return read_warc(shown, path, chosen)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        if path.suffix.lower() in _OTHER_TEXTS:
            tell(Problem(shown, "import_unknown_form", (("form", path.suffix.lower()),)))
        return ()
    size = path.stat().st_size
    if size > LIMIT and reader is not read_wxr:
        tell(Problem(shown, "import_too_large", (("size", file_size(size)), ("limit", file_size(LIMIT)))))
        return ()
    original = Original(path.suffix.lower(), path)
    return reader(shown, path.read_bytes(), original, chosen)


def _addressed(page: OldPage, chosen: MapFile) -> OldPage:
    """Return a page with the address of the map, else its own, else that of its place in a mirrored folder."""
    given = chosen.addresses.get(page.origin, ())
    if given:
        return replace(page, address=given[0], fields={**page.fields, "aliases": "\n".join(given[1:])})
    if page.address:
        return page
    parts = page.origin.split("/")
    for at, part in enumerate(parts[:-1]):
        if _HOST.fullmatch(part) or part in chosen.hosts:
            path = _INDEX.sub("", "/".join(parts[at + 1 :]))
            host, address = split_address(f"https://{part}/{path}")
            return replace(page, host=host, address=address)
    return page
