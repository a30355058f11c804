"""Bylines, signatures, greetings and the beginnings of questions as old pages have them, with what they say."""

from __future__ import annotations

from dataclasses import dataclass

Person = tuple[str, str, str]
"""Name, title, institution."""


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline, and what it says."""

    words: str
    people: tuple[Person, ...] = ()
    date: str = ""
    updated: str = ""


MARIT, JONAS, SINDRE = "Marit Tveit", "Jonas Lie Berge", "Sindre Hauge"
ODD, GURO, EIVIND, NYMOEN = "Odd Rune Vik", "Guro Solbakk", "Eivind Solbakk", "Åshild Nymoen"

BYLINES = (
    Byline(f"Av {MARIT}", ((MARIT, "", ""),)),
    Byline(f"Av: {JONAS}", ((JONAS, "", ""),)),
    Byline(f": {SINDRE} (rev. redaksj. 2018)", ((SINDRE, "", ""),), "", "2018"),
    Byline(f":av {MARIT} og {ODD} 2011/justert 2015", ((MARIT, "", ""), (ODD, "", "")), "2011", "2015"),
    Byline(f"Av {SINDRE}2008 rådgiver KoRus-Fjord", ((SINDRE, "rådgiver", "KoRus-Fjord"),), "2008"),
    Byline(
        f"Av {MARIT} og {ODD}, seniorrådgivere, Kompetansesenter Fjord (2007, rev 2015)",
        ((MARIT, "seniorrådgivere", "Kompetansesenter Fjord"), (ODD, "seniorrådgivere", "Kompetansesenter Fjord")),
        "2007",
        "2015",
    ),
    Byline("Av Guro og Eivind Solbakk", ((GURO, "", ""), (EIVIND, "", ""))),
    Byline(
        f"{MARIT} ( Fjordvik kommune) og {EIVIND} (Høgskolen i Fjordland) 2012",
        ((MARIT, "", "Fjordvik kommune"), (EIVIND, "", "Høgskolen i Fjordland")),
        "2012",
    ),
    Byline(
        f"Av {ODD} og Team Folkehelse ved Fylkesmannen i Fjordland 2014",
        ((ODD, "", ""), ("Team Folkehelse", "", "Fylkesmannen i Fjordland")),
        "2014",
    ),
    Byline(
        f"Publisert 27.05.2016 ‐ {GURO} 2016, professor ved Universitetet i Fjordland",
        ((GURO, "professor", "Universitetet i Fjordland"),),
        "2016-05-27",
    ),
    Byline(
        f"Tekst: {NYMOEN}, dagleg leiar i Fjordvik frivilligsentral",
        ((NYMOEN, "dagleg leiar", "Fjordvik frivilligsentral"),),
    ),
    Byline(
        f"Skrevet av {JONAS}, kommuneoverlege i Tindvik kommune, oktober 2013",
        ((JONAS, "kommuneoverlege", "Tindvik kommune"),),
        "2013-10",
    ),
    Byline(f"Av {NYMOEN} (2010)", ((NYMOEN, "", ""),), "2010"),
    Byline(
        f"Av {EIVIND}, forsker II, Institutt for planforskning (2009, oppdatert 2017)",
        ((EIVIND, "forsker II", "Institutt for planforskning"),),
        "2009",
        "2017",
    ),
    Byline(
        "AV GURO SOLBAKK, prosjektleder i Fjordvik kommune 2009",
        ((GURO, "prosjektleder", "Fjordvik kommune"),),
        "2009",
    ),
    Byline(f"Kronikk av {ODD}, ordfører i Tindvik, 12. mars 2014", ((ODD, "ordfører", "Tindvik"),), "2014-03-12"),
    Byline(f"Av {MARIT}, {JONAS} og {NYMOEN}", ((MARIT, "", ""), (JONAS, "", ""), (NYMOEN, "", ""))),
    Byline(
        f"Av {MARIT}, rådgiver, Fjordvik kommune, og {JONAS}, forsker, Planinstituttet (2013)",
        ((MARIT, "rådgiver", "Fjordvik kommune"), (JONAS, "forsker", "Planinstituttet")),
        "2013",
    ),
    Byline("Publisert: 3.2.2015", (), "2015-02-03"),
    Byline("", ()),
    Byline("Av redaksjonen", (("Redaksjonen", "", ""),)),
    Byline(
        "Av Silje-Marie Ås-Berg, ph.d.-stipendiat ved Høgskolen i Fjordland (2016)",
        (("Silje-Marie Ås-Berg", "ph.d.-stipendiat", "Høgskolen i Fjordland"),),
        "2016",
    ),
    Byline("Forfatter: Tor Vik, KS", (("Tor Vik", "", "KS"),)),
    Byline(
        "Av Ola T. Myhre og Kari M. Lunde, Folkehelseavdelinga, Fjordland fylkeskommune (2011)",
        (
            ("Ola T. Myhre", "", "Folkehelseavdelinga, Fjordland fylkeskommune"),
            ("Kari M. Lunde", "", "Folkehelseavdelinga, Fjordland fylkeskommune"),
        ),
        "2011",
    ),
    Byline(f"{SINDRE}, 2012", ((SINDRE, "", ""),), "2012"),
    Byline(
        f"av {NYMOEN} - førsteamanuensis, Høgskulen i Fjordland - 2015/16",
        ((NYMOEN, "førsteamanuensis", "Høgskulen i Fjordland"),),
        "2015",
    ),
    Byline(
        f"{EIVIND} er professor ved Universitetet i Fjordland (2017)",
        ((EIVIND, "professor", "Universitetet i Fjordland"),),
        "2017",
    ),
    Byline(f"Intervju ved {MARIT}, høsten 2012", ((MARIT, "", ""),), "2012"),
)
"""The last four were written after the parser, to see what it does with forms that it was not made for."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines below an answer, and who signed."""

    lines: tuple[str, ...]
    people: tuple[Person, ...]


SIGNATURES = (
    Signature(
        ("Lykke til", "Med hilsen", GURO, "Forsker I, Planinstituttet"), ((GURO, "Forsker I", "Planinstituttet"),)
    ),
    Signature(
        ("Med vennlig hilsen", ODD, "Rådgiver", "Fjordvik kommune"), ((ODD, "Rådgiver", "Fjordvik kommune"),)
    ),
    Signature(("Hilsen redaksjonen i Kommunehjelpen",), (("Redaksjonen", "", "Kommunehjelpen"),)),
    Signature(
        (f"Med hilsen {MARIT}, seniorrådgiver, Fylkesmannen i Fjordland",),
        ((MARIT, "seniorrådgiver", "Fylkesmannen i Fjordland"),),
    ),
    Signature(
        ("Lykke til med arbeidet!", "Beste hilsen", f"{NYMOEN} og {JONAS}", "Kompetansesenter Fjord"),
        ((NYMOEN, "", "Kompetansesenter Fjord"), (JONAS, "", "Kompetansesenter Fjord")),
    ),
    Signature(
        ("Mvh", EIVIND, "Kommuneoverlege, Tindvik kommune"), ((EIVIND, "Kommuneoverlege", "Tindvik kommune"),)
    ),
    Signature(
        ("Venleg helsing", "Tor Vik", "Fagleiar, Fjordland fylkeskommune"),
        (("Tor Vik", "Fagleiar", "Fjordland fylkeskommune"),),
    ),
    Signature((SINDRE, "Seniorrådgiver, KoRus-Fjord"), ((SINDRE, "Seniorrådgiver", "KoRus-Fjord"),)),
    Signature(
        ("Lykke til videre med planarbeidet!", "Vennlig hilsen", f"Redaksjonen v/ {MARIT}"),
        ((MARIT, "", "Redaksjonen"),),
    ),
)
"""The last was written after the parser."""

GREETINGS = (
    "Hei og takk for spørsmålet!",
    "Hei!",
    "Hei og takk for spørsmålet ditt, som mange stiller.",
    "",
    "Takk for et godt spørsmål.",
    "Hei, og takk for spørsmål.",
)
ASKERS = (
    ("Spørsmål fra koordinator: {text}", "koordinator"),
    ("Spørsmål fra leder i barnevernet:\n{text}", "leder i barnevernet"),
    ("Spørsmål:\n{text}", ""),
    ("Spørsmål frå planleggjar: Hei. {text}", "planleggjar"),
    ("Planlegger i en liten kommune spør: {text}", "Planlegger i en liten kommune"),
    ("Spørsmål fra Kari Testad: {text}", ""),
)
