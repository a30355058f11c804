"""Pages, and their Markdown, each kept with what was read of the site for it: where that is the same, so is it."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbsite.pipeline.kept.store import Store, key
from kbsite.render.outputs.page_facts import PageFacts
from kbsite.site.reads import Digests, Read, ReadSite, UnknownValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kbsite.model import Document
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
        with suppress(TypeError, ValueError, AttributeError):
            if found:
                return Rendered(found[1], _facts(*found[0]))
        with self.site.reads.noted() as reads:
            made = make()
        facts = made.facts
        self._keep(name, of, reads, [facts.path, facts.entry, facts.references, facts.card, facts.moved], made.html)
        return made

    def text(self, path: str, document: Document, make: Callable[[], bytes]) -> bytes:
        """Return the Markdown of a page, kept or made now."""
        name = key(b"text", self.of_all, path.encode())
        found = self._kept(name, (document,))
        if found:
            return found[1]
        with self.site.reads.noted() as reads:
            made = make()
        self._keep(name, (document,), reads, [], made)
        return made

    def _kept(self, name: bytes, of: tuple[object, ...]) -> tuple[list[Any], bytes] | None:
        """Return what is kept by a name, where what it was made of is the same."""
        data = self.store.get(name)
        if data is None:
            return None
        with suppress(UnknownValueError, ValueError, TypeError, AttributeError):
            line, _, made = data.partition(b"\n")
            reads, digest, facts = json.loads(line)
            if self.digests.of([tuple(read) for read in reads], of).hex() == digest:
                return facts, made
        return None

    def _keep(
        self, name: bytes, of: tuple[object, ...], reads: Iterable[Read], facts: list[object], made: bytes
    ) -> None:
        if not self.store.writing:
            return
        with suppress(UnknownValueError):
            line = json.dumps([[*reads], self.digests.of(reads, of).hex(), facts], ensure_ascii=False)
            self.store.put(name, line.encode() + b"\n" + made)


def _facts(path: str, entry: list[str], references: list[list[str]], card: list[str], moved: str) -> PageFacts:
    return PageFacts(path, tuple(entry), tuple((name, text) for name, text in references), tuple(card), moved)
