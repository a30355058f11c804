"""The command line: arguments in, a report out, and an exit status. Each command is a module of its own."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbsite import __version__
from kbsite.cli import (
    bring_in,
    build,
    check,
    completion,
    init,
    laws,
    mv,
    new,
    publish,
    recover,
    releases,
    report,
    schema,
    search_test,
    serve,
    words_of,
)
from kbsite.cli.arguments import lang_after_command, language, refuse_unknown
from kbsite.cli.parser import Parser, speak
from kbsite.cli.shared import FAULTY, FINE, INTERRUPTED, TERMINATED, UNUSABLE, clear, common_arguments
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.diagnostics.out_of_memory import out_of_memory
from kbsite.read.process import HALF_BACK, HALF_DONE, TOO_LATE, Terminated, ended_with_kbsite, held

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FAULTY", "FINE", "UNUSABLE", "main"]

COMMANDS = (
    init,
    build,
    publish,
    recover,
    releases,
    serve,
    new,
    mv,
    bring_in,
    check,
    report,
    laws,
    schema,
    words_of,
    search_test,
    completion,
)
"""In the order of the help; each adds its words to the parser, and names the function that runs it."""

_INTERRUPTED = {
    (TOO_LATE,): "interrupted-late",
    (HALF_DONE,): "interrupted-half",
    (HALF_BACK,): "interrupted-back",
}
"""What to say of an interruption, by what it says itself."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    if sys.stderr is None:  # closed by the parent process
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open as long as the process
    if sys.stdout is None:  # a file opened later would get its descriptor, and what is printed
        return _refused(EnvironmentFault("no-output", reason=os.strerror(errno.EBADF)), "nb")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    typed = lang_after_command(sys.argv[1:] if arguments is None else arguments)
    lang = language(typed)
    parser, names = _parsers(lang)
    try:
        refuse_unknown(typed, names)
        args = parser.parse_args(typed, argparse.Namespace(parser=lambda: parser))
    except EnvironmentFault as fault:
        refused: int = _flushed(_refused(fault, lang), lang)
        return refused
    except SystemExit as done:  # --help, or wrong usage; both have been printed
        raise SystemExit(_flushed(done.code, lang)) from None
    status: int = _flushed(_run(args, lang), lang)
    return status


def _run(args: argparse.Namespace, lang: str) -> int:
    """Run the requested command; environment faults are printed, never raised."""
    try:
        with ended_with_kbsite():
            status = _run_and_clear(args, lang)
    except EnvironmentFault as fault:
        return _refused(fault, lang)
    except KeyboardInterrupt as stopped:
        said = _INTERRUPTED.get(stopped.args, "interrupted")
        _refused(EnvironmentFault(said), lang, before="\n")
        return TERMINATED if isinstance(stopped, Terminated) else INTERRUPTED
    except OSError as error:  # all others are made EnvironmentFaults by each module
        return _refused(_no_output(error), lang)
    return status


def _run_and_clear(args: argparse.Namespace, lang: str) -> int:
    """Run the command; however it ends, no bar is left on the terminal."""
    try:
        status: int = args.run(args, catalogue(lang))
    except EnvironmentFault:
        raise
    except Exception as error:
        if not out_of_memory(error):
            raise
        raise EnvironmentFault("no-memory-late" if held() else "no-memory") from None
    finally:
        clear(args)
    return status


def _refused(fault: EnvironmentFault, lang: str, before: str = "") -> int:
    """Print an environment fault, if anything can be printed, and return its exit status."""
    message, hint = catalogue(lang).fault(fault)
    with suppress(OSError):
        print(f"{before}kbsite: {message}\n  {hint}", file=sys.stderr, flush=True)
    return UNUSABLE


def _flushed(status: Any, lang: str) -> Any:
    """Return the exit status once all output is flushed; that of an environment fault where it cannot be."""
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            stream.flush()
        except OSError as error:
            status = _refused(_no_output(error), lang)
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)  # Python flushes the rest there at exit
    return status


def _no_output(error: OSError) -> EnvironmentFault:
    return EnvironmentFault("no-output", reason=error.strerror or "?")


def _parser(language: str = "en") -> argparse.ArgumentParser:
    return _parsers(language)[0]


def _parsers(language: str) -> tuple[argparse.ArgumentParser, tuple[str, ...]]:
    """Return the parser, which speaks `language`, and the names of the commands."""
    parser = Parser(prog="kbsite", description="build a knowledge base from Markdown files")
    parser.add_argument("--version", action="version", version=f"kbsite {__version__}", help="print the version")
    of_help = "the language of messages and of this help"
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=of_help)
    commands = parser.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")
    common = common_arguments()
    for command in COMMANDS:
        command.add(commands, common)
    speak(parser, language)
    return parser, tuple(commands.choices)
