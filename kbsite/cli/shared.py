"""What the commands share: the words that all of them take, what these ask for, and how they end."""

from __future__ import annotations

import argparse
import datetime
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from zoneinfo import ZoneInfo

from kbsite.diagnostics import EnvironmentFault, errors
from kbsite.diagnostics.catalogue import LANGUAGES, Catalogue

if TYPE_CHECKING:
    from kbsite.pipeline.load import Options, Progress, Report
    from kbsite.site.held_back import HeldBack

FINE, FAULTY, UNUSABLE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
"""Exit status: all well; errors in the content; wrong usage, configuration or surroundings; Ctrl-C; SIGTERM."""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a command adds its parser."""


def common_arguments(*, below: bool = False) -> argparse.ArgumentParser:
    """Return the words that every command takes, as a parent of its parser.

    A command `below` one that takes them too leaves what was said there as it is.
    """
    usual = {"root": ".", "lang": "nb", "quiet": False, "verbose": False, "strict": False, "today": ""}
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--root", metavar="DIR", help="the folder of content/ and data/")
    common.add_argument("--lang", choices=LANGUAGES, help="the language of messages")
    common.add_argument("-q", "--quiet", action="store_const", const=True, help="say nothing but problems")
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
    """Return the options that say which site is built, as a parent of the parsers of `build` and `check`."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--layouts", default="", metavar="DIR", help="the layouts (default: ROOT/layouts)")
    parser.add_argument("--base-url", default="", metavar="URL", help="the address the site will have")
    parser.add_argument("--drafts", action="store_true", help="show drafts")
    parser.add_argument("--future", action="store_true", help="show pages that are not published yet")
    parser.add_argument("--expired", action="store_true", help="show pages that have been taken down")
    return parser


def site_options(asked: argparse.Namespace, **wanted: Any) -> Options:
    """Return what the pipeline is asked for by the options of `site_arguments`, and by `wanted`."""
    from kbsite.site.assemble import Shown

    shown = Shown(drafts=asked.drafts, future=asked.future, expired=asked.expired)
    return options(asked, base_url=_base_url(asked.base_url), shown=shown, **wanted)


def options(asked: argparse.Namespace, **wanted: Any) -> Options:
    """Return what the pipeline is asked for: the published site of ROOT, but for what is wanted otherwise."""
    from kbsite.pipeline.load import Options

    root = Path(asked.root)
    usual = {"layouts": _layouts(asked), "output": Path("public"), "strict": asked.strict}
    return Options(root=root, today=day(asked.today), **{**usual, **wanted})


def _layouts(asked: argparse.Namespace) -> Path:
    """Return the folder that is asked for, else ROOT/layouts, else that of the project, if kbsite runs from it."""
    if given := getattr(asked, "layouts", ""):
        return Path(given)
    from kbsite.read.content import own_layouts

    return own_layouts(Path(asked.root) / "layouts")


def _base_url(given: str) -> str:
    """Return an address with a slash last; EnvironmentFault where no site can have it."""
    if not given:
        return ""
    from kbsite.schema.field_types import is_base_url

    if not is_base_url(given):
        raise EnvironmentFault("wrong-url", value=given)
    return given if given.endswith("/") else f"{given}/"


def day(given: str) -> datetime.date:
    """Return the day that the site is built for: as asked, of SOURCE_DATE_EPOCH, or today, in Norway."""
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


def progress(asked: argparse.Namespace, words: Catalogue) -> Progress:
    """Return what shows a line that counts on a terminal, at most ten times a second, and else nothing."""
    if not _live(asked):
        return lambda _name, _done, _total: None
    shown = 0.0

    def show(name: str, done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown < 0.1 and done < total:
            return
        shown = now
        count = f" {done}/{max(done, total)}" if total > 1 else " …"
        sys.stderr.write(f"\r\x1b[K{words.line(name)}{count}")
        sys.stderr.flush()

    return show


def clear(asked: argparse.Namespace) -> None:
    """Take away the line that counts."""
    if _live(asked):
        sys.stderr.write("\r\x1b[K")


def summary(name: str, report: Report, pages: int, started: float, words: Catalogue) -> str:
    """Return the line that ends a command: how much there is, what is wrong, how long it took, what is hidden."""
    wrong = len(errors(report.problems))
    seconds = f"{time.monotonic() - started:.1f}"
    line = words.line(
        name,
        pages=pages,
        errors=wrong,
        warnings=len(report.problems) - wrong,
        seconds=seconds if words.language == "en" else seconds.replace(".", ","),
    )
    held = Counter(each.reason for each in _held_back(report))
    parts = [words.line(f"held_{reason}", count=held[reason]) for reason in sorted(held)]
    return f"{line}{words.line('held_back', parts=', '.join(parts))}" if parts else line


def tell_held_back(report: Report, words: Catalogue) -> None:
    """Name each file that is not shown, and why, for whoever wants to know more."""
    for each in _held_back(report):
        day = {"day": each.day.isoformat()} if each.day else {}
        why = words.line(f"held_{each.reason}_one", **day)
        owner = words.line("held_owner", owner=each.owner) if each.owner else ""
        sys.stderr.write(f"{each.path}: {why}{owner}\n")


def _held_back(report: Report) -> list[HeldBack]:
    from kbsite.site.held_back import held_back

    return list(held_back(report.site)) if report.site else []


def print_faults(report: Report, asked: argparse.Namespace, words: Catalogue) -> None:
    """Print what is missing or refuses on this machine, and, unless quiet, what is missing without harm."""
    for found in (report.fault, None if asked.quiet else report.note):
        if found:
            message, hint = words.fault(found)
            print(f"kbsite: {message}\n  {hint}", file=sys.stderr)


def status(report: Report, asked: argparse.Namespace) -> int:
    """Return the exit status that a report comes to."""
    if not report.usable:
        return UNUSABLE
    stopped = report.problems if asked.strict else errors(report.problems)
    return FAULTY if stopped else FINE


def _live(asked: argparse.Namespace) -> bool:
    return sys.stderr.isatty() and not asked.quiet and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"
