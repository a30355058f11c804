"""A text that may be given in each language of a site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.norwegian.languages.parts import parents, primary

if TYPE_CHECKING:
    from collections.abc import Mapping

_ORDER = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}
"""Which text is shown in a language: its own, or else the first of the others that there is."""

_BESIDE_NORWEGIAN = frozenset(("se", "sma", "smj", "fkv"))
"""Languages of Norway: those who read them read Norwegian."""


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text in bokmål, nynorsk and English, and in other languages (`others`, by their tags).

    Where only one is given, it is the text in all of them. `key` is the name in the files of words of a text that
    comes with kbsite.
    """

    nb: str = ""
    nn: str = ""
    en: str = ""
    others: tuple[tuple[str, str], ...] = ()
    key: str = ""

    def __bool__(self) -> bool:
        return bool(self.nb or self.nn or self.en or any(text for _, text in self.others))

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> LocalText:
        """Return the text that is given by language."""
        others = tuple((tag, text) for tag, text in texts.items() if tag not in _ORDER)
        return cls(texts.get("nb", ""), texts.get("nn", ""), texts.get("en", ""), others)

    def with_text(self, language: str, text: str) -> LocalText:
        """Return this text with `text` in another language."""
        kept = tuple(pair for pair in self.others if pair[0] != language)
        return replace(self, others=(*kept, (language, text)))

    def in_language(self, language: str) -> str:
        """Return the text in a language, or another where that is missing.

        For `sr-Latn` it is that of `sr` where there is one, and else English, or Norwegian in a language of Norway.
        """
        if language in _ORDER and not self.others:
            return next((text for name in _ORDER[language] if (text := getattr(self, name))), "")
        known = {"nb": self.nb, "nn": self.nn, "en": self.en, **dict(self.others)}
        order = _ORDER.get(language) or _ORDER["nb" if primary(language) in _BESIDE_NORWEGIAN else "en"]
        return next((text for name in (*parents(language), *order, *known) if (text := known.get(name))), "")

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the different texts that were given."""
        own = (self.nb, self.nn, self.en, *(text for _, text in self.others))
        return tuple(dict.fromkeys(text for text in own if text))
