"""Addresses wrapped in a redirect of a mail filter, a search engine or a social medium, which tracks readers."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from kbsite.schema.addresses.fault import AddressFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOSTS = re.compile(
    r"""(?x)
    (?:.+\.)?safelinks\.protection\.(?:outlook|office365|office)\.(?:com|us)   # Microsoft Defender
    | (?:.+\.)?safelink\.emails\.azure\.net | statics\.teams\.cdn\.office\.net
    | urldefense(?:\.proofpoint)?\.(?:com|us)                                  # Proofpoint
    | (?:.+\.)?linkprotect\.cudasvc\.com                                       # Barracuda
    | (?:.+\.)?urlsand\.(?:esvalabs\.)?com | (?:.+\.)?esvalabs\.com            # Libraesva
    | (?:protect|url)[\w.-]*\.mimecast(?:protect)?\.com                        # Mimecast
    | secure-web\.cisco\.com
    | clicktime\.(?:symantec\.com|cloud\.postoffice\.net)
    | (?:.+\.)?protection\.sophos\.com
    | protect\d*\.fireeye\.com
    | protect\.checkpoint\.com
    | (?:.+\.)?shared\.outlook\.inky\.com
    | (?:.+\.)?edgepilot\.com | (?:.+\.)?vadesecure\.com | (?:.+\.)?emailprotection\.link
    | (?:.+\.)?antigena\.com | (?:.+\.)?deref-(?:mail|gmx|web-\d+)\.\w+
    | (?:.+\.)?mailguard\.com\.au | (?:.+\.)?hornetsecurity\.com | (?:.+\.)?spamtitan\.com
    | l[mi]?\.(?:facebook|instagram|messenger|threads|workplace)\.com          # Meta
    | slack-redir\.net | href\.li | (?:.+\.)?ct\.sendgrid\.net
    """,
    re.IGNORECASE,
)
"""Hosts that only redirect; the target is in the query or in the path."""

_PATHS = re.compile(
    r"(?:www\.)?google\.[a-z.]+/url|(?:www\.)?youtube\.com/redirect|(?:www\.)?linkedin\.com/(?:redir/|safety/go)"
    r"|(?:www\.)?bing\.com/ck/|duckduckgo\.com/l/|t\.umblr\.com/redirect|vk\.com/away"
    r"|(?:www\.)?facebook\.com/l\.php"
    r"|(?:www\.)?facebook\.com/flx/|[\w.-]+/wis/clicktime/|[\w-]+\.[\w-]+\.list-manage\.com/track/click"
    r"|out\.reddit\.com/|r\.search\.yahoo\.com/",
    re.IGNORECASE,
)
"""Redirecting pages of other hosts."""

_OPENED_MAIL = re.compile(r"[\w.+-]{1,64}(?:@|%40)[\w-]{1,63}\.[\w.-]", re.IGNORECASE)


def wrapped(address: str) -> AddressFault | None:
    """Return a fault for a wrapped address, with the original one where it can be read.

    An unknown host counts too, where its query has an e-mail address and a whole other address.
    """
    if not re.match(r"https?://|//", address, re.IGNORECASE):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    home = host.startswith("www.") or (parts.path in ("", "/") and not parts.query)
    if (_HOSTS.fullmatch(host) and not home) or _PATHS.match(f"{host}{parts.path}"):
        return AddressFault("wrapped-link", next(_inside(parts, address), ""))
    if "%40" in parts.query or "@" in parts.query:
        inside = next(_in_query(parts.query), "")
        others = [value for _, value in parse_qsl(parts.query) if not _is_address(value)]
        if inside and any(map(_OPENED_MAIL.search, others)):
            return AddressFault("wrapped-link", inside)
    return None


def _inside(parts: SplitResult, address: str) -> Iterator[str]:
    """Yield the addresses that can be read inside a wrapped one, the most certain first."""
    proofpoint = re.match(r"/v3/__(.+?)__;", parts.path + (f"?{parts.query}" if parts.query else ""))
    if proofpoint and "*" not in proofpoint[1]:
        yield re.sub(r"^(https?):/(?!/)", r"\1://", proofpoint[1])
    if "proofpoint" in address and parts.path.startswith("/v2/"):
        for name, value in parse_qsl(parts.query):
            if name == "u":
                yield unquote(value.replace("-", "%").replace("_", "/"))
    yield from _in_query(parts.query)
    for part in re.split(r"/(?=https?%3A)|___", parts.path, flags=re.IGNORECASE):
        if _is_address(unquote(part)):
            yield unquote(part)
    if _is_address(unquote(parts.query)):
        yield unquote(parts.query)


def _in_query(query: str) -> Iterator[str]:
    for _, value in parse_qsl(query):
        for text in (value, unquote(value), _decoded(value)):
            if _is_address(text):
                yield text


def _decoded(value: str) -> str:
    """Return the text of a value in base64, as Bing and Sophos write it; "" for other values."""
    text = value.removeprefix("a1")
    if not re.fullmatch(r"aHR0[\w+/=-]{8,4000}", text):
        return ""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _is_address(text: str) -> bool:
    return re.match(r"https?://[^\s/?#]+\.[^\s]+\Z", text, re.IGNORECASE) is not None
