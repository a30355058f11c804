"""Carries out the owners' first page (docs/owner/content/articles/start.md) and times its steps.

    python -m bench.owner

The package is built, and installed by pip in an empty environment in an empty folder; that needs an index. It
prints what each step took: seconds by the clock, and of processor time with that of other processes of the step.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.installed import build_packages, install_from_index, run
from tests.owner_docs import init_arguments, klimatorget
from tests.sites import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable


def timed(name: str, step: Callable[[], object]) -> None:
    """Run a step and print what it took."""
    clock, before = time.monotonic(), os.times()
    step()
    after = os.times()
    used = sum(after[at] - before[at] for at in range(4))
    print(f"| {name} | {time.monotonic() - clock:.1f} | {used:.1f} |")


def main() -> None:
    """Print the table."""
    with TemporaryDirectory(prefix="kbsite-") as folder:
        dist, home = Path(folder) / "dist", Path(folder) / "Klimatorget"
        dist.mkdir()
        home.mkdir()
        build_packages(dist)
        (wheel,) = dist.glob("*.whl")
        print("| step | seconds | processor time |\n| --- | --- | --- |")
        timed("`python -m venv .venv`, `pip install` of the wheel", lambda: install_from_index(home, wheel))
        program = home / ".venv/bin/kbsite"

        def kbsite(*arguments: str, cwd: Path) -> None:
            done = run(program, *arguments, "--today", TODAY, cwd=cwd)
            if done.returncode:
                raise SystemExit(done.stderr)

        timed(f"`kbsite {init_arguments()[0]} …`, and what this page adds", lambda: klimatorget(home, kbsite))
        timed("`kbsite build`", lambda: kbsite("build", cwd=home / "Klimatorget"))
        timed("`kbsite build` again", lambda: kbsite("build", cwd=home / "Klimatorget"))


if __name__ == "__main__":
    main()
