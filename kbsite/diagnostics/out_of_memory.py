"""Whether an error says that memory is at its limit; it imports little, for there may be no room."""

from __future__ import annotations

import errno

_UNCLEAR = (ImportError, OSError, RuntimeError, SystemError)
"""What Python raises for want of memory where it has no MemoryError to give."""

RESERVE = 4 << 20
"""How many bytes are set aside for clearing up, and given back before it: a folder cannot be read without."""

_NEEDED = 16 << 20
"""How many bytes must be there to be had: where they are not, any error may come of that."""

_SAID = (
    "failed to map segment",
    "cannot allocate memory",
    "can't start new thread",
    "out of memory",
    "error return without exception set",
)
"""What Python and the system say when there is no room for a library, or for the stack of a thread."""


def out_of_memory(error: BaseException) -> bool:
    """Return whether an error, or what it came from, is for want of memory."""
    found: BaseException | None = error
    while found is not None:
        said = str(found).lower()
        if isinstance(found, MemoryError) or getattr(found, "errno", None) == errno.ENOMEM:
            return True
        if isinstance(found, _UNCLEAR) and any(each in said for each in _SAID):
            return True
        found = found.__cause__ or found.__context__
    return _at_its_limit()


def _at_its_limit() -> bool:
    """Return whether there is hardly any memory left: Python's own compiler raises ValueError then, for one."""
    try:
        bytearray(_NEEDED)
    except MemoryError:
        return True
    return False
