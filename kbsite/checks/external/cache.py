"""A cache of verdicts, in ROOT/.kbsite/links.json, so that no address is requested twice in a week.

The file can be deleted at any time; a broken one is ignored.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from kbsite.checks.external.verdicts import DEAD, FINE, INSECURE, MOVED, REASONS, UNSURE, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = ".kbsite/links.json"

LIFETIMES = {
    FINE: timedelta(days=7),
    MOVED: timedelta(days=7),
    INSECURE: timedelta(days=7),
    DEAD: timedelta(days=1),
    UNSURE: timedelta(hours=1),
}
"""How long each verdict is valid. Problems expire sooner, for somebody may have fixed the link."""


@dataclass(frozen=True, slots=True)
class CachedVerdict:
    """A verdict, and when it was found."""

    verdict: Verdict
    fetched_at: datetime


def from_json(data: bytes, now: datetime) -> dict[str, CachedVerdict]:
    """Return the cached verdicts that are still valid, by address."""
    try:
        listed = json.loads(data)
        rows = listed.items() if isinstance(listed, dict) else ()
    except (ValueError, RecursionError):
        return {}
    found = {address: _row(row) for address, row in rows}
    return {
        address: cached
        for address, cached in found.items()
        if cached and timedelta() <= now - cached.fetched_at < LIFETIMES[cached.verdict.kind]
    }


def as_json(cached: Mapping[str, CachedVerdict]) -> bytes:
    """Return the file, an address on each line."""
    rows = (
        f"{json.dumps(address)}: {json.dumps(_shown(each), sort_keys=True)}"
        for address, each in sorted(cached.items())
    )
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode()


def _shown(cached: CachedVerdict) -> dict[str, str | int]:
    verdict = cached.verdict
    row: dict[str, str | int] = {
        "is": verdict.kind,
        "reason": verdict.reason,
        "status": verdict.status,
        "to": verdict.to,
    }
    return {
        "asked": cached.fetched_at.isoformat(timespec="seconds"),
        **{name: value for name, value in row.items() if value},
    }


def _row(row: Any) -> CachedVerdict | None:
    """Return the verdict in a row; None for a row that kbsite has not written."""
    try:
        verdict = Verdict(row["is"], row.get("reason", ""), int(row.get("status", 0)), str(row.get("to", "")))
        fetched_at = datetime.fromisoformat(row["asked"])
        known = verdict.kind in LIFETIMES and (verdict.reason in REASONS or verdict.kind not in (DEAD, UNSURE))
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        return None
    return CachedVerdict(verdict, fetched_at) if known and fetched_at.tzinfo else None
