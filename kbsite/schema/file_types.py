"""File types that may be published as attachments, by file extension, and those that never may."""

from __future__ import annotations

DOCUMENTS = (
    "pdf", "docx", "doc", "dotx", "odt", "ott", "rtf", "txt", "epub",
    "pptx", "ppt", "ppsx", "potx", "odp", "otp", "xlsx", "xls", "xltx", "ods", "ots", "vsdx", "odg",
)  # fmt: skip

DATA = (
    "csv", "tsv", "json", "geojson", "jsonld", "yaml", "yml", "xml", "gml", "kml", "kmz", "gpx", "sos", "gpkg",
    "ttl", "rdf", "xsd", "bib", "ris", "ics", "vcf", "parquet", "dxf", "dwg", "zip",
)  # fmt: skip

PICTURES = ("png", "jpg", "jpeg", "jfif", "gif", "webp", "avif", "svg", "bmp")
"""The file extensions of pictures that browsers show."""

ALLOWED = frozenset((*DOCUMENTS, *DATA, *PICTURES))
"""Allowed on every site. Sound and video are large and need transcripts: a site allows them itself."""

XML = frozenset(("xml", "gml", "kml", "gpx", "xsd", "rdf", "svg"))
"""Files that a browser reads as XML, which can hold scripts."""

ON_SERVERS = frozenset((
    "php", "php3", "php4", "php5", "php7", "php8", "phps", "pht", "phtm", "phtml", "phar", "inc", "asp", "aspx",
    "ascx", "ashx", "asmx", "cer", "cshtml", "vbhtml", "jsp", "jspx", "jspf", "cfm", "cfml", "cgi", "fcgi", "pl",
    "pm", "py", "rb", "sh", "shtm", "shtml", "stm", "ssi", "lua", "do", "action", "htaccess", "htpasswd",
))  # fmt: skip
"""Files that a server may execute instead of sending."""

WITHIN_NAMES = frozenset(
    ("php", "php3", "php4", "php5", "php7", "phtml", "phar", "asp", "aspx", "jsp", "cgi", "shtml")
)
"""Extensions that some servers execute anywhere in a name: `x.php.jpg` too."""

ACTIVE = ON_SERVERS | {
    "html", "htm", "xhtml", "xht", "mht", "mhtml", "hta", "htc", "svgz", "xsl", "xslt", "mathml", "mml", "xul",
    "xbl", "js", "mjs", "cjs", "jsx", "ts", "wasm", "swf", "jar", "class", "jnlp", "appcache", "webmanifest",
    "manifest", "exe", "com", "scr", "pif", "msi", "msix", "dll", "bat", "cmd", "ps1", "vbs", "vbe", "jse",
    "wsf", "wsh", "lnk", "url", "desktop", "reg", "cpl", "apk", "app", "dmg", "pkg", "deb", "rpm", "iso", "img",
    "docm", "dotm", "xlsm", "xltm", "xlam", "xll", "pptm", "potm", "ppsm", "sldm", "one", "chm", "hlp",
}  # fmt: skip
"""Files that a browser, a server or the reader's machine may execute: never published."""

SERVER_FILES = frozenset((
    ".htaccess", ".htpasswd", ".htgroup", ".htdigest", ".user.ini", "php.ini", "web.config", "_headers",
    "_redirects", "_worker.js", "_routes.json", "netlify.toml", "vercel.json", "now.json",
    "staticwebapp.config.json", "firebase.json", "_config.yml", "cname", ".nojekyll", "nginx.conf", "httpd.conf",
    ".htpasswds", "crossdomain.xml", "clientaccesspolicy.xml",
))  # fmt: skip
"""Names of hosts' configuration files, in lower case."""

HOST_PATHS = SERVER_FILES | {"ads.txt", "functions", "_functions", "cgi-bin", ".well-known"}
"""Files and folders at a site's root that have a special meaning for hosts."""


def ending(name: str) -> str:
    """Return a file's extension in lower case; "" where there is none.

    A name such as `.htaccess` is all extension. Blanks and full stops at the end are ignored, as on Windows.
    """
    _, dot, last = name.rstrip(" .").rpartition(".")
    return last.lower() if dot else ""


def may_be_published(name: str, added: tuple[str, ...] = ()) -> bool:
    """Return whether a file may be an attachment; `added` are extensions that the site allows itself."""
    parts = name.casefold().rstrip(" .").split(".")[1:]
    if name.casefold() in SERVER_FILES or not parts or WITHIN_NAMES & set(parts) or parts[-1] in ACTIVE:
        return False
    return parts[-1] in ALLOWED or parts[-1] in added


MARKDOWN = frozenset(("md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext", "mdx", "rmd", "qmd"))
"""Extensions of Markdown in other programs; kbsite reads only `.md`, in lower case."""

TEXTS = frozenset((
    "txt", "text", "docx", "doc", "docm", "dotx", "dot", "odt", "ott", "fodt", "rtf", "rtfd", "pages", "wpd", "wps",
    "gdoc", "abw", "htm", "html", "xhtml", "mht", "mhtml", "webarchive", "adoc", "asciidoc", "asc", "rst", "rest",
    "org", "tex", "latex", "textile", "wiki", "mediawiki", "creole", "typ", "ipynb", "nfo", "log", "eml", "msg",
))  # fmt: skip
"""Text documents of other formats, probably meant as a page where no page links to them."""

FORMS = {
    "png": ("png",), "jpg": ("jpeg",), "jpeg": ("jpeg",), "jfif": ("jpeg",), "gif": ("gif",), "webp": ("webp",),
    "avif": ("avif",), "svg": ("svg",), "bmp": ("bmp",), "pdf": ("pdf",), "rtf": ("rtf",),
    "docx": ("zip", "ole"), "xlsx": ("zip", "ole"), "pptx": ("zip", "ole"), "odt": ("zip",), "ods": ("zip",),
    "odp": ("zip",), "epub": ("zip",), "kmz": ("zip",), "zip": ("zip",),
}  # fmt: skip
"""The formats, as detected from the first bytes, valid for an extension. An encrypted office file is `ole`."""

SHOWN = frozenset(("png", "jpeg", "gif", "webp", "avif", "svg", "bmp"))
"""The picture formats that browsers show."""

MOST_PIXELS = 100_000_000
"""The most pixels of a picture that is decoded: 300 MB in memory. More is refused, however small the file."""
