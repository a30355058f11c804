"""Where the dictionary allows several forms of a word, a site uses the one that it has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import problem
from kbsite.norwegian.forms import avoided, other_forms
from kbsite.norwegian.names_and_dates import LANGUAGES, without_quotations
from kbsite.site.assemble import language
from kbsite.site.prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbsite.diagnostics import Diagnostic, Location
    from kbsite.model import Document, Site

CODE = "other-form"


def chosen_forms(site: Site) -> Iterator[Diagnostic]:
    """No text has a form of a word that `data/writing.yaml` says to avoid, in the text or in the fields.

    Links, italics and quotations do not count: a title is in its own forms.
    """
    forms = {lang: avoided(site.config.forms, lang) for lang in LANGUAGES}
    for document in site.documents if any(forms.values()) else ():
        for block in prose(site, document):
            own = block.passage.own
            for found in other_forms(own, forms[block.lang]):
                yield problem(block.passage.place(found.offset), CODE, word=found.word, instead=found.instead)
        yield from _fields(document, forms.get(language(document, site.config), {}))


def _fields(document: Document, known: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield the avoided forms in the fields of a page that readers see."""
    for at, text in _texts(document) if known and document.sound else ():
        for found in other_forms(without_quotations(text), known):
            yield problem(at, CODE, word=found.word, instead=found.instead)


def _texts(document: Document) -> Iterator[tuple[Location, str]]:
    meta = document.meta
    yield document.at("title"), meta.title
    yield document.at("summary"), meta.summary
    for index, question in enumerate(meta.also_asked):
        yield document.at("also_asked", index), question
    for index, step in enumerate(getattr(meta, "steps", ())):
        yield document.at("steps", index, "title"), step.title
        yield document.at("steps", index, "text"), step.text
