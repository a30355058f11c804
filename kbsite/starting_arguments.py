"""The words of the command line that `kbsite new` and `kbsite schema` take."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable
    from typing import Any

    from kbsite.messages import Catalogue

    Run = Callable[[Namespace, Catalogue], int]


def add_starting(commands: Any, common: ArgumentParser, new: Run, schema: Run) -> None:
    """Add the two commands, which run `new` and `schema`."""
    parser = commands.add_parser("new", parents=[common], help="make a file for a new page")
    _add_new(parser)
    parser.set_defaults(run=new)
    parser = commands.add_parser("schema", parents=[common], help="print the JSON Schema of the fields")
    _add_schema(parser)
    parser.set_defaults(run=schema)


def _add_new(parser: ArgumentParser) -> None:
    """Let the parser take what a new page is made from, named as in Wanted; the rest is asked for on a terminal."""
    parser.add_argument("kind", nargs="?", default="", metavar="KIND", help="qa, article, chapter, … or its folder")
    parser.add_argument("title", nargs="?", default="", metavar="TITLE", help="the title; of an author, the name")
    names: Any = {"action": "append", "default": [], "metavar": "ID"}
    parser.add_argument("--theme", dest="themes", help="a theme (may be said again)", **names)
    parser.add_argument("--author", dest="authors", help="an author (may be said again)", **names)
    parser.add_argument("--parent", default="", metavar="NAME", help="the article that a chapter belongs to")
    parser.add_argument(
        "--standard", dest="language", choices=("nb", "nn"), default="", help="the standard of the page"
    )


def _add_schema(parser: ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", default="", metavar="KIND", help="one kind alone")
    parser.add_argument(
        "--write", action="store_true", help="write them to ROOT/.vscode/, where VS Code finds them"
    )
