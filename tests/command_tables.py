"""The reference of commands, read from the parser of the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kbsite.cli import _parser
from kbsite.cli.shared import common_arguments
from tests.markdown_table import table

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands() -> str:
    """Return a section for each command: what it does, its arguments, and its subcommands in the same form."""
    common = _arguments(common_arguments())
    sections = ["### `kbsite`\n\n" + _table(_arguments(_parser())), "### Every command\n\n" + _table(common)]
    for words, summary, parser in _commands("kbsite", _parser()):
        own = [each for each in _arguments(parser) if each not in common]
        parts = [f"### `{words}`", f"{summary[:1].upper()}{summary[1:]}."]
        sections.append("\n\n".join([*parts, *([_table(own)] if own else [])]))
    return "\n\n".join(sections) + "\n"


def command_names() -> list[str]:
    """Return every command and subcommand, as typed after `kbsite`."""
    return [words.removeprefix("kbsite ") for words, _, _ in _commands("kbsite", _parser())]


def _commands(words: str, parser: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            summaries = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, below in action.choices.items():
                yield f"{words} {name}", summaries[name], below
                yield from _commands(f"{words} {name}", below)


def _arguments(parser: argparse.ArgumentParser) -> list[tuple[str, str]]:
    """Return each argument as it is typed, and its help; argparse's own formatting differs between versions."""
    return [
        (_typed(action), action.help or "")
        for action in parser._actions
        if not isinstance(action, argparse._SubParsersAction | argparse._HelpAction)
    ]


def _typed(action: argparse.Action) -> str:
    value = action.metavar or "|".join(str(choice) for choice in action.choices or ()) or action.dest.upper()
    if not action.option_strings:
        return f"[{value}]" if action.nargs == "?" else str(value)
    names = ", ".join(action.option_strings)
    return names if action.nargs == 0 else f"{names} {value}"


def _table(arguments: list[tuple[str, str]]) -> str:
    return table(("argument", "what it does"), [(f"`{typed}`", told) for typed, told in arguments])
