"""Costly values that every test shares: made once in a run, however many workers there are."""

from __future__ import annotations

import os
import pickle
import shutil
from typing import TYPE_CHECKING, TypeVar

from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

T = TypeVar("T")


def shared_folder(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder `name` of this run; the first worker that asks fills it with `make`, the others wait.

    `make` gets the path of the folder, which does not exist yet. What it raises is raised here, and the next worker
    tries again.
    """
    run = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent  # each worker has a folder of its own in the run's
    folder = run / "shared" / name
    folder.parent.mkdir(exist_ok=True)
    done = folder.with_suffix(".done")
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            done.touch()
    return folder


def shared_value(factory: pytest.TempPathFactory, name: str, make: Callable[[], T]) -> T:
    """Return what `make` gives, which the first worker that asks keeps on disk for the others."""

    def kept(folder: Path) -> None:
        folder.mkdir()
        (folder / "value").write_bytes(pickle.dumps(make(), pickle.HIGHEST_PROTOCOL))

    value: T = pickle.loads((shared_folder(factory, name, kept) / "value").read_bytes())  # noqa: S301 - our own
    return value
