"""A sentence is no longer than a reader can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import problem
from kbsite.norwegian.names_and_dates import without_quotations
from kbsite.norwegian.sentences import sentences, word_count
from kbsite.site.prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

CODE = "long-sentence"

MOST = 40
"""How many words a sentence may have."""


def long_sentences(site: Site) -> Iterator[Diagnostic]:
    """No sentence has more than 40 words; those of a quotation do not count, and a list item is a sentence."""
    for document in site.documents:
        for block in prose(site, document):
            passage = block.passage
            if passage.quoted or _at_most(passage.whole) <= MOST:
                continue
            text = without_quotations(passage.whole)
            for begin, end in sentences(text):
                count = word_count(text[begin:end]) if _at_most(text[begin:end]) > MOST else 0
                if count > MOST:
                    start = end - len(text[begin:end].lstrip())
                    yield problem(passage.place(start), CODE, count=count, most=MOST)


def _at_most(text: str) -> int:
    """Return an upper bound of the number of words of a text, from its blanks alone."""
    return text.count(" ") + text.count("\n") + 1
