"""`kbsite import`: make drafts of old pages, or say what a map needs, or which old addresses are answered."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.shared import FAULTY, FINE, UNUSABLE, clear, options, progress
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.formats import as_text

if TYPE_CHECKING:
    import argparse

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.importing.bring_in import Result

_NEEDED = ("selectolax", "mammoth", "ftfy", "warcio")


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser = commands.add_parser("import", parents=[common], help="make drafts of old pages")
    parser.add_argument("source", nargs="?", default="", metavar="SOURCE", help="a folder or file of old pages")
    parser.add_argument(
        "--map", dest="map_file", default="", metavar="FILE", help="what only a person knows, as YAML"
    )
    parser.add_argument(
        "--into", default="import", metavar="DIR", help="the folder of originals and review (default: import)"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, write nothing")
    parser.add_argument("--suggest", action="store_true", help="print a first map from what is in SOURCE")
    parser.add_argument(
        "--addresses",
        default="",
        metavar="FILE",
        help="tell which addresses of a sitemap, log or list are answered",
    )
    parser.add_argument("--review", action="store_true", help="show old and new side by side in the workbench")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Import, suggest a map or count addresses; print what became of it."""
    if args.addresses:
        return _addresses(args, words)
    if args.review:
        return _review(args, words)
    if not args.source:
        raise EnvironmentFault("no-import-source", source="")
    try:
        from kbsite.importing.bring_in import Request, bring_in
        from kbsite.importing.suggest import suggest
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _NEEDED:
            raise
        raise EnvironmentFault("no-import-libraries", name=missing.name or "") from None
    source, root = Path(args.source), Path(args.root)
    if args.suggest:
        sys.stdout.write(suggest(source, options(args), words))
        return FINE
    map_file = Path(args.map_file) if args.map_file else None
    request = Request(source=source, map_file=map_file, folder=root / args.into, dry_run=args.dry_run)
    result = bring_in(options(args), request, words, progress(args, words))
    clear(args)
    return _tell(result, args, words)


def _tell(result: Result, args: argparse.Namespace, words: Catalogue) -> int:
    """Print the problems, the files that were left alone, and a summary; return the exit status."""
    for each in result.problems:
        print(f"{each.file}: {words.line(each.line, **dict(each.values))}", file=sys.stderr)
    sys.stderr.write(as_text(result.wrong, words))
    if result.plan is None or result.done is None:
        return UNUSABLE
    outcomes = result.done.outcomes
    for path, outcome in sorted(outcomes.items()):
        if outcome in ("edited", "gone") or args.verbose or args.dry_run:
            print(f"{path}: {words.line(f'import_outcome_{outcome}')}")
    if not args.quiet:
        counts = {
            name: sum(each == name for each in outcomes.values())
            for name in ("new", "changed", "same", "edited", "gone")
        }
        doubts = sum(len(page.read.doubts) for page in result.plan.pages)
        line = words.line(
            "import_would" if args.dry_run else "import_done", pages=len(result.plan.pages), doubts=doubts, **counts
        )
        print(line, file=sys.stderr)
        if not args.dry_run:
            print(words.line("import_next", folder=args.into), file=sys.stderr)
    return FAULTY if result.problems or result.wrong else FINE


def _review(args: argparse.Namespace, words: Catalogue) -> int:
    """Serve the workbench until Ctrl-C, with old and new side by side."""
    from kbsite.importing.bring_in import site_of
    from kbsite.importing.side_by_side import FOLDER, sides
    from kbsite.serve import Reporter, ServeOptions, serve
    from kbsite.site.shown import Shown

    build_options = options(args, shown=Shown(drafts=True, future=True))
    root = Path(args.root)
    found = sides(root, root / args.into, site_of(build_options).config.kinds, words)
    reporter = Reporter(lambda text: print(text, flush=True), sys.stderr.write, quiet=args.quiet)
    serve(build_options, ServeOptions(others=found.page, acts=found.take, first=FOLDER), words, reporter)
    return FINE


def _addresses(args: argparse.Namespace, words: Catalogue) -> int:
    from kbsite.importing.addresses import answered, as_report

    sys.stdout.write(as_report(answered(Path(args.addresses), options(args)), words))
    return FINE
