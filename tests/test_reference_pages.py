"""The developers' references of commands, kinds and views are those of the code."""

from __future__ import annotations

import pytest

from kbsite.cli import _parser
from kbsite.render import views
from kbsite.schema.kinds import BUILT_IN
from tests.command_tables import command_names, commands
from tests.kind_tables import kinds
from tests.markdown_table import table
from tests.reference_pages import FOLDER, REFERENCES, references_in, with_references
from tests.view_tables import views as view_reference

DOCUMENTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_references_are_up_to_date(name: str) -> None:
    """`make docs` regenerates them."""
    assert with_references(DOCUMENTS[name]) == DOCUMENTS[name]


def test_each_reference_is_in_one_document() -> None:
    assert sorted(name for text in DOCUMENTS.values() for name in references_in(text)) == sorted(REFERENCES)


@pytest.mark.parametrize("name", REFERENCES)
def test_a_stale_reference_would_be_seen(name: str) -> None:
    stale = f"Before.\n\n<!-- {name} -->\n\nOld.\n\n<!-- end -->\n\nAfter.\n"
    fresh = with_references(stale)
    assert fresh.startswith("Before.\n")
    assert fresh.endswith("<!-- end -->\n\nAfter.\n")
    assert "Old." not in fresh
    assert with_references(fresh) == fresh


def test_the_reference_names_every_command_and_argument() -> None:
    text = commands()
    assert "check" in command_names()
    assert "report stale" in command_names()
    for name in command_names():
        assert f"### `kbsite {name}`\n" in text
    for option in ("--version", "--root DIR", "--changed-since REF", "--days N", "-q, --quiet"):
        assert f"| `{option}` | " in text
    assert "`--help" not in text
    assert _parser().prog == "kbsite"


def test_no_argument_is_without_a_word_on_what_it_does() -> None:
    assert [line for line in commands().splitlines() if line.endswith("|  |")] == []


def test_the_reference_names_every_kind_and_field() -> None:
    text = kinds()
    shared, *sections = text.split("\n### `")
    by_name = {section.split("`", 1)[0]: section for section in sections}
    for kind in BUILT_IN:
        for name in kind.model_fields:
            assert f"| `{name}` |" in shared + by_name[kind.kind]
        assert kind.layout() in by_name[kind.kind]


def test_no_property_of_a_kind_is_without_a_word_on_what_it_means() -> None:
    assert [line for line in kinds().splitlines() if line.endswith("|  |")] == []


def test_the_reference_names_every_page_and_its_attributes() -> None:
    text = view_reference()
    for page in views.Page.__args__:
        assert f"### {page.__name__}\n" in text
        for name in page.__dataclass_fields__:
            assert f"| `{name}` |" in text


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert table(("type",), [("`int | None`",)]) == "| type |\n| --- |\n| `int \\| None` |"
