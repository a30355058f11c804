"""What a host takes at most, held before anything is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.model.hosting import HOSTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_REDIRECTS, _SETTINGS = "_redirects", "_hosting/"


def refuse_beyond(host: str, at: Callable[[str], Path], paths: Sequence[str]) -> None:
    """Raise EnvironmentFault where the files `paths` are more, or larger, than the host takes.

    `at` says where each of them is.
    """
    limits = HOSTS.get(host)
    if limits is None:
        return
    if limits.files and len(paths) > limits.files:
        raise EnvironmentFault("host-files", host=host, found=str(len(paths)), most=str(limits.files))
    for path in paths if limits.bytes else ():
        size = at(path).stat().st_size
        if size > limits.bytes:
            raise EnvironmentFault("host-size", host=host, file=path, found=str(size), most=str(limits.bytes))
    for path in paths if limits.settings else ():
        size = at(path).stat().st_size
        if path.startswith(_SETTINGS) and size > limits.settings:
            raise EnvironmentFault("host-settings", host=host, found=str(size), most=str(limits.settings))
    if limits.redirects and _REDIRECTS in paths:
        found = len(at(_REDIRECTS).read_bytes().splitlines())
        if found > limits.redirects:
            raise EnvironmentFault("host-redirects", host=host, found=str(found), most=str(limits.redirects))
