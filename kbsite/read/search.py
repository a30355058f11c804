"""`data/search.yaml` → synonyms, related and everyday words, and best bets; the file is optional.

The descriptions are shown to editors, and so they are in Norwegian.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from kbsite.diagnostics import Diagnostic, problem
from kbsite.model.search import BestBet, Everyday, SearchWords, group, normal
from kbsite.read.data_files import load
from kbsite.schema.field_types import SomeTexts, Strict, Text, Texts, expected
from kbsite.schema.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.schema.yaml_fields import Fields

FILE = "data/search.yaml"


def _two(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(group(value)) < 2:
        raise expected("@word_group")
    return value


def _page(value: str) -> str:
    if "#" in value or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", value):
        raise expected("@site_page")
    return value


def _listed(value: object) -> object:
    if not isinstance(value, list | tuple):
        raise expected("@list")
    return tuple(value)


WordGroup = Annotated[Texts, AfterValidator(_two)]
WordGroups = Annotated[tuple[WordGroup, ...], BeforeValidator(_listed)]
Page = Annotated[Text, AfterValidator(_page)]


class BetEntry(Strict):
    """A page to show first, in `data/search.yaml`."""

    queries: SomeTexts = Field(description="Søkene siden skal komme først på, slik leserne skriver dem.")
    page: Page = Field(
        description="Siden: stien til filen, regnet fra `content/`, eller adressen til siden, som begynner med `/`."
    )


class EverydayEntry(Strict):
    """What readers say, in `data/search.yaml`, and what the site calls it."""

    words: SomeTexts = Field(description="Ordene leserne bruker.")
    means: SomeTexts = Field(description="Det nettstedet kaller det. Søk på ordene finner dette også.")


Everydays = Annotated[tuple[EverydayEntry, ...], BeforeValidator(_listed)]
Bets = Annotated[tuple[BetEntry, ...], BeforeValidator(_listed)]


class SearchFile(Strict):
    """The fields of `data/search.yaml`."""

    same: WordGroups = Field(
        (), description="Grupper av ord som betyr det samme: bokmål og nynorsk, forkortelse og fullt navn."
    )
    near: WordGroups = Field(
        (), description="Grupper av ord som ligger nær hverandre. De teller mindre enn ordet leseren skrev."
    )
    everyday: Everydays = Field(
        (),
        description="Ord leserne bruker, med det nettstedet kaller det: `words` og `means`. Virker bare den veien.",
    )
    best_bets: Bets = Field((), description="Sidene som skal komme først på bestemte søk, med `queries` og `page`.")


def search_words(root: Path, problems: list[Diagnostic]) -> SearchWords:
    """Return the search settings of ROOT, and add to `problems` those of the file."""
    found = load(root, FILE, needed=False)
    if found.data == {} and not found.problems:
        return SearchWords()
    checked = validate(SearchFile, found, {})
    problems.extend(checked.problems)
    file: SearchFile = checked.value
    problems.extend(_pinned_twice(file, found))
    bets = tuple(
        BestBet(bet.queries, bet.page, found.marks.get(("best_bets", index, "page"), found.marks[()]))
        for index, bet in enumerate(file.best_bets)
    )
    everyday = tuple(Everyday(each.words, each.means) for each in file.everyday)
    return SearchWords(file.same, file.near, everyday, bets)


def _pinned_twice(file: SearchFile, found: Fields) -> list[Diagnostic]:
    """Return a problem for each repeated query: only one page can come first."""
    problems = []
    first: dict[str, int] = {}
    for index, bet in enumerate(file.best_bets):
        for place, query in enumerate(bet.queries):
            at = found.marks[("best_bets", index, "queries", place)]
            if normal(query) in first:
                problems.append(problem(at, "double-query", query=query, first=first[normal(query)]))
            first.setdefault(normal(query), at.line)
    return problems
