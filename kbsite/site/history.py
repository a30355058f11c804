"""The history of each file of the content, from git's log: when it was added, and when its text changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.parse.place import key

if TYPE_CHECKING:
    from datetime import date

    from kbsite.model import Site
    from kbsite.model.history import Log


@dataclass(frozen=True, slots=True)
class Life:
    """The day that a file was added, under whatever name, and the days that its text was changed since."""

    added: date
    changed: tuple[date, ...] = ()


History = Mapping[str, Life]
"""The life of each file by its path, also of those that are gone."""


def history(log: Log) -> History:
    """Return the history of each file; it continues after a rename, and a file that is added again starts over.

    A mere rename, a change of mode, and ignored commits change no text. Neither does a merge: its changes are those
    of the commits that it joins.
    """
    records: dict[str, list[date]] = {}
    present: set[str] = set()
    for commit in log.commits:
        counts = commit.name not in log.ignored
        before = [records.get(key(change.old)) for change in commit.changes]
        for change, known in zip(commit.changes, before, strict=True):
            old, new = key(change.old), key(change.new)
            begun = known is None or (change.what == "A" and old not in present)
            record = [commit.day] if known is None or begun else known
            records[new] = record
            if counts and not begun and not change.same and change.what not in "AD":
                record.append(commit.day)
        present -= {key(change.old) for change in commit.changes if change.what in "DR"}
        present |= {key(change.new) for change in commit.changes if change.what != "D"}
    return {path: Life(added, tuple(changed)) for path, (added, *changed) in records.items()}


def last_changes(site: Site, lives: History) -> dict[str, date]:
    """Return the last day, up to the site's, on which the text of a page was changed after it was published.

    Published is the day in `date`, or that of the commit that added the file where it is later. Pages that say
    themselves when they were updated are left out.
    """
    found = {}
    for document in site.pages:
        life = lives.get(key(document.path))
        if life is None or document.meta.updated:
            continue
        published = max(life.added, document.meta.date.first if document.meta.date else life.added)
        days = [day for day in life.changed if published < day <= site.today]
        if days:
            found[document.path] = max(days)
    return found
