"""An edition of the search index: made, and named by what is in it.

Each edition lies in a folder of its own, `sok/indeks/VERSION-DIGEST/`: the version is Pagefind's, the digest that
of all files. So a file never changes at its address, a browser may keep it for a year, and an older Pagefind in its
cache never meets a newer index. The search page alone says which edition is the newest.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.render.script.edits import edited, slimmed
from kbsite.render.script.parse import read_script
from kbsite.search import pagefind
from kbsite.search.data import search_files
from kbsite.search.indexing import index
from kbsite.search.pages import search_pages
from kbsite.site.routes import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kbsite.model import Config, Site
    from kbsite.publish.staged import Staged
    from kbsite.search.frequent import Near
    from kbsite.search.indexing import HtmlPage, Kept


def folder_of(config: Config) -> str:
    """Return where in the site the editions lie."""
    return config.routes.index.strip("/")


_DIGITS = 12

_NEAR = b"near words in "
_MOST_NEAR = 60_000
"""What is kept of words, and after how many of them it is begun anew: three times as many as a site can have."""

_READS = {
    "pagefind.js": b"const indexFiles = readIndexFiles(globalThis.fetch.bind(globalThis));\n"
    b"const fetch = indexFiles.fetch;\nexport { indexFiles };\n",
    "pagefind-worker.js": b"readInWorker(self);\n",
}
"""Pagefind's scripts that fetch files of the index, and how each is made to read them by assets/index-files.js."""


def make_edition(site: Site, folder: Path, pages: Sequence[HtmlPage], kept: Kept) -> str:
    """Make the index of all pages in `folder`, in it, and return the name of the edition.

    The same pages give the same name and the same bytes, whatever is `kept` of earlier ones.
    """
    editions = folder / folder_of(site.config)
    begun = editions / UNNAMED
    language = "no" if site.config.language in LANGUAGES else site.config.language
    indexed = index(folder, begun, language, pages, kept)
    near_name = _NEAR + language.encode()
    near = _near_words(kept, near_name)
    known = len(near)
    for output in (search_pages(site, indexed), *search_files(site, indexed, near)):
        if isinstance(output.data, bytes):
            (begun / output.path).write_bytes(output.data)
    if len(near) != known:
        kept.put(near_name, json.dumps(near, ensure_ascii=False).encode())
    guard = _guard()
    for name, start in _READS.items():
        script = begun / name
        if script.is_file():  # Pagefind before 1.5 has no worker
            script.write_bytes(guard + start + script.read_bytes())
    name = f"{pagefind.version(begun)}-{_digest(begun)}"
    begun.rename(editions / name)
    return name


def _near_words(kept: Kept, name: bytes) -> Near:
    """Return the common words near to each word that earlier sites had; a site has seldom a new word."""
    data = kept.get(name)
    found: Near = json.loads(data) if data else {}
    return found if len(found) < _MOST_NEAR else {}


def edition_files(config: Config, folder: Path, name: str) -> list[str]:
    """Return the paths in `folder` of the files of an edition, sorted."""
    found = (path for path in (folder / folder_of(config) / name).rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def naming(config: Config, html: bytes, name: str) -> bytes:
    """Return a page that was rendered before the index was made, with the name of the edition in its addresses."""
    return html.replace(f"{config.routes.index}{UNNAMED}/".encode(), f"{config.routes.index}{name}/".encode())


def name_in_search_page(config: Config, staged: Staged, name: str) -> None:
    """Write the name of the edition into the search page of the site."""
    page = staged.own(f"{config.routes.search.strip('/')}/index.html")
    page.write_bytes(naming(config, page.read_bytes(), name))


def _guard() -> bytes:
    """Return the script that reads the files of an index, as it stands before Pagefind's own."""
    data = (files("kbsite.search") / "assets" / "index-files.js").read_bytes()
    return edited(data, slimmed(read_script("index-files.js", data))).replace(b"export function", b"function")


def digest_of(found: Iterable[tuple[str, bytes]]) -> str:
    """Return the digest that names an edition, of its files by their path in it."""
    digest = hashlib.sha256()
    for path, data in sorted(found):
        digest.update(f"{path} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:_DIGITS]


def _digest(folder: Path) -> str:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return digest_of((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)
