"""The garbage collector, which a build has no use for, nor the workbench for what it keeps."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no circles of values meanwhile: a site has none, and looking walks through all of it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def settled() -> None:
    """Pass over all values that there are now whenever circles are looked for: they stay until they are replaced.

    A value that nothing refers to any longer goes all the same; only a circle among them would stay for good, and
    rebuilding a site leaves none.
    """
    gc.freeze()
