"""What a target's refusal is due to, by what it says, and so what is to be done about it."""

from __future__ import annotations

import re

from kbsite.diagnostics import EnvironmentFault, MessageKey

_CAUSES = (
    (
        "clock",
        r"RequestTimeTooSkewed|RequestExpired|date header|NotValidYet|not yet valid|certificate[^.]*expired|"
        r"short-lived token",
    ),
    (
        "full",
        r"no space left|quota|StorageFull|Insufficient ?Storage|file system is full|too many links",
    ),
    ("lock", r"\.lock\b|cannot lock ref|\bLease(?:IdMissing|AlreadyPresent)|lease on the blob"),
    (
        "right",
        r"denied|forbidden|unauthori[sz]ed|unauthenticated|not permitted|not authori[sz]ed|read-only file system|"
        r"protected branch|hook declined|InvalidAccessKeyId|SignatureDoesNotMatch|Authenticat|Authorization|"
        r"ExpiredToken|TokenRefreshRequired|error: 40[13]",
    ),
    (
        "busy",
        r"SlowDown|ServerBusy|Too ?Many ?Requests|InternalError|status code: 5|error: 5[0-9]{2}",
    ),
)
"""The causes and the words that stores, git, rsync and systems have for each; the first that fits is the one."""

_CERTAIN = {"clock", "full", "lock", "right"}


def advice(said: str) -> MessageKey:
    """Return the sentence on what to do where a target says `said`."""
    return MessageKey(f"@advice_{cause(said) or 'network'}")


def cause(said: str) -> str:
    """Return what a refusal is due to: clock, full, lock, right, busy; "" where what is said does not tell."""
    return next((name for name, words in _CAUSES if re.search(words, said, re.IGNORECASE)), "")


def answered(said: str) -> bool:
    """Return whether a target that says `said` has refused: nothing was done, and no answer was lost."""
    return cause(said) in _CERTAIN


def refused(target: str, program: str, said: str) -> EnvironmentFault:
    """Return what to say where a target refused, and readers see what they saw."""
    return EnvironmentFault("target-refused", target=target, program=program, reason=said, advice=advice(said))
