"""`kbsite search-test`: evaluate the search with a file of queries."""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import FAULTY, FINE, UNUSABLE, clear, output_argument, progress
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.formats import as_text

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("search-test", parents=[common], help="evaluate the search")
    parser.add_argument(
        "file", metavar="FILE", help="a list of queries in YAML, each with the pages it should find"
    )
    output_argument(parser, "where the site is")
    parser.add_argument("--mrr", default="", metavar="X", help="the least MRR@10, of 1")
    parser.add_argument("--first-five", default="", metavar="X", help="the least share found in the first 5, of 1")
    parser.add_argument("--kind", default="", metavar="X", help="the least MRR@10 of each kind of query, of 1")
    parser.add_argument("--json", action="store_true", help="write JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Print the evaluation; a limit that is not reached counts as an error in the content."""
    from kbsite.search.evaluation import search_test
    from kbsite.search.evaluation.score import score
    from kbsite.search.evaluation.text import as_json, kinds_below, shortfalls
    from kbsite.search.evaluation.text import as_text as results_as_text

    limits = {"mrr": _share(args.mrr), "first_five": _share(args.first_five)}
    of_kind = _share(args.kind)
    tested = search_test(Path(args.file), Path(args.output), progress(args, words))
    clear(args)
    if tested.problems:
        sys.stderr.write(as_text(tested.problems, words))
        return UNUSABLE
    if args.json:
        sys.stdout.write(as_json(tested.results))
    elif not args.quiet:
        sys.stdout.write(results_as_text(tested.results, words, verbose=args.verbose))
    short = shortfalls(score(tested.results), limits, words) + kinds_below(tested.results, of_kind, words)
    sys.stderr.write(short)
    return FAULTY if short else FINE


def _share(given: str) -> Fraction | None:
    """Return a share between 0 and 1, exactly as written; None where none was given."""
    if not given:
        return None
    if not re.fullmatch(r"0(\.[0-9]+)?|1(\.0+)?", given):
        raise EnvironmentFault("wrong-share", value=given)
    return Fraction(given)
