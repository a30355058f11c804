"""`kbsite recover`: finish a publishing that was cut short, without building."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import FINE, output_argument

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("recover", parents=[common], help="finish a publishing that was cut short")
    output_argument(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Finish what was begun, and say how much that was."""
    from kbsite.publish.folder import recover

    left = recover(Path(args.output))
    if not args.quiet:
        name = "nothing_to_recover" if left is None else "recovered"
        sys.stdout.write(words.line(name, folder=args.output, count=left or 0) + "\n")
    return FINE
