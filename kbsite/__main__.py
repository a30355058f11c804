"""`python -m kbsite`, and `kbsite` as it is installed."""

from __future__ import annotations

import sys

from kbsite.diagnostics.out_of_memory import out_of_memory


def main() -> int:
    """Run a command and return its exit status; where there is no memory to begin with, say so."""
    try:
        from kbsite.cli import main as run  # noqa: PLC0415 - there may be too little memory for it

        return run()
    except Exception as error:
        if not out_of_memory(error):
            raise
        sys.stderr.write("kbsite: there is too little memory. Nothing was done.\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
