"""Modules of script in one file: imports and exports of all forms, what is refused, the same outcome."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from kbsite.render.outputs.assets import asset_files, asset_problems
from kbsite.render.script.parse import read_script
from tests.node import run_node
from tests.sites import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic

MARK = "// bundle\n"


def written(modules: Mapping[str, str]) -> dict[str, str]:
    """Return the scripts as they are published, without versions; the modules are called a.js for `a`."""
    assets = {f"assets/{name}.js": text.encode() for name, text in modules.items()}
    found = {each.path.removeprefix("assets/"): each.data for each in asset_files(assets)}
    plain = {name: data.decode() for name, data in found.items() if isinstance(data, bytes)}
    return {name: re.sub(r"\?v=[0-9a-f]{10}", "", text) for name, text in plain.items()}


def problems(modules: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    return asset_problems(
        {f"assets/{name}.js": text.encode() for name, text in modules.items()}, "layouts/{}".format
    )


def bundle(start: str, **others: str) -> str:
    """Return a.js as published, along with other modules, b.js for `b`; it has no problems."""
    modules = {"a": start, **others}
    assert problems(modules) == ()
    return written(modules)["a.js"]


def refused(start: str, **others: str) -> list[tuple[str, str]]:
    """Return what is wrong with a bundle and the other modules: the place, and the code or what is meant."""
    found = problems({"a": MARK + start, **others})
    return [
        (
            f"{each.location.file.removeprefix('layouts/assets/')}:{each.location.line}:{each.location.column}",
            dict(each.values).get("what", each.code).removeprefix("@bundle_"),
        )
        for each in found
    ]


class TestText:
    def test_a_module_without_the_mark_is_as_it_was(self) -> None:
        for start in ("", "\n// bundle\n", "/* // bundle */ ", "// bundled\n"):
            script = f'{start}import {{ b }} from "./b.js";\nb();\n'
            assert bundle(script, b="export const b = 1;\n") == script

    def test_what_is_imported_comes_before_what_imports_it_and_the_mark_goes(self) -> None:
        script = bundle(
            f'{MARK}import {{ b }} from "./b.js";\nb();\n',
            b='import { c as d } from "./c-d.js";\nexport function b() {\n  return d;\n}\n',
            **{"c-d": "export const c = 1;\n"},
        )
        assert script == (
            "const $c_d = (() => {\nconst c = 1;\nreturn { c };\n})();\n"
            "const $b = (() => {\nconst { c: d } = $c_d;\nfunction b() {\nreturn d;\n}\nreturn { b };\n})();\n"
            "const { b } = $b;\nb();\n"
        )

    def test_a_module_that_two_import_occurs_once_before_both(self) -> None:
        script = bundle(
            f'{MARK}import {{ b }} from "./b.js";\nimport {{ c }} from "./c.js";\nimport {{ d }} from "./d.js";\n',
            b='import { d } from "./d.js";\nexport const b = d;\n',
            c='import { d } from "./d.js";\nexport const c = d;\n',
            d="export const d = 1;\n",
        )
        assert re.findall(r"^const (\$\w+)", script, re.MULTILINE) == ["$d", "$b", "$c"]

    def test_what_is_not_imported_is_left_out(self) -> None:
        assert bundle(f"{MARK}a();\n", b="export const b = 1;\n") == "a();\n"

    @pytest.mark.parametrize(
        "line",
        [
            'import { x } from "../b.js";',
            'import { x } from "https://example.org/b.js";',
            'import { x } from "/b.js";',
            'import x from "./b.js?raw";',
            'const { x } = await import("./b.js");',
            'const text = `import { x } from "./b.js";`;',
            "const text = 'export { x } from \"./b.js\"';",
            'const found = /import "x"/u.test(text); // import "./none.js"',
        ],
    )
    def test_the_marked_module_may_import_from_elsewhere_and_later(self, line: str) -> None:
        assert bundle(f"{MARK}{line}\n", b="export const x = 1;\n") == f"{line}\n"

    def test_a_mark_may_end_as_windows_ends_lines(self) -> None:
        script = bundle('// bundle\r\nimport { b } from "./b.js";\r\nb();\r\n', b="export const b = 1;\r\n")
        assert script == "const $b = (() => {\nconst b = 1;\r\nreturn { b };\n})();\nconst { b } = $b;\r\nb();\r\n"


OUTCOMES: dict[str, tuple[dict[str, str], Any]] = {
    "modules that share one, with the same names inside": (
        {
            "a": """import { again as shared, value as other } from "./b.js";
import {
  Counter, // a counter
  later,
  value,
} from "./c.js";

const hidden = "a";
export const outcome = [shared.count, value, other, hidden, new Counter().name, await later()];
""",
            "b": """import { shared } from "./d.js";
const hidden = "b";
shared.count += 1;
export const again = shared;
export const value = `${hidden}, not exported: export const no = 1;`;
""",
            "c": """import { shared as own } from "./d.js";
const hidden = "c";
const $b = "no clash", $d = 1;
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
        },
        [2, "c", "b, not exported: export const no = 1;", "a", "no clash 2", "c"],
    ),
    "declarations of all kinds": (
        {
            "a": """import{f,g,h,i,C,x,y,z,p,q,r,s,t}from"./b.js";
export const outcome=[f(),[...g()],await h(),(await i().next()).value,new C().n,x,y,z,p,q,r,s,t]""",
            "b": """export function f() { return 1 }
export function*g() { yield 2 }
export async function h() { return 3 }
export async function* i() { yield 4 }
export class C { n = 5 }
export const x = 6
export let y = 7, z
export var p = 9
z = 8
export const { q, u: [r, ...s], w: t = 13 } = { q: 10, u: [11, 12], }
""",
        },
        [1, [2], 3, 4, 5, 6, 7, 8, 9, 10, 11, [12], 13],
    ),
    "lists of exports": (
        {
            "a": """import { a, b as c, default as d, "two words" as e } from './b.js'
export const outcome = [a, c, d, e];""",
            "b": """let a = 1
export { a, x as b, y as default }
export { z as "two words" };
const x = 2, y = 3, z = 4""",
        },
        [1, 2, 3, 4],
    ),
    "defaults": (
        {
            "a": """import b from "./b.js"; import c, { d } from "./c.js"; import e, * as f from "./d.js";
import g from "./e.js"; import h from "./f.js"; import i from "./g.js"; import j from "./h.js";
export const outcome = [b(), b.name, c, d, e.n, f.default === e, f.d, g.name, new h().n]
  .concat(i(2), await j(), j.name);""",
            "b": "export default function () { return 1 }",
            "c": "export default 2 + 3;\nexport const d = 4",
            "d": "export default { n: 5 }\nexport const d = 6",
            "e": "export default class {}",
            "f": "export default class F { n = 7 }\nF.prototype.m = 1",
            "g": "export default (x) => x * 4 // eight",
            "h": "export default async function j() { return 9 }",
        },
        [1, "default", 5, 4, 5, True, 6, "default", 7, 8, 9, "j"],
    ),
    "all of a module, and passing on": (
        {
            "a": """import * as all from "./b.js";
import { ns, other, renamed, deep, whole } from "./b.js";
export const outcome = [Object.keys(all).sort(), ns.n, other, renamed, deep, whole];""",
            "b": """export * as ns from "./c.js";
export { n as other, default as renamed } from "./c.js";
export * from "./d.js";
export * from "./e.js";
export const own = 1;""",
            "c": "export const n = 2;\nexport default 3;",
            "d": 'export * from "./f.js";\nexport const own = "not this", twice = 1;\nexport default 4;',
            "e": 'export { deep } from "./f.js";\nexport const twice = 2;\nexport * from "./f.js";',
            "f": 'import { n } from "./c.js";\nexport const deep = n * 2;\nexport { n as whole };',
        },
        [["deep", "ns", "other", "own", "renamed", "whole"], 2, 2, 3, 4, 2],
    ),
    "exports of the bundle itself": (
        {
            "a": """import * as own from "./a-parts.js";
export { one as uno, default as "the default" } from "./a-parts.js";
export * from "./a-parts.js";
export * as ns from "./a-parts.js";
export default own.one;
export const two = "own";
export const outcome = own.one;""",
            "a-parts": "export const one = 1, two = 2, three = 3;\nexport default 4;",
            "main": """import d, * as a from "./a.js";
export const outcome = [Object.keys(a).sort(), d, a.uno, a["the default"], a.two, a.three, a.ns.two];""",
        },
        [["default", "ns", "one", "outcome", "the default", "three", "two", "uno"], 1, 1, 4, "own", 3, 2],
    ),
    "for its effect alone, and in order": (
        {
            "a": """import "./b.js";
import {} from "./c.js";
export const outcome = [...globalThis.order];
import "./d.js";
import { late } from "./e.js"; outcome.push(late)""",
            "b": '(globalThis.order ??= []).push("b")',
            "c": 'globalThis.order.push("c");',
            "d": 'import "./c.js"\nglobalThis.order.push("d") // no line end',
            "e": 'export { late }\nglobalThis.order.push("e")\nfunction late() {}\nlate.toJSON = () => "late"',
        },
        ["b", "c", "d", "e", "late"],
    ),
    "where a statement ends without a semicolon": (
        {
            "a": 'import { b } from "./b.js"\nconst c = b\nexport { c }\n;[1].at(c)\nexport const outcome = c',
            "b": "let a = 1\nexport { a as b }\n;(function () {})()\nexport { a as d }\n;`x`.at(0)",
        },
        1,
    ),
    "words of modules where they are no statements": (
        {
            "a": 'import { text, found, key } from "./b.js";\nexport const outcome = [text, found, key];',
            "b": """/* export const no = 1; */ // import { x } from "./none.js"
export const text = `import { x } from "./none.js";
export { ${"export default 1"} }; ${`export * from "./none.js"`}`;
export const found = /^export . [/"'`] ./u.test('export { " }');
export const key = { import: 1, export: 2, from: 3, default: 4, as: 5 }.export / 2 /1;
""",
        },
        [
            'import { x } from "./none.js";\nexport { export default 1 }; export * from "./none.js"',
            True,
            1,
        ],
    ),
    "names that are alike": (
        {
            "a": """import { x } from "./b-c.js"; import { y } from "./b_c.js"; import { z } from "./default.js";
const $b_c = 1, $default = 2;
export const outcome = [x, y, z, $b_c, $default];""",
            "b-c": "export const x = 3;",
            "b_c": "export const y = 4;",
            "default": "const $default = 5;\nexport const z = $default;\nexport default 6;",
        },
        [3, 4, 5, 1, 2],
    ),
    "a byte order mark, a hashbang and letters beyond a–z": (
        {
            "a": '\ufeffimport { blåbær } from "./b.js";\nexport const outcome = blåbær("«ø»");\n',
            "b": "#!/usr/bin/env node\nexport const blåbær = (ø) => `${ø} 🫐`",
        },
        "«ø» 🫐",
    ),
    "a variable that a function changes is fine where it is not exported": (
        {
            "a": 'import { add, count } from "./b.js";\nadd();\nexport const outcome = count();',
            "b": "let n = 1;\nexport const count = () => n;\nexport const add = () => { n += 1; };",
        },
        2,
    ),
    "modules in folders, fetched later too": (
        {
            "a": """import { load } from "./sub/b.js";
export const outcome = [(await load()).c, (await import(`./later.js`)).d];""",
            "sub/b": """import { e } from "../e.js";
export const load = () => import("./c.js").then(({ c }) => ({ c: c + e }));""",
            "sub/c": "export const c = 1;",
            "later": "export const d = 2;",
            "e": "export const e = 10;",
        },
        [11, 2],
    ),
    "__proto__ is a name like others": (
        {
            "a": 'import { __proto__ as p, q } from "./b.js";\nexport const outcome = [p, q];',
            "b": "const p = 1;\nexport { p as __proto__ };\nexport const q = 2;",
        },
        [1, 2],
    ),
}
"""Modules, of which main.js or else a.js has an outcome."""


def run(modules: Mapping[str, str], folder: Path) -> Any:
    """Return the outcome of modules that Node runs from a folder."""
    (folder / "package.json").parent.mkdir(parents=True)
    (folder / "package.json").write_text('{"type": "module"}')
    for name, text in modules.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")
    start = "main.js" if "main.js" in modules else "a.js"
    script = f'import {{ outcome }} from "./{start}"; console.log(JSON.stringify(outcome));'
    (folder / "start.js").write_text(script)
    done = run_node(folder / "start.js")
    assert done.returncode == 0, f"{done.stderr}\n{modules['a.js']}"
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_bundle_does_what_its_modules_do(name: str, tmp_path: Path) -> None:
    modules, outcome = OUTCOMES[name]
    marked = {**modules, "a": MARK + modules["a"].removeprefix("\ufeff")}
    marked["a"] = "\ufeff" * modules["a"].startswith("\ufeff") + marked["a"]
    assert run({f"{each}.js": text for each, text in modules.items()}, tmp_path / "modules") == outcome
    assert problems(marked) == ()
    bundled = written(marked)
    found = read_script("a.js", bundled["a.js"].encode())
    assert [each for each in found.imports if each.source] == []
    assert run(bundled, tmp_path / "bundle") == outcome


REFUSED: dict[str, tuple[str, dict[str, str], list[tuple[str, str]]]] = {
    "circle": (
        'import { b } from "./b.js";\n',
        {
            "b": 'import { c } from "./c.js";\nexport { c as b };\n',
            "c": 'export * from "./b.js";\nexport const c = 1;',
        },
        [("c.js:1:15", "loop")],
    ),
    "itself": ('\nimport { x } from "./a.js";\nexport const x = 1;', {}, [("a.js:3:19", "loop")]),
    "await": (
        'import "./b.js";',
        {"b": "for await (const x of y) {}\nasync () => { await z; };"},
        [("b.js:1:1", "await")],
    ),
    "await within a block": ('import "./b.js";', {"b": "if (a) {\n  await b;\n}"}, [("b.js:2:3", "await")]),
    "import.meta": (
        'import "./b.js";\nimport.meta.url;',
        {"b": "f(import.meta.url);\nfunction g() { new.target; }"},
        [("b.js:1:3", "meta")],
    ),
    "a variable that a function changes": (
        'import { n, m, k, f } from "./b.js";',
        {
            "b": """export let n = 1, m;
let o, free;
export { o as k };
export function f() {}
n = 2;
const set = () => { n = 3; [m] = [4]; };
class C { static { ({ free, o } = {}); } g() { f = 1; k++; } }
"""
        },
        [("b.js:6:21", "changed"), ("b.js:6:29", "changed"), ("b.js:7:29", "changed"), ("b.js:7:48", "changed")],
    ),
    "from elsewhere": (
        'import "https://x.no/y.js";\nimport "./b.js";',
        {"b": 'import data from "./data.json" with { type: "json" };\nexport * from "/c.js";'},
        [("b.js:1:18", "missing-script"), ("b.js:1:18", "outside"), ("b.js:2:15", "outside")],
    ),
    "fetched later though it is there": (
        'import "./b.js";\nimport("./b.js");',
        {"b": "import(`./b.js`);"},
        [("a.js:3:8", "twice"), ("b.js:1:8", "twice")],
    ),
    "a computed name from another folder": (
        'import "./sub/b.js";\nimport(x);',
        {"sub/b": "import(`./${x}.js`);"},
        [("sub/b.js:1:8", "computed")],
    ),
    "a name with a backslash": (
        'import { \\u0062 as c } from "./b.js";',
        {"b": "export const b = 1;"},
        [("a.js:2:10", "escaped")],
    ),
    "no JavaScript": ('import "./b.js";', {"b": "let a = 1;\nlet = = 2;\n"}, [("b.js:2:7", "broken-script")]),
    "a file that ends too soon": ('import "./b.js";', {"b": "f(1,\n"}, [("b.js:1:1", "broken-script")]),
    "a reserved word as the name of an import, which the parser does not know": (
        'import { class as c } from "./b.js";',
        {"b": "const c = 1;\nexport { c as class };"},
        [("a.js:2:10", "broken-script")],
    ),
    "JSX": ("const æ = '', a = <b>{c}</b>;", {}, [("a.js:2:19", "broken-script")]),
    "a name that nobody exports": (
        'import d, { two, three as x } from "./b.js"\nexport { four } from "./b.js"\nimport * as e from "./b.js";',
        {"b": "export const two = 2;\nconst three = 3;"},
        [("a.js:2:1", "missing-export"), ("a.js:2:18", "missing-export"), ("a.js:3:10", "missing-export")],
    ),
    "a name that two others have": (
        'import { x } from "./b.js";',
        {
            "b": 'export * from "./c.js";\nexport * from "./d.js";',
            "c": "export const x = 1;",
            "d": "export let x = 2;",
        },
        [("a.js:2:10", "missing-export")],
    ),
    "a file that is not there": (
        'import "./none.js";\nexport * from "./b";\nimport("../assets/later.js");',
        {"b": ""},
        [("a.js:2:8", "missing-script"), ("a.js:3:15", "missing-script"), ("a.js:4:8", "missing-script")],
    ),
}
"""What cannot be one file, and where."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_not_work_is_refused_with_its_place(name: str) -> None:
    start, others, expected = REFUSED[name]
    assert refused(start, **others) == expected


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_published_as_modules_where_it_is_published_all_the_same(name: str) -> None:
    start, others, _ = REFUSED[name]
    assert written({"a": MARK + start, **others})["a.js"].endswith(start.rpartition("\n")[2])


def test_what_is_not_utf_8_is_refused_with_its_place() -> None:
    assets = {"assets/a.js": b'// bundle\nimport "./b.js";\n', "assets/b.js": b"// \xc3\xa6\nf('\xe6');\n"}
    [found] = asset_problems(assets, "layouts/{}".format)
    assert (found.code, found.location.line, found.location.column) == ("wrong-encoding", 2, 4)
    assert len(list(asset_files(assets))) == len(assets)


def test_only_imports_are_looked_at_in_scripts_that_are_no_bundles() -> None:
    modules = {
        "a": 'import { b, c } from "./b.js";\nimport "./gone.js";\n',
        "b": 'import "./a.js";\nexport let b = await 1;\n',
        "d": "let = = ;\n",
    }
    assert [(each.code, each.location.line) for each in problems(modules)] == [
        ("missing-export", 1),
        ("missing-script", 2),
    ]
    assert written(modules)["d.js"] == modules["d"]


def own_scripts() -> Mapping[str, str]:
    """Return the project's own scripts as they are published."""
    return written({path.stem: path.read_text(encoding="utf-8") for path in (LAYOUTS / "assets").glob("*.js")})


def sources(script: str) -> Iterator[str]:
    """Yield what a script imports before it runs."""
    read = read_script("", script.encode())
    yield from (each.source.text for each in (*read.imports, *read.exports) if each.source)


def test_the_search_page_fetches_its_script_in_one_file() -> None:
    found = own_scripts()["search.js"]
    assert list(sources(found)) == []
    assert MARK not in found
    inner = re.findall(r"^const \$(\w+) = \(\(\) => \{$", found, re.MULTILINE)
    assert len(inner) == len(set(inner))
    assert {"find", "lookup", "rank", "snippet", "question", "words"} <= set(inner)
    assert "export " not in found


def test_a_module_that_is_used_by_itself_too_still_is_one() -> None:
    found = own_scripts()
    assert "./rank.js" in sources(found["find.js"])
    assert "export async function openIndex" in found["find.js"]
