"""A bundler of JavaScript modules, for an entry module whose first line is `// bundle`."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.render.script.edits import edited, slimmed, with_versions
from kbsite.render.script.modules import exported, module_problems, ordered, target, unfit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbsite.diagnostics import Diagnostic
    from kbsite.render.script.edits import Edit
    from kbsite.render.script.model import Export, Import, Script
    from kbsite.render.script.modules import Names

_MARK = re.compile(rb"// bundle\r?\n")
_DOLLAR = re.compile(rb"\$[\w$]*")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The modules of one bundle by name, in the order in which they run.

    `constants` are the names that hold the exports of each, and `names` is what the bundle exports.
    """

    modules: Mapping[str, Script]
    constants: Mapping[str, str]
    names: Mapping[str, Names]
    problems: tuple[Diagnostic, ...]

    def value(self, origin: tuple[str, str]) -> str:
        """Return the expression for a module's export; `*` is its namespace."""
        file, name = origin
        constant = self.constants[file]
        return constant if name == "*" else constant + (f"[{name}]" if name.startswith('"') else f".{name}")


def is_marked(script: Script) -> bool:
    """Return whether a module asks to be bundled with its imports."""
    return _MARK.match(script.data) is not None


def bundle(scripts: Mapping[str, Script], files: frozenset[str], entry: str) -> Bundle:
    """Return a marked module with all that it imports, and the problems that prevent a bundle."""
    modules: dict[str, Script] = {}
    problems = set(ordered(scripts, entry, modules))
    for name, script in modules.items():
        problems |= {*script.faults, *unfit(modules, name, entry), *module_problems(scripts, files, name)}
    names = {} if problems else {name: exported(modules, name) or {} for name in modules}
    return Bundle(modules, _constants(modules), names, tuple(sorted(problems)))


def bundled(bundle: Bundle, entry: str, files: frozenset[str], version: str) -> bytes:
    """Return the text of a bundle without problems.

    Each module is wrapped in a function that returns its exports, so that its names stay local.
    """
    parts: list[bytes] = []
    for name, script in bundle.modules.items():
        edits = [*slimmed(script), *with_versions(script, name, files, version, entry)]
        if name == entry:
            edits += _passed_on(bundle, entry)
            return b"".join([*parts, _MARK.sub(b"", _with_imports(bundle, name, edits), count=1)])
        edits += _without_exports(bundle, name)
        body = _with_imports(bundle, name, edits)
        end = b"" if body.endswith(b"\n") or not body else b"\n"
        gives = f"return {{ {_given(bundle, name)} }};\n}})();\n".encode()
        parts.append(f"const {bundle.constants[name]} = (() => {{\n".encode() + body + end + gives)
    return b"".join(parts)


def _constants(modules: Mapping[str, Script]) -> dict[str, str]:
    """Return a constant for the exports of each module, with a prefix that no name in any of them has."""
    taken = {match.decode() for script in modules.values() for match in _DOLLAR.findall(script.data)}
    found: dict[str, str] = {}
    for name in modules:
        constant = "$" + re.sub(r"\W", "_", name.removesuffix(".js"))
        while constant in found.values() or any(each.startswith(constant) for each in taken):
            constant += "_"
        found[name] = constant
    return found


def _with_imports(bundle: Bundle, name: str, edits: list[Edit]) -> bytes:
    """Return a module that reads its imports from the constants; imports are hoisted above other statements."""
    script = bundle.modules[name]
    late: list[Import] = []
    for each in script.imports:
        file = target(name, each.source)
        if file and file in bundle.constants:
            edits = [*edits, *_taken(each, bundle.constants[file])]
            late += [each] if each.start > script.body else []
    if script.data.startswith(b"#!"):
        edits = [*edits, (0, script.data.find(b"\n"), b"")]
    above = b"".join(edited(script.data, edits, each.start, each.end) + b"\n" for each in late)
    edits = [edit for edit in edits if not any(each.start <= edit[0] < each.end for each in late)]
    text = edited(script.data, [*edits, *((each.start, each.end, b";") for each in late)])
    mark = _MARK.match(text) if above else None
    return text[: mark.end()] + above + text[mark.end() :] if mark else above + text


def _taken(statement: Import, constant: str) -> Iterator[Edit]:
    """Yield the edits that replace an import by constants; the braces are kept as written."""
    parts = [f"{{ default: {statement.default} }} = {constant}"] if statement.default else []
    if statement.namespace:
        parts.append(f"{statement.namespace} = {constant}")
    if statement.named is None:
        text = f"const {', '.join(parts)};" if parts else ";"
        yield statement.start, statement.end, text.encode()
        return
    before = "".join(f"{part}, " for part in parts)
    yield statement.start, statement.named.start, f"const {before}".encode()
    yield from ((each.start, each.end, b": ") for each in statement.renamed)
    yield statement.named.end, statement.end, f" = {constant};".encode()


def _without_exports(bundle: Bundle, name: str) -> Iterator[Edit]:
    """Yield the edits that remove `export` from declarations, and name an anonymous default.

    The constant is made from a property, so that an anonymous function is called default, as in a module.
    """
    for export in bundle.modules[name].exports:
        if export.cut is None:
            yield export.start, export.end, b";"
        elif export.value is None:
            yield export.cut.start, export.cut.end, b""
        else:
            head = f"const {bundle.constants[name]}$default = {{ default: "
            yield export.cut.start, export.cut.end, head.encode()
            yield export.value.end, export.end, b" }.default;"


def _given(bundle: Bundle, name: str) -> str:
    """Return the properties of the object that a module returns: its exports by their public names."""
    default = f"{bundle.constants[name]}$default"
    own = {
        public: local or default
        for each in bundle.modules[name].exports
        if each.source is None
        for public, local, _ in each.names
    }
    found = {public: own.get(public) or bundle.value(origin) for public, origin in bundle.names[name].items()}
    return ", ".join(_property(public, value) for public, value in found.items())


def _property(name: str, value: str) -> str:
    if name == value and name != "__proto__":
        return name
    return f'["{name}"]: {value}' if name == "__proto__" else f"{name}: {value}"


def _passed_on(bundle: Bundle, entry: str) -> Iterator[Edit]:
    """Yield the edits by which the entry module re-exports from others."""
    given = {public for each in bundle.modules[entry].exports for public, _, _ in each.names}
    number = itertools.count()
    for export in bundle.modules[entry].exports:
        file = target(entry, export.source)
        if file is None or file not in bundle.constants:
            continue
        lines = []
        for public, value in _of_export(bundle, entry, export, file):
            if export.star and (public in given or public == "default"):
                continue
            given.add(public)
            constant = f"{bundle.constants[entry]}${next(number)}"
            lines.append(f"const {constant} = {value}; export {{ {constant} as {public} }};")
        yield export.start, export.end, " ".join(lines).encode() or b";"


def _of_export(bundle: Bundle, entry: str, export: Export, file: str) -> Iterator[tuple[str, str]]:
    if not export.star:
        yield from ((public, bundle.value(bundle.names[entry][public])) for public, _, _ in export.names)
        return
    for public, origin in bundle.names[file].items():
        if bundle.names[entry].get(public, origin) == origin:
            yield public, bundle.value(origin)
