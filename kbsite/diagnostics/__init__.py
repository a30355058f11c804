"""Problems as values: place, code and values, and the messages for them in three languages."""

from __future__ import annotations

from kbsite.diagnostics.diagnostic import (
    CODES,
    WARNINGS,
    Act,
    Day,
    Diagnostic,
    EnvironmentFault,
    Location,
    MessageKey,
    Number,
    Severity,
    conflicts_first,
    errors,
    nearest,
    problem,
)

__all__ = [
    "CODES",
    "WARNINGS",
    "Act",
    "Day",
    "Diagnostic",
    "EnvironmentFault",
    "Location",
    "MessageKey",
    "Number",
    "Severity",
    "conflicts_first",
    "errors",
    "nearest",
    "problem",
]
