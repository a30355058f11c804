"""Addresses in fields, of a page or in data/, that are wrong as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from kbsite.diagnostics import Diagnostic, problem
from kbsite.schema.addresses import address_fault
from kbsite.schema.field_types import WEB_ADDRESS
from kbsite.schema.running_text import field_at, value_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from kbsite.schema.field_types import Strict
    from kbsite.schema.yaml_fields import Fields, Path

_WEB = ("http:", "https:")
_PATH = "broken-link"
"""The fault of what is no web address at all, for which the field says what it expects."""


def addresses_in_fields(model: type[Strict], found: Fields) -> Iterator[tuple[Path, Diagnostic]]:
    """Yield the path and the problem of each address that is wrong, in a field whose address readers follow."""
    for path, at in found.marks.items():
        if not path or isinstance(path[-1], int):
            continue
        info = field_at(model, path)
        value = value_at(found.data, path) if info is not None and _is_address(info) else None
        fault = address_fault(value) if isinstance(value, str) and value.strip() else None
        if fault and fault.code != _PATH and _is_web(str(value), fault.near):
            yield path, problem(at, fault.code, **dict(fault.values(str(value))))


def _is_web(*addresses: str) -> bool:
    """Return whether an address, or what it was meant as, is one of the web."""
    return any(each.lower().startswith(_WEB) for each in addresses)


def _is_address(info: FieldInfo) -> bool:
    """Return whether a field has the address of a website, one that may be left out too."""
    parts = get_args(info.annotation)
    return WEB_ADDRESS in info.metadata or any(WEB_ADDRESS in get_args(part) for part in parts)
