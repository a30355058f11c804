"""`kbsite check`: report all problems; with `--fix`, fix what is safe to fix, and write nothing else."""

from __future__ import annotations

import datetime
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import (
    clear,
    print_faults,
    progress,
    site_arguments,
    site_options,
    status,
    summary,
    tell_held_back,
)
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.formats import FORMATS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from kbsite.checks.external import Found
    from kbsite.cli.shared import Commands
    from kbsite.diagnostics import Diagnostic
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.model import Site
    from kbsite.pipeline.report import Report

FOR_HOSTS = ("github", "gitlab")
"""Formats that a git host reads: it knows files by their place in the repository."""


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser(
        "check", parents=[common, site_arguments()], help="find all problems, write nothing"
    )
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="the format of problems")
    parser.add_argument("--changed-since", metavar="REF", help="only what was introduced since the branch left REF")
    parser.add_argument("--fix", action="store_true", help="fix what is safe, and show the diff")
    parser.add_argument("--dry-run", action="store_true", help="with --fix: show the diff, write nothing")
    parser.add_argument("--spelling", action="store_true", help="look words up in hunspell's dictionaries too")
    parser.add_argument("--external", action="store_true", help="ask other hosts whether links to them work")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Report the problems; with --fix, after applying fixes."""
    _refuse_contradictions(args)
    started = time.monotonic()
    if args.fix:
        _fix(args, words)
    report = _report(args, words)
    links = _links(report.site, args, words) if args.external and report.site else None
    if links and report.site:
        from kbsite.checks import without_disabled

        found = without_disabled(links.problems, report.site)
        report = replace(report, problems=tuple(sorted((*report.problems, *found))))
    clear(args)
    shown = FORMATS[args.format](_placed(report.problems, args), words)
    (sys.stderr if args.format == "text" else sys.stdout).write(shown)
    print_faults(report, args, words)
    if links and not args.quiet:
        from kbsite.checks.external.text import as_text

        sys.stderr.write(as_text(links, words))
    if args.verbose:
        tell_held_back(report, words)
    if args.format == "text" and not args.quiet:
        name = "checked" if args.changed_since is None else "checked_changes"
        line = summary(name, report, report.files, started, words)
        print(line, file=sys.stderr if args.fix else sys.stdout)
    return status(report, args)


def _refuse_contradictions(args: argparse.Namespace) -> None:
    """Raise EnvironmentFault for options that exclude one another, such as --external and --changed-since."""
    shows_twice = args.fix and args.format != "text"
    if shows_twice or (args.dry_run and not args.fix) or (args.external and args.changed_since is not None):
        raise EnvironmentFault("contradicting-options")


def _report(args: argparse.Namespace, words: Catalogue) -> Report:
    build_options, shown = site_options(args, spelling=args.spelling), progress(args, words)
    if args.changed_since is not None:
        from kbsite.pipeline.unchanged import examine_changes

        return examine_changes(build_options, args.changed_since, shown)
    from kbsite.pipeline.unchanged import examine

    return examine(build_options, shown, whole=args.external)


def _fix(args: argparse.Namespace, words: Catalogue) -> None:
    """Fix the files, with --changed-since only those that the branch changed, and show the diff."""
    from kbsite.authoring.fix.files import fix

    root, only = Path(args.root), None
    if args.changed_since is not None:
        from kbsite.pipeline.changes import changed_files

        only = changed_files(root, args.changed_since)
    for fixed in fix(root, only, write=not args.dry_run):
        sys.stdout.write(fixed.difference)
        if not args.quiet:
            fixes = ", ".join(words.line(f"fix_{name}") for name in fixed.fixes)
            name = "fix_would" if args.dry_run else "fix_done"
            print(words.line(name, file=fixed.path, fixes=fixes), file=sys.stderr)


def _placed(problems: Sequence[Diagnostic], args: argparse.Namespace) -> list[Diagnostic]:
    """Return the problems; for a git host, with paths relative to the repository."""
    if args.format not in FOR_HOSTS:
        return list(problems)
    from kbsite.read.git.branch import place_in_repository

    inside = place_in_repository(Path(args.root))
    files = [f"{inside}{each.location.file}" for each in problems]
    return [
        replace(each, location=replace(each.location, file=file))
        for each, file in zip(problems, files, strict=True)
    ]


def _links(site: Site, args: argparse.Namespace, words: Catalogue) -> Found:
    from kbsite.checks.external import check_external

    now = datetime.datetime.now(datetime.UTC)
    return check_external(site, Path(args.root), now, progress(args, words))
