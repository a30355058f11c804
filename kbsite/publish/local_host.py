"""A built site on localhost, served as a strict host would, and nothing outside its folder."""

from __future__ import annotations

import http.server
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbsite.model.hosting import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LOOPBACK", "POLICY", "Host", "Server", "served"]

LOOPBACK = "127.0.0.1"


class Host(http.server.SimpleHTTPRequestHandler):
    """A static file server that sends the content security policy, and 404.html where there is no file.

    The site is served below the path `base`, which begins and ends with a slash; above that there is nothing.
    """

    extensions_map = {  # noqa: RUF012 - the base class has it so
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".css": "text/css",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".xml": "application/xml",
    }

    def __init__(self, *arguments: Any, base: str = "/", **named: Any) -> None:
        self.base = base
        super().__init__(*arguments, **named)

    def translate_path(self, path: str) -> str:
        """Return the file of an address; a path that does not exist where it is outside of the folder."""
        if not path.startswith(self.base):
            return ""
        file = super().translate_path(f"/{path.removeprefix(self.base)}")
        try:
            inside = Path(file).resolve().is_relative_to(Path(self.directory).resolve())
        except (OSError, RuntimeError, ValueError):  # an impossible file name, or circular links
            inside = False
        return file if inside else ""

    def list_directory(self, path: Any) -> None:
        """Answer 404: a host lists no folders."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Send the headers of every response."""
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own error page where there is no file."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *_: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """A server that ignores a browser that closes the connection early."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a connection that the client has closed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path, base: str = "/", host: type[Host] = Host) -> Iterator[str]:
    """Yield the address, with a slash at its end, at which `folder` is served meanwhile, on a free port."""
    server = Server((LOOPBACK, 0), partial(host, directory=str(folder), base=base))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
