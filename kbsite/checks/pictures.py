"""Every picture is there, on this site, and says what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.model import Unreached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

MISSING_ALT = "missing-alt"


def pictures(site: Site) -> Iterator[Diagnostic]:
    """A picture has alternative text and lies in content/."""
    for document in site.documents:
        for picture, target in zip(document.body.pictures, site.pictures[document.path], strict=True):
            if not picture.alt:
                yield problem(picture.at, MISSING_ALT, target=picture.src)
            if isinstance(target, Unreached):
                yield problem(picture.at, target.code, **dict(target.values))
