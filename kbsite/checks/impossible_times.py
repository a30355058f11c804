"""Dates and years that cannot be meant: in the future, in the wrong order, or in another century."""

from __future__ import annotations

from datetime import MAXYEAR
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.norwegian.known_date import first_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kbsite.model import Document, Site
    from kbsite.norwegian.known_date import KnownDate

FUTURE = "future-date"
EXPIRES = "expires-before-date"
REVIEW = "review-before-last"
YEAR = "unlikely-year"

FIRST_YEAR = 1900
"""No page was published, changed or reviewed before."""

FIRST_SOURCE = 1600
"""The oldest source that a page may name: the laws of Christian V are of 1687."""

YEARS_AHEAD = {"date": 5, "review_by": 15, "expires": 30}
"""How many years ahead a date may be; a plan may run for twelve years, and a page expire after it."""

_NOW_AT_LEAST = 2026
"""The year from which years ahead are counted at least: a site may be built for a day that has long passed."""

SOURCE_AHEAD = 5
"""How many years ahead a source may begin: a plan of action is adopted before the years that it is for."""


def impossible_times(site: Site) -> Iterator[Diagnostic]:
    """The dates of a page are days that can be meant, and come in the order in which things happen."""
    for document in site.documents:
        if document.sound:
            for name in ("date", "updated", "reviewed", "review_by", "expires"):
                if (name,) in document.marks:
                    yield from _field(site, document, name)
            yield from _sources(site, document)


def _field(site: Site, document: Document, name: str) -> Iterator[Diagnostic]:
    given: date | KnownDate | None = getattr(document.meta, name)
    if given is None:
        return
    at, value, day = document.at(name), given.isoformat(), first_day(given)
    last = max(site.today.year, _NOW_AT_LEAST) + YEARS_AHEAD.get(name, MAXYEAR)
    if not FIRST_YEAR <= day.year <= last:
        yield problem(at, YEAR, field=name, year=f"{day.year:04}", near=_near_year(day.year, site.today.year))
    elif name in ("updated", "reviewed") and day > site.today and not _waits(site, document):
        near = _near_year(day.year, site.today.year) if day.year > site.today.year + 1 else ""
        near = f"{near}{value[4:]}" if near and f"{near}{value[4:]}" <= site.today.isoformat() else ""
        yield problem(at, FUTURE, field=name, value=value, today=site.today.isoformat(), near=near)
    elif name == "expires" and document.meta.date and day <= document.meta.date.first:
        yield problem(at, EXPIRES, value=value, date=document.meta.date.isoformat())
    elif name == "review_by" and (before := _held_after(document, day)):
        yield problem(at, REVIEW, value=value, field=before, last=getattr(document.meta, before).isoformat())


def _waits(site: Site, document: Document) -> bool:
    """Return whether a page waits for its date, as newer pages do where a site is built for a day long ago."""
    return document.meta.date is not None and document.meta.date.first > site.today


def _held_after(document: Document, due: date) -> str:
    """Return the field of the page's own whose day comes after that on which its review is due, or ""."""
    own = (name for name in ("reviewed", "date") if (name,) in document.marks)
    return next((name for name in own if (day := getattr(document.meta, name)) and first_day(day) > due), "")


def _sources(site: Site, document: Document) -> Iterator[Diagnostic]:
    for index, source in enumerate(document.meta.resources):
        yield from _published(site, document, index)
        if not source.year:
            continue
        years = [int(source.year[:4]), int(source.year[-4:])]
        first, end = years
        if (
            not FIRST_SOURCE <= first <= max(site.today.year, _NOW_AT_LEAST) + SOURCE_AHEAD
            or not first <= end < first + 100
        ):
            near = _near_year(first, site.today.year) if first == end else ""
            at = document.at("resources", index, "year")
            yield problem(at, YEAR, field=f"resources.{index + 1}.year", year=source.year, near=near)


def _published(site: Site, document: Document, index: int) -> Iterator[Diagnostic]:
    """Yield the problem of a source whose own date is in another century, or further ahead than any plan."""
    day = document.meta.resources[index].date
    if day and not FIRST_SOURCE <= day.year <= max(site.today.year, _NOW_AT_LEAST) + SOURCE_AHEAD:
        at, near = document.at("resources", index, "date"), _near_year(day.year, site.today.year)
        yield problem(at, YEAR, field=f"resources.{index + 1}.date", year=f"{day.year:04}", near=near)


def _near_year(year: int, now: int) -> str:
    """Return the year that was probably meant: the digits in another order, or this century for year 26; or ""."""
    digits = f"{year:04}"
    swapped = [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(3)]
    wanted = [f"20{digits[2:]}", *swapped]
    return next((each for each in wanted if FIRST_YEAR <= int(each) <= now + 1), "")
