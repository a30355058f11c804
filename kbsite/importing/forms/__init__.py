"""The forms that old pages come in, each read into pages in blocks: one module for each, listed in `read.py`."""
