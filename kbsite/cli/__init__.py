"""The command line: words in, a report out, and an exit status. Each command is a module of its own."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from kbsite.cli import build, check, mv, new, report, schema, search_test, serve
from kbsite.cli.shared import FAULTY, FINE, INTERRUPTED, UNUSABLE, common_arguments
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FAULTY", "FINE", "UNUSABLE", "main"]

COMMANDS = (build, serve, new, mv, check, report, schema, search_test)
"""In the order of the help; each adds its words to the parser, and names the function that runs it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    asked = _parser().parse_args(arguments)
    words = catalogue(asked.lang)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status: int = asked.run(asked, words)
    except EnvironmentFault as fault:
        message, hint = words.fault(fault)
        print(f"kbsite: {message}\n  {hint}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        message, hint = words.fault(EnvironmentFault("interrupted"))
        print(f"\nkbsite: {message}\n  {hint}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return UNUSABLE
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kbsite", description="Builds a knowledge base from Markdown files.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = common_arguments()
    for command in COMMANDS:
        command.add(commands, common)
    return parser
