"""Front matter and body, each value with its place."""

from __future__ import annotations

import pytest

from kbsite.diagnostics import Location
from kbsite.parse.front_matter import split
from kbsite.schema.yaml_fields import fields
from tests.samples import marked


def codes(text: str) -> list[tuple[str, int, int]]:
    found = split(text, "x.md").fields.problems
    return [(each.code, each.location.line, each.location.column) for each in found]


def test_fields_and_body_are_parted() -> None:
    found = split("---\ntitle: Plan\n---\n\nTekst.\n", "x.md")
    assert found.fields.data == {"title": "Plan"}
    assert found.body.strip() == "Tekst."


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: a\n---\nHER\n",
        "---\ntitle: a\n---\n\nHER\n",
        "---\ntitle: a\n---\n\n\n\nHER\n",
        "---   \ntitle: a\n---  \n  \n\nHER\n",
        "---\n\n\ntitle: a\n\n---\n\nHER\n",
        "-----\ntitle: a\n-----\nHER\n",
    ],
)
def test_the_lines_of_fields_and_body_are_those_of_the_file(text: str) -> None:
    found = split(text, "x.md")
    lines = text.split("\n")
    assert lines[found.fields.marks["title",].line - 1] == "title: a"
    body_line = found.body_line + found.body.split("\n").index("HER")
    assert lines[body_line - 1] == "HER"


def test_a_line_of_dashes_in_the_body_belongs_to_the_body() -> None:
    assert "HER" in split("---\ntitle: a\n---\nTekst\n\n---\n\nHER\n", "x.md").body


def test_a_text_without_fields_says_so_on_its_first_line_and_is_all_body() -> None:
    found = split("# Plan\n\nTekst.\n", "x.md")
    assert codes("# Plan\n\nTekst.\n") == [("no-front-matter", 1, 1)]
    assert (found.body, found.body_line) == ("# Plan\n\nTekst.\n", 1)


def test_fields_that_never_end_are_broken() -> None:
    assert codes("---\ntitle: a\n\nTekst.\n") == [("broken-yaml", 1, 1)]


def test_empty_fields_are_no_problem_of_the_yaml() -> None:
    found = split("---\n---\nTekst.\n", "x.md")
    assert found.fields.data == {}
    assert found.fields.problems == []


@pytest.mark.parametrize(
    "faulty",
    [
        "---\ntitle: a»»: b\n---\n",  # a colon in a text
        "---\ntitle: a\n»»title: b\n---\n",  # a field twice
        "---\ntitle: a\nresources:\n  - url: x\n    »»url: y\n---\n",  # the same, further in
    ],
)
def test_broken_and_doubled_fields_are_found_at_their_place(faulty: str) -> None:
    text, line, column = marked(faulty)
    assert [(found_line, found_column) for _, found_line, found_column in codes(text)] == [(line, column)]


def test_a_doubled_field_keeps_its_first_value_and_names_the_first_line() -> None:
    found = fields("title: a\nx: b\ntitle: c\n", "x.md", 2)
    assert found.data == {"title": "a", "x": "b"}
    assert dict(found.problems[0].values) == {"field": "title", "first": "2"}


def test_values_stay_texts() -> None:
    found = fields("lang: no\ndate: 2024-02-30\ndraft: true\nempty:\nn: 012\n", "x.md")
    assert found.data == {"lang": "no", "date": "2024-02-30", "draft": "true", "empty": "", "n": "012"}


def test_each_value_and_key_has_its_place() -> None:
    found = fields("title: Øl\nthemes: [a, bb]\nauthors:\n  - id: k\n    role:  r\n", "x.md", 5)
    places = {path: (at.line, at.column) for path, at in found.marks.items()}
    assert places["title",] == (5, 8)
    assert (places["themes", 0], places["themes", 1]) == ((6, 10), (6, 13))
    assert (places["authors", 0, "id"], places["authors", 0, "role"]) == ((8, 9), (9, 12))
    assert (found.keys["authors", 0, "role"].line, found.keys["authors", 0, "role"].column) == (9, 5)


def test_an_empty_value_is_at_its_key() -> None:
    found = fields("title: a\nsummary:\ndate: x\n", "x.md", 2)
    assert found.marks["summary",] == Location("x.md", 3, 1)


@pytest.mark.parametrize(
    ("yaml", "reason"),
    [
        ("title: a: b", "@yaml_colon"),
        ("title: 'a", "@yaml_quote"),
        ('title: "a', "@yaml_quote"),
        ("themes: [a, b", "@yaml_bracket"),
        ("\ttitle: a", "@yaml_character"),
        ("a:\n  b: c\n d: e", "@yaml_indent"),
        ("title: a\nsummary\ndate: b", "@yaml_key"),
        ("title: a\n  date: b", "@yaml_indent"),
        ("title: a b: c: d", "@yaml_colon"),
        ("title: \x01", "@yaml_control"),
        ("title: *a", "@yaml_star"),
        ("title: &a b\nsummary: *a", "@yaml_star"),
        ("? [a, b]\n: c", "@yaml_key"),
        ("a: " + "[" * 3000 + "]" * 3000, "@yaml_deep"),
    ],
)
def test_broken_yaml_says_why_and_gives_no_values(yaml: str, reason: str) -> None:
    found = fields(yaml, "x.md")
    assert [(each.code, dict(each.values)["reason"]) for each in found.problems] == [("broken-yaml", reason)]
    assert found.data == {}


def test_a_value_that_holds_itself_is_broken_and_not_endless() -> None:
    assert [each.code for each in fields("a: &x [*x]", "x.md").problems] == ["broken-yaml"]


def test_a_control_character_is_found_at_its_place_behind_norwegian_letters() -> None:
    text, line, column = marked("title: blåbærsyltetøy på øya\nsummary: »»\x01 tekst\ndate: x\n")
    at = fields(text, "x.md").problems[0].location
    assert (at.line, at.column) == (line, column)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_a_line_separator_inside_a_text_does_not_move_the_lines_below(separator: str) -> None:
    found = fields(f'title: "a{separator}b"\ndate: x\n', "x.md")
    assert found.marks["date",].line == 2
