"""The checks of the site on a plan, before anything is written: what they would refuse is left out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kbsite.diagnostics import errors
from kbsite.importing.model import Problem
from kbsite.importing.plan import NOTHING_REFUSED, Plan, Refused
from kbsite.importing.write import CHANGED, NEW, SAME
from kbsite.model import Asset, Source
from kbsite.norwegian.names_and_dates import file_size
from kbsite.pipeline.load import Loaders, load
from kbsite.pipeline.report import silent
from kbsite.read.content import look_into
from kbsite.read.guard import TEXT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.importing.plan import Page
    from kbsite.model import Content, Site
    from kbsite.pipeline.cache import ParseCache
    from kbsite.pipeline.load import Loaded
    from kbsite.pipeline.report import Options, Progress

_OF_ALIASES = frozenset(
    ("alias-collision", "alias-loop", "reserved-address", "address-under-file", "long-address", "duplicate-address")
)
_EMPTY = ("empty-text",)
_ROUNDS = 6


@dataclass(slots=True)
class Trial:
    """Loads the site again and again; what has not changed is parsed once."""

    options: Options
    words: Catalogue
    cache: ParseCache
    limit: int = TEXT_LIMIT
    progress: Progress = silent

    def site(self) -> Site | None:
        """Return the site as it is; None where its settings have errors."""
        found = self._load(lambda content: content).site
        self.limit = found.config.limits.text if found else TEXT_LIMIT
        return found

    def settled(
        self, make: Callable[[Refused], Plan], outcomes: Callable[[Plan], Mapping[str, str]]
    ) -> tuple[Plan, list[Problem]]:
        """Return a plan without an error in a file that it would write, and the problems of what it leaves out."""
        refused, told = NOTHING_REFUSED, list[Problem]()
        known = {_known(each) for each in errors(self._load(lambda content: content).problems)}
        for _ in range(_ROUNDS):
            plan = make(refused)
            written = {path for path, outcome in outcomes(plan).items() if outcome in (NEW, CHANGED, SAME)}
            loaded = self._load(partial(_with, plan=plan, written=written))
            wrong = [each for each in errors(loaded.problems) if _known(each) not in known]
            more = self._refused(refused, plan, wrong, told)
            if more == refused:
                return plan, told
            refused = more
        return plan, told

    def _load(self, change: Callable[[Content], Content]) -> Loaded:
        cache = self.cache
        loaders = Loaders(
            config=cache.config,
            read=lambda root, limit: change(cache.read(root, limit)),
            lexicon=cache.lexicon,
            parse=cache.parse,
            check=cache.check,
        )
        return load(self.options, self.progress, loaders)

    def _refused(self, refused: Refused, plan: Plan, wrong: list[Diagnostic], told: list[Problem]) -> Refused:
        """Return what is refused, more by the errors that the plan would bring."""
        pages = {page.path: page for page in plan.pages}
        aliases, empty = set(refused.aliases), set(refused.empty)
        keys, files = set(refused.pages), set(refused.files)
        for large in plan.pages:
            if len(large.text.encode()) > self.limit and large.read.page.key not in keys:
                keys.add(large.read.page.key)
                told.append(_too_large(large, self.limit))
        for each in wrong:
            page = pages.get(each.location.file)
            copy = _copy_in(each, page, plan)
            if copy:
                files.add(copy)
                told.append(Problem(copy, "import_refused_file", (("reason", self.words.message(each)),)))
            elif page and each.code in _OF_ALIASES and (alias := _alias_at(each, page)):
                aliases.add(alias)
            elif page and each.code in _EMPTY and page.read.page.key not in empty:
                empty.add(page.read.page.key)
            elif page and page.read.page.key not in keys:
                keys.add(page.read.page.key)
                line = page.text.split("\n")[each.location.line - 1 : each.location.line]
                said = (("reason", self.words.message(each)), ("text", "".join(line)[:120]))
                told.append(Problem(page.read.page.origin, "import_refused_page", said))
        return Refused(
            aliases=frozenset(aliases),
            empty=frozenset(empty),
            pages=frozenset(keys),
            files=frozenset(files),
        )


def _too_large(page: Page, limit: int) -> Problem:
    values = (("size", file_size(len(page.text.encode()))), ("limit", file_size(limit)))
    return Problem(page.read.page.origin, "import_too_large", values)


def _known(each: Diagnostic) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    return each.location.file, each.code, each.values


def _with(content: Content, plan: Plan, written: set[str]) -> Content:
    """Return the content of the site with the files that would be written."""
    new = {path: text.encode() for path, text in plan.profiles.items() if path in written}
    new |= {page.path: page.text.encode() for page in plan.pages if page.path in written}
    kept = [source for source in content.sources if source.path not in new]
    sources = sorted((*kept, *(Source(path, data) for path, data in new.items())), key=lambda each: each.path)
    assets = {path: _asset(path, file) for path, file in plan.copies.items() if path in written}
    return replace(content, sources=tuple(sources), assets={**content.assets, **assets})


def _asset(path: str, file: Path) -> Asset:
    return Asset(path, file, file.stat().st_size, look_into(file, path))


def _alias_at(each: Diagnostic, page: Page) -> str:
    """Return the alias on the line of a problem; where it is on none, the one that it names."""
    lines = page.text.split("\n")
    line = lines[each.location.line - 1] if each.location.line <= len(lines) else ""
    said = {value for _, value in each.values}
    return next((alias for alias in page.aliases if alias in said or line.strip('- "') == alias), "")


def _copy_in(each: Diagnostic, page: Page | None, plan: Plan) -> str:
    """Return the file of the source that a problem is about: at its copy, or on a line that names it."""
    at = each.location
    line = page.text.split("\n")[at.line - 1] if page and at.line <= page.text.count("\n") else ""
    for path, source in plan.names.items():
        if path == at.file or (page and f"]({path.rpartition('/')[2]}" in line and each.code != "personal-number"):
            return source
    return ""
