"""Problems as values: a place, a code with its severity, and the values of the message."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How bad a problem is: an error stops the build, a warning stops it with `--strict` alone."""

    ERROR = "error"
    WARNING = "warning"


CODES: dict[str, Severity] = {
    # the file itself
    "merge-conflict": Severity.ERROR,
    "wrong-encoding": Severity.ERROR,
    "control-character": Severity.ERROR,
    "stray-character": Severity.WARNING,
    "misplaced-file": Severity.ERROR,
    "unknown-suffix": Severity.ERROR,
    "leaves-content": Severity.ERROR,
    "personal-number": Severity.ERROR,
    "too-large": Severity.ERROR,
    "copied-file": Severity.WARNING,
    "unused-file": Severity.WARNING,
    "same-title": Severity.WARNING,
    "windows-name": Severity.WARNING,
    "twin-name": Severity.ERROR,
    # front matter
    "no-front-matter": Severity.ERROR,
    "broken-yaml": Severity.ERROR,
    "unknown-field": Severity.ERROR,
    "missing-field": Severity.ERROR,
    "double-field": Severity.ERROR,
    "wrong-type": Severity.ERROR,
    "cut-value": Severity.ERROR,
    "quoted-value": Severity.WARNING,
    "impossible-date": Severity.ERROR,
    "updated-before-date": Severity.ERROR,
    "future-date": Severity.ERROR,
    "expires-before-date": Severity.ERROR,
    "review-before-last": Severity.ERROR,
    "unlikely-year": Severity.ERROR,
    "dates-out-of-order": Severity.ERROR,
    "unknown-theme": Severity.ERROR,
    "unknown-author": Severity.ERROR,
    "unknown-law-id": Severity.ERROR,
    "unknown-language": Severity.ERROR,
    "language-conflict": Severity.ERROR,
    "unknown-warning": Severity.ERROR,
    "markup-in-field": Severity.WARNING,
    # the text
    "empty-text": Severity.ERROR,
    "raw-html": Severity.ERROR,
    "broken-markup": Severity.ERROR,
    "broken-heading": Severity.ERROR,
    "broken-list": Severity.WARNING,
    "outside-list": Severity.WARNING,
    "broken-table": Severity.ERROR,
    "lost-cells": Severity.ERROR,
    "unclosed-code": Severity.ERROR,
    "lost-text": Severity.ERROR,
    "double-definition": Severity.ERROR,
    "unused-definition": Severity.WARNING,
    "unclosed-mark": Severity.WARNING,
    "foreign-markup": Severity.WARNING,
    "accidental-code": Severity.WARNING,
    "accidental-heading": Severity.WARNING,
    "title-in-text": Severity.ERROR,
    "skipped-heading": Severity.ERROR,
    "empty-heading": Severity.ERROR,
    "empty-paragraph": Severity.WARNING,
    "repeated-title": Severity.WARNING,
    "missing-short-answer": Severity.WARNING,
    "also-asked-empty": Severity.WARNING,
    "also-asked-title": Severity.WARNING,
    "also-asked-twice": Severity.WARNING,
    "placeholder-text": Severity.WARNING,
    "pasted-debris": Severity.WARNING,
    "unclosed-passage": Severity.ERROR,
    "unknown-attribute": Severity.ERROR,
    "missing-question": Severity.ERROR,
    "missing-answer": Severity.ERROR,
    "double-question": Severity.ERROR,
    "double-answer": Severity.ERROR,
    "answer-first": Severity.ERROR,
    "text-before-question": Severity.ERROR,
    "missing-section": Severity.ERROR,
    "empty-section": Severity.ERROR,
    "double-section": Severity.ERROR,
    "misplaced-section": Severity.ERROR,
    "wrong-standard": Severity.WARNING,
    "other-standard-word": Severity.WARNING,
    "other-form": Severity.WARNING,
    "vague-heading": Severity.WARNING,
    "long-sentence": Severity.WARNING,
    "unexplained-abbreviation": Severity.WARNING,
    "misspelt-word": Severity.WARNING,
    # links and pictures
    "broken-link": Severity.ERROR,
    "broken-anchor": Severity.ERROR,
    "link-to-draft": Severity.ERROR,
    "link-to-expired": Severity.WARNING,
    "unsafe-link": Severity.ERROR,
    "empty-link": Severity.ERROR,
    "mistyped-address": Severity.ERROR,
    "wrapped-link": Severity.ERROR,
    "local-address": Severity.WARNING,
    "vague-link": Severity.WARNING,
    "bare-address": Severity.WARNING,
    "dead-link": Severity.WARNING,
    "moved-link": Severity.WARNING,
    "insecure-link": Severity.WARNING,
    "unknown-law": Severity.WARNING,
    "unclear-law": Severity.WARNING,
    "changed-law": Severity.WARNING,
    "lost-section": Severity.ERROR,
    "missing-picture": Severity.ERROR,
    "external-picture": Severity.ERROR,
    "missing-alt": Severity.ERROR,
    "vague-alt": Severity.WARNING,
    "unshowable-picture": Severity.ERROR,
    "broken-file": Severity.ERROR,
    "wrong-ending": Severity.WARNING,
    "large-picture": Severity.WARNING,
    "refused-attachment": Severity.ERROR,
    "active-content": Severity.ERROR,
    # clickable models
    "double-id": Severity.ERROR,
    "unknown-lane": Severity.ERROR,
    "unknown-step": Severity.ERROR,
    "step-loop": Severity.ERROR,
    # calendars
    "overlapping-event": Severity.ERROR,
    "leap-day-event": Severity.ERROR,
    # the site as a whole
    "duplicate-address": Severity.ERROR,
    "alias-collision": Severity.ERROR,
    "alias-loop": Severity.ERROR,
    "reserved-address": Severity.ERROR,
    "address-under-file": Severity.ERROR,
    "long-address": Severity.ERROR,
    "lost-address": Severity.ERROR,
    "orphan-chapter": Severity.ERROR,
    "orphan-translation": Severity.ERROR,
    "translation-same-language": Severity.ERROR,
    "translation-outdated": Severity.WARNING,
    "double-chapter-number": Severity.ERROR,
    "theme-without-pages": Severity.WARNING,
    "author-without-pages": Severity.WARNING,
    "review-overdue": Severity.WARNING,
    # the set-up
    "missing-file": Severity.ERROR,
    "leaves-site": Severity.ERROR,
    "not-a-file": Severity.ERROR,
    "unknown-setting": Severity.WARNING,
    "theme-loop": Severity.ERROR,
    "needed-kind": Severity.ERROR,
    "taken-name": Severity.ERROR,
    "unknown-choice": Severity.ERROR,
    "unknown-page": Severity.ERROR,
    "hidden-page": Severity.WARNING,
    "double-query": Severity.ERROR,
    "layout-error": Severity.ERROR,
    "missing-words": Severity.WARNING,
    "security-txt": Severity.WARNING,
    "low-contrast": Severity.ERROR,
    "broken-script": Severity.ERROR,
    "missing-script": Severity.ERROR,
    "missing-export": Severity.ERROR,
    "unbundled-script": Severity.ERROR,
}
"""Every problem that kbsite can report."""

WARNINGS = tuple(code for code, severity in CODES.items() if severity is Severity.WARNING)
"""The problems that a site or a page can switch off."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: its path from the site's root, and line and column counted from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1


class MessageKey(str):
    """The key of a word in the catalogue, written @name; a value that somebody typed is a plain string."""

    __slots__ = ()


class Day(str):
    """A day in ISO 8601 that a message is to write as its readers do: 1. januar 2026, 1 January 2026."""

    __slots__ = ()


class Number(str):
    """A number with a decimal point that a message is to write as its readers do: 4,5, 4.5."""

    __slots__ = ()


class Act(str):
    """An act or a regulation by its address, such as lov/2025-06-20-69, that a message is to write in words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem; `values` fill the places in the message, which is looked up in a catalogue when shown."""

    location: Location
    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """Whether the problem stops the build."""
        return CODES[self.code]


class EnvironmentFault(Exception):  # noqa: N818 - not a programming error: the environment fails
    """Something outside the content fails; `code` names the message, `values` fill it."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


def problem(location: Location, code: str, **values: str | int) -> Diagnostic:
    """Return the problem `code` at `location`, with the values of its message."""
    texts = {name: value if isinstance(value, str) else str(value) for name, value in values.items()}
    return Diagnostic(location, code, tuple(sorted(texts.items())))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like `word`, or "" when none is similar."""
    by_lower = {name.casefold(): name for name in sorted(known, reverse=True)}
    matches = difflib.get_close_matches(word.casefold(), sorted(by_lower), n=1, cutoff=0.6)
    return by_lower[matches[0]] if matches else ""


def conflicts_first(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems; of a file with the marks of an unfinished merge nothing but those marks."""
    found = tuple(problems)
    files = {each.location.file for each in found if each.code == "merge-conflict"}
    return tuple(each for each in found if each.code == "merge-conflict" or each.location.file not in files)


def errors(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems that prevent a build."""
    return tuple(each for each in problems if each.severity is Severity.ERROR)
