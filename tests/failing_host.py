"""A host that fails on demand, as networks and servers do."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kbsite.publish.local_host import Host, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PORTAL = b"<!doctype html><html lang=nb><title>Logg inn</title><p>Logg inn for \xc3\xa5 bruke nettet."

FAILURES = {
    "missing": "404, with the site's own page of what is not there",
    "broken": "500",
    "dropped": "no answer: the connection is closed",
    "reset": "no answer: the connection is reset",
    "portal": "a page in place of the file, as its own type",
    "disguised": "a page in place of the file, as the type that the file has",
    "cut": "the first half, as if it were the whole",
    "stopped": "the first half, and then the connection is closed",
    "corrupt": "the whole with other bytes in its middle",
    "empty": "200, and no byte",
    "hung": "nothing, for ever",
    "stalled": "the first half, and then nothing, for ever",
}
"""Each way in which a file fails to come, and what is answered."""

HANGING = ("hung", "stalled")

_NO_SCRIPT = b"\0\xff\n`"
"""Bytes that no script can have, be it in the middle of a word, of a text in quotes, or of a template."""


class Failing:
    """Which files fail and how, by how their addresses end; what was asked for; and the folder that is served.

    Files whose address begins as `cached` may be kept for a year.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.failures: dict[str, str] = {}
        self.asked: list[str] = []
        self.policy = ""
        self.cached = ""
        self.released = threading.Event()

    def fail(self, ending: str, failure: str) -> None:
        self.failures = {ending: failure}

    def heal(self) -> None:
        """Answer as a host should again; what hangs is let go."""
        self.failures = {}
        self.released.set()
        self.released = threading.Event()

    def host(self) -> type[Host]:
        """Return what answers so."""
        return type("FailingHost", (_FailingHost,), {"state": self})


class _FailingHost(Host):
    state: Failing

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        self.directory = str(self.state.folder)
        path = urlsplit(self.path).path
        self.state.asked.append(self.path)
        failure = next((how for end, how in self.state.failures.items() if path.endswith(end)), "")
        if not failure:
            super().do_GET()
            return
        released = self.state.released
        self._fail(failure, path)
        self.wfile.flush()
        if failure in HANGING:
            released.wait(60)

    def _fail(self, failure: str, path: str) -> None:
        file = self.state.folder / path.lstrip("/")
        data = file.read_bytes() if file.is_file() else b""
        kind, half = self.guess_type(path), len(data) // 2
        match failure:
            case "missing":
                self.send_error(HTTPStatus.NOT_FOUND)
            case "broken":
                self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
            case "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
            case "portal":
                self._answer(PORTAL, "text/html")
            case "disguised":
                self._answer(PORTAL, kind)
            case "cut":
                self._answer(data[:half], kind)
            case "stopped" | "stalled":
                self._answer(data[:half], kind, len(data))
            case "corrupt":
                self._answer(data[: half - 8] + _NO_SCRIPT * 4 + data[half + 8 :], kind)
            case "empty":
                self._answer(b"", kind)
            case _:  # dropped, hung
                self.close_connection = True

    def _answer(self, data: bytes, kind: str, length: int | None = None) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        self.wfile.write(data)

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Content-Security-Policy":
            value = self.state.policy or value
        if keyword == "Cache-Control" and self.state.cached and self.path.startswith(self.state.cached):
            value = "public, max-age=31536000, immutable"
        super().send_header(keyword, value)


@contextmanager
def failing(folder: Path) -> Iterator[tuple[Failing, str]]:
    """Give what fails on demand, and the address at which it serves `folder`."""
    state = Failing(folder)
    with served(folder, host=state.host()) as address:
        try:
            yield state, address
        finally:
            state.heal()
