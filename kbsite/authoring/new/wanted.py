"""What a new page is made from, and what it is that an editor asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault, nearest
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kbsite.schema.kinds import FrontMatter, Kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was said on the command line, "" and () for what was not; its fields are named as the arguments are."""

    kind: str = ""
    title: str = ""
    themes: Sequence[str] = ()
    authors: Sequence[str] = ()
    parent: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that is about to be made: everything that its file says of it.

    `language` is "" for a chapter that has that of its parent. `offered` are the names for a field, by field.
    `profiles` are the names of authors that have no file yet, and get one.
    """

    kind: type[FrontMatter]
    title: str
    path: str
    today: date
    themes: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    language: str = ""
    offered: tuple[tuple[str, str], ...] = ()
    profiles: tuple[str, ...] = ()


_LONGEST = 80
"""How many characters the name of a file has at most: it is the page's address."""


def file_name(title: str) -> str:
    """Return what the file of a title is called, without what it ends with; a long title is cut between words."""
    name = slug(title)
    return name if len(name) <= _LONGEST else name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]


def one_line(title: str) -> str:
    """Return a title without line breaks and what else cannot be seen, and with single blanks."""
    return " ".join("".join(each if each.isprintable() else " " for each in title).split())


def names(kind: type[FrontMatter]) -> tuple[str, ...]:
    """Return what a kind may be called, its English name first: article, artikler, artikkel."""
    said = (kind.kind, kind.folder, slug(kind.one.nb), slug(kind.one.nn), slug(kind.many.nb))
    return tuple(dict.fromkeys(name for name in said if name))


def kind_of(name: str, kinds: Kinds) -> type[FrontMatter]:
    """Return the kind that `name` means, whatever its case and with æøå or without.

    EnvironmentFault where it means none.
    """
    known = {each: kind for kind in reversed(kinds.every) for each in names(kind)}
    meant = slug(name)
    if meant not in known:
        shown = ", ".join(f"{kind.kind} ({names(kind)[1]})" for kind in kinds)
        raise EnvironmentFault("unknown-kind", kind=name, known=shown, near=nearest(meant, known))
    return known[meant]
