"""What fields mean is told in the language of the site: in VS Code, in forms, and in new files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from kbsite.authoring.settings_files import SETTINGS_FILES, settings_schemas
from kbsite.cli import main
from kbsite.norwegian.names_and_dates import PAGE_LANGUAGES
from kbsite.render.outputs.open_data.content_list import schema
from kbsite.schema.declared import LABELS
from kbsite.schema.explained import DECLARED_IN, _words, explanation
from kbsite.schema.json_schema import front_matter_schema
from kbsite.schema.kinds import BUILT_IN
from tests.owner_fields import DATA
from tests.sites import SETTINGS, TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.schema.kinds import FrontMatter

OTHERS = [each for each in PAGE_LANGUAGES if each != DECLARED_IN]


IN_THE_LANGUAGE = (
    ("content/authors/", "content/forfattere/"), ("`/laws/", "`/lover/"), ("`/glossary/", "`/ordliste/"),
    ("search: find`", "search: finn`"), ("owner/name", "eier/navn"), ("eigar/namn", "eier/navn"),
    ("/signs/", "/tegn/"), ("/teikn/", "/tegn/"),
)  # fmt: skip
"""Names and examples that an explanation has in its own language, and those of bokmål."""


def explained(kind: type[FrontMatter], language: str) -> dict[str, str]:
    """Return the explanation of each field of a kind, those inside others too, by the name."""
    schema = front_matter_schema(kind, (), (), language=language)
    parts = {"": schema, **schema["$defs"]}
    return {
        f"{part}.{name}": field["description"]
        for part, inner in parts.items()
        for name, field in inner["properties"].items()
    }


def described(schema: object, path: str = "") -> dict[str, str]:
    """Return every explanation in a schema, by its place."""
    if isinstance(schema, list):
        return {at: text for n, each in enumerate(schema) for at, text in described(each, f"{path}/{n}").items()}
    if not isinstance(schema, dict):
        return {}
    own = {path: schema["description"]} if isinstance(schema.get("description"), str) else {}
    return own | {
        at: text for name, each in schema.items() for at, text in described(each, f"{path}/{name}").items()
    }


def texts() -> set[str]:
    open_data = schema("https://example.org/", ["nb"])
    listed = {*described(open_data).values(), open_data["title"]}
    fields = listed | {text for kind in BUILT_IN for text in explained(kind, DECLARED_IN).values()}
    return fields | {field.description or "" for model in DATA.values() for field in model.model_fields.values()}


@pytest.mark.parametrize("language", OTHERS)
def test_every_field_is_explained_in_every_language_and_nothing_else_is(language: str) -> None:
    assert sorted(texts() ^ set(_words(language))) == []


@pytest.mark.parametrize("language", OTHERS)
def test_an_explanation_names_the_same_fields_and_files(language: str) -> None:
    def code(text: str) -> list[str]:
        for theirs, ours in IN_THE_LANGUAGE:
            text = text.replace(theirs, ours)
        return sorted(re.findall(r"`([^`]+)`", text))

    assert {text: told for text, told in _words(language).items() if code(text) != code(told)} == {}


@pytest.mark.parametrize("kind", list(BUILT_IN), ids=lambda kind: kind.kind)
def test_a_schema_differs_in_its_words_alone(kind: type[FrontMatter]) -> None:
    ours, theirs = explained(kind, "nb"), explained(kind, "en")
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] == theirs[name]] == []


SAME = {"Id", "Type", "Status", "Schema.org"}
"""Labels that are the same words in bokmål and English."""


@pytest.mark.parametrize("kind", list(BUILT_IN), ids=lambda kind: kind.kind)
def test_every_label_in_a_form_is_in_english_too(kind: type[FrontMatter]) -> None:
    schema = front_matter_schema(kind, (), (), labels=True, language="en")
    fields = [field for part in (schema, *schema["$defs"].values()) for field in part["properties"].values()]
    labels = [field[name] for field in fields for name in LABELS if name in field]
    assert len(labels) >= len(fields)
    assert [label["nb"] for label in labels if label["en"] == label["nb"] and label["nb"] not in SAME] == []


def test_a_site_in_a_language_that_kbsite_has_no_words_of_is_told_in_english() -> None:
    assert explanation("Tittelen på det du viser til.", {}, "sv") == "The title of what you refer to."
    assert settings_schemas("sv")["data/site.yaml"] == settings_schemas("en")["data/site.yaml"]


def test_other_programs_are_told_of_the_content_in_the_language_of_the_site() -> None:
    ours, theirs = (described(schema("https://a.example/", ["nb"], lang)) for lang in ("nb", "en"))
    assert len(ours) > 10
    assert [at for at in ours if ours[at] == theirs[at]] == []


@pytest.mark.parametrize("path", [each.path for each in SETTINGS_FILES])
def test_every_setting_is_explained_in_the_language_of_the_site(path: str) -> None:
    ours, theirs = (described(settings_schemas(language)[path]) for language in ("nb", "en"))
    assert ours
    assert ours.keys() == theirs.keys()
    assert [at for at in ours if ours[at] == theirs[at]] == []


def test_a_field_of_a_sites_own_has_its_own_words() -> None:
    own = {"help": {"nb": "Hvor.", "en": "Where."}}
    assert explanation("Hvor.", own, "en") == "Where."
    assert explanation("Hvor.", own, "nn") == "Hvor."
    assert explanation("Hvor.", {}, "en") == "Hvor."


def site(root: Path, language: str) -> Path:
    folder = {"en": "authors"}.get(language, "forfattere")
    return write_site(
        root,
        {
            "data/site.yaml": f"{SETTINGS}language: {language}\n",
            f"{folder}/kari.md": "---\ntitle: Kari\n---\n",
            "data/kinds.yaml": "- id: trip\n  folder: trips\n  name: {one: Trip, many: Trips}\n  fields:\n"
            "    - {name: meet, type: text, label: Meet, "
            "help: {nb: Hvor vi møtes., nn: Kvar vi møtest., en: Where we meet.}}\n",
        },
    )


def words_of(language: str) -> tuple[str, str, str]:
    """Return what a title, a reviewed date and the site's own field are explained with."""
    return {
        "nb": ("Tittelen, som også er", "Siste gang en fagperson", "Hvor vi møtes."),
        "nn": ("Tittelen, som òg er", "Siste gong ein fagperson", "Kvar vi møtest."),
        "en": ("The title, which is also", "The last time that somebody", "Where we meet."),
    }[language]


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_vs_code_and_a_new_file_explain_in_the_language_of_the_site(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(tmp_path, language)
    assert main(["schema", "trip", "--root", str(root)]) == 0
    schema = json.loads(capsys.readouterr().out)
    shown = " ".join(field["description"] for field in schema["properties"].values())
    assert [text for text in words_of(language) if text not in shown] == []
    assert (
        main(
            [
                "new",
                "trip",
                "Up the hill",
                "--theme",
                "plan",
                "--author",
                "kari",
                "--root",
                str(root),
                "--today",
                TODAY,
            ]
        )
        == 0
    )
    made = " ".join(
        (root / "content/trips/up-the-hill.md").read_text(encoding="utf-8").replace("\n# ", " ").split()
    )
    assert [text for text in words_of(language) if text not in made] == []
    assert "help" not in schema["properties"]["meet"]


@pytest.mark.parametrize(("language", "prefix"), [("nb", "forfatter"), ("nn", "forfattar"), ("en", "author")])
def test_snippets_are_named_in_the_language_of_the_site(tmp_path: Path, language: str, prefix: str) -> None:
    root = site(tmp_path, language)
    assert main(["schema", "--write", "--root", str(root)]) == 0
    snippets = json.loads((root / ".vscode/kbsite.code-snippets").read_text(encoding="utf-8"))
    assert prefix in {each["prefix"] for each in snippets.values()}
