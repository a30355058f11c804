"""Which pages rest on each law and each section: one answer for the register, the pages of laws and the reports."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model.lexicon import section_key

if TYPE_CHECKING:
    from kbsite.model import Document, Site
    from kbsite.model.lexicon import Law


@dataclass(frozen=True, slots=True)
class CitedSection:
    """A section or a whole chapter of a law, and the pages that refer to it, by path."""

    section: str
    pages: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law of `data/laws.yaml`, the pages that name it or refer to it, and those of each section, in order."""

    law: Law
    pages: tuple[Document, ...]
    sections: tuple[CitedSection, ...]


def cited_laws(site: Site) -> tuple[CitedLaw, ...]:
    """Return every law in the order of `data/laws.yaml`; a page counts once for a law, and once for a section."""
    found: dict[str, dict[str, dict[str, Document]]] = defaultdict(lambda: defaultdict(dict))
    for document in site.pages:
        for reference in document.body.references:
            found[reference.law][reference.section][document.path] = document
    return tuple(_law(law, found[law.id]) for law in site.config.laws)


def cited_sections(document: Document) -> dict[tuple[str, str], None]:
    """Return the law and the section of each reference of a page, each once, in the order of the text."""
    return dict.fromkeys((each.law, each.section) for each in document.body.references if each.section)


def _law(law: Law, sections: dict[str, dict[str, Document]]) -> CitedLaw:
    pages = {path: document for each in sections.values() for path, document in each.items()}
    order = sorted(filter(None, sections), key=lambda section: (section_key(section), section))
    return CitedLaw(
        law,
        tuple(pages[path] for path in sorted(pages)),
        tuple(CitedSection(name, tuple(sections[name][path] for path in sorted(sections[name]))) for name in order),
    )
