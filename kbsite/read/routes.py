"""`routes` in `data/site.yaml` → the addresses that a site has without a file of content.

The descriptions are shown to editors, and so they are in Norwegian.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import Field

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.model.routes import AT_THE_TOP, CHOSEN, Routes, names_in
from kbsite.schema.field_types import Id, Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.schema.kinds import Kinds
    from kbsite.schema.yaml_fields import Fields

FIXED_FOLDERS = frozenset(("assets", "admin", "404", "feed", "sitemap", "robots", "llms"))
"""The first parts of the addresses that are the same on every site."""

ALONGSIDE = frozenset(("feed", "index"))
"""The names of other files beside a page."""


class RoutesEntry(Strict):
    """The names of a site's own addresses, in `data/site.yaml`."""

    search: Id | None = Field(None, description="Søket. Uten feltet: `sok`, på engelsk `search`.")
    ask: Id | None = Field(
        None, description="Siden der leserne spør. Uten feltet: `spor-oss`, på engelsk `ask-us`."
    )
    glossary: Id | None = Field(None, description="Ordlisten. Uten feltet: `ordliste`, på engelsk `glossary`.")
    laws: Id | None = Field(None, description="Lovregisteret. Uten feltet: `lover`, på engelsk `laws`.")
    whole: Id | None = Field(
        None,
        description="Siden med alle kapitlene, under artikkelens adresse. Uten feltet: `hele`, på engelsk `whole`.",
    )
    content_list: Id | None = Field(
        None,
        description="Filen med alle sidene for andre programmer, uten `.json`. Uten feltet: `innhold`, på engelsk"
        " `content`.",
    )
    calendar: Id | None = Field(
        None,
        description="Filen en kan abonnere på, uten `.ics`. Uten feltet: `kalender`, på engelsk `calendar`.",
    )
    citation: Id | None = Field(
        None,
        description="Filene med henvisning, uten `.bib` og `.ris`. Uten feltet: `siter`, på engelsk `cite`.",
    )


def routes(entry: RoutesEntry | None, language: str) -> Routes:
    """Return the routes of a site in a language, with the names that its settings give."""
    chosen = {name: getattr(entry, name) for name in CHOSEN if entry and getattr(entry, name)}
    return Routes(replace(names_in(language), **chosen))


def route_problems(entry: RoutesEntry | None, own: Routes, kinds: Kinds, found: Fields) -> Iterator[Diagnostic]:
    """Yield a problem for each chosen name that something else has: a kind, another route, a file of every site."""
    chosen = [name for name in CHOSEN if entry and getattr(entry, name)]
    for name in chosen:
        value = getattr(own.names, name)
        at = found.marks[("routes", name)]
        if name in AT_THE_TOP:
            others = {each: getattr(own.names, each) for each in AT_THE_TOP if each != name}
            first = [each for each in others if others[each] == value and (each not in chosen or each < name)]
            if value in kinds.folders:
                yield problem(at, "taken-name", field=name, value=value, reason=MessageKey("@taken_by_kind"))
            elif value in FIXED_FOLDERS or value == own.names.content_list:
                yield problem(at, "taken-name", field=name, value=value, reason=MessageKey("@taken_by_address"))
            elif first:
                yield problem(at, "taken-name", field=name, value=value, reason=MessageKey("@taken_by_route"))
        elif (name == "content_list" and value in FIXED_FOLDERS) or (name == "whole" and value in ALONGSIDE):
            yield problem(at, "taken-name", field=name, value=value, reason=MessageKey("@taken_by_address"))
