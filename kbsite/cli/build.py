"""`kbsite build`: build the site."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import (
    Stopwatch,
    clear,
    number,
    output_argument,
    print_faults,
    progress,
    site_arguments,
    site_options,
    status,
    summary,
    tell_held_back,
    typeset_line,
)
from kbsite.diagnostics.formats import as_text

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("build", parents=[common, site_arguments()], help="build the site")
    output_argument(parser)
    parser.add_argument("--no-search", action="store_true", help="make no search index")
    parser.add_argument(
        "--portable", action="store_true", help="let links work from files, without a server; there is no search"
    )
    parser.add_argument("--force", action="store_true", help="take over a folder that kbsite did not make")
    parser.add_argument(
        "--releases",
        type=number,
        default=0,
        metavar="N",
        help="let DIR be a link to the newest of N folders, exchanged by one rename",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Build the site, and report the outcome."""
    from kbsite.pipeline.unchanged import build

    started = time.monotonic()
    build_options = site_options(
        args,
        output=Path(args.output),
        searchable=not (args.no_search or args.portable),
        portable=args.portable,
        force=args.force,
        releases=args.releases,
    )
    shown = progress(args, words)
    pdfs = Stopwatch(shown, "typesetting")
    report = build(build_options, pdfs)
    clear(args)
    sys.stderr.write(as_text(report.problems, words))
    if args.verbose and report.written:
        written = report.written
        line = words.line("wrote", changed=written.changed, same=written.same, removed=written.removed)
        print(line, file=sys.stderr)
    if args.verbose:
        tell_held_back(report, words)
    print_faults(report, args, words)
    if not args.quiet:
        name = "built" if report.written else "not_written"
        line = summary(
            name, report, report.pages if report.written else report.files, started + pdfs.seconds, words
        )
        print(line + typeset_line(report, pdfs.seconds, words))
    return status(report, args)
