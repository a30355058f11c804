"""A store that speaks as much of Google's XML protocol as obstore does, before moto, which keeps the objects.

Written from Google's documentation of the protocol (cloud.google.com/storage/docs/xml-api) and from what obstore
sends: each object has a generation, a number that every change raises; a write may ask for one
(`x-goog-if-generation-match`, 0 for none yet); copying names its source in `x-goog-copy-source`; objects go
one by one. No right is checked.
"""

from __future__ import annotations

import itertools
import json
import threading
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tests.failing_store import PATIENCE, Failing, Proxy, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_LOGIN = json.dumps({"disable_oauth": True, "client_email": "", "private_key": "", "private_key_id": ""})
"""A key with which obstore asks nobody for a token."""

OVERTAKEN = Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.")


class _Google(Proxy):
    generations: dict[str, int]
    next_generation: Iterator[int]
    lock: threading.Lock

    def asked(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        path = unquote(urlsplit(self.path).path)
        with self.lock:
            wanted = self.headers.get("x-goog-if-generation-match")
            if wanted is not None and int(wanted) != self.generations.get(path, 0):
                return OVERTAKEN.status, {"Content-Type": "application/xml"}, OVERTAKEN.body()
            self._as_amazon()
            status, headers, data = super().asked(body)
            if self.command == "PUT" and status == 200:
                self.generations[path] = next(self.next_generation)
            elif self.command == "DELETE" and status < 300:
                status = 204 if self.generations.pop(path, 0) else 404
            if path in self.generations:
                headers["x-goog-generation"] = str(self.generations[path])
        return status, headers, data

    def _as_amazon(self) -> None:
        """Put the headers that moto reads in place of Google's."""
        source = self.headers.get("x-goog-copy-source")
        for name in [*self.headers]:
            if name.lower().startswith("x-goog-") or name.lower() == "authorization":
                del self.headers[name]
        self.headers["Authorization"] = "AWS AKIAIOSFODNN7EXAMPLE:unchecked"
        if source:
            self.headers["x-amz-copy-source"] = source


@contextmanager
def google_store(port: int) -> Iterator[str]:
    """Yield the address of a store that speaks as Google's does; moto, at `port`, keeps what it has."""
    values = {
        "failing": Failing(port),
        "generations": {},
        "next_generation": itertools.count(1_700_000_000_000_001),
        "lock": threading.Lock(),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Google", (_Google,), values))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(PATIENCE)
