"""Versions: one source, a changelog in a known form, and no mention of a release that does not exist."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from kbsite import __version__
from kbsite.cli import main
from tests.sites import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
CHANGES = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
"""The headings of Keep a Changelog, in its order."""

_VERSION = re.compile(r"(?P<release>(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2})(?P<next>\.dev0)?")
_RELEASE = re.compile(r"## \[(?P<version>\d+\.\d+\.\d+)\] - (?P<date>\d{4}-\d{2}-\d{2})")
_TAG = re.compile(r"(?<![\w.])v\d+\.\d+\.\d+[\w.-]*")


def headings(level: int, text: str = CHANGELOG) -> list[str]:
    return re.findall(rf"^{'#' * level} .*$", text, re.MULTILINE)


def releases() -> list[re.Match[str]]:
    found = [_RELEASE.fullmatch(heading) for heading in headings(2)[1:]]
    assert None not in found, "a release is ## [X.Y.Z] - YYYY-MM-DD"
    return [match for match in found if match]


def parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def git(*words: str) -> list[str]:
    asked = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return asked.stdout.splitlines()


def unknown_tags(text: str, tags: list[str]) -> list[str]:
    """Return the tags that a text names and that do not exist; pinned actions name tags of others."""
    own = "\n".join(line for line in text.splitlines() if "uses:" not in line)
    return [tag for tag in _TAG.findall(own) if tag.rstrip(".") not in tags]


needs_git = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no repository")


def test_the_version_is_semantic_and_is_that_of_the_changelog() -> None:
    match = _VERSION.fullmatch(__version__)
    assert match, "X.Y.Z, or X.Y.Z.dev0 for what comes after the newest release"
    newest = releases()[0]["version"]
    if match["next"]:
        assert parts(match["release"]) > parts(newest)
    else:
        assert match["release"] == newest


def test_the_version_has_one_source() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in settings["project"]
    assert settings["project"]["dynamic"] == ["version"]
    assert settings["tool"]["hatch"]["version"] == {"path": "kbsite/__init__.py"}
    assert re.search(
        r'^__version__ = "', (ROOT / "kbsite/__init__.py").read_text(encoding="utf-8"), re.MULTILINE
    ), "a literal, which the packaging reads without importing the package"


def test_the_command_prints_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"kbsite {__version__}\n"


def test_a_checkout_that_is_not_installed_knows_its_version(tmp_path: Path) -> None:
    """`importlib.metadata` would know nothing here, or find the version of another installation."""
    (tmp_path / "kbsite").mkdir()
    (tmp_path / "kbsite/__init__.py").write_bytes((ROOT / "kbsite/__init__.py").read_bytes())
    asked = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        "import sys; sys.path.insert(0, '.'); import kbsite; print(kbsite.__version__)",
    ]
    told = subprocess.run(asked, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert told.stdout.strip() == __version__


def test_the_changelog_has_the_form_of_keep_a_changelog() -> None:
    assert headings(1) == ["# Changelog"]
    assert headings(2)[0] == "## [Unreleased]"
    versions = [parts(release["version"]) for release in releases()]
    assert versions == sorted(set(versions), reverse=True)
    dates = [datetime.date.fromisoformat(release["date"]) for release in releases()]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    "section", re.split(r"^(?=## )", CHANGELOG, flags=re.MULTILINE)[1:], ids=lambda text: text.split("\n")[0]
)
def test_each_release_groups_its_changes(section: str) -> None:
    names = [heading.removeprefix("### ") for heading in headings(3, section)]
    assert names == sorted(set(names), key=CHANGES.index), "known headings, each once, in the usual order"
    before = section.split("\n### ", maxsplit=1)[0]
    assert not re.search(r"^- ", before, re.MULTILINE), "a change belongs under Added, Changed, Fixed …"
    for group in re.split(r"^### ", section, flags=re.MULTILINE)[1:]:
        assert re.search(r"^- ", group, re.MULTILINE), "a heading without changes is left out"


@needs_git
def test_every_tag_that_a_file_names_exists() -> None:
    """A release that is still to come is written vX.Y.Z."""
    tags = git("tag", "--list", "v*")
    files = [ROOT / name for name in git("ls-files", "*.md", "*.yaml", "*.yml", "*.toml", "Makefile")]
    texts = {path: path.read_text(encoding="utf-8") for path in files if path.is_file()}
    found = {str(path.relative_to(ROOT)): unknown_tags(text, tags) for path, text in texts.items()}
    assert {name: named for name, named in found.items() if named} == {}


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("rev: v0.1.0", ["v0.1.0"]),
        ("pip install git+https://git.example.org/kbsite@v2.0.0", ["v2.0.0"]),
        ("compare/v0.1.0...v1.0.0", ["v0.1.0...v1.0.0"]),
        ("since v1.0.0.", []),
        ("rev: vX.Y.Z", []),
        ("- uses: actions/checkout@0123 # v7.0.1", []),
        ("kbsite 0.1.0", []),
        ("pagefind-bin>=1.5.2", []),
    ],
)
def test_a_tag_is_known_by_its_form(text: str, unknown: list[str]) -> None:
    assert unknown_tags(text, ["v1.0.0"]) == unknown


@needs_git
def test_every_tag_is_a_release_of_the_changelog() -> None:
    tagged = {tag.removeprefix("v") for tag in git("tag", "--list", "v*")}
    assert tagged <= {release["version"] for release in releases()}
