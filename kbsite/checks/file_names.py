"""The names of files can be used on every machine that editors have."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.schema.file_names import refused_by_windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Content

CODE, TWIN = "windows-name", "twin-name"

LONGEST = 200
"""The longest path, in characters: Windows allows 260, including the folder of the project."""

_PAGE = ".md"


def file_names(content: Content) -> Iterator[Diagnostic]:
    """Every file name in content/ and static/ is valid on Windows, and distinct there and on macOS from the others.

    Two pages, and two files of static/, would have one address too, and that is reported.
    """
    names: dict[str, str] = {}
    copied = (asset.path for asset in content.static.values())
    for path in sorted([*(source.path for source in content.sources), *content.assets, *copied]):
        yield from _invalid(path)
        other = names.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path and path in content.assets and not path.endswith(_PAGE):
            yield problem(Location(path), TWIN, name=path, other=other)


def _invalid(path: str) -> Iterator[Diagnostic]:
    """Yield a problem where Windows does not allow a path, because of one of its names or its length."""
    refused = ((part, refused_by_windows(part)) for part in path.split("/")[1:])
    part, reason = next(((part, reason) for part, reason in refused if reason), ("", None))
    if reason:
        yield problem(Location(path), CODE, name=part, reason=reason)
    elif len(path) > LONGEST:
        yield problem(Location(path), CODE, name=path, reason=MessageKey("@name_long"))
