"""Addresses of files on the writer's own machine or network, and paths written with backslashes."""

from __future__ import annotations

import re

from kbsite.schema.addresses.fault import AddressFault

_BACKSLASH = re.compile(r"\\|%5C", re.IGNORECASE)
_OWN = re.compile(r"file:|[A-Za-z]:(?:/|\\|%5C)|(?:\\|%5C)", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def own_files(address: str) -> AddressFault | None:
    r"""Return a fault for `file:///plan.docx`, `C:\plan.docx`, `\\server\plan.docx` and `..\plan.md`."""
    if _OWN.match(address):
        return AddressFault("unsafe-link")
    before = re.split(r"[?#]", address, maxsplit=1)[0]
    if _SCHEME.match(address) or address.startswith("//") or not _BACKSLASH.search(before):
        return None
    return AddressFault("broken-link", _BACKSLASH.sub("/", before) + address[len(before) :])
