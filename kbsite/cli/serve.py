"""`kbsite serve`: a live preview of the site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import FINE, options
from kbsite.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("serve", parents=[common], help="serve a live preview of the site")
    parser.add_argument("--layouts", default="", metavar="DIR", help="the layouts (default: ROOT/layouts)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to serve at (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, metavar="N", help="the port (default: 8000, or the next free one)")
    parser.add_argument("--open", action="store_true", help="open it in the browser")
    parser.add_argument(
        "--editor", default="", metavar="URL", help="opens a file, such as vscode://file/{file}:{line}:{column}"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Serve the site until Ctrl-C, which is the normal way to end it."""
    from kbsite.publish.local_host import LOOPBACK
    from kbsite.serve import Reporter, ServeOptions, serve
    from kbsite.site.shown import Shown

    if not any((Path(args.root) / name).is_dir() for name in ("content", "data")):
        raise EnvironmentFault("nothing-to-serve", folder=args.root)
    build_options = options(args, shown=Shown(drafts=True, future=True))
    reporter = Reporter(lambda text: print(text, flush=True), sys.stderr.write, quiet=args.quiet)
    serve(build_options, ServeOptions(args.host or LOOPBACK, args.port, args.open, args.editor), words, reporter)
    return FINE
