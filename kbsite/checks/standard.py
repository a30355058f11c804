"""A text is in the standard that it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.assemble import section_language
from kbsite.diagnostics import Diagnostic, Word, problem
from kbsite.standards import OTHER, words_of_the_other

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

CODE = "wrong-standard"
SHOWN = 5
"""How many of the words that show it the message names."""


def standard(site: Site) -> Iterator[Diagnostic]:
    """No paragraph or list item declared as bokmål is clearly in nynorsk, or the other way round.

    The words of links and of quotations do not count: the title of a source is in the source's standard.
    Of a file whose fields have faults nobody can tell what it declares.
    """
    for document in site.documents:
        for section in document.body.sections if document.sound else ():
            own = section_language(document, section, site.config)
            for passage in section.passages:
                declared = passage.lang or own
                found = words_of_the_other(passage.text, declared) if declared in OTHER else ()
                if found:
                    yield problem(
                        passage.at,
                        CODE,
                        declared=Word(f"@standard_{declared}"),
                        found=Word(f"@standard_{OTHER[declared]}"),
                        lang=OTHER[declared],
                        words=", ".join(f"«{word}»" for word in found[:SHOWN]),
                    )
