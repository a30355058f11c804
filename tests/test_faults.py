"""Each fault gives the problem that its fixture marks, there and nowhere else; and every code has a fixture."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import FAULTY, FINE, main
from kbsite.diagnostics import CODES, Location, Severity, problem
from kbsite.diagnostics.catalogue import LANGUAGES, Catalogue, catalogue
from kbsite.diagnostics.formats import FORMATS, as_json, as_text
from tests.marked_faults import (
    BASE,
    PROJECT,
    TODAY,
    Expected,
    Fixture,
    differences,
    fixture_paths,
    gathered,
    problems_of,
    read_fixture,
    write_file,
    write_site,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic

FIXTURES = tuple(map(read_fixture, fixture_paths()))
DOCUMENTATION = PROJECT / "docs" / "redaktor" / "content" / "artikler" / "problemer.md"
WORDS = {Severity.ERROR: "Feil", Severity.WARNING: "Advarsel"}


@pytest.fixture(params=FIXTURES, ids=lambda fixture: fixture.name)
def fixture(request: pytest.FixtureRequest) -> Fixture:
    chosen: Fixture = request.param
    return chosen


@pytest.fixture
def found(fixture: Fixture, tmp_path: Path) -> tuple[Diagnostic, ...]:
    write_site(tmp_path, fixture)
    return problems_of(tmp_path, fixture)


def test_the_base_site_is_sound(tmp_path: Path) -> None:
    write_site(tmp_path)
    assert problems_of(tmp_path, read_fixture(BASE)) == ()


def test_the_problems_are_those_that_are_marked(fixture: Fixture, found: tuple[Diagnostic, ...]) -> None:
    wrong = differences(found, fixture.expected)
    assert not wrong, "\n".join([*wrong, as_text(found, catalogue("nb"))])


def test_problems_that_are_missing_surplus_or_elsewhere_are_distinguished() -> None:
    here = problem(Location("a.md", 4, 9), "unknown-theme", theme="x", id="x", near="")
    assert differences([here], [Expected("a.md", 4, "unknown-theme", 9)]) == []
    assert differences([here], [Expected("a.md", 4, "unknown-theme")]) == []
    assert differences([here], [Expected("a.md", 4, "unknown-theme", 8)]) == [
        "column: a.md:4 unknown-theme: 8 marked, [9] found"
    ]
    assert differences([here], [Expected("a.md", 5, "unknown-theme")]) == [
        "missing: a.md:5 unknown-theme",
        "surplus: a.md:4 unknown-theme",
    ]
    assert differences([here, here], [Expected("a.md", 4, "unknown-theme")]) == ["surplus: a.md:4 unknown-theme"]


def test_a_fixture_marks_something(fixture: Fixture) -> None:
    assert fixture.expected


def test_its_problems_can_be_shown_in_every_language_and_format(found: tuple[Diagnostic, ...]) -> None:
    for language in LANGUAGES:
        words = catalogue(language)
        for show in FORMATS.values():
            assert not re.search(r"\{[a-z_]+\}|@[a-z]+_[a-z]+", show(found, words))
        assert all(words.message(each) in as_text([each], words).split("\n")[0] for each in found)
        assert all(words.hint(each) for each in found)
        assert len(json.loads(as_json(found, words))) == len(found)


ASKED_FOR = {"misspelt-word", "lost-address"}
"""Opt-in checks: test_spelling.py and test_lost_addresses.py show it."""


@pytest.mark.parametrize("code", [code for code in CODES if code not in ASKED_FOR])
def test_a_code_is_marked_in_a_fixture(code: str) -> None:
    assert any(each.code == code for fixture in FIXTURES for each in fixture.expected)


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_message_in_every_language(code: str) -> None:
    assert all(catalogue(language).problems[code]["message"] for language in LANGUAGES)


def test_catalogues_have_nothing_but_known_codes() -> None:
    assert all(set(catalogue(language).problems) == set(CODES) for language in LANGUAGES)


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "nb"])
def test_catalogues_have_the_same_entries_with_the_same_places(language: str) -> None:
    assert _places(catalogue(language)) == _places(catalogue("nb"))


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_section_that_says_how_bad_it_is(code: str) -> None:
    assert code in _sections(), f"{DOCUMENTATION} has no section {code}"
    assert _sections()[code].startswith(f"**{WORDS[CODES[code]]}.**")
    assert _sections()[code].count("```") == 4, "it shows what is wrong, and what is right"


def test_the_documentation_has_no_code_that_is_unknown() -> None:
    assert list(_sections()) == list(CODES)


def test_the_list_of_codes_leads_to_each_of_them_once() -> None:
    listed, _, _ = DOCUMENTATION.read_text(encoding="utf-8").partition("## Alle kodene")[2].partition("\n## ")
    assert sorted(re.findall(r"\[([a-z-]+)\]\(#\1\)", listed)) == sorted(CODES)


class TestFortyFaultyFiles:
    """One run reports every fault in a folder, and leaves the earlier site in place."""

    TEXTS = tuple(gathered(FIXTURES))

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        root = tmp_path / "site"
        write_site(root)
        return root

    def _build(self, root: Path) -> int:
        where = ["--root", str(root), "--output", str(root / "public"), "--layouts", str(PROJECT / "layouts")]
        return main(["build", *where, "--today", TODAY.isoformat(), "--no-search", "--lang", "en"])

    def test_there_are_forty_of_them(self) -> None:
        assert len(self.TEXTS) >= 40
        assert len({file.path for file, _ in self.TEXTS}) == len(self.TEXTS)

    def test_all_problems_come_in_one_run_each_with_its_line(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for file, _ in self.TEXTS:
            write_file(root, file)
        assert self._build(root) == FAULTY
        said = capsys.readouterr().err
        shown = re.findall(r"^(.+?):(\d+):\d+: (?:error|warning)\[(.+?)\]: ", said, re.MULTILINE)
        wanted = {(each.file, str(each.line), each.code) for _, marked in self.TEXTS for each in marked}
        assert wanted <= set(shown)
        assert len(shown) >= 40

    def test_the_site_that_stood_before_is_untouched(self, root: Path) -> None:
        assert self._build(root) == FINE
        before = _snapshot(root / "public")
        for file, _ in self.TEXTS:
            write_file(root, file)
        assert self._build(root) == FAULTY
        assert _snapshot(root / "public") == before
        assert len(before) > 10


def _snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return the time stamp of everything below `folder`, itself too, and the bytes of each file."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in (folder, *sorted(folder.rglob("*")))
    }


def _places(words: Catalogue) -> dict[str, set[str]]:
    """Return the places to fill in, by the name of each text of a catalogue."""
    places = {f"words {name}": _names(text) for name, text in words.words.items()}
    places |= {f"lines {name}": _names(text) for name, text in words.lines.items()}
    for kind, entries in (("problems", words.problems), ("faults", words.faults)):
        places |= {f"{kind} {code} {part}": _names(text) for code, part, text in _texts(entries)}
    return places


def _texts(entries: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    for code, entry in entries.items():
        for part, text in entry.items():
            yield code, part, text


def _names(text: str) -> set[str]:
    return set(re.findall(r"\{([a-z_]+)[:}]", text))


@cache
def _sections() -> dict[str, str]:
    """Return the sections of the editors' documentation by the code that is their heading."""
    text = DOCUMENTATION.read_text(encoding="utf-8")
    parts = re.split(r"^## ([a-z-]+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
