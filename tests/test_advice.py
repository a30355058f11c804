"""Hints depend on the value: each says what to write instead."""

from __future__ import annotations

import pytest

from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.schema.advice import advice, bare, date_advice, in_curly, line_advice, meant_name, quoted
from tests.samples import parsed

FIELDS = "date: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n"

WRITE = {
    "title: [Kladd]\n": 'title: "[Kladd]"',
    "title:\n  - Et ord\n": "title: Et ord",
    "title: X\ndraft: ja\n": "draft: true",
    "title: X\ndraft: Ja\n": "draft: true",
    "title: X\ndraft: “true”\n": "draft: true",
    "title: X\ndraft: True\n": "draft: true",
    "title: X\ndraft: on\n": "draft: true",
    "title: X\ndraft: nei\n": "draft: false",
    "title: X\ndraft: off\n": "draft: false",
    "title: X\naliases: gammel/side\n": "aliases: [/gammel/side/]",
    "title: X\nrelated: a.md, b.md\n": "related: [a.md, b.md]",
    "title: X\nrelated:\n  -a.md\n  -b.md\n": "related: [a.md, b.md]",
    "title: X\nrelated:\n  – a.md\n": "related: [a.md]",
    "title: X\nreviewed: 1. mai 2026\n": "reviewed: 2026-05-01",
    "title: X\nreviewed: “2026-05-01”\n": "reviewed: 2026-05-01",
    "title: X\nreviewed: 01.05.2026\n": "reviewed: 2026-05-01",
    "title: X\nreviewed: 2026-05-01T12:30:00\n": "reviewed: 2026-05-01",
    "title: X\nresources:\n  - title: A\n    url: www.nrk.no/a\n": "url: https://www.nrk.no/a",
    "title: X\nresources:\n  - title: A\n    url: https://a.no/\n    year: 2021/22\n": "year: 2021-2022",
    "title: Plan: del 2\n": 'title: "Plan: del 2"',
    "title: “Plan: del 2”\n": 'title: "Plan: del 2"',
    "title: [Kladd] Ny plan\n": 'title: "[Kladd] Ny plan"',
    "title: @post er navnet\n": 'title: "@post er navnet"',
    "title: `kode` først\n": 'title: "`kode` først"',
    "title: % av alle\n": 'title: "% av alle"',
    "title: *Viktig* plan\n": 'title: "*Viktig* plan"',
    "title: &plan først\n": 'title: "&plan først"',
    "title: !viktig plan\n": 'title: "!viktig plan"',
    'title: "Plan" og mer\n': "title: '\"Plan\" og mer'",
    "title: Plan #1\n": 'title: "Plan #1"',
    "title: #1 Plan\n": 'title: "#1 Plan"',
    "title: “Plan”\n": "title: Plan",
    "title: X\nrelated:\n\t- a.md\n": "  - a.md",
}

SILENT = [
    "title: 2024\n",
    "title: 12:30\n",
    "title: no\n",
    "title: Plan@kommunen\n",
    "title: «Plan»\n",
    "title: Plan 1,5 # \n".replace(" # ", ""),
    'title: "Plan # 3" # merknad\n',
    "title: 'Plan: del 2'\n",
    "title: X\nsummary: ~\n",
    "title: X\nsummary: null\n",
    "title: X\ndraft: false # snart\n",
    "title: X\nsummary: |\n  A # b\n",
]


@pytest.mark.parametrize("fields", WRITE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hint_says_what_to_write(fields: str, language: str) -> None:
    problems = parsed("content/artikler/x.md", f"---\n{fields}{FIELDS}---\n\nTekst.\n").problems
    hints = [catalogue(language).hint(each) for each in problems]
    left, right = ("“", "”") if language == "en" else ("«", "»")
    assert any(f"{left}{WRITE[fields]}{right}" in hint for hint in hints), hints


@pytest.mark.parametrize("fields", SILENT)
def test_good_values_are_silent(fields: str) -> None:
    assert parsed("content/artikler/x.md", f"---\n{fields}{FIELDS}---\n\nTekst.\n").problems == ()


def test_nothing_is_shown_of_a_value_that_is_none() -> None:
    document = parsed("content/artikler/x.md", f"---\ntitle: X\nsummary: null\n{FIELDS}---\n\nTekst.\n").document
    assert document is not None
    assert document.meta.summary == ""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("plan", "plan"),
        ("“plan”", "plan"),
        ("-plan", "plan"),
        ("Planlegging", "plan"),
        ("planlegging ", "plan"),
        ("Arealplan", "plan"),
        ("plan, helse", "plan, helse"),
        ("plan og Folkehelse", "plan, helse"),
        ("plan helse", "plan, helse"),
        ("kultur", ""),
        ("plan, kultur", ""),
    ],
)
def test_a_theme_is_known_by_its_title_and_its_synonyms(said: str, meant: str) -> None:
    names = {"planlegging": "plan", "arealplan": "plan", "folkehelse": "helse"}
    assert meant_name(said, {"plan", "helse"}, names) == meant


def test_what_nobody_can_tell_is_not_guessed() -> None:
    assert advice("draft", "@boolean", "kanskje", on_line=True) == ""
    assert advice("themes", "@list", {"a": "b"}, on_line=True) == ""
    assert advice("title", "@text", {"a": "b"}, on_line=True) == ""
    assert date_advice("date", "i fjor", partial=True) == ""
    assert date_advice("date", "1/9/2026", partial=True) == ""
    assert line_advice("title: 'Plan") == ""
    assert line_advice("title: [a, b") == ""
    assert line_advice("bare tekst") == ""


@pytest.mark.parametrize(
    "value", ["Plan", 'a "b" c', "a: b", "it's", "yes", " x", "a\\b", "både \" og ' her", "# x", ""]
)
def test_what_is_quoted_reads_as_it_is(value: str) -> None:
    if value:
        found = parsed("content/artikler/x.md", f"---\ntitle: {quoted(value)}\n{FIELDS}---\n\nTekst.\n")
        assert found.document is not None
        assert found.document.meta.title == value


def test_quotation_marks_and_dashes_are_taken_off() -> None:
    assert [bare(each) for each in ("“a”", "«a»", '"a"', "-a", "– a", "a", "”")] == [
        "a",
        "a",
        "a",
        "a",
        "a",
        "a",
        "”",
    ]
    assert [in_curly(each) for each in ("“a”", "„a“", "«a»", "“a” og “b”", "‘a’b")] == ["a", "a", "", "", ""]
