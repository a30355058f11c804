"""`kbsite mv`: move a page, with what belongs to it and every link to it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kbsite.cli.shared import FAULTY, FINE, options
from kbsite.diagnostics.formats import as_text

if TYPE_CHECKING:
    import argparse

    from kbsite.authoring.move import Edit, Move
    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser = commands.add_parser("mv", parents=[common], help="move a page, and every link to it")
    parser.add_argument("old", metavar="OLD", help="the page: its file, its folder, or its address")
    parser.add_argument("new", metavar="NEW", help="where to: a file, a folder, or an address")
    parser.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Move the page and say what changed; where that would break something, say what, and change nothing."""
    from kbsite.pipeline.move import move_page

    moved, wrong = move_page(options(args), args.old, args.new, write=not args.dry_run)
    if wrong:
        sys.stderr.write(as_text(wrong, words))
        sys.stderr.write(f"{words.line('move_refused')}\n")
        return FAULTY
    _show(moved, args, words)
    return FINE


def _show(moved: Move, args: argparse.Namespace, words: Catalogue) -> None:
    from kbsite.authoring.fix.difference import difference
    from kbsite.read.makefile import typed

    for old, new in sorted(moved.paths.items()):
        print(words.line("move_file", old=old, new=new))
    for each in moved.edits:
        if args.dry_run:
            sys.stdout.write(difference(each.path, each.before, each.after))
        if not args.quiet:
            print(f"{each.path}: {', '.join(_done(each, words))}", file=sys.stderr)
    if args.quiet:
        return
    if args.dry_run:
        print(words.line("move_would"), file=sys.stderr)
    else:
        print(words.line("move_next", check=typed(options(args).root, "check")), file=sys.stderr)


def _done(edit: Edit, words: Catalogue) -> list[str]:
    found = [words.line("move_links", count=edit.links)] if edit.links else []
    return found + [words.line("move_alias", alias=alias) for alias in edit.aliases]
