"""ROOT on disk → the site, read, parsed and cross-linked, and every problem of its content."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.checks import check, check_view, without_disabled
from kbsite.checks.copied_files import copied_files
from kbsite.checks.file_names import file_names
from kbsite.checks.outside_links import outside_links
from kbsite.checks.private_names import private_names
from kbsite.diagnostics import conflicts_first
from kbsite.parse import ParseSettings, parse_each
from kbsite.parse.annotate import NO_LEXICON, lexicon
from kbsite.pipeline.parse_all import parse_all
from kbsite.pipeline.report import Report
from kbsite.read.config import config, kinds_of
from kbsite.read.content import read_content
from kbsite.read.git.log import read_log
from kbsite.read.guard import TEXT_LIMIT
from kbsite.read.static import read_static, with_facts
from kbsite.site.assemble import link, not_shown, view
from kbsite.site.held_back import held_back
from kbsite.site.history import history, last_changes
from kbsite.site.shown import PUBLISHED_ONLY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic, EnvironmentFault
    from kbsite.model import Asset, Config, Content, Parsed, Site, Source
    from kbsite.model.history import Log
    from kbsite.parse.annotate import Lexicon
    from kbsite.parse.laws.scopes import Above
    from kbsite.pipeline.report import Options, Progress
    from kbsite.site.assemble import Linked


def problems_of_names(content: Content) -> tuple[Diagnostic, ...]:
    """Return the problems of the names of files, which depend on the paths alone and not on what the files have."""
    return (*outside_links(content), *file_names(content), *copied_files(content), *private_names(content))


@dataclass(frozen=True, slots=True)
class Loaders:
    """The functions that turn files into values; `serve` has ones with a cache."""

    config: Callable[[Path], tuple[Config | None, tuple[Diagnostic, ...]]] = config
    lexicon: Callable[..., Lexicon] = lexicon
    static: Callable[[Path], tuple[Mapping[str, Asset], list[Diagnostic]]] = read_static
    parse: Callable[[Sequence[tuple[Source, Above]], ParseSettings], Iterable[Parsed]] = parse_each
    read: Callable[[Path, int], Content] = read_content
    log: Callable[[Path], Log] = read_log
    named: Callable[[Content], tuple[Diagnostic, ...]] = problems_of_names
    check: Callable[[Site], tuple[Diagnostic, ...]] = check


LOADERS = Loaders()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The content, read and cross-linked; `site` is None where the configuration has errors.

    `site` is the requested view of `linked`; `published_problems` gives the problems of the published view.
    """

    site: Site | None
    problems: tuple[Diagnostic, ...]
    files: int
    usable: bool
    linked: Linked | None = None
    fault: EnvironmentFault | None = None
    note: EnvironmentFault | None = None

    def report(self) -> Report:
        """Return the report before anything is rendered."""
        return Report(
            problems=self.problems,
            files=self.files,
            usable=self.usable,
            site=self.site,
            fault=self.fault,
            notes=(self.note,) if self.note else (),
            held=tuple(held_back(self.site)) if self.site else (),
        )


def load(options: Options, progress: Progress, steps: Loaders = LOADERS) -> Loaded:
    """Return the site in ROOT, and every problem of its content, sorted by location."""
    settings, problems = steps.config(options.root)
    content = steps.read(options.root, settings.limits.text if settings else TEXT_LIMIT)
    static, in_static = steps.static(options.root)
    static = with_facts(static, named_pictures(settings)) if settings else static
    content = replace(content, static=static, problems=(*content.problems, *in_static))
    known = parse_settings(settings, options.root, steps.lexicon)
    parsed = parse_all(content.sources, known, steps.parse, progress)
    named = steps.named(content)
    found = [*problems, *content.problems, *named, *(each for one in parsed for each in one.problems)]
    if settings is None:
        problems = tuple(sorted(conflicts_first(found)))
        return Loaded(site=None, problems=problems, files=len(content.sources), usable=False)
    settings = at_address(settings, options.base_url)
    documents = [one.document for one in parsed if one.document]
    linked = link(documents, content, settings)
    site = view(linked, options.today, options.shown)
    found += steps.check(site)
    if options.spelling:
        found += _misspelt(site)
    return Loaded(
        site=site,
        problems=tuple(sorted(set(without_disabled(conflicts_first(found), site)))),
        files=len(content.sources),
        usable=True,
        linked=linked,
    )


def named_pictures(settings: Config) -> tuple[str, ...]:
    """Return the addresses of the pictures that the settings name: logo, mark of the tab, signs of themes."""
    signs = (theme.sign for theme in settings.themes)
    return tuple(each for each in (settings.looks.logo, settings.looks.favicon, *signs) if each)


def at_address(settings: Config, base_url: str) -> Config:
    """Return the settings of a site that is built for another address than its own, if one is given."""
    return replace(settings, base_url=base_url, home_url=settings.base_url) if base_url else settings


def published_problems(loaded: Loaded, options: Options) -> tuple[Diagnostic, ...]:
    """Return the problems of published pages, where `loaded` shows others too: links to drafts.

    Texts are not checked again: their problems do not depend on the view. Where the same pages are published as are
    shown there is nothing to look for.
    """
    if loaded.linked is None or loaded.site is None:
        return ()
    if not_shown(loaded.linked.documents, options.today, PUBLISHED_ONLY) == loaded.site.hidden:
        return ()
    published = view(loaded.linked, options.today, PUBLISHED_ONLY, to_render=False)
    return without_disabled(check_view(published), published)


def parse_settings(settings: Config | None, root: Path, lexicon: Callable[..., Lexicon] = lexicon) -> ParseSettings:
    """Return the configuration that parsing depends on; where it has errors, still the site's kinds."""
    if settings is None:
        return ParseSettings(kinds_of(root), NO_LEXICON)
    return ParseSettings(settings.kinds, lexicon(settings.laws, settings.glossary))


def _misspelt(site: Site) -> tuple[Diagnostic, ...]:
    """Return the spelling problems, found by a program that not every machine has, so never in a build."""
    from kbsite.checks.spelling import spelling  # noqa: PLC0415 - only those who ask for it need it

    return tuple(spelling(site))


def with_history(loaded: Loaded, root: Path, read: Callable[[Path], Log] = read_log) -> Loaded:
    """Return the site with the dates of its pages' last changes in git, if the site's settings ask for them.

    Where git fails, the dates would be wrong: the site is not usable, and `fault` says why.
    """
    if loaded.site is None or not loaded.site.config.updated_from_git:
        return loaded
    log = read(root)
    changed = last_changes(loaded.site, history(log))
    site = replace(loaded.site, changed=changed)
    return replace(loaded, site=site, usable=log.fault is None, fault=log.fault, note=log.note)
