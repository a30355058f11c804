"""Pages that rest on a section whose wording is newer than their last review, or that is no longer there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model.law_lock import IN_FORCE, LockedSection
from kbsite.norwegian.known_date import last_day
from kbsite.site.definitions import definitions
from kbsite.site.review import reviewed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kbsite.model import Document, Site
    from kbsite.model.lexicon import Law, LawReference


@dataclass(frozen=True, slots=True)
class LawChange:
    """A section that a page cites and that was changed after the page was last looked at.

    That was on the day `since`; `reviewed` is false where it was never reviewed, only published.
    """

    law: Law
    locked: LockedSection
    day: date
    since: date
    reviewed: bool
    reference: LawReference


@dataclass(frozen=True, slots=True)
class LostSection:
    """A section that a page or a definition cites and that is repealed or missing, or has moved since."""

    law: Law
    locked: LockedSection
    reference: LawReference


def last_looked_at(site: Site, document: Document) -> date | None:
    """Return the day of a page's last review, or else that of its first publication."""
    published = document.meta.date
    return reviewed(site, document) or (last_day(published) if published else None)


def law_changes(site: Site, document: Document) -> tuple[LawChange, ...]:
    """Return the changed sections that make a page due for review, each once, in the order of the text.

    Kinds that do not age are left alone, and pages that are kept for the record.
    """
    if not site.config.law_lock:
        return ()
    since, seen = last_looked_at(site, document), reviewed(site, document) is not None
    if since is None or not is_watched(document):
        return ()
    return tuple(
        LawChange(law, locked, locked.changed, since, seen, reference)
        for law, locked, reference in _known(site, document.body.references)
        if locked.state == IN_FORCE and locked.changed and since < locked.changed <= site.today
    )


def lost_sections(site: Site, document: Document) -> Iterator[LostSection]:
    """Yield the sections of a page that are no longer where it says, each once.

    A number that another section has got since is lost only to a page that was not looked at since.
    """
    since = last_looked_at(site, document)
    for law, locked, reference in _known(site, document.body.references):
        moved = locked.moved_to and locked.moved and (since is None or since < locked.moved <= site.today)
        if is_watched(document) and (locked.state != IN_FORCE or moved):
            yield LostSection(law, locked, reference)


def lost_in_definitions(site: Site) -> Iterator[LostSection]:
    """Yield the sections of the glossary's definitions that are repealed or missing."""
    for each in definitions(site.config):
        for law, locked, reference in _known(site, each.references):
            if locked.state != IN_FORCE:
                yield LostSection(law, locked, reference)


def is_watched(document: Document) -> bool:
    """Return whether a page is to follow the law: kinds that do not age are left alone, and the archive."""
    return document.meta.ages and not document.meta.archived


def _known(site: Site, references: Iterable[LawReference]) -> Iterator[tuple[Law, LockedSection, LawReference]]:
    """Yield the sections of some references that the lock knows, each at its first reference."""
    if not site.config.law_lock:
        return
    laws = {law.id: law for law in site.config.laws}
    seen = set()
    for reference in references:
        key = reference.law, reference.section
        locked = site.config.law_lock.get(key)
        if locked and key not in seen:
            seen.add(key)
            yield laws[reference.law], locked, reference
