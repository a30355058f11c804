"""Saved changes; the only user of watchfiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchfiles import DefaultFilter, watch

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LOOK = 300
"""Milliseconds between two looks at whether the folders themselves are there still."""


def changes(folders: Sequence[Path], stop: threading.Event) -> Iterator[int]:
    """Yield how many files changed, each time that some did; a folder that is created or removed counts as one.

    The first is a 0, when watching has begun: changes saved before that were missed. Ends when `stop` is set, and
    with KeyboardInterrupt on Ctrl-C.
    """
    before: list[int] = []
    while not stop.is_set():
        there = _identities(folders)
        seen = [folder for folder, identity in zip(folders, there, strict=True) if identity]
        if seen:
            yield from _until_gone(seen, folders, there, stop, first=int(bool(before)))
        else:
            if before != there:
                yield 1
            stop.wait(LOOK / 1000)
        before = there


def _until_gone(
    seen: Sequence[Path], folders: Sequence[Path], there: list[int], stop: threading.Event, *, first: int
) -> Iterator[int]:
    """Yield `first` when watching has begun, then changes, until one of `folders` is replaced or removed."""
    watched = watch(
        *seen,
        watch_filter=DefaultFilter(),
        debounce=200,
        step=30,
        rust_timeout=LOOK,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=True,
    )
    begun = False
    try:
        for changed in watched:
            if _identities(folders) != there:
                return
            if changed or not begun:
                yield len({path for _, path in changed}) or first
            begun = True
    except FileNotFoundError:  # a folder was removed between the look and the watch
        stop.wait(LOOK / 1000)


def _identities(folders: Sequence[Path]) -> list[int]:
    return [_identity(folder) for folder in folders]


def _identity(folder: Path) -> int:
    """Return the inode number of a folder; 0 where there is none."""
    try:
        return folder.stat().st_ino if folder.is_dir() else 0
    except OSError:
        return 0
