"""The laws of a source and the sections that pages cite → what the lock is to say, and what is new in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from kbsite.model.law_lock import IN_FORCE, MISSING, REPEALED, LawLock, LockedSection
from kbsite.model.lexicon import is_chapter, section_key
from kbsite.site.definitions import definitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kbsite.authoring.laws.lovdata import LawText, SectionText
    from kbsite.model import Document, Site
    from kbsite.model.lexicon import Law, LawReference, Term

Citing = TypeVar("Citing")


@dataclass(frozen=True, slots=True)
class Difference:
    """A section of which the lock says something new; `before` is None for one that it did not have.

    `pages` cite it, and the definitions of `terms`.
    """

    law: Law
    before: LockedSection | None
    after: LockedSection
    pages: tuple[Document, ...]
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """The new lock, its differences from the old one, and the cited laws that the sources do not hold.

    `dropped` are the sections that no page cites any more, and `elsewhere` the cited laws of other sources than
    Lovdata, which nothing is known of.
    """

    lock: LawLock
    differences: tuple[Difference, ...]
    absent: tuple[Law, ...]
    dropped: tuple[LockedSection, ...]
    elsewhere: tuple[Law, ...] = ()


def update(site: Site, texts: Mapping[str, LawText], today: date) -> Update:
    """Return what the lock is to say on a day: of laws that the sources do not hold, what it says already."""
    old: Mapping[tuple[str, str], LockedSection] = site.config.law_lock
    lock: LawLock = {}
    cited = _citing((document, document.body.references) for document in site.documents)  # drafts too
    defining = _citing((each.term, each.references) for each in definitions(site.config))
    known = {**cited, **defining}
    for law in site.config.laws:
        sections = sorted((each for of, each in known if of == law.id), key=lambda each: (section_key(each), each))
        for section in sections:
            before = old.get((law.id, section))
            text = texts.get(law.id)
            now = _locked(law, section, text, today) if text else before
            if now:
                lock[law.id, section] = _kept(before, now)
    by_id = {law.id: law for law in site.config.laws}
    return Update(
        lock=lock,
        differences=tuple(
            Difference(by_id[key[0]], old.get(key), now, tuple(cited.get(key, ())), tuple(defining.get(key, ())))
            for key, now in lock.items()
            if now != old.get(key)
        ),
        absent=tuple(
            law
            for law in site.config.laws
            if law.lovdata and law.id not in texts and any(of == law.id for of, _ in known)
        ),
        dropped=tuple(each for key, each in old.items() if key not in lock),
        elsewhere=tuple(
            law for law in site.config.laws if not law.lovdata and any(of == law.id for of, _ in known)
        ),
    )


def _citing(referring: Iterable[tuple[Citing, Iterable[LawReference]]]) -> dict[tuple[str, str], list[Citing]]:
    """Return what cites each section, in order; `referring` has what refers to laws with its references."""
    found: dict[tuple[str, str], list[Citing]] = {}
    for one, references in referring:
        keys = ((each.law, each.section) for each in references if each.section and not is_chapter(each.section))
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append(one)
    return found


def _locked(law: Law, section: str, text: LawText, today: date) -> LockedSection:
    """Return what a law's text says of a section."""
    to, moved = text.moved(today).get(section, ("", None))
    own = text.sections.get(section)
    plain = LockedSection(law=law.id, section=section, read=today, moved_to=to, moved=moved)
    if own is None or own.is_to_come(today):
        return replace(plain, state=MISSING, changed=moved)
    change = own.last_change(today)
    if own.repealed and (own.repealed_on is None or own.repealed_on <= today):
        return replace(
            plain, state=REPEALED, changed=own.repealed_on or (change.day if change else None), by=_act(own, today)
        )
    return replace(
        plain,
        state=IN_FORCE,
        changed=change.day if change else text.in_force,
        by=change.act if change else "",
        digest=own.digest,
    )


def _act(own: SectionText, today: date) -> str:
    change = own.last_change(today)
    return change.act if change else ""


def _kept(before: LockedSection | None, now: LockedSection) -> LockedSection:
    """Return what was known where nothing is new, so that the day of reading alone is no difference."""
    same = before is not None and replace(before, read=now.read) == now
    return before if before is not None and same else now
