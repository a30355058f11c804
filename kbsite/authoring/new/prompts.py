"""Prompts on the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.schema.choices import Choice


@dataclass(frozen=True, slots=True)
class Prompts:
    """A terminal: a function that reads a line, one that shows a text, and the words to prompt with."""

    read: Callable[[], str]
    show: Callable[[str], object]
    words: Catalogue

    def ask(self, question: str, **values: str) -> str:
        """Return the answer to a question of the catalogue, "" for Enter alone.

        Raises EnvironmentFault when nobody answers.
        """
        self.show(f"{self.words.line(question, **values)} ")
        answer = self.read()
        if not answer:
            raise EnvironmentFault("interrupted")
        return " ".join(answer.split())

    def insist(self, question: str) -> str:
        """Return an answer that is not empty; prompts until there is one."""
        answer = ""
        while not answer:
            answer = self.ask(question)
        return answer

    def pick(
        self,
        question: str,
        choices: tuple[Choice, ...],
        *,
        several: bool,
        otherwise: Callable[[str], str] = lambda _answer: "",
    ) -> tuple[str, ...]:
        """Return the ids that were picked by number, id or title; asks again while an answer is none of them.

        `otherwise` may give an id for such an answer.
        """
        for number, choice in enumerate(choices, start=1):
            self.show(f"  {number:2}  {choice.title} ({choice.id})\n")
        known = {slug(choice.title): choice.id for choice in choices}
        known |= {choice.id.casefold(): choice.id for choice in choices}
        known |= {str(number): choice.id for number, choice in enumerate(choices, start=1)}
        while True:
            given = self.insist(question)
            answers = [each.strip() for each in given.split(",") if each.strip()] if several else [given]
            found = [known.get(each.casefold()) or known.get(slug(each)) or otherwise(each) for each in answers]
            picked = tuple(dict.fromkeys(each for each in found if each))
            if picked and all(found):
                return picked
            wrong = next((each for each, hit in zip(answers, found, strict=True) if not hit), given)
            self.show(f"{self.words.line('new_not_there', answer=wrong)}\n")
