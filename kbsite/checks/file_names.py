"""The names of files can be used on every machine that editors have."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.schema.file_names import refused_by_windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Content

CODE = "windows-name"

LONGEST = 200
"""The longest path, in characters: Windows allows 260, including the folder of the project."""


def file_names(content: Content) -> Iterator[Diagnostic]:
    """Every file name in content/ is valid on Windows, and distinct there from the others."""
    names: dict[str, str] = {}
    for path in sorted([*(source.path for source in content.sources), *content.assets]):
        for part in path.split("/")[1:]:
            if reason := refused_by_windows(part):
                yield problem(Location(path), CODE, name=part, reason=reason)
                break
        else:
            if len(path) > LONGEST:
                yield problem(Location(path), CODE, name=path, reason=MessageKey("@name_long"))
        other = names.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if other != path and not path.endswith(".md"):  # two pages with one address, which is reported
            yield problem(Location(path), CODE, name=path, reason=MessageKey("@name_twin"))
