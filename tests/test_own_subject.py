"""Nothing of the subject of the site in this repository is in the package that other sites install."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.sites import LAYOUTS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUBJECT = re.compile(
    r"kommunetorg|østfold|folkehels|skjenk|alkohol|narkotika|(?<![\w-])rus(?![\w-])|rusm[ia]|rusarb|rusplan|korona",
    re.IGNORECASE,
)
"""What Kommunetorget is about. Municipalities are not counted: kinds and fields of the package have them."""

WORDS = re.compile(
    r"bevilling|ruslid|rusav|ruspå|hasj|cannabis|overdose|promille|(?<!bedrifts)helsetjeneste|helsefrem|sykdomsb|psykisk"
    r"|kommuneplan|kommunedelplan|reguleringsplan|planprogram|planstrategi|arealdel|samfunnsdel|konsekvensutred"
    r"|pandemi|smittevern",
    re.IGNORECASE,
)
"""More words of the subject: none may stand in what the search knows, or in messages, words and starters."""

LANGUAGE = {
    "kbsite/search/frequent.txt": "the most frequent words of Norwegian",
    "kbsite/search/asked/names.txt": "names of people and places, which a report on searches leaves out",
}
"""Data on the Norwegian language, and why each has such words."""

DATA = (".css", ".html", ".js", ".md", ".svg", ".toml", ".txt", ".typ", ".yaml", ".yml")

_COMMENT = re.compile(r"/\*.*?\*/|(?:^|(?<=\s))//\s[^\n]*$", re.DOTALL | re.MULTILINE)


def packaged() -> Iterator[tuple[str, Path]]:
    """Yield every file of data that the wheel has (tests/test_package.py holds that these are all)."""
    for folder in (ROOT / "kbsite", LAYOUTS):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and "__pycache__" not in name and path.suffix != ".pyc":
                yield name, path


def spoken(name: str, text: str) -> list[str]:
    """Return the words of the subject in what the search, messages, words and starters say."""
    return sorted(set(WORDS.findall(text))) if name.endswith((".toml", ".yaml", ".md")) else []


def said(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return sorted(set(SUBJECT.findall(_COMMENT.sub("", text) if path.suffix == ".js" else text)))


def test_no_file_of_the_package_is_named_for_the_subject() -> None:
    names = [name for name, _ in packaged()]
    assert len(names) > 300
    assert [name for name in names if SUBJECT.search(re.sub(r"[-_/.]", " ", name))] == []


def test_no_data_of_the_package_speaks_of_the_subject() -> None:
    found = {name: said(path) for name, path in packaged() if path.suffix in DATA and name not in LANGUAGE}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_words_or_examples_of_the_package_are_of_the_subject() -> None:
    found = {
        name: spoken(name, path.read_text(encoding="utf-8")) for name, path in packaged() if path.suffix in DATA
    }
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("text", ["skjenkebevilling", "kommuneplanens", "en pandemi", "planstrategien"])
def test_a_word_of_the_subject_would_be_seen(text: str) -> None:
    assert spoken("kbsite/search/norwegian.toml", text)


@pytest.mark.parametrize(
    "text", ["bevilgning", "sykehus", "planlegging", "kommunestyre", "helse, miljø og sikkerhet"]
)
def test_plain_norwegian_is_left_to_the_package(text: str) -> None:
    assert not spoken("kbsite/search/norwegian.toml", text)


@pytest.mark.parametrize("name", LANGUAGE)
def test_what_is_passed_over_needs_to_be(name: str) -> None:
    assert said(ROOT / name)


@pytest.mark.parametrize("text", ["Kommunetorget", "rus og vold", "rusmidler", "Folkehelse", "en skjenkestad"])
def test_the_subject_would_be_seen(text: str) -> None:
    assert SUBJECT.search(text)


@pytest.mark.parametrize("text", ["russisk", "virus", "a rusty gate", "a rush hour", "planlegging i kommunen"])
def test_other_words_are_not_taken_for_it(text: str) -> None:
    assert not SUBJECT.search(text)
