"""`kbsite report`: print one report on the whole site, or write all of them on one page."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import FAULTY, FINE, UNUSABLE, clear, common_arguments, options, progress
from kbsite.diagnostics import errors
from kbsite.diagnostics.formats import as_text

if TYPE_CHECKING:
    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.model import Site


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments, and those of each report."""
    parser = commands.add_parser("report", parents=[common], help="print a report on the whole site")
    parser.add_argument("--html", default="", metavar="DIR", help="write all of it as one page for editors")
    parser.set_defaults(run=run, wrong=parser.error)
    reports = parser.add_subparsers(dest="report", metavar="REPORT")
    shown = argparse.ArgumentParser(add_help=False, parents=[common_arguments(below=True)])
    shown.add_argument("--json", action="store_true", help="write JSON")
    stale = reports.add_parser("stale", parents=[shown], help="what is due for review, and its owners")
    stale.add_argument("--days", type=_days, default=90, metavar="N", help="how far ahead to look (default: 90)")
    stale.add_argument("--fail", action="store_true", help="exit with 1 when a review is overdue")
    others = {
        "next-change": "the next day on which the site changes by itself",
        "language": "the share of each written standard of Norwegian, by words",
        "links": "orphans, dead ends, and the pages with the most backlinks",
        "laws": "how many pages refer to each law and section",
        "authors": "what each author has written, and what is overdue",
        "themes": "how much there is on each theme, and where it is thin",
    }
    for name, help_text in others.items():
        reports.add_parser(name, parents=[shown], help=help_text)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Print the report of a site without errors; else its errors, since what would be published is not known."""
    from kbsite.pipeline.load import load

    if bool(args.report) == bool(args.html):
        args.wrong("say either the name of a REPORT or --html DIR")
    loaded = load(options(args), progress(args, words))
    clear(args)
    wrong = errors(loaded.problems)
    if loaded.site is None or wrong:
        sys.stderr.write(as_text(wrong, words))
        return FAULTY if loaded.usable else UNUSABLE
    return _page(args, loaded.site, words) if args.html else _one(args, loaded.site, words)


def _one(args: argparse.Namespace, site: Site, words: Catalogue) -> int:
    from kbsite.reports import REPORTS

    report = REPORTS[args.report]
    result = report.make(site, **({"days": args.days} if args.report == "stale" else {}))
    sys.stdout.write((report.json if args.json else report.text)(result, words))
    if not args.quiet and not args.json:
        sys.stderr.write(report.note(result, words))
    return FAULTY if args.report == "stale" and args.fail and report.failing(result) else FINE


def _page(args: argparse.Namespace, site: Site, words: Catalogue) -> int:
    """Write the dashboard, and print its path."""
    from kbsite.model import Output
    from kbsite.publish.folder import BOARD, publish, put, refuse_site, refuse_sources, stage
    from kbsite.read.git.log import read_log
    from kbsite.reports.dashboard import dashboard
    from kbsite.site.history import history

    root, folder = Path(args.root), Path(args.html)
    refuse_sources(folder, [root / name for name in ("content", "data", "layouts")])
    for public in (root / "public", Path("public")):
        refuse_site(folder, public)
    log = read_log(root)
    page = dashboard(site, history(log), log.fault or log.note, words)
    with stage(folder, force=False) as staged:
        publish(staged, folder, put(staged, [Output(BOARD, page)]), force=False)
    sys.stdout.write(words.line("board_wrote", file=str(folder / BOARD)) + "\n")
    return FINE


def _days(given: str) -> int:
    """Return a number of days; anything else is an error that argparse reports."""
    if not re.fullmatch(r"[0-9]{1,6}", given):
        raise argparse.ArgumentTypeError(f"{given!r} is no number of days")
    return int(given)
