"""`kbsite releases` and `kbsite rollback`: which releases there are, and one step back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import FINE, output_argument

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue

_SSH = "ssh:"


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("releases", parents=[common], help="list the releases of a folder")
    _place(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the format of the list")
    parser.set_defaults(run=run)
    back = commands.add_parser("rollback", parents=[common], help="go back to the release before")
    _place(back)
    back.add_argument("--to", default="", metavar="NAME", help="the release to go to (default: the one before)")
    back.set_defaults(run=go_back)


def _place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", nargs="?", default="", metavar="TARGET", help="a folder, or ssh://user@host/path")
    output_argument(parser)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Print the names of the releases, the newest first, and mark the one that readers see."""
    from kbsite.publish.releases import current, releases
    from kbsite.publish.targets.ssh import OverSsh
    from kbsite.publish.targets.target import address

    place = args.target or args.output
    if place.startswith(_SSH):
        now, names = OverSsh(address(place)).releases()
    else:
        now, names = current(Path(place)), releases(Path(place))
    if args.format == "json":
        found = [{"name": name, "current": name == now} for name in names]
        sys.stdout.write(json.dumps(found, indent=2) + "\n")
        return FINE
    for name in names:
        sys.stdout.write(f"{name}{words.line('release_seen') if name == now else ''}\n")
    return FINE


def go_back(args: argparse.Namespace, words: Catalogue) -> int:
    """Let readers see an older release."""
    from kbsite.publish.releases import roll_back
    from kbsite.publish.targets.ssh import OverSsh
    from kbsite.publish.targets.target import address

    place = args.target or args.output
    name = OverSsh(address(place)).roll_back(args.to) if place.startswith(_SSH) else roll_back(Path(place), args.to)
    if not args.quiet:
        sys.stdout.write(words.line("rolled_back", folder=place, release=name) + "\n")
    return FINE
