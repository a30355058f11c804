"""The JSON Schemas of the files in `data/` say what the check says, and VS Code finds them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft7Validator

from kbsite.authoring.editor_files import FOLDER, editor_files
from kbsite.authoring.scaffold import choices_of
from kbsite.authoring.settings_files import SETTINGS_FILES, settings_schemas
from kbsite.cli import main
from kbsite.read.config import config
from tests.owner_docs import documents, told
from tests.sites import HANDBOOK, OWNER, ROOT, SETTINGS, write_site

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = settings_schemas("en")
STARTERS = ROOT / "kbsite/authoring/init/starters"
PATHS = [each.path for each in SETTINGS_FILES]


ANSWERS = {"email": "mail@example.org", "base_url": "https://example.org/"}


def filled_in(text: str) -> str:
    """Return the text of a starter as `kbsite init` fills it in."""
    return re.sub(r'@"?([a-z_]+)"?@', lambda found: ANSWERS.get(found[1], "A site"), text)


class AsEditors(yaml.SafeLoader):
    """The YAML of version 1.2, which editors read: no dates, and no `yes`."""


AsEditors.yaml_implicit_resolvers = {
    letter: [
        (tag, re.compile(r"^(?:true|false)$") if tag.endswith(":bool") else each)
        for tag, each in known
        if not tag.endswith(":timestamp")
    ]
    for letter, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(path: str, text: str) -> list[str]:
    """Return the path of each fault that the schema of a file finds in a text."""
    value: Any = yaml.load(text, AsEditors)  # noqa: S506 - it is a safe loader
    return [error.json_path for error in Draft7Validator(SCHEMAS[path]).iter_errors(value)]


@pytest.mark.parametrize("path", PATHS)
def test_a_schema_is_one_of_its_dialect_and_explains_each_setting(path: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[path])
    inner = SCHEMAS[path].get("items", SCHEMAS[path])
    for each in inner.get("anyOf", [inner]):
        assert each["properties"]
        assert all(field["description"] for field in each["properties"].values())


def test_every_file_in_data_that_kbsite_comes_with_is_valid() -> None:
    found = {
        f"{root.relative_to(ROOT)} {path}": faults(path, filled_in((root / path).read_text(encoding="utf-8")))
        for root in (ROOT, HANDBOOK, OWNER, *STARTERS.glob("*/*"), ROOT / "tests/golden/site")
        for path in PATHS
        if (root / path).exists()
    }
    assert len(found) > len(PATHS)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_what_the_documents_tell_owners_to_write_is_valid() -> None:
    base = "title: A\nbase_url: https://a.example.org/\nemail: a@example.org\n"
    for text in documents().values():
        for path, written in told(text).items():
            if path in SCHEMAS:
                assert faults(path, (base if path == "data/site.yaml" else "") + written) == [], path


VALUES = [
    "publisher: 2030", "publisher: true", "publisher:", "description: { nb: A, se: B }", "menu:",
    "footer: Text", "footer: { en: Text }", "footer: [{ title: A, url: /a/ }]", "pdf: true", 'pdf: "false"',
    "review_after_months: 24", 'review_after_months: "24"', "limits: { text: 500 kB, picture: 5 mb, pixels: 100 }",
    'colours: { link: "#14566c" }', 'colours: { link: { light: "#14566c", dark: "#92cfe0" } }', "language: sr-Latn",
    "languages: [se, uk]", "logo: /logo.svg", "hosting: s3", "hosting:", "attachments: [mp3, .mp4]",
    "warnings_off: [large-picture]", "redirects: [{ old: /a/*, new: /b/* }]", "routes: { search: finn }",
    "cms: { backend: gitlab, repo: a/b, app_id: 12 }", "license: { title: CC BY, url: https://example.org/ }",
    "front: { order: [themes], searches: [a, { en: b }], questions: [pages/a.md] }", "forum_url: https://a.example/",
]  # fmt: skip

WRONG = [
    "publisher: [A]", "description: {}", "description: { English: A }", "menu: A", "pdf: yes", "pdf: 1",
    "review_after_months: 0", "review_after_months: often", "limits: { text: 5 TB }", "limits: { pixels: 101 }",
    "colours: { link: red }", "colours: { link: {} }", "language: Norwegian!", "languages: se", "logo: logo.gif",
    "hosting: heroku", "warnings_off: [all]", "redirects: [{ old: /a/ }]", "routes: { search: A b }",
    "cms: { backend: svn, repo: a/b }", "license: CC BY", "front: [themes]", "forum_url: example.org",
]  # fmt: skip


@pytest.mark.parametrize("line", VALUES)
def test_what_the_check_takes_the_schema_takes_too(tmp_path: Path, line: str) -> None:
    text = f"{SETTINGS}{line}\n"
    root = write_site(tmp_path, {"data/site.yaml": text})
    assert [each for each in config(root)[1] if each.code in ("wrong-type", "unknown-warning")] == []
    assert faults("data/site.yaml", text) == []


@pytest.mark.parametrize("line", WRONG)
def test_what_the_schema_finds_the_check_finds_too(tmp_path: Path, line: str) -> None:
    text = f"{SETTINGS}{line}\n"
    root = write_site(tmp_path, {"data/site.yaml": text})
    assert config(root)[0] is None
    assert faults("data/site.yaml", text) != []


def test_a_kind_of_ones_own_and_one_that_comes_with_kbsite_are_both_valid() -> None:
    own = "- { id: course, folder: courses, name: { one: Course, many: Courses }, schema_org: Event }\n"
    assert faults("data/kinds.yaml", f"{own}- {{ id: practice, off: true }}\n") == []
    assert faults("data/kinds.yaml", "- { id: course, colour: red }\n") != []


@pytest.mark.parametrize("file", [ROOT / ".vscode/settings.json", STARTERS / "common/dot-vscode/settings.json"])
def test_vs_code_is_told_of_every_schema(file: Path) -> None:
    pairs = dict(re.findall(r'"\./(\.vscode/schema/data/[^"]+)": "/([^"]+)"', file.read_text(encoding="utf-8")))
    assert list(pairs.values()) == PATHS
    assert set(pairs) == {path for path in editor_files(choices_of(ROOT)) if path.startswith(f"{FOLDER}/data/")}


def test_the_command_prints_the_settings_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(tmp_path, {"data/site.yaml": f"{SETTINGS}language: sv\n"})
    assert main(["schema", "data/site.yaml", "--root", str(root)]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMAS["data/site.yaml"]
