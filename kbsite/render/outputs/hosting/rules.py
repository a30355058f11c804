"""The rules of a host, before they are written in its own form."""

from __future__ import annotations

from dataclasses import dataclass

from kbsite.model.hosting import HEADERS
from kbsite.site import routes

FOLDER = "_hosting"
"""Where in the output the files lie that a server's own settings include; the server does not show them."""

TYPES = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "json": "application/json", "xml": "application/xml", "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8", "ics": "text/calendar; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8", "ris": "application/x-research-info-systems; charset=utf-8",
    "webmanifest": "application/manifest+json", "wasm": "application/wasm", "pagefind": "application/wasm",
    "pf_meta": "application/octet-stream", "pf_index": "application/octet-stream",
    "pf_fragment": "application/octet-stream", "pf_filter": "application/octet-stream",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "jfif": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "bmp": "image/bmp", "ico": "image/x-icon",
    "woff2": "font/woff2", "yml": "application/yaml", "yaml": "application/yaml",
    "pdf": "application/pdf", "csv": "text/csv; charset=utf-8", "tsv": "text/tab-separated-values; charset=utf-8",
    "geojson": "application/geo+json", "jsonld": "application/ld+json", "zip": "application/zip",
    "gpx": "application/gpx+xml", "kml": "application/vnd.google-earth.kml+xml", "rtf": "application/rtf",
    "kmz": "application/vnd.google-earth.kmz", "gml": "application/gml+xml", "epub": "application/epub+zip",
    "ttl": "text/turtle; charset=utf-8", "rdf": "application/rdf+xml", "vcf": "text/vcard; charset=utf-8",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation", "mp3": "audio/mpeg", "mp4": "video/mp4",
}  # fmt: skip
"""The content type of each extension; a server sends others as application/octet-stream."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What every host is told.

    `moved` has, for each earlier address, the address as it is read, as it is sent, and where it leads. `folders`
    are those at the root, without that of the editors; `edited` says that there is one.
    """

    base: str
    moved: tuple[tuple[str, str, str], ...]
    folders: tuple[str, ...]
    edited: bool

    @property
    def index(self) -> str:
        """The address below which each edition of the search index has a folder of its own."""
        return self._place(routes.INDEX)

    @property
    def editors(self) -> str:
        """The address of the editors' pages, which carry a policy of their own."""
        return self._place(routes.ADMIN)

    def _place(self, address: str) -> str:
        return self.base.removesuffix("/") + address

    @property
    def common(self) -> tuple[tuple[str, str], ...]:
        """The headers of every response, and of those of the editors' pages too."""
        return tuple((name, value) for name, value in HEADERS.items() if name != "Content-Security-Policy")

    @property
    def policy(self) -> str:
        """The content security policy of all but the editors' pages."""
        return HEADERS["Content-Security-Policy"]
