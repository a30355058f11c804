"""Leftovers of pasting from an e-mail or a web page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import MessageKey, problem
from kbsite.norwegian.names_and_dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Document, Site
    from kbsite.model.passage import Passage

CODE = "pasted-debris"

_DAY = rf"\d{{1,2}}\.? ?(?:\d{{1,2}}\.|{'|'.join(MONTHS)}) ?\d{{4}}"

_GREETING = re.compile(
    r"(?:hei|hallo|heisann|heia|god (?:dag|morgen|morgon|kveld)|kjære)(?: (?:på deg|der|du|alle(?: sammen)?|igjen"
    r"|og takk for [^.!?\n]{1,60}|[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?))?\s*[,!.]?"
    r"|(?:(?:hei|hallo|heisann)(?: (?:på deg|der|alle(?: sammen)?|igjen))?\s*[,!.] ?(?:tusen "
    r"|mange )?takk for [^.!?\n]{1,80}[.!])",
    re.IGNORECASE,
)
_BEGINS_WITH_GREETING = re.compile(
    r"\s*(?:(?:[Hh]ei|[Hh]allo|[Hh]eisann)(?: (?:på deg|der|alle(?: sammen)?|igjen))?\s*[!,.]|Hei på deg\b"
    r"|Hei alle\b|Hei og (?:tusen |mange )?takk)\s+(?=[A-ZÆØÅ]|takk\b|og takk\b|for\b|$)"
)
_SIGNATURE = re.compile(
    r"(?:(?:med\s+)?(?:vennlig|vennleg|venleg|beste|hjertelig|hjarteleg)\s+(?:hilsen|hilsing|helsing)"
    r"|med\s+(?:hilsen|hilsing|helsing)"
    r"|mvh\b|vh\b|hilsen(?=,|\s+(?:redaksjonen|oss|[A-ZÆØÅ][\w-]+ [A-ZÆØÅ]))|helsing(?=,|\s+redaksjonen)"
    r"|(?:ha en |ha ei )?(?:god|fin|riktig god) (?:helg|dag|sommer|sommar|påske|jul)(?: videre| vidare)?(?=[!.]?\Z)"
    r"|best regards|kind regards|sendt fra min (?:iphone|ipad|mobil\w*)|sent from my)"
    r"[^.!?]{0,120}[.!]?",
    re.IGNORECASE,
)

_HERE = re.compile(
    r"(?:\A|(?<=[.!?] )|(?<=[.!?]\n))(?:for å (?:lese|se|sjå)[^.!?\n]{0,60},? )?(?:les|klikk|trykk|last ned"
    r"|finn)\b[^.!?\n]{0,60}\bher\b(?: for å [^.!?\n]{1,60}| \(pdf\))?(?=[.!:»>)\s]*(?:\Z|[.!]))",
    re.IGNORECASE,
)
_FOR_MORE = re.compile(
    r"\bfor (?:mer|meir) (?:info|informasjon)(?: om [^.!?\n]{1,40})?,? (?:klikk|trykk|se|sjå"
    r"|les) her(?=[.!:»>)\s]*(?:\Z|[.!]))"
    r"|\bdu kan lese (?:mer|meir|alt) (?:om [^.!?\n]{1,40} )?her(?=[.!:»>)\s]*(?:\Z|[.!]))",
    re.IGNORECASE,
)
_SHOUTED = re.compile(
    r"\b(?:les|lese|klikk|klikke|trykk|se|sjå|finn|finner|last ned)\b[^.!?\n]{0,60}\bHER\b", re.IGNORECASE
)
_MORE = re.compile(
    r"(?:les (?:mer|meir|videre|vidare|hele (?:saken|artikkelen)|heile (?:saka|artikkelen))|read more"
    r"|(?:les|lese|sjå|se)(?: mer| meir)? (?:på|via) (?:denne|følgende|følgjande)"
    r" (?:lenken|lenka|lenkja|linken|siden|sida)"
    r"|klikk inn (?:på|under)\b[^.!?\n]{1,60})[\s.:!»>…→]*",
    re.IGNORECASE,
)

_OLD_SITE = re.compile(
    r"-{2,} ?(?:opprinnelig melding|original ?melding|videresendt melding|vidaresend melding|original message"
    r"|forwarded message) ?-{2,}"
    rf"|(?:den |på )?(?:(?:man|tirs|ons|tors|fre|lør|søn)\.? ?(?:dag)? )?{_DAY}[^!?\n]{{0,30}}\b(?:skrev"
    rf"|skreiv) [^.!?\n]{{1,60}}:"
    r"|fra: [^\n]{1,80}\s+sendt: [^\n]{1,80}\s+(?:til|kopi): [\s\S]{1,400}|from: [^\n]{1,80}\s+(?:sent"
    r"|date): [\s\S]{1,400}"
    r"|(?:alt )?(?:innhold(?:et)?|innhald(?:et)?)\b.{0,60}\b(?:lisensiert|lisens"
    r"|lisensen)\b.{0,40}\b(?:creative commons\b|CC[ -]BY).{0,80}"
    r"|tips en venn\b.{0,80}|kode: ?\S{0,12}|(?:skriv ut|utskriftsvennlig|utskriftsvenleg|utskrift)(?: (?:siden"
    r"|sida|saken|saka|artikkelen|versjon|side))?"
    r"|del (?:på|via|med) (?:facebook|twitter|x|linkedin|e-?post|venner|vener|sosiale medi(?:er|um))\b.{0,60}"
    r"|del (?:denne )?(?:saken|saka|siden|sida|artikkelen)(?: (?:på|via|med) .{1,40})?"
    r"|(?:share|tweet)(?: (?:on|this)\b.{0,40})?|følg oss på (?:facebook|twitter|instagram|linkedin)\b.{0,40}"
    rf"|(?:publisert|sist (?:oppdatert|endret|endra)|oppdatert|opprettet|oppretta|lagt ut|posted|published"
    rf"|last updated)(?: av [^\n]{{1,60}})?:? ?(?:den |on )?{_DAY}.{{0,60}}"
    r"|publicpages?|publictemplates?|(?:gå )?til(?:bake)?(?: til)? toppen|tilbake til (?:forsiden|forsida"
    r"|oversikten|oversikta)|til hovedinnhold|hopp til (?:hoved)?innhold(?:et)?"
    r"|logg (?:inn|på)(?: for å [^\n]{1,40})?|legg (?:inn|igjen|att) (?:en |ein )?kommentar|skriv en kommentar"
    r"|\d+ kommentar(?:er)?|mest lest(?:e)?|mest lesne|siste nytt|relaterte (?:saker|artikler|artiklar)"
    r"|abonner på (?:nyhetsbrev|vårt)\b.{0,60}|meld deg på (?:vårt )?nyhetsbrev\b.{0,40}|(?:vi|denne siden"
    r"|denne nettsiden) (?:bruker|brukar|benytter) (?:cookies|informasjonskaps\w+)\b.{0,200}"
    r"|godta (?:alle )?(?:cookies|informasjonskaps\w+)"
    r"|.{0,40}\bcaptcha\b.{0,80}|skriv (?:inn )?(?:koden|teksten|tegnene|bokstavene) (?:du ser|i bildet"
    r"|fra bildet|over)\b.{0,60}|jeg er ikke en robot|eg er ikkje ein robot"
    r"|(?:©|\(c\)|copyright\b|\d{4} ?(?:©|\(c\))).{0,80}|alle rettigheter (?:reservert|forbeholdt)\b.{0,40}"
    r"|(?:dette|denne|innholdet|innhaldet|materialet|teksten)\b.{0,60}\b(?:lisensiert|lisensen?"
    r"|creative commons)\b.{0,40}\bcreative commons\b.{0,80}|creative commons(?: lisens"
    r"| license)?(?: by\b.{0,20}| navngivelse\b.{0,60}| namngjeving\b.{0,60})?"
    r"|» ?(?:info om|forum)\b.{0,40}|(?:nettstedet|siden|løsningen) (?:er )?(?:levert|laget|utviklet) av .{1,40}"
    r"|powered by .{1,40}"
    r"|(?:denne siden |nettstedet )?krever (?:at )?javascript\b.{0,40}|vennligst aktiver javascript\b.{0,40}",
    re.IGNORECASE,
)  # fmt: skip
"""Blocks of a web page's navigation and footer."""


def pasted(site: Site) -> Iterator[Diagnostic]:
    """No text greets like a letter, says «les mer HER» where no link is, or has the menus of another site in it.

    The questions and answers that people have sent in may greet: kbsite takes that as courtesy.
    """
    for document in site.documents:
        headings = {heading.at.line for heading in document.body.headings}
        for section in (*document.body.sections, *(field.section for field in document.body.fields)):
            for passage in section.passages:
                if not passage.quoted and passage.at.line not in headings:
                    yield from _found(document, passage)


def _found(document: Document, passage: Passage) -> Iterator[Diagnostic]:
    whole = passage.whole
    text = whole.strip()
    start = len(whole) - len(whole.lstrip())
    if _OLD_SITE.fullmatch(text):
        yield _problem(passage, start, text, "@debris_site")
    elif not document.meta.sections and (_GREETING.fullmatch(text) or _SIGNATURE.fullmatch(text)):
        yield _problem(passage, start, text, "@debris_greeting")
    elif not document.meta.sections and (greeting := _BEGINS_WITH_GREETING.match(whole)):
        yield _problem(passage, start, greeting[0].strip(), "@debris_greeting")
    own = passage.own
    if _MORE.fullmatch(own.strip()) and own.strip() == text:
        yield _problem(passage, start, text, "@debris_more")
        return
    here = (*_HERE.finditer(own), *_FOR_MORE.finditer(own)) if "her" in own or "HER" in own else ()
    for found in here:
        if found[0].split()[-1:] and "  " not in found[0]:
            yield _problem(passage, found.start(), found[0], "@debris_more")
            return
    for found in _SHOUTED.finditer(own) if "HER" in own else ():
        if found[0].endswith("HER") and "  " not in found[0]:
            yield _problem(passage, found.start(), found[0], "@debris_more")
            return


def _problem(passage: Passage, offset: int, text: str, kind: str) -> Diagnostic:
    shown = " ".join(text.split())
    short = shown if len(shown) <= 60 else f"{shown[:59]}…"
    return problem(passage.place(offset), CODE, text=short, kind=MessageKey(kind))
