"""The script as it is published, read by parsers, and its modules' own tests, run by Node."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kbsite.read.content import read_layouts
from kbsite.render.outputs.assets import asset_files, asset_problems
from kbsite.render.script.parse import read_script
from tests.node import run_node
from tests.sites import LAYOUTS, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

TESTS = ROOT / "tests" / "script"

WITHOUT_TESTS = {
    "ask.js": "a form",
    "copy-mail.js": "the clipboard, and what a page says of it; mail.test.js has the text",
    "lexicon.js": "words.test.js and question.test.js test it, which is how it is used",
    "lookup.js": "find.test.js tests it, over a stand-in for Pagefind",
    "mail-form.js": "a form",
    "other-language.js": "an element of the page",
    "page.js": "the page",
    "query-expansion.js": "question.test.js tests it, which is how it is used",
    "search.js": "the page of the search",
    "search-filters.js": "checkboxes",
    "search-results.js": "a list in the page",
}
"""Modules that have no test of their own in tests/script/, and why: most need a page, and browsers test them."""

_PARSE = """
import { Script, SourceTextModule } from "node:vm";
let text = "";
for await (const part of process.stdin) text += part;
for (const [name, code, classic] of JSON.parse(text)) {
  try {
    classic ? new Script(code) : new SourceTextModule(code);
  } catch (error) {
    console.log(`${name}: ${error}`);
  }
}
"""


def published() -> Mapping[str, tuple[str, bool]]:
    """Return every script that readers or editors get, and whether it is one without imports and exports."""
    layouts = [(each.path, each.data, False) for each in asset_files(read_layouts(LAYOUTS).assets)]
    own = [(str(path), path.read_bytes(), "cms" in path.parts) for path in ROOT.glob("kbsite/**/assets/*.js")]
    return {
        name: (data.decode(), classic)
        for name, data, classic in [*layouts, *own]
        if name.endswith(".js") and isinstance(data, bytes)
    }


def test_every_script_is_understood_before_and_after_it_is_built() -> None:
    assert asset_problems(read_layouts(LAYOUTS).assets, "layouts/{}".format) == ()
    scripts = published()
    assert len(scripts) >= 20
    assert [read_script(name, text.encode()).faults for name, (text, _) in scripts.items()] == [()] * len(scripts)


def test_every_script_that_is_built_is_read_by_the_parser_of_a_browser() -> None:
    given = json.dumps([[name, text, classic] for name, (text, classic) in published().items()])
    done = run_node("--experimental-vm-modules", "--input-type=module", "--eval", _PARSE, given=given)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_modules_pass_their_own_tests() -> None:
    files = sorted(TESTS.glob("*.test.js"))
    done = run_node("--test", "--test-reporter=tap", *files)
    failed = re.findall(r"^ *not ok .*(?:\n(?!.*(?:not )?ok ).*)*", done.stdout, re.MULTILINE)
    assert done.returncode == 0, "\n".join([*failed, done.stderr])
    assert int(re.search(r"^# pass (\d+)$", done.stdout, re.MULTILINE)[1]) > len(files)  # type: ignore[index]


def test_every_module_has_a_test_or_a_reason() -> None:
    folders = (LAYOUTS / "assets", ROOT / "kbsite" / "search" / "assets")
    modules = {path.name for folder in folders for path in folder.glob("*.js")}
    tested = {path.name.replace(".test.js", ".js") for path in TESTS.glob("*.test.js")}
    assert modules - tested == set(WITHOUT_TESTS)
    assert tested - modules == set()
