"""A git host that Decap CMS can save to: the page of /admin/, and its proxy backend's protocol over a folder.

The protocol is that of decap-server; only what the tests use of it is here. What is saved lands in ROOT at once.
"""

from __future__ import annotations

import base64
import functools
import http.server
import json
import threading
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Params = dict[str, Any]

PROXY: Params = {"name": "proxy", "proxy_url": "/proxy", "branch": "main"}


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves the built site, gives Decap CMS the folder instead of a git host, and answers as one."""

    extensions_map = {  # noqa: RUF012 - the base class has it so
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".yml": "text/yaml",
    }

    def __init__(self, *arguments: Any, root: Path, backend: Params | None, **named: Any) -> None:
        self.root = root
        self.backend = backend
        super().__init__(*arguments, **named)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if self.backend is None or not self.path.endswith("/config.yml"):
            super().do_GET()
            return
        told = json.loads(Path(self.translate_path(self.path)).read_text(encoding="utf-8"))
        self._answer({**told, "backend": self.backend}, "text/yaml")

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = ACTIONS.get(asked["action"])
        if answer is None:
            self._answer({"error": "not here"}, status=HTTPStatus.NOT_FOUND)
        else:
            self._answer(answer(self.root, asked.get("params", {})))

    def _answer(self, value: Any, kind: str = "application/json", status: HTTPStatus = HTTPStatus.OK) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _file(root: Path, path: str) -> Params:
    at = root / path
    data = at.read_text(encoding="utf-8") if at.is_file() else None
    return {"data": data, "file": {"path": path, "id": path}}


def _folder(root: Path, asked: Params) -> list[Params]:
    folder = root / asked["folder"]
    pattern = "/".join(["*"] * asked["depth"])
    found = sorted(path for path in folder.glob(pattern) if path.name.endswith(f".{asked['extension']}"))
    return [_file(root, path.relative_to(root).as_posix()) for path in found]


def _files(root: Path, asked: Params) -> list[Params]:
    return [_file(root, each["path"]) for each in asked["files"]]


def _save(root: Path, asked: Params) -> Params:
    for each in asked["dataFiles"]:
        path = root / each["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(each["raw"], encoding="utf-8")
    for each in asked["assets"]:
        (root / each["path"]).write_bytes(base64.b64decode(each["content"]))
    return {"message": "entry persisted"}


ACTIONS: dict[str, Callable[[Path, Params], Any]] = {
    "entriesByFolder": _folder,
    "entriesByFiles": _files,
    "getEntry": lambda root, asked: _file(root, asked["path"]),
    "unpublishedEntries": lambda _root, _asked: [],
    "getMedia": lambda _root, _asked: [],
    "getDeployPreview": lambda _root, _asked: None,
    "getNotes": lambda _root, _asked: {"notes": []},
    "persistEntry": _save,
}
"""What Decap CMS may ask for; an entry that is under review is not here, and so is not found."""


@contextmanager
def editing(public: Path, root: Path, backend: Params | None = PROXY) -> Iterator[str]:
    """Serve the site built in `public`, whose pages lie in `root`; gives the address of its /admin/.

    Without a `backend` Decap CMS gets the git host of the site.
    """
    handler = functools.partial(Host, directory=str(public), root=root, backend=backend)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/admin/"
        server.shutdown()
