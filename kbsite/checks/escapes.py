"""What lies in content/ lies there for real."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Content

CODE = "leaves-content"


def escapes(content: Content) -> Iterator[Diagnostic]:
    """No Markdown file is a symbolic link to a place outside content/."""
    for path in sorted(content.escapes):
        if path.endswith(".md"):
            yield problem(Location(path), CODE, target=path)
