"""`kbsite report`: print one report on the whole site, or write all of them on one page."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbsite.cli.shared import (
    FAULTY,
    FINE,
    UNUSABLE,
    clear,
    common_arguments,
    day,
    options,
    output_argument,
    progress,
)
from kbsite.diagnostics import EnvironmentFault, errors
from kbsite.diagnostics.formats import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.model import Site
    from kbsite.reports.queries import QueriesReport


REPORTED_ANYWAY = ("lost-section",)
"""The errors that do not stop a report: they say that a law is another than a page says, and the page is known."""


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments, and those of each report."""
    parser = commands.add_parser("report", parents=[common], help="print a report on the whole site")
    parser.add_argument("--html", default="", metavar="DIR", help="write all of it as one page for editors")
    parser.add_argument("--queries", default="", metavar="FILE", help="with --html: what readers asked, from a log")
    parser.set_defaults(run=run, wrong=parser.error)
    reports = parser.add_subparsers(dest="report", metavar="REPORT")
    shown = argparse.ArgumentParser(add_help=False, parents=[common_arguments(below=True)])
    shown.add_argument("--format", choices=("text", "json"), default="text", help="the format of the report")
    shown.add_argument(
        "--json", dest="format", action="store_const", const="json", help="the same as --format json"
    )
    stale = reports.add_parser("stale", parents=[shown], help="what is due for review, and its owners")
    stale.add_argument("--days", type=_days, default=90, metavar="N", help="how far ahead to look (default: 90)")
    stale.add_argument("--fail", action="store_true", help="exit with 1 when a review is overdue")
    laws = reports.add_parser("laws", parents=[shown], help="which pages rest on each law and section")
    laws.add_argument("--changed-since", default="", metavar="YYYY-MM-DD", help="only sections changed since then")
    changed = reports.add_parser(
        "changed-pages", parents=[shown], help="the pages that a branch changes, for its preview, as Markdown"
    )
    changed.add_argument("--since", required=True, metavar="REF", help="what the branch is to be merged into")
    changed.add_argument("--address", default="", metavar="URL", help="where the preview is (default: no links)")
    changed.add_argument("--files", action="store_true", help="link to files: the preview is built with --portable")
    others = {
        "next-change": "the next day on which the site changes by itself",
        "language": "the share of each written standard of Norwegian, by words",
        "links": "orphans, dead ends, and the pages with the most backlinks",
        "authors": "what each author has written, and what is overdue",
        "themes": "how much there is on each theme, and where it is thin",
    }
    for name, help_text in others.items():
        reports.add_parser(name, parents=[shown], help=help_text)
    queries = reports.add_parser(
        "queries", parents=[shown], help="what readers asked the search, from a server's log"
    )
    queries.add_argument("file", metavar="FILE", help="a log (common or combined format, also gzip) or a list")
    _asking(queries)


def _asking(parser: argparse.ArgumentParser) -> None:
    """Add what the report on queries needs to know of the built site and of privacy."""
    from kbsite.reports.queries import LEAST, MOST

    output_argument(parser, "where the site is")
    parser.add_argument(
        "--least", type=_least, default=LEAST, metavar="N", help=f"how many must have asked it (default: {LEAST})"
    )
    parser.add_argument("--most", type=_days, default=MOST, metavar="N", help=f"how many to show (default: {MOST})")


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Print the report of a site; where errors leave unknown what would be published, print those."""
    from kbsite.pipeline.load import load

    if bool(args.report) == bool(args.html):
        args.wrong("say either the name of a REPORT or --html DIR")
    if args.queries and not args.html:
        args.wrong("--queries goes with --html DIR; alone it is the report: queries FILE")
    loaded = load(options(args), progress(args, words))
    clear(args)
    wrong = tuple(each for each in errors(loaded.problems) if each.code not in REPORTED_ANYWAY)
    if loaded.site is None or wrong:
        sys.stderr.write(as_text(wrong, words))
        return FAULTY if loaded.usable else UNUSABLE
    if args.report == "queries":
        return _queries(args, loaded.site, words)
    return _page(args, loaded.site, words) if args.html else _one(args, loaded.site, words)


def _queries(args: argparse.Namespace, site: Site, words: Catalogue) -> int:
    from kbsite.reports.queries_text import as_json
    from kbsite.reports.queries_text import as_text as report_as_text

    report = _asked(args, site, words, Path(args.file))
    sys.stdout.write((as_json if args.format == "json" else report_as_text)(report, words))
    return FINE


def _asked(args: argparse.Namespace, site: Site, words: Catalogue, file: Path) -> QueriesReport:
    """Return what readers asked; says on stderr what could not be done, and why."""
    from kbsite.checks.spelling import real_words
    from kbsite.reports.queries import LEAST, MOST
    from kbsite.search.asked import Request, queries_report

    def real(asked: Iterable[str]) -> frozenset[str]:
        try:
            return real_words(asked)
        except EnvironmentFault as fault:
            say("asked_no_dictionary", fault)
            return frozenset()

    def say(name: str, fault: EnvironmentFault) -> None:
        message, hint = words.fault(fault)
        sys.stderr.write(f"{words.line(name)}: {message}\n  {hint}\n")

    folder = Path(getattr(args, "output", "public"))
    least, most = getattr(args, "least", LEAST), getattr(args, "most", MOST)
    request = Request(file=file, folder=folder, least=least, most=most, real=real)
    report, fault = queries_report(site, request, progress(args, words))
    clear(args)
    if fault:
        say("asked_not_asked", fault)
    return report


def _one(args: argparse.Namespace, site: Site, words: Catalogue) -> int:
    from kbsite.reports.registry import REPORTS

    report = REPORTS[args.report]
    result = report.make(site, **_own(args))
    sys.stdout.write((report.json if args.format == "json" else report.text)(result, words))
    if not args.quiet and args.format != "json":
        sys.stderr.write(report.note(result, words))
    return FAULTY if args.report == "stale" and args.fail and report.failing(result) else FINE


def _own(args: argparse.Namespace) -> dict[str, Any]:
    """Return the options that only the requested report has."""
    if args.report == "stale":
        return {"days": args.days}
    if args.report == "changed-pages":
        return _changed(args)
    since = args.changed_since if args.report == "laws" else ""
    return {"since": day(since)} if since else {}


def _changed(args: argparse.Namespace) -> dict[str, Any]:
    """Return the site as it was where the branch began, and what differs."""
    from kbsite.pipeline.changes import changed_files, site_before
    from kbsite.publish.verify import refuse_no_address

    if args.address:
        refuse_no_address(args.address)
    own = ("content/", "data/", "layouts/", "static/")
    changed = [path for path in changed_files(Path(args.root), args.since) if path.startswith(own)]
    before = site_before(options(args), args.since)
    return {"before": before, "changed": changed, "preview": args.address, "files": args.files}


def _page(args: argparse.Namespace, site: Site, words: Catalogue) -> int:
    """Write the dashboard, and print its path."""
    from kbsite.model import Output
    from kbsite.publish.folder import BOARD, publish, put, refuse_site, stage
    from kbsite.publish.sources import refuse_sources
    from kbsite.read.git.log import read_log
    from kbsite.reports.dashboard import dashboard
    from kbsite.site.history import history

    root, folder = Path(args.root), Path(args.html)
    refuse_sources(folder, [root / name for name in ("content", "data", "layouts", "static")])
    for public in (root / "public", Path("public")):
        refuse_site(folder, public)
    log = read_log(root)
    asked = _asked(args, site, words, Path(args.queries)) if args.queries else None
    pages = dashboard(site, history(log), log.fault or log.note, words, asked)
    outputs = [Output(name, page) for name, page in pages.items()]
    with stage(folder, force=False) as staged:
        publish(staged, folder, put(staged, outputs), force=False)
    sys.stdout.write(words.line("board_wrote", file=str(folder / BOARD)) + "\n")
    return FINE


def _least(given: str) -> int:
    """Return a number of readers, which privacy does not let be lower than the default."""
    from kbsite.reports.queries import LEAST

    if not re.fullmatch(r"[0-9]{1,6}", given) or int(given) < LEAST:
        raise argparse.ArgumentTypeError(f"{given!r} is no number from {LEAST} up")
    return int(given)


def _days(given: str) -> int:
    """Return a number of days; anything else is an error that argparse reports."""
    if not re.fullmatch(r"[0-9]{1,6}", given):
        raise argparse.ArgumentTypeError(f"{given!r} is no number of days")
    return int(given)
