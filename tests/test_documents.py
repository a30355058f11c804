"""The documents for developers and contributors: what they link to is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.sites import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "docs/developer").glob("*.md"),
        ROOT / "docs/owner/README.md",
    ]
)

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"\[[^\]]*\]\((?![a-z]+:)([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def links(text: str) -> list[str]:
    """Return what a document links to within the repository, code left out."""
    return _LINK.findall(_CODE.sub("", _FENCE.sub("", text)))


def anchors(text: str) -> set[str]:
    """Return the ids that git hosts give to headings."""
    return {
        re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")
        for heading in _HEADING.findall(_FENCE.sub("", text))
    }


def broken(path: Path, text: str) -> list[str]:
    """Return the links of a document that lead to no file, or to no heading of one."""
    found = []
    for link in links(text):
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        there = target.exists() and (
            not anchor or target.suffix != ".md" or anchor in anchors(target.read_text(encoding="utf-8"))
        )
        if not there:
            found.append(link)
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert broken(path, path.read_text(encoding="utf-8")) == []


def test_a_link_that_leads_nowhere_would_be_seen() -> None:
    text = "[a](README.md), [b](missing.md), [c](README.md#map), [d](README.md#nowhere)\n"
    assert broken(ROOT / "x.md", text) == ["missing.md", "README.md#nowhere"]
    assert broken(ROOT / "x.md", "`[b](missing.md)`\n\n```\n[c](missing.md)\n```\n") == []
    assert anchors("# `kbsite` and build.py\n\n## What pages must keep\n") == {
        "kbsite-and-buildpy",
        "what-pages-must-keep",
    }


def test_contributors_find_what_a_host_looks_for() -> None:
    for name in ("CONTRIBUTING.md", "SECURITY.md", "LICENSE", "CHANGELOG.md", "README.md"):
        assert (ROOT / name).is_file()
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n"), (
        "hosts recognise it by its text"
    )
