"""Rendered pages, each kept with what was read of the site for it: where that is the same, so is the page."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.pipeline.kept.store import Store, key
from kbsite.render.outputs.page_facts import PageFacts
from kbsite.site.reads import Digests, Read, ReadSite, UnknownValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kbsite.render.compose import PlannedPage


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page that is made: its HTML, and what other files need of it."""

    html: bytes
    facts: PageFacts


@dataclass(frozen=True, slots=True)
class KeptPages:
    """Makes the pages of `site` that are not kept, and keeps them; `of_all` is a digest of what all are made of."""

    store: Store
    site: ReadSite
    digests: Digests
    of_all: bytes

    def page(self, planned: PlannedPage, make: Callable[[], Rendered], *others: object) -> Rendered:
        """Return a page, kept or made now; `others` are what it is made of besides the site."""
        of = (planned.layout, planned.otherwise, planned.of, others)
        name = key(b"page", self.of_all, planned.path.encode())
        found = self._kept(name, of)
        if found:
            return found
        with self.site.reads.noted() as reads:
            made = make()
        if self.store.writing:
            with suppress(UnknownValueError):
                self.store.put(name, _stored(made, reads, self.digests.of(reads, of)))
        return made

    def _kept(self, name: bytes, of: tuple[object, ...]) -> Rendered | None:
        data = self.store.get(name)
        if data is None:
            return None
        with suppress(UnknownValueError, ValueError, TypeError, AttributeError):
            line, _, html = data.partition(b"\n")
            reads, digest, facts = json.loads(line)
            if self.digests.of([tuple(read) for read in reads], of).hex() == digest:
                return Rendered(html, _facts(*facts))
        return None


def _stored(made: Rendered, reads: Iterable[Read], digest: bytes) -> bytes:
    facts = made.facts
    listed = [facts.path, facts.entry, facts.references, facts.card, facts.moved]
    return json.dumps([[*reads], digest.hex(), listed], ensure_ascii=False).encode() + b"\n" + made.html


def _facts(path: str, entry: list[str], references: list[list[str]], card: list[str], moved: str) -> PageFacts:
    return PageFacts(path, tuple(entry), tuple((name, text) for name, text in references), tuple(card), moved)
