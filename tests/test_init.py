"""`kbsite init`: a site without a problem from whatever an owner answers, and nothing overwritten."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kbsite.authoring.init import LANGUAGES, STARTERS, Answers, starter_files
from kbsite.authoring.init.answers import answers
from kbsite.authoring.new.prompts import Prompts
from kbsite.cli import main
from kbsite.cli.shared import day
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import catalogue
from kbsite.parse.place import place
from kbsite.read.config import config
from kbsite.read.content import read_content
from tests.sites import TODAY, files

TITLE = """Klima "torget": #1 & venner"""
GIVEN = ("--title", TITLE, "--base-url", "https://example.no/kb", "--email", "post@example.no")
NOTHING = {"title": "", "base_url": "", "email": "", "language": "", "starter": ""}


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())


def init(folder: Path, *arguments: str) -> int:
    return main(["init", str(folder), *arguments, "--today", TODAY, "--lang", "en"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("starter", STARTERS)
def test_a_new_site_is_built_without_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, starter: str
) -> None:
    root = tmp_path / "site"
    assert init(root, *GIVEN, "--language", language, "--starter", starter) == 0
    said = capsys.readouterr().out
    assert set(said.splitlines()) == {str(root / path) for path in files(root)}
    output = str(root / "public")
    options = ["--root", str(root), "--output", output, "--no-search", "--today", TODAY, "--strict"]
    assert main(["build", *options]) == 0
    assert capsys.readouterr().err == ""
    page = (root / "public/index.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in page
    assert "Klima &#34;torget&#34;: #1 &amp; venner" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_knowledge_base_has_an_example_of_each_kind(tmp_path: Path, language: str) -> None:
    init(tmp_path / "site", *GIVEN, "--language", language)
    settings, _ = config(tmp_path / "site")
    assert settings
    places = [place(source.path, settings.kinds) for source in read_content(tmp_path / "site").sources]
    assert {getattr(each, "kind", None) for each in places} == set(settings.kinds)


def test_examples_are_marked_as_invented() -> None:
    found = starter_files(Answers("T", "https://e.no/", "a@e.no", "nb", "knowledge-base"), day(TODAY))
    own = ("chapter", "tema/", "forfattere/", "sider/", "/01-", "/02-")
    texts = {path: text for path, text in found.items() if path.startswith("content/")}
    assert all("example: true" in text for path, text in texts.items() if not any(each in path for each in own))


def test_files_that_are_there_are_kept_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("min", encoding="utf-8")
    (tmp_path / ".vscode/schema").mkdir(parents=True)
    (tmp_path / ".vscode/schema/qa.json").write_text("{}", encoding="utf-8")
    assert init(tmp_path, *GIVEN) == 0
    printed = capsys.readouterr()
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "min"
    assert (tmp_path / ".vscode/schema/qa.json").read_text(encoding="utf-8") == "{}"
    assert "README.md was there already" in printed.err
    assert "qa.json was there already" in printed.err
    assert "README.md" not in printed.out


@pytest.mark.parametrize("there", ["content", "data"])
def test_a_site_that_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str], there: str) -> None:
    (tmp_path / there).mkdir()
    assert init(tmp_path, *GIVEN) == 2
    assert "there is a site here already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [there]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (GIVEN[2:], "lacks --title"),
        (GIVEN[:2], "lacks --base-url, --email"),
        ((*GIVEN[:3], "example.no", *GIVEN[4:]), "cannot be the address"),
        ((*GIVEN[:5], "post"), "is no e-mail address"),
    ],
)
def test_without_a_terminal_what_is_missing_or_wrong_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert init(tmp_path / "site", *arguments) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_on_a_terminal_each_question_is_asked_until_the_answer_can_be_used() -> None:
    lines = iter(["\n", "Klimatorget\n", "klimatorget\n", "https://k.no\n", "x\n", "a@k.no\n", "nynorsk\n", "2\n"])
    shown: list[str] = []
    prompts = Prompts(lambda: next(lines), shown.append, catalogue("en"))
    found = answers(NOTHING, prompts)
    assert found == Answers("Klimatorget", "https://k.no", "a@k.no", "nn", "empty")
    assert sum("That is no" in text for text in shown) == 2


def test_nothing_is_asked_that_was_said() -> None:
    given = Answers("T", "https://k.no", "a@k.no", "nn", "empty")
    values = {name: getattr(given, name) for name in NOTHING}
    assert answers(values, Prompts(lambda: "", lambda _text: pytest.fail("asks"), catalogue("nb"))) == given


def test_a_value_cannot_bring_lines_of_its_own() -> None:
    found = answers({**NOTHING, "title": "A\nlanguage: en", "base_url": "https://k.no", "email": "a@k.no"}, None)
    assert found.title == "A language: en"


def test_nobody_who_answers_ends_it() -> None:
    with pytest.raises(EnvironmentFault):
        answers(NOTHING, Prompts(lambda: "", lambda _text: None, catalogue("nb")))


def test_pipelines_and_settings_have_the_form_that_hosts_and_editors_read(tmp_path: Path) -> None:
    init(tmp_path, *GIVEN)
    schema = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    github, gitlab = tmp_path / ".github/workflows/site.yaml", tmp_path / ".gitlab-ci.yml"
    commands: list[list[str]] = [
        [*schema, "vendor.github-workflows", str(github)],
        [*schema, "vendor.gitlab-ci", "--data-transform", "gitlab-ci", str(gitlab)],
        [str(Path(sys.executable).with_name("zizmor")), "--offline", "--quiet", str(tmp_path / ".github")],
    ]
    for command in commands:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    for path in (tmp_path / ".vscode").glob("*.json"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert json.loads("\n".join(line for line in lines if not line.lstrip().startswith("//")))
