"""The fonts of what kbsite draws itself: pictures for sharing, and PDF files. Licence: OFL.txt.

They are Noto Sans and Noto Serif with the letters of the languages written in Norway, so that the same text gives
the same picture on every machine. README.md says how they were made.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

SERIF_BOLD = "NotoSerif-Bold.ttf"
SANS = "NotoSans-Regular.ttf"
SANS_BOLD = "NotoSans-Bold.ttf"
SANS_ITALIC = "NotoSans-Italic.ttf"

ALL = (SANS, SANS_BOLD, SANS_ITALIC, SERIF_BOLD)


@cache
def font(name: str) -> bytes:
    """Return the bytes of a font."""
    return (files(__name__) / name).read_bytes()


@cache
def digest() -> str:
    """Return a digest of all fonts: what is drawn with them depends on it."""
    return hashlib.sha256(b"".join(font(name) for name in ALL)).hexdigest()
