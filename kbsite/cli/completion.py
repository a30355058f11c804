"""`kbsite completion`: the completion of commands, options and their values in a shell."""

from __future__ import annotations

import argparse
import sys
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.cli.parser import all_parsers, idle, in_language
from kbsite.cli.shared import FINE
from kbsite.diagnostics.catalogue import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.cli.shared import Commands
    from kbsite.diagnostics.catalogue import Catalogue

SHELLS = ("bash", "zsh", "fish")

OF_SITE = ("kinds", "themes", "authors")
"""What a script asks for, to offer the names of the site."""

VALUES = {
    ("new", "kind"): "kinds",
    ("new", "themes"): "themes",
    ("new", "authors"): "authors",
    ("schema", "kind"): "kinds",
}
"""The arguments whose values are names of the site, by the command and the argument."""

CHOICES = {("completion", "shell"): SHELLS, ("init", "language"): LANGUAGES}
"""The values that are offered where others are taken too, by the command and the argument."""

TARGETS = ("ssh://", "git:", "s3://", "az://", "gs://")
"""How the addresses of hosts begin; a target may also be a folder."""

FILES = ("FILE", "SOURCE", "OLD", "NEW")
FOLDERS = ("DIR", "STORE")
"""How the help names values that are files or folders, if only some of them are."""


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser = commands.add_parser("completion", parents=[common], help="print the completion for a shell")
    parser.add_argument("shell", choices=(*SHELLS, *OF_SITE), metavar="SHELL", help="bash, zsh or fish")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, words: Catalogue) -> int:
    """Print a script that the shell reads when it starts, or the names that it asks for; none without a site."""
    if args.shell in OF_SITE:
        from kbsite.read.names import names

        sys.stdout.writelines(f"{name}\n" for name in names(args.shell, Path(args.root)))
        return FINE
    import shtab

    parser = with_values(in_language(args.parser(), words.language))
    sys.stdout.write(shtab.complete(parser, args.shell) + "\n")
    return FINE


def with_values(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Return the parser as shtab reads it: without options that do nothing, and with what completes each value."""
    for name, each, _ in all_parsers(parser):
        each._actions = [_completed(action, name) for action in each._actions]
    return parser


def _completed(action: argparse.Action, command: str) -> argparse.Action:
    """Return an action of one command; those that commands have in common are one object, and so it is a copy."""
    import shtab

    if isinstance(action, argparse._SubParsersAction):
        return action
    found = copy(action)
    what = VALUES.get((command, action.dest))
    if action.dest in idle(command):
        found.help = argparse.SUPPRESS
    elif what:
        found.complete = _asked(what)  # type: ignore[attr-defined]
    elif (command, action.dest) in CHOICES:
        found.choices = CHOICES[command, action.dest]
    elif action.metavar == "TARGET":
        found.complete = _target()  # type: ignore[attr-defined]
    elif action.metavar in FOLDERS:
        found.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    elif action.metavar in FILES:
        found.complete = shtab.FILE  # type: ignore[attr-defined]
    return found


def _target() -> Mapping[str, object]:
    """Return how each shell offers where a site is published: what an address begins with, and folders."""
    begins = " ".join(TARGETS)
    bash = f'_kbsite_target() {{\n  compgen -W "{begins}" -- "$1"\n  compgen -d -- "$1"\n}}'
    zsh = f"_kbsite_target() {{\n  compadd -S '' -- {begins}\n  _files -/\n}}"
    return {
        "bash": "_kbsite_target",
        "zsh": "_kbsite_target",
        "fish": f"(printf '%s\\n' {begins}; __fish_complete_directories)",
        "preamble": {"bash": bash, "zsh": zsh},
    }


def _asked(what: str) -> Mapping[str, object]:
    """Return how each shell asks kbsite, as it was typed, for the names of the site."""
    function = f"_kbsite_{what}"
    bash = f'{function}() {{\n  compgen -W "$("${{COMP_WORDS[0]}}" completion {what} 2>/dev/null)" -- "$1"\n}}'
    said = f"${{_comp_command1:-kbsite}} completion {what} 2>/dev/null"
    zsh = f'{function}() {{\n  compadd "$@" -- ${{(f)"$({said})"}}\n}}'
    return {
        "bash": function,
        "zsh": function,
        "fish": f"(env (commandline -opc)[1] completion {what} 2>/dev/null)",
        "preamble": {"bash": bash, "zsh": zsh},
    }
