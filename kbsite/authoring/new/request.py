"""The request for a new page, and the page to be created from it."""

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
class PageRequest:
    """The arguments of the command line, "" and () where missing; its fields have the names of the arguments."""

    kind: str = ""
    title: str = ""
    themes: Sequence[str] = ()
    authors: Sequence[str] = ()
    parent: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be created: all values that its file has.

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
"""The longest file name, in characters: it is the page's address."""


def file_name(title: str) -> str:
    """Return the file name for a title, without extension; a long title is truncated between words."""
    name = slug(title)
    return name if len(name) <= _LONGEST else name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]


def one_line(title: str) -> str:
    """Return a title on one line, without invisible characters and repeated blanks."""
    return " ".join("".join(each if each.isprintable() else " " for each in title).split())


def names(kind: type[FrontMatter]) -> tuple[str, ...]:
    """Return the names of a kind, the English one first: article, artikler, artikkel."""
    given = (kind.kind, kind.folder, *map(slug, kind.one.forms), *map(slug, kind.many.forms))
    return tuple(dict.fromkeys(name for name in given if name))


def _with_other(kind: type[FrontMatter], language: str) -> str:
    """Return the id of a kind, with its folder, or its name in the site's language, where that is another word."""
    other = kind.folder or slug(kind.one.in_language(language))
    return kind.kind if other == kind.kind else f"{kind.kind} ({other})"


def kind_of(name: str, kinds: Kinds) -> type[FrontMatter]:
    """Return the kind that `name` means, whatever its case and with æøå or without.

    Raises EnvironmentFault where there is none.
    """
    known = {each: kind for kind in reversed(kinds.every) for each in names(kind)}
    meant = slug(name)
    if meant not in known:
        shown = ", ".join(_with_other(kind, kinds.language) for kind in kinds)
        if not meant:
            raise EnvironmentFault("no-kind", known=shown)
        raise EnvironmentFault("unknown-kind", kind=name, known=shown, near=nearest(meant, known))
    return known[meant]
