"""`kbsite check`: find all problems, write nothing."""

from __future__ import annotations

import datetime
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import clear, options, progress, status, summary
from kbsite.diagnostics import FORMATS

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.external import Found
    from kbsite.messages import Catalogue
    from kbsite.model import Site


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's words."""
    parser = commands.add_parser("check", parents=[common], help="find all problems, write nothing")
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="how problems are written")
    parser.add_argument("--spelling", action="store_true", help="look words up in hunspell's dictionaries too")
    parser.add_argument("--external", action="store_true", help="ask other hosts whether links to them work")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, words: Catalogue) -> int:
    """Look for problems, and tell of them."""
    from kbsite.pipeline import examine

    started = time.monotonic()
    report = examine(options(asked, spelling=asked.spelling), progress(asked, words))
    links = _links(report.site, asked, words) if asked.external and report.site else None
    if links and report.site:
        from kbsite.checks import told

        found = told(links.problems, report.site)
        report = replace(report, problems=tuple(sorted((*report.problems, *found))))
    clear(asked)
    shown = FORMATS[asked.format](report.problems, words)
    (sys.stderr if asked.format == "text" else sys.stdout).write(shown)
    if links and not asked.quiet:
        from kbsite.external.text import as_text

        sys.stderr.write(as_text(links, words))
    if asked.format == "text" and not asked.quiet:
        print(summary("checked", report, report.files, started, words))
    return status(report, asked)


def _links(site: Site, asked: argparse.Namespace, words: Catalogue) -> Found:
    from kbsite.external import check_external

    now = datetime.datetime.now(datetime.UTC)
    return check_external(site, Path(asked.root), now, progress(asked, words))
