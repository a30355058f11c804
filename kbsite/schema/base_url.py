"""What the address of a site can be."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

BASE_URL = r"https?://[^\s/?#]+(/[^\s?#]*)?"


def is_base_url(value: str) -> bool:
    """Return whether an address can be a site's root: http or https, a host, perhaps a path, nothing more."""
    return bool(re.fullmatch(BASE_URL, value)) and has_host(value)


def has_host(value: str) -> bool:
    """Return whether an address has a host, and a valid port if any."""
    try:
        parts = urlsplit(value)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket left open, a port that is no number, a sign that stands for several others
        return False
