"""Addresses that only the writer can reach: the local machine, the local network, private documents."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import unquote, urlsplit

from kbsite.schema.addresses.fault import AddressFault

_ENDINGS = (
    ".local", ".localhost", ".localdomain", ".lan", ".internal", ".intern", ".intra", ".intranet", ".intranett",
    ".corp", ".home", ".home.arpa",
)  # fmt: skip
"""Top-level domains that no public host has."""

_INSIDE = re.compile(r"(?:intranett?|intra|innside|innsida)\.", re.IGNORECASE)
"""First labels of hosts for employees only."""

_PERSONAL = re.compile(
    r"[\w-]+-my\.sharepoint\.com/|[\w-]+\.sharepoint\.com/:[a-z]:/r/"
    r"|outlook\.(?:office(?:365)?|live)\.com/|outlook\.cloud\.microsoft/|mail\.google\.com/"
    r"|teams\.microsoft\.com/(?:l|_#)"
    r"|(?:www\.)?office\.com/launch|onedrive\.live\.com/(?:edit|redir)",
    re.IGNORECASE,
)
"""Mailboxes, channels and documents that need the writer's own login."""


def unreachable_hosts(address: str) -> AddressFault | None:
    """Return a fault for a host that readers cannot reach."""
    if not re.match(r"https?://|//", address, re.IGNORECASE):
        return None
    try:
        host = unquote(urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return None
    after = address.partition("//")[2]
    inside = host.endswith(_ENDINGS) or _INSIDE.match(host) or _is_private(host)
    return AddressFault("local-address") if inside or _PERSONAL.match(after) else None


def _is_private(host: str) -> bool:
    """Return whether a host is a name without a dot, such as `localhost`, or a private IP address."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return bool(host) and "." not in host
