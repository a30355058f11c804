"""The JSON Schema of front matter says what the check says, and what VS Code is given is not stale."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kbsite.authoring.choices import Choices
from kbsite.authoring.editor_files import FILES, SNIPPETS, editor_files, patterns
from kbsite.authoring.scaffold import choices_of
from kbsite.authoring.settings_files import SETTINGS_FILES
from kbsite.cli import main
from kbsite.model import Place
from kbsite.parse.front_matter import split
from kbsite.parse.place import place
from kbsite.read.config import config
from kbsite.read.content import read_content
from kbsite.schema.choices import Choice
from kbsite.schema.json_schema import DIALECT, front_matter_schema
from kbsite.schema.kinds import BUILT_IN, FrontMatter
from kbsite.schema.kinds.article import Article
from kbsite.schema.kinds.chapter import Chapter
from kbsite.schema.kinds.model import Model
from kbsite.schema.kinds.qa import QuestionAndAnswer
from tests.samples import parsed, text
from tests.sites import ROOT, write_site

PLAN = Choice("plan", "Planlegging")
KARI = Choice("kari", "Kari")
KNOWN = Choices((PLAN,), (KARI,), "nb", {})
ARTICLE = {"title": "A", "date": "2026-01-01", "themes": ["plan"], "authors": ["kari"]}


def as_yaml_reads(value: Any) -> Any:
    """Return values as a YAML reader gives them: nothing is None, true is true."""
    if isinstance(value, dict):
        return {name: as_yaml_reads(each) for name, each in value.items()}
    if isinstance(value, list):
        return [as_yaml_reads(each) for each in value]
    if value in ("true", "false"):
        return value == "true"
    if re.fullmatch("[0-9]+", value):
        return int(value)
    return value or None


def faults(kind: type[FrontMatter], front_matter: Any, known: Choices = KNOWN) -> list[str]:
    """Return the path of each fault that the schema finds."""
    schema = front_matter_schema(kind, known.themes, known.authors, known.laws)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.json_path for error in validator.iter_errors(as_yaml_reads(front_matter))]


@pytest.mark.parametrize("kind", BUILT_IN.every, ids=lambda kind: str(kind.kind))
def test_a_schema_is_one_of_its_dialect_and_explains_every_field_in_norwegian(kind: type[FrontMatter]) -> None:
    schema = front_matter_schema(kind, KNOWN.themes, KNOWN.authors, KNOWN.laws)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    assert schema["title"] == kind.one.nb
    assert set(schema["properties"]) == set(kind.model_fields)
    for model in (schema, *schema["$defs"].values()):
        assert "description" not in model, "the docstring of a class is no word to an editor"
        assert all(field["description"] for field in model["properties"].values())


def test_every_page_of_the_site_is_valid() -> None:
    known = choices_of(ROOT)
    for source in read_content(ROOT).sources:
        at = place(source.path, BUILT_IN)
        assert isinstance(at, Place)
        found = split(source.data.decode(), source.path).fields.data
        assert faults(at.kind, found, known) == [], source.path


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("themes", ["plna"]),
        ("themes", []),
        ("authors", ["karri"]),
        ("authors", [{"id": "karri"}]),
        ("authors", [{"id": "kari", "rolle": "lege"}]),
        ("date", "1. mai"),
        ("date", "2026-02-30"),
        ("lang", "sv"),
        ("draft", "ja"),
        ("sumary", "Kort"),
        ("aliases", ["gammel"]),
        ("aliases", ["/a b/"]),
        ("resources", [{"title": "Lov"}]),
        ("resources", [{"title": "Lov", "url": "lovdata.no"}]),
        ("resources", [{"title": "Lov", "url": "https://lovdata.no/", "year": "nylig"}]),
    ],
)
def test_what_the_check_refuses_the_schema_refuses_too(field: str, value: Any) -> None:
    assert faults(Article, ARTICLE) == []
    assert faults(Article, {**ARTICLE, field: value}) != []


@pytest.mark.parametrize("field", ["title", "date", "themes", "authors"])
def test_what_must_be_there_must_be_there(field: str) -> None:
    assert faults(Article, {name: value for name, value in ARTICLE.items() if name != field}) == ["$"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "2030"),
        ("summary", ""),
        ("updated", ""),
        ("lang", ""),
        ("draft", ""),
        ("resources", ""),
        ("authors", [{"id": "kari", "role": "lege"}]),
        ("resources", [{"title": "Lov", "url": "https://lovdata.no/", "year": "2019"}]),
        ("resources", [{"title": "Lov", "url": "https://lovdata.no/", "year": "2019-2021"}]),
    ],
)
def test_what_the_check_takes_the_schema_takes_too(field: str, value: Any) -> None:
    assert faults(Article, {**ARTICLE, field: value}) == []
    written = "\n  - " + json.dumps(value[0]) if isinstance(value, list) else f"{value} "
    assert parsed("content/artikler/a.md", text(**{"title": "A", field: written})).problems == ()


@pytest.mark.parametrize("field", ["date", "themes", "authors"])
@pytest.mark.parametrize(
    ("state", "right"),
    [({}, False), ({"draft": "false"}, False), ({"draft": "true"}, True), ({"status": "archived"}, True)],
)
def test_what_nobody_knows_of_a_page_that_is_not_kept_up_may_be_missing(
    field: str, state: dict[str, str], right: bool
) -> None:
    given = {name: value for name, value in ARTICLE.items() if name != field} | state
    assert (faults(Article, given) == []) == right
    assert faults(Article, {name: value for name, value in given.items() if name != "title"}) != []


def test_steps_of_a_model_are_checked_too() -> None:
    lane, step = {"id": "a", "title": "A"}, {"id": "b", "lane": "a", "title": "B", "text": "T", "phase": "3"}
    assert faults(Model, {**ARTICLE, "lanes": [lane], "steps": [step]}) == []
    assert faults(Model, {**ARTICLE, "lanes": [lane], "steps": [{**step, "phase": "100"}]}) == ["$.steps[0].phase"]
    assert faults(Model, {**ARTICLE, "lanes": [lane], "steps": [{**step, "pages": ["x.html"]}]}) == [
        "$.steps[0].pages[0]"
    ]


def test_a_site_without_themes_and_authors_gets_no_empty_list_to_choose_from() -> None:
    none = Choices((), (), "nb", {})
    Draft202012Validator.check_schema(front_matter_schema(Article, (), ()))
    assert faults(Article, {**ARTICLE, "themes": ["hva-som-helst"]}, none) == []


LAWS = Choices((PLAN,), (KARI,), "nb", {}, laws=(Choice("pbl", "plan- og bygningsloven"),))


@pytest.mark.parametrize(("law", "right"), [("pbl", True), ("", True), ("plbl", False)])
def test_a_law_is_one_of_the_sites_or_none(law: str, right: bool) -> None:
    assert (faults(Article, {**ARTICLE, "law": law}, LAWS) == []) is right


def test_a_law_is_chosen_by_its_name() -> None:
    field = front_matter_schema(Article, (PLAN,), (KARI,), LAWS.laws)["properties"]["law"]
    assert (field["enum"], field["enumDescriptions"]) == (["pbl", None, ""], ["plan- og bygningsloven"])
    assert "enum" not in front_matter_schema(Article, (PLAN,), (KARI,))["properties"]["law"]


# what VS Code is given


def test_the_files_in_the_repository_are_not_stale() -> None:
    """`make schema` regenerates them."""
    made = editor_files(choices_of(ROOT))
    assert [path for path, said in made.items() if (ROOT / path).read_text(encoding="utf-8") != said] == []
    there = (ROOT / FILES).parent.rglob("*.json")
    assert {path.relative_to(ROOT).as_posix() for path in there} == set(made) - {SNIPPETS}


def test_every_file_of_the_site_has_the_schema_of_its_kind() -> None:
    for source in read_content(ROOT).sources:
        path = PurePosixPath(source.path)
        meant = [
            kind
            for kind in BUILT_IN
            for each in patterns(kind, BUILT_IN)
            if path.match(each) and len(path.parts) == len(PurePosixPath(each).parts)
        ]
        at = place(source.path, BUILT_IN)
        assert isinstance(at, Place)
        assert meant == [at.kind], source.path


def test_a_chapter_of_every_kind_that_has_chapters_has_the_schema_of_chapters() -> None:
    assert "content/praksis/*/[0-9]*.md" in patterns(Chapter, BUILT_IN)
    assert not any("[0-9]" in each for each in patterns(QuestionAndAnswer, BUILT_IN))


def test_snippets_write_fields_and_offer_themes_and_authors() -> None:
    found = json.loads(editor_files(KNOWN)[SNIPPETS])
    assert found["themes"]["body"] == ["themes:", "  - ${1|plan|}"]
    assert found["Et tema"]["body"] == ["- ${1|plan|}"]
    assert found["En forfatter"]["body"] == ["- ${1|kari|}"]
    assert found["lang"]["body"] == ["lang: ${1|nb,nn,en|}"]
    assert found["reviewed"]["body"] == ["reviewed: ${1:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}"]
    assert {name for kind in BUILT_IN for name in kind.model_fields} <= set(found)
    assert all(each["scope"] == "markdown" and each["description"] for each in found.values())


def test_the_task_of_vs_code_reads_what_the_check_writes() -> None:
    said = re.search(r'"regexp": (".*")', (ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))
    assert said
    line = "content/artikler/x.md:4:10: error[unknown-theme]: temaet «plna» finnes ikke"
    found = re.fullmatch(json.loads(said[1]), line)
    assert found
    assert found.groups()[:5] == ("content/artikler/x.md", "4", "10", "error", "unknown-theme")


# the command


def test_schema_prints_one_kind_or_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "artikler", "--root", str(ROOT)]) == 0
    one = json.loads(capsys.readouterr().out)
    assert main(["schema", "--root", str(ROOT)]) == 0
    every = json.loads(capsys.readouterr().out)
    assert list(every) == [kind.kind for kind in BUILT_IN]
    assert every["article"] == one
    settings, _ = config(ROOT)
    assert settings
    assert one["properties"]["themes"]["items"]["enum"] == [theme.id for theme in settings.themes]


def test_schema_writes_what_has_changed_and_says_so(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(tmp_path, {"forfattere/kari.md": "---\ntitle: Kari\n---\n"})
    assert main(["schema", "--write", "--root", str(root)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(BUILT_IN.every) + len(SETTINGS_FILES) + 2
    assert main(["schema", "--write", "--root", str(root)]) == 0
    assert capsys.readouterr().out == ""
    (root / "content/forfattere/ola.md").write_text("---\ntitle: Ola\n---\n", encoding="utf-8")
    assert main(["schema", "--write", "--root", str(root)]) == 0
    assert ".vscode/schema/qa.json" in capsys.readouterr().out
    assert '"ola"' in (root / ".vscode/schema/qa.json").read_text(encoding="utf-8")


def test_schema_needs_settings_without_faults(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(tmp_path, {"data/themes.yaml": "- id: plan\n"})
    assert main(["schema", "--write", "--root", str(root)]) == 2
    assert "kbsite check" in capsys.readouterr().err
    assert not (root / ".vscode").exists()
