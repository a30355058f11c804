"""`kbsite releases` and `kbsite rollback`: which releases there are, and one step back."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import FINE, output_argument
from kbsite.cli.targets import grace_argument, history_argument
from kbsite.read.process import HALF_BACK

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.publish.targets.target import Target


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("releases", parents=[common], help="list the releases at a target")
    _place(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the format of the list")
    parser.set_defaults(run=run)
    back = commands.add_parser("rollback", parents=[common], help="go back to the release before")
    _place(back)
    back.add_argument("--to", default="", metavar="NAME", help="the release to go to (default: the one before)")
    grace_argument(back)
    back.set_defaults(run=go_back)


def _place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", nargs="?", default="", metavar="TARGET", help="a target, as publish has it")
    output_argument(parser)
    history_argument(parser)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Print the names of the releases, the newest first, and mark the one that readers see."""
    now, names = _opened(args).releases()
    if args.format == "json":
        found = [{"name": name, "current": name == now} for name in names]
        sys.stdout.write(json.dumps(found, indent=2) + "\n")
        return FINE
    for name in names:
        sys.stdout.write(f"{name}{words.line('release_seen') if name == now else ''}\n")
    if names and not now and not args.quiet:
        sys.stderr.write(f"{words.line('release_between', target=args.target or args.output)}\n")
    return FINE


def go_back(args: argparse.Namespace, words: Catalogue) -> int:
    """Let readers see an older release."""
    target = _opened(args)
    try:
        name = target.roll_back(args.to, datetime.datetime.now(datetime.UTC), args.grace)
    except KeyboardInterrupt as stopped:
        if target.in_steps:
            stopped.args = (HALF_BACK,)
        raise
    if not args.quiet:
        sys.stdout.write(words.line("rolled_back", folder=args.target or args.output, release=name) + "\n")
    return FINE


def _opened(args: argparse.Namespace) -> Target:
    from kbsite.publish.targets.opened import opened

    return opened(args.target or args.output, Path(args.root), 0, args.history)
