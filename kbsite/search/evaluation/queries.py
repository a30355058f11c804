"""A file of queries → each query with the pages that it should find; the descriptions are shown to editors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import Field

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.read.data_files import entries
from kbsite.schema.field_types import SomeAddresses, Strict, Text
from kbsite.schema.validate import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kbsite.schema.yaml_fields import Fields


class QueryEntry(Strict):
    """A query in a file of queries."""

    query: Text = Field(description="Det leseren skriver i søkefeltet.")
    kind: Text = Field(description="Slaget spørringen hører til. Resultatet blir vist for hvert slag.")
    pages: SomeAddresses = Field(
        description="Adressene til de sidene som svarer på spørringen, slik: `/artikler/kom-i-gang/`. En av dem "
        "skal komme først."
    )


@dataclass(frozen=True, slots=True)
class Query:
    """A query, its kind, and its right answers: addresses in the site, of which any may come first."""

    text: str
    kind: str
    pages: tuple[str, ...]


def queries(
    found: Fields, name: str, has_page: Callable[[str], bool]
) -> tuple[tuple[Query, ...], tuple[Diagnostic, ...]]:
    """Return the queries in the file `name`, and every problem of it, sorted by place.

    It is a problem when an expected page does not exist, or when a query is listed twice.
    """
    problems: list[Diagnostic] = []
    result = []
    first: dict[str, int] = {}
    for inner in entries(found, name, problems):
        checked = validate(QueryEntry, inner, {"query": "?", "kind": "?", "pages": ("/",)})
        problems += checked.problems
        entry = checked.value
        problems += _unknown_pages(entry, inner, has_page)
        if not checked.sound:
            continue
        at = inner.marks[("query",)]
        if entry.query in first:
            problems.append(problem(at, "double-field", field=f"query: {entry.query}", first=first[entry.query]))
        first.setdefault(entry.query, at.line)
        result.append(Query(entry.query, entry.kind, entry.pages))
    if not result and not problems:
        expected = MessageKey("@empty_list")
        problems.append(problem(found.marks[()], "wrong-type", field=name, expected=expected, value="[]"))
    return tuple(result), tuple(sorted(problems))


def _unknown_pages(entry: QueryEntry, inner: Fields, has_page: Callable[[str], bool]) -> Iterator[Diagnostic]:
    for index, page in enumerate(entry.pages):
        at, field = inner.marks.get(("pages", index)), f"pages.{index + 1}"
        if at and not has_page(page):
            yield problem(at, "wrong-type", field=field, expected=MessageKey("@built_page"), value=page)
