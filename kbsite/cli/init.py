"""`kbsite init`: make a site of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import FINE, day

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue

_QUESTIONS = ("title", "base_url", "email", "language", "starter")


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments. What is missing is prompted for."""
    from kbsite.authoring.init import STARTERS

    parser = commands.add_parser("init", parents=[common], help="make a site of one's own in a folder")
    parser.add_argument("folder", nargs="?", default="", metavar="DIR", help="the folder (default: here)")
    parser.add_argument("--title", default="", help="the name of the site")
    parser.add_argument("--base-url", default="", metavar="URL", help="the address the site will have")
    parser.add_argument("--email", default="", metavar="ADDRESS", help="where readers' questions are sent")
    parser.add_argument(
        "--language", default="", metavar="LANGUAGE", help="the language of the pages, such as en or sv"
    )
    parser.add_argument("--starter", choices=STARTERS, default="", help="what the site begins with")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Make the site, print its files, and say what to do next."""
    from kbsite.authoring.init import LANGUAGES, starter_files
    from kbsite.authoring.init.answers import answers
    from kbsite.authoring.init.disk import refuse_site, write
    from kbsite.authoring.new.prompts import Prompts
    from kbsite.authoring.scaffold import files_of_editor

    root = Path(args.folder or args.root)
    refuse_site(root)
    prompts = Prompts(sys.stdin.readline, sys.stderr.write, words) if sys.stdin.isatty() else None
    site = answers({name: getattr(args, name) for name in _QUESTIONS}, prompts)
    files = starter_files(site, day(args.today))
    if site.language not in LANGUAGES:
        from kbsite.pipeline.site_words import new_words

        files[f"layouts/strings/{site.language}.yaml"] = new_words(site.language)
    made, kept = write(root, files)
    of_editor, kept_too = write(root, files_of_editor(root))
    sys.stdout.write("".join(f"{root / path}\n" for path in (*made, *of_editor)))
    sys.stderr.write("".join(f"{words.line('init_kept', file=path)}\n" for path in (*kept, *kept_too)))
    if not args.quiet:
        into = f"cd {args.folder}; " if args.folder else ""
        sys.stderr.write(f"{words.line('init_next', into=into)}\n")
    return FINE
