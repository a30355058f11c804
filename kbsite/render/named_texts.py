"""The texts that come with kbsite besides the words of layouts, by their names in the files of words.

They are the names of kinds, of their parts and fields, of the register of laws and the glossary, the titles of
notes, and the words of PDF files. Bokmål, nynorsk and English are in the program; the file of words of any other
language has them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kbsite.model.lexicon import GLOSSARY, LAWS, WORD
from kbsite.norwegian.local_text import LocalText
from kbsite.norwegian.names_and_dates import form_of
from kbsite.render.callouts import CALLOUTS
from kbsite.render.notes import NOTE_BACK
from kbsite.render.typst import words
from kbsite.schema.kinds import BUILT_IN
from kbsite.schema.shown_fields import shown_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

LAW = LocalText("Lov", "Lov", "Law", key="law")
"""What a law is called, where the search answers with one."""

TERM = LocalText("Ordforklaring", "Ordforklaring", "Explanation of a word", key="term")
"""What the search answers with where a query is a word of the glossary."""


@cache
def name_texts() -> dict[str, LocalText]:
    """Return the texts by their names, in the order in which a file of words has them."""
    of_pdf = [each for each in vars(words).values() if isinstance(each, LocalText)]
    fields = [field.label for kind in BUILT_IN for field in shown_fields(kind)]
    others = {
        text.key: replace(text, key="")
        for text in (LAWS, GLOSSARY, WORD, LAW, TERM, NOTE_BACK, *CALLOUTS.values(), *fields, *of_pdf)
    }
    return {**BUILT_IN.texts(), **others}


def needed(of_layouts: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the words that a language needs, those `of_layouts` first.

    Not needed are what kbsite makes, and the forms that another language has of a word.
    """
    names = dict.fromkeys((*of_layouts, *name_texts()))
    return tuple(name for name in names if not name.startswith("read_in_") and not form_of(name, names))
