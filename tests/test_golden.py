"""A small site in both standards, compared byte for byte; `make golden` rewrites what is expected.

Read the difference before it is committed: it is what readers will see change.
"""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from kbsite.model.routes import Routes
from tests.sites import ROOT, files

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = ROOT / "tests" / "golden" / "expected"

REWRITE = os.environ.get("KBSITE_REWRITE_GOLDEN") == "1"

ASSETS = "assets.txt"
"""The names of the layouts' assets, which change too often for their bytes to be kept here."""


@pytest.fixture(scope="module")
def found(built_golden: Path) -> dict[str, bytes]:
    """Return what the golden site gives but the search index, with a list of assets and no versions of them."""
    return _comparable(built_golden)


def _comparable(output: Path) -> dict[str, bytes]:
    built = files(output)
    assets = sorted(name for name in built if name.startswith("assets/"))
    listed = [name for name in assets if not name.startswith(Routes().sharing)]
    left_out = ("assets/", "sok/indeks/")
    kept = {name: _without_kinds(name, data) for name, data in built.items() if not name.startswith(left_out)}
    for name in assets:
        link = f"/kb/{name}?v=".encode()
        kept = {path: _without_digest(data, link) for path, data in kept.items()}
    kept["sok/index.html"] = _without_edition(kept["sok/index.html"])
    return {**kept, ASSETS: "".join(f"{name}\n" for name in listed).encode()}


def _without_kinds(name: str, data: bytes) -> bytes:
    """Return a page without the list of kinds at its foot, which the front page alone shows here.

    So a new kind does not change every page.
    """
    return data if name == "index.html" else _KINDS.sub(b"", data)


_KINDS = re.compile(rb' *<nav aria-labelledby="footer_kinds">.*?</nav>\n', re.DOTALL)


def _without_edition(data: bytes) -> bytes:
    return re.sub(rb"/sok/indeks/[^/]+/", b"/sok/indeks/-/", data)


def _without_digest(data: bytes, link: bytes) -> bytes:
    first, *rest = data.split(link)
    return first + b"".join(link + part[10:] for part in rest)


@pytest.mark.skipif(not REWRITE, reason="the expected files are rewritten by `make golden` alone")
def test_the_expected_files_are_rewritten(found: dict[str, bytes]) -> None:
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for name, data in found.items():
        (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / name).write_bytes(data)
    assert files(EXPECTED) == found


def test_the_golden_site_has_the_files_that_are_expected(found: dict[str, bytes]) -> None:
    assert sorted(found) == sorted(files(EXPECTED))


def test_every_file_of_the_golden_site_is_what_is_expected_byte_for_byte(found: dict[str, bytes]) -> None:
    expected = files(EXPECTED)
    assert expected
    for name in sorted(set(found) & set(expected)):
        if name.endswith((".html", ".xml", ".txt", ".svg")):
            assert found[name].decode("utf-8").split("\n") == expected[name].decode("utf-8").split("\n"), name
        assert found[name] == expected[name], name


def test_the_golden_site_has_something_of_everything(found: dict[str, bytes]) -> None:
    """What is not in it is not held by the comparison."""
    whole = b"\n".join(data for name, data in found.items() if name.endswith(".html")).decode("utf-8")
    marks = [
        'data-part="question" lang="nn"',
        'rel="prev"',
        'rel="next"',
        'rel="author"',
        'data-part="related"',
        'data-part="backlinks"',
        'data-part="resources"',
        'class="toc"',
        'class="anchor"',
        'class="file"',
        'data-part="overdue"',
        'data-part="cite"',
        'data-part="report"',
        " (ekstern lenke)</span></a>",
        'hreflang="nn"',
        'hreflang="nb"',
        'role="doc-endnotes"',
        '<table aria-label="',
        'data-part="short-answer"',
        "<dl>",
        "<figcaption>",
        '<div lang="en">',
        '<span lang="en">',
        '<span data-pagefind-ignore="all">Hei og takk for spørsmålet! </span>',
        'http-equiv="refresh"',
        "application/ld+json",
    ]
    assert [mark for mark in marks if mark not in whole] == []
    assert "kladd" not in whole
    assert "utgaatt" not in whole
