"""The arguments as they were typed → as argparse takes them; a command that is none gets a suggestion."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault, nearest
from kbsite.diagnostics.catalogue import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_LANG = "--lang"
_SITE_LANGUAGE = re.compile(r"""^language:[ \t]+["']?([a-zA-Z]{2,3})\b""", re.MULTILINE)


def language(arguments: Sequence[str]) -> str:
    """Return the language of messages: what `--lang` asks for, wherever it does, or else that of the site.

    For `init` the site's is what `--language` says. Where there is no site, it is bokmål; a site in a language that
    kbsite does not speak gets English.
    """
    asked = [each for each in _values(arguments, _LANG) if each in LANGUAGES]
    if asked:
        return asked[0]
    own = _values(arguments, "--language") if arguments[:1] == ["init"] else _of_site(arguments)
    return own[0] if own and own[0] in LANGUAGES else "en" if own else LANGUAGES[0]


def _of_site(arguments: Sequence[str]) -> list[str]:
    """Return the language that `data/site.yaml` says, in a list: an empty one where none can be read."""
    root = (_values(arguments, "--root") or ["."])[-1]
    with suppress(OSError, ValueError):  # ValueError: a path with a null character
        text = (Path(root) / "data/site.yaml").read_text(encoding="utf-8-sig", errors="replace")
        return _SITE_LANGUAGE.findall(text)[:1]
    return []


def _values(arguments: Sequence[str], option: str) -> list[str]:
    """Return the values that are typed for an option, in either form."""
    joined = [each.partition("=")[2] for each in arguments if each.startswith(f"{option}=")]
    return joined + [after for each, after in pairwise(arguments) if each == option]


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
