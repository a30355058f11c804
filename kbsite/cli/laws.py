"""`kbsite laws update`: read Lovdata's open data, and write down since when each cited section stands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import FAULTY, FINE, UNUSABLE, clear, common_arguments, options, progress
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.formats import as_text as problems_as_text

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("laws", parents=[common], help="watch the law that the pages rest on")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    update = actions.add_parser(
        "update",
        parents=[common_arguments(below=True)],
        help="write to data/laws.lock.yaml since when each cited section stands",
    )
    update.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="Lovdata's open data: a folder, an archive, or its https address",
    )
    update.add_argument(
        "--old", nargs="+", default=[], metavar="SOURCE", help="older data, to show what the texts say"
    )
    update.add_argument("--dry-run", action="store_true", help="show the difference, write nothing")
    update.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Print what differs, and write the lock; the exit status says nothing of whether anything differs."""
    from kbsite.authoring.laws.lock_file import lock_file
    from kbsite.authoring.laws.sources import laws_in
    from kbsite.authoring.laws.text import as_text
    from kbsite.authoring.laws.update import update
    from kbsite.pipeline.load import load
    from kbsite.publish.folder import overwrite
    from kbsite.read.law_lock import LOCK

    loaded = load(options(args), progress(args, words))
    clear(args)
    site = loaded.site
    if site is None:
        sys.stderr.write(problems_as_text(loaded.problems, words))
        return UNUSABLE
    if not site.config.laws:
        raise EnvironmentFault("no-laws")
    broken = [each for each in loaded.problems if each.code in ("broken-yaml", "no-front-matter")]
    if broken:
        sys.stderr.write(problems_as_text(broken, words))
        return FAULTY
    new, old = laws_in(args.sources, site.config.laws), {}
    if args.old:
        old = laws_in(args.old, site.config.laws)
    found = update(site, new, site.today)
    sys.stdout.write(as_text(found, site, new, old, words))
    file = Path(args.root) / LOCK
    if not args.dry_run and overwrite(file, lock_file(found.lock)) and not args.quiet:
        sys.stderr.write(words.line("laws_update_wrote", file=str(file)) + "\n")
    return FINE
