"""The messages for editors, in bokmål, nynorsk and English, read from `messages/LANGUAGE.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from kbsite.diagnostics import Act, Day, MessageKey, Number
from kbsite.diagnostics.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.diagnostics import Diagnostic, EnvironmentFault

_PLACE = re.compile(r"\{([a-z_]+)(?::([^|}]+)\|([^}]+))?\}")
"""Where a value belongs, as `{name}`, or a number with what it counts, as `{files:fil|filer}`."""

_ACT = re.compile("(lov|forskrift)/([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([0-9]+))?")

LANGUAGES = ("nb", "nn", "en")
"""The languages that messages can be shown in."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All messages of one language: `problems` by code, `words` by MessageKey, `lines` by name."""

    language: str
    problems: Mapping[str, Mapping[str, str]]
    faults: Mapping[str, Mapping[str, str]]
    words: Mapping[str, str]
    lines: Mapping[str, str]

    def message(self, problem: Diagnostic, *, breaks: bool = False) -> str:
        """Return the message, one sentence on one line; with `breaks`, values keep their line feeds."""
        return self._fill(self.problems[problem.code]["message"], dict(problem.values), breaks=breaks)

    def hint(self, problem: Diagnostic, *, breaks: bool = False) -> str:
        """Return the hint.

        First comes each part that is named for a value that is known, such as the near name that it proposes; where
        no near name is known, the part on what is new comes last.
        """
        return self._hint(self.problems[problem.code], dict(problem.values), breaks=breaks)

    def fault(self, fault: EnvironmentFault) -> tuple[str, str]:
        """Return the message and the hint of an environment fault."""
        entry = self.faults[fault.code]
        return self._fill(entry["message"], fault.values), self._hint(entry, fault.values)

    def line(self, name: str, **values: str | int) -> str:
        """Return a line of the command line, such as the summary after a build."""
        texts = {key: value if isinstance(value, str) else str(value) for key, value in values.items()}
        return self._fill(self.lines[name], texts)

    def _hint(self, entry: Mapping[str, str], values: Mapping[str, str], *, breaks: bool = False) -> str:
        parts = [
            text for name, text in entry.items() if name not in ("message", "hint", "new") and values.get(name)
        ]
        parts += [entry.get("hint", ""), "" if values.get("near") else entry.get("new", "")]
        return self._fill(" ".join(filter(None, parts)), values, breaks=breaks)

    def _fill(self, template: str, values: Mapping[str, str], *, breaks: bool = False) -> str:
        """Return a text with its values; the one place where values that somebody wrote enter a text."""
        words = {name: self._written(value, breaks=breaks) for name, value in values.items()}
        return _PLACE.sub(lambda match: _counted(words[match[1]], match[2], match[3]), template)

    def _written(self, value: str, *, breaks: bool) -> str:
        """Return a value as the message has it: a word of the catalogue, a day, an act, or what somebody wrote."""
        match value:
            case MessageKey():
                return self.words[value.removeprefix("@")]
            case Day():
                return self.day(value)
            case Act():
                return self.act(value)
            case Number():
                return str(value) if self.language == "en" else value.replace(".", ",")
            case _:
                return printable(value, breaks=breaks)

    def day(self, iso: str) -> str:
        """Return a day in ISO 8601 as running text has it: 1. juli 2022, 1 July 2022."""
        year, month, day = iso.split("-")
        name = self.lines["months_of_year"].split()[int(month) - 1]
        return self.line("written_day", day=int(day), month=name, year=year)

    def act(self, address: str) -> str:
        """Return an act by its address as running text names it: lov 20. juni 2025 nr. 69."""
        match = _ACT.fullmatch(address)
        if match is None:
            return printable(address)
        number = self.line("written_number", number=match[3]) if match[3] else ""
        return self.line(f"written_{match[1]}", day=Day(match[2])) + number


def _counted(value: str, one: str | None, more: str | None) -> str:
    """Return a value followed by the noun that it counts, if it counts anything."""
    return value if more is None else f"{value} {one if value == '1' else more}"


def catalogue(language: str) -> Catalogue:
    """Return the messages in `language`, one of LANGUAGES, from the package's own data."""
    data = tomllib.loads(
        (files("kbsite.diagnostics") / "messages" / f"{language}.toml").read_text(encoding="utf-8")
    )
    return Catalogue(language, data["problems"], data["faults"], data["words"], data["lines"])
