"""`kbsite schema`: print the JSON Schema of the fields, or write the files for VS Code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import FINE

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("schema", parents=[common], help="print the JSON Schema of the fields")
    parser.add_argument(
        "kind", nargs="?", default="", metavar="KIND", help="one kind, or one file, such as data/site.yaml"
    )
    parser.add_argument(
        "--write", action="store_true", help="write them to ROOT/.vscode/, where VS Code finds them"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, _words: Catalogue) -> int:
    """Print the schema, or write the files and print which of them changed."""
    from kbsite.authoring.scaffold import schema, write_schema

    if args.write:
        sys.stdout.write("".join(f"{path}\n" for path in write_schema(Path(args.root))))
    else:
        sys.stdout.write(schema(Path(args.root), args.kind))
    return FINE
