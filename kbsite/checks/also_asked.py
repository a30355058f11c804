"""Other ways in which readers ask for a page: each says something that no other page and no title says."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kbsite.diagnostics import MessageKey, problem
from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.norwegian.standards import OTHER, slips
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Document, Site

EMPTY, TITLE, TWICE, SLIP = "also-asked-empty", "also-asked-title", "also-asked-twice", "other-standard-word"


def also_asked(site: Site) -> Iterator[Diagnostic]:
    """No `also_asked` is empty, is the title once more, or stands on two pages; each is in the page's standard.

    Neither case, punctuation nor blanks make another question. A translation may ask as its original does.
    """
    first: dict[str, tuple[Document, int]] = {}
    for document in site.documents:
        title = _bare(document.meta.title)
        for index, question in enumerate(document.meta.also_asked if document.sound else ()):
            at, bare = document.at("also_asked", index), _bare(question)
            if not bare:
                yield problem(at, EMPTY)
                continue
            if bare == title:
                yield problem(at, TITLE, question=question)
                continue
            other, place = first.setdefault(bare, (document, index))
            if other is document and place != index or _others(document, other):
                yield problem(at, TWICE, question=question, other=str(other.at("also_asked", place)))
            yield from _slips(site, document, index, question)


def _others(document: Document, other: Document) -> bool:
    """Return whether two are different pages, and not one page in two languages."""
    one, two = (each.place.original or each.address for each in (document, other))
    return one != two


def _slips(site: Site, document: Document, index: int, question: str) -> Iterator[Diagnostic]:
    """Yield each word of a question that exists in the other written standard alone."""
    lang = language(document, site.config)
    for slip in slips(question, lang) if lang in LANGUAGES else ():
        yield problem(
            document.at("also_asked", index),
            SLIP,
            word=slip.word,
            instead=slip.instead,
            lang=f"{{lang={OTHER[lang]}}}",
            found=MessageKey(f"@standard_{OTHER[lang]}"),
            declared=MessageKey(f"@standard_{lang}"),
        )


def _bare(text: str) -> str:
    """Return the words of a text: neither case nor punctuation makes another question of it."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))
