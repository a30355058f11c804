"""The search index; the only user of Pagefind (https://pagefind.app/docs/)."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.read.process import run
from kbsite.search.merged_index import ENTRY
from kbsite.search.page_index import about, unpacked

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.search.page_index import About

_CHUNK = "1000"
"""About how many places of words a file of the index has; Pagefind's own 20,000 make files of 30 kB.

A word that is searched for costs the reader one such file.
"""

_PATIENCE = 60.0
_PATIENCE_FOR_A_PAGE = 0.1
"""How many seconds Pagefind is given, in all and for each page: some thirty times what it takes."""

_UNUSED = ("*-ui.js", "*-ui.css", "pagefind-highlight.js")
"""Pagefind's own pages and marks, for which the site has its own."""

_UNKNOWN = "wasm.unknown.pagefind"
"""What reads a language that Pagefind has no stems of; it is there for every other one too."""


def index(folder: Path, target: Path, language: str = "no") -> None:
    """Make the index of all pages in `folder`, in the folder `target`: one, read as `language`.

    Both written standards of Norwegian share one index, stemmed as `no`. The same pages give the same bytes.
    """
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - imported only for a build with a search

        program = get_executable()
    except (ImportError, FileNotFoundError) as error:
        raise EnvironmentFault("no-pagefind") from error
    command = [str(program), "--site", str(folder), "--output-path", str(target)]
    command += ["--force-language", language, "--quiet"]
    try:
        done = run(
            command,
            seconds=_PATIENCE + _PATIENCE_FOR_A_PAGE * sum(1 for _ in folder.rglob("*.html")),
            env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
        )
    except OSError as error:
        raise EnvironmentFault("pagefind-failed", reason=error.strerror or "?") from error
    if done.status != 0 or not (target / ENTRY).is_file():
        lines = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
        if any(_NO_MEMORY.search(line) for line in lines):
            raise EnvironmentFault("no-memory")
        told = [line for line in lines if not line.startswith(_ASIDE)]
        reason = told[-1].replace(str(folder), "…") if told else f"exit {done.status}"
        raise EnvironmentFault("pagefind-failed", reason=reason)
    for pattern in _UNUSED:
        for path in target.glob(pattern):
            path.unlink()
    if any(path.name != _UNKNOWN for path in target.glob("wasm.*.pagefind")):
        (target / _UNKNOWN).unlink(missing_ok=True)


_NO_MEMORY = re.compile(r"memory allocation|out of memory|cannot allocate", re.IGNORECASE)
_ASIDE = ("note: ", "skipping backtrace", "stack backtrace")
"""What Rust says around its reason."""


def version(target: Path) -> str:
    """Return the version of Pagefind that made an index, as the index says it."""
    return str(json.loads((target / ENTRY).read_bytes())["version"])


@dataclass(frozen=True, slots=True)
class Indexed:
    """A page of the index: its id there, its address, the words of its text, and where in it `also_asked` is."""

    name: str
    address: str
    words: tuple[str, ...]
    asked: int | None = None


def indexed(target: Path) -> list[Indexed]:
    """Return the pages of the index in the folder `target`, sorted by address."""
    files, known = (target / "fragment").iterdir(), dict[str, str]()
    found = (of_page(path.stem, about(unpacked(path.read_bytes())), known) for path in files)
    return sorted(found, key=lambda page: page.address)


def of_page(name: str, said: About, known: dict[str, str]) -> Indexed:
    """Return the page of which an index has a file; `said` is what that file says.

    `known` has each word of all pages once, for the memory that they take.
    """
    words = tuple([known.setdefault(word, word) for word in said.words.split()])
    return Indexed(name, said.address, words, said.asked)
