"""In which direction texts are written, as an attribute of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.norwegian.languages.parts import is_rtl

if TYPE_CHECKING:
    from collections.abc import Iterable


def is_mixed(languages: Iterable[str]) -> bool:
    """Return whether some of a site's languages are written from right to left."""
    return any(map(is_rtl, languages))


def direction(language: str, *, mixed: bool) -> str:
    """Return the attribute of what is in a language; on a site that is not `mixed`, only of the other direction."""
    return ' dir="rtl"' if is_rtl(language) else ' dir="ltr"' if mixed else ""
