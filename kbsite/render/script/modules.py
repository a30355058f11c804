"""The module graph: which file an import resolves to, which names each module exports, and its problems."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, MessageKey, nearest, problem
from kbsite.render.script.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbsite.render.script.model import Script, Source, Statement

Names = dict[str, tuple[str, str]]
"""The exports of a module: each name with its origin: a module, and the name there (* for its namespace)."""


def target(name: str, source: Source | None) -> str | None:
    """Return the file in assets/ that a specifier resolves to, present or not; None outside of assets/."""
    if source is None or not re.match(r"\.\.?/", source.text) or re.search(r"[?#\\]", source.text):
        return None
    path = posixpath.normpath(posixpath.join("assets", posixpath.dirname(name), source.text))
    return path.removeprefix("assets/") if path.startswith("assets/") else None


def exported(scripts: Mapping[str, Script], name: str, above: tuple[str, ...] = ()) -> Names | None:
    """Return the exports of a module; None where not all are known.

    A local export takes precedence over `export *`, and a name from two `export *` is ambiguous and left out, as in
    the language.
    """
    script = scripts[name]
    if script.faults:
        return None
    locals_ = _imported(scripts, name, above)
    own: Names = {}
    stars: dict[str, set[tuple[str, str]]] = {}
    for export in script.exports:
        if export.source is None:
            own |= {public: locals_.get(local, (name, public)) for public, local, _ in export.names}
            continue
        inner = _names_of(scripts, target(name, export.source), (*above, name))
        if inner is None and export.star:
            return None
        for public, there, _ in export.names:
            whole = (target(name, export.source) or "", "*")
            own[public] = whole if there == "*" else (inner or {}).get(there, (name, public))
        for public, origin in (inner or {}).items() if export.star else ():
            stars.setdefault(public, set()).add(origin)
    clear = {
        public: origins.pop()
        for public, origins in stars.items()
        if len(origins) == 1 and public not in own and public != "default"
    }
    return own | clear


def _names_of(scripts: Mapping[str, Script], file: str | None, above: tuple[str, ...]) -> Names | None:
    if file is None or file not in scripts:
        return None
    return {} if file in above else exported(scripts, file, above)


def _imported(scripts: Mapping[str, Script], name: str, above: tuple[str, ...]) -> Names:
    """Return the origin of a module's imports by local name, where that is known."""
    found: Names = {}
    given = {local for each in scripts[name].exports if each.source is None for _, local, _ in each.names}
    for each in scripts[name].imports:
        if not given & {local for _, local, _ in each.names}:
            continue
        inner = _names_of(scripts, target(name, each.source), (*above, name)) or {}
        found |= {local: inner[there] for there, local, _ in each.names if there in inner}
    return found


def module_problems(scripts: Mapping[str, Script], files: frozenset[str], name: str) -> Iterator[Diagnostic]:
    """Yield unresolvable imports: missing files, and names that a module does not export."""
    script = scripts[name]
    for source, names in _wanted(script):
        file = target(name, source)
        if file is None:
            continue
        if file not in files:
            yield problem(script.at(source), "missing-script", file=file, near=nearest(file, files))
            continue
        known = exported(scripts, file) if names and file in scripts else None
        for wanted, place in names if known is not None else ():
            if wanted not in (known or {}) and "\\" not in wanted:
                near = nearest(wanted, known or ())
                yield problem(script.at(place), "missing-export", name=wanted, file=file, near=near)


def _wanted(script: Script) -> Iterator[tuple[Source, list[tuple[str, Span]]]]:
    """Yield each imported module with the names that are imported from it."""
    for each in script.imports:
        default = [("default", Span(each.start, each.end))] if each.default else []
        if each.source:
            yield each.source, [*default, *((there, place) for there, _, place in each.names)]
    for export in script.exports:
        if export.source:
            yield export.source, [(there, place) for _, there, place in export.names if there != "*"]
    yield from ((source, []) for source in script.dynamic if source.text)


def ordered(
    scripts: Mapping[str, Script], name: str, order: dict[str, Script], above: tuple[str, ...] = ()
) -> Iterator[Diagnostic]:
    """Append a module to `order` after all its imports (post-order); yield circular imports."""
    script = scripts[name]
    both: tuple[Statement, ...] = (*script.imports, *script.exports)
    statements = sorted(both, key=lambda each: each.start)
    for source in (each.source for each in statements):
        file = target(name, source)
        if source is None or file is None or file not in scripts or file in order:
            continue
        if file in (*above, name):
            yield _unbundled(script, source, "loop")
        else:
            yield from ordered(scripts, file, order, (*above, name))
    order[name] = script


def unfit(order: Mapping[str, Script], name: str, entry: str) -> Iterator[Diagnostic]:
    """Yield whatever in a module of a bundle would behave differently there than in a module of its own."""
    script = order[name]
    yield from _dynamic(order, name, entry)
    written = [*(each.names for each in script.imports), *(each.names for each in script.exports if not each.value)]
    names = [place for each in written for _, _, place in each]
    yield from (_unbundled(script, place, "escaped") for place in names if "\\" in script.text(place))
    if name == entry:
        return
    given = {local for each in script.exports if not each.source for _, local, _ in each.names}
    yield from (_unbundled(script, place, "changed") for local, place in script.changed if local in given)
    yield from (_unbundled(script, place, "await") for place in script.waits)
    yield from (_unbundled(script, place, "meta") for place in script.meta)
    statements: tuple[Statement, ...] = (*script.imports, *script.exports)
    for source in (each.source for each in statements):
        if source and target(name, source) not in order:
            yield _unbundled(script, source, "outside")


def _dynamic(order: Mapping[str, Script], name: str, entry: str) -> Iterator[Diagnostic]:
    for source in order[name].dynamic:
        if not source.text and posixpath.dirname(name) != posixpath.dirname(entry):
            yield _unbundled(order[name], source, "computed")
        elif target(name, source) in order:
            yield _unbundled(order[name], source, "twice")


def _unbundled(script: Script, place: Span, what: str) -> Diagnostic:
    return problem(script.at(place), "unbundled-script", what=MessageKey(f"@bundle_{what}"))
