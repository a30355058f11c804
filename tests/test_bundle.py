"""Modules of script in one file: what is taken in, in which order, and what stays outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from kbsite.render.outputs.assets import asset_files
from kbsite.render.outputs.bundle import bundled
from tests.sites import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

MARK = "// bundle\n"
STATIC = re.compile(r"^\s*(?:import\s*[\w{*\"']|export\s*(?:\*|\{[^}]*\}\s*from))", re.MULTILINE)
"""An import that a browser follows before it runs anything."""


def bundle(start: str, **others: str) -> str:
    """Return a.js bundled, with others beside it, b.js for `b`."""
    return bundled({"a.js": start, **{f"{name}.js": text for name, text in others.items()}}, "a.js")


def test_a_module_without_the_mark_is_as_it_was() -> None:
    for start in ("", "\n// bundle\n", "/* // bundle */\n", "// bundled\n"):
        script = f'{start}import {{ b }} from "./b.js";\nb();\n'
        assert bundle(script, b="export const b = 1;\n") == script


def test_what_is_imported_stands_before_what_imports_it_and_the_mark_goes() -> None:
    script = bundle(
        f'{MARK}import {{ b }} from "./b.js";\nb();\n',
        b='import { c } from "./c-d.js";\nexport function b() {\n  return c;\n}\n',
        **{"c-d": "export const c = 1;\n"},
    )
    assert script == (
        "const $c_d = (() => {\nconst c = 1;\nreturn { c };\n})();\n"
        "const $b = (() => {\nconst { c } = $c_d;\nfunction b() {\n  return c;\n}\nreturn { b };\n})();\n"
        "const { b } = $b;\nb();\n"
    )


def test_a_module_that_two_import_stands_once_before_both() -> None:
    script = bundle(
        f'{MARK}import {{ b }} from "./b.js";\nimport {{ c }} from "./c.js";\nimport {{ d }} from "./d.js";\n',
        b='import { d } from "./d.js";\nexport const b = d;\n',
        c='import { d } from "./d.js";\nexport const c = d;\n',
        d="export const d = 1;\n",
    )
    assert re.findall(r"^const (\$\w+)", script, re.MULTILINE) == ["$d", "$b", "$c"]


def test_what_is_not_imported_is_left_out() -> None:
    assert bundle(f"{MARK}a();\n", b="export const b = 1;\n") == "a();\n"


@pytest.mark.parametrize(
    "line",
    [
        'import { x } from "./unknown.js";',
        'import { x } from "../b.js";',
        'import { x } from "https://example.org/b.js";',
        'import * as x from "./b.js";',
        'import x from "./b.js";',
        'import "./b.js";',
        'const { x } = await import("./b.js");',
        '  import { x } from "./b.js";',
        'const text = `import { x } from "./b.js";`;',
    ],
)
def test_other_imports_stay(line: str) -> None:
    assert bundle(f"{MARK}{line}\n", b="export const x = 1;\n") == f"{line}\n"


def test_what_the_marked_module_exports_itself_stays_exported() -> None:
    script = bundle(f'{MARK}import {{ b }} from "./b.js";\nexport const a = b;\n', b="export const b = 1;\n")
    assert script.endswith("const { b } = $b;\nexport const a = b;\n")


START = f"""{MARK}import {{ again as shared, value as other }} from "./b.js";
import {{
  Counter,
  later,
  value,
}} from "./c.js";

const hidden = "a";
export const outcome = [shared.count, value, other, hidden, new Counter().name, await later()];
"""
OTHERS = {
    "b": """import { shared } from "./d.js";
const hidden = "b";
shared.count += 1;
export const again = shared;
export const value = `${hidden}, not exported: export const no = 1;`;
""",
    "c": """import { shared as own } from "./d.js";
const hidden = "c";
const $b = "no clash";
own.count += 1;
export const value = hidden;
export class Counter {
  name = `${$b} ${own.count}`;
}
export async function later() {
  return hidden;
}
""",
    "d": "export const shared = { count: 0 };\n",
}
"""Modules that share one, have the same names inside, and import by other names."""


def run(browser: Browser, script: str) -> Any:
    page = browser.new_page()
    try:
        address = f"data:text/javascript,{quote(script)}"
        return page.evaluate("async (address) => (await import(address)).outcome", address)
    finally:
        page.close()


def test_a_bundle_does_what_its_modules_do(browser: Browser) -> None:
    outcome = run(browser, bundle(START, **OTHERS))
    assert outcome == [2, "c", "b, not exported: export const no = 1;", "a", "no clash 2", "c"]


def scripts() -> Mapping[str, str]:
    """Return the project's own scripts as they are published."""
    assets = {f"assets/{path.name}": path.read_bytes() for path in (LAYOUTS / "assets").glob("*.js")}
    written = {output.path.removeprefix("assets/"): output.data for output in asset_files(assets)}
    return {name: data.decode() for name, data in written.items() if isinstance(data, bytes)}


def test_the_search_page_fetches_its_script_in_one_file() -> None:
    found = scripts()["search.js"]
    assert STATIC.findall(found) == []
    assert MARK not in found
    inner = re.findall(r"^const \$(\w+) = \(\(\) => \{$", found, re.MULTILINE)
    assert len(inner) == len(set(inner))
    assert {"find", "lookup", "rank", "passage", "question", "words"} <= set(inner)
    assert "export " not in found


def test_a_module_that_is_used_by_itself_too_still_is_one() -> None:
    found = scripts()
    assert STATIC.search(found["find.js"])
    assert "export async function openIndex" in found["find.js"]


def test_modules_that_import_one_another_end_somewhere() -> None:
    modules = {
        "a.js": '// bundle\nimport { b } from "./b.js";\nb();\n',
        "b.js": 'import { c } from "./c.js";\nexport function b() {}\n',
        "c.js": 'import { b } from "./b.js";\nexport function c() {}\n',
    }
    assert bundled(modules, "a.js").count('from "./b.js"') == 1
