"""A proxy before a store of this machine, which fails at chosen requests as stores, disks and networks do."""

from __future__ import annotations

import http.client
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 60
ALWAYS = 1_000_000
LENGTHS = {"content-length", "transfer-encoding", "connection"}


@dataclass(frozen=True)
class Refusal:
    """An answer in place of the store's."""

    status: int
    code: str
    said: str = ""

    def body(self) -> bytes:
        """Return it as stores write it."""
        text = f"<Error><Code>{self.code}</Code><Message>{self.said or self.code}</Message></Error>"
        return f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode()


DENIED = Refusal(403, "AccessDenied", "Access Denied")
SKEWED = Refusal(403, "RequestTimeTooSkewed", "The difference between the request time and ours is too large.")
BUSY = Refusal(503, "SlowDown", "Please reduce your request rate.")
FULL = Refusal(507, "XMinioStorageFull", "Storage backend has reached its minimum free drive threshold.")
PORTAL = Refusal(200, "")
"""A network's own page in place of the answer."""

ASKED_IN_HALF, ANSWERED_IN_HALF = "asked in half", "answered in half"
"""The connection is closed in the middle of what is sent, or of what is answered."""

HALF_AS_WHOLE, ANSWER_LOST = "half as whole", "answer lost"
"""Half of the answer is given as the whole; all is done, and the answer never comes."""


@dataclass
class Failing:
    """Which requests fail (a method and an address, as expressions), how, and how often; and the store's port."""

    port: int
    method: str = ""
    address: str = ""
    how: Refusal | str = ""
    left: int = 0
    failed: list[str] = field(default_factory=list)

    def fail(self, method: str, address: str, how: Refusal | str, times: int = ALWAYS) -> None:
        """Fail so from now on."""
        self.method, self.address, self.how, self.left, self.failed = method, address, how, times, []

    def chosen(self, method: str, address: str) -> Refusal | str:
        """Return how a request is to fail; "" where it is not to."""
        if not self.left or not re.fullmatch(self.method, method) or not re.search(self.address, unquote(address)):
            return ""
        self.left -= 1
        self.failed.append(f"{method} {address}")
        return self.how


class Proxy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    failing: Failing

    def _pass(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        how = self.failing.chosen(self.command, self.path)
        if how == ASKED_IN_HALF:
            self.rfile.read(length // 2)
            self._hang_up()
            return
        body = self.rfile.read(length)
        if isinstance(how, Refusal):
            text = how.body() if how.code else b"<!doctype html><html><title>Log in</title></html>"
            self._answer(how.status, {"Content-Type": "application/xml"}, text, len(text))
            return
        status, headers, data = self.asked(body)
        if how == ANSWER_LOST:
            self._hang_up()
            return
        if how == HALF_AS_WHOLE:
            data = data[: len(data) // 2]
        of_head = self.command == "HEAD"
        length = int(headers.pop("head", "0")) if of_head else len(data)
        cut = how == ANSWERED_IN_HALF
        self._answer(status, headers, b"" if of_head else data[: len(data) // 2] if cut else data, length)
        if cut:
            self._hang_up()

    def asked(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.failing.port, timeout=PATIENCE)
        try:
            connection.request(self.command, self.path, body=body, headers=dict(self.headers.items()))
            found = connection.getresponse()
            data = found.read()
        finally:
            connection.close()
        headers = {name: value for name, value in found.getheaders() if name.lower() not in LENGTHS}
        if self.command == "HEAD":
            headers["head"] = found.getheader("Content-Length") or "0"
        return found.status, headers, data

    def _answer(self, status: int, headers: dict[str, str], data: bytes, length: int) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _pass  # noqa: N815 - the base class's names

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def failing_store(port: int) -> Iterator[tuple[Failing, str]]:
    """Yield what fails on demand, and the address of a store that is the one at `port` otherwise."""
    state = Failing(port)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Proxy", (Proxy,), {"failing": state}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(PATIENCE)
