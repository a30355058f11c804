"""The command line's own arguments: days, addresses, summaries."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from tests.sites import LAYOUTS, build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "---\ntitle: En\ndate: 2026-11-21\nthemes: [plan]\nauthors: [kari]\n---\n\nTekst.\n"
AUTHOR = "---\ntitle: Kari\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", {"artikler/en.md": ARTICLE, "forfattere/kari.md": AUTHOR})


@pytest.mark.parametrize(("day", "shown"), [("2026-11-20", False), ("2026-11-21", True)])
def test_the_site_is_built_for_the_day_that_is_asked_for(root: Path, tmp_path: Path, day: str, shown: bool) -> None:
    output = tmp_path / "public"
    assert build(root, output, "--today", day) == 0
    assert (output / "artikler/en/index.html").exists() == shown


@pytest.mark.parametrize(
    ("epoch", "shown"),
    [
        ("1795215599", False),  # 2026-11-20 23:59:59 in Norway
        ("1795215600", True),  # 2026-11-21 00:00:00 in Norway, still the 20th in London
    ],
)
def test_source_date_epoch_is_the_day_where_none_is_asked_for(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, shown: bool
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    output = tmp_path / "public"
    command = ["build", "--root", str(root), "--output", str(output), "--layouts", str(LAYOUTS), "--no-search"]
    assert main(command) == 0
    assert (output / "artikler/en/index.html").exists() == shown


@pytest.mark.parametrize("day", ["i dag", "2026-02-30", "20261121", "2026-W47-6", "2026-11-21T00:00"])
def test_a_day_that_is_none_is_wrong_usage(root: Path, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(root), "--today", day]) == 2
    assert day in capsys.readouterr().err


@pytest.mark.parametrize("epoch", ["i går", "1e9", "99999999999999999999"])
def test_an_epoch_that_is_none_is_wrong_usage(root: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main(["check", "--root", str(root)]) == 2


@pytest.mark.parametrize(
    "url",
    ["example.org", "ftp://example.org/", "https://", "https:///kb/", "https://example.org/?a", "https://a b/"],
)
def test_a_base_url_that_is_none_is_wrong_usage(root: Path, tmp_path: Path, url: str) -> None:
    assert build(root, tmp_path / "public", "--base-url", url) == 2
    assert not (tmp_path / "public").exists()


def test_a_base_url_may_lack_its_last_slash(root: Path, tmp_path: Path) -> None:
    for name, url in (("a", "https://example.org/kb"), ("b", "https://example.org/kb/")):
        assert build(root, tmp_path / name, "--base-url", url) == 0
    assert files(tmp_path / "a") == files(tmp_path / "b")


@pytest.mark.parametrize(("lang", "seconds"), [("nb", "0,"), ("nn", "0,"), ("en", "0.")])
def test_the_summary_has_the_number_of_pages_in_the_language_asked_for(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, seconds: str
) -> None:
    output = tmp_path / "public"
    assert build(root, output, "--lang", lang) == 0
    summary, error = capsys.readouterr()
    pages = len([path for path in files(output) if path.endswith(".html")])
    assert summary.count("\n") == 1
    assert summary.startswith(f"{pages} ")
    assert seconds[-1] in summary
    assert error == ""


def test_quiet_says_nothing_but_problems(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(root, tmp_path / "public", "-q") == 0
    assert capsys.readouterr() == ("", "")
    (root / "content/artikler/en.md").write_text(ARTICLE.replace("plan", "plna"), encoding="utf-8")
    assert build(root, tmp_path / "public", "-q") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "error[unknown-theme]" in err


class _Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("options", "variables", "live"),
    [([], {}, True), (["-q"], {}, False), ([], {"CI": "true"}, False), ([], {"TERM": "dumb"}, False)],
)
def test_a_line_that_counts_is_shown_on_a_terminal_alone_and_is_gone_at_the_end(
    root: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], variables: dict[str, str], live: bool
) -> None:
    for name in ("CI", "TERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["check", "--root", str(root), *options]) == 0
    shown = terminal.getvalue()
    assert ("\r" in shown) == live
    if live:
        assert re.search(r"\d+/\d+", shown)
        assert shown.split("\r")[-2:][0].strip() == ""  # blanks over all that the last line had
        assert shown.endswith(" \r")


def test_without_a_terminal_nothing_is_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(root)]) == 0
    assert capsys.readouterr().err == ""


def test_no_colour_is_ever_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/artikler/en.md").write_text("Bare tekst.", encoding="utf-8")
    assert main(["check", "--root", str(root)]) == 1
    assert "\x1b" not in "".join(capsys.readouterr())


def test_verbose_says_how_many_files_changed(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "public"
    assert build(root, output) == 0
    assert "unchanged" not in capsys.readouterr().err
    count = len(files(output))
    assert build(root, output, "-v") == 0
    assert f"0 new or changed, {count} unchanged, 0 removed" in capsys.readouterr().err
    (root / "content/artikler/en.md").unlink()
    assert build(root, output, "-v") == 0
    assert ", 0 removed" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "meant"), [("biuld", "build"), ("sreve", "serve"), ("chekc", "check"), ("rapport", "report")]
)
def test_a_command_that_is_none_gets_a_suggestion(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", typed, "--root", "x"]) == 2
    assert f"Did you mean “kbsite {meant}”?" in capsys.readouterr().err


def test_a_command_that_is_like_none_lists_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["xyzzyx"]) == 2
    message = capsys.readouterr().err
    assert "Mente du" not in message
    assert "build, " in message


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "en", "check"],
        ["--lang=en", "check"],
        ["check", "--lang", "en"],
        ["check", "--lang=en"],
        ["--lang", "en", "report", "language"],
        ["report", "--lang", "en", "language"],
    ],
)
def test_the_language_of_messages_may_stand_anywhere(
    root: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--root", str(root)]) == 0
    assert re.search("0 errors|Pages", capsys.readouterr().out)


def test_a_folder_without_a_site_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--root", str(tmp_path), "--lang", "en"]) == 2
    assert "there is no site here" in capsys.readouterr().err


@pytest.mark.parametrize("report", ["stale", "laws", "language", "links", "authors", "themes", "next-change"])
def test_every_report_is_written_as_json_too(root: Path, report: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", report, "--root", str(root), "--format", "json"]) == 0
    written = capsys.readouterr().out
    assert json.loads(written) is not None
    assert main(["report", report, "--root", str(root), "--json"]) == 0
    assert capsys.readouterr().out == written


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_of_a_shell_knows_commands_and_options(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert [each for each in ("build", "init", "releases", "drafts", "base-url") if each not in script] == []


def test_bash_reads_its_completion(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["completion", "bash"])
    (tmp_path / "kbsite.bash").write_text(capsys.readouterr().out, encoding="utf-8")
    done = subprocess.run(
        ["bash", "-n", str(tmp_path / "kbsite.bash")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
