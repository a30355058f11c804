"""`python -m kbsite` does what `kbsite` does."""

import sys

from kbsite.cli import main

if __name__ == "__main__":
    sys.exit(main())
