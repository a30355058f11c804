"""Imports point one way, and only a few modules touch the world outside."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import pytest

from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOMS: dict[str, str] = {
    "diagnostics": "",
    "norwegian": "",
    "schema": "diagnostics norwegian",
    "model": "diagnostics norwegian schema",
    "parse": "diagnostics norwegian schema model",
    "read": "diagnostics norwegian schema model parse",
    "publish": "diagnostics model read",
    "site": "diagnostics norwegian schema model parse",
    "checks": "diagnostics norwegian schema model parse read publish site",
    "render": "diagnostics norwegian schema model parse read site",
    "reports": "diagnostics norwegian schema model parse site render",
    "search": "diagnostics norwegian schema model read publish site render reports",
    "authoring": "diagnostics norwegian schema model parse read publish site reports",
    "pipeline": "diagnostics norwegian schema model parse read publish site checks render search authoring",
    "importing": "diagnostics norwegian schema model parse read publish site pipeline",
    "serve": "diagnostics schema model read publish site render search pipeline",
    "cli": "diagnostics schema model read publish site checks reports search authoring pipeline importing serve",
    "__main__": "diagnostics cli",
    "": "",
}
"""What each room of kbsite may import, types included; a room imports only those above it. The package is ""."""

WORLD: dict[str, str] = {
    "diagnostics.catalogue": "importlib.resources",
    "schema.explained": "importlib.resources",
    "read.content": "os pathlib",
    "read.layout_folders": "pathlib",
    "read.guard": "os",
    "read.static": "os pathlib",
    "read.raster": "io warnings",
    "read.query_log": "io",
    "render.outputs.card": "io",
    "render.outputs.ico": "io",
    "render.outputs.mark": "io warnings",
    "render.outputs.raster": "io warnings",
    "render.fonts": "importlib.resources",
    "render.typst.typeset": "importlib.resources io",
    "publish.beside": "fcntl msvcrt os pathlib sys",
    "publish.folder": "os pathlib shutil",
    "publish.journal": "os",
    "publish.releases": "os pathlib shutil",
    "publish.staged": "open os pathlib shutil",
    "publish.written": "filecmp",
    "publish.targets.git": "os pathlib tempfile",
    "publish.targets.objects": "os",
    "publish.targets.opened": "pathlib",
    "publish.targets.ssh": "os",
    "publish.verify": "http",
    "search.edition": "importlib.resources",
    "search.indexing": "shutil tempfile",
    "search.pagefind": "os",
    "read.process": "os pathlib signal subprocess sys threading",
    "read.git.log": "zoneinfo",
    "read.git.state": "os",
    "reports.dashboard": "importlib.resources",
    "reports.next_change_text": "zoneinfo",
    "search.asked.names": "importlib.resources",
    "search.frequent": "importlib.resources",
    "search.built_in": "importlib.resources",
    "authoring.cms.files": "importlib.resources",
    "authoring.init": "importlib.resources",
    "read.git.branch": "os pathlib",
    "pipeline.changes": "pathlib tempfile",
    "pipeline.jobs.cores": "os",
    "pipeline.jobs.pool": "multiprocessing",
    "pipeline.jobs.work": "pathlib signal tempfile",
    "pipeline.kept.engine": "pathlib sys",
    "pipeline.kept.everything": "open os",
    "pipeline.kept.index": "io",
    "pipeline.kept.room": "os",
    "pipeline.pdfs": "pathlib tempfile",
    "publish.local_host": "http pathlib sys threading",
    "authoring.move.disk": "os",
    "checks.external.crawl": "threading time",
    "checks.external.client": "http socket time urllib.request",
    "serve": "pathlib tempfile threading time",
    "serve.answers": "http importlib.resources pathlib",
    "serve.state": "threading",
    "serve.host": "http socket",
    "serve.indexing": "multiprocessing threading",
    "serve.index_process": "os shutil signal threading",
    "search.evaluation.browser": "shutil",
    "authoring.laws.download": "http pathlib tempfile urllib.request",
    "authoring.laws.sources": "pathlib",
    "importing.bring_in": "pathlib tempfile",
    "importing.forms.read": "os pathlib",
    "importing.forms.rows": "io",
    "importing.forms.word": "io",
    "importing.review": "io",
    "cli.arguments": "pathlib",
    "cli.bar": "sys",
    "cli.bring_in": "pathlib print sys",
    "cli.shared": "datetime.now os pathlib print sys time zoneinfo",
    "cli.build": "pathlib print sys time",
    "cli.check": "datetime.now pathlib print sys time",
    "cli.init": "pathlib sys",
    "cli.laws": "pathlib sys",
    "cli.report": "pathlib sys",
    "cli.mv": "print sys",
    "cli.publish": "datetime.now pathlib print sys",
    "cli.new": "pathlib print sys",
    "cli.recover": "pathlib sys",
    "cli.releases": "datetime.now pathlib sys",
    "cli.schema": "pathlib sys",
    "cli.serve": "pathlib print sys",
    "cli.completion": "pathlib sys",
    "cli.parser": "importlib.resources sys",
    "cli.words_of": "pathlib sys",
    "cli.search_test": "pathlib sys",
    "cli": "errno os pathlib print sys",
    "__main__": "sys",
}
"""Which modules touch the disk, the clock, the environment or a process, and with what."""

READERS = {
    "cli",
    "cli.arguments",
    "cli.serve",
    "cli.parser",
    "reports.dashboard",
    "authoring.cms.files",
    "authoring.init",
    "authoring.init.disk",
    "read.data_files",
    "read.names",
    "read.git",
    "read.git.branch",
    "pipeline.cache",
    "pipeline.site_words",
    "pipeline.jobs.work",
    "pipeline.kept.builds",
    "pipeline.kept.everything",
    "pipeline.kept.standing",
    "pipeline.kept.engine",
    "pipeline.kept.index",
    "pipeline.kept.room",
    "pipeline.kept.store",
    "checks.external",
    "read.git.log",
    "read.git.state",
    "read.layout_folders",
    "read.makefile",
    "publish.sources",
    "read.query_log",
    "diagnostics.catalogue",
    "schema.explained",
    "read.content",
    "read.guard",
    "read.static",
    "read.file_facts",
    "pipeline.compressed",
    "pipeline.pdfs",
    "pipeline.pictures",
    "read.raster",
    "render.fonts",
    "render.outputs.card",
    "render.outputs.ico",
    "render.outputs.mark",
    "render.outputs.raster",
    "render.typst.typeset",
    "search.asked.names",
    "search.frequent",
    "search.built_in",
    "search.edition",
    "search.indexing",
    "search.pagefind",
    "search.evaluation",
    "search.evaluation.built_site",
    "serve.answers",
    "serve.index_process",
    "serve.watch",
    "authoring.laws.archive",
    "authoring.laws.download",
    "publish.local_host",
    "publish.beside",
    "publish.editions",
    "publish.folder",
    "publish.staged",
    "publish.journal",
    "publish.limits",
    "publish.releases",
    "publish.written",
    "publish.targets.git",
    "publish.targets.ledger",
    "publish.targets.local",
    "publish.targets.store",
    "publish.verify",
    "authoring.move.disk",
    "importing.addresses",
    "importing.bring_in",
    "importing.forms.read",
    "importing.forms.warc",
    "importing.forms.word",
    "importing.side_by_side",
    "importing.trial",
    "importing.write",
}
"""Which modules may look up what is at a path."""

HOMES: dict[str, set[str]] = {
    "jinja2": {"render.templates"},
    "markdown_it": {"parse.annotate", "parse.courtesies", "parse.links", "parse.reader", "parse.source_text"},
    "mdit_py_plugins": {"parse.reader"},
    "yaml": {"schema.yaml_fields"},
    "frontmatter": {"parse.front_matter"},
    # The schema: fields are declared with it, the configuration's too, and checked with it in one place.
    "pydantic": {
        "read.cms",
        "read.config",
        "read.front",
        "read.law_lock",
        "read.lexicon",
        "read.links",
        "read.looks",
        "read.redirects",
        "read.routes",
        "schema.calendar_fields",
        "schema.field_types",
        "schema.model_fields",
        "schema.declared",
        "schema.own_kinds",
        "schema.validate",
        "read.search",
        "search.evaluation.queries",
        "read.writing",
        "importing.map_file",
    },
    "resvg_py": {"render.outputs.mark"},
    "shtab": {"cli.completion"},
    "tqdm": {"cli.bar"},
    "babel": {"norwegian.languages.cldr"},
    "icalendar": {"render.outputs.calendars"},
    "PIL": {
        "read.raster",
        "render.outputs.card",
        "render.outputs.ico",
        "render.outputs.mark",
        "render.outputs.raster",
    },
    "typst": {"render.typst.typeset"},
    "pikepdf": {"render.typst.typeset"},
    "brotli": {"pipeline.compressed"},
    "obstore": {"publish.targets.objects"},
    "deflate": {"publish.gzipped"},
    "pydantic_core": {"schema.field_types"},
    "pagefind_bin": {"search.pagefind"},
    "tree_sitter": {"render.script.parse"},
    "tree_sitter_javascript": {"render.script.parse"},
    "distributed": {"pipeline.jobs.pool"},
    "watchfiles": {"serve.watch"},
    "ftfy": {"importing.decode"},
    "mammoth": {"importing.forms.word"},
    "selectolax": {
        "importing.forms.html",
        "importing.forms.rows",
        "importing.forms.word",
    },
    "warcio": {"importing.forms.warc"},
    "playwright": {"search.evaluation.browser"},
}
"""Where each dependency is imported, so that it can be replaced there."""

_OUTSIDE = (
    "asyncio", "atexit", "contextvars", "fcntl", "filecmp", "getpass", "glob", "http", "importlib.resources", "io",
    "locale", "logging", "multiprocessing", "os", "platform", "random", "secrets", "shutil", "signal", "socket",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib.request", "uuid", "warnings", "zoneinfo",
)  # fmt: skip

_ON_DISK = {
    "absolute", "chmod", "exists", "glob", "is_dir", "is_file", "is_symlink", "iterdir", "lstat", "mkdir", "open",
    "read_bytes", "read_text", "rename", "resolve", "rglob", "rmdir", "samefile", "stat", "symlink_to", "touch",
    "unlink", "walk", "write_bytes", "write_text",
}  # fmt: skip


@dataclass(frozen=True)
class Module:
    """A module's name without kbsite, its whole syntax tree, and the tree without what only type checkers see."""

    name: str
    whole: ast.Module
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]

    def imports(self) -> set[str]:
        """Return the full names of all modules and names that it imports at run time, lazily too."""
        return _imported(self.tree)


def _imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "no relative imports"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


class _AtRunTime(ast.NodeTransformer):
    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        return node.orelse if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING" else node


def _modules() -> dict[str, Module]:
    found = {}
    for path in sorted((ROOT / "kbsite").rglob("*.py")):
        name = (
            ".".join(path.relative_to(ROOT / "kbsite").with_suffix("").parts).removesuffix("__init__").rstrip(".")
        )
        name = "__main__" if path.name == "__main__.py" else name
        text = path.read_text(encoding="utf-8")
        found[name] = Module(name, ast.parse(text), _AtRunTime().visit(ast.parse(text)))
    return found


MODULES = _modules()


def own(module: Module) -> set[str]:
    """Return the modules of kbsite that a module imports, for types alone too."""
    found = set()
    for full in _imported(module.whole):
        if full.split(".")[0] != "kbsite":
            continue
        name = full.removeprefix("kbsite").lstrip(".")
        found.add(name if name in MODULES else name.rpartition(".")[0])
    return found - {""}


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the modules that import themselves by way of others, each circle once."""
    order = TopologicalSorter(graph)
    try:
        order.prepare()
    except CycleError as error:
        return [error.args[1]]
    return []


def test_the_table_has_every_room() -> None:
    assert set(ROOMS) == {module.room for module in MODULES.values()}


def test_the_top_level_is_small() -> None:
    """The entries of `ls kbsite`, without the files that Python itself needs."""
    entries = {path.name for path in (ROOT / "kbsite").iterdir()} - {"__pycache__"}
    assert len(entries - {"__init__.py", "__main__.py", "py.typed"}) <= 17


def test_a_room_imports_only_rooms_above_it_in_the_table() -> None:
    above: set[str] = set()
    for room, text in ROOMS.items():
        assert set(text.split()) <= above, f"{room} may import {set(text.split()) - above}, which stand below it"
        above.add(room)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_all_that_the_table_allows_and_nothing_else(room: str) -> None:
    found = {
        name.partition(".")[0] for module in MODULES.values() if module.room == room for name in own(module)
    } - {room}
    assert found == set(ROOMS[room].split())


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circles({name: own(module) - {name} for name, module in MODULES.items()}) == []


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) != []
    assert circles({"a": {"b"}, "b": {"c"}, "c": set(), "d": {"a"}}) == []


def test_a_check_knows_no_other() -> None:
    checks = {name for name in MODULES if name.startswith("checks.") and not name.startswith("checks.external")}
    assert {name: own(MODULES[name]) & checks for name in checks if own(MODULES[name]) & checks} == {}


def outside(module: Module) -> set[str]:
    """Return what a module imports or calls that reaches out of the program."""
    found = {world for world in _OUTSIDE for full in module.imports() if f"{full}.".startswith(f"{world}.")}
    if any(full in ("pathlib", "pathlib.Path") for full in module.imports()):
        found.add("pathlib")
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("open", "input", "print")
        ):
            found.add(node.func.id)
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow", "monotonic"):
            value = node.value
            if isinstance(value, ast.Attribute | ast.Name) and ast.unparse(value).startswith("date"):
                found.add("datetime.now")
    return found


@pytest.mark.parametrize("name", MODULES)
def test_only_the_modules_of_the_table_touch_the_world(name: str) -> None:
    may = set(WORLD.get(name, "").split())
    assert outside(MODULES[name]) - may == set()


@pytest.mark.parametrize("name", sorted(set(MODULES) - READERS))
def test_no_other_module_asks_a_path_what_is_there(name: str) -> None:
    asked = {
        f"{node.func.attr} on line {node.lineno}"
        for node in ast.walk(MODULES[name].tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _ON_DISK
    }
    assert asked == set()


def test_each_dependency_has_its_home() -> None:
    found: dict[str, set[str]] = {}
    for name, module in MODULES.items():
        for full in module.imports():
            package = full.split(".")[0]
            if package in HOMES:
                found.setdefault(package, set()).add(name)
    assert found == HOMES


def test_nothing_else_is_imported_from_outside_python_itself() -> None:
    import sys  # noqa: PLC0415 - its list of modules is needed only here

    known = {*sys.stdlib_module_names, *HOMES, "kbsite"}
    assert {full.split(".")[0] for module in MODULES.values() for full in module.imports()} <= known


def test_pathlib_is_used_for_pure_paths_alone_in_pure_modules() -> None:
    for name, module in MODULES.items():
        if name not in WORLD:
            assert {full for full in module.imports() if full.startswith("pathlib")} <= {"pathlib.PurePosixPath"}, (
                name
            )
