"""The owners' documents (docs/owner): their pages, what they tell an owner to write and type, and Klimatorget."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.sites import OWNER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

ARTICLES = OWNER / "content/articles"
START = ARTICLES / "start.md"

_BLOCK = re.compile(r"^\*\*`(?P<path>[^`]+)`\*\*\n\n```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def documents() -> dict[str, str]:
    """Return the text of each page of the documents, by its name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.md"))}


def told(text: str) -> dict[str, str]:
    """Return the text of each file that a document tells an owner to write, by its path."""
    found = [(each["path"], each["text"]) for each in _BLOCK.finditer(text)]
    assert len({path for path, _ in found}) == len(found)
    return dict(found)


def commands(text: str) -> list[str]:
    """Return each command that a document tells an owner to type, without its comment."""
    lines = (line for block in _SHELL.findall(text) for line in block.splitlines())
    return [line.partition("  #")[0].strip() for line in lines if line.strip()]


def init_arguments() -> list[str]:
    """Return the arguments of the `kbsite init` that start.md has."""
    (line,) = re.findall(r"^kbsite (init Klimatorget .*?)$", START.read_text(encoding="utf-8"), re.MULTILINE)
    return [each.strip('"') for each in re.findall(r'"[^"]*"|\S+', line)]


def write_told(root: Path, told_files: Mapping[str, str]) -> None:
    """Write the files that a document tells of in a site; what it says of the settings is added to them."""
    for path, text in told_files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        before = (root / path).read_text(encoding="utf-8") if path == "data/site.yaml" else ""
        (root / path).write_text(before + text, encoding="utf-8")


def klimatorget(folder: Path, kbsite: Callable[..., object]) -> Path:
    """Make the site of start.md in a folder, where `kbsite` runs a command; return its root."""
    kbsite(*init_arguments(), cwd=folder)
    write_told(folder / "Klimatorget", told(START.read_text(encoding="utf-8")))
    return folder / "Klimatorget"


def search_path(front_page: str) -> str:
    """Return the path of the search page, as the form on the front page has it."""
    found = re.search(r'<form action="/([^"]+)"', front_page)
    assert found
    return found[1]
