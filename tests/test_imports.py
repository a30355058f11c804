"""Imports point one way, and only a few modules touch the world outside."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from fnmatch import fnmatch

import pytest

from tests.sites import ROOT

MAY_IMPORT: dict[str, str] = {
    # nouns, and what is particular to Norwegian: they import nothing
    "local_text": "",
    "norwegian": "",
    "diagnostics": "",
    "messages": "diagnostics",
    "lexicon": "local_text",
    "standards": "norwegian",
    "search.words": "",
    "model.files": "",
    "model.settings": "local_text search.words",
    "model.text": "",
    "model.site": "",
    "model": "model.*",
    "views.parts": "",
    "views.site": "",
    "views.models": "",
    "views.content": "",
    "views.lists": "",
    "views.lexicon": "",
    "views": "views.*",
    # one file
    "parse.positions": "diagnostics",
    "parse.greeting": "",
    "parse.field_types": "diagnostics local_text norwegian",
    "parse.model_fields": "parse.field_types",
    "parse.schema": "local_text parse.field_types parse.model_fields",
    "parse.fields": "diagnostics",
    "parse.validate": "diagnostics norwegian parse.field_types",
    "parse.front_matter": "diagnostics parse.fields",
    "parse.place": "diagnostics model norwegian parse.schema",
    "parse.html": "model",
    "parse.passages": "norwegian parse.html",
    "parse.sections": "diagnostics norwegian",
    "parse.laws": "diagnostics",
    "parse.terms": "",
    "parse.annotate": "diagnostics lexicon norwegian parse.greeting parse.laws parse.terms",
    "parse.markdown": "diagnostics model norwegian parse.annotate parse.field_types parse.greeting parse.html"
    " parse.passages parse.positions parse.sections",
    "parse": "diagnostics model parse.annotate parse.front_matter parse.markdown parse.model_fields parse.place"
    " parse.validate",
    # what is read
    "read": "diagnostics model",
    "data_files": "diagnostics model parse parse.fields parse.validate",
    "lexicon_files": "data_files diagnostics lexicon local_text parse.field_types parse.validate",
    "search.files": "data_files diagnostics parse.field_types parse.validate search.words",
    "cms.settings": "",
    "cms.entry": "cms.settings diagnostics parse.field_types",
    "link_files": "data_files parse.field_types parse.validate",
    "writing_files": "data_files parse.field_types parse.validate",
    "config": "cms.entry data_files diagnostics lexicon_files link_files local_text model parse.field_types"
    " parse.validate search.files writing_files",
    # what fields can be chosen from, and how a new page begins
    "made": "parse.schema",
    "choices": "made model norwegian parse parse.annotate parse.place parse.schema",
    "json_schema": "",
    "editor_files": "json_schema parse.schema",
    "new.wanted": "diagnostics norwegian parse.schema",
    "new.talk": "diagnostics norwegian",
    "new.text": "norwegian parse.field_types",
    "new.chapter": "choices diagnostics new.wanted",
    "new": "choices diagnostics model new.chapter new.wanted norwegian parse.place parse.schema",
    # the whole site
    "indexes": "made parse.schema",
    "resolve": "diagnostics made model norwegian parse.place",
    "relate": "model",
    "steps": "model parse.schema",
    "assemble": "model norwegian parse.place parse.schema relate resolve steps",
    "review": "",
    "history": "parse.place",
    "git": "",
    "git.log": "diagnostics git history",
    "prose": "assemble norwegian",
    "sentences": "",
    # what is wrong with it; a check knows no other
    "checks.abbreviations": "diagnostics prose",
    "checks.addresses": "diagnostics indexes made model",
    "checks.best_bets": "diagnostics model",
    "checks.chapters": "diagnostics parse.place",
    "checks.dates": "diagnostics",
    "checks.empty_text": "diagnostics",
    "checks.escapes": "diagnostics",
    "checks.headings": "diagnostics",
    "checks.links": "diagnostics model",
    "checks.long_sentences": "diagnostics norwegian prose sentences",
    "checks.models": "diagnostics parse.model_fields parse.schema steps",
    "checks.names": "diagnostics parse parse.schema",
    "checks.pictures": "diagnostics model",
    "checks.standard": "diagnostics prose standards",
    "checks.unused": "diagnostics",
    "checks.vague_headings": "diagnostics",
    "checks.vague_links": "diagnostics prose",
    "checks": "checks.*",
    "spelling": "assemble diagnostics norwegian prose standards",
    # what can be told of it
    "text_table": "",
    "reports.language": "assemble local_text norwegian parse.schema",
    "reports.writing": "norwegian",
    "reports.language_text": "diagnostics norwegian reports.language reports.writing text_table",
    "reports.pages": "",
    "reports.stale": "reports.pages review",
    "reports.stale_text": "reports.pages reports.writing",
    "reports.next_change": "parse.place reports.pages reports.stale review",
    "reports.next_change_text": "reports.pages reports.writing",
    "reports.links": "model parse.schema reports.pages",
    "reports.links_text": "reports.pages reports.writing",
    "reports.laws": "lexicon norwegian reports.pages",
    "reports.laws_text": "reports.pages reports.writing text_table",
    "reports.authors": "norwegian reports.pages reports.stale",
    "reports.authors_text": "reports.pages reports.writing text_table",
    "reports.themes": "assemble norwegian parse.schema reports.pages reports.stale review",
    "reports.themes_text": "diagnostics norwegian parse.schema reports.pages reports.themes"
    " reports.writing text_table",
    "reports.overview": "assemble norwegian parse.place parse.schema reports.language reports.links reports.pages"
    " reports.stale review",
    "reports": "reports.*",
    # what is shown of it
    "text_width": "",
    "diagram_paths": "",
    "diagram": "diagram_paths text_width",
    "compact_json": "",
    "compose.terms": "lexicon",
    "compose.hrefs": "assemble compose.terms made model",
    "compose.head": "assemble compact_json compose.hrefs views",
    "compose.parts": "assemble compose.hrefs indexes made norwegian views",
    "compose.annotate": "model",
    "compose.cite": "assemble compose.hrefs compose.parts norwegian views",
    "compose.mails": "assemble compose.hrefs views",
    "compose.structured": "assemble compose.hrefs compose.parts",
    "compose.models": "assemble compose.hrefs diagram model parse.schema steps views",
    "compose.content": "assemble compose.annotate compose.cite compose.head compose.hrefs compose.mails"
    " compose.models compose.parts compose.structured made review views",
    "compose.lists": "assemble compose.annotate compose.content compose.head compose.hrefs compose.models"
    " compose.parts compose.structured indexes made model norwegian parse.schema views",
    "compose.lexicon": "assemble compose.head compose.hrefs lexicon made norwegian views",
    "compose.telling": "",
    "compose": "assemble compose.* made norwegian parse.schema views",
    "render": "diagnostics model norwegian parse parse.fields views",
    "outputs": "",
    "outputs.bundle": "",
    "outputs.assets": "model outputs.bundle",
    "outputs.citations": "model views",
    "outputs.files": "model",
    "outputs.feeds": "assemble compose.hrefs compose.parts model",
    "outputs.sitemap": "compose.hrefs model views",
    "outputs.suggestions": "assemble compact_json compose.hrefs compose.parts lexicon local_text made model"
    " norwegian parse.schema",
    # what the search knows
    "search.norwegian": "",
    "search.language": "model search.norwegian search.words standards",
    "search.vocabulary": "",
    "search.pagefind": "diagnostics",
    "search.pages": "assemble compact_json compose.parts made model parse.schema",
    "search.data": "compact_json made model search.language search.vocabulary",
    # what is written
    "write": "diagnostics",
    "search": "",
    # how it is edited in the browser
    "cms.fields": "",
    "cms.collections": "cms.fields json_schema norwegian parse.schema",
    "cms.files": "choices cms.collections cms.settings diagnostics made model",
    "cms": "",
    # how well it is found
    "serving": "",
    "search_test.queries": "data_files diagnostics parse.field_types parse.validate",
    "search_test.score": "",
    "search_test.text": "search_test.score text_table",
    "search_test.browser": "diagnostics",
    "search_test.built": "diagnostics made",
    "search_test": "data_files diagnostics made model search_test.browser search_test.built search_test.queries"
    " search_test.score serving",
    # what editors are shown of it
    "dashboard.charts": "text_width",
    "dashboard.board": "dashboard.charts norwegian parse.schema reports.language reports.language_text"
    " reports.overview reports.stale reports.themes reports.themes_text reports.writing",
    "dashboard": "dashboard.board render",
    # all of it
    "pipeline": "assemble checks checks.escapes cms.files compose compose.hrefs compose.telling config"
    " diagnostics git.log history model outputs.* parse parse.annotate read render search search.* spelling write",
    "starting": "choices config diagnostics editor_files messages new new.text new.wanted read write",
    # read more than once
    "memory": "config git.log parse parse.annotate",
    # what is mended, and what a branch brings in
    "fix.page": "model parse parse.front_matter",
    "fix.dates": "norwegian",
    "fix.fields": "fix.dates parse.validate",
    "fix.blanks": "fix.page parse.front_matter",
    "fix.difference": "",
    "fix": "fix.blanks fix.fields fix.page model parse parse.front_matter parse.place",
    "fix.files": "fix fix.difference read write",
    "git.branch": "diagnostics git",
    "changes": "git.branch memory pipeline read",
    # links to other hosts
    "external.addresses": "",
    "external.verdicts": "external.addresses",
    "external.mentions": "diagnostics external.addresses model",
    "external.kept": "external.verdicts",
    "external.client": "external.verdicts",
    "external.asking": "external.addresses external.verdicts",
    "external": "diagnostics external.addresses external.asking external.client external.kept external.mentions"
    " external.verdicts link_files write",
    "external.text": "diagnostics",
    # shown while it is written
    "serve.edition": "assemble compose compose.hrefs made outputs.assets outputs.files pipeline render",
    "serve.warm": "assemble diagnostics pipeline read render serve.edition",
    "serve.desk": "",
    "serve.marks": "diagnostics",
    "serve.answers": "made render search.pagefind serve.marks",
    "serve.host": "diagnostics serve.marks serving",
    "serve.watch": "",
    "serve.indexing": "diagnostics model render search.data search.pagefind search.pages write",
    "serve": "diagnostics memory parse.field_types serve.answers serve.desk serve.host serve.indexing serve.marks"
    " serve.warm serve.watch serving",
    # the command line
    "cli.shared": "diagnostics messages pipeline",
    "cli.build": "assemble cli.shared diagnostics pipeline",
    "cli.check": "changes checks cli.shared diagnostics external external.text fix.files git.branch pipeline",
    "cli.report": "cli.shared dashboard diagnostics git.log history model pipeline reports write",
    "cli.serve": "assemble cli.shared serve serving",
    "cli.new": "cli.shared new.talk new.wanted starting",
    "cli.schema": "cli.shared starting",
    "cli.search_test": "cli.shared diagnostics search_test search_test.score search_test.text",
    "cli": "cli.* diagnostics messages",
    "__main__": "cli",
    "": "",
}
"""What each module may import of kbsite, the package itself last; a module imports those that stand above it."""

WORLD: dict[str, str] = {
    "messages": "importlib.resources",
    "read": "os pathlib",
    "write": "contextlib fcntl filecmp os pathlib shutil",
    "search.pagefind": "os subprocess",
    "git.log": "os subprocess zoneinfo",
    "dashboard": "importlib.resources",
    "spelling": "subprocess",
    "search.norwegian": "importlib.resources",
    "cms.files": "importlib.resources",
    "git.branch": "os pathlib subprocess",
    "changes": "pathlib tempfile",
    "serving": "http pathlib sys threading",
    "external.asking": "threading time",
    "external.client": "http socket time urllib.request",
    "serve": "pathlib tempfile threading time",
    "serve.answers": "http importlib.resources pathlib",
    "serve.desk": "threading",
    "serve.host": "http socket",
    "serve.indexing": "shutil threading",
    "search_test.browser": "shutil",
    "cli.shared": "datetime.now os pathlib sys time zoneinfo",
    "cli.build": "pathlib print sys time",
    "cli.check": "datetime.now pathlib print sys time",
    "cli.report": "pathlib sys",
    "cli.new": "pathlib print sys",
    "cli.schema": "pathlib sys",
    "cli.serve": "pathlib print sys",
    "cli.search_test": "pathlib sys",
    "cli": "os print sys",
    "__main__": "sys",
}
"""Which modules touch the disk, the clock, the environment or a process, and with what."""

READERS = {
    "cli",
    "dashboard",
    "cms.files",
    "data_files",
    "git",
    "git.branch",
    "memory",
    "external",
    "git.log",
    "messages",
    "read",
    "search.norwegian",
    "search.pagefind",
    "search_test",
    "search_test.built",
    "serve.answers",
    "serve.indexing",
    "serve.watch",
    "serving",
    "write",
}
"""Which modules may ask a path what lies there."""

HOMES: dict[str, set[str]] = {
    "jinja2": {"render"},
    "markdown_it": {"parse.annotate", "parse.html", "parse.markdown"},
    "mdit_py_plugins": {"parse.html"},
    "yaml": {"parse.fields"},
    "frontmatter": {"parse.front_matter"},
    # The schema: fields are declared with it, the configuration's too, and checked with it in one place.
    "pydantic": {
        "cms.entry",
        "config",
        "lexicon_files",
        "link_files",
        "parse.field_types",
        "parse.model_fields",
        "parse.schema",
        "parse.validate",
        "search.files",
        "search_test.queries",
        "writing_files",
    },
    "pydantic_core": {"parse.field_types"},
    "pagefind_bin": {"search.pagefind"},
    "watchfiles": {"serve.watch"},
    "playwright": {"search_test.browser"},
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
    """A module's name without kbsite, and its syntax tree without what only type checkers see."""

    name: str
    tree: ast.Module

    def imports(self) -> set[str]:
        """Return the full names of all modules and names that it imports, lazily too."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.name} has a relative import"
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
        found[name] = Module(name, _AtRunTime().visit(ast.parse(path.read_text(encoding="utf-8"))))
    return found


MODULES = _modules()


def own(module: Module) -> set[str]:
    """Return the modules of kbsite that a module imports."""
    found = set()
    for full in module.imports():
        if full.split(".")[0] != "kbsite":
            continue
        name = full.removeprefix("kbsite").lstrip(".")
        found.add(name if name in MODULES else name.rpartition(".")[0])
    return found - {""}


def allowed(name: str) -> set[str]:
    found = set()
    for each in MAY_IMPORT[name].split():
        inside = each.removesuffix("*")
        found |= {each} if inside == each else {m for m in MODULES if m.startswith(inside)}
    return found


def test_the_table_has_every_module() -> None:
    assert set(MAY_IMPORT) == set(MODULES)


def test_a_module_imports_only_what_stands_above_it_in_the_table() -> None:
    above: set[str] = set()
    for name in MAY_IMPORT:
        assert allowed(name) <= above, f"{name} may import {allowed(name) - above}, which stand below it"
        above.add(name)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_what_the_table_allows_and_nothing_else(name: str) -> None:
    assert own(MODULES[name]) - allowed(name) == set()


def test_the_table_allows_nothing_that_is_not_used() -> None:
    wide = {name for name, text in MAY_IMPORT.items() if "*" in text}
    unused = {name: allowed(name) - own(MODULES[name]) for name in MODULES if name not in wide}
    assert {name: spare for name, spare in unused.items() if spare} == {}


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
def test_no_other_module_asks_a_path_what_lies_there(name: str) -> None:
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
    import sys  # noqa: PLC0415 - its list of modules is wanted here alone

    known = {*sys.stdlib_module_names, *HOMES, "kbsite"}
    assert {full.split(".")[0] for module in MODULES.values() for full in module.imports()} <= known


def test_pathlib_is_used_for_pure_paths_alone_in_pure_modules() -> None:
    for name, module in MODULES.items():
        if name not in WORLD:
            assert {full for full in module.imports() if full.startswith("pathlib")} <= {"pathlib.PurePosixPath"}, (
                name
            )


def test_every_package_is_installed() -> None:
    """An editable installation finds all of them, so that only this test sees one that was left out."""
    import tomllib  # noqa: PLC0415 - wanted here alone

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["setuptools"]["packages"]["find"]["include"]
    packages = [".".join(path.relative_to(ROOT).parts[:-1]) for path in (ROOT / "kbsite").rglob("__init__.py")]
    assert len(packages) > 4
    assert [name for name in packages if not any(fnmatch(name, pattern) for pattern in included)] == []
