"""Spelling: what hunspell is given, with a fake on every machine and with the real one where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from tests.samples import plain_text, text
from tests.sites import TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

STAND_IN = """#!{python}
import pathlib, sys
words = {{"nb_NO": "dette er en plan for kommune folkehelse arbeid tema", "nn_NO": "dette er ein plan for"}}
dictionary = sys.argv[sys.argv.index("-d") + 1]
if dictionary not in {known!r}:
    sys.exit("Can't open affix or dictionary files for dictionary named " + dictionary)
with open({log!r}, "a") as log:
    log.write(dictionary + " " + sys.argv[-1] + "\\n")
for line in sys.stdin.read().split("\\n"):
    word = line.lstrip("^")
    if word and word not in words[dictionary].split():
        print("& " + word + " 4 1: plan, plana, plane, planer" if "-a" in sys.argv else word)
"""


@pytest.fixture
def hunspell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a fake hunspell on the path, and return the file of what it was given."""
    return put_hunspell(tmp_path, monkeypatch, ("nb_NO", "nn_NO"))


def put_hunspell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: tuple[str, ...]) -> Path:
    log, program = tmp_path / "log", tmp_path / "bin" / "hunspell"
    program.parent.mkdir()
    source = STAND_IN.format(python=sys.executable, known=known, log=str(log))
    program.write_text(source, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    return log


def site(tmp_path: Path, body: str, more: dict[str, str] | None = None, **fields: str) -> Path:
    files = {"artikler/en.md": text("Plan", body, **fields), "forfattere/kari.md": plain_text("Kari", "")}
    return write_site(tmp_path / "site", {**files, **(more or {})})


def without_disabled(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the places and words of all reported spelling problems, in English."""
    main(["check", "--spelling", "--root", str(root), "--today", TODAY, "--lang", "en", "-q"])
    lines = capsys.readouterr().err.splitlines()
    assert all("misspelt-word" in line for line in lines[::2]), lines
    return [line.removeprefix("content/artikler/").replace(": warning[misspelt-word]: ", " ") for line in lines]


@pytest.mark.usefixtures("hunspell")
def test_a_word_that_no_dictionary_has_is_reported_with_its_place_and_what_was_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(tmp_path, "dette er en plam\nfor **plann** for plam")
    assert without_disabled(root, capsys) == [
        "en.md:8:13 “plam” is not in the dictionary of Bokmål",
        "  Did you mean «plan», «plana», «plane»? Correct the word."
        " If it is right, add it to “words” in data/writing.yaml.",
        "en.md:9:7 “plann” is not in the dictionary of Bokmål",
        "  Did you mean «plan», «plana», «plane»? Correct the word."
        " If it is right, add it to “words” in data/writing.yaml.",
    ]


@pytest.mark.usefixtures("hunspell")
@pytest.mark.parametrize(
    "body",
    [
        "dette er Xyzw og NAV",
        "dette er «xyzw» *xyzw* [xyzw](en.md) `xyzw` xyzw.no xyzw@xyzw.no e-xyzw",
        "> xyzw\n\n:::en\nxyzw\n:::",
        "folkehelsearbeid arbeidsplan",
        "temaet temaenes",
        "noe for noen",
        "ordlisteord lovord temaord",
        "skrivehjelpord",
        "plan på xyzw://xyzw.no/",
        "dette er ikkje en plan",
    ],
)
def test_what_may_be_right_is_not_reported(body: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = {
        "data/glossary.yaml": "- id: a\n  term: ordlisteord\n  definition: Ord.\n",
        "data/laws.yaml": "- {id: b, title: Lov, names: [lovord], abbreviations: [], lovdata: lov/2008-06-27-71}\n",
        "data/themes.yaml": "- id: plan\n  title: Plan\n  synonyms: [temaord]\n",
        "data/writing.yaml": "words: [skrivehjelpord, og]\n",
        "data/site.yaml": "title: N\nbase_url: https://n.no/\nemail: p@n.no\nwarnings_off: [other-standard-word]\n",
    }
    assert without_disabled(site(tmp_path, body, more), capsys) == []


@pytest.mark.usefixtures("hunspell")
def test_titles_and_summaries_are_read_in_the_language_of_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(tmp_path, "dette er ein plan", summary="dette er en xyzw", lang="nn")
    found = [line.partition(" is ")[0] for line in without_disabled(root, capsys)[::2]]
    assert found == ["en.md:6:10 “xyzw”"]


@pytest.mark.usefixtures("hunspell")
def test_a_page_can_switch_it_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert without_disabled(site(tmp_path, "xyzw", warnings_off="[misspelt-word]"), capsys) == []


def test_all_words_of_a_language_are_asked_for_at_once_and_only_when_they_are_asked_for(
    tmp_path: Path, hunspell: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(tmp_path, "dette er xyzw\n\nplan for xyzv\n\n- plan\n- xyzwxyzu")
    assert main(["check", "--root", str(root), "--today", TODAY, "-q"]) == 0
    assert not hunspell.exists()
    without_disabled(root, capsys)
    assert hunspell.read_text().count("nb_NO") == 3


@pytest.mark.parametrize("known", [(), ("nn_NO",)])
def test_what_is_not_installed_is_said(
    known: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(tmp_path, "plan")
    put_hunspell(tmp_path, monkeypatch, known)
    if not known:
        monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["check", "--spelling", "--root", str(root), "--today", TODAY, "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert ("nb_NO" if known else "hunspell, which is asked") in err
    assert "apt install" in err


def _dictionaries() -> bool:
    """Return whether hunspell is here, with both dictionaries."""
    if not shutil.which("hunspell"):
        return False
    said = subprocess.run(["hunspell", "-D"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return all(name in said.stderr for name in ("nb_NO", "nn_NO"))


def test_with_the_real_dictionaries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not _dictionaries():
        reason = "hunspell or its Norwegian dictionaries are not installed"
        if os.environ.get("KBSITE_REQUIRE_SPELLING") == "1":
            pytest.fail(f"KBSITE_REQUIRE_SPELLING=1, but {reason}", pytrace=False)
        pytest.skip(reason)
    nb = "Kommunnestyret vedtok rusplanen i fjor, men risikoen ved naboens kommunnestyre var ikke vudert av noen."
    nn = {
        "artikler/to.md": text(
            "Plan på nynorsk", "Dette er ei planstrategi for kommmunen, med skjenketider.", lang="nn"
        )
    }
    found = [line.partition(" is ")[0] for line in without_disabled(site(tmp_path, nb, nn), capsys)[::2]]
    assert found == ["en.md:8:66 “kommunnestyre”", "en.md:8:89 “vudert”", "to.md:9:30 “kommmunen”"]
