"""`python build.py …` does what `kbsite build …` does; `python -m build` is still the tool that builds packages."""

import runpy
import sys
from pathlib import Path


def packaging_tool() -> None:
    """Run the packaging tool `build`, which Python's `-m` finds this file in place of."""
    here = Path(__file__).resolve().parent
    sys.path[:] = [each for each in sys.path if Path(each).resolve() != here]
    try:
        runpy.run_module("build", run_name="__main__", alter_sys=True)
    except ImportError as error:
        sys.exit(f"python -m build: {error}\n  The tool that builds packages is missing: pip install build")


if __name__ == "__main__":
    if __spec__ is not None:  # started by `python -m build`
        packaging_tool()
        sys.exit()
    from kbsite.cli import main

    sys.exit(main(["build", *sys.argv[1:]]))
