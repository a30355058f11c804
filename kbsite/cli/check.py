"""`kbsite check`: find all problems, write nothing."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from kbsite.cli.shared import clear, options, progress, status, summary
from kbsite.diagnostics import FORMATS

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.messages import Catalogue


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's words."""
    parser = commands.add_parser("check", parents=[common], help="find all problems, write nothing")
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="how problems are written")
    parser.add_argument("--spelling", action="store_true", help="look words up in hunspell's dictionaries too")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, words: Catalogue) -> int:
    """Look for problems, and tell of them."""
    from kbsite.pipeline import examine

    started = time.monotonic()
    report = examine(options(asked, spelling=asked.spelling), progress(asked, words))
    clear(asked)
    shown = FORMATS[asked.format](report.problems, words)
    if asked.format == "text":
        sys.stderr.write(shown)
        if not asked.quiet:
            print(summary("checked", report, report.files, started, words))
    else:
        sys.stdout.write(shown)
    return status(report, asked)
