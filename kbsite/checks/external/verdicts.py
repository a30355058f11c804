"""The verdict on one address: HEAD, GET and redirects, until it is known whether the link works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from kbsite.checks.external.addresses import sendable

FINE, MOVED, INSECURE, DEAD, UNSURE = "fine", "moved", "insecure", "dead", "unsure"
"""The kinds of verdict. Unsure: a reader's browser may well reach it, or reach it tomorrow."""

REASONS = frozenset(
    {
        "not_found", "unknown_host", "certificate", "malformed",
        "refused", "busy", "their_fault", "timeout", "no_contact", "tls", "loop", "odd",
    }
)  # fmt: skip
"""Why a link is dead (the first line) or unsure; each is a word of the catalogue, with `link_` before it."""

BACKOFF = (0, 2, 8)
"""How many seconds to wait before each GET, when what came before it leaves hope."""

LONGEST_WAIT = 30
"""The longest that a host may ask us to wait, in seconds."""

MOST_HOPS = 10

_DEAD = ("unknown_host", "certificate", "malformed")
_LASTING = (*_DEAD, "tls")
"""Failures that another try does not change."""

_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
_GONE = (404, 410)
_TEMPORARY = (408, 425, 429, 500, 502, 503, 504)
_SILENT = ("unknown_host", "timeout", "no_contact", "busy")


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply to one request: a status and its headers, or in `failure`, one of REASONS, why there is none.

    `retry_after` is in seconds from now.
    """

    status: int = 0
    location: str = ""
    retry_after: float = 0
    failure: str = ""

    @property
    def good(self) -> bool:
        """Whether it answers, or says where the answer is."""
        return 200 <= self.status < 300 or self.status in _REDIRECTS

    @property
    def temporary(self) -> bool:
        """Whether a retry may give another reply."""
        return self.status in _TEMPORARY or (bool(self.failure) and self.failure not in _LASTING)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on an address: its reason, the address that it moved `to`, and the last one, `at`."""

    kind: str
    reason: str = ""
    status: int = 0
    to: str = ""
    at: str = ""

    @property
    def silent(self) -> bool:
        """Whether the last host refuses or ignores requests, so that more are of no use."""
        return self.reason in _SILENT


Ask = Callable[[str, str], Reply]
"""Sends a request: the method, the address."""

Wait = Callable[[float], None]
"""Waits some seconds."""


def judge(address: str, ask: Ask, wait: Wait) -> Verdict:
    """Return the verdict on an address; an http one is insecure where its host answers with https too."""
    found = _followed(address, ask, wait, patient=True)
    if not address.startswith("http:") or found.reason == "unknown_host":
        return found
    secure = f"https:{address.removeprefix('http:')}"
    if found.kind == MOVED:
        return Verdict(INSECURE, to=secure, at=found.at) if found.to == secure and _encrypted(found) else found
    if urlsplit(address).port:
        return found
    other = _followed(secure, ask, wait, patient=False)
    works = other.kind in (FINE, MOVED) and _encrypted(other)
    return Verdict(INSECURE, to=other.to or secure, at=other.at) if works else found


def _encrypted(verdict: Verdict) -> bool:
    return verdict.at.startswith("https:")


def _followed(address: str, ask: Ask, wait: Wait, *, patient: bool) -> Verdict:
    """Return where the way from an address ends; it has moved as far as every step so far is for good."""
    seen, moved, for_good = [address], "", True
    while True:
        reply = _answer(seen[-1], ask, wait, patient=patient)
        if reply.status not in _REDIRECTS:
            return _verdict(reply, moved, seen[-1])
        target = sendable(urljoin(seen[-1], reply.location)) if reply.location else ""
        if not target:
            return Verdict(UNSURE, "odd", reply.status, at=seen[-1])
        if target in seen or len(seen) > MOST_HOPS:
            return Verdict(UNSURE, "loop", at=seen[-1])
        for_good = for_good and reply.status in _PERMANENT
        moved = target if for_good else moved
        seen.append(target)


def _answer(address: str, ask: Ask, wait: Wait, *, patient: bool) -> Reply:
    """Return the answer to HEAD, which costs a host least, or to GET, since many answer HEAD wrongly."""
    reply = ask("HEAD", address)
    if reply.good or reply.failure in _LASTING or (reply.failure and not patient):
        return reply
    for pause in BACKOFF if patient else BACKOFF[:1]:
        delay = max(pause, reply.retry_after)
        if delay > LONGEST_WAIT:
            return reply
        if delay:
            wait(delay)
        reply = ask("GET", address)
        if not reply.temporary:
            break
    return reply


def _verdict(reply: Reply, moved: str, at: str) -> Verdict:
    if reply.failure:
        return Verdict(DEAD if reply.failure in _DEAD else UNSURE, reply.failure, at=at)
    if reply.good:
        return Verdict(MOVED, to=moved, at=at) if moved else Verdict(FINE, at=at)
    if reply.status in _GONE:
        return Verdict(DEAD, "not_found", reply.status, at=at)
    return Verdict(UNSURE, _unsure(reply.status), reply.status, at=at)


def _unsure(status: int) -> str:
    if status in (401, 403, 407, 451, 999):  # 999 is LinkedIn's own
        return "refused"
    if status in (408, 429):
        return {408: "timeout", 429: "busy"}[status]
    return "their_fault" if 500 <= status < 600 else "odd"
