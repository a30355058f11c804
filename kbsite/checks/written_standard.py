"""A text is in the written standard that it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.norwegian.standards import OTHER, has_words_of_the_other, slips, words_of_the_other
from kbsite.site.prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site
    from kbsite.site.prose import Prose

CODE = "wrong-standard"
SLIP = "other-standard-word"
SHOWN = 5
"""How many of the words that show it the message names."""


def written_standard(site: Site) -> Iterator[Diagnostic]:
    """No paragraph or list item declared as bokmål is clearly in nynorsk, or the other way round, and no word is.

    The words of links and of quotations do not count: the title of a source is in the source's standard.
    """
    for document in site.documents:
        yield from _of(document, site)


def _of(document: Document, site: Site) -> Iterator[Diagnostic]:
    """Yield the paragraphs of a document in the other written standard; where none is, single words.

    A page that declares the wrong standard has a word of the other in every line, and one word about it is enough.
    """
    suspects = [each for each in prose(site, document) if has_words_of_the_other(each.passage.whole, each.lang)]
    wrong = [(each, found) for each in suspects if (found := words_of_the_other(each.passage.text, each.lang))]
    for block, found in wrong:
        yield problem(
            block.passage.at,
            CODE,
            declared=MessageKey(f"@standard_{block.lang}"),
            found=MessageKey(f"@standard_{OTHER[block.lang]}"),
            lang=OTHER[block.lang],
            words=", ".join(f"«{word}»" for word in found[:SHOWN]),
        )
    for block in suspects if not wrong else ():
        yield from _slips(block)


def _slips(block: Prose) -> Iterator[Diagnostic]:
    """Yield each word of the other written standard that is the writer's own (no link, no quotation)."""
    for slip in slips(block.passage.own, block.lang):
        yield problem(
            block.passage.place(slip.offset),
            SLIP,
            word=slip.word,
            instead=slip.instead,
            lang=f"{{lang={OTHER[block.lang]}}}",
            found=MessageKey(f"@standard_{OTHER[block.lang]}"),
            declared=MessageKey(f"@standard_{block.lang}"),
        )
