"""Malformed addresses: faults that show in the address itself, whatever its target.

Each module is one kind of fault: a function from an address to its fault. To add one, add it to the table.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kbsite.schema.addresses.characters import hidden_characters
from kbsite.schema.addresses.fault import AddressFault
from kbsite.schema.addresses.files import own_files
from kbsite.schema.addresses.hosts import unreachable_hosts
from kbsite.schema.addresses.mail import mistyped_mail
from kbsite.schema.addresses.phone import mistyped_phone
from kbsite.schema.addresses.punctuation import swallowed_punctuation
from kbsite.schema.addresses.web import mistyped_web
from kbsite.schema.addresses.wrappers import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["AddressFault", "address_fault"]

RULES: tuple[Callable[[str], AddressFault | None], ...] = (
    hidden_characters,
    own_files,
    mistyped_mail,
    mistyped_phone,
    mistyped_web,
    wrapped,
    swallowed_punctuation,
    unreachable_hosts,
)
"""Every kind of fault, in the order in which they are tried: the first fault found is reported."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ALLOWED = ("https", "http", "mailto", "tel")
"""What an address that is proposed may begin with."""

_DEEPEST = 8
"""How many faults of one address are corrected, one by one, to propose a valid address."""


@lru_cache(maxsize=32_768)
def address_fault(address: str) -> AddressFault | None:
    """Return the first fault of an address; its `near` is a corrected address without faults, or ""."""
    found = _first(address)
    return replace(found, near=_settled(found.near)) if found and found.near else found


def _first(address: str) -> AddressFault | None:
    return next((found for rule in RULES if (found := rule(address))), None)


def _settled(address: str) -> str:
    """Return an address with all of its faults corrected; "" where one of them cannot be."""
    for _ in range(_DEEPEST):
        found = _first(address)
        if found is None or found.code == "local-address":
            scheme = _SCHEME.match(address)
            return address if scheme is None or scheme[1].lower() in _ALLOWED else ""
        address = found.near
    return ""
