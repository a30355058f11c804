"""The arguments as they were typed → as argparse takes them; a command that is none gets a suggestion."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault, nearest
from kbsite.diagnostics.catalogue import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_LANG = "--lang"


def language(arguments: Sequence[str]) -> str:
    """Return the language that the arguments ask for, wherever they do; that of messages by default."""
    found = [each.partition("=")[2] for each in arguments if each.startswith(f"{_LANG}=")]
    found += [after for each, after in pairwise(arguments) if each == _LANG]
    return next((each for each in found if each in LANGUAGES), LANGUAGES[0])


def lang_after_command(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with a `--lang` from before the command after it, where argparse looks for it."""
    rest, moved = list(arguments), list[str]()
    while rest and (rest[0] == _LANG or rest[0].startswith(f"{_LANG}=")):
        count = 1 if "=" in rest[0] else 2
        moved += rest[:count]
        del rest[:count]
    return [*rest[:1], *moved, *rest[1:]] if rest and not rest[0].startswith("-") else [*rest, *moved]


def refuse_unknown(arguments: Sequence[str], commands: Collection[str]) -> None:
    """Raise EnvironmentFault, with the nearest command, where the first argument is none."""
    first = arguments[0] if arguments else "-"
    if not first.startswith("-") and first not in commands:
        near = nearest(first, commands)
        raise EnvironmentFault("unknown-command", command=first, near=near, known=", ".join(commands))
