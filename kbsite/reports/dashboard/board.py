"""Site → the data of the dashboard: charts whose bars link to listings, and those listings."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import LANGUAGES, MONTHS
from kbsite.reports.dashboard.charts import Bar, drawing
from kbsite.reports.dashboard.figures import Board, Cell, Figure, Listing, Question, Questions
from kbsite.reports.dashboard.laws import law_bars
from kbsite.reports.language import language_report
from kbsite.reports.language_text import percent
from kbsite.reports.language_text import title as count_title
from kbsite.reports.language_text import verdict as language_verdict
from kbsite.reports.overview import overview
from kbsite.reports.queries import VERDICTS
from kbsite.reports.queries_text import advice, left_out, said
from kbsite.reports.stale import DAYS
from kbsite.reports.themes import themes_report
from kbsite.reports.themes_text import title, wanting
from kbsite.reports.writing import day, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kbsite.diagnostics import EnvironmentFault
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.model import Site
    from kbsite.reports.language import Count
    from kbsite.reports.overview import Between, Group, Overview
    from kbsite.reports.queries import QueriesReport
    from kbsite.site.history import History


def board(
    site: Site,
    lives: History,
    fault: EnvironmentFault | None,
    words: Catalogue,
    asked: QueriesReport | None = None,
) -> Board:
    """Return the data of the dashboard, with labels from a catalogue."""
    found = overview(site, lives)
    names = _names(site, words)
    report = themes_report(site)
    dated = ", ".join(names["kinds"](kind.kind) for kind in site.config.kinds if not kind.ages)
    shown = (
        _grouped("tasks", found.tasks, names["tasks"], words, style="warn"),
        _grouped("ages", found.ages, names["ages"], words, first="warn", kinds=dated),
        _grouped("kinds", found.kinds, names["kinds"], words),
        _grouped("themes", found.themes, names["themes"], words),
        _grouped("years", found.years, names["years"], words),
        _grouped("languages", found.languages, names["languages"], words),
        *((each, ()) for each in _standards(site, words)),
        *_laws(site, words),
        _growing(found, fault, words),
    )
    cells = _between(found.between, names["themes"], words)
    return Board(
        site=site.config.title.in_language(words.language),
        url=site.config.base_url,
        day=day(found.day, words),
        pages=number(found.pages, words),
        figures=(*(figure for figure, _ in shown), *((_verdicts(asked, words),) if asked else ())),
        themes=tuple(theme.title.in_language(words.language) for theme in site.config.themes),
        between=_rows(cells, len(site.config.themes)),
        thin=tuple(
            (title(theme, words), ", ".join(wanting(code, report, words) for code in theme.thin))
            for theme in report.themes
            if theme.thin
        ),
        lists=(*(each for _, lists in shown for each in lists), *_linked(found.between, cells)),
        questions=tuple(_questions(asked, words)) if asked else (),
    )


def _names(site: Site, words: Catalogue) -> dict[str, Callable[[str], str]]:
    """Return, for each chart, the function that gives a group's label."""
    kinds = {kind.kind: kind.many.in_language(words.language) for kind in site.config.kinds}
    themes = {theme.id: theme.title.in_language(words.language) for theme in site.config.themes}
    return {
        "tasks": lambda name: words.line(f"board_{name}", days=DAYS),
        "ages": lambda name: words.line(f"board_age_{name}"),
        "kinds": lambda name: kinds[name],
        "themes": lambda name: themes.get(name) or words.line("report_no_theme"),
        "years": lambda name: name or words.line("board_no_date"),
        "languages": lambda name: words.line(f"report_{name}"),
    }


def _grouped(
    name: str,
    groups: Sequence[Group],
    named: Callable[[str], str],
    words: Catalogue,
    *,
    style: str = "main",
    first: str = "",
    **values: str,
) -> tuple[Figure, tuple[Listing, ...]]:
    """Return a bar for each group, and a listing for each with pages; the first bar may have its own style.

    `values` fill in the note under the figure.
    """
    bars, lists = [], []
    for index, group in enumerate(groups):
        own, count = f"{name}_{group.name or 'none'}", len(group.entries)
        used = first if first and not index else style
        bars.append(Bar(named(group.name), number(count, words), f"#{own}" if count else "", ((used, count),)))
        if count:
            lists.append(Listing(own, named(group.name), name, group.entries))
    return _figure(name, bars, words, **values), tuple(lists)


def _verdicts(asked: QueriesReport, words: Catalogue) -> Figure:
    """Return a bar for each verdict on what readers asked, by how many did."""
    bars = []
    for verdict in VERDICTS:
        if found := asked.of(verdict):
            readers = sum(group.readers for group in found)
            style = "warn" if verdict in ("none", "weak", "miscorrected") else "main"
            label = words.line(f"board_asked_{verdict}")
            bars.append(Bar(label, number(readers, words), f"#asked_{verdict}", ((style, readers),)))
    plain = _figure("asked", bars, words)
    return replace(plain, note=f"{plain.note} {left_out(asked, words)}")


def _questions(asked: QueriesReport, words: Catalogue) -> Iterator[Questions]:
    for verdict in VERDICTS:
        entries = tuple(
            Question(group.query, number(group.readers, words), said(group, words), advice(group, words))
            for group in asked.of(verdict)
        )
        if entries:
            yield Questions(f"asked_{verdict}", words.line(f"board_asked_{verdict}"), "asked", entries)


def _figure(name: str, bars: Sequence[Bar], words: Catalogue, legend: Sequence[str] = (), **values: str) -> Figure:
    return Figure(
        name,
        words.line(f"board_{name}"),
        words.line(f"board_{name}_note", **values),
        drawing(bars),
        tuple((style, words.line(f"board_legend_{style}")) for style in legend),
    )


def _standards(site: Site, words: Catalogue) -> tuple[Figure, Figure]:
    """Return the share of each written standard in words: in total and by kind, and by theme."""
    report = language_report(site)

    def bar(label: str, count: Count, href: str) -> Bar:
        parts = tuple((name, count.tenths(name)) for name in LANGUAGES)
        return Bar(label, percent(count, "nn", words), href, parts)

    kinds = [bar(count_title(each, words), each, f"#kinds_{each.id}") for each in report.kinds]
    themes = [bar(count_title(each, words), each, f"#themes_{each.id or 'none'}") for each in report.themes]
    total = bar(words.line("report_all"), report.total, "#languages_nn" if report.total.words("nn") else "")
    by_kind = _figure("standards", [total, *kinds], words, LANGUAGES)
    note = " ".join(language_verdict(report, words).splitlines())
    return (
        Figure(by_kind.id, by_kind.title, f"{by_kind.note} {note}".strip(), by_kind.drawing, by_kind.legend),
        _figure("standards_themes", themes, words, LANGUAGES),
    )


def _laws(site: Site, words: Catalogue) -> Iterator[tuple[Figure, tuple[Listing, ...]]]:
    """Yield the chart of the laws that pages refer to, with its listings; nothing where no page refers to any."""
    bars, lists = law_bars(site, words)
    if bars:
        yield _figure("laws", bars, words), lists


def _growing(
    found: Overview, fault: EnvironmentFault | None, words: Catalogue
) -> tuple[Figure, tuple[Listing, ...]]:
    """Return the chart of growth (earlier and new pages), and listings of the new pages."""
    sums = [0, *accumulate(len(group.entries) for group in found.growth)]
    bars, lists = [], []
    for group, before in zip(found.growth, sums, strict=False):
        count, label = len(group.entries), _month(group.name, words)
        value = words.line("board_grown", total=number(before + count, words), new=number(count, words))
        own = f"growth_{group.name}"
        bars.append(Bar(label, value, f"#{own}" if count else "", (("before", before), ("main", count))))
        if count:
            lists.append(Listing(own, words.line("board_came", when=label), "growth", group.entries))
    if bars:
        return _figure("growth", bars, words, ("main", "before")), tuple(lists)
    why = " ".join(words.fault(fault)) if fault else ""
    note = f"{words.line('board_growth_none')} {why}".strip()
    return Figure("growth", words.line("board_growth"), note, drawing(())), ()


def _month(name: str, words: Catalogue) -> str:
    year, _, month = name.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month and words.language != "en" else name


def _between(between: Sequence[Between], named: Callable[[str], str], words: Catalogue) -> list[Cell]:
    most = max((len(each.links) for each in between), default=0)
    cells = []
    for each in between:
        count = len(each.links)
        told = words.line("board_from_to", start=named(each.start), end=named(each.end))
        cells.append(Cell(count, -(-4 * count // most) if most else 0, f"between_{each.start}_{each.end}", told))
    return cells


def _rows(cells: Sequence[Cell], width: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(cells[begin : begin + width]) for begin in range(0, len(cells), width or 1))


def _linked(between: Sequence[Between], cells: Sequence[Cell]) -> tuple[Listing, ...]:
    both = zip(between, cells, strict=True)
    return tuple(Listing(cell.id, cell.title, "between", links=each.links) for each, cell in both if each.links)
