"""Which pages are due for review, now and in the days to come, and which translations are out of date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kbsite.model.lexicon import section_key
from kbsite.reports.pages import Page, page
from kbsite.site.law_watch import law_changes
from kbsite.site.review import due_day, is_overdue, review_due
from kbsite.site.translations import outdated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site

DAYS = 90
"""How many days ahead the report looks by default."""


@dataclass(frozen=True, slots=True)
class Due:
    """A page and the last day on which it is in time.

    `by` is review_by, age for the site's own limit, original for a translation that is behind, or law for a page
    older than the change of a section that it cites; then `law`, `section` and `act` say which, and `day` when.
    """

    page: Page
    day: date
    by: str
    law: str = ""
    section: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class StaleReport:
    """The pages whose day has passed, and those whose day is today or within `days` days; the oldest day first.

    `translations` are those that are older than their originals, with the day on which the original was changed;
    `laws` those that are older than the change of a section that they cite, a page for each section.
    """

    day: date
    days: int
    overdue: tuple[Due, ...]
    soon: tuple[Due, ...]
    translations: tuple[Due, ...] = ()
    laws: tuple[Due, ...] = ()


def stale_report(site: Site, days: int = DAYS) -> StaleReport:
    """Return the pages due for review; a page is overdue from the day on which it says so itself.

    A chapter that is due on the same day as its article is reviewed with it, so only the article is listed.
    """
    last = date.fromordinal(min(site.today.toordinal() + days, date.max.toordinal()))
    found = [due for document in site.pages if (due := _due(site, document)) and due.day <= last]
    found.sort(key=lambda due: (due.day, due.page.file))
    behind = [Due(page(site, old.document), old.changed.first, "original") for old in outdated(site)]
    behind.sort(key=lambda due: (due.day, due.page.file))
    changed = [each for document in site.pages for each in _changed(site, document)]
    changed.sort(key=lambda due: (due.day, due.page.file, due.law, section_key(due.section)))
    return StaleReport(
        site.today,
        days,
        tuple(due for due in found if is_overdue(due.day, site.today)),
        tuple(due for due in found if not is_overdue(due.day, site.today)),
        tuple(behind),
        tuple(changed),
    )


def is_alone(site: Site, document: Document) -> bool:
    """Return whether a page is reviewed by itself, and not with an article that is due on the same day."""
    article = site.parents.get(document.address)
    return article is None or due_day(site, document) is None or due_day(site, document) != due_day(site, article)


def _changed(site: Site, document: Document) -> Iterator[Due]:
    """Yield the page once for each section that was changed after its last review."""
    for each in law_changes(site, document):
        found = page(site, document)
        yield Due(found, each.day, "law", each.law.id, each.locked.section, each.locked.by)


def _due(site: Site, document: Document) -> Due | None:
    day = due_day(site, document)
    if day is None or not is_alone(site, document):
        return None
    return Due(page(site, document), day, "review_by" if review_due(site, document) else "age")
