"""What is written and not shown is counted where a command ends, and named for whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.site.held_back import held_back
from tests.samples import plain_text, site, text
from tests.sites import TODAY, build, write_site

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "artikler/kladd.md": text("Planer som venter", draft="true"),
    "artikler/kladd.nn.md": text("Planer som venter", lang="nn"),
    "artikler/venter.md": text("Venter", date="2026-12-01"),
    "artikler/bok/index.md": text("Bok", expires="2026-11-01"),
    "artikler/bok/01-foerst.md": plain_text("Først"),
    "artikler/synlig.md": text("Synlig"),
    "forfattere/kari.md": plain_text("Kari", ""),
}


def test_each_is_named_with_the_file_that_says_so_and_the_day() -> None:
    found = held_back(site({f"content/{name}": content for name, content in FILES.items()}))
    assert [(each.path.removeprefix("content/artikler/"), each.reason, str(each.day or "")) for each in found] == [
        ("bok/01-foerst.md", "expired", "2026-11-01"),
        ("bok/index.md", "expired", "2026-11-01"),
        ("kladd.md", "draft", ""),
        ("kladd.nn.md", "draft", ""),
        ("venter.md", "future", "2026-12-01"),
    ]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", FILES)


def test_the_last_line_counts_them(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(root), "--today", TODAY, "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[-1].endswith(" – held back: 2 drafts, 2 taken down, 1 waiting for its date")
    assert err == ""
    assert build(root, tmp_path / "public") == 0
    assert "– held back: 2 drafts" in capsys.readouterr().out.splitlines()[-1]
    assert build(root, tmp_path / "public", "--drafts", "--future", "--expired") == 0
    assert "held back" not in capsys.readouterr().out


def test_who_asks_for_more_sees_which_and_why(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(root), "--today", TODAY, "--lang", "en", "-v"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "content/artikler/bok/01-foerst.md: taken down 2026-11-01 (expires), together with "
        "content/artikler/bok/index.md",
        "content/artikler/bok/index.md: taken down 2026-11-01 (expires)",
        "content/artikler/kladd.md: a draft (draft: true)",
        "content/artikler/kladd.nn.md: a draft (draft: true), together with content/artikler/kladd.md",
        "content/artikler/venter.md: shown from 2026-12-01 (date)",
    ]


@pytest.mark.parametrize("form", ["json", "github", "gitlab"])
def test_what_programs_read_stays_as_it_is(form: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["check", "--root", str(root), "--today", TODAY, "--format", form]
    assert main(arguments) == 0
    plain = capsys.readouterr().out
    assert main([*arguments, "-v"]) == 0
    assert capsys.readouterr().out == plain
    assert "held back" not in plain
