"""What readers really asked: a web server's log → groups of queries, each asked of the built site in a browser.

file ─read, without who asked→ queries ─without what is personal→ groups ─rare ones left out→ asked → verdicts
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.local_host import served
from kbsite.read.query_log import Tally, queries_in
from kbsite.reports.queries import AskedGroup, QueriesReport, sorted_groups
from kbsite.search.asked.days import days
from kbsite.search.asked.group import Wordings, concept, concepts
from kbsite.search.asked.personal import is_personal
from kbsite.search.asked.verdict import Pages, alike, judged
from kbsite.search.evaluation.browser import answering
from kbsite.search.evaluation.built_site import built_site
from kbsite.search.language import search_language
from kbsite.site import routes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kbsite.model import Site

NOT_ASKED = ("no-playwright", "no-chromium", "no-site", "no-index")
"""What may be missing without hindering that queries are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for: the file, the folder of the built site, and how many readers and groups it takes.

    `real` returns those of some words that a dictionary has.
    """

    file: Path
    folder: Path
    least: int
    most: int
    real: Callable[[Iterable[str]], frozenset[str]]


def queries_report(
    site: Site, request: Request, progress: Callable[[str, int, int], None]
) -> tuple[QueriesReport, EnvironmentFault | None]:
    """Return the report, and why the site was not asked where it was not."""
    report, pages = counted(site, request), _pages(site)
    try:
        return _answered(report, pages, request, progress), None
    except EnvironmentFault as fault:
        if fault.code not in NOT_ASKED:
            raise
        return report, fault


def counted(site: Site, request: Request) -> QueriesReport:
    """Return the groups that enough readers asked, without verdicts."""
    stop, known, tally = frozenset(search_language(site).stop), _words(site), Tally()
    groups: dict[tuple[str, ...], Wordings] = {}
    queries = personal = 0
    for asked in queries_in(request.file, f"{site.config.base_url.rstrip('/')}{site.config.routes.search}", tally):
        queries += 1
        if is_personal(asked.text, known):
            personal += 1
        else:
            groups.setdefault(concepts(asked.text, stop), Wordings()).add(asked.text, asked.reader, stop)
    common = [group for group in groups.values() if len(group.readers) >= request.least]
    shown = sorted(
        (
            AskedGroup(query=each.label(request.least), readers=len(each.readers), wordings=len(each.texts))
            for each in common
        ),
        key=lambda group: (-group.readers, group.query),
    )
    return QueriesReport(
        least=request.least,
        asked=False,
        lines=tally.lines,
        queries=queries,
        broken=tally.broken,
        bots=tally.bots,
        personal=personal,
        rare=len(groups) - len(common),
        more=len(shown[request.most :]),
        groups=tuple(shown[: request.most]),
    )


def _answered(
    report: QueriesReport, pages: Pages, request: Request, progress: Callable[[str, int, int], None]
) -> QueriesReport:
    built = built_site(request.folder)
    answers = []
    with ExitStack() as stack:
        address = stack.enter_context(served(request.folder, built.base))
        ask = stack.enter_context(answering(f"{address}{built.search}/"))
        for done, group in enumerate(report.groups, start=1):
            answers.append(ask(group.query))
            progress("searching", done, len(report.groups))
    both = list(zip(report.groups, answers, strict=True))
    corrected = {word for group, answer in both if answer.corrected for word in group.query.lower().split()}
    real = request.real(corrected) if corrected else frozenset()
    judgements = [judged(group, answer, pages, built.address, real.__contains__) for group, answer in both]
    return replace(report, asked=True, groups=sorted_groups(judgements))


def _pages(site: Site) -> Pages:
    language = search_language(site)
    said: dict[str, list[str]] = {}
    files: dict[str, str] = {}
    for address, file, text in _texts(site):
        said.setdefault(address, []).append(text)
        files.setdefault(address, file)
    found = {
        address: frozenset(concept(word) for word in _split(" ".join(texts))) for address, texts in said.items()
    }
    everywhere = frozenset[str]().union(*found.values())
    return Pages(found, files, everywhere, alike((*language.same, *language.near)), frozenset(language.stop))


def _texts(site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield the address, the file and a text of each page that the search may find."""
    for document in (*site.pages, *site.authors):
        meta = document.meta
        yield document.address, document.path, " ".join((meta.title, meta.summary, *meta.also_asked))
        for section in document.body.sections:
            yield document.address, document.path, section.text
    for theme in site.config.themes:
        intro = site.introductions.get(theme.id)
        texts = (*theme.title.forms, *theme.summary.forms)
        yield routes.theme(site.config.kinds, theme.id), intro.path if intro else "", " ".join(texts)
        for section in intro.body.sections if intro else ():
            yield routes.theme(site.config.kinds, theme.id), "", section.text


def _words(site: Site) -> frozenset[str]:
    """Return the words, in lower case, and the days that the site has: none of them tells who a reader is."""
    config = site.config
    said = [text for _, _, text in _texts(site)]
    said += [f"{' '.join((*term.term.forms, *term.synonyms))}" for term in config.glossary]
    said += [" ".join((*law.title.forms, *law.names)) for law in config.laws]
    return frozenset(chain.from_iterable((*_split(text), *days(text)) for text in said))


def _split(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())
