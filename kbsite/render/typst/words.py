"""The words that a PDF has of its own, in both written standards."""

from __future__ import annotations

from kbsite.norwegian.local_text import LocalText

CONTENTS = LocalText("Innhold", "Innhald")
QUESTION = LocalText("Spørsmål", "Spørsmål")
ANSWER = LocalText("Svar", "Svar")
BY = LocalText("Av", "Av")
PUBLISHED = LocalText("Publisert", "Publisert")
UPDATED = LocalText("Oppdatert", "Oppdatert")
REVIEWED = LocalText("Faglig gjennomgått", "Fagleg gjennomgått")
ADDRESS = LocalText("På nettet", "På nettet")
NEWEST_THERE = LocalText(
    "Teksten kan være endret siden filen ble laget. Den nyeste utgaven ligger på nettet.",
    "Teksten kan vere endra sidan fila vart laga. Den nyaste utgåva ligg på nettet.",
)
RESOURCES = LocalText("Lær mer andre steder", "Lær meir andre stader")
LINKS = LocalText("Lenker og kilder", "Lenkjer og kjelder")
LINKS_LEAD = LocalText("Tallene i hakeparentes i teksten viser hit.", "Tala i hakeparentes i teksten viser hit.")
WORDS = LocalText("Ord i teksten", "Ord i teksten")
ELSEWHERE = LocalText("Mer om temaet på nettstedet", "Meir om temaet på nettstaden")
STEPS = LocalText("Stegene ett for ett", "Stega eitt for eitt")
READ_MORE = LocalText("Les mer", "Les meir")
SYNONYMS = LocalText("Også kalt: {words}", "Òg kalla: {words}")
PICTURE = LocalText("Bilde: {alt}", "Bilete: {alt}")
PAGE = LocalText("Side {n} av {total}", "Side {n} av {total}")
EXAMPLE = LocalText("Oppdiktet eksempel", "Oppdikta eksempel")
EXAMPLE_AUTHOR = LocalText("oppdiktet forfatter", "oppdikta forfattar")
ARCHIVED = LocalText(
    "Arkivert: Siden er tatt vare på slik den var, og blir ikke lenger oppdatert.",
    "Arkivert: Sida er teken vare på slik ho var, og blir ikkje lenger oppdatert.",
)
YES = LocalText("Ja", "Ja")
NO = LocalText("Nei", "Nei")
