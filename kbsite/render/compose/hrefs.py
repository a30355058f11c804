"""Addresses as pages have them in `href`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from kbsite.model import Config


def base_path(config: Config) -> str:
    """Return the path of the site's root, with a slash at both ends."""
    return _path(config.base_url)


def href(config: Config, address: str) -> str:
    """Return an address of the site, such as /tema/, as a link on a page has it."""
    return _path(config.base_url).rstrip("/") + _quoted(address, "/%#?=&;,:@+~!$'()*")


def absolute(config: Config, address: str) -> str:
    """Return an address of the site as seen from other sites."""
    return config.base_url.rstrip("/") + _quoted(address, "/%#")


@lru_cache(maxsize=16)
def _path(base_url: str) -> str:
    return urlsplit(base_url).path or "/"


@lru_cache(maxsize=65_536)
def _quoted(address: str, safe: str) -> str:
    """Return an address for a link; each stands on many pages."""
    return quote(address, safe=safe)


def mailto(to: str, subject: str, body: str) -> str:
    """Return a mailto address after RFC 6068: spaces as %20, line breaks as %0D%0A."""
    text = body.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:{quote(to, safe='@.+-_')}?subject={quote(subject, safe='')}&body={quote(text, safe='')}"
