"""Proof after publishing: what readers get from the public address is what was built.

Asked for: every file that changed and a sample of the others, by digest; what was removed; an address that does not
exist; a redirect; the headers; and what a search reads. A page is asked for at the address that readers use.
"""

from __future__ import annotations

import hashlib
import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from kbsite.diagnostics import EnvironmentFault
from kbsite.model.hosting import HEADERS
from kbsite.publish.editions import in_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kbsite.publish.targets.target import Built

SAMPLE = 40
"""How many files that did not change are asked for too."""

AT_ONCE = 8
_SECONDS = 30
_REFRESH = re.compile(rb'<meta http-equiv="refresh" content="0; ?url=([^"]+)"', re.IGNORECASE)
_MOVED = (301, 302, 307, 308)
_SETTINGS = (
    "_redirects",
    ".htaccess",
    "_hosting/nginx-server.conf",
    "_hosting/Caddyfile",
    "_hosting/cloudfront-function.js",
)
"""With one of these, earlier addresses are real redirects and responses carry the headers of kbsite."""

_UNSEEN = ("_hosting/", "_redirects", "_headers", ".htaccess", ".nojekyll", "CNAME")
_PACKED = (".br", ".gz")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is not as it was published: an address, and a word of the catalogue that says what is wrong there."""

    url: str
    word: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


def verify(
    site: Built,
    url: str,
    sent: Iterable[str],
    removed: Iterable[str],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[int, list[Wrong]]:
    """Return how many addresses were asked for, and what is wrong, sorted; `progress` hears how many are done."""
    base = url if url.endswith("/") else f"{url}/"
    settings = any(path in site.files for path in _SETTINGS)
    moved = dict(_moved(site)) if settings else {}
    shown = [path for path in _chosen(site, sent) if path not in moved]
    redirects = sorted({*sorted(moved)[:SAMPLE], *({*moved} & {*sent})})
    gone = [path for path in removed if not path.startswith(_UNSEEN) and not path.endswith(_PACKED)]
    jobs = [
        *((lambda path=path: _same(site, base, path)) for path in shown),
        *((lambda path=path: _leads(base, path, moved[path])) for path in redirects),
        *((lambda path=path: _absent(base, path)) for path in gone),
        lambda: _unknown(site, base),
        *([lambda: _headers(base)] if settings else []),
    ]
    with ThreadPoolExecutor(AT_ONCE) as workers:
        found = list[Wrong]()
        for done, wrong in enumerate(workers.map(lambda job: job(), jobs), start=1):
            found += wrong
            progress(done, len(jobs))
    return len(jobs), sorted(found, key=lambda wrong: (wrong.url, wrong.word))


def _chosen(site: Built, sent: Iterable[str]) -> list[str]:
    """Return what is asked for: all that was sent, what a search begins with, and a sample, the same each time."""
    shown = [path for path in site.files if not path.startswith(_UNSEEN) and not path.endswith(_PACKED)]
    search = [path for path in shown if in_edition(path) and not path.endswith((".pf_fragment", ".pf_index"))]
    sample = sorted(shown, key=lambda path: hashlib.sha256(path.encode()).hexdigest())[:SAMPLE]
    return sorted({*sent, *search, *sample, "index.html"} & {*shown})


def _moved(site: Built) -> Iterator[tuple[str, str]]:
    """Yield each page that leads on, and where to."""
    for path in site.files:
        if path.endswith(".html"):
            found = _REFRESH.search((site.folder / path).read_bytes()[:2000])
            if found:
                yield path, found[1].decode()


def _same(site: Built, base: str, path: str) -> Iterator[Wrong]:
    url = _url(base, path)
    if path == "404.html":
        return  # some hosts send it with the status 404: `_unknown` looks at it
    answer = ask(url)
    if answer is None:
        yield Wrong(url, "verify_no_answer")
    elif answer.status != http.client.OK:
        yield Wrong(url, "verify_status", str(answer.status))
    elif hashlib.sha256(answer.body).hexdigest() != site.files[path]:
        yield Wrong(url, "verify_differs")
    elif path.endswith(".html") and not answer.headers.get("content-type", "").startswith("text/html"):
        yield Wrong(url, "verify_type", answer.headers.get("content-type", ""))


def _leads(base: str, path: str, to: str) -> Iterator[Wrong]:
    url = _url(base, path)
    answer = ask(url)
    where = urljoin(url, answer.headers.get("location", "")) if answer else ""
    if answer is None or answer.status not in _MOVED or urlsplit(where).path != urlsplit(urljoin(url, to)).path:
        yield Wrong(url, "verify_redirect", str(answer.status) if answer else "")


def _absent(base: str, path: str) -> Iterator[Wrong]:
    answer = ask(_url(base, path))
    if answer is not None and answer.status == http.client.OK:
        yield Wrong(_url(base, path), "verify_still_there")


def _unknown(site: Built, base: str) -> Iterator[Wrong]:
    url = f"{base}kbsite-{hashlib.sha256(base.encode()).hexdigest()[:12]}-finnes-ikke/"
    answer = ask(url)
    if answer is None or answer.status != http.client.NOT_FOUND:
        yield Wrong(url, "verify_not_404", str(answer.status) if answer else "")
    elif hashlib.sha256(answer.body).hexdigest() != site.files.get("404.html", ""):
        yield Wrong(url, "verify_other_404")


def _headers(base: str) -> Iterator[Wrong]:
    answer = ask(base)
    for name, value in HEADERS.items():
        if answer is not None and answer.headers.get(name.lower()) != value:
            yield Wrong(base, "verify_header", name)


def _url(base: str, path: str) -> str:
    page = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
    return base + quote(page)


def ask(url: str) -> Answer | None:
    """Return what a server says to a GET, without following where it leads; None where it does not answer."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=_SECONDS)
    try:
        headers = {"Accept-Encoding": "identity", "Cache-Control": "no-cache", "User-Agent": "kbsite"}
        connection.request("GET", parts.path or "/", headers=headers)
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, named, answer.read())
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def refuse_no_address(url: str) -> None:
    """Raise EnvironmentFault where a public address is none."""
    parts = urlsplit(url)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.query
        or parts.fragment
        or parts.password
    ):
        raise EnvironmentFault("wrong-url", value=url)
