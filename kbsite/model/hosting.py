"""Where a site is published: the hosts that kbsite makes settings for, and what each response should say."""

from __future__ import annotations

from dataclasses import dataclass

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
    "connect-src 'self'; style-src 'self'; img-src 'self'"
)
"""The Content-Security-Policy that the site must work under."""

HEADERS = {
    "Content-Security-Policy": f"{POLICY}; base-uri 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "SAMEORIGIN",
}
"""What every response says. HSTS is the owner's to decide: it binds the whole domain."""

REVALIDATED = "no-cache"
"""The cache rule of whatever may change at its address: kept, but asked for each time."""

KEPT = "public, max-age=31536000, immutable"
"""The cache rule of whatever carries its digest in its address."""

OWN = ".kbsite/"
"""Where kbsite's own notes and older releases are in a branch or a bucket; no reader is to be served them."""

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

TEXTS = frozenset((
    "html", "css", "js", "json", "xml", "txt", "md", "ics", "bib", "ris", "webmanifest", "svg", "yml", "yaml",
    "csv", "tsv", "geojson", "jsonld", "gpx", "kml", "gml", "ttl", "rdf", "vcf", "rtf",
))  # fmt: skip
"""The extensions of text, which is worth compressing; all other types are compressed by themselves."""

COMPRESS_THEMSELVES = frozenset(("github-pages", "gitlab-pages", "netlify", "cloudflare-pages", "s3", "azure-blob"))
"""The hosts that have no use for files that are compressed beforehand: they, or caches before them, compress."""


@dataclass(frozen=True, slots=True)
class HostLimits:
    """What a host takes at most; 0 for what it sets no limit to."""

    files: int = 0
    folder: int = 0
    """The most files of one folder."""
    bytes: int = 0
    """The most bytes of one file."""
    total: int = 0
    """The most bytes of all files together."""
    name: int = 0
    """The most bytes of a file's name, with its folders."""
    redirects: int = 0
    """The most lines of `_redirects`."""
    redirect: int = 0
    """The most characters of one of them."""
    headers: int = 0
    """The most rules of `_headers`."""
    header: int = 0
    """The most characters of a line of it."""
    settings: int = 0
    """The most bytes of one file in `_hosting/`."""


@dataclass(frozen=True, slots=True)
class Host:
    """The limits of a host: those that it always has, and those that some plans or installations of it have."""

    limits: HostLimits = HostLimits()
    usual: HostLimits = HostLimits()


_GIB = 1024**3

HOSTS = {
    "github-pages": Host(HostLimits(total=_GIB)),
    "gitlab-pages": Host(usual=HostLimits(total=_GIB, files=200_000)),
    "netlify": Host(HostLimits(folder=54_000)),
    "cloudflare-pages": Host(
        HostLimits(files=100_000, bytes=25 * 1024 * 1024, redirects=2000, redirect=1000, headers=100, header=2000),
        usual=HostLimits(files=20_000),
    ),
    "nginx": Host(),
    "apache": Host(),
    "caddy": Host(),
    "s3": Host(HostLimits(settings=10 * 1024, name=1024)),
    "azure-blob": Host(HostLimits(name=1024)),
    "static": Host(),
}
"""The values of `hosting` in data/site.yaml, and the limits of each, as their makers said in November 2026.

Sources: docs.github.com, "GitHub Pages limits"; docs.gitlab.com, "GitLab.com settings" (an installation of one's
own sets others); developers.cloudflare.com/pages: platform/limits (a paid plan has 100,000 files),
configuration/redirects and configuration/headers; docs.aws.amazon.com, "Quotas on CloudFront Functions" and "Naming
Amazon S3 objects"; learn.microsoft.com, "Naming and referencing containers, blobs, and metadata". Netlify's 54,000
files in one folder are what others say of it. GitLab Pages reads `_redirects` only where there is no page, so the
pages with a refresh stay what leads readers on there.
"""
