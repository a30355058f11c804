"""`kbsite build`: build the site."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import clear, options, progress, status, summary, tell_held_back
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.formats import as_text

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.pipeline.load import Options


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's words."""
    parser = commands.add_parser("build", parents=[common], help="build the site")
    parser.add_argument("--output", default="public", metavar="DIR", help="where to (default: public)")
    parser.add_argument("--layouts", default="", metavar="DIR", help="the layouts (default: ROOT/layouts)")
    parser.add_argument("--base-url", default="", metavar="URL", help="the address the site will have")
    parser.add_argument("--drafts", action="store_true", help="show drafts")
    parser.add_argument("--future", action="store_true", help="show pages that are not published yet")
    parser.add_argument("--expired", action="store_true", help="show pages that have been taken down")
    parser.add_argument("--no-search", action="store_true", help="make no search index")
    parser.add_argument("--force", action="store_true", help="take over a folder that kbsite did not make")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace, words: Catalogue) -> int:
    """Build it, and tell what came of it."""
    from kbsite.pipeline.build import build

    started = time.monotonic()
    report = build(_wanted(asked), progress(asked, words))
    clear(asked)
    sys.stderr.write(as_text(report.problems, words))
    if asked.verbose and report.written:
        written = report.written
        line = words.line("wrote", changed=written.changed, same=written.same, removed=written.removed)
        print(line, file=sys.stderr)
    if asked.verbose:
        tell_held_back(report, words)
    if report.note and not asked.quiet:
        message, hint = words.fault(report.note)
        print(f"kbsite: {message}\n  {hint}", file=sys.stderr)
    if not asked.quiet:
        name = "built" if report.written else "not_written"
        print(summary(name, report, report.pages if report.written else report.files, started, words))
    return status(report, asked)


def _wanted(asked: argparse.Namespace) -> Options:
    from kbsite.site.assemble import Shown

    return options(
        asked,
        **({"layouts": Path(asked.layouts)} if asked.layouts else {}),
        output=Path(asked.output),
        base_url=_base_url(asked.base_url),
        shown=Shown(asked.drafts, asked.future, asked.expired),
        searchable=not asked.no_search,
        force=asked.force,
    )


def _base_url(given: str) -> str:
    if not given:
        return ""
    if not re.fullmatch(r"https?://[^/?#\s]+(/[^?#\s]*)?", given):
        raise EnvironmentFault("wrong-url", value=given)
    return given if given.endswith("/") else f"{given}/"
