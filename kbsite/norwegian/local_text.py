"""A text that may be given in each language of a site."""

from __future__ import annotations

from dataclasses import dataclass

_ORDER = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}
"""Which text is shown in a language: its own, or else the first of the others that there is."""


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text in bokmål, nynorsk and English; where only one was given, it is the text in all of them."""

    nb: str = ""
    nn: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.nb or self.nn or self.en)

    def in_language(self, language: str) -> str:
        """Return the text in `language`, or another where that is missing."""
        return next((text for name in _ORDER.get(language, _ORDER["en"]) if (text := getattr(self, name))), "")

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the different texts that were given."""
        return tuple(dict.fromkeys(text for text in (self.nb, self.nn, self.en) if text))
