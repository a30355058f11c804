"""Problematic file names: those of copies, and those that Windows does not allow."""

from __future__ import annotations

import re

from kbsite.diagnostics import MessageKey
from kbsite.schema.file_types import ending

_COPIED = re.compile(
    r"^~\$|^#.*#$|~$|^(?:kopi av|copy of|kopie von) "
    r"| [-–] (?:kopi|copy|kopie|kopia)(?: ?\(?\d+\)?)?$|[ _](?:kopi|copy)(?:[ _]\d+)?$| \(\d{1,2}\)$"
    r"|_(?:backup|base|local|remote)_\d*$| \((?:kopi|copy)\)$|[._ ](?:backup|bak|orig|old|gammel)$"
    r"|\.sync-conflict-|\([^()]*(?:conflict|konflikt|motstrid)[^()]*\)|\(sfconflict"
    r"|-(?:desktop|laptop)-[a-z0-9]{5,}(?:-\d+)?$",
    re.IGNORECASE,
)
_LEFT_OVER = frozenset((
    "bak", "backup", "orig", "rej", "old", "tmp", "temp", "swp", "swo", "save", "sav", "mine", "part", "partial",
    "crdownload", "download", "local", "remote", "base", "lck", "lock",
))  # fmt: skip


def looks_copied(name: str) -> bool:
    """Return whether a file's name is one that programs give to copies, conflicts and temporary files."""
    last = ending(name)
    stem = name.removesuffix(f".{last}") if last else name
    stem = re.sub(r"\.(?:nb|nn)$", "", stem)
    return last in _LEFT_OVER or any(_COPIED.search(each) for each in (name, stem))


_CHARACTERS = re.compile(r'[<>:"\\|?*\x00-\x1f]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)


def refused_by_windows(name: str) -> MessageKey | None:
    """Return why Windows does not allow a file or folder of this name; None where it does."""
    if _CHARACTERS.search(name):
        return MessageKey("@name_character")
    if name.endswith((" ", ".")):
        return MessageKey("@name_end")
    return MessageKey("@name_device") if _DEVICES.fullmatch(name) else None
