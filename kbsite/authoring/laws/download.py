"""An archive at an https address → a temporary file. The only module here that uses the network."""

from __future__ import annotations

import ssl
import tempfile
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from kbsite.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 60
"""How many seconds to wait for the host each time that it is to say something."""

LARGEST = 300_000_000
"""How many bytes are downloaded; the two archives of Lovdata have less than thirty million together."""


@contextmanager
def downloaded(address: str) -> Iterator[Path]:
    """Yield a temporary file with what is at an address; it is removed afterwards.

    Only https is spoken, by redirects too. Raises EnvironmentFault with the reason where nothing can be had.
    """
    with tempfile.TemporaryDirectory(prefix="kbsite-laws-") as folder:
        target = Path(folder) / (PurePosixPath(urlsplit(address).path).name or "source")
        try:
            request = Request(address, headers={"User-Agent": "kbsite laws update"})  # noqa: S310 - https alone
            with _opener().open(request, timeout=LIMIT) as answer, target.open("wb") as file:
                left = LARGEST
                while data := answer.read(1_000_000):
                    left -= len(data)
                    if left < 0:
                        raise EnvironmentFault("large-law-source", source=address)
                    file.write(data)
        except (OSError, HTTPException, ValueError) as error:
            raise EnvironmentFault("no-law-download", source=address, reason=str(error) or "?") from None
        yield target


def _opener() -> OpenerDirector:
    """Return an opener that knows no other scheme than https."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        HTTPSHandler(context=ssl.create_default_context()),
        HTTPRedirectHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
