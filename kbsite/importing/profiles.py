"""The people of all pages → profiles: one for each name, with what the old pages say that they were, and when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.importing.draft import profile
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbsite.importing.existing import Existing
    from kbsite.importing.map_file import MapFile
    from kbsite.importing.model import Person, Read


@dataclass(slots=True)
class Profiles:
    """The authors that have been met; `existing` are those that the site has already."""

    existing: Existing
    language: str
    chosen: MapFile
    met: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    ids: dict[str, str] = field(default_factory=dict)

    def of(self, read: Read, *, is_chapter: bool) -> Sequence[str]:
        """Return the ids of those who wrote a page: its people, or those that the map gives it."""
        if read.people:
            return [self._id(each, read) for each in read.people]
        return () if is_chapter else read.default_authors

    def _id(self, person: Person, read: Read) -> str:
        known = self.existing.authors.get(person.name.casefold())
        if known and not self._own(known):
            return known
        name = self.ids.setdefault(person.name, self._free(person.name))
        what = ", ".join(filter(None, (person.role, person.affiliation)))
        if what:
            self.met[person.name][what].append(read.date.value[:4])
        return name

    def _own(self, author: str) -> bool:
        """Return whether an earlier import made a profile, so that this one makes the same."""
        return f"profile:{author}" in self.existing.paths

    def _free(self, name: str) -> str:
        base = slug(name) or "forfatter"
        taken = {*self.ids.values(), *(each for each in self.existing.authors.values() if not self._own(each))}
        found, number = base, 2
        while found in taken:
            found, number = f"{base}-{number}", number + 1
        return found

    def files(self) -> dict[str, str]:
        """Return the file of each new profile, by its path."""
        return {
            f"content/forfattere/{each}.md": profile(name, self.language, self._lines(name))
            for name, each in sorted(self.ids.items(), key=lambda pair: pair[1])
        }

    def _lines(self, name: str) -> list[str]:
        """Return what the old pages say of a person: each title and institution once, with its years."""
        lines = []
        for what, years in self.met[name].items():
            known = sorted({year for year in years if year})
            lines.append(f"«{what}» ({', '.join(known)})" if known else f"«{what}»")
        others = self.chosen.names.get(name, ())
        return [*lines, *(f"Også skrevet {other}" for other in others)]
