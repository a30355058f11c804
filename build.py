"""`python build.py …` does what `kbsite build …` does."""

import sys

from kbsite.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
