"""`kbsite completion`: the completion of commands and options in a shell."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kbsite.cli.parser import in_language
from kbsite.cli.shared import FINE

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue

SHELLS = ("bash", "zsh", "fish")


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("completion", parents=[common], help="print the completion for a shell")
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Print a script that the shell reads when it starts."""
    import shtab

    sys.stdout.write(shtab.complete(in_language(args.parser(), words.language), args.shell) + "\n")
    return FINE
