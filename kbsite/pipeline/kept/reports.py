"""Reports, kept by the digest of everything that was read for them, so that they can be told again."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from kbsite.diagnostics import CODES, Act, Day, Diagnostic, Location, MessageKey, Number
from kbsite.pipeline.kept.store import key
from kbsite.pipeline.report import Report
from kbsite.site.shown import REASONS, HeldBack

if TYPE_CHECKING:
    from typing import Any

    from kbsite.pipeline.kept.store import Store

_VALUES: dict[str, type[str]] = {each.__name__: each for each in (str, MessageKey, Day, Number, Act)}
"""What the value of a problem can be, by name."""


def keep_report(kept: Store, name: bytes, report: Report, inputs: bytes = b"") -> None:
    """Keep a report by `name`, and the digest of what its outputs are made of.

    One that says something of this machine is not kept.
    """
    if not name or not report.usable or report.fault or report.notes:
        return
    problems = [as_data(each) for each in report.problems]
    held = [(each.path, each.reason, each.day.isoformat() if each.day else "", each.owner) for each in report.held]
    kept.put(_key(name), json.dumps([report.files, inputs.hex(), problems, held]).encode())


def kept_report(kept: Store, name: bytes) -> tuple[Report, bytes] | None:
    """Return what was kept by `name`: the report without the site, and the digest of what outputs are made of."""
    data = kept.get(_key(name)) if name else None
    if data is None:
        return None
    try:
        files, inputs, problems, held = json.loads(data)
        report = Report(
            problems=tuple(from_data(*each) for each in problems),
            files=int(files),
            held=tuple(_held(*each) for each in held),
        )
        return report, bytes.fromhex(inputs)
    except (ValueError, TypeError, KeyError):
        return None


def since_commit(name: bytes, commit: str) -> bytes:
    """Return the name of the report on what has been introduced since a commit, by that of the whole report."""
    return key(b"since", name, commit.encode())


def _key(name: bytes) -> bytes:
    return key(b"report", name)


def as_data(found: Diagnostic) -> tuple[Any, ...]:
    """Return a problem as JSON can have it."""
    at = found.location
    values = [(name, type(value).__name__, value) for name, value in found.values]
    return at.file, at.line, at.column, found.code, values


def from_data(file: str, line: int, column: int, code: str, values: list[Any]) -> Diagnostic:
    """Return the problem that `as_data` was given; raises ValueError, TypeError or KeyError for anything else."""
    if code not in CODES:
        raise ValueError(code)
    told = tuple((str(name), _VALUES[kind](value)) for name, kind, value in values)
    return Diagnostic(Location(str(file), int(line), int(column)), code, told)


def _held(path: str, reason: str, day: str, owner: str) -> HeldBack:
    if reason not in REASONS:
        raise ValueError(reason)
    return HeldBack(str(path), reason, date.fromisoformat(day) if day else None, str(owner))
