"""Questions and answers."""

from __future__ import annotations

from typing import ClassVar

from kbsite.norwegian.local_text import LocalText
from kbsite.schema.declared import declared
from kbsite.schema.field_types import Language, Text
from kbsite.schema.kinds.front_matter import FrontShelf, Published, SectionCodes, SectionSpec


class QuestionAndAnswer(Published):
    """A question from a municipality and the answer to it."""

    kind: ClassVar[str] = "qa"
    folder: ClassVar[str] = "sporsmal-og-svar"
    english_folder: ClassVar[str] = "questions"
    one: ClassVar[LocalText] = LocalText("Spørsmål og svar", "Spørsmål og svar", "Question and answer")
    many: ClassVar[LocalText] = LocalText("Spørsmål og svar", "Spørsmål og svar", "Questions and answers")
    empty_index: ClassVar[bool] = True
    structured: ClassVar[str] = "QAPage"
    on_every_theme: ClassVar[bool] = True
    suggested_first: ClassVar[bool] = True
    front: ClassVar[FrontShelf | None] = FrontShelf(
        LocalText("Nye spørsmål og svar", en="New questions and answers"), place=1, most=3
    )
    sections: ClassVar[tuple[SectionSpec, ...]] = (
        SectionSpec(
            "question",
            LocalText("Spørsmål", en="Question"),
            LocalText("Skriv spørsmålet her.", en="Write the question here."),
            keeps_heading=False,
            codes=SectionCodes(
                missing="missing-question",
                empty="missing-question",
                double="double-question",
                text_before="text-before-question",
            ),
        ),
        SectionSpec(
            "answer",
            LocalText("Svar", en="Answer"),
            LocalText("Skriv svaret her.", en="Write the answer here."),
            keeps_heading=False,
            codes=SectionCodes(
                missing="missing-answer", empty="missing-answer", double="double-answer", misplaced="answer-first"
            ),
        ),
    )

    asked_by: Text = declared(
        LocalText("Hvem som spurte", "Kven som spurde", "Who asked"),
        "Rollen til den som spurte, aldri et navn: «planlegger i en liten kommune».",
        "",
    )
    question_lang: Language | None = declared(
        LocalText("Målform i spørsmålet", en="Language of the question"),
        "Språket spørsmålet er skrevet på, når det er et annet enn svarets.",
        None,
    )
