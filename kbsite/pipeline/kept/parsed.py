"""Parsed files, each with the problems that its document shows by itself, from the store where it has them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kbsite.checks import check_documents, check_whole
from kbsite.parse import parse_each
from kbsite.parse.stored import NotStorableError, restored, stored
from kbsite.pipeline.jobs.work import File, Setup, alone, shown_alone
from kbsite.pipeline.jobs.work import parsed as parsed_files
from kbsite.pipeline.kept.engine import engine
from kbsite.pipeline.kept.store import Store, key
from kbsite.pipeline.load import Loaders, at_address
from kbsite.read.config import config
from kbsite.read.content import read_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Config, Document, Parsed, Site, Source
    from kbsite.parse import ParseSettings
    from kbsite.parse.laws.scopes import Above
    from kbsite.pipeline.jobs.pool import Workers


AT_ONCE = 16
"""How many files a worker is sent at once."""

WORTH_IT = 64
"""How many files there must be for processes to be started: that takes as long as to parse so many."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A parsed file, and the problems that its document shows by itself."""

    parsed: Parsed
    problems: tuple[Diagnostic, ...]


@dataclass(slots=True)
class KeptParsing:
    """Parses what is not kept, and keeps it; `made` are the documents of this run with their problems, by path.

    `names` are the digests that they are kept by, and `without_pages` the settings with the site that has no page.
    `settings` has the digest of the files in data/ and the settings that they say, once they have been read.
    """

    store: Store
    today: date
    base_url: str = ""
    settings: tuple[bytes, Config | None] = (b"", None)
    workers: Workers | None = None
    setup: Setup | None = None
    made: dict[str, tuple[Document, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    names: dict[str, bytes] = field(default_factory=dict)
    without_pages: tuple[Config, Site] | None = None

    def loaders(self, others: Loaders) -> Loaders:
        """Return the functions of a build that use what is kept."""
        return replace(others, config=self.config, parse=self.parse, check=self.check)

    def config(self, root: Path) -> Any:
        """Return the configuration in data/; nothing is kept where it is changed in the meantime."""
        before = read_data(root)
        found, problems = config(root)
        same = read_data(root) == before
        self.settings = (_digest(before, self.base_url) if same else b"", found)
        self.setup = Setup(tuple(sorted(before.items())), self.base_url, self.today) if same else None
        return found, problems

    def parse(self, files: Sequence[tuple[Source, Above]], settings: ParseSettings) -> Iterator[Parsed]:
        """Yield each parsed file."""
        digest, settled = self.settings
        if not digest or settled is None:
            yield from parse_each(files, settings)
            return
        site = self._alone(settled)
        names = [
            key(b"parsed", digest, repr(above).encode(), source.path.encode(), source.data)
            for source, above in files
        ]
        self._parse_elsewhere(files, names)
        for (source, above), name in zip(files, names, strict=True):
            found = self._kept(name, source.path, settings)
            if found is None:
                (parsed,) = parse_each([(source, above)], settings)
                found = self._keep(name, Checked(parsed, shown_alone(site, parsed.document)), source.path, settings)
            if found.parsed.document:
                self.made[source.path] = (found.parsed.document, found.problems)
                self.names[source.path] = name
            yield found.parsed

    def _alone(self, settled: Config) -> Site:
        """Return the site without a page, made once for the settings."""
        if self.without_pages is None or self.without_pages[0] is not settled:
            self.without_pages = (settled, alone(at_address(settled, self.base_url), self.today))
        return self.without_pages[1]

    def _parse_elsewhere(self, files: Sequence[tuple[Source, Above]], names: Sequence[bytes]) -> None:
        """Let workers parse what is not kept, where there are workers and it is enough to be worth it."""
        if self.workers is None or self.setup is None:
            return
        missing = [place for place, name in enumerate(names) if not self.store.has(name)]
        if len(missing) < (1 if self.workers.far else WORTH_IT):
            return
        parts = [missing[at : at + AT_ONCE] for at in range(0, len(missing), AT_ONCE)]
        sent = [(self.setup, tuple(_file(*files[place]) for place in part)) for part in parts]
        for part, found in zip(parts, self.workers.each(parsed_files, sent), strict=True):
            for place, data in zip(part, found, strict=True):
                if data:
                    self.store.put(names[place], data)

    def check(self, site: Site) -> tuple[Diagnostic, ...]:
        """Return the problems of a site."""
        return (*check_whole(site), *self.check_documents(site))

    def check_documents(self, site: Site) -> tuple[Diagnostic, ...]:
        """Return the problems that each document shows by itself; one that inherits something is read anew."""
        settled = self.settings[1]
        if settled is None or at_address(settled, self.base_url) != site.config:
            return check_documents(site)
        as_parsed = {d.path for d in site.documents if self.made.get(d.path, (None,))[0] is d}
        others = tuple(d for d in site.documents if d.path not in as_parsed)
        known = (found for path in sorted(as_parsed) for found in self.made[path][1])
        return (*known, *check_documents(replace(site, documents=others)))

    def digests(self, site: Site) -> dict[str, bytes]:
        """Return a digest of each document of a site, by path, of the text and of what it inherits."""
        found = {}
        for each in site.documents:
            if each.path in self.names:
                name, parsed = self.names[each.path], self.made[each.path][0]
                with suppress(NotStorableError):
                    found[each.path] = name if parsed is each else key(name, stored(each.meta, each.path))
        return found

    def _kept(self, name: bytes, path: str, settings: ParseSettings) -> Checked | None:
        data = self.store.get(name)
        try:
            return None if data is None else Checked(*restored(data, path, settings.kinds))
        except (ValueError, TypeError):
            return None

    def _keep(self, name: bytes, found: Checked, path: str, settings: ParseSettings) -> Checked:
        """Keep a parsed file, and return it as it is when it is taken from the store: in few bytes."""
        try:
            data = stored((found.parsed, found.problems), path)
        except NotStorableError:
            return found
        self.store.put(name, data)
        return Checked(*restored(data, path, settings.kinds))


def _digest(data: dict[str, bytes], base_url: str) -> bytes:
    files = (part for name, each in sorted(data.items()) for part in (name.encode(), each))
    return key(engine(), base_url.encode(), *files)


def _file(source: Source, above: Above) -> File:
    return File(source.path, source.data, above.law, tuple((each.law, each.is_regulation) for each in above.named))
