"""The workbench's server: the host of kbsite.publish, with responses from memory and a stream of changes."""

from __future__ import annotations

import errno
import re
import socket
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.local_host import LOOPBACK, Host, Server
from kbsite.serve.overlay import OWN

if TYPE_CHECKING:
    from kbsite.serve.answers import Answer, Answers

FIRST_PORT = 8000
PORTS = 20
"""How many ports are tried, from the first on, where none is given."""

HEARTBEAT = 15.0
"""Seconds between two signs of life to a page that listens."""

_MOST_SENT = 65_536
"""How many bytes of a form are read; none of the workbench's has any that matter."""

_NEAR = ("localhost", LOOPBACK, "::1")


class WorkbenchHost(Host):
    """Responses from memory only; the folder of the base class is never used."""

    def __init__(self, *arguments: Any, answers: Answers, near: bool, **named: Any) -> None:
        self.answers = answers
        self.near = near
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        """Answer with a page, a file, or the stream of changes."""
        if self._strange():
            self._send(HTTPStatus.FORBIDDEN)
        elif self.path.startswith(f"{OWN}events?"):
            self._listen()
        else:
            self._answer(self.answers.to(self.path))

    def do_HEAD(self) -> None:  # noqa: N802 - the base class's name
        """Answer with the headers of a GET."""
        if self._strange():
            self._send(HTTPStatus.FORBIDDEN)
        else:
            self._answer(self.answers.to(self.path))

    def end_headers(self) -> None:
        """Send the headers of every response: no page of another origin reads a draft, or shows it in a frame."""
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Frame-Options", "SAMEORIGIN")
        super().end_headers()

    def do_POST(self) -> None:  # noqa: N802 - the base class's name
        """Do what a page of the workbench asks for; what another origin or another machine asks for is refused."""
        length = self.headers.get("Content-Length", "")
        self.rfile.read(min(int(length), _MOST_SENT) if length.isdecimal() else 0)
        if self.answers.acts is None:
            self._send(HTTPStatus.NOT_IMPLEMENTED)
        elif not self.near or self._strange() or self.headers.get("Origin") != f"http://{self.headers.get('Host')}":
            self._send(HTTPStatus.FORBIDDEN)
        else:
            self._answer(self.answers.done(self.path))

    def _strange(self) -> bool:
        """Return whether the request's Host is another machine's: DNS rebinding, an attempt to read drafts."""
        try:
            name = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        except ValueError:  # no valid host, such as an unclosed bracket
            name = None
        return self.near and name not in _NEAR

    def _answer(self, answer: Answer) -> None:
        headers = {"Location": answer.location} if answer.location else {}
        status, data = answer.status, answer.data
        if status is HTTPStatus.OK:
            headers["Accept-Ranges"] = "bytes"
            part = requested_part(self.headers.get("Range", ""), len(data))
            if part is not None:
                status, data = _partial(data, part)
                headers["Content-Range"] = (
                    f"bytes {f'{part.start}-{part.stop - 1}' if part else '*'}/{len(answer.data)}"
                )
        self._send(status, data, self.guess_type(answer.name), headers)

    def _send(
        self, status: HTTPStatus, data: bytes = b"", kind: str = "text/html", headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _listen(self) -> None:
        """Send a page its digest, now and after every change, until the page or the server is gone."""
        page = parse_qs(urlsplit(self.path).query).get("page", ["/"])[0]
        server_state = self.answers.server_state
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("X-Accel-Buffering", "no")  # a proxy in between is not to hold the stream back
        self.end_headers()
        version = -1
        while not server_state.stopped:
            newest = server_state.wait(version, HEARTBEAT)
            event = f"data: {self.answers.digest(page)}" if newest != version else ":"
            version = newest
            self.wfile.write(f"{event}\n\n".encode())


def requested_part(header: str, size: int) -> range | None:
    """Return the bytes of a file of `size` bytes that a Range header asks for.

    None where the whole is to be sent: there is no header, or one that is not understood or asks for several parts.
    An empty range where there are no such bytes.
    """
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if not found or found[0] == "bytes=-":
        return None
    first, last = (int(each) if each else None for each in found.groups())
    if first is None:
        return range(max(0, size - (last or 0)), size)
    if last is not None and last < first:
        return None
    return range(first, min(size, size if last is None else last + 1)) if first < size else range(0)


def _partial(data: bytes, part: range) -> tuple[HTTPStatus, bytes]:
    if not part:
        return HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b""
    return HTTPStatus.PARTIAL_CONTENT, data[part.start : part.stop]


class _Server6(Server):
    address_family = socket.AF_INET6


def bound(host: str, port: int | None, answers: Answers) -> Server:
    """Return a server bound to its port; without a port, the first that is free from FIRST_PORT on.

    Raises EnvironmentFault when the requested port is taken, or the address is not this machine's.
    """
    kind = _Server6 if ":" in host else Server
    handler = partial(WorkbenchHost, answers=answers, near=host in _NEAR)
    last = FIRST_PORT + PORTS - 1
    for each in [port] if port is not None else range(FIRST_PORT, last + 1):
        try:
            return kind((host, each), handler)
        except OverflowError:
            raise EnvironmentFault("wrong-port", port=str(each)) from None
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES) and port is None and each < last:
                continue
            if error.errno == errno.EADDRINUSE:
                raise EnvironmentFault("port-taken", port=str(each)) from error
            raise EnvironmentFault("no-address", host=host, port=str(each), reason=error.strerror or "?") from error
    raise AssertionError


def address(server: Server, base: str) -> str:
    """Return the address at which a browser on this machine finds the site."""
    host, port = server.server_address[:2]
    name = {"0.0.0.0": LOOPBACK, "::": "::1"}.get(str(host), str(host))  # noqa: S104 - compared, not bound
    return f"http://{f'[{name}]' if ':' in name else name}:{port}{base}"
