"""Two versions of a file → a unified diff, as `git apply` and `patch` read it."""

from __future__ import annotations

import difflib

_NO_END = "\n\\ No newline at end of file\n"


def difference(path: str, before: bytes, after: bytes) -> str:
    """Return the unified diff, with three lines of context."""
    old, new = (data.decode("utf-8", "surrogateescape").split("\n") for data in (before, after))
    old, new = ([f"{line}\n" for line in text[:-1]] + ([text[-1]] if text[-1] else []) for text in (old, new))
    rows = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(row if row.endswith("\n") else row + _NO_END for row in rows)
