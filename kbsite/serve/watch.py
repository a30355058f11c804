"""Saved changes; the only user of watchfiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchfiles import DefaultFilter, watch

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

LOOK = 300
"""Milliseconds between two looks at whether the folders themselves are there still."""

STEP = 15
"""Milliseconds that files must be left alone for a change to be complete; it is told of within two of them."""

POLL = 500
"""Milliseconds between two looks at every file, where the system can watch no more of them."""


def changes(
    folders: Sequence[Path], stop: threading.Event, polling: Callable[[], object]
) -> Iterator[frozenset[str]]:
    """Yield the paths of the files that changed, each time that some did; a folder that comes or goes is one.

    The first is empty, when watching has begun: changes saved before that were missed. Ends when `stop` is set, and
    with KeyboardInterrupt on Ctrl-C. Where the system has no watches left, every file is looked at again and again
    instead, and `polling` is called once.
    """
    before: list[int] = []
    polled = False
    while not stop.is_set():
        there = _identities(folders)
        seen = [folder for folder, identity in zip(folders, there, strict=True) if identity]
        if seen:
            try:
                first = frozenset(map(str, seen if before else ()))
                yield from _until_gone(seen, folders, there, stop, first=first, polled=polled)
            except (RuntimeError, OSError):  # what watchfiles raises where it can watch no more files
                if polled:
                    raise
                polled = True
                polling()
                continue
        else:
            if before != there:
                yield frozenset(map(str, folders))
            stop.wait(LOOK / 1000)
        before = there


def _until_gone(
    seen: Sequence[Path],
    folders: Sequence[Path],
    there: list[int],
    stop: threading.Event,
    *,
    first: frozenset[str],
    polled: bool,
) -> Iterator[frozenset[str]]:
    """Yield `first` when watching has begun, then changes, until one of `folders` is replaced or removed."""
    watched = watch(
        *seen,
        watch_filter=DefaultFilter(),
        debounce=200,
        step=STEP,
        rust_timeout=LOOK,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=True,
        force_polling=polled or None,
        poll_delay_ms=POLL,
    )
    begun = False
    try:
        for changed in watched:
            if _identities(folders) != there:
                return
            if changed or not begun:
                yield frozenset(path for _, path in changed) or first
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
