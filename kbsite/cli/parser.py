"""The parser of the command line, whose help and errors are in the language of messages.

English stands in the code, where each argument is declared. The other languages are in `words/LANGUAGE.toml`, by
the English text, as gettext does it: `help` has what commands, arguments and examples do, `argparse` has what
Python's argparse says by itself.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kbsite.cli.examples import EXAMPLES
from kbsite.diagnostics import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

IDLE: Mapping[str, frozenset[str]] = {
    name: frozenset(idle.split())
    for name, idle in {
        "init": "verbose strict",
        "publish": "strict today",
        "recover": "root verbose strict today",
        "releases": "verbose strict today",
        "rollback": "verbose strict today",
        "serve": "verbose strict",
        "new": "verbose strict",
        "mv": "verbose strict",
        "import": "strict",
        "report": "verbose strict",
        "laws": "verbose strict",
        "schema": "quiet verbose strict today",
        "words": "quiet verbose strict today",
        "search-test": "root strict today",
        "completion": "root quiet verbose strict today",
    }.items()
}
"""The common arguments that a command takes and does nothing with: its help does not list them."""


def idle(command: str) -> frozenset[str]:
    """Return the arguments that do nothing for a command, which is given as it is typed after `kbsite`."""
    return IDLE.get(command.partition(" ")[0], frozenset())


_PLACE = re.compile(r"%(?:\((?P<name>[a-z_]+)\))?[rsd]")
"""Where a template of argparse, or of an error in an argument, has a value."""


@dataclass(frozen=True, slots=True)
class HelpTexts:
    """The words of one language: `words` by the English text; `errors` are templates, tried in their order."""

    words: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[tuple[re.Pattern[str], str], ...] = ()

    def word(self, english: str) -> str:
        """Return a text in this language; in English where it is not known in this one."""
        return self.words.get(english, english)

    def error(self, english: str) -> str:
        """Return an error in this language, with the values that it has; one can stand within another."""
        if english in self.words:
            return self.words[english]
        for pattern, template in self.errors:
            if found := pattern.fullmatch(english):
                return _PLACE.sub(lambda place: self._value(found, place), template)
        return english

    def _value(self, found: re.Match[str], place: re.Match[str]) -> str:
        """Return what stands at a place of the template; a place without a name is the only one."""
        name = place["name"]
        value = found[name] if name else found[1]
        return self.error(value) if name == "message" else value


@cache
def help_texts(language: str) -> HelpTexts:
    """Return the words of the command line in `language`; those of English are in the code."""
    if language == "en":
        return HelpTexts()
    written = (files("kbsite.cli") / "words" / f"{language}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(written)
    errors = tuple(
        (_pattern(english), text) for english, text in data["argparse"].items() if _PLACE.search(english)
    )
    return HelpTexts({**data["argparse"], **data["help"]}, errors)


def _pattern(template: str) -> re.Pattern[str]:
    """Return a pattern of what a template makes, with a group for each value."""
    parts, last = list[str](), 0
    for place in _PLACE.finditer(template):
        group = f"(?P<{place['name']}>.*?)" if place["name"] else "(.*?)"
        parts += [re.escape(template[last : place.start()]), group]
        last = place.end()
    return re.compile("".join([*parts, re.escape(template[last:])]), re.DOTALL)


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language it was given with `speak`; English before that."""

    language = "en"
    about: tuple[str, str] | None = None
    """What is typed after `kbsite`, and what it does; the words for it are looked up when somebody wants help."""

    def format_help(self) -> str:
        """Return the help, with the description and the examples."""
        if self.about:
            name, summary = self.about
            self.description = _sentence(help_texts(self.language).word(summary))
            self.epilog = _examples(name, self.language)
        return super().format_help()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return the arguments as argparse takes them; what it does not know is refused by its own command."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(self._unrecognized(unknown))
        return found, unknown

    def _unrecognized(self, unknown: Sequence[str]) -> str:
        unused = idle(self.about[0] if self.about else "")
        listed = [name for each in self._actions if each.dest not in unused for name in each.option_strings]
        known = {name.removeprefix("--"): name for name in listed if name.startswith("--")}
        mistyped = [each.partition("=")[0].lstrip("-") for each in unknown if each.startswith("-")]
        near = nearest(mistyped[0], known) if mistyped else ""
        said = f"unrecognized arguments: {' '.join(unknown)}"
        return f"{said}; maybe you meant {known[near]}" if near else said

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a value that cannot be chosen, with the nearest that can."""
        if action.choices is None or value in action.choices:
            return
        near = nearest(str(value), map(str, action.choices))
        choices = ", ".join(map(repr, action.choices))
        meant = f", maybe you meant {near!r}?" if near else ""
        raise argparse.ArgumentError(action, f"invalid choice: {value!r}{meant} (choose from {choices})")

    def error(self, message: str) -> Any:
        """Print the usage and the error, in the language of the parser, and exit with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, help_texts(self.language).error(f"{self.prog}: error: {message}") + "\n")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help in one language, without arguments that do nothing."""

    def __init__(self, prog: str, *, language: str, idle: frozenset[str], **rest: Any) -> None:
        super().__init__(prog, **rest)
        self._texts = help_texts(language)
        self._idle = idle

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        shown = [each for each in actions if each.dest not in self._idle]
        super().add_usage(usage, shown, groups, self._texts.word("usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(heading and self._texts.word(heading))

    def add_argument(self, action: argparse.Action) -> None:
        if action.dest not in self._idle:
            super().add_argument(action)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return action.help and self._texts.word(action.help)


def speak(parser: argparse.ArgumentParser, language: str) -> None:
    """Let a parser and those of its commands speak `language`, and give each its description and its examples."""
    for name, each, summary in all_parsers(parser):
        if isinstance(each, Parser):
            each.language, each.about = language, (name, summary)
        each.formatter_class = partial(_Formatter, language=language, idle=idle(name))


def all_parsers(
    parser: argparse.ArgumentParser, name: str = "", summary: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Return the parser and those of its commands: what is typed after `kbsite`, the parser, what it does."""
    yield name, parser, summary or parser.description or ""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            summaries = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for word, below in action.choices.items():
                yield from all_parsers(below, f"{name} {word}".strip(), summaries[word])


def in_language(parser: argparse.ArgumentParser, language: str) -> argparse.ArgumentParser:
    """Return the parser with the help of its arguments in `language`, for a reader other than its own formatter."""
    texts = help_texts(language)
    for _, each, _ in all_parsers(parser):
        for action in each._actions:
            action.help = action.help and texts.word(action.help)
            for choice in getattr(action, "_choices_actions", ()):
                choice.help = texts.word(choice.help)
    return parser


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _examples(name: str, language: str) -> str:
    """Return the examples of a command: what each does, and under it what is typed."""
    texts = help_texts(language)
    lines = [f"  {texts.word(does)}:\n    {typed}" for typed, does in EXAMPLES[name]]
    return "\n".join([f"{texts.word('examples')}:", *lines])
