"""Sentences in both written standards, written for this corpus, and paragraphs made of them."""

from __future__ import annotations

PLACES = (
    "Fjordvik", "Tindvik", "Lundemo", "Havstrand", "Elvedal", "Sundnes", "Bakkely", "Myrvoll", "Storhaug", "Nesvik",
    "Granli", "Åsmarka", "Kvernhus", "Solbygda", "Vestøy", "Nordmo", "Breidvik", "Skarnes", "Holtan", "Rypedal",
    "Fagerheim", "Langvatn", "Steinsås", "Bjørkelia", "Tømmervik", "Ørnes", "Hestnes", "Kollbu", "Sjøholt", "Urdal",
    "Haukeli", "Molteby", "Rognes", "Siljedal", "Trollvik", "Vardneset", "Øyfjord", "Blåhø", "Dalsbygd", "Eikemo",
)  # fmt: skip
"""Made-up municipalities."""

BOKMAL = (
    "I {place} begynte arbeidet med at rådmannen spurte hvem som egentlig hadde ansvaret for planen.",
    "Det viste seg at ingen i {place} hadde skrevet ned hva de ulike tjenestene skulle bidra med.",
    "Gruppa møttes hver tredje uke og gikk gjennom hva innbyggerne i {place} hadde svart i undersøkelsen.",
    "Erfaringene fra {place} tyder på at det tar lengre tid å bli enige om målene enn å skrive dem ned.",
    "Hvis dere ikke har tall for deres egen kommune, kan dere bruke fylkets tall, slik {place} gjorde.",
    "Politikerne i {place} ønsket å vite hva tiltakene ville koste, og hvilke av dem som kunne vente.",
    "Vi anbefaler at {place} legger fram et kort notat for utvalget før høringen begynner.",
    "Mange ansatte i {place} fortalte at de ikke kjente til planen før den var vedtatt.",
    "Når oppgavene er fordelt, bør {place} avtale hvem som følger dem opp hvert halvår.",
    "En plan som ingen eier, blir liggende, og det har {place} merket mer enn én gang.",
    "Barn og unge i {place} ble spurt på skolen, og svarene deres endret rekkefølgen på tiltakene.",
    "Statistikken viste at {place} hadde færre skjenkesteder enn nabokommunene, men flere klager på støy.",
    "Lederne i {place} sier at de ville ha begynt med de frivillige hvis de skulle gjort det igjen.",
    "Noe av det viktigste i {place} var at planleggeren og kommuneoverlegen satt på samme møterom.",
    "Kommunestyret i {place} vedtok planen enstemmig, men bevilget ikke penger til den første vinteren.",
    "Det er ikke nødvendig å lage en egen utredning hvis {place} allerede har en oversikt fra året før.",
)
NYNORSK = (
    "I {place} starta arbeidet med at leiinga spurde kven som eigentleg hadde ansvaret for planen.",
    "Det synte seg at ingen i {place} hadde skrive ned kva dei ulike tenestene skulle gjere.",
    "Gruppa møttest kvar tredje veke og gjekk gjennom kva innbyggjarane i {place} hadde svart.",
    "Erfaringane frå {place} tyder på at det tek lengre tid å bli samde om måla enn å skrive dei ned.",
    "Viss de ikkje har tal for dykkar eigen kommune, kan de bruke tala til fylket, slik {place} gjorde.",
    "Politikarane i {place} ville vite kva tiltaka ville koste, og kven av dei som kunne vente.",
    "Vi rår til at {place} legg fram eit kort notat for utvalet før høyringa byrjar.",
    "Mange tilsette i {place} fortalde at dei ikkje kjende til planen før han var vedteken.",
    "Når oppgåvene er fordelte, bør {place} avtale kven som følgjer dei opp kvart halvår.",
    "Ein plan som ingen eig, blir liggjande, og det har {place} merka meir enn éin gong.",
    "Barn og unge i {place} vart spurde på skulen, og svara deira endra rekkjefølgja på tiltaka.",
    "Leiarane i {place} seier at dei ville ha byrja med dei frivillige om dei skulle gjere det om att.",
    "Noko av det viktigaste i {place} var at planleggjaren og kommuneoverlegen sat på same møterom.",
    "Kommunestyret i {place} vedtok planen samrøystes, men løyvde ikkje pengar til han den første vinteren.",
)
ITEMS = {
    "nb": ("hvem som skal delta i {place}", "hvilke tall {place} har fra før",
        "når utvalget i {place} skal se saken",
           "hva {place} gjør hvis tiltakene ikke virker"),
    "nn": ("kven som skal delta i {place}", "kva tal {place} har frå før", "når utvalet i {place} skal sjå saka",
           "kva {place} gjer dersom tiltaka ikkje verkar"),
}  # fmt: skip
HEADINGS = {
    "nb": (
        "Hvem bør være med",
        "Tallene først",
        "Da planen kom til politisk behandling",
        "Slik gikk det",
        "Veien videre",
    ),
    "nn": (
        "Kven bør vere med",
        "Tala først",
        "Då planen kom til politisk handsaming",
        "Slik gjekk det",
        "Vegen vidare",
    ),
}
QUESTIONS = {
    "nb": "Vi i {place} har fått i oppdrag å lage en plan, men vet ikke hvor vi skal begynne. Hvordan får vi med "
    "de andre tjenestene, og hva bør stå i mandatet?",
    "nn": "Vi i {place} har fått i oppdrag å lage ein plan, men veit ikkje kvar vi skal byrje. Korleis får vi med "
    "dei andre tenestene, og kva bør stå i mandatet?",
}  # fmt: skip


def sentence(standard: str, number: int, place: str) -> str:
    """Return one sentence about a place."""
    bank = BOKMAL if standard == "nb" else NYNORSK
    return bank[number % len(bank)].format(place=place)


def paragraph(standard: str, number: int, length: int = 3) -> str:
    """Return a paragraph that no other number gives."""
    place, other = PLACES[number % len(PLACES)], PLACES[(number * 7 + 3) % len(PLACES)]
    return " ".join(sentence(standard, number * 5 + at, (place, other)[at % 2]) for at in range(length))


def items(standard: str, number: int) -> list[str]:
    """Return four short points."""
    return [each.format(place=PLACES[(number + at) % len(PLACES)]) for at, each in enumerate(ITEMS[standard])]
