"""The running text of a site in bokmål and nynorsk, block by block, for the writing helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.site.assemble import section_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site
    from kbsite.model.passage import Passage


@dataclass(frozen=True, slots=True)
class Prose:
    """A block of a document, and the written standard that it is declared to be in."""

    passage: Passage
    lang: str


def prose(site: Site, document: Document) -> Iterator[Prose]:
    """Yield a document's blocks in bokmål and nynorsk; none where invalid fields may hide its language."""
    for section in document.body.sections if document.sound else ():
        own = section_language(document, section, site.config)
        for passage in section.passages:
            lang = passage.lang or own
            if lang in LANGUAGES:
                yield Prose(passage, lang)
