"""A process that is killed, or whose disk fails, at each of its operations on files in turn.

An audit hook of Python sees every such operation, those of the standard library's own functions too, before it is
done. A child process that ends at once, before its n-th operation, cleans up as little as one that SIGKILL ends.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHANGES = {
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
}
"""Audit events of operations that change the disk; "open" is one when it is for writing."""

KILLED = 137


class Disk:
    """Counts operations that change the disk, while it is asked to, and fails at one of them."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.failed = False
        self.act: Callable[[], None] = lambda: None
        sys.addaudithook(self._seen)

    def _seen(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.left is None or not _changes(event, arguments):
            return
        if self.left == 0:
            self.failed = True
            self.act()
        else:
            self.left -= 1

    @contextmanager
    def failing(self, after: int, act: Callable[[], None]) -> Iterator[None]:
        """Do so many operations as usual; `act` comes in the place of each one after them."""
        self.left, self.act, self.failed = after, act, False
        try:
            yield
        finally:
            self.left = None


def _changes(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in CHANGES


def full() -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def killed_after(disk: Disk, operations: int, work: Callable[[], object]) -> bool:
    """Do `work` in a child process that is killed after so many operations; return whether it was."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with disk.failing(operations, lambda: os._exit(KILLED)):
                work()
            status = 0
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in {0, KILLED}:
        raise RuntimeError(status)
    return status == KILLED
