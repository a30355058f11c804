"""The search index; the only user of Pagefind (https://pagefind.app/docs/)."""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.read.process import run

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "pagefind"
"""The folder of the index in the site."""

_CHUNK = "1000"
"""About how many places of words a file of the index has; Pagefind's own 20,000 make files of 30 kB.

A word that is searched for costs the reader one such file.
"""

_PATIENCE = 60.0
_PATIENCE_FOR_A_PAGE = 0.1
"""How many seconds Pagefind is given, in all and for each page: some thirty times what it takes."""

_SIGNATURE = b"pagefind_dcd"
"""The first bytes of each decompressed file of the index; in that of a page, its JSON follows."""

_UNUSED = ("*-ui.js", "*-ui.css", "pagefind-highlight.js", "wasm.unknown.pagefind")
"""Pagefind's own pages and marks, for which the site has its own, and what reads other languages."""


def index(folder: Path) -> None:
    """Build the search index of all pages in `folder`, inside it.

    Both written standards share one index, stemmed as Norwegian. The same pages give the same bytes.
    """
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - imported only for a build with a search

        program = get_executable()
    except (ImportError, FileNotFoundError) as error:
        raise EnvironmentFault("no-pagefind") from error
    command = [str(program), "--site", str(folder), "--output-path", str(folder / FOLDER)]
    command += ["--force-language", "no", "--quiet"]
    try:
        done = run(
            command,
            seconds=_PATIENCE + _PATIENCE_FOR_A_PAGE * sum(1 for _ in folder.rglob("*.html")),
            env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
        )
    except OSError as error:
        raise EnvironmentFault("pagefind-failed", reason=error.strerror or "?") from error
    if done.status != 0 or not (folder / FOLDER / "pagefind-entry.json").is_file():
        lines = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
        reason = lines[-1].replace(str(folder), "…") if lines else f"exit {done.status}"
        raise EnvironmentFault("pagefind-failed", reason=reason)
    for pattern in _UNUSED:
        for path in (folder / FOLDER).glob(pattern):
            path.unlink()


def files(folder: Path) -> list[str]:
    """Return the paths of the index's files in `folder`, sorted."""
    found = (path for path in (folder / FOLDER).rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


@dataclass(frozen=True, slots=True)
class Indexed:
    """A page of the index: its id there, its address, and its full text."""

    name: str
    address: str
    text: str


def indexed(folder: Path) -> list[Indexed]:
    """Return the pages of the index in `folder`, sorted by address."""
    found = []
    for path in (folder / FOLDER / "fragment").iterdir():
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))
        text = " ".join([page["meta"].get("title", ""), page["meta"].get("summary", ""), page["content"]])
        found.append(Indexed(path.stem, page["url"], text))
    return sorted(found, key=lambda page: page.address)
