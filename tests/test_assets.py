"""The addresses of style and script, which change when their bytes do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.render.outputs import assets as module
from kbsite.render.outputs.assets import asset_files, asset_links
from tests.sites import LAYOUTS

if TYPE_CHECKING:
    import pytest

SCRIPT = b'import { a } from "./b.js";\nimport("./c/d.js");\nexport * from "./b.js";\nconst e = "./b.js";\n'
ASSETS = {
    "assets/a.js": SCRIPT,
    "assets/b.js": b"1",
    "assets/c/d.js": b'import "../b.js";',
    "assets/style.css": b'@import "./b.css";',
}


def test_an_assets_address_has_the_sites_path_and_a_version() -> None:
    links = asset_links(ASSETS, "/kb/")
    assert set(links) == {"a.js", "b.js", "c/d.js", "style.css"}
    assert links["style.css"].startswith("/kb/assets/style.css?v=")


def test_the_version_of_all_changes_with_the_bytes_or_the_name_of_one() -> None:
    before = asset_links(ASSETS, "/")
    for changed in ({**ASSETS, "assets/b.js": b"2"}, {**ASSETS, "assets/c.js": b""}):
        after = asset_links(changed, "/")
        assert all(before[name] != after[name] for name in before)


def test_the_version_does_not_depend_on_the_order_of_the_files() -> None:
    assert asset_links(ASSETS, "/") == asset_links(dict(reversed(ASSETS.items())), "/")


def test_a_module_imports_others_in_the_version_that_pages_have() -> None:
    version = asset_links(ASSETS, "/")["b.js"].partition("?v=")[2]
    data = {output.path: output.data for output in asset_files(ASSETS)}
    script = data["assets/a.js"]
    assert isinstance(script, bytes)
    assert script.decode() == (
        f'import {{ a }} from "./b.js?v={version}";\nimport("./c/d.js?v={version}");\n'
        f'export * from "./b.js?v={version}";\nconst e = "./b.js";\n'
    )
    assert data["assets/c/d.js"] == f'import "../b.js?v={version}";'.encode()
    assert (data["assets/b.js"], data["assets/style.css"]) == (b"1", b'@import "./b.css";')


def test_style_shows_pictures_and_imports_style_in_that_version_and_leaves_all_else_alone() -> None:
    style = (
        b"@import 'b.css' print;\na { background: url(c/d.svg#e) }\nb { background: url( \"../b.css\" ) }\n"
        b"c { background: url(data:image/svg+xml,x) }\nd { background: url('/c/d.svg?v=1'), url(none.svg) }\n"
    )
    assets = {"assets/style.css": style, "assets/b.css": b"", "assets/c/d.svg": b"", "assets/f/g.css": style}
    version = asset_links(assets, "/")["b.css"].partition("?")[2].encode()
    data = {output.path: output.data for output in asset_files(assets)}
    plain = style.replace(b"url(c/d.svg", b"url(c/d.svg?" + version).replace(
        b"'b.css'", b"'b.css?" + version + b"'"
    )
    assert data["assets/style.css"] == plain
    assert data["assets/f/g.css"] == style.replace(b"../b.css", b"../b.css?" + version)


def test_the_version_changes_with_how_the_files_are_made_too(monkeypatch: pytest.MonkeyPatch) -> None:
    before = asset_links({**ASSETS, "assets/d.css": b"a{}"}, "/")
    module._version.cache_clear()
    monkeypatch.setattr(module, "_style", lambda data, *_: data + b"/* otherwise */")
    after = asset_links({**ASSETS, "assets/d.css": b"a{}"}, "/")
    module._version.cache_clear()
    assert before["d.css"] != after["d.css"]


def test_every_module_of_the_project_is_imported_in_that_version_when_it_is_first_used_too() -> None:
    assets = {f"assets/{path.name}": path.read_bytes() for path in (LAYOUTS / "assets").glob("*.js")}
    version = asset_links(assets, "/")["page.js"].partition("?")[2]
    scripts = [output.data.decode() for output in asset_files(assets) if isinstance(output.data, bytes)]
    imports = [found for script in scripts for found in re.findall(r"""["'`](\./.*?)["'`]""", script)]
    assert f"./suggest.js?{version}" in imports
    assert [each for each in imports if not each.endswith(f".js?{version}")] == []


def test_what_looks_like_an_import_or_a_comment_in_a_string_is_left_alone() -> None:
    script = b"const a = `\n/* no comment */\nimport { b } from './b.js';\n`;\n// from './b.js'\n"
    written = {output.path: output.data for output in asset_files({**ASSETS, "assets/a.js": script})}
    assert written["assets/a.js"] == script


def test_script_goes_without_the_blanks_that_lines_begin_with_but_in_texts() -> None:
    script = b"if (a) {\n\tb(`\n  c\n  ${d(\n    e)}`);\n  /*!\n   licence */\n  f('g\\\n  h');\n}\n"
    written = {output.path: output.data for output in asset_files({"assets/a.js": script})}
    assert written["assets/a.js"] == (
        b"if (a) {\nb(`\n  c\n  ${d(\n    e)}`);\n/*!\n   licence */\nf('g\\\n  h');\n}\n"
    )


def test_style_and_script_go_without_comments_on_lines_of_their_own() -> None:
    script = (
        b"/*! licence */\n/**\n * @param {string} a\n */\n  /* one line */\nf(a);\n"
        b'  /** @type {A} */ (g).h = 1;\nconst url = "https://x/*"; /* kept */ i();\n/* last */\n'
        b"j(/** @type {B<C>} */ (k));\n"
    )
    style = b"/* Colours\n   and type */\n\na { color: red; } /* kept */\n"
    written = {"assets/a.js": script, "assets/a.css": style, "assets/a.txt": style}
    data = {output.path: output.data for output in asset_files(written)}
    assert data["assets/a.js"] == (
        b'/*! licence */\nf(a);\n(g).h = 1;\nconst url = "https://x/*"; /* kept */ i();\nj((k));\n'
    )
    assert data["assets/a.css"] == b"\na { color: red; } /* kept */\n"
    assert data["assets/a.txt"] == style
