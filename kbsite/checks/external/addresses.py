"""An address as it is sent to another host: plain ASCII, as RFC 3986 has it."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\]")
_PATH = "/%:@!$&'()*+,;=~"


def sendable(written: str) -> str:
    """Return the address without its fragment and with æ, ø, å and spaces encoded; "" where no host can have it.

    Two that send the same request become the same, so that it is requested once.
    """
    sent = _encoded(written)
    return sent if _encoded(sent) == sent else ""  # else it only looks like one: a dot of another script


def _encoded(written: str) -> str:
    try:
        parts = urlsplit(written.strip())
        host = unquote(parts.hostname or "")
        name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii").lower()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # brackets that do not close, a port that is none, a name that is too long
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(name):
        return ""
    query = f"?{quote(parts.query, safe=f'{_PATH}?')}" if parts.query else ""
    usual = {"http": ":80", "https": ":443"}[parts.scheme]
    return f"{parts.scheme}://{name}{port if port != usual else ''}{quote(parts.path, safe=_PATH) or '/'}{query}"


def host_of(address: str) -> str:
    """Return the name of the host of an address that is sendable; without its port."""
    return urlsplit(address).hostname or ""
