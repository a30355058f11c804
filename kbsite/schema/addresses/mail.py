"""Malformed e-mail links: a misspelt `mailto:`, or one with something else than addresses after it."""

from __future__ import annotations

import difflib
import re
from urllib.parse import unquote

from kbsite.schema.addresses.fault import AddressFault, mistyped

_SCHEME = re.compile(r"(?P<name>[A-Za-z-]{3,9})(?P<mark>[:;])")
_OTHER_NAMES = frozenset({"mail", "email", "e-mail", "epost", "e-post", "mail-to"})
_EMAIL = re.compile(r"[\w.!#$%&'*+=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PARTS = re.compile(r"[,;]")
_AROUND_AT = re.compile(r"\s*@[@\s]*")


def mistyped_mail(address: str) -> AddressFault | None:
    """Return a fault for `mailto:` without an address, `mailto://`, two @, a blank, and for `mail:` or `maito:`."""
    scheme = _SCHEME.match(address)
    if scheme is None or not _is_mail(scheme["name"].lower(), address[scheme.end() :]):
        return None
    written, mark, query = address[scheme.end() :].partition("?")
    if scheme["name"].lower() != "mailto" or scheme["mark"] != ":":
        return AddressFault("unsafe-link", _meant(written, mark + query))
    if (not written and query) or (("," in written or written) and all(map(_is_email, written.split(",")))):
        return None
    return mistyped(_meant(written, mark + query), "@address_mail")


def _is_mail(name: str, rest: str) -> bool:
    close = difflib.SequenceMatcher(None, name, "mailto").ratio() >= 0.8
    return close or name in _OTHER_NAMES or (name == "mail" and rest.startswith("to"))


def _is_email(written: str) -> bool:
    found = unquote(written)
    return _EMAIL.fullmatch(found) is not None and ".." not in found


def _meant(written: str, query: str) -> str:
    """Return the link to the addresses that can be read from the text; "" where they are not certain."""
    text = _AROUND_AT.sub("@", unquote(written)).removeprefix("to:")
    parts = [part.strip(" /<>.\"'()") for part in _PARTS.split(text)]
    found = [part for part in parts if part]
    sure = bool(found) and all(map(_is_email, found)) and text.count("@") == len(found)
    return f"mailto:{','.join(found)}{query}" if sure else ""
