"""What a host takes at most, held before anything is published."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.model.hosting import HOSTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from kbsite.model.hosting import HostLimits

_REDIRECTS, _HEADERS, _SETTINGS = "_redirects", "_headers", "_hosting/"


def refuse_beyond(host: str, at: Callable[[str], Path], paths: Sequence[str]) -> tuple[EnvironmentFault, ...]:
    """Raise EnvironmentFault where the files `paths` are more, or larger, than the host takes.

    `at` says where each of them is. Returns what is beyond the limits that some plans or installations of the host
    have, and others do not.
    """
    found = HOSTS.get(host)
    if found is None:
        return ()
    for code, values in _beyond(found.limits, at, paths):
        raise EnvironmentFault(code, host=host, always="yes", usual="", **values)
    return tuple(
        EnvironmentFault(code, host=host, always="", usual="yes", **values)
        for code, values in _beyond(found.usual, at, paths)
    )


def _beyond(
    limits: HostLimits, at: Callable[[str], Path], paths: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the code and the values of each limit that the files are beyond."""
    if limits.files and len(paths) > limits.files:
        yield "host-files", {"found": str(len(paths)), "most": str(limits.files)}
    if limits.folder:
        folder, most = Counter(path.rpartition("/")[0] for path in paths).most_common(1)[0]
        if most > limits.folder:
            yield "host-folder", {"folder": folder or ".", "found": str(most), "most": str(limits.folder)}
    if limits.name:
        longest = max(paths, key=lambda path: len(path.encode()))
        if len(longest.encode()) > limits.name:
            found = str(len(longest.encode()))
            yield "host-name", {"file": longest, "found": found, "most": str(limits.name)}
    yield from _too_large(limits, at, paths)
    yield from _lines(limits, at, paths)


def _too_large(
    limits: HostLimits, at: Callable[[str], Path], paths: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    if not (limits.bytes or limits.total or limits.settings):
        return
    sizes = {path: at(path).stat().st_size for path in paths}
    largest = max(sizes, key=lambda path: sizes[path])
    if limits.bytes and sizes[largest] > limits.bytes:
        yield "host-size", {"file": largest, "found": str(sizes[largest]), "most": str(limits.bytes)}
    if limits.total and sum(sizes.values()) > limits.total:
        yield "host-total", {"found": str(sum(sizes.values())), "most": str(limits.total)}
    settings = max((size for path, size in sizes.items() if path.startswith(_SETTINGS)), default=0)
    if limits.settings and settings > limits.settings:
        yield "host-settings", {"found": str(settings), "most": str(limits.settings)}


def _lines(
    limits: HostLimits, at: Callable[[str], Path], paths: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what is wrong with `_redirects` and `_headers`."""
    redirects = at(_REDIRECTS).read_text("utf-8").splitlines() if _REDIRECTS in paths else []
    if limits.redirects and len(redirects) > limits.redirects:
        yield "host-redirects", {"found": str(len(redirects)), "most": str(limits.redirects)}
    longest = max(redirects, key=len, default="")
    if limits.redirect and len(longest) > limits.redirect:
        address = longest.partition(" ")[0]
        yield "host-redirect", {"address": address, "found": str(len(longest)), "most": str(limits.redirect)}
    headers = at(_HEADERS).read_text("utf-8").splitlines() if _HEADERS in paths else []
    rules = sum(not line.startswith(" ") for line in headers)
    if limits.headers and rules > limits.headers:
        yield "host-headers", {"found": str(rules), "most": str(limits.headers)}
    wide = max(map(len, headers), default=0)
    if limits.header and wide > limits.header:
        yield "host-header", {"found": str(wide), "most": str(limits.header)}
