"""Internal links: orphans, dead ends, and the pages with the most backlinks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model import ToAddress, ToPage
from kbsite.reports.pages import Page, page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kbsite.model import Document, Site, Target

MOST = 10
"""How many of the most linked pages the report has."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A page and its number of backlinks."""

    page: Page
    count: int


@dataclass(frozen=True, slots=True)
class LinksReport:
    """The links that editors have written; listings that the site makes, such as those of a theme, do not count."""

    day: date
    pages: int
    orphans: tuple[Page, ...]
    dead_ends: tuple[Page, ...]
    most_linked: tuple[Linked, ...]


def links_report(site: Site) -> LinksReport:
    """Return the report; an article with its chapters is one page, and so is a page with its translations.

    Counted are links in a text, in the field `related`, in the steps of a model, in the menu and in the footer.
    Profiles and pages of themes are left out: the site itself links to them, and they link on. Archived pages are
    left out too.
    """
    works = {work.address: work for work in (_work(site, document) for document in site.pages)}
    works = {
        address: work for address, work in works.items() if not work.meta.introduces and not work.meta.archived
    }
    leading: dict[str, set[str]] = defaultdict(set)
    onward = set()
    for document in site.pages:
        begin = _work(site, document).address
        for end in _ends(site, document):
            if end != begin:
                leading[end].add(begin)
                onward.add(begin)
    reached = {_of_address(site, works, item.url) for item in (*site.config.menu, *site.config.footer)}
    ranked = sorted(works, key=lambda address: (-len(leading[address]), address))
    return LinksReport(
        site.today,
        len(works),
        tuple(page(site, work) for at, work in works.items() if not leading[at] and at not in reached),
        tuple(page(site, work) for at, work in works.items() if at not in onward),
        tuple(Linked(page(site, works[at]), len(leading[at])) for at in ranked[:MOST] if leading[at]),
    )


def pairs(site: Site) -> list[tuple[Document, Document]]:
    """Return each pair of pages of which the first links to the second, once, counted as in the report."""
    works = {work.address: work for work in (_work(site, document) for document in site.pages)}
    found = dict.fromkeys(
        (_work(site, document).address, end) for document in site.pages for end in _ends(site, document)
    )
    return [(works[begin], works[end]) for begin, end in found if begin != end and end in works]


def _work(site: Site, document: Document) -> Document:
    """Return the page that a document counts as: the original of a translation, the article of a chapter."""
    if document.place.original:
        family = site.translations.get(document.address, ())
        document = next((each for each in family if not each.place.original), document)
    return site.parents.get(document.address, document)


def _ends(site: Site, document: Document) -> Iterator[str]:
    for targets in (site.targets, site.explicit, site.named):
        for target in targets.get(document.path, ()):
            yield from _end(site, target)


def _end(site: Site, target: Target) -> Iterator[str]:
    """Yield the address of the page that a link counts for, or of a route of the site."""
    if isinstance(target, ToPage) and target.shown:
        yield _work(site, target.document).address
    elif isinstance(target, ToAddress) and target.url.startswith("/"):
        yield target.url


def _of_address(site: Site, works: Mapping[str, Document], url: str) -> str:
    """Return the address that an entry of the menu leads to, without query and fragment."""
    path = url.partition("#")[0].removeprefix(site.config.base_url.rstrip("/"))
    return path if path in works or path.endswith("/") else f"{path}/"
