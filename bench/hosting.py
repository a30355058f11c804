"""A built site served as a web host would: compressed text, keep-alive connections, cached assets."""

from __future__ import annotations

import gzip
from functools import cache
from http import HTTPStatus
from pathlib import Path

import brotli

from kbsite.publish.local_host import POLICY, Host

_TEXT = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
"""The types that a host compresses; the files of Pagefind's index are compressed as they lie."""

_YEAR = 365 * 24 * 60 * 60


class CompressingHost(Host):
    """A host that compresses text with Brotli for those who take it, and with gzip for others."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        """Answer with a file, or with 404.html."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = HTTPStatus.OK if path.is_file() else HTTPStatus.NOT_FOUND
        path = path if path.is_file() else Path(self.directory) / "404.html"
        coding = self._coding(path)
        body = _packed(path, coding)
        self.send_response(status)
        self.send_header("Content-Type", _TEXT.get(path.suffix, "application/octet-stream"))
        if coding:
            self.send_header("Content-Encoding", coding)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", f"max-age={_YEAR if 'v=' in self.path else 600}")
        self.before(len(body))
        super(Host, self).end_headers()
        self.wfile.write(body)

    def before(self, size: int) -> None:
        """Called with the number of bytes of the body that is about to be sent."""

    def _coding(self, path: Path) -> str:
        if path.suffix not in _TEXT:
            return ""
        return "br" if "br" in self.headers.get("Accept-Encoding", "") else "gzip"


@cache
def _packed(path: Path, coding: str) -> bytes:
    data = path.read_bytes()
    match coding:
        case "br":
            packed: bytes = brotli.compress(data)
            return packed
        case "gzip":
            return gzip.compress(data, mtime=0)
        case _:
            return data
