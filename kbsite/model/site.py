"""The whole site, and the targets of its links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kbsite.norwegian.known_date import KnownDate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from kbsite.model.files import Asset
    from kbsite.model.settings import Config
    from kbsite.model.steps import StepPlace
    from kbsite.model.text import Document


@dataclass(frozen=True, slots=True)
class ToPage:
    """A link to a document, perhaps to a heading in it; `shown` is false for an unpublished page."""

    document: Document
    fragment: str
    shown: bool


@dataclass(frozen=True, slots=True)
class ToAddress:
    """A link to another site, to a mail address, or to a route of the site."""

    url: str


@dataclass(frozen=True, slots=True)
class ToAsset:
    """A link to a picture or an attachment, copied to `address`."""

    asset: Asset
    address: str


@dataclass(frozen=True, slots=True)
class Unreached:
    """A link without a target: the `code` of the problem and the values of its message."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


Target = ToPage | ToAddress | ToAsset | Unreached


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole site, cross-linked; every list of documents holds published ones only, newest first.

    `pinned` are the pages of the best bets and `front` those of the front page, in the order that the
    configuration lists them. `chapters_by_theme` has the chapters on a theme that their article is not on.
    `changed` has, by path, the day on which git last saw the text of a page changed, where its field says
    nothing of it. `linked` has what the addresses in the menu and at the foot of the pages reach, by the
    address as it is written. `hidden` has, by path, why a document is not among the pages: draft, future or
    expired. `archive` are the listed pages that are kept for the record alone; apart from `pages`, no other
    list has any of them. `static` are the files that are copied as they are, by their path in the output.
    `memo` holds what composing has made of this site for more than one page.
    """

    config: Config
    today: date
    documents: tuple[Document, ...]
    pages: tuple[Document, ...]
    assets: Mapping[str, Asset]
    targets: Mapping[str, tuple[Target, ...]]
    pictures: Mapping[str, tuple[Target, ...]]
    explicit: Mapping[str, tuple[Target, ...]]
    named: Mapping[str, tuple[Target, ...]]
    chapters: Mapping[str, tuple[Document, ...]]
    parents: Mapping[str, Document]
    translations: Mapping[str, tuple[Document, ...]]
    by_kind: Mapping[str, tuple[Document, ...]]
    by_theme: Mapping[str, tuple[Document, ...]]
    by_author: Mapping[str, tuple[Document, ...]]
    archive: tuple[Document, ...]
    authors: tuple[Document, ...]
    profiles: Mapping[str, Document]
    introductions: Mapping[str, Document]
    related: Mapping[str, tuple[Document, ...]]
    backlinks: Mapping[str, tuple[Document, ...]]
    steps: Mapping[str, tuple[StepPlace, ...]]
    pinned: tuple[Target, ...]
    front: tuple[Target, ...] = ()
    chapters_by_theme: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)
    changed: Mapping[str, date] = field(default_factory=dict)
    linked: Mapping[str, Target] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    static: Mapping[str, Asset] = field(default_factory=dict)
    memo: dict[tuple[str, ...], Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def made(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        """Return what composing makes once for several pages, from `memo` or made now."""
        if key not in self.memo:
            self.memo[key] = make()
        return self.memo[key]

    def updated(self, document: Document) -> KnownDate | None:
        """Return the day of a page's last change: from its field, else from git."""
        seen = self.changed.get(document.path)
        return document.meta.updated or (KnownDate.of(seen) if seen else None)
