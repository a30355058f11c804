"""Hosts that links lead to, on this machine's own addresses, which keep a record of what they are asked."""

from __future__ import annotations

import http.server
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from kbsite.checks.external.crawl import RateLimits
from kbsite.publish.local_host import LOOPBACK, Server

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping


AT_ONCE = RateLimits(pause=0)
"""This machine does not mind being asked without a pause."""

SITE = "https://example.org/kb/"
"""The site that asks."""


@dataclass
class Record:
    """What hosts were asked, in order, and the most requests that each, and all together, had at the same time."""

    requests: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    most: Counter[str] = field(default_factory=Counter)
    most_together: int = 0
    _now: Counter[str] = field(default_factory=Counter)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def begin(self, host: str, method: str, path: str, agent: str) -> None:
        """Note a request."""
        with self._changed:
            self.requests.append((method, path))
            self.agents.add(agent)
            self._now[host] += 1
            self.most[host] = max(self.most[host], self._now[host])
            self.most_together = max(self.most_together, self._now.total())
            self._changed.notify_all()

    def end(self, host: str) -> None:
        """Note that it is answered."""
        with self._changed:
            self._now[host] -= 1

    def wait_for(self, *requests: tuple[str, str], seconds: float = 20) -> bool:
        """Return whether all of these are asked for while we wait."""
        with self._changed:
            return self._changed.wait_for(lambda: set(requests) <= set(self.requests), seconds)

    def wait_for_two_at(self, host: str, seconds: float) -> bool:
        """Return whether a host has two requests at the same time while we wait."""
        with self._changed:
            return self._changed.wait_for(lambda: self._now[host] > 1, seconds)

    def wait_for_together(self, count: int, seconds: float) -> bool:
        """Return whether so many requests have come at the same time, before or while we wait."""
        with self._changed:
            return self._changed.wait_for(lambda: self.most_together >= count, seconds)

    def methods(self, path: str) -> list[str]:
        """Return the methods with which a path was requested, in order."""
        return [method for method, asked in self.requests if asked == path]


Answer = tuple[int, "Mapping[str, str]"]
"""A status and headers."""

OK: Answer = (200, {})


def to(status: int, location: str) -> Answer:
    """Return a redirect."""
    return status, {"Location": location}


@contextmanager
def host(
    answer: Callable[[str, str], Answer],
    record: Record | None = None,
    *,
    name: str = LOOPBACK,
    tls: ssl.SSLContext | None = None,
) -> Iterator[str]:
    """Give the address, without a slash at its end, of a host that answers to a method and a path.

    Meanwhile nobody is asked through a proxy, even where there is one to all else.
    """
    noted = record or Record()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            noted.begin(name, self.command, self.path, self.headers["User-Agent"])
            try:
                status, headers = answer(self.command, self.path)
            finally:
                noted.end(name)
            self.send_response(status)
            for header, value in headers.items():
                self.send_header(header, value)
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815 - the base class's name

        def log_message(self, format: str, *_: Any) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    server = Server((name, 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("no_proxy", "*")
            yield f"{'https' if tls else 'http'}://{name}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
