"""Placeholder text is not published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kbsite.diagnostics import problem
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.schema.placeholders import PLACEHOLDER_TEXT, example_sentences, prompts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic, Location
    from kbsite.model import Document, Site
    from kbsite.schema.kinds import Kinds

CODE = "placeholder-text"

_TEXT = (
    r"teksten?|tekst|innhold(?:et)?|innhald(?:et)?|svar(?:et)?|sammendrag(?:et)?|samandrag(?:et)?"
    r"|ingress(?:en)?|tittel(?:en)?|overskrift(?:en)?"
    r"|mellomtittel|brødtekst|beskrivelse|omtale|bildetekst|bilete?tekst|lenke(?:n|tekst)?|kilde|kjelde"
)

_WHOLE = re.compile(
    r"(?:skriv|set inn|sett inn|legg inn|fyll inn|lim inn|plasser)\b[^.!?\n]{0,50}\b(?:her|inn her)"
    r"|(?:fyll ut|fyll inn|skriv mer|skriv meir|utfylles|utdypes)"
    rf"|(?:(?:et|en|ei|eit) )?(?:kort(?:e|fatta)? |ny(?:tt)? )?(?:{_TEXT}) (?:(?:kommer|kjem|skal stå|skal inn"
    rf"|mangler|manglar)(?: (?:her|inn|snart|senere|seinare))*|her)"
    r"|(?:mer|meir|mer info|meir info|mer informasjon|meir informasjon|mer tekst|meir tekst|innhold|side(?:n"
    r"|a)) (?:kommer|kjem)(?: snart| her| senere| seinare)?"
    r"|(?:kommer|kjem) (?:snart|senere|seinare)|under arbeid(?:ing|else)?|under utarbeiding|under utarbeidelse"
    r"|under konstruksjon"
    r"|(?:your|insert|add|enter|write) [^.!?\n]{0,30}\b(?:text|here|content|title)|(?:text|content"
    r"|coming) (?:goes here|here|soon)"
    r"|her (?:kommer|kjem|skal) (?:det )?(?:mer |meir |en |ei |ein )?(?:stå |komme |kome |inn )?"
    r"(?:tekst|noe|noko|innhold|innhald|teksten|svaret|en tekst|ein tekst)(?: (?:om|her|senere|seinare"
    r"|snart)\b[^.!?\n]{0,40})?"
    r"|(?:svar(?:et)?|tekst(?:en)?|innhold|innhald|bilde|bilete|tittel|lenke|lenkje|kilde|kjelde):? ?"
    r"\(?(?:kommer|kjem|mangler|manglar|sett inn|set inn|skal inn|\?+)\)?"
    r"|(?:dette|det her) er (?:en|ein) (?:test|prøve)|ikke ferdig|ikkje ferdig|mangler tekst|manglar tekst"
    r"|(?:dd\.mm\.(?:å{2,4}|y{2,4}))|dummy(?:[ -]?te(?:k|x)st)?|test(?: test)*|asdf\w*|bla ?bla(?: ?bla)*"
    r"|plassholder|plasshaldar"
    r"|placeholder text|ipsum|…|\.{3,}|-{3,}|_{3,}|\?{2,}",
    re.IGNORECASE,
)  # fmt: skip
"""Blocks that say no more than that something is to be said."""

_TITLE = re.compile(
    r"(?:uten|utan) tittel|untitled|tittel(?: her)?|title|ny (?:side|artikkel|sak|kladd|fil|tittel)|new (?:page"
    r"|post|article)|test\d*|kladd|utkast|navnløs|namnlaus",
    re.IGNORECASE,
)  # fmt: skip

_ANYWHERE = re.compile(
    r"\((?:kilde|kjelde|tall|dato|sjekk|stemmer det)\?\)|(?<!\w)xx(?= [a-zæøå])"
    r"|(?<!\w)XX(?= (?:kommuner|prosent|dager|uker|kroner|personer|meter|innbyggere|innbyggjarar|år\b|stykk))"
    r"|(?i:\bdummy-?te(?:k|x)st(?:en)?\b|\blorem ipsum(?: dolor sit amet)?\b|\bdolor sit amet\b)"
    r"|\b(?:TODO|FIXME|TBD|TBA|TKTK|TK TK|PLACEHOLDER)\b(?!-\w)|(?<![\w-])(?:[Tt]odo|[Ff]ixme):(?=\s)"
    r"|\b[kK]l\. ?(?:XX|xx)[.:](?:XX|xx)\b|\b(?:dd\.mm\.å{2,4}|DD\.MM\.Å{2,4})(?!\w)|\b20(?:xx|[?]{2})(?!\w)"
    r"|%[A-ZÆØÅ_]{3,20}%"
    r"|(?<!\w)XX(?= (?:kommune|fylkeskommune|fylke)\b)"
    r"|\((?:sjekk|sjekk dette|sjekkes|må sjekkes|fyll inn|fyll ut|sett inn|set inn)!?\)|\[(?:sjekk|sjekkes"
    r"|mangler|manglar)!?\]"
    r"|(?<!\w)(?<!apittel )(?<![Kk]ap\. )(?<![Dd]el )(?<!rtikkel )(?<![Bb]ind )(?<!edlegg )(?<![Nn]r\. )(?:XXX"
    r"|X{4,}|xxx+)(?![\w.])"
    r"|\b(?:19|20)XX\b|\b(?:xx|XX|00)\.(?:xx|XX|00)\.(?:xxxx|XXXX|(?:19|20)(?:xx|XX|\d\d))\b"
    r"|\[(?:sett inn|set inn|fyll inn|fyll ut|skriv inn|skriv|legg inn|legg til|lim inn|insert|add"
    r"|your)\b[^\[\]\n]{0,80}\]"
    r"|(?<![\[{])[\[{](?:[Bb]ilde|[Bb]ilete|figur|tabell|adresse|telefon|beløp|antall|tal)(?: her)?[\]}]"
    r"|(?<![\[{])[\[{](?:navn|namn|dato|tittel|kommune|kommunenavn|kommunenamn|tekst|lenke|lenkje|kilde|kjelde"
    r"|xx+|XX+"
    r"|placeholder)(?: her)?[\]}]"
    r"|<<[^<>\n]{1,60}>>|\b(?:kilde|kjelde|referanse|tall|sjekk)(?: mangler| manglar)? ?\?{2,}|\?{3,}",
)  # fmt: skip
"""Markers of unfinished text, such as TODO, whatever is around them."""

_SIGNS = (
    *("xx", "todo", "fixme", "tbd", "tba", "tktk", "tk tk", "placeholder", "dummy", "lorem", "dolor", "dd.mm"),
    *("(kilde", "(kjelde", "(tall", "(dato", "(sjekk", "(stemmer", "(må ", "(fyll ", "(sett ", "(set "),
    *("[", "{", "%", "<<", "??", "00."),
)
"""Each marker has one of these in it, in lower case: most texts have none and need no closer reading."""

_AROUND = '… \t\n*_.:!([«"“”»])>'


@dataclass(frozen=True, slots=True)
class _New:
    """The placeholders that `kbsite new` writes, and the sentences of its examples."""

    texts: re.Pattern[str]
    plain: tuple[str, ...]
    examples: frozenset[str]


def placeholders(site: Site) -> Iterator[Diagnostic]:
    """No page but a draft has the sentences of a new file, filler text, or marks for what is to be written."""
    new = _new(site.config.kinds)
    for document in site.documents:
        if not document.meta.draft:
            yield from _in_fields(document, new)
            yield from _in_text(document, new)


def _in_text(document: Document, new: _New) -> Iterator[Diagnostic]:
    for section in (*document.body.sections, *(field.section for field in document.body.fields)):
        for passage in section.passages:
            whole = passage.whole
            if passage.cell and not any(map(str.isalnum, whole)):
                continue  # a sign for a figure that is not known
            if _says_nothing(whole, new) and not whole.strip().startswith("«"):
                start = len(whole) - len(whole.lstrip())
                yield _problem(passage.place(start), whole)
                continue
            for found in _marks(passage.own, new):
                yield _problem(passage.place(found.start()), found[0])


def _marks(text: str, new: _New) -> Iterator[re.Match[str]]:
    """Yield the placeholders of `kbsite new` in a text, and the marks of what is to be written."""
    lower = text.casefold()
    if any(each in lower for each in new.plain):
        yield from new.texts.finditer(text)
    if any(each in lower for each in _SIGNS):
        yield from _ANYWHERE.finditer(text)


def _in_fields(document: Document, new: _New) -> Iterator[Diagnostic]:
    meta = document.meta
    texts: list[tuple[tuple[str | int, ...], str]] = [(("title",), meta.title), (("summary",), meta.summary)]
    texts += [(("steps", index, "text"), step.text) for index, step in enumerate(getattr(meta, "steps", ()))]
    for path, text in texts:
        found = next(_marks(text, new), None)
        empty = _says_nothing(text, new) or (path == ("title",) and _TITLE.fullmatch(text.strip(_AROUND)))
        if document.sound and (found or empty):
            yield _problem(document.at(*path), found[0] if found and not empty else text)


def _says_nothing(text: str, new: _New) -> bool:
    bare = " ".join(text.split())
    return bare in new.examples or bool(_WHOLE.fullmatch(bare.strip(_AROUND) or bare))


def _problem(at: Location, text: str) -> Diagnostic:
    shown = " ".join(text.split())
    return problem(at, CODE, text=shown if len(shown) <= 60 else f"{shown[:59]}…")


@cache
def _new(kinds: Kinds) -> _New:
    """Return the placeholders and examples that `kbsite new` writes for these kinds, in every language."""
    lines = [catalogue(language).lines[PLACEHOLDER_TEXT] for language in LANGUAGES]
    texts = dict.fromkeys((*lines, *prompts(kinds)))
    written = [each.rstrip(".") for each in texts]
    pattern = re.compile("|".join(rf"{re.escape(each)}\b" for each in written), re.IGNORECASE)
    return _New(pattern, tuple(each.casefold() for each in written), example_sentences(kinds))
