"""An abbreviation is explained on the page that uses it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.diagnostics import problem
from kbsite.site.prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Config, Document, Site
    from kbsite.site.prose import Prose

CODE = "unexplained-abbreviation"

_KNOWN = """
AIDS AS ASA BA CD DNA DVD EU EØS FN GPS HIV HMS HTML ID IKT IT KI KOLS KS LED MMS NATO NAV NB NOK NOU NRK NTNU OBS
OECD OK OL PC PDF QR RSS SMS SSB TV UNESCO UNICEF USA USB VM WC WHO
"""

KNOWN = frozenset(_KNOWN.split())
"""Abbreviations that everyone in Norway knows; `data/writing.yaml` adds those that a site's readers know."""

_ABBREVIATION = re.compile(r"(?<![\w/.-])([A-ZÆØÅ]{2,6}(?:[- ][A-ZÆØÅ]{2,6})*)s?(?![\w/@]|-?\d)")
"""Two to six capital letters, alone or as the beginning of a compound; `IS-1234` is the number of a document."""

_CAPITALS = re.compile("[A-ZÆØÅ]{2}")
"""What every abbreviation has: texts without it are not read further."""

_NONE = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})|.*(.)\1\1.*|TODO|FIXME|TBD|TKTK|HER")
"""Capital letters that abbreviate nothing: Roman numbers, ÅÅÅÅ, marks for what is to be written, a shouted word."""

_KIND = (
    r"(?:senteret|instituttet|organisasjonen|foreningen|foreininga|forbundet|nettverket|direktoratet|etaten"
    r"|selskapet"
    r"|avisen|avisa|programmet|prosjektet|samarbeidet|ordningen|ordninga|metoden|modellen|verktøyet|systemet"
    r"|registeret|undersøkelsen|undersøkinga|gruppen|gruppa)"
)
"""A noun that says what the name after it is: «kompetansesenteret KORFOR»."""

_BEFORE = r"(?:heretter|forkortet|forkorta|kalt|kalla|ofte|også|òg|eller|kort|på engelsk|av engelsk)"
_MEANS = r"(?:står for|er (?:en|ei) fork|er kort for|betyr|tyder|vil si|vil seie|er namnet på|er navnet på)"


_WRITTEN = re.compile(r"(?<!\w)[A-ZÆØÅ]{2,6}(?:[- ][A-ZÆØÅ]{2,6}){0,4}")
"""An abbreviation anywhere, of one or more parts."""

_PART = re.compile("[A-ZÆØÅ]+")

_BEFORE_IT, _BEHIND_IT = 120, 400
"""How many characters before and after an abbreviation may explain it."""

_NAME = r"[«“\"]?\0(?:-\w+)?s?[»”\"]?"

_EXPLAINED = re.compile(
    rf"[\w»”\"]\s*\((?:{_BEFORE}\s+)*{_NAME}\s*[,;)]"
    rf"|(?<!\w){_NAME}\s*\((?!se |sjå |jf|§)[^\W\d][^)\d]{{5,}}\)"
    rf"|{_KIND}\s+{_NAME}(?!\w)"
    rf"|^{_NAME}\s*[,:–]\s"
    rf"|(?<!\w){_NAME},?\s+{_MEANS}"
    rf"|(?:forkortet|forkorta|forkortes|forkortast|kalt|kalla)\s+(?:til\s+)?{_NAME}(?!\w)",
    re.MULTILINE,
)


def abbreviations(site: Site) -> Iterator[Diagnostic]:
    """No page uses an abbreviation that it never explains, unless the glossary, the laws or everyone knows it."""
    known = KNOWN | _known_of(site.config)
    for document in site.documents:
        blocks = tuple(prose(site, document))
        unknown = _unknown(blocks, known)
        if unknown:
            page = Page(_page(document))
            for name, (block, offset) in unknown.items():
                if not page.explains(name):
                    yield problem(block.passage.place(offset), CODE, abbreviation=name)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, and the offsets of each abbreviation in it."""

    text: str
    places: Mapping[str, Sequence[int]] = field(init=False)

    def __post_init__(self) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for match in _WRITTEN.finditer(self.text):
            parts = [part.span() for part in _PART.finditer(match[0])]
            for index, (begin, _) in enumerate(parts):
                for _, end in parts[index:]:
                    places[match[0][begin:end]].append(match.start() + begin)
        object.__setattr__(self, "places", places)

    def explains(self, name: str) -> bool:
        """Return whether the page explains an abbreviation: `Folkehelseinstituttet (FHI)`, `FHI står for …`.

        An abbreviation is explained by its full form, and in a list by the text after it. Only nearby text is read,
        with the abbreviation as the letter that the pattern has for it.
        """
        return any(
            map(_EXPLAINED.search, (self._near(begin, begin + len(name)) for begin in self.places.get(name, ())))
        )

    def _near(self, begin: int, end: int) -> str:
        return f"{self.text[max(0, begin - _BEFORE_IT) : begin]}\0{self.text[end : end + _BEHIND_IT]}"


def _known_of(config: Config) -> frozenset[str]:
    names = [text for law in config.laws for text in (*law.names, *law.abbreviations)]
    for term in config.glossary:
        names += (term.abbreviation, *term.term.forms, *term.variants, *term.synonyms)
    return frozenset(_ABBREVIATION.findall("\n".join(names))) | frozenset(config.known_abbreviations)


def _unknown(blocks: Sequence[Prose], known: frozenset[str]) -> dict[str, tuple[Prose, int]]:
    """Return the unknown abbreviations, each with the place of its first occurrence."""
    found: dict[str, tuple[Prose, int]] = {}
    for block in blocks:
        whole = block.passage.whole
        if not _CAPITALS.search(whole) or known.issuperset(_ABBREVIATION.findall(whole)):
            continue
        own = block.passage.own
        for match in _ABBREVIATION.finditer(own) if not own.isupper() else ():
            if not _is_known(match[1], known):
                found.setdefault(match[1], (block, match.start()))
    return found


def _is_known(name: str, known: frozenset[str]) -> bool:
    """Return whether `known` has the abbreviation, or all of its parts."""
    if name in known or _NONE.fullmatch(name):
        return True
    parts = re.split("[- ]", name)
    return len(parts) > 1 and all(_is_known(part, known) for part in parts)


def _page(document: Document) -> str:
    said = [passage.whole for section in document.body.sections for passage in section.passages]
    return "\n".join([document.meta.title, document.meta.summary, *said])
