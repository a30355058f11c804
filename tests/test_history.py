"""What git knows of the content: when each file came, when its text was changed, and what is no change."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kbsite.model.history import Log
from kbsite.norwegian.known_date import KnownDate
from kbsite.read.git.log import read_log
from kbsite.site.history import Life, history, last_changes
from kbsite.site.review import due_day, stale_since
from tests.repositories import commit, git, start
from tests.samples import config, plain_text, site, text
from tests.sites import build, files, read_pages, text_of, write_site

if TYPE_CHECKING:
    from pathlib import Path

A, B = "content/artikler/a.md", "content/artikler/b.md"
LONG = "".join(f"Linje {number} i en tekst som er lang nok til å kjennes igjen.\n" for number in range(30))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return start(tmp_path / "repo")


def life(root: Path, path: str = A) -> tuple[str, list[str]]:
    """Return the day that a file came and the days of its changes."""
    found = history(read_log(root))[path]
    return found.added.isoformat(), [day.isoformat() for day in found.changed]


def test_the_commit_that_adds_a_file_is_no_change_and_those_after_it_are(root: Path) -> None:
    commit(root, "2026-01-01", {A: "en", B: "en"})
    commit(root, "2026-02-01", {A: "to"})
    commit(root, "2026-03-01", {"data/site.yaml": "x"})
    commit(root, "2026-04-01", {A: "tre"})
    assert life(root) == ("2026-01-01", ["2026-02-01", "2026-04-01"])
    assert life(root, B) == ("2026-01-01", [])


def test_the_day_is_the_authors_and_norways(root: Path) -> None:
    commit(root, "2026-01-01T23:30:00Z", {A: "en"})
    commit(root, "2026-07-01T22:30:00Z", {A: "to"})
    commit(root, "2026-07-03T00:30:00+09:00", {A: "tre"})
    assert life(root) == ("2026-01-02", ["2026-07-02", "2026-07-02"])


@pytest.mark.parametrize("name", ["Ærlig øl på Åsen.md", 'med "anførsel" og\ttab.md', "to\nlinjer.md"])
def test_any_name_is_read_as_it_is(root: Path, name: str) -> None:
    commit(root, "2026-01-01", {f"content/artikler/{name}": "en"})
    commit(root, "2026-02-01", {f"content/artikler/{name}": "to"})
    assert life(root, f"content/artikler/{name}") == ("2026-01-01", ["2026-02-01"])


def test_a_name_is_found_whether_its_letters_are_composed_or_not(root: Path) -> None:
    commit(root, "2026-01-01", {"content/artikler/a\u030a.md": "en"})
    assert life(root, "content/artikler/å.md") == ("2026-01-01", [])


def test_a_new_name_alone_is_no_change_and_the_history_goes_on_under_it(root: Path) -> None:
    commit(root, "2026-01-01", {A: LONG})
    commit(root, "2026-02-01", {A: LONG + "Mer.\n"})
    commit(root, "2026-03-01", {A: None, "content/artikler/blåbær.md": LONG + "Mer.\n"})
    assert life(root, "content/artikler/blåbær.md") == ("2026-01-01", ["2026-02-01"])
    commit(root, "2026-04-01", {"content/artikler/blåbær.md": None, "content/praksis/ny.md": LONG + "Enda mer.\n"})
    assert life(root, "content/praksis/ny.md") == ("2026-01-01", ["2026-02-01", "2026-04-01"])


def test_two_files_can_change_names_with_one_another(root: Path) -> None:
    other = LONG.replace("Linje", "Setning").replace("lang", "egen")
    commit(root, "2026-01-01", {A: LONG})
    commit(root, "2026-02-01", {B: other})
    commit(root, "2026-03-01", {A: None, B: None, "content/artikler/c.md": LONG, "content/artikler/d.md": other})
    commit(root, "2026-04-01", {"content/artikler/c.md": None, "content/artikler/d.md": None, A: other, B: LONG})
    assert (life(root, A), life(root, B)) == (("2026-02-01", []), ("2026-01-01", []))


def test_a_file_in_the_place_of_one_that_is_gone_starts_over(root: Path) -> None:
    commit(root, "2026-01-01", {A: LONG})
    commit(root, "2026-02-01", {A: None})
    commit(root, "2026-03-01", {A: "Noe helt annet."})
    commit(root, "2026-04-01", {A: None, B: "Noe helt annet."})
    commit(root, "2026-05-01", {A: "Enda noe annet."})
    assert (life(root, A), life(root, B)) == (("2026-05-01", []), ("2026-03-01", []))


def test_a_file_that_may_be_run_has_the_same_text(root: Path) -> None:
    commit(root, "2026-01-01", {A: "en"})
    git(root, "update-index", "--chmod=+x", A)
    git(root, "commit", "-q", "-m", "x", when="2026-02-01T12:00:00Z")
    assert life(root) == ("2026-01-01", [])


def test_a_merge_brings_the_days_of_both_sides_and_none_of_its_own(root: Path) -> None:
    """One side gives the file a new name while the other writes in it under the old."""
    commit(root, "2026-01-01", {A: LONG})
    git(root, "switch", "-q", "-c", "side")
    commit(root, "2026-03-01", {A: LONG + "Mer.\n"})
    git(root, "switch", "-q", "main")
    commit(root, "2026-02-01", {A: None, B: LONG})
    git(root, "merge", "-q", "--no-ff", "-m", "x", "side", when="2026-04-01T12:00:00Z")
    assert (root / B).read_text(encoding="utf-8").endswith("Mer.\n")
    assert life(root, B) == ("2026-01-01", ["2026-03-01"])


def test_commits_that_are_listed_change_no_text_but_names_are_followed_through_them(root: Path) -> None:
    commit(root, "2026-01-01", {A: LONG})
    mass = commit(root, "2026-02-01", {A: None, B: LONG + "Mer.\n"})
    other = commit(root, "2026-03-01", {B: LONG + "Meir.\n"})
    assert life(root, B)[1] == ["2026-02-01", "2026-03-01"]
    (root / ".git-blame-ignore-revs").write_text(f"# Et ord i alle filer\n\n{mass}  # først\n", encoding="utf-8")
    assert life(root, B) == ("2026-01-01", ["2026-03-01"])
    (root / ".git-blame-ignore-revs").write_text(f"{mass}\n{other.upper()}", encoding="utf-8")
    assert life(root, B) == ("2026-01-01", [])


def test_a_site_below_the_top_of_its_repository_is_found_with_what_is_passed_over(root: Path) -> None:
    own = root / "nett" / "sted"
    commit(root, "2026-01-01", {f"nett/sted/{A}": LONG, A: "en annen"})
    last = commit(root, "2026-02-01", {f"nett/sted/{A}": LONG + "to"})
    commit(root, "2026-03-01", {A: "enda en"})
    assert life(own) == ("2026-01-01", ["2026-02-01"])
    (root / ".git-blame-ignore-revs").write_text(last, encoding="utf-8")
    assert life(own) == ("2026-01-01", [])


def test_a_worktree_has_the_history_of_its_branch(root: Path, tmp_path: Path) -> None:
    commit(root, "2026-01-01", {A: "en"})
    git(root, "worktree", "add", "-q", "-b", "gren", str(tmp_path / "tre"))
    commit(tmp_path / "tre", "2026-02-01", {A: "to"})
    assert (life(tmp_path / "tre"), life(root)) == (("2026-01-01", ["2026-02-01"]), ("2026-01-01", []))


def test_without_git_a_repository_or_commits_there_is_nothing_and_nothing_is_said(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_log(tmp_path / "ingen") == Log()
    (root / A).parent.mkdir(parents=True)
    (root / A).write_text("en", encoding="utf-8")
    assert read_log(root) == Log()
    commit(root, "2026-01-01", {"data/x": "x"})
    assert len(read_log(root).commits) == 1
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_log(root) == Log()


def test_a_folder_that_only_looks_like_a_repository_is_none(tmp_path: Path) -> None:
    (tmp_path / "sted" / ".git").mkdir(parents=True)
    (tmp_path / "sted" / "content").mkdir()
    assert read_log(tmp_path / "sted") == Log()


def test_a_clone_without_its_history_is_distinguished(root: Path, tmp_path: Path) -> None:
    commit(root, "2026-01-01", {A: "en"})
    commit(root, "2026-02-01", {A: "to"})
    git(root, "branch", "grafted")
    for depth, code in (("1", "shallow-history"), ("9", None)):
        clone = tmp_path / depth
        git(tmp_path, "clone", "-q", "--depth", depth, root.as_uri(), str(clone))
        found = read_log(clone)
        assert (found.note.code if found.note else None) == code
        assert len(found.commits) == (0 if code else 2)


def test_what_git_refuses_is_reported_in_its_own_words(root: Path) -> None:
    head = commit(root, "2026-01-01", {A: "en"})
    (root / ".git/objects" / head[:2] / head[2:]).unlink()
    fault = read_log(root).fault
    assert fault is not None
    assert fault.code == "history-unreadable"
    assert "fatal" in fault.values["reason"] or "error" in fault.values["reason"]


def test_neither_variables_nor_settings_change_what_is_found(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    olives, beer, other = "content/artikler/oliven.md", "content/artikler/øl.md", LONG.replace("Linje", "Setning")
    commit(root, "2026-01-01", {A: LONG, olives: other})
    commit(root, "2026-02-01", {A: None, olives: None, B: LONG + "to", beer: other + "to"})
    commit(root, "2026-03-01", {beer: "to"})
    before = read_log(root)
    assert [[change.what for change in each.changes] for each in before.commits] == [["A", "A"], ["R", "R"], ["M"]]
    (tmp_path / "order").write_text("*l.md\n*oliven.md\n", encoding="utf-8")
    settings = {
        "log.showSignature": "true", "log.follow": "true", "log.decorate": "no", "log.date": "relative",
        "log.excludeDecoration": "*", "log.diffMerges": "first-parent", "diff.renames": "false",
        "diff.renameLimit": "1", "diff.relative": "false", "diff.orderFile": str(tmp_path / "order"),
        "diff.external": "false", "core.quotePath": "true", "core.abbrev": "4", "core.pager": "false",
        "color.ui": "always", "format.pretty": "fuller", "notes.displayRef": "*", "gpg.program": "false",
    }  # fmt: skip
    for name, value in settings.items():
        git(root, "config", name, value)
    elsewhere = start(tmp_path / "annet")
    commit(elsewhere, "2020-01-01", {A: "annet"})
    variables = {
        "GIT_DIR": str(elsewhere / ".git"), "GIT_WORK_TREE": str(elsewhere), "GIT_LITERAL_PATHSPECS": "1",
        "GIT_INDEX_FILE": "x", "GIT_NAMESPACE": "x", "GIT_TRACE": "1", "GIT_PREFIX": "x", "LANG": "nb_NO.UTF-8",
        "LC_ALL": "nb_NO.UTF-8", "LANGUAGE": "nb", "TZ": "Pacific/Kiritimati", "GIT_CEILING_DIRECTORIES": str(root),
    }  # fmt: skip
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert read_log(root) == before


PAGE = {A: text(date="2026-02-01")}


@pytest.mark.parametrize(
    ("added", "changed", "found"),
    [
        ("2026-01-01", ["2026-03-01", "2026-05-01"], "2026-05-01"),
        ("2026-01-01", ["2026-02-01"], None),  # the day that the page was published
        ("2026-01-01", ["2026-01-20"], None),  # written before it was published
        ("2026-06-01", ["2026-06-01"], None),  # fixed on the day that the file came
        ("2026-06-01", [], None),
        ("2026-01-01", ["2026-05-01", "2026-12-24"], "2026-05-01"),  # the site is older than the last commit
        ("2026-01-01", ["2026-05-01", "2026-04-01"], "2026-05-01"),  # put in another order since
    ],
)
def test_a_page_was_changed_on_the_last_day_after_it_was_published(
    added: str, changed: list[str], found: str | None
) -> None:
    days = Life(date.fromisoformat(added), tuple(map(date.fromisoformat, changed)))
    expected = {A: date.fromisoformat(found)} if found else {}
    assert last_changes(site(PAGE), {A: days}) == expected


def test_a_page_without_a_date_was_published_when_its_file_came() -> None:
    pages = site({"content/sider/om.md": plain_text()})
    for day, found in ((date(2026, 3, 1), {}), (date(2026, 3, 2), {"content/sider/om.md": date(2026, 3, 2)})):
        assert last_changes(pages, {"content/sider/om.md": Life(date(2026, 3, 1), (day,))}) == found


def test_what_the_page_says_itself_is_kept() -> None:
    own = site({A: text(date="2026-02-01", updated="2026-02-02")})
    assert last_changes(own, {A: Life(date(2026, 1, 1), (date(2026, 5, 1),))}) == {}


def test_a_commit_is_no_review() -> None:
    from dataclasses import replace  # noqa: PLC0415 - needed only here

    settings = replace(config("plan"), review_after_months=24)
    old = site({A: text(date="2020-01-01")}, settings)
    page = old.pages[0]
    changed = replace(old, changed={A: date(2026, 10, 1)})
    assert changed.updated(page) == KnownDate(2026, 10, 1)
    assert stale_since(changed, page) == stale_since(old, page) == KnownDate(2020, 1, 1)
    assert due_day(changed, page) == date(2022, 1, 1)


def built(root: Path, output: Path, *options: str) -> dict[str, bytes]:
    assert build(root, output, *options) == 0
    return files(output)


@pytest.fixture
def written(root: Path) -> Path:
    write_site(root, {"artikler/a.md": text(date="2026-01-01"), "forfattere/kari.md": plain_text("Kari")})
    commit(root, "2026-01-01")
    commit(root, "2026-05-01", {A: text("Nye planer", date="2026-01-01")})
    return root


def test_the_day_is_shown_and_is_in_the_feed_and_the_sitemap(written: Path, tmp_path: Path) -> None:
    found = built(written, tmp_path / "public")
    page = read_pages(tmp_path / "public")["artikler/a/index.html"]
    said = text_of(page.one("main"))
    assert "1. mai 2026" in said
    assert "selv om det bare gjaldt en skrivefeil" in said
    assert "slik at du bør vite om det" not in said
    assert page.one("meta[@property='article:modified_time']").attrib["content"] == "2026-05-01"
    assert b"<updated>2026-05-01T00:00:00Z</updated>" in found["feed.xml"]
    assert b"<lastmod>2026-05-01</lastmod>" in found["sitemap.xml"]
    assert b"2026-05-01" in found["artikler/a/siter.bib"]


def test_a_site_that_wants_none_of_it_is_as_one_outside_git(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_days = built(written, tmp_path / "med")
    settings = written / "data/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "updated_from_git: false\n", encoding="utf-8")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("git was asked"))
    without = built(written, tmp_path / "uten")
    (written / ".git").rename(tmp_path / "borte")
    settings.write_text(settings.read_text(encoding="utf-8").replace("false", "true"), encoding="utf-8")
    assert built(written, tmp_path / "utenfor") == without
    assert with_days != without


def _questions(asked: list[Any]) -> list[str]:
    return [word for command in asked for word in command if word in ("log", "rev-parse")]


def test_git_is_asked_for_its_log_once_and_for_its_state_before_and_after(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kbsite.cli import main  # noqa: PLC0415 - needed only here

    asked = []
    started = subprocess.Popen

    def counted(command: Any, **settings: Any) -> Any:
        asked.append(command)
        return started(command, **settings)

    monkeypatch.setattr(subprocess, "Popen", counted)
    assert main(["report", "stale", "--root", str(written)]) == 0
    assert asked == []
    assert main(["check", "--root", str(written)]) == 0
    assert _questions(asked) == ["rev-parse", "log"]  # where nothing is kept, nothing is looked at afterwards
    asked.clear()
    built(written, tmp_path / "public")
    assert _questions(asked) == ["rev-parse", "log", "rev-parse"]


def test_a_shallow_clone_is_built_without_days_and_says_what_to_do(
    written: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", written.as_uri(), str(tmp_path / "grunn"))
    found = built(tmp_path / "grunn", tmp_path / "public")
    said = capsys.readouterr().err
    assert b"2026-05-01" not in found["artikler/a/index.html"]
    assert "fetch-depth: 0" in said
    assert said.count("\n") == 2
    built(tmp_path / "grunn", tmp_path / "public", "-q")
    assert capsys.readouterr().err == ""


def test_variables_of_a_commit_hook_do_not_change_a_build(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built(written, tmp_path / "en")
    monkeypatch.setenv("GIT_DIR", os.devnull)
    assert built(written, tmp_path / "to") == before
