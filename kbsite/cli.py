"""The command line: words in, a report out, and an exit status."""

from __future__ import annotations

import argparse
import datetime
import os
import re
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kbsite.diagnostics import FORMATS, Fault, as_text, errors
from kbsite.messages import LANGUAGES, Catalogue, catalogue
from kbsite.starting_arguments import add_starting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbsite.pipeline import Options, Progress, Report

FINE, FAULTY, UNUSABLE = 0, 1, 2
"""Exit status: all well; errors in the content; wrong usage, configuration or surroundings."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    asked = _parser().parse_args(arguments)
    words = catalogue(asked.lang)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status: int = asked.run(asked, words)
    except Fault as fault:
        message, hint = words.fault(fault)
        print(f"kbsite: {message}\n  {hint}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        message, hint = words.fault(Fault("interrupted"))
        print(f"\nkbsite: {message}\n  {hint}", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return UNUSABLE
    return status


def _build(asked: argparse.Namespace, words: Catalogue) -> int:
    from kbsite.pipeline import build

    started = time.monotonic()
    report = build(_options(asked), _progress(asked, words))
    _clear(asked)
    sys.stderr.write(as_text(report.problems, words))
    if asked.verbose and report.written:
        written = report.written
        line = words.line("wrote", changed=written.changed, same=written.same, removed=written.removed)
        print(line, file=sys.stderr)
    if not asked.quiet:
        name = "built" if report.written else "not_written"
        print(_summary(name, report, report.pages if report.written else report.files, started, words))
    return _status(report, asked)


def _check(asked: argparse.Namespace, words: Catalogue) -> int:
    from kbsite.pipeline import examine

    started = time.monotonic()
    report = examine(_options(asked), _progress(asked, words))
    _clear(asked)
    shown = FORMATS[asked.format](report.problems, words)
    if asked.format == "text":
        sys.stderr.write(shown)
        if not asked.quiet:
            print(_summary("checked", report, report.files, started, words))
    else:
        sys.stdout.write(shown)
    return _status(report, asked)


def _report(asked: argparse.Namespace, words: Catalogue) -> int:
    """Print a report on a site that is in order; else its errors, for nobody can tell what would be published."""
    from kbsite.pipeline import load
    from kbsite.reports import REPORTS

    loaded = load(_options(asked), _progress(asked, words))
    _clear(asked)
    wrong = errors(loaded.problems)
    if loaded.site is None or wrong:
        sys.stderr.write(as_text(wrong, words))
        return FAULTY if loaded.usable else UNUSABLE
    report = REPORTS[asked.report]
    sys.stdout.write((report.json if asked.json else report.text)(loaded.site, words))
    return FINE


def _search_test(asked: argparse.Namespace, words: Catalogue) -> int:
    """Print how well the search finds; a limit that is not reached counts as an error in the content."""
    from kbsite.search_test import search_test
    from kbsite.search_test.score import score
    from kbsite.search_test.text import as_json, shortfalls
    from kbsite.search_test.text import as_text as results_as_text

    limits = {"mrr": _share(asked.mrr), "first_five": _share(asked.first_five)}
    tested = search_test(Path(asked.file), Path(asked.output), _progress(asked, words))
    _clear(asked)
    if tested.problems:
        sys.stderr.write(as_text(tested.problems, words))
        return UNUSABLE
    if asked.json:
        sys.stdout.write(as_json(tested.results))
    elif not asked.quiet:
        sys.stdout.write(results_as_text(tested.results, words, verbose=asked.verbose))
    short = shortfalls(score(tested.results), limits, words)
    sys.stderr.write(short)
    return FAULTY if short else FINE


def _new(asked: argparse.Namespace, words: Catalogue) -> int:
    from kbsite.new.talk import Talk
    from kbsite.new.wanted import Wanted
    from kbsite.starting import make

    wanted = Wanted(*(getattr(asked, name) for name in Wanted.__slots__))
    talk = Talk(sys.stdin.readline, sys.stderr.write, words) if sys.stdin.isatty() else None
    made = make(Path(asked.root), wanted, _today(asked.today), words, talk)
    print(Path(asked.root) / made.path)
    sys.stderr.write("" if asked.quiet else made.next)
    return FINE


def _schema(asked: argparse.Namespace, _words: Catalogue) -> int:
    from kbsite.starting import schema, write_schema

    if asked.write:
        sys.stdout.write("".join(f"{path}\n" for path in write_schema(Path(asked.root))))
    else:
        sys.stdout.write(schema(Path(asked.root), asked.kind))
    return FINE


def _share(given: str) -> Fraction | None:
    """Return a share of 1, exactly as it was written; nothing where none was."""
    if not given:
        return None
    if not re.fullmatch(r"0(\.[0-9]+)?|1(\.0+)?", given):
        raise Fault("wrong-share", value=given)
    return Fraction(given)


def _summary(name: str, report: Report, pages: int, started: float, words: Catalogue) -> str:
    wrong = len(errors(report.problems))
    seconds = f"{time.monotonic() - started:.1f}"
    return words.line(
        name,
        pages=pages,
        errors=wrong,
        warnings=len(report.problems) - wrong,
        seconds=seconds if words.language == "en" else seconds.replace(".", ","),
    )


def _status(report: Report, asked: argparse.Namespace) -> int:
    if not report.usable:
        return UNUSABLE
    stopped = report.problems if asked.strict else errors(report.problems)
    return FAULTY if stopped else FINE


def _options(asked: argparse.Namespace) -> Options:
    from kbsite.assemble import Shown
    from kbsite.pipeline import Options

    root = Path(asked.root)
    building = asked.command == "build"
    return Options(
        root=root,
        layouts=Path(asked.layouts) if building and asked.layouts else root / "layouts",
        output=Path(asked.output) if building else Path("public"),
        today=_today(asked.today),
        base_url=_base_url(asked.base_url) if building else "",
        shown=Shown(asked.drafts, asked.future, asked.expired) if building else Shown(),
        searchable=not asked.no_search if building else True,
        strict=asked.strict,
        force=asked.force if building else False,
    )


def _today(given: str) -> datetime.date:
    """Return the day that the site is built for: as asked, of SOURCE_DATE_EPOCH, or today, in Norway."""
    if given:
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
                return datetime.date.fromisoformat(given)
            raise ValueError
        except ValueError:
            raise Fault("wrong-date", value=given) from None
    norway = ZoneInfo("Europe/Oslo")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.datetime.now(norway).date()
    try:
        return datetime.datetime.fromtimestamp(int(epoch), norway).date()
    except (ValueError, OverflowError, OSError):
        raise Fault("wrong-epoch", value=epoch) from None


def _base_url(given: str) -> str:
    if not given:
        return ""
    if not re.fullmatch(r"https?://[^/?#\s]+(/[^?#\s]*)?", given):
        raise Fault("wrong-url", value=given)
    return given if given.endswith("/") else f"{given}/"


def _progress(asked: argparse.Namespace, words: Catalogue) -> Progress:
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


def _live(asked: argparse.Namespace) -> bool:
    return sys.stderr.isatty() and not asked.quiet and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


def _clear(asked: argparse.Namespace) -> None:
    if _live(asked):
        sys.stderr.write("\r\x1b[K")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kbsite", description="Builds a knowledge base from Markdown files.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", default=".", metavar="DIR", help="the folder of content/ and data/")
    common.add_argument("--lang", choices=LANGUAGES, default="nb", help="the language of messages")
    common.add_argument("-q", "--quiet", action="store_true", help="say nothing but problems")
    common.add_argument("-v", "--verbose", action="store_true", help="say what changed in the output folder")
    common.add_argument("--strict", action="store_true", help="let warnings count as errors")
    common.add_argument("--today", default="", metavar="YYYY-MM-DD", help="build for that day")

    build = commands.add_parser("build", parents=[common], help="build the site")
    build.add_argument("--output", default="public", metavar="DIR", help="where to (default: public)")
    build.add_argument("--layouts", default="", metavar="DIR", help="the layouts (default: ROOT/layouts)")
    build.add_argument("--base-url", default="", metavar="URL", help="the address the site will have")
    build.add_argument("--drafts", action="store_true", help="show drafts")
    build.add_argument("--future", action="store_true", help="show pages that are not published yet")
    build.add_argument("--expired", action="store_true", help="show pages that have been taken down")
    build.add_argument("--no-search", action="store_true", help="make no search index")
    build.add_argument("--force", action="store_true", help="take over a folder that kbsite did not make")
    build.set_defaults(run=_build)

    check = commands.add_parser("check", parents=[common], help="find all problems, write nothing")
    check.add_argument("--format", choices=tuple(FORMATS), default="text", help="how problems are written")
    check.set_defaults(run=_check)
    _add_reports(commands.add_parser("report", help="tell something of the whole site"), common)
    _add_search_test(commands.add_parser("search-test", parents=[common], help="tell how well the search finds"))
    add_starting(commands, common, _new, _schema)
    return parser


def _add_reports(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    reports = parser.add_subparsers(dest="report", required=True, metavar="REPORT")
    shown = argparse.ArgumentParser(add_help=False, parents=[common])
    shown.add_argument("--json", action="store_true", help="write JSON")
    shown.set_defaults(run=_report)
    reports.add_parser("language", parents=[shown], help="the share of each standard of Norwegian, by words")


def _add_search_test(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="a list of queries in YAML, each with the pages it should find"
    )
    parser.add_argument("--output", default="public", metavar="DIR", help="where the site is (default: public)")
    parser.add_argument("--mrr", default="", metavar="X", help="the least MRR@10, of 1")
    parser.add_argument("--first-five", default="", metavar="X", help="the least share found in the first 5, of 1")
    parser.add_argument("--json", action="store_true", help="write JSON")
    parser.set_defaults(run=_search_test)


if __name__ == "__main__":
    sys.exit(main())
