"""`kbsite serve` for tests: started as an editor would, stopped with Ctrl-C."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.sites import LAYOUTS, ROOT, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AUTHOR = "---\ntitle: Kari\n---\n"
LONG = "\n\n".join(f"Avsnitt {number} med litt tekst i seg." for number in range(80))


def article(title: str = "En", body: str = LONG, **fields: str) -> str:
    """Return the text of an article."""
    given = {"title": title, "date": "2026-11-01", "themes": "[plan]", "authors": "[kari]", **fields}
    return "\n".join(["---", *(f"{name}: {value}" for name, value in given.items()), "---", "", body, ""])


def command(root: Path, *options: str) -> list[str]:
    """Return the command that serves a site on a free port, with the project's own layouts by default."""
    given = ["--root", str(root), "--port", "0", "--today", TODAY, "--lang", "en", "--layouts", str(LAYOUTS)]
    return [sys.executable, "-m", "kbsite", "serve", *given, *options]


def _interruptible() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def working(root: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Give the address of the site and the process that shows it, which is stopped with Ctrl-C."""
    process = subprocess.Popen(
        command(root, *options),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=_interruptible,  # noqa: PLW1509 - tests that are run in the background ignore Ctrl-C
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line
        yield found[0], process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        process.stdout.close()


def get(address: str, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, str]:
    """Return status, headers and text of a path, sent exactly as given."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode(errors="replace")
    finally:
        connection.close()
