"""Other ways in which readers ask for a page: each says something that no other page and no title says."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kbsite.diagnostics import MessageKey, problem
from kbsite.norwegian.names_and_dates import LANGUAGES, without_quotations
from kbsite.norwegian.standards import OTHER, slips
from kbsite.parse.place import key
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic, Location
    from kbsite.model import Document, Site

EMPTY, TITLE, TWICE, SLIP = "also-asked-empty", "also-asked-title", "also-asked-twice", "other-standard-word"


def also_asked(site: Site) -> Iterator[Diagnostic]:
    """No `also_asked` is empty, is the title once more, or stands on two pages; each is in the page's standard.

    Neither case, punctuation nor blanks make another question. A translation may ask as its original does.
    """
    first: dict[str, tuple[str, Location]] = {}
    for document in site.documents:
        page, title = document.place.original or key(document.path), _bare(document.meta.title)
        own: set[str] = set()
        for index, question in enumerate(document.meta.also_asked if document.sound else ()):
            at, bare = document.at("also_asked", index), _bare(question)
            other, there = first.setdefault(bare, (page, at))
            if not bare:
                yield problem(at, EMPTY)
            elif bare == title:
                yield problem(at, TITLE, question=question)
            elif other != page or bare in own:
                yield problem(at, TWICE, question=question, other=f"{there.file}:{there.line}")
            own.add(bare)
            yield from _slips(site, document, index, question)


def _slips(site: Site, document: Document, index: int, question: str) -> Iterator[Diagnostic]:
    """Yield each word of a question that exists in the other written standard alone."""
    lang = language(document, site.config)
    for slip in slips(without_quotations(question), lang) if lang in LANGUAGES else ():
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
