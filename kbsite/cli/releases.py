"""`kbsite releases` and `kbsite rollback`: the releases of an output folder, and the way to an older one."""

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


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("releases", parents=[common], help="list the releases of a folder")
    output_argument(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the format of the list")
    parser.set_defaults(run=run)
    back = commands.add_parser("rollback", parents=[common], help="go back to the release before")
    output_argument(back)
    back.add_argument("--to", default="", metavar="NAME", help="the release to go to (default: the one before)")
    back.set_defaults(run=go_back)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Print the names of the releases, the newest first, and mark the one that readers see."""
    from kbsite.publish.releases import current, releases

    output = Path(args.output)
    now = current(output)
    if args.format == "json":
        found = [{"name": name, "current": name == now} for name in releases(output)]
        sys.stdout.write(json.dumps(found, indent=2) + "\n")
        return FINE
    for name in releases(output):
        sys.stdout.write(f"{name}{words.line('release_seen') if name == now else ''}\n")
    return FINE


def go_back(args: argparse.Namespace, words: Catalogue) -> int:
    """Let readers see an older release."""
    from kbsite.publish.releases import roll_back

    name = roll_back(Path(args.output), args.to)
    if not args.quiet:
        sys.stdout.write(words.line("rolled_back", folder=args.output, release=name) + "\n")
    return FINE
