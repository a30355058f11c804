"""`security.txt`, which says whom to tell of a hole in the site, is as RFC 9116 wants it, and has not run out."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, NamedTuple

from kbsite.diagnostics import Diagnostic, Location, MessageKey, nearest, problem
from kbsite.model.files import SECURITY_TXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

CODE = "security-txt"

_NEEDED = ("Contact", "Expires")
_ONCE = ("Expires", "Preferred-Languages")
_ADDRESSES = ("Contact", "Acknowledgments", "Canonical", "Encryption", "Hiring", "Policy", "CSAF")
_FIELDS = {name.lower(): name for name in (*_ADDRESSES, *_ONCE)}
_FIELD = re.compile(r"(?P<name>[!-9;-~]+):[ \t]*(?P<value>.*?)[ \t]*")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.IGNORECASE)
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):\S+", re.IGNORECASE)
_SIGNED, _SIGNATURE = "-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP SIGNATURE-----"


class _Line(NamedTuple):
    """A field of the file: its name as RFC 9116 writes it, if it has it, and its value with its place."""

    name: str
    value: str
    at: Location


def security_txt(site: Site) -> Iterator[Diagnostic]:
    """Each `security.txt` has an address and a time that has not passed, and no field that nobody would read."""
    for path in SECURITY_TXT:
        asset = site.static.get(path)
        if asset:
            yield from _file(asset.text, asset.path, site.today, well_known="/" in path)


def _file(text: str, path: str, today: datetime.date, *, well_known: bool) -> Iterator[Diagnostic]:
    def told(at: Location, field: str, reason: str, near: str = "") -> Diagnostic:
        example = f"{today.year + 1}-01-31T00:00:00Z"
        key = MessageKey(f"@security_{reason}")
        return problem(at, CODE, field=field, reason=key, near=near, example=example)

    if not well_known:
        yield told(Location(path), "security.txt", "place")
    lines = list(_lines(text, path))
    names = [line.name for line in lines]
    for name in _NEEDED:
        if name not in names:
            yield told(Location(path), name, "missing")
    for number, line in enumerate(lines):
        if line.name in _ONCE and line.name in names[:number]:
            yield told(line.at, line.name, "twice")
        elif reason := _wrong(line, today):
            yield told(line.at, line.name or line.value, reason)
        elif line.name.lower() not in _FIELDS and (near := nearest(line.name, _FIELDS.values())):
            yield told(line.at, line.name, "name", near)


def _wrong(line: _Line, today: datetime.date) -> str:
    """Return what is wrong with a field, or ""; fields that RFC 9116 does not have are not looked into."""
    if not line.name:
        return "line"
    if line.name == "Expires":
        return _expired(line.value, today)
    if line.name in _ADDRESSES:
        found = _SCHEME.fullmatch(line.value)
        if found is None:
            return "address"
        return "https" if found["scheme"].lower() == "http" else ""
    return ""


def _expired(value: str, today: datetime.date) -> str:
    try:
        found = datetime.datetime.fromisoformat(value.upper()) if _TIME.fullmatch(value) else None
    except ValueError:
        found = None
    if found is None:
        return "time"
    return "past" if found <= datetime.datetime.combine(today, datetime.time(), datetime.UTC) else ""


def _lines(text: str, path: str) -> Iterator[_Line]:
    """Yield the fields; comments, blank lines and what a signature adds are none."""
    head = False
    for number, written in enumerate(text.splitlines(), 1):
        if written.startswith(_SIGNATURE):
            return
        if written.startswith(_SIGNED):
            head = True
        elif head or not written.strip() or written.startswith("#"):
            head = head and bool(written.strip())
        else:
            escaped = len(written) - len(written.removeprefix("- "))
            found = _FIELD.fullmatch(written, escaped)
            if found:
                at = Location(path, number, found.start("value") + 1)
                yield _Line(_FIELDS.get(found["name"].lower(), found["name"]), found["value"], at)
            else:
                yield _Line("", written.strip(), Location(path, number))
