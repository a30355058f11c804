"""Where nothing has changed, a command tells its report again: the same words, and after every change anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kbsite.cli import main
from kbsite.diagnostics import CODES, Act, Day, EnvironmentFault, Location, MessageKey, Number, problem
from kbsite.diagnostics.formats import FORMATS
from kbsite.pipeline import unchanged
from kbsite.pipeline.kept.everything import FOLDERS, everything
from kbsite.pipeline.kept.reports import keep_report, kept_report
from kbsite.pipeline.kept.store import FILE, Store, key, store
from kbsite.pipeline.report import Options, Report
from kbsite.site.shown import REASONS, HeldBack, Shown
from tests.branches import Repository, repository
from tests.samples import text
from tests.sites import LAYOUTS, ROOT, TODAY, files, write_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAVY = {"PIL", "distributed", "jinja2", "markdown_it", "obstore", "pydantic", "tree_sitter", "typst", "yaml"}
"""What takes long to import, and what a command that has nothing to do does without."""

LIGHT = {
    *("kbsite", "kbsite.cli", "kbsite.diagnostics", "kbsite.read.process", "kbsite.reports.queries"),
    *("kbsite.authoring.init",),
}
"""What `kbsite --version` may import of kbsite, with the packages that it is in, beside all of the first two."""

FILES = {
    "artikler/plan.md": text("Plan", "Se [her](/artikler/annet/). TODO: mer."),
    "artikler/annet.md": text("Annet", "Tekst."),
    "artikler/kladd.md": text("Kladd", draft="true"),
    "artikler/senere.md": text("Senere", date="2027-03-01"),
    "artikler/gammelt.md": text("Gammelt", expires="2026-02-01"),
    "forfattere/kari.md": "---\ntitle: Kari\n---\n",
    "artikler/ord.md": text("Ord", "En plan."),
    "data/glossary.yaml": "- id: plan\n  term: plan\n  definition: Et kart.\n",
}
"""A site with a warning, and pages that are held back for each reason."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = write_site(tmp_path / "site", FILES)
    shutil.copytree(LAYOUTS, made / "layouts")
    return made


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the commands that were carried out, and not told again, since the list was cleared."""
    done: list[str] = []

    def noted(name: str, function: Callable[..., Report]) -> Callable[..., Report]:
        def carry_out(*words: object) -> Report:
            done.append(name)
            return function(*words)

        return carry_out

    for name in ("_build", "_examine", "_examine_changes"):
        monkeypatch.setattr(unchanged, name, noted(name.strip("_"), getattr(unchanged, name)))
    return done


def run(command: str, root: Path, *words: str, day: str = TODAY) -> int:
    output = ["--output", str(root.parent / "public"), "--no-search"] if command == "build" else []
    usual = ["--root", str(root), "--lang", "en", "--today", day, "--jobs", "1"]
    return main([command, *usual, *output, *words])


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what was said, without how long it took."""
    out, err = capsys.readouterr()
    return [line.partition(" seconds")[0].rpartition(", ")[0] or line for line in (out + err).splitlines()]


def modules(*words: str) -> set[str]:
    """Return the modules that a command has imported when it ends."""
    code = (
        "import sys\nfrom kbsite.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {*done.stdout.splitlines()}


def test_the_version_is_told_by_the_command_line_alone() -> None:
    found = modules("--version")
    packages = {each.rpartition(".")[0] for each in LIGHT} | {"kbsite.authoring", "kbsite.reports", "kbsite.read"}
    own = {each for each in found if each.partition(".")[0] == "kbsite"}
    assert {each for each in own if not each.startswith(("kbsite.cli", "kbsite.diagnostics"))} <= LIGHT | packages
    assert HEAVY & found == set()


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["report", "--help"], ["completion", "bash"]])
def test_no_help_waits_for_what_a_command_uses(words: list[str]) -> None:
    assert HEAVY & modules(*words) == set()


@pytest.mark.parametrize("command", ["build", "check"])
def test_what_is_told_again_needs_nothing_of_the_rest(command: str, root: Path) -> None:
    usual = ["--root", str(root), "--today", TODAY, "--base-url", "https://example.com/"]
    words = [*usual, *(["--output", str(root / "public"), "--no-search"] if command == "build" else [])]
    main(["build", *usual, "--output", str(root / "public"), "--no-search"])
    main([command, *words])
    found = modules(command, *words)
    assert HEAVY & found == set()
    assert {"kbsite.pipeline.build", "kbsite.pipeline.load", "kbsite.model"} & found == set()


@pytest.mark.parametrize("command", ["build", "check"])
def test_the_same_is_told_again(
    root: Path, anew: list[str], capsys: pytest.CaptureFixture[str], command: str
) -> None:
    run("build", root)
    (root / FILE).unlink()
    if command == "check":
        run("build", root)  # a check keeps nothing by itself
    capsys.readouterr()
    first = run(command, root, "--verbose"), told(capsys)  # of a build, one that has nothing to write
    anew.clear()
    assert (run(command, root, "--verbose"), told(capsys)) == first
    assert anew == []
    assert "placeholder" in "".join(first[1])
    assert "2027" in "".join(first[1])


def test_problems_are_told_again_in_every_form(
    root: Path, anew: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", root)
    run("check", root)
    copy = write_copy(root)
    capsys.readouterr()
    for words in (*(("--format", form) for form in FORMATS), ("--quiet",), ("--lang", "nn")):
        unknown = run("check", copy, *words), told(capsys)
        anew.clear()
        assert (run("check", root, *words), told(capsys)) == unknown
        assert anew == []
        assert "TODO" in "".join(unknown[1])


def write_copy(root: Path) -> Path:
    """Return a copy of a site that has nothing kept."""
    made = root.parent / "copy" / "site"
    shutil.copytree(root, made, ignore=shutil.ignore_patterns(".kbsite"))
    return made


def append(path: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab") as opened:
            opened.write(b"\n")

    return change


def same_time(root: Path) -> None:
    """Change a file of which size and time stay as they are."""
    file = root / "content/artikler/annet.md"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Tekst", b"Tegnt"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": append("content/artikler/plan.md"),
    "a new page": append("content/artikler/ny.md"),
    "a removed page": lambda root: (root / "content/artikler/gammelt.md").unlink(),
    "another name": lambda root: (root / "content/artikler/ord.md").rename(root / "content/artikler/orda.md"),
    "an attachment": append("content/artikler/fil.pdf"),
    "a setting": append("data/site.yaml"),
    "a theme": append("data/themes.yaml"),
    "a new data file": append("data/laws.yaml"),
    "a fixed file": append("static/.well-known/security.txt"),
    "a layout": append("layouts/article.html"),
    "a style": append("layouts/assets/style.css"),
    "a word": append("layouts/strings/nb.yaml"),
    "a file of the CMS": append(f"{FOLDERS[-1]}/decap-cms.js"),
    "a text of the same size and time": same_time,
    "an empty folder": lambda root: (root / "content/artikler/tom").mkdir(),
    "a link": lambda root: (root / "content/artikler/lenke.md").symlink_to(root / "content/artikler/ord.md"),
    "a folder without layouts": lambda root: shutil.rmtree(root / "layouts/strings"),
}


def asked(root: Path, *, day: str = TODAY, **chosen: Any) -> Options:
    usual = {"layouts": root / "layouts", "output": root.parent / "public", "jobs": 1}
    return Options(root=root, today=date.fromisoformat(day), **{**usual, **chosen})


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_has_a_digest_of_its_own(root: Path, what: str) -> None:
    before = everything(asked(root))
    assert before == everything(asked(root)) != b""
    CHANGES[what](root)
    assert everything(asked(root)) != before


def test_after_a_change_and_back_again_all_that_is_told_is_right(
    root: Path, anew: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    page = root / "content/artikler/plan.md"
    before = page.read_bytes()
    run("build", root)
    run("check", root)
    first = told(capsys)[-1]
    page.write_bytes(before.replace(b"TODO: mer.", b"Mer."))
    anew.clear()
    run("check", root)
    assert told(capsys)[-1] != first
    run("build", root)
    page.write_bytes(before)
    told(capsys)
    run("check", root)
    assert told(capsys)[-1] == first
    assert anew == ["examine", "build"]
    run("build", root)  # the output folder has the other text
    assert anew == ["examine", "build", "build"]


def test_every_option_of_a_report_has_a_digest_of_its_own(root: Path) -> None:
    shutil.copytree(root / "layouts", root / "others")
    found = [
        everything(asked(root)),
        everything(asked(root, day="2026-11-22")),
        everything(asked(root, layouts=root / "others")),
        everything(asked(root, base_url="https://example.com/")),
        everything(asked(root, strict=True)),
        everything(asked(root, searchable=False)),
        everything(asked(root, portable=True)),
        *(everything(asked(root, shown=Shown(**{name: True}))) for name in ("drafts", "future", "expired")),
    ]
    assert len({*found}) == len(found)
    assert b"" not in found
    assert everything(asked(root, jobs=2, output=root / "x", force=True, releases=2)) == found[0]


def test_what_others_take_part_in_has_no_digest(root: Path) -> None:
    assert everything(asked(root, spelling=True)) == b""
    assert everything(asked(root, executor="dask://localhost:1")) == b""
    (root / "content/lenke.md").symlink_to(root / "content/artikler/ord.md")
    assert everything(asked(root)) == b""


def test_nor_is_anything_told_again_by_another_program(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(asked(root))
    monkeypatch.setattr("kbsite.pipeline.kept.everything.engine", lambda: b"another")
    assert everything(asked(root)) != before


@pytest.mark.parametrize(
    "damage",
    [
        lambda output: (output / "index.html").write_bytes(b"x"),
        lambda output: (output / "index.html").unlink(),
        shutil.rmtree,
    ],
    ids=["changed", "removed", "all removed"],
)
def test_an_output_folder_that_is_not_as_it_was_made_is_made_anew(
    root: Path, anew: list[str], damage: Callable[[Path], object]
) -> None:
    run("build", root)
    output = root.parent / "public"
    before = files(output)
    anew.clear()
    damage(output)
    assert run("build", root) == 0
    assert files(output) == before
    assert anew == ["build"]


def test_a_strict_build_is_no_build_where_there_is_a_warning(
    root: Path, anew: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", root)
    told(capsys)
    first = run("build", root, "--strict"), told(capsys)
    anew.clear()
    assert (run("build", root, "--strict"), told(capsys)) == first
    assert first[0] == 1
    assert anew == ["build"]


def test_a_folder_of_sources_is_no_output_folder_either(root: Path) -> None:
    run("build", root)
    for name in ("content", "static", "layouts"):
        usual = ["--root", str(root), "--today", TODAY, "--no-search"]
        assert main(["build", *usual, "--output", str(root / name)]) == 2


def test_a_check_keeps_its_report_where_a_build_has_kept_something(root: Path, anew: list[str]) -> None:
    run("build", root)
    append("content/artikler/plan.md")(root)
    run("check", root)
    anew.clear()
    run("check", root)
    assert anew == []
    run("build", root)
    assert anew == ["build"]


def test_a_check_of_a_site_that_was_never_built_leaves_nothing_behind(root: Path, anew: list[str]) -> None:
    before = files(root)
    run("check", root)
    run("check", root)
    assert files(root) == before
    assert anew == ["examine", "examine"]


def test_a_check_reads_what_it_may_not_write(root: Path, anew: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", root)
    monkeypatch.setattr("kbsite.pipeline.kept.store._opened", lambda *_: None)
    append("content/artikler/plan.md")(root)
    anew.clear()
    with store(root, creating=False) as kept:
        kept.put(key(b"x"), b"value")
        assert kept.connection is not None
    with store(root, writing=False) as kept:
        assert kept.get(key(b"x")) is None
    assert run("check", root) == 0


def test_where_something_is_changed_while_it_is_read_nothing_is_kept(
    root: Path, anew: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kbsite.pipeline import build as whole  # noqa: PLC0415 - a function has the name of its module

    run("build", root)
    append("content/artikler/plan.md")(root)
    real = whole.examined

    def slow(*words: object) -> object:
        found = real(*words)  # type: ignore[arg-type]
        append("content/artikler/annet.md")(root)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(whole, "examined", slow)
        run("check", root)
    anew.clear()
    run("check", root)
    assert anew == ["examine"]


CHANGED = {name: FILES[name] for name in ("data/glossary.yaml",)} | {"artikler/ny.md": text("Ny", "TODO: mer.")}


class TestInGit:
    """A site whose dates are those of git, and what a branch introduces."""

    @pytest.fixture
    def work(self, tmp_path: Path) -> Repository:
        settings = "title: N\nbase_url: https://example.org/\nemail: post@example.org\nupdated_from_git: true\n"
        return repository(tmp_path / "work", FILES | {"data/site.yaml": settings})

    def test_a_commit_is_a_change(self, work: Repository, anew: list[str]) -> None:
        run("build", work.root)
        run("build", work.root)
        assert anew == ["build"]
        work.commit()
        run("build", work.root)
        assert anew == ["build", "build"]

    def test_so_is_what_git_is_told_to_ignore(self, work: Repository, anew: list[str]) -> None:
        run("build", work.root)
        (work.top / ".git-blame-ignore-revs").write_text("0123\n", encoding="utf-8")
        run("build", work.root)
        assert anew == ["build", "build"]

    def test_what_a_branch_introduces_is_told_again(self, work: Repository, anew: list[str]) -> None:
        run("build", work.root)
        work.write(CHANGED)
        first = work.check("--format", "gitlab"), work.new()
        anew.clear()
        assert (work.check("--format", "gitlab"), work.new()) == first
        assert anew == []
        assert first[1] == ["artikler/ny.md:8 placeholder-text"]

    def test_and_anew_where_the_other_branch_is_elsewhere(self, work: Repository, anew: list[str]) -> None:
        run("build", work.root)
        work.write(CHANGED, commit=True)
        assert work.new() == ["artikler/ny.md:8 placeholder-text"]
        work.git("branch", "-f", "main", "HEAD")
        anew.clear()
        assert work.new() == []
        assert anew == ["examine_changes"]


MADE = ("layouts", "public", ".public.kbsite", ".kbsite")

OPENED = """
import os, sys
root = os.path.realpath(sys.argv[1])
seen = set()

def look(event, words):
    if event in ("open", "os.scandir", "os.listdir") and words and isinstance(words[0], (str, bytes, os.PathLike)):
        path = os.path.realpath(os.fsdecode(words[0]))
        if path.startswith(root + os.sep):
            seen.add(os.path.relpath(path, root))

sys.addaudithook(look)
from kbsite.cli import main
main(sys.argv[2:])
print(*sorted(seen), sep="\\n")
"""


@pytest.mark.parametrize("command", ["build", "check"])
def test_no_file_of_a_site_is_read_that_does_not_count(root: Path, command: str) -> None:
    """All that a command opens in ROOT is in a folder of which every file counts, or is what kbsite made."""
    words = [command, "--root", str(root), "--today", TODAY, "--jobs", "1", "--quiet"]
    words += ["--output", str(root / "public"), "--no-search"] if command == "build" else []
    done = subprocess.run(
        [sys.executable, "-c", OPENED, str(root), *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    opened = {each.partition("/")[0] for each in done.stdout.splitlines() if "/" in each}
    assert {"content", "data", "layouts"} <= opened
    assert opened <= {*(each.partition("/")[0] for each in FOLDERS), *MADE}


class TestKeeping:
    """Reports as they are kept."""

    @staticmethod
    def kept(report: Report) -> tuple[Report, bytes] | None:
        made = Store()
        keep_report(made, b"name", report, b"inputs")
        return kept_report(made, b"name")

    def test_every_value_is_what_it_was(self) -> None:
        values = {"one": "a\udcff\n", "two": MessageKey("@lost_moved"), "three": Day("2026-01-01"), "four": "2"}
        values |= {"five": Number("4.5"), "six": Act("lov/2025-06-20-69")}
        problems = tuple(problem(Location("æ.md", 2, 3), code, **values) for code in CODES)
        held = tuple(HeldBack("a.md", reason, None, "b.md") for reason in REASONS)
        report = Report(problems=problems, files=3, held=held)
        found = self.kept(report)
        assert found is not None
        assert (found[0].problems, found[0].files, found[0].held, found[1]) == (problems, 3, held, b"inputs")
        assert [type(value) for _, value in found[0].problems[0].values] == [
            type(value) for _, value in problems[0].values
        ]

    def test_what_is_of_this_machine_is_not_kept(self) -> None:
        fault = EnvironmentFault("no-git")
        assert self.kept(Report(problems=(), files=1, fault=fault)) is None
        assert self.kept(Report(problems=(), files=1, notes=(fault,))) is None
        assert self.kept(Report(problems=(), files=1, usable=False)) is None
        assert self.kept(Report(problems=(), files=1)) is not None

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"[]",
            b"{}",
            b'[1, "x", [], []]',
            b'[1, "", [["a", 1, 1, "no-such-code", []]], []]',
            b'[1, "", [["a", 1, 1, "no-front-matter", [["a", "eval", "b"]]]], []]',
            b'[1, "", [], [["a", "no-reason", "", ""]]]',
            b'[1, "", [], [["a", "draft", "no day", ""]]]',
        ],
    )
    def test_other_bytes_count_as_nothing(self, data: bytes) -> None:
        made = Store()
        made.put(key(b"report", b"name"), data)
        assert kept_report(made, b"name") is None

    def test_nothing_has_no_name(self, tmp_path: Path) -> None:
        made = Store()
        keep_report(made, b"", Report(problems=(), files=1))
        assert made.new == {}
        assert kept_report(made, b"") is None
        assert not (tmp_path / FILE).exists()
