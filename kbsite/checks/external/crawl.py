"""Requests to many addresses, with rate limits: several hosts at a time, one request at a time for each."""

from __future__ import annotations

import queue
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.checks.external.addresses import host_of
from kbsite.checks.external.verdicts import UNSURE, Reply, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kbsite.checks.external.verdicts import Ask, Wait


@dataclass(frozen=True, slots=True)
class RateLimits:
    """Rate limits: the number of hosts at a time, and the pause after each request to a host, in seconds.

    `patience` is the timeout when no host answers at all, in seconds. A host that does not answer for `tries`
    addresses in a row is skipped.
    """

    hosts: int = 8
    pause: float = 1
    patience: float = 300
    tries: int = 2


RATE_LIMITS = RateLimits()


class _Stopped(Exception):  # noqa: N818 - not an error: the answer is no longer needed
    """Ends a thread."""


class Gate:
    """A lock for each host, released after the pause: one request at a time."""

    def __init__(self, pause: float, wait: Wait) -> None:
        self._pause, self._wait = pause, wait
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._free: dict[str, float] = {}

    @contextmanager
    def to(self, host: str) -> Iterator[None]:
        """Hold the way to a host, which a redirect from another host may want at the same time."""
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            self._wait(max(0, self._free.get(host, 0) - time.monotonic()))
            try:
                yield
            finally:
                self._free[host] = time.monotonic() + self._pause


def ask_all(
    addresses: Iterable[str], ask: Ask, rate_limits: RateLimits = RATE_LIMITS
) -> Iterator[tuple[str, Verdict]]:
    """Yield the verdict on each address, as soon as it is known.

    The threads are daemons: one that waits for a slow host does not keep the program from ending at once.
    """
    left = set(addresses)
    hosts: queue.SimpleQueue[Sequence[str]] = queue.SimpleQueue()
    answers: queue.SimpleQueue[tuple[str, Verdict] | Exception] = queue.SimpleQueue()
    stop = threading.Event()
    groups = _by_host(left)
    for group in groups:
        hosts.put(group)
    work = _Work(hosts, answers, ask, rate_limits, stop)
    for _ in range(min(rate_limits.hosts, len(groups))):
        threading.Thread(target=work.run, daemon=True).start()
    try:
        while left:
            try:
                answer = answers.get(timeout=rate_limits.patience)
            except queue.Empty:
                yield from ((address, Verdict(UNSURE, "timeout", at=address)) for address in sorted(left))
                return
            if isinstance(answer, Exception):
                raise answer
            left.discard(answer[0])
            yield answer
    finally:
        stop.set()


def _by_host(addresses: Iterable[str]) -> list[list[str]]:
    """Return the addresses of each host, the host with most of them first, for it takes longest."""
    found: dict[str, list[str]] = defaultdict(list)
    for address in sorted(addresses):
        found[host_of(address)].append(address)
    return sorted(found.values(), key=len, reverse=True)


class _Work:
    """The state that the threads share."""

    def __init__(
        self,
        hosts: queue.SimpleQueue[Sequence[str]],
        answers: queue.SimpleQueue[tuple[str, Verdict] | Exception],
        ask: Ask,
        rate_limits: RateLimits,
        stop: threading.Event,
    ) -> None:
        self._hosts, self._answers, self._send, self._rate_limits, self._stop = (
            hosts,
            answers,
            ask,
            rate_limits,
            stop,
        )
        self._gate = Gate(rate_limits.pause, self._wait)

    def run(self) -> None:
        """Take one host after the other until none is left; an exception is passed to the waiting thread."""
        try:
            while True:
                for answer in self._of_host(self._hosts.get_nowait()):
                    self._answers.put(answer)
        except (queue.Empty, _Stopped):
            return
        except Exception as error:
            self._answers.put(error)

    def _of_host(self, addresses: Sequence[str]) -> Iterator[tuple[str, Verdict]]:
        """Yield the verdicts on one host's addresses; where the host is silent, the rest get the last verdict."""
        silent, verdict = 0, Verdict(UNSURE)
        for address in addresses:
            if silent < self._rate_limits.tries:
                verdict = judge(address, self._ask, self._wait)
                own = host_of(verdict.at) == host_of(address)
                silent = silent + 1 if verdict.silent and own else 0
            yield address, verdict

    def _ask(self, method: str, address: str) -> Reply:
        with self._gate.to(host_of(address)):
            return self._send(method, address)

    def _wait(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise _Stopped
