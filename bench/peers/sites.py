"""The made-up site in the form of each generator."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from bench.peers.corpus import AUTHORS, THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.peers.corpus import Page

PROJECT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent

SETTINGS = "title: Målt\nbase_url: https://example.org/\nemail: post@example.org\n"


def kbsite(root: Path, pages: Iterable[Page]) -> None:
    """Write the site for kbsite, with this project's laws, glossary and layouts."""
    bare(root, pages)
    for name in ("laws.yaml", "glossary.yaml", "writing.yaml"):
        shutil.copy(PROJECT / "data" / name, root / "data" / name)
    shutil.copytree(PROJECT / "layouts", root / "layouts")


def bare(root: Path, pages: Iterable[Page]) -> None:
    """Write the site for kbsite with no laws, no words and no layouts of its own."""
    _put(root / "data/site.yaml", SETTINGS)
    themes = "".join(f"- id: {name}\n  title: {name.capitalize()}\n  summary: Alt om {name}.\n" for name in THEMES)
    _put(root / "data/themes.yaml", themes)
    for number in range(AUTHORS):
        profile = f"---\ntitle: Kari Forfatter {number}\nrole: rådgiver\n---\nSkriver om planlegging.\n"
        _put(root / f"content/forfattere/forfatter-{number}.md", profile)
    for page in pages:
        asked = "asked_by: planlegger\n" if page.is_question else ""
        _put(root / f"content/{page.folder}/{page.name}.md", _front(page, asked) + _relative(page))


def hugo(root: Path, pages: Iterable[Page]) -> None:
    """Write the site for Hugo, with lists and feeds of themes and authors, and five related pages if asked for."""
    shutil.copytree(HERE / "hugo", root)
    for page in pages:
        _put(root / f"content/{page.folder}/{page.name}.md", _front(page) + _absolute(page))


def eleventy(root: Path, pages: Iterable[Page]) -> None:
    """Write the site for Eleventy, with a list of each theme."""
    shutil.copytree(HERE / "eleventy", root)
    for page in pages:
        tags = "".join(f"  - {theme}\n" for theme in page.themes)
        front = f"---\ntitle: {page.title}\nlayout: page.njk\ndate: {page.day}\nauthor: {page.author}\n"
        front += f"tags:\n{tags}---\n"
        _put(root / page.folder / f"{page.name}.md", front + _absolute(page))


def mkdocs(root: Path, pages: Iterable[Page]) -> None:
    """Write the site for MkDocs Material and Zensical, with tags for themes and their search."""
    shutil.copytree(HERE / "mkdocs", root)
    _put(root / "docs/index.md", "# Målt\n")
    for page in pages:
        front = f"---\ntitle: {page.title}\ntags: [{', '.join(page.themes)}]\n---\n"
        _put(root / f"docs/{page.folder}/{page.name}.md", f"{front}# {page.title}\n\n{_relative(page)}")


def _front(page: Page, more: str = "") -> str:
    themes = ", ".join(page.themes)
    summary = f"summary: {page.summary!r}\n" if page.summary else ""
    return (
        f"---\ntitle: {page.title}\ndate: {page.day}\n{summary}themes: [{themes}]\n"
        f"authors: [{page.author}]\n{more}---\n\n"
    )


def _relative(page: Page) -> str:
    folder, name = page.link
    return page.text.replace("{link}", f"{name}.md" if folder == page.folder else f"../{folder}/{name}.md")


def _absolute(page: Page) -> str:
    folder, name = page.link
    return page.text.replace("{link}", f"/{folder}/{name}/")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
