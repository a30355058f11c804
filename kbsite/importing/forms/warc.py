"""A web archive (WARC) → the pages in it; of an address that was fetched more than once, the last success."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from kbsite.importing.forms.html import read_html
from kbsite.importing.model import OldPage, Original, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kbsite.importing.map_file import MapFile

_LIMIT = 20_000_000


def read_warc(origin: str, path: Path, chosen: MapFile) -> Iterable[OldPage]:
    """Yield the web pages of an archive; other files in it are left."""
    found: dict[str, OldPage] = {}
    told = []
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type not in ("response", "resource") or not _is_page(record):
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                data = record.content_stream().read(_LIMIT + 1)
                name = f"{origin}#{url}"
                if len(data) > _LIMIT:
                    told.append(Problem(name, "import_too_large", (("size", "?"), ("limit", "20 MB"))))
                    continue
                found[url] = read_html(name, data, Original(".html", data=data), chosen.selectors(), url)
    except (ArchiveLoadFailed, OSError, ValueError, EOFError, AttributeError):
        told.append(Problem(origin, "import_broken_warc"))
    if not found and not told:
        told.append(Problem(origin, "import_broken_warc"))
    if told:
        yield OldPage(origin=origin, form="warc", blocks=(), original=Original(""), problems=tuple(told))
    yield from found.values()


def _is_page(record: object) -> bool:
    headers = getattr(record, "http_headers", None) or getattr(record, "rec_headers", None)
    if headers is None:
        return False
    status = getattr(headers, "get_statuscode", lambda: "200")() if getattr(record, "http_headers", None) else "200"
    kind = headers.get_header("Content-Type") or ""
    return status == "200" and "html" in kind.lower()
