"""`kbsite words`: how much of a language is translated, and a file of its words to fill in."""

from __future__ import annotations

import json
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
    parser = commands.add_parser("words", parents=[common], help="the words of the pages in another language")
    parser.add_argument("tag", nargs="?", default="", metavar="LANGUAGE", help="one language, such as sv or uk")
    parser.add_argument("--write", action="store_true", help="add what is missing to ROOT/layouts/strings/")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the format of the report")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Say how much of a language is translated, or of each that the site has; with `--write` write its file."""
    from kbsite.pipeline.site_words import translated_words, write_words

    root = Path(args.root)
    if args.write:
        sys.stdout.write("".join(f"{path}\n" for path in write_words(root, args.tag)))
        return FINE
    found = translated_words(root, args.tag)
    if args.format == "json":
        rows = [{"language": each.language, "words": len(each.names), "missing": each.missing} for each in found]
        sys.stdout.write(f"{json.dumps(rows, ensure_ascii=False, indent=1)}\n")
        return FINE
    for each in found:
        line = words.line("words_done", language=each.language, done=each.done, total=len(each.names))
        first = words.line("words_first", names=", ".join(each.missing[:5])) if each.missing else ""
        sys.stdout.write(f"{line}{first}\n")
    return FINE
