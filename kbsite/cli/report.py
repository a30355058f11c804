"""`kbsite report`: tell something of the whole site."""

from __future__ import annotations

import argparse
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
    reports.add_parser("language", parents=[shown], help="the share of each standard of Norwegian, by words")


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
    sys.stdout.write((report.json if asked.json else report.text)(loaded.site, words))
    return FINE
