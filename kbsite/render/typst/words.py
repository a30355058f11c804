"""The words that a PDF has of its own, in each language."""

from __future__ import annotations

from kbsite.norwegian.local_text import LocalText

CONTENTS = LocalText("Innhold", "Innhald", "Contents")
QUESTION = LocalText("Spørsmål", "Spørsmål", "Question")
ANSWER = LocalText("Svar", "Svar", "Answer")
BY = LocalText("Av", "Av", "By")
PUBLISHED = LocalText("Publisert", "Publisert", "Published")
UPDATED = LocalText("Oppdatert", "Oppdatert", "Updated")
REVIEWED = LocalText("Faglig gjennomgått", "Fagleg gjennomgått", "Reviewed")
ADDRESS = LocalText("På nettet", "På nettet", "On the web")
NEWEST_THERE = LocalText(
    "Teksten kan være endret siden filen ble laget. Den nyeste utgaven ligger på nettet.",
    "Teksten kan vere endra sidan fila vart laga. Den nyaste utgåva ligg på nettet.",
    "The text may have been changed since this file was made. The newest version is on the web.",
)
RESOURCES = LocalText("Lær mer andre steder", "Lær meir andre stader", "Learn more elsewhere")
LINKS = LocalText("Lenker og kilder", "Lenkjer og kjelder", "Links and sources")
LINKS_LEAD = LocalText(
    "Tallene i hakeparentes i teksten viser hit.",
    "Tala i hakeparentes i teksten viser hit.",
    "The numbers in brackets in the text lead here.",
)
WORDS = LocalText("Ord i teksten", "Ord i teksten", "Words in the text")
ELSEWHERE = LocalText(
    "Mer om temaet på nettstedet", "Meir om temaet på nettstaden", "More on the topic on the site"
)
STEPS = LocalText("Stegene ett for ett", "Stega eitt for eitt", "The steps one by one")
READ_MORE = LocalText("Les mer", "Les meir", "Read more")
SYNONYMS = LocalText("Også kalt: {words}", "Òg kalla: {words}", "Also called: {words}")
PICTURE = LocalText("Bilde: {alt}", "Bilete: {alt}", "Picture: {alt}")
PAGE = LocalText("Side {n} av {total}", "Side {n} av {total}", "Page {n} of {total}")
EXAMPLE = LocalText("Oppdiktet eksempel", "Oppdikta eksempel", "Invented example")
EXAMPLE_AUTHOR = LocalText("oppdiktet forfatter", "oppdikta forfattar", "invented author")
ARCHIVED = LocalText(
    "Arkivert: Siden er tatt vare på slik den var, og blir ikke lenger oppdatert.",
    "Arkivert: Sida er teken vare på slik ho var, og blir ikkje lenger oppdatert.",
    "Archived: The page is kept as it was, and is no longer updated.",
)
YES = LocalText("Ja", "Ja", "Yes")
NO = LocalText("Nei", "Nei", "No")
