"""Which pages and definitions rest on each law and each section: one answer for the register and the reports."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kbsite.model.lexicon import section_key
from kbsite.site.definitions import definitions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.model import Document, Site
    from kbsite.model.lexicon import Law, Term

Citing = TypeVar("Citing")
_Sections = defaultdict[str, dict[str, Citing]]
"""What cites each section of a law, by path or id."""

_Found = defaultdict[str, _Sections[Citing]]


@dataclass(frozen=True, slots=True)
class CitedSection:
    """A section or a whole chapter of a law, and the pages and the glossary's words that refer to it, in order."""

    section: str
    pages: tuple[Document, ...]
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law of `data/laws.yaml`, the pages that name it or refer to it, and those of each section, in order.

    `terms` are the glossary's words whose definitions do.
    """

    law: Law
    pages: tuple[Document, ...]
    sections: tuple[CitedSection, ...]
    terms: tuple[Term, ...] = ()


def cited_laws(site: Site) -> tuple[CitedLaw, ...]:
    """Return every law in the order of `data/laws.yaml`; a page counts once for a law, and once for a section.

    So does a word of the glossary.
    """
    pages: _Found[Document] = defaultdict(lambda: defaultdict(dict))
    terms: _Found[Term] = defaultdict(lambda: defaultdict(dict))
    for document in site.pages:
        for reference in document.body.references:
            pages[reference.law][reference.section][document.path] = document
    for each in definitions(site.config):
        for reference in each.references:
            terms[reference.law][reference.section][each.term.id] = each.term
    return tuple(_law(law, pages[law.id], terms[law.id]) for law in site.config.laws)


def cited_sections(document: Document) -> dict[tuple[str, str], None]:
    """Return the law and the section of each reference of a page, each once, in the order of the text."""
    return dict.fromkeys((each.law, each.section) for each in document.body.references if each.section)


def _law(law: Law, pages: _Sections[Document], terms: _Sections[Term]) -> CitedLaw:
    names = {name for name in (*pages, *terms) if name}
    order = sorted(names, key=lambda section: (section_key(section), section))
    return CitedLaw(
        law,
        _all(pages.values()),
        tuple(CitedSection(name, _all([pages[name]]), _all([terms[name]])) for name in order),
        _all(terms.values()),
    )


def _all(found: Iterable[dict[str, Citing]]) -> tuple[Citing, ...]:
    """Return what cites, each once, by path or id."""
    by_name = {name: each for some in found for name, each in some.items()}
    return tuple(by_name[name] for name in sorted(by_name))
