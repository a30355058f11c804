"""Offers to create missing author profiles, on a terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.authoring.new.request import file_name
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbsite.authoring.choices import Choices
    from kbsite.authoring.new.prompts import Prompts


@dataclass(slots=True)
class Profiles:
    """Profiles to be created: each author's name, by the new id."""

    prompts: Prompts | None
    made: dict[str, str] = field(default_factory=dict)

    def known(self, given: Sequence[str], choices: Choices) -> tuple[str, ...]:
        """Return the requested author ids, with those of accepted new profiles for unknown ones."""
        there = {choice.id for choice in choices.authors} | {slug(choice.title) for choice in choices.authors}
        return tuple(name if name in there or slug(name) in there else self.offer(name) or name for name in given)

    def offer(self, given: str) -> str:
        """Return the id of a new profile, where its name is given at the prompt; else ""."""
        name = self.prompts.ask("new_ask_profile", author=given) if self.prompts else ""
        own = file_name(name)
        if own:
            self.made[own] = name
        return own

    def offer_name(self, answer: str) -> str:
        """Return the same for an answer that is the name of a person, and not a misspelt id."""
        return self.offer(answer) if " " in answer and answer[:1].isupper() else ""

    def names(self, chosen: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the new profiles among the chosen authors."""
        return tuple(self.made[each] for each in chosen if each in self.made)
