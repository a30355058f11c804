"""The page shows the title above the text: the text does not begin by repeating it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

CODE = "repeated-title"


def repeated_title(site: Site) -> Iterator[Diagnostic]:
    """No text begins with its title, as a heading or as a paragraph; a question may be its title word for word."""
    for document in site.documents:
        title = _bare(document.meta.title)
        if not title or document.meta.sections or not document.sound:
            continue
        above = {heading.at.line for heading in document.body.headings if heading.level == 1}  # reported as such
        first = next((each for section in document.body.sections for each in section.passages), None)
        if first and first.at.line not in above and _bare(first.whole) == title:
            yield problem(first.at, CODE, title=document.meta.title)


def _bare(text: str) -> str:
    """Return the words of a text: neither case nor punctuation makes another title of it."""
    return " ".join(re.findall(r"\w+", text.casefold()))
