"""Malformed telephone links: a misspelt `tel:`, or one without a number."""

from __future__ import annotations

import re
from urllib.parse import unquote

from kbsite.schema.addresses.fault import AddressFault, mistyped

_SCHEME = re.compile(r"(tel|telefon|tlf|phone|telephone|mobil)[:;]", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[0-9][0-9 ().-]{2,24}(?:;.*)?")


def mistyped_phone(address: str) -> AddressFault | None:
    """Return a fault for `tel:` without a number, `tel://…`, and for `tlf:` and `telefon:`."""
    scheme = _SCHEME.match(address)
    if scheme is None:
        return None
    written = unquote(address[scheme.end() :])
    number = re.sub(r"[^0-9+]", "", written)
    near = f"tel:{number}" if re.fullmatch(r"\+?[0-9]{3,15}", number) else ""
    if scheme[0].lower() != "tel:":
        return AddressFault("unsafe-link", near)
    return None if _NUMBER.fullmatch(written) else mistyped(near, "@address_phone")
