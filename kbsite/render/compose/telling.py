"""All pages → those that show something new of the layouts, so that a check need not render every page."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.render.compose import PageJob


def telling(sheets: Iterable[PageJob]) -> Iterator[PageJob]:
    """Yield the first page of each layout and language, and each that fills or leaves empty what none did before.

    What a layout does hangs on its page's language and on which fields have something in them.
    """
    seen: set[tuple[str, ...]] = set()
    for sheet in sheets:
        page = sheet.page
        parts = (page, page.head)
        marks = {
            (sheet.layout, page.head.lang, type(part).__name__, field.name, str(bool(getattr(part, field.name))))
            for part in parts
            for field in fields(part)
        }
        if not marks <= seen:
            seen |= marks
            yield sheet
