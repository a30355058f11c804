"""`kbsite new`: create the file of a new page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbsite.cli.shared import FINE, day

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the arguments of the command, named as in PageRequest. What is missing is prompted for."""
    parser = commands.add_parser("new", parents=[common], help="create the file of a new page")
    parser.add_argument(
        "kind", nargs="?", default="", metavar="KIND", help="qa, article, … or its folder, or translation"
    )
    parser.add_argument(
        "title",
        nargs="?",
        default="",
        metavar="TITLE",
        help="the title; of an author, the name; the page to translate",
    )
    names: Any = {"action": "append", "default": [], "metavar": "ID"}
    parser.add_argument("--theme", dest="themes", help="a theme (may be repeated)", **names)
    parser.add_argument("--author", dest="authors", help="an author (may be repeated)", **names)
    parser.add_argument("--parent", default="", metavar="NAME", help="the article that a chapter belongs to")
    parser.add_argument(
        "--standard", dest="language", choices=("nb", "nn"), default="", help="the written standard of the page"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Create the file, print its path, and say what to do next."""
    from kbsite.authoring.new.prompts import Prompts
    from kbsite.authoring.new.request import PageRequest
    from kbsite.authoring.scaffold import make

    request = PageRequest(**{name: getattr(args, name) for name in PageRequest.__slots__})
    prompts = Prompts(sys.stdin.readline, sys.stderr.write, words) if sys.stdin.isatty() else None
    new_file = make(Path(args.root), request, day(args.today), words, prompts)
    print(Path(args.root) / new_file.path)
    sys.stderr.write("" if args.quiet else new_file.next)
    return FINE
