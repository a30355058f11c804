"""What the commands share: common arguments, options of the pipeline, progress, summary and exit status."""

from __future__ import annotations

import argparse
import datetime
import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from kbsite.diagnostics import EnvironmentFault, errors
from kbsite.diagnostics.catalogue import LANGUAGES, Catalogue

if TYPE_CHECKING:
    from kbsite.pipeline.report import Options, Progress, Report

FINE, FAULTY, UNUSABLE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
"""Exit status: all well; errors in the content; wrong usage, configuration or environment; Ctrl-C; SIGTERM."""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a command adds its parser."""


def common_arguments(*, below: bool = False) -> argparse.ArgumentParser:
    """Return the arguments of every command, as a parent parser.

    For a command `below` one that has them too, the values given there are kept.
    """
    usual = {"root": ".", "quiet": False, "verbose": False, "strict": False, "today": ""}
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--root", metavar="DIR", help="the folder of content/ and data/")
    common.add_argument("--lang", choices=LANGUAGES, help="the language of messages and of this help")
    common.add_argument("-q", "--quiet", action="store_const", const=True, help="print problems only")
    common.add_argument(
        "-v",
        "--verbose",
        action="store_const",
        const=True,
        help="say what is held back, and what changed in the output",
    )
    common.add_argument("--strict", action="store_const", const=True, help="let warnings count as errors")
    common.add_argument("--today", metavar="YYYY-MM-DD", help="build for that day")
    if not below:
        common.set_defaults(**usual)
    return common


def site_arguments() -> argparse.ArgumentParser:
    """Return the options that select the site and its build, as a parent parser of `build` and `check`."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--layouts", default="", metavar="DIR", help="the layouts (default: ROOT/layouts)")
    parser.add_argument("--base-url", default="", metavar="URL", help="the address the site will have")
    parser.add_argument("--drafts", action="store_true", help="show drafts")
    parser.add_argument("--future", action="store_true", help="show pages that are not published yet")
    parser.add_argument("--expired", action="store_true", help="show pages that have been taken down")
    parser.add_argument(
        "--jobs", type=number, default=0, metavar="N", help="how many processes work (default: one for each core)"
    )
    parser.add_argument(
        "--executor", default="", metavar="URL", help="let the workers of a cluster do it: dask://HOST:PORT"
    )
    return parser


def number(given: str) -> int:
    """Return a whole number from 1 to 9999; anything else is an error that argparse reports."""
    if not re.fullmatch(r"[1-9][0-9]{0,3}", given):
        raise argparse.ArgumentTypeError(f"{given!r} is no number from 1 to 9999")
    return int(given)


def output_argument(parser: argparse.ArgumentParser, what: str = "the output folder") -> None:
    """Add the argument that says which output folder a command is about; `what` it is to that command."""
    parser.add_argument("--output", default="public", metavar="DIR", help=f"{what} (default: public)")


def site_options(args: argparse.Namespace, **overrides: Any) -> Options:
    """Return the pipeline's options from the arguments of `site_arguments`, and from `overrides`."""
    from kbsite.pipeline.jobs.cores import cores
    from kbsite.site.shown import Shown

    shown = Shown(drafts=args.drafts, future=args.future, expired=args.expired)
    work = {"jobs": args.jobs or cores(), "executor": args.executor}
    return options(args, base_url=_base_url(args.base_url), shown=shown, **work, **overrides)


def options(args: argparse.Namespace, **overrides: Any) -> Options:
    """Return the pipeline's options: the published site of ROOT, changed by `overrides`."""
    from kbsite.pipeline.report import Options

    root = Path(args.root)
    usual = {"layouts": _layouts(args), "output": Path("public"), "strict": args.strict}
    return Options(root=root, today=day(args.today), **{**usual, **overrides})


def _layouts(args: argparse.Namespace) -> Path:
    """Return the requested folder, else ROOT/layouts, else that of the package."""
    if given := getattr(args, "layouts", ""):
        return Path(given)
    from kbsite.read.layout_folders import own_layouts

    return own_layouts(Path(args.root) / "layouts")


def _base_url(given: str) -> str:
    """Return an address with a trailing slash; raises EnvironmentFault where no site can have it."""
    if not given:
        return ""
    from kbsite.schema.base_url import is_base_url

    if not is_base_url(given):
        raise EnvironmentFault("wrong-url", value=given)
    return given if given.endswith("/") else f"{given}/"


def day(given: str) -> datetime.date:
    """Return the day of the build: as given, of SOURCE_DATE_EPOCH, or today, in Norway."""
    if given:
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
                return datetime.date.fromisoformat(given)
            raise ValueError
        except ValueError:
            raise EnvironmentFault("wrong-date", value=given) from None
    norway = ZoneInfo("Europe/Oslo")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.datetime.now(norway).date()
    try:
        return datetime.datetime.fromtimestamp(int(epoch), norway).date()
    except (ValueError, OverflowError, OSError):
        raise EnvironmentFault("wrong-epoch", value=epoch) from None


def progress(args: argparse.Namespace, words: Catalogue) -> Progress:
    """Return a function that shows a bar on a terminal, and else nothing; `clear` takes the bar away."""
    if not _live(args):
        return lambda _name, _done, _total: None
    from kbsite.cli.bar import Bar

    args.bar = getattr(args, "bar", None) or Bar(words)
    return args.bar  # type: ignore[no-any-return] # a Bar


def clear(args: argparse.Namespace) -> None:
    """Erase the bar, if one is shown."""
    if bar := getattr(args, "bar", None):
        bar.erase()


def summary(name: str, report: Report, pages: int, started: float, words: Catalogue) -> str:
    """Return the line that ends a command: how much there is, what is wrong, how long it took, what is hidden."""
    wrong = len(errors(report.problems))
    line = words.line(
        name,
        pages=pages,
        errors=wrong,
        warnings=len(report.problems) - wrong,
        seconds=_seconds(time.monotonic() - started, words),
    )
    held = Counter(each.reason for each in report.held)
    parts = [words.line(f"held_{reason}", count=held[reason]) for reason in sorted(held)]
    return f"{line}{words.line('held_back', parts=', '.join(parts))}" if parts else line


def typeset_line(report: Report, seconds: float, words: Catalogue) -> str:
    """Return the rest of that line on a site with PDFs: how many, how many are new, and the time for them alone."""
    if not report.written or not report.pdfs:
        return ""
    return words.line("typeset", pdfs=report.pdfs, made=report.typeset, seconds=_seconds(seconds, words))


def _seconds(seconds: float, words: Catalogue) -> str:
    written = f"{seconds:.1f}"
    return written if words.language == "en" else written.replace(".", ",")


@dataclass(slots=True)
class Stopwatch:
    """Passes progress on, and measures how long the step `name` takes, from its first call to its last."""

    show: Progress
    name: str
    seconds: float = 0.0
    begun: float | None = None

    def __call__(self, name: str, done: int, total: int) -> None:
        """Take a call of progress."""
        if name == self.name:
            now = time.monotonic()
            self.begun = now if self.begun is None else self.begun
            self.seconds = now - self.begun
        self.show(name, done, total)


def tell_held_back(report: Report, words: Catalogue) -> None:
    """Print each file that is not shown, and why, with -v."""
    for each in report.held:
        day = {"day": each.day.isoformat()} if each.day else {}
        why = words.line(f"held_{each.reason}_one", **day)
        owner = words.line("held_owner", owner=each.owner) if each.owner else ""
        sys.stderr.write(f"{each.path}: {why}{owner}\n")


def print_faults(report: Report, args: argparse.Namespace, words: Catalogue) -> None:
    """Print the environment faults, and, unless quiet, those without consequences."""
    for found in (report.fault, *(() if args.quiet else report.notes)):
        if found:
            message, hint = words.fault(found)
            print(f"kbsite: {message}\n  {hint}", file=sys.stderr)


def status(report: Report, args: argparse.Namespace) -> int:
    """Return the exit status for a report."""
    if not report.usable:
        return UNUSABLE
    stopped = report.problems if args.strict else errors(report.problems)
    return FAULTY if stopped else FINE


def _live(args: argparse.Namespace) -> bool:
    return sys.stderr.isatty() and not args.quiet and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"
