"""The editors' documents: their tables are those of the schema, and what they show passes the check."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics.catalogue import catalogue
from kbsite.diagnostics.formats import as_text
from kbsite.model import Place, Source
from kbsite.parse.place import place
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options
from kbsite.read.data_files import fields_of
from kbsite.schema.kinds import BUILT_IN
from kbsite.search.evaluation.queries import queries
from tests import field_tables
from tests.sites import HANDBOOK, ROOT

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = field_tables.FOLDER
TODAY = datetime.date(2026, 11, 21)

DOCUMENTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}
EXPLAINED_ELSEWHERE = "problemer.md"
"""The page of problems, whose examples are faulty on purpose and have a test of their own."""

FIXED_ELSEWHERE = "sjekk.md"
"""The page on automatic fixes, whose examples test_fix_command.py compares with the command."""

ATTACHMENTS = {
    "content/artikler/folkehelsehjulet.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>',
    "content/artikler/sjekkliste-medvirkning.pdf": b"%PDF-1.7\n",
}
"""The files that the examples show or link to and that are no text."""

_FENCE = re.compile(
    r"(?:^(?P<before>[^\n]+)\n\n)?^(?P<marks>`{3,})(?P<info>\w*)\n(?P<text>.*?)^(?P=marks)$",
    re.MULTILINE | re.DOTALL,
)
_PATH = re.compile(r"\*\*`(?P<path>(?:content|data)/[^`]+)`\*\*")
_FAULT = re.compile(r"Feil \(`(?P<code>[a-z-]+)`\):")

_PAGE = {
    "title": "title: Utdrag",
    "summary": "summary: Kort om det.",
    "date": "date: 2026-11-01",
    "themes": "themes:\n  - folkehelse",
    "authors": "authors:\n  - redaksjonen",
}
_ARTICLE = "content/artikler/utdrag.md"
_QUESTION = "content/sporsmal-og-svar/utdrag.md"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its place, its language, for a whole file its path, and for a fault its code."""

    document: str
    line: int
    info: str
    text: str
    path: str
    code: str

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


def blocks() -> list[Block]:
    found = []
    for name, text in DOCUMENTS.items():
        for match in _FENCE.finditer(text) if name != EXPLAINED_ELSEWHERE else ():
            path = _PATH.fullmatch(match["before"] or "")
            fault = _FAULT.fullmatch(match["before"] or "")
            line = text.count("\n", 0, match.start("marks")) + 1
            where = (path["path"] if path else "", fault["code"] if fault else "")
            found.append(Block(name, line, match["info"], match["text"], *where))
    return found


BLOCKS = blocks()
FILES = [block for block in BLOCKS if block.path]
QUERIES = [block for block in BLOCKS if block.text.startswith("- query:")]
EXCERPTS = [
    block for block in BLOCKS if not block.path and block.info in ("markdown", "yaml") and block not in QUERIES
]


def example_site(root: Path) -> Path:
    """Write every complete example, and what they show, below `root`, and return it."""
    for block in FILES:
        path = root / block.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    for name, data in ATTACHMENTS.items():
        (root / name).write_bytes(data)
    return root


def with_excerpt(root: Path, block: Block) -> str:
    """Write an excerpt into the site at `root` as an editor would use it, and return the path of its file."""
    if block.info == "markdown":
        path, text = _ARTICLE, _fields("") + block.text
    elif block.document == "nettstedet.md" and re.match(r"(menu|footer):", block.text):
        path = "data/site.yaml"
        before = (root / path).read_text(encoding="utf-8")
        text = re.split(r"^(?:menu|footer):", before, maxsplit=1, flags=re.MULTILINE)[0] + block.text
    elif "question_lang" in block.text:
        path, text = _QUESTION, _fields(block.text) + "## Spørsmål\n\nHva?\n\n## Svar\n\nDet.\n"
    else:
        path, text = _ARTICLE, _fields(block.text) + "Tekst.\n"
    (root / path).write_text(text, encoding="utf-8")
    return path


def _fields(given: str) -> str:
    own = set(re.findall(r"^(\w+):", given, re.MULTILINE))
    rest = "".join(f"{lines}\n" for name, lines in _PAGE.items() if name not in own)
    return f"---\n{rest}{given}---\n\n"


def problems(root: Path) -> list[tuple[str, str]]:
    """Return the file and the code of every problem of the site at `root`."""
    options = Options(root=root, layouts=root / "layouts", output=root / "public", today=TODAY)
    return [(each.location.file, each.code) for each in load(options, lambda *_: None).problems]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_tables_are_those_of_the_schema(name: str) -> None:
    assert field_tables.with_tables(DOCUMENTS[name]) == DOCUMENTS[name], "run make docs"


def test_every_kind_and_every_setting_has_its_table() -> None:
    named = {table for text in DOCUMENTS.values() for table in field_tables.names_in(text)}
    assert named == {
        field_tables.COMMON,
        field_tables.LANGUAGES,
        *field_tables.KINDS,
        *field_tables.OTHERS,
    }


def test_a_table_shows_what_a_field_is_and_whether_it_must_be_there() -> None:
    table = field_tables.made("authors").splitlines()
    assert table[0] == "| felt | må være med | hva det er | type |"
    assert table[2] == "| `id` | ja | Forfatterens filnavn i `content/forfattere/`, uten `.md`. | tekst |"
    assert [row.split(" | ")[1] for row in table[2:]] == ["ja", "nei", "nei"]


def test_a_field_that_some_kinds_demand_says_which() -> None:
    [row] = [row for row in field_tables.made(field_tables.COMMON).splitlines() if row.startswith("| `date` |")]
    assert "for spørsmål og svar, artikkel, praksiseksempel, kronikk, aktuelt" in row


def test_every_field_has_a_description() -> None:
    models = (*BUILT_IN, *field_tables.OTHERS.values())
    bare = [
        f"{model.__name__}.{name}"
        for model in models
        for name, f in model.model_fields.items()
        if not f.description
    ]
    assert bare == []


def test_stale_tables_are_rewritten_and_the_rest_is_kept() -> None:
    stale = '# Før\n\n[felter]: # "menu"\ngammelt\n[slutt]: #\n\nEtter\n'
    fresh = field_tables.with_tables(stale)
    assert fresh == f'# Før\n\n[felter]: # "menu"\n\n{field_tables.made("menu")}\n[slutt]: #\n\nEtter\n'
    assert field_tables.with_tables(fresh) == fresh


def test_the_complete_examples_make_a_site_without_a_problem(tmp_path: Path) -> None:
    found = problems(example_site(tmp_path))
    assert found == [(name, "unused-file") for name in ATTACHMENTS], "excerpts alone use those files"


def test_there_is_a_complete_example_of_every_kind_and_of_a_translation() -> None:
    places = [place(block.path, BUILT_IN) for block in FILES if block.path.startswith("content/")]
    found = [each for each in places if isinstance(each, Place)]
    assert {each.kind for each in found} == set(BUILT_IN)
    assert any(each.original for each in found)


def test_no_two_examples_are_the_same_file() -> None:
    paths = [block.path for block in FILES]
    assert sorted(paths) == sorted(set(paths))


@pytest.mark.parametrize("block", EXCERPTS, ids=str)
def test_an_excerpt_has_the_problem_it_is_said_to_have_and_no_other(block: Block, tmp_path: Path) -> None:
    path = with_excerpt(example_site(tmp_path), block)
    assert [code for file, code in problems(tmp_path) if file == path] == ([block.code] if block.code else [])


@pytest.mark.parametrize("block", QUERIES, ids=str)
def test_a_file_of_queries_is_sound_and_asks_for_pages_that_there_are(block: Block) -> None:
    pages = {f"/{path.parent.name}/{path.stem}/" for path in (ROOT / "content").glob("*/*.md")}
    found, faults = queries(fields_of(Source("q.yaml", block.text.encode())), "q.yaml", pages.__contains__)
    assert found
    assert faults == ()


def test_every_block_is_of_a_sort_that_is_checked() -> None:
    assert {block.info for block in BLOCKS if block.document != FIXED_ELSEWHERE} == {
        "markdown",
        "yaml",
        "sh",
        "text",
    }


def test_the_message_that_is_shown_is_the_one_that_kbsite_gives(tmp_path: Path) -> None:
    [shown] = [
        block
        for block in BLOCKS
        if block.info == "text" and "error[" in block.text and block.document != FIXED_ELSEWHERE
    ]
    path = example_site(tmp_path) / shown.text.partition(":")[0]
    path.write_text(path.read_text(encoding="utf-8").replace("- folkehelse", "- folkehlse"), encoding="utf-8")
    options = Options(root=tmp_path, layouts=tmp_path / "layouts", output=tmp_path / "public", today=TODAY)
    found = [each for each in load(options, lambda *_: None).problems if each.location.file in shown.text]
    assert as_text(found, catalogue("nb")) == shown.text


def test_paths_that_are_shown_are_those_of_examples() -> None:
    shown = [line for block in BLOCKS if block.info == "text" for line in block.text.splitlines()]
    paths = {line for line in shown if line.startswith("content/") and " " not in line}
    assert paths
    assert paths <= {block.path for block in FILES}


def test_the_commands_that_are_named_exist(capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(DOCUMENTS.values())
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z-]+)", text)) <= set(targets)
    for command in set(re.findall(r"\bkbsite (build|check|new|schema|search-test|serve)\b", text)):
        with pytest.raises(SystemExit, match="0"):
            main([command, "--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    lines = "\n".join(re.findall(r"kbsite (?:build|check|new|schema|serve)[^\n`]*", text))
    named = set(re.findall(r"(?<=[ `])--[a-z-]+", lines))
    assert named
    assert named <= known


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != EXPLAINED_ELSEWHERE])
def test_links_between_the_documents_reach_a_file_and_a_heading(name: str) -> None:
    broken = []
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", _prose(DOCUMENTS[name])):
        file, _, anchor = target.partition("#")
        path = FOLDER / (file or name)
        if not path.is_file() or (anchor and anchor not in _anchors(path.read_text(encoding="utf-8"))):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_first_page_on_a_git_host_leads_to_every_page(name: str) -> None:
    assert f"](content/artikler/{name})" in (HANDBOOK / "README.md").read_text(encoding="utf-8")


def _prose(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", _FENCE.sub("", text))


def _anchors(text: str) -> set[str]:
    """Return the anchors that a git host gives the headings: lower case, hyphens for spaces, no other marks."""
    outside = _FENCE.sub(lambda block: block["before"] or "", text)
    headings = re.findall(r"^#+ (.+)$", outside, re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
