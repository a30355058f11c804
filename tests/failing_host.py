"""A host that fails on demand, as networks and servers do."""

from __future__ import annotations

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

FAILURES = ("refused", "dropped", "portal", "cut", "hung")
"""An answer that says no; no answer; a page in place of the file; the first half of it; nothing, for ever."""


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

    def host(self) -> type[Host]:  # noqa: C901 - one class, whose methods are short
        """Return what answers so."""
        state = self

        class FailingHost(Host):
            def do_GET(self) -> None:  # noqa: N802 - the base class's name
                self.directory = str(state.folder)
                path = urlsplit(self.path).path
                state.asked.append(self.path)
                failure = next((how for end, how in state.failures.items() if path.endswith(end)), "")
                answers = {"": super().do_GET, "refused": self._refuse, "portal": self._portal, "cut": self._cut}
                answers.get(failure, self._nothing)()
                if failure == "hung":
                    state.released.wait(60)

            def _refuse(self) -> None:
                self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)

            def _portal(self) -> None:
                self._answer(PORTAL, "text/html")

            def _cut(self) -> None:
                path = urlsplit(self.path).path
                whole = (state.folder / path.lstrip("/")).read_bytes()
                self._answer(whole[: len(whole) // 2], self.guess_type(path))

            def _nothing(self) -> None:
                self.close_connection = True

            def _answer(self, data: bytes, kind: str) -> None:
                self.send_response(HTTPStatus.OK)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def send_header(self, keyword: str, value: str) -> None:
                if keyword == "Content-Security-Policy":
                    value = state.policy or value
                if keyword == "Cache-Control" and state.cached and self.path.startswith(state.cached):
                    value = "public, max-age=31536000, immutable"
                super().send_header(keyword, value)

        return FailingHost


@contextmanager
def failing(folder: Path) -> Iterator[tuple[Failing, str]]:
    """Give what fails on demand, and the address at which it serves `folder`."""
    state = Failing(folder)
    with served(folder, host=state.host()) as address:
        try:
            yield state, address
        finally:
            state.heal()
