"""`kbsite report`: tell something of the whole site."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from kbsite.cli.shared import FAULTY, FINE, UNUSABLE, clear, options, progress
from kbsite.diagnostics import as_text, errors

if TYPE_CHECKING:
    from kbsite.cli.shared import Commands
    from kbsite.messages import Catalogue


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's words, those of each report below it."""
    parser = commands.add_parser("report", help="tell something of the whole site")
    reports = parser.add_subparsers(dest="report", required=True, metavar="REPORT")
    shown = argparse.ArgumentParser(add_help=False, parents=[common])
    shown.add_argument("--json", action="store_true", help="write JSON")
    shown.set_defaults(run=run)
    stale = reports.add_parser("stale", parents=[shown], help="what is due for review, and who answers for it")
    stale.add_argument("--days", type=_days, default=90, metavar="N", help="how far ahead to look (default: 90)")
    stale.add_argument("--fail", action="store_true", help="exit with 1 when a review is overdue")
    others = {
        "next-change": "the next day on which the site changes by itself",
        "language": "the share of each standard of Norwegian, by words",
        "links": "pages that nothing leads to, that lead nowhere, and that most lead to",
        "laws": "how many pages refer to each law and section",
        "authors": "what each author has written, and what of it is overdue",
        "themes": "how much there is on each theme, and where it is thin",
    }
    for name, told in others.items():
        reports.add_parser(name, parents=[shown], help=told)


def run(asked: argparse.Namespace, words: Catalogue) -> int:
    """Print a report on a site that is in order; else its errors, for nobody can tell what would be published."""
    from kbsite.pipeline import load
    from kbsite.reports import REPORTS

    loaded = load(options(asked), progress(asked, words))
    clear(asked)
    wrong = errors(loaded.problems)
    if loaded.site is None or wrong:
        sys.stderr.write(as_text(wrong, words))
        return FAULTY if loaded.usable else UNUSABLE
    report = REPORTS[asked.report]
    made = report.make(loaded.site, **({"days": asked.days} if asked.report == "stale" else {}))
    sys.stdout.write((report.json if asked.json else report.text)(made, words))
    if not asked.quiet and not asked.json:
        sys.stderr.write(report.note(made, words))
    return FAULTY if asked.report == "stale" and asked.fail and report.failing(made) else FINE


def _days(given: str) -> int:
    """Return a number of days; argparse tells of what is none."""
    if not re.fullmatch(r"[0-9]{1,6}", given):
        raise argparse.ArgumentTypeError(f"{given!r} is no number of days")
    return int(given)
