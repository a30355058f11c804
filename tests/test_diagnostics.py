"""How problems are sorted and shown."""

from __future__ import annotations

import json

from kbsite.diagnostics import Location, Severity, errors, nearest, problem
from kbsite.diagnostics.catalogue import catalogue
from kbsite.diagnostics.formats import as_github, as_gitlab, as_json, as_text

ENGLISH, BOKMAAL = catalogue("en"), catalogue("nb")

THEME = problem(Location("content/aktuelt/x.md", 4, 9), "unknown-theme", theme="folkehlse", near="folkehelse")
OVERDUE = problem(Location("content/aktuelt/å, b.md", 2, 1), "review-overdue", date="1. mai 2026")


def test_text_has_the_place_severity_and_code_and_the_hint_indented() -> None:
    message, hint = BOKMAAL.message(THEME), BOKMAAL.hint(THEME)
    assert as_text([THEME], BOKMAAL) == f"content/aktuelt/x.md:4:9: error[unknown-theme]: {message}\n  {hint}\n"
    assert "folkehlse" in message
    assert "folkehelse" in hint


def test_json_is_a_list_of_objects_with_the_fields_of_the_contract() -> None:
    rows = json.loads(as_json([THEME, OVERDUE], ENGLISH))
    assert rows[0] == {
        "file": "content/aktuelt/x.md",
        "line": 4,
        "column": 9,
        "severity": "error",
        "code": "unknown-theme",
        "message": ENGLISH.message(THEME),
        "hint": ENGLISH.hint(THEME),
    }
    assert rows[1]["severity"] == "warning"
    assert "å" in as_json([OVERDUE], ENGLISH)


def test_json_without_problems_is_an_empty_list() -> None:
    assert json.loads(as_json([], ENGLISH)) == []


def test_github_annotations_are_one_line_each_and_escaped() -> None:
    odd = problem(Location("content/a:b,c%.md", 1, 2), "raw-html", html="50 % <b>\nx")
    first, second = as_github([THEME, odd], ENGLISH).splitlines()
    assert first.startswith("::error file=content/aktuelt/x.md,line=4,col=9,title=unknown-theme::")
    assert second.startswith("::error file=content/a%3Ab%2Cc%25.md,line=1,col=2,title=raw-html::")
    assert "50 %25 <b>%0Ax" in second
    assert as_github([OVERDUE], ENGLISH).startswith("::warning file=")
    assert first.endswith(f"::{ENGLISH.message(THEME)}%0A{ENGLISH.hint(THEME)}")


def test_gitlabs_report_has_what_it_needs_of_each_problem() -> None:
    first, second = json.loads(as_gitlab([THEME, OVERDUE], BOKMAAL))
    assert first == {
        "description": f"{BOKMAAL.message(THEME)}. {BOKMAAL.hint(THEME)}",
        "check_name": "unknown-theme",
        "fingerprint": first["fingerprint"],
        "severity": "major",
        "location": {"path": "content/aktuelt/x.md", "lines": {"begin": 4}},
    }
    assert second["severity"] == "minor"
    assert json.loads(as_gitlab([], BOKMAAL)) == []


def test_gitlabs_report_has_names_that_are_no_utf_8() -> None:
    odd = problem(Location("content/bad\udcff.md"), "unknown-theme", theme="x", id="x", near="")
    (row,) = json.loads(as_gitlab([odd], BOKMAAL))
    assert row["location"]["path"] == "content/bad\udcff.md"


def test_gitlab_knows_a_problem_again_when_its_line_has_moved_and_distinguishes_twins() -> None:
    moved = problem(Location("content/aktuelt/x.md", 9, 9), "unknown-theme", theme="folkehlse", near="folkehelse")
    once = json.loads(as_gitlab([THEME], BOKMAAL))
    twice = json.loads(as_gitlab([THEME, moved, OVERDUE], BOKMAAL))
    assert json.loads(as_gitlab([moved], ENGLISH))[0]["fingerprint"] == once[0]["fingerprint"]
    assert twice[0]["fingerprint"] == once[0]["fingerprint"]
    assert len({row["fingerprint"] for row in twice}) == 3


def test_problems_are_sorted_by_file_line_and_column() -> None:
    places = [Location("b", 1, 1), Location("a", 10, 1), Location("a", 9, 2), Location("a", 9, 1)]
    found = sorted(problem(at, "empty-text") for at in places)
    assert [each.location for each in found] == list(reversed(places))


def test_only_errors_stop_a_build() -> None:
    assert errors([THEME, OVERDUE]) == (THEME,)
    assert (THEME.severity, OVERDUE.severity) == (Severity.ERROR, Severity.WARNING)


def test_the_nearest_name_is_found_whatever_its_case_and_none_where_none_is_like() -> None:
    assert nearest("Folkehlse", ["plan", "folkehelse", "folkemote"]) == "folkehelse"
    assert nearest("TITLE", ["title"]) == "title"
    assert nearest("xyz", ["plan"]) == ""
    assert nearest("plan", []) == ""


def test_the_nearest_name_does_not_depend_on_the_order_of_the_names() -> None:
    names = ["plana", "planb", "planc"]
    assert nearest("plan", names) == nearest("plan", reversed(names))
