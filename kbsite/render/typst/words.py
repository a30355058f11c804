"""The words that a PDF has of its own, in each language."""

from __future__ import annotations

from kbsite.norwegian.local_text import LocalText

CONTENTS = LocalText("Innhold", "Innhald", "Contents", key="pdf_contents")
QUESTION = LocalText("Spørsmål", "Spørsmål", "Question", key="question")
ANSWER = LocalText("Svar", "Svar", "Answer", key="answer")
BY = LocalText("Av", "Av", "By", key="by")
PUBLISHED = LocalText("Publisert", "Publisert", "Published", key="published")
UPDATED = LocalText("Oppdatert", "Oppdatert", "Updated", key="updated")
REVIEWED = LocalText("Faglig gjennomgått", "Fagleg gjennomgått", "Reviewed", key="reviewed")
ADDRESS = LocalText("På nettet", "På nettet", "On the web", key="pdf_address")
NEWEST_THERE = LocalText(
    "Teksten kan være endret siden filen ble laget. Den nyeste utgaven ligger på nettet.",
    "Teksten kan vere endra sidan fila vart laga. Den nyaste utgåva ligg på nettet.",
    "The text may have been changed since this file was made. The newest version is on the web.",
    key="pdf_newest_there",
)
RESOURCES = LocalText("Lær mer andre steder", "Lær meir andre stader", "Learn more elsewhere", key="resources")
LINKS = LocalText("Lenker og kilder", "Lenkjer og kjelder", "Links and sources", key="pdf_links")
LINKS_LEAD = LocalText(
    "Tallene i hakeparentes i teksten viser hit.",
    "Tala i hakeparentes i teksten viser hit.",
    "The numbers in brackets in the text lead here.",
    key="pdf_links_lead",
)
WORDS = LocalText("Ord i teksten", "Ord i teksten", "Words in the text", key="pdf_words")
ELSEWHERE = LocalText(
    "Mer om temaet på nettstedet",
    "Meir om temaet på nettstaden",
    "More on the topic on the site",
    key="pdf_elsewhere",
)
STEPS = LocalText("Stegene ett for ett", "Stega eitt for eitt", "The steps one by one", key="model_steps")
READ_MORE = LocalText("Les mer", "Les meir", "Read more", key="model_pages")
SYNONYMS = LocalText("Også kalt: {words}", "Òg kalla: {words}", "Also called: {words}", key="glossary_synonyms")
PICTURE = LocalText("Bilde: {alt}", "Bilete: {alt}", "Picture: {alt}", key="pdf_picture")
PAGE = LocalText("Side {n} av {total}", "Side {n} av {total}", "Page {n} of {total}", key="pdf_page")
EXAMPLE = LocalText("Oppdiktet eksempel", "Oppdikta eksempel", "Invented example", key="example")
EXAMPLE_AUTHOR = LocalText("oppdiktet forfatter", "oppdikta forfattar", "invented author", key="example_author")
ARCHIVED = LocalText(
    "Arkivert: Siden er tatt vare på slik den var, og blir ikke lenger oppdatert.",
    "Arkivert: Sida er teken vare på slik ho var, og blir ikkje lenger oppdatert.",
    "Archived: The page is kept as it was, and is no longer updated.",
    key="pdf_archived",
)
YES = LocalText("Ja", "Ja", "Yes", key="yes")
NO = LocalText("Nei", "Nei", "No", key="no")
