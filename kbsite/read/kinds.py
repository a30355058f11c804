"""`data/kinds.yaml` → the kinds that a site has: the built-in ones, as it names them, and its own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, MessageKey, nearest, problem
from kbsite.model.routes import Routes, names_in
from kbsite.norwegian.languages.tags import SHIPPED
from kbsite.norwegian.local_text import LocalText
from kbsite.parse.sections import BODY
from kbsite.read.data_files import entries, load
from kbsite.read.routes import FIXED_FOLDERS
from kbsite.schema.kinds import BUILT_IN, FrontMatter, KindChange, Kinds, Published
from kbsite.schema.own_kinds import (
    FIELD_TYPES,
    PLACES,
    BuiltInEntry,
    KindEntry,
    NameEntry,
    is_example,
    own_kind,
    unsure_kind,
)
from kbsite.schema.running_text import shown
from kbsite.schema.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kbsite.schema.own_kinds import FieldEntry
    from kbsite.schema.yaml_fields import Fields

    Name = tuple[str | int, ...]

KINDS = "data/kinds.yaml"

TAKEN_LAYOUTS = frozenset(
    (
        "ask", "authors", "base", "content", "front", "general", "glossary", "law", "law_parts", "laws",
        "list_parts", "listing", "macros", "not_found", "reader", "redirect", "search", "share", "themes", "whole",
    )
)  # fmt: skip
"""The layouts that show something other than a page of a kind."""


def taken_folders(routes: Routes) -> frozenset[str]:
    """Return the first parts of the site's routes, which are no folder of a kind."""
    return FIXED_FOLDERS | routes.top | {routes.names.content_list, routes.names.pictures}


_NAME = NameEntry(one=LocalText("?"), many=LocalText("?"))


def kinds(
    root: Path,
    problems: list[Diagnostic],
    language: str = "nb",
    routes: Routes | None = None,
    words: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Kinds:
    """Return the kinds of the site in ROOT, and add to `problems` what is wrong with what it declares.

    `words` are those of languages that do not come with kbsite, with the names of the built-in kinds.
    An invalid declaration still gives a kind where its folder is known, so that its files can be read.
    """
    taken = taken_folders(routes or Routes(names_in(language)))
    found = load(root, KINDS, needed=False)
    built_in = BUILT_IN.in_language(language).with_languages(words, language if language in SHIPPED else "en")
    if found.data == {} and not found.problems:
        return built_in
    known = {kind.kind: kind for kind in built_in}
    declared: list[Fields] = []
    changes: list[KindChange] = []
    first: dict[tuple[str, str], int] = {}
    for inner in entries(found, KINDS, problems):
        kind = known.get(str(inner.data.get("id"))) if isinstance(inner.data, dict) else None
        if kind is None:
            declared.append(inner)
        else:
            changes += _change(kind, inner, built_in, taken, first, problems)
    changed = built_in.changed(changes)
    own: list[type[FrontMatter]] = []
    for index, inner in enumerate(declared):
        checked = validate(KindEntry, inner, {"id": f"nr-{index}", "folder": f"nr-{index}", "name": _NAME})
        entry: KindEntry = checked.value
        faults = [*checked.problems, *_faults(entry, inner, changed, taken)]
        named = [problem_ for name in ("id", "folder") for problem_ in _double(name, entry, inner, first)]
        problems += [*faults, *named]
        if not named and not any(each.code == "taken-name" and _names(each, entry) for each in faults):
            own.append(unsure_kind(entry) if faults else own_kind(entry, _at(inner, "layout")))
    return changed.with_own(tuple(own))


def _change(
    kind: type[FrontMatter],
    found: Fields,
    built_in: Kinds,
    taken: frozenset[str],
    first: dict[tuple[str, str], int],
    problems: list[Diagnostic],
) -> Iterator[KindChange]:
    """Yield what an entry says of a built-in kind, and add to `problems` what is wrong with it."""
    checked = validate(BuiltInEntry, found, {"id": kind.kind, "name": None})
    entry: BuiltInEntry = checked.value
    faults = [*checked.problems, *_double("id", entry, found, first)]
    others = {each.folder for each in built_in if each is not kind}
    if entry.off and (kind.introduces or kind.is_chapter):
        faults.append(problem(_at(found, "off"), "needed-kind", kind=kind.kind))
    if entry.folder and not kind.folder:
        faults.append(_taken(found, ("folder",), entry.folder, MessageKey("@taken_by_page")))
    elif entry.folder in others:
        faults.append(_taken(found, ("folder",), str(entry.folder), MessageKey("@taken_by_kind")))
    elif entry.folder in taken:
        faults.append(_taken(found, ("folder",), str(entry.folder), MessageKey("@taken_by_address")))
    elif entry.folder:
        faults += _double("folder", entry, found, first)
    problems += faults
    if not faults:
        name = entry.name or NameEntry(one=LocalText(), many=LocalText())
        yield KindChange(kind.kind, entry.folder or "", name.one, name.many, entry.off)


def _names(found: Diagnostic, entry: KindEntry) -> bool:
    """Return whether a problem concerns the id or the folder of a kind, which it cannot do without."""
    return dict(found.values)["field"] in ("id", "folder") and dict(found.values)["value"] in (
        entry.id,
        entry.folder,
    )


def _double(
    name: str, entry: KindEntry | BuiltInEntry, found: Fields, first: dict[tuple[str, str], int]
) -> Iterator[Diagnostic]:
    """Yield a problem where an earlier kind has that id or folder, and note where this one has it."""
    value, at = getattr(entry, name), _at(found, name)
    if (name, value) in first:
        yield problem(at, "double-field", field=f"{name}: {value}", first=first[name, value])
    first.setdefault((name, value), at.line)


def _faults(entry: KindEntry, found: Fields, built_in: Kinds, taken: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield the problems of a declaration that involve more than one field."""
    if entry.id in TAKEN_LAYOUTS:
        yield _taken(found, ("id",), entry.id, MessageKey("@taken_by_layout"))
    if entry.folder in built_in.folders:
        yield _taken(found, ("folder",), entry.folder, MessageKey("@taken_by_kind"))
    elif entry.folder in taken:
        yield _taken(found, ("folder",), entry.folder, MessageKey("@taken_by_address"))
    if entry.front_page and entry.front_page not in PLACES:
        yield _unknown(found, ("front_page",), entry.front_page, PLACES)
    seen: dict[str, int] = {}
    for index, field in enumerate(entry.fields):
        yield from _field_faults(entry, field, index, found)
        at = _at(found, "fields", index, "name")
        if field.name in seen:
            yield problem(at, "double-field", field=f"name: {field.name}", first=seen[field.name])
        seen.setdefault(field.name, at.line)
    yield from _section_faults(entry, found)
    names = [*(field.name for field in entry.fields), *_common(entry).model_fields]
    for name, field_name in entry.schema_org.properties if entry.schema_org else ():
        if field_name not in names:
            yield _unknown(found, ("schema_org", "properties", name), field_name, names)


def _section_faults(entry: KindEntry, found: Fields) -> Iterator[Diagnostic]:
    """Yield a problem for each section whose name or heading another part of the page has."""
    names = {field.name: _at(found, "fields", i, "name").line for i, field in enumerate(entry.fields)}
    headings: dict[str, int] = {}
    for index, section in enumerate(entry.sections):
        at = _at(found, "sections", index, "name")
        if section.name == BODY:
            yield _taken(found, ("sections", index, "name"), section.name, MessageKey("@taken_by_kbsite"))
        elif section.name in names:
            yield problem(at, "double-field", field=f"name: {section.name}", first=names[section.name])
        names.setdefault(section.name, at.line)
        at = _at(found, "sections", index, "heading")
        for heading in dict.fromkeys(heading.casefold() for heading in section.heading.forms):
            if heading in headings:
                yield problem(at, "double-field", field=f"heading: {heading}", first=headings[heading])
            headings.setdefault(heading, at.line)


def _field_faults(entry: KindEntry, field: FieldEntry, index: int, found: Fields) -> Iterator[Diagnostic]:
    here = ("fields", index)
    if field.name in _common(entry).model_fields:
        yield _taken(found, (*here, "name"), field.name, MessageKey("@taken_by_field"))
    elif hasattr(FrontMatter, field.name) or field.name.startswith("model_"):
        yield _taken(found, (*here, "name"), field.name, MessageKey("@taken_by_kbsite"))
    if field.type not in FIELD_TYPES:
        yield _unknown(found, (*here, "type"), field.type, FIELD_TYPES)
    elif field.example is not None and not is_example(field):
        at, words = (
            _at(found, *here, "example"),
            MessageKey(f"@{'text' if field.type == 'markdown' else field.type}"),
        )
        yield problem(at, "wrong-type", field="example", expected=words, value=shown(field.example))
    if field.not_before:
        days = [each.name for each in entry.fields if each.type == "date" and each.name != field.name]
        if field.type != "date":
            yield problem(
                _at(found, *here, "type"),
                "wrong-type",
                field=f"type ({field.name})",
                expected=MessageKey("@date_type"),
                value=field.type,
            )
        elif field.not_before not in (*days, "date"):
            yield _unknown(found, (*here, "not_before"), field.not_before, (*days, "date"))


def _common(entry: KindEntry) -> type[FrontMatter]:
    return Published if entry.listed else FrontMatter


def _taken(found: Fields, path: Name, value: str, reason: str) -> Diagnostic:
    return problem(_at(found, *path), "taken-name", field=str(path[-1]), value=value, reason=reason)


def _unknown(found: Fields, path: Name, value: str, known: Iterable[str]) -> Diagnostic:
    known = tuple(dict.fromkeys(known))
    values = {"field": str(path[-1]), "value": value, "near": nearest(value, known), "known": ", ".join(known)}
    return problem(_at(found, *path), "unknown-choice", **values)


def _at(found: Fields, *path: str | int) -> Location:
    for length in range(len(path), 0, -1):
        if path[:length] in found.marks:
            return found.marks[path[:length]]
    return found.marks[()]
