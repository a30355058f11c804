"""`kbsite check --changed-since REF`: only what a branch introduces, as git knows it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics import Diagnostic, Location, problem
from kbsite.diagnostics.catalogue import LANGUAGES
from kbsite.pipeline.changes import Sight, introduced
from tests.branches import NAME, Repository, article, repository
from tests.sites import THEMES, write_site

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = "Se [to](to.md).\n\nSlutt."
OLD = {"artikler/en.md": article(BROKEN), NAME: article(themes="plann"), "artikler/bra.md": article()}


@pytest.fixture
def work(tmp_path: Path) -> Repository:
    """Return a repository whose main branch has two problems already."""
    return repository(tmp_path / "lager", OLD)


def test_what_was_wrong_before_is_left_out(work: Repository) -> None:
    assert work.new() == []
    status, out = work.check()
    assert status == 0
    assert out.startswith("4 files, 0 errors and 0 warnings were brought in")
    assert main(["check", "--root", str(work.root)]) == 1


@pytest.mark.parametrize("commit", [True, False])
def test_what_a_branch_introduces_is_reported_committed_or_not(work: Repository, commit: bool) -> None:
    work.write(
        {"artikler/bra.md": article("Se [tre](tre.md)."), "artikler/ny.md": article("<b>", title="Ny")},
        commit=commit,
    )
    assert work.new() == ["artikler/bra.md:8 broken-link", "artikler/ny.md:8 raw-html"]
    assert work.check()[0] == 1


def test_a_file_that_is_gone_breaks_links_in_files_that_did_not_change(work: Repository) -> None:
    work.git("switch", "-q", "main")
    work.write({"artikler/til.md": article(f"Se [den](<{NAME.removeprefix('artikler/')}>).")}, commit=True)
    work.git("switch", "-q", "gren")
    work.git("reset", "-q", "--hard", "main")
    (work.root / "content" / NAME).unlink()
    assert work.new() == ["artikler/til.md:8 broken-link", f"{NAME}:1 lost-address"]


def test_a_theme_that_is_gone_is_missed_where_it_was_used(work: Repository) -> None:
    work.write({"data/themes.yaml": THEMES.replace("plan", "annet")})
    assert "artikler/bra.md:4 unknown-theme" in work.new()
    assert f"{NAME}:4 unknown-theme" not in work.new()  # it had that problem before


def test_a_problem_whose_line_has_moved_is_an_old_one(work: Repository) -> None:
    work.write({"artikler/en.md": article(f"Først dette.\n\n{BROKEN}")})
    assert work.new() == []


def test_of_several_of_the_same_the_one_on_a_new_line_is_new(work: Repository) -> None:
    work.write({"artikler/en.md": article(f"Les [den](to.md).\n\n{BROKEN}")})
    assert work.new() == ["artikler/en.md:8 broken-link"]
    work.write({"artikler/en.md": article(f"{BROKEN}\n\nLes [den](to.md).")})
    assert work.new() == ["artikler/en.md:12 broken-link"]


def test_a_problem_on_a_line_that_was_rewritten_is_an_old_one(work: Repository) -> None:
    work.write({"artikler/en.md": article(BROKEN.replace("Se", "Les også"))})
    assert work.new() == []


@pytest.mark.parametrize("staged", [True, False])
def test_a_file_with_a_new_name_has_its_old_problems(work: Repository, staged: bool) -> None:
    folder = work.root / "content/artikler"
    shutil.move(work.root / "content" / NAME, folder / "Øvet på nytt.md")
    if staged:
        work.git("add", "-A")
    assert work.new() == ["artikler/Øvet på nytt.md:1 lost-address"]
    (folder / "Øvet på nytt.md").write_text(article("<i>", themes="plann"), encoding="utf-8")
    assert work.new() == ["artikler/Øvet på nytt.md:1 lost-address", "artikler/Øvet på nytt.md:8 raw-html"]


def test_a_problem_that_was_fixed_here_is_new_in_a_file_like_it(work: Repository) -> None:
    """The other file is no new name of the first, for both are there."""
    work.write({"artikler/en.md": article("Bra."), "artikler/bra.md": article(BROKEN)})
    assert work.new() == ["artikler/bra.md:8 broken-link"]


def test_what_others_did_to_main_since_is_not_the_branchs(work: Repository) -> None:
    work.write({"artikler/ny.md": article("<b>", title="Ny")}, commit=True)
    work.git("switch", "-q", "main")
    work.write({"artikler/en.md": article(), NAME: article()}, commit=True)
    work.git("switch", "-q", "gren")
    assert work.new() == ["artikler/ny.md:8 raw-html"]


def test_links_and_pictures_are_there_in_what_was(work: Repository) -> None:
    work.git("switch", "-q", "main")
    (work.root / "content/artikler/å.png").write_bytes(b"\x89PNG")
    (work.root / "content/artikler/peker.md").symlink_to("bra.md")
    work.write({"artikler/bilde.md": article("![Et bilde](å.png)\n\n![](å.png)")}, commit=True)
    work.git("switch", "-q", "gren")
    work.git("reset", "-q", "--hard", "main")
    (work.root / "content/artikler/å.png").unlink()
    assert work.new() == ["artikler/bilde.md:8 missing-picture", "artikler/bilde.md:10 missing-picture"]


def test_a_site_in_a_folder_of_the_repository_has_its_paths_in_annotations(tmp_path: Path) -> None:
    work = repository(tmp_path, {**OLD}, "nett sted/æ")
    assert work.new() == []
    work.write({"artikler/ny.md": article("<b>", title="Ny")})
    assert work.new() == ["artikler/ny.md:8 raw-html"]
    _, github = work.check("--format", "github")
    assert github.startswith("::error file=nett sted/æ/content/artikler/ny.md,line=8,col=1,title=raw-html::")
    (row,) = json.loads(work.check("--format", "gitlab")[1])
    assert row["location"] == {"path": "nett sted/æ/content/artikler/ny.md", "lines": {"begin": 8}}


def test_git_is_asked_about_the_root_also_from_a_hook_of_another_repository(
    work: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = repository(tmp_path / "annet", {})
    for name, value in (("GIT_DIR", ".git"), ("GIT_WORK_TREE", "."), ("GIT_INDEX_FILE", ".git/index")):
        monkeypatch.setenv(name, str(other.top / value))
    assert work.new() == []


def test_a_fault_of_the_settings_is_reported_whenever_it_came(tmp_path: Path) -> None:
    work = repository(tmp_path, {**OLD, "data/themes.yaml": "- id: [\n"})
    status, out = work.check("--format", "json")
    assert status == 2
    assert "data/themes.yaml" in {row["file"] for row in json.loads(out)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_git_cannot_say_is_one_clear_sentence(
    work: Repository, tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(root: Path, ref: str) -> str:
        assert main(["check", "--root", str(root), f"--changed-since={ref}", "--lang", lang]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        message, hint = err.splitlines()
        assert message.startswith("kbsite: ")
        assert hint.startswith("  ")
        return message

    found = {said(work.root, "finnes-ikke"), said(write_site(tmp_path / "uten", {}), "main")}
    assert "--upload-pack=x" in said(work.root, "--upload-pack=x")
    assert "«»" in said(work.root, "") or lang == "en"
    work.git("switch", "-q", "--orphan", "ny")
    work.write({"artikler/bra.md": article()}, commit=True)
    found.add(said(work.root, "main"))
    shallow = replace(work, top=tmp_path / "grunn")
    work.git("switch", "-q", "gren")
    work.write({"artikler/bra.md": article("Ny.")}, commit=True)
    work.git("clone", "-q", "--depth=1", "--no-single-branch", work.top.as_uri(), str(shallow.top))
    found |= {said(shallow.root, "finnes-ikke"), said(shallow.root, "origin/main")}
    (shallow.top / ".git/HEAD").write_text("tull", encoding="utf-8")
    found.add(said(shallow.root, "main"))
    monkeypatch.setenv("PATH", "")
    found.add(said(work.root, "main"))
    assert len(found) == 7


def _at(line: int, code: str = "raw-html", file: str = "a.md", **values: str) -> Diagnostic:
    return problem(Location(file, line), code, **values)


def test_advice_that_changed_makes_no_new_problem() -> None:
    then = Sight([_at(1, "unknown-theme", theme="plann", near="")], {"a.md": ["x"]})
    now = Sight([_at(1, "unknown-theme", theme="plann", near="plan")], {"a.md": ["x"]})
    assert introduced(now, then) == ()
    other = Sight([_at(1, "unknown-theme", theme="plana", near="plan")], {"a.md": ["x"]})
    assert introduced(other, then) == tuple(other.problems)


def test_the_same_letters_composed_or_not_are_the_same_file() -> None:
    then = Sight([_at(1, file="a\u030a.md")], {"a\u030a.md": ["x"]})
    now = Sight([_at(1, file="\u00e5.md")], {"\u00e5.md": ["x"]})
    assert introduced(now, then) == ()
