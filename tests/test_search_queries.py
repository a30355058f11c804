"""A file of queries: what it may say, and every problem of it with its place."""

from __future__ import annotations

import pytest

from kbsite.diagnostics.catalogue import catalogue
from kbsite.diagnostics.formats import as_text
from kbsite.model import Source
from kbsite.read.data_files import fields_of
from kbsite.search.evaluation.queries import Query, queries
from tests.samples import codes, marked

PAGES = {"/", "/artikler/en/", "/artikler/to/"}
SOUND = "- query: individuell plan\n  kind: stikkord\n  pages: [/artikler/en/, /artikler/to/]\n"


def read(text: str) -> tuple[tuple[Query, ...], tuple[str, ...], str]:
    """Return the queries of a file, the codes of its problems with their places, and how they are shown."""
    found, problems = queries(fields_of(Source("q.yaml", text.encode())), "q.yaml", PAGES.__contains__)
    return found, tuple(codes(problems)), as_text(problems, catalogue("nb"))


def test_a_query_has_its_kind_and_its_pages() -> None:
    assert read(SOUND)[:2] == ((Query("individuell plan", "stikkord", ("/artikler/en/", "/artikler/to/")),), ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- »»query: a\n  kind: b\n", "missing-field"),
        ("- »»query:\n  kind: b\n  pages: [/]\n", "missing-field"),
        ("- query: a\n  »»kinds: b\n  pages: [/]\n", "unknown-field"),
        ("- query: »»[a]\n  kind: b\n  pages: [/]\n", "wrong-type"),
        ("- query: a\n  kind: b\n  pages: »»/\n", "wrong-type"),
        ("- query: a\n  kind: b\n  pages: »»[]\n", "wrong-type"),
        ("- query: a\n  kind: b\n  pages: [»»artikler/en]\n", "wrong-type"),
        ("- query: a\n  kind: b\n  pages: [/, »»/artikler/tre/]\n", "wrong-type"),
        (f"{SOUND}- query: »»individuell plan\n  kind: b\n  pages: [/]\n", "double-field"),
        ("»»", "wrong-type"),
        ("»»[]\n", "wrong-type"),
        ("»»query: a\n", "wrong-type"),
        ("- »»a\n", "wrong-type"),
        ("- query: »»'a\n", "broken-yaml"),
    ],
)
def test_a_fault_is_reported_with_its_place(text: str, code: str) -> None:
    source, line, column = marked(text)
    assert read(source)[1] == (f"{line}:{column} {code}",)


def test_all_faults_are_reported_at_once() -> None:
    text = "- query: a\n  kind: b\n- kind: b\n  pages: [/borte/, /]\n- query: c\n  kind: d\n  pages: [/borte/]\n"
    assert read(text)[1] == ("1:3 missing-field", "3:3 missing-field", "4:11 wrong-type", "7:11 wrong-type")


def test_the_words_are_for_an_editor() -> None:
    shown = read("- query: a\n  kind: b\n  pages: [/artikler/tre/]\n")[2]
    assert shown == (
        "q.yaml:3:11: error[wrong-type]: «pages.1» skal være adressen til en side på det bygde nettstedet, slik: "
        "/mappe/navn/\n  Her står det «/artikler/tre/».\n"
    )
