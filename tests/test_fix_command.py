"""`kbsite check --fix`: what is written, what is shown, and that nothing is ever half written."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kbsite.authoring.fix import FixedSource, fix_source
from kbsite.authoring.fix import files as fixing
from kbsite.cli import main
from kbsite.publish import folder
from tests.branches import AUTHOR, article, repository
from tests.sites import HANDBOOK, TODAY, files, write_site

if TYPE_CHECKING:
    from kbsite.model import Source
    from kbsite.schema.kinds import Kinds

FAULTY = (
    article("Tekst. \n\nSe [to](to.md).").replace("date: 2026-01-01", "dato: 1.9.2026").replace("title", "titel")
)
MENDED = article("Tekst.\n\nSe [to](to.md).").replace("2026-01-01", "2026-09-01")
NAME = "artikler/å b.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(
        tmp_path / "site", {NAME: FAULTY, "artikler/to.md": article(title="To"), "forfattere/kari.md": AUTHOR}
    )


def check(root: Path, *options: str) -> int:
    return main(["check", "--root", str(root), "--today", TODAY, "--lang", "en", *options])


def test_files_are_fixed_and_then_checked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    assert check(root) == 1
    capsys.readouterr()
    assert check(root, "--fix") == 0
    out, err = capsys.readouterr()
    assert files(root) == {**before, f"content/{NAME}": MENDED.encode()}
    assert out.startswith(f"--- a/content/{NAME}\n+++ b/content/{NAME}\n@@")
    assert "-dato: 1.9.2026\n" in out
    assert "+date: 2026-09-01\n" in out
    fixed, summary = err.splitlines()
    assert fixed == f"content/{NAME}: fixed names of fields, blanks at the end of lines"
    assert summary.startswith("3 files, 0 errors")
    assert check(root, "--fix") == 0
    assert capsys.readouterr().out == ""


def test_the_difference_alone_is_on_stdout_and_makes_the_same_file(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(root, "--fix", "--dry-run", "--quiet") == 1  # nothing is fixed, so the faults are still there
    out, err = capsys.readouterr()
    assert "unknown-field" in err
    assert (root / "content" / NAME).read_text(encoding="utf-8") == FAULTY
    subprocess.run(["git", "apply", "-"], cwd=root, input=out.encode(), check=True, capture_output=True)
    assert (root / "content" / NAME).read_text(encoding="utf-8") == MENDED


def test_what_cannot_be_fixed_is_reported_as_ever(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(root, {NAME: FAULTY.replace("[plan]", "[plna]")})
    assert check(root, "--fix") == 1
    assert "error[unknown-theme]" in capsys.readouterr().err
    assert "title: En\ndate: 2026-09-01\n" in (root / "content" / NAME).read_text(encoding="utf-8")


def test_what_the_handbook_shows_is_what_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (HANDBOOK / "content/artikler/sjekk.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```diff\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    faults, *_, fixes = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    before = "".join(line[1:] for line in shown.splitlines(keepends=True)[3:] if not line.startswith("+"))
    themes = "- {id: folkehelse, title: Folkehelse}\n"
    root = write_site(
        tmp_path, {"aktuelt/ny-frist.md": before, "data/themes.yaml": themes, "forfattere/redaksjonen.md": AUTHOR}
    )
    assert main(["check", "--root", str(root), "--today", TODAY, "--fix"]) == 1
    out, err = capsys.readouterr()
    assert out == shown
    told = [line for line in err.splitlines(keepends=True) if "ny-frist" in line or "folkehelse" in line]
    assert "".join(told) == fixes + "".join(faults.splitlines(keepends=True)[:2])


@pytest.mark.parametrize(
    "options",
    [
        ["--dry-run"],
        ["--fix", "--format", "json"],
        ["--fix", "--format", "github"],
        ["--external", "--changed-since", "HEAD"],
    ],
)
def test_options_that_contradict_each_other_are_wrong_usage(
    root: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    assert check(root, *options) == 2
    assert capsys.readouterr().err.startswith("kbsite: these options")
    assert files(root) == before


def test_of_a_branch_its_own_files_alone_are_fixed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work = repository(tmp_path, {NAME: FAULTY, "artikler/to.md": article()}, "nett sted")
    work.write({"artikler/ny å.md": FAULTY, "artikler/to.md": article("Mer. ")})
    assert work.check("--fix")[0] == 0
    assert capsys.readouterr().err.count(": fixed") == 2
    content = work.root / "content"
    assert (content / NAME).read_text(encoding="utf-8") == FAULTY
    assert (content / "artikler/ny å.md").read_text(encoding="utf-8") == MENDED
    assert (content / "artikler/to.md").read_text(encoding="utf-8") == article("Mer.")


def test_a_file_that_cannot_be_written_is_unchanged(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_path: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    before = files(root)
    monkeypatch.setattr(Path, "replace", full)
    assert check(root, "--fix") == 2
    assert "No space left" in capsys.readouterr().err
    assert files(root) == before  # hidden files too: what was begun is gone


def test_a_file_that_somebody_has_just_saved_is_left_to_them(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "content" / NAME

    def fix_late(source: Source, kinds: Kinds) -> FixedSource:
        path.write_text(article("Nytt. "), encoding="utf-8")
        return fix_source(source, kinds)

    monkeypatch.setattr(fixing, "fix_source", fix_late)
    assert check(root, "--fix") == 0
    assert path.read_text(encoding="utf-8") == article("Nytt. ")


def test_a_fixed_file_keeps_its_rights_and_a_link_stays_a_link(root: Path) -> None:
    path = root / "content" / NAME
    path.chmod(0o640)
    link = root / "content/artikler/link.md"
    link.symlink_to(path.name)
    assert check(root, "--fix") == 0
    assert path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert link.read_text(encoding="utf-8") == MENDED


def test_exchange_replaces_the_file_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"a")
    seen = []
    replace = Path.replace

    def watched(begun: Path, target: Path) -> Path:
        seen.append((begun.read_bytes(), path.read_bytes(), begun.parent == path.parent))
        return replace(begun, target)

    monkeypatch.setattr(Path, "replace", watched)
    assert folder.overwrite_if_unchanged(path, b"a", b"b")
    assert seen == [(b"b", b"a", True)]
    assert not folder.overwrite_if_unchanged(path, b"a", b"c")
    assert files(tmp_path) == {"x.md": b"b"}


def test_a_file_that_may_not_be_written_to_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"a")
    monkeypatch.setattr("os.access", lambda asked, mode: asked != path or mode != os.W_OK)
    assert not folder.overwrite_if_unchanged(path, b"a", b"b")
    assert files(tmp_path) == {"x.md": b"a"}
