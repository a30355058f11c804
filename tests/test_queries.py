"""The queries that the search is measured with: enough of each kind, none in both lists, and pages that exist."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options
from tests.sites import LAYOUTS, ROOT, newest_day

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = (
    "spørsmål-nb",
    "spørsmål-nn",
    "stikkord",
    "forkortelse",
    "andre-målform",
    "skrivefeil",
    "sammensetning",
    "dagligtale",
    "lov",
    "kjent-side",
    "eksakt",
    "navn",
    "unge",
    "hvor-ofte",
)

LEAST = {"tuning": 10, "held_out": 5}
"""How many queries of each kind a list has at the least."""

LEXICON = ("/lover/", "/ordliste/")
"""Where the pages of laws and the glossary are, which a query for their names may find."""

MOST_PAGES = 5
"""A query that more pages answer equally well measures little."""

FROM_PAGES = "from_pages"
"""The list that was written from the pages, of the kinds that the others are weakest in; none of it is held out."""

BOTH = pytest.mark.parametrize("name", LEAST)

ALL = pytest.mark.parametrize("name", [*LEAST, FROM_PAGES])


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, of which kind it is, and the addresses of the pages that may come first."""

    text: str
    kind: str
    pages: tuple[str, ...]


def entries(name: str) -> list[Any]:
    """Return the entries of a list as they are in its file."""
    return list(yaml.safe_load((ROOT / "tests" / "queries" / f"{name}.yaml").read_text(encoding="utf-8")))


def queries(name: str) -> list[Query]:
    """Return the queries of a list, in order."""
    return [Query(each["query"], each["kind"], tuple(each["pages"])) for each in entries(name)]


def folded(text: str) -> str:
    """Return a query without what makes no difference to a reader: capitals, spaces and marks at the end."""
    return " ".join(text.casefold().split()).rstrip("?!. ")


@pytest.fixture(scope="module")
def kinds_of_content() -> Mapping[str, str]:
    """Return the kind of each page of the real site, by address."""
    today = date.fromisoformat(newest_day(ROOT))
    loaded = load(Options(root=ROOT, layouts=LAYOUTS, output=Path("unused"), today=today), lambda *_: None)
    assert loaded.site
    return {each.address: each.kind for each in loaded.site.documents}


@ALL
def test_an_entry_has_three_fields(name: str) -> None:
    for entry in entries(name):
        assert set(entry) == {"query", "kind", "pages"}
        assert isinstance(entry["query"], str)
        assert isinstance(entry["pages"], list)


@ALL
def test_a_query_is_as_it_would_be_typed(name: str) -> None:
    for query in queries(name):
        assert query.text == query.text.strip() != ""
        assert unicodedata.is_normalized("NFC", query.text)


@BOTH
def test_there_are_enough_of_each_kind(name: str) -> None:
    counts = Counter(query.kind for query in queries(name))
    assert set(counts) == set(KINDS)
    assert min(counts.values()) >= LEAST[name]


def test_the_list_from_the_pages_has_at_least_eighty_of_known_kinds() -> None:
    kinds = [query.kind for query in queries(FROM_PAGES)]
    assert len(kinds) >= 80
    assert set(kinds) <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_third_of_each_kind_is_held_out(kind: str) -> None:
    tuning, held_out = (sum(query.kind == kind for query in queries(name)) for name in LEAST)
    assert 3 * held_out <= tuning + held_out < 3 * (held_out + 1)


def test_no_two_queries_are_alike() -> None:
    counts = Counter(folded(query.text) for name in (*LEAST, FROM_PAGES) for query in queries(name))
    assert [text for text, count in counts.items() if count > 1] == []


@ALL
def test_every_page_is_there(name: str, kinds_of_content: Mapping[str, str]) -> None:
    for query in queries(name):
        assert 1 <= len(query.pages) <= MOST_PAGES, query.text
        assert len(set(query.pages)) == len(query.pages), query.text
        known = {page for page in query.pages if not page.startswith(LEXICON)}
        assert known <= set(kinds_of_content), query.text


@BOTH
def test_every_kind_of_content_is_aimed_at(name: str, kinds_of_content: Mapping[str, str]) -> None:
    pages = (page for query in queries(name) for page in query.pages if not page.startswith(LEXICON))
    aimed_at = {kinds_of_content[page] for page in pages}
    assert aimed_at == set(kinds_of_content.values())
