"""Values that flow through the pipeline are immutable."""

from __future__ import annotations

import ast

from tests.sites import ROOT

CHANGING = {
    "kbsite/authoring/new/profiles.py:Profiles",
    "kbsite/authoring/laws/lovdata.py:_Open",
    "kbsite/parse/annotate.py:Annotator",
    "kbsite/publish/staged.py:Staged",
    "kbsite/parse/conflict.py:_Conflict",
    "kbsite/parse/laws/fields.py:FieldLaws",
    "kbsite/parse/laws/scopes.py:Scopes",
    "kbsite/parse/laws/scopes.py:_Level",
    "kbsite/parse/passages.py:_InLanguage",
    "kbsite/parse/passages.py:_Reading",
    "kbsite/parse/reading.py:Reading",
    "kbsite/parse/terms.py:Unexplained",
    "kbsite/read/query_log.py:Tally",
    "kbsite/read/xml_content.py:_Reading",
    "kbsite/cli/shared.py:Stopwatch",
    "kbsite/importing/forms/html_blocks.py:Walk",
    "kbsite/importing/forms/word.py:_Pictures",
    "kbsite/importing/forms/wxr.py:_Reading",
    "kbsite/importing/links.py:Linker",
    "kbsite/importing/links.py:_Page",
    "kbsite/importing/people.py:_Reading",
    "kbsite/importing/profiles.py:Profiles",
    "kbsite/importing/state.py:State",
    "kbsite/importing/trial.py:Trial",
    "kbsite/importing/write.py:Done",
    "kbsite/render/html.py:_Printer",
    "kbsite/render/typst/collected.py:Collected",
    "kbsite/render/typst/printer.py:Printer",
    "kbsite/render/typst/targets.py:Pictures",
    "kbsite/search/asked/group.py:Wordings",
    "kbsite/search/merged_index.py:MergedIndex",
    "kbsite/search/merged_index.py:_Places",
    "kbsite/site/reads.py:Reads",
}
"""What is filled while one text is read or printed, one page or one index made, and lives no longer than that."""

KEPT = {
    "kbsite/serve/snapshot.py:Snapshot",
    "kbsite/pipeline/cache.py:ParseCache",
    "kbsite/pipeline/kept/parsed.py:KeptParsing",
    "kbsite/pipeline/kept/store.py:Store",
    "kbsite/search/indexing.py:InMemory",
    "kbsite/site/reads.py:Digests",
}
"""What is kept for the next page or the next build: results of pure functions, filled in as they are asked for."""

PROCESS = {"kbsite/read/process.py:_Signals"}
"""What a signal handler must find without being handed it."""


def test_every_dataclass_is_frozen_and_slotted() -> None:
    found = set()
    for path in (ROOT / "kbsite").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ClassDef):
                continue
            for decorator in (ast.unparse(each) for each in node.decorator_list):
                if decorator.startswith("dataclass") and not {"frozen=True", "slots=True"} <= _options(decorator):
                    found.add(f"{path.relative_to(ROOT).as_posix()}:{node.name}")
    assert found == CHANGING | KEPT | PROCESS


def test_no_module_changes_its_own_names() -> None:
    for path in (ROOT / "kbsite").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)], path


def _options(decorator: str) -> set[str]:
    return {each.strip() for each in decorator.partition("(")[2].rstrip(")").split(",")}
