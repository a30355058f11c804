"""A text that may be given in both written standards of Norwegian."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text in bokmål and nynorsk; where only one was given, both are the same."""

    nb: str = ""
    nn: str = ""

    def __bool__(self) -> bool:
        return bool(self.nb or self.nn)

    def in_language(self, language: str) -> str:
        """Return the text in `language` (nb or nn), or the other where that is missing."""
        return (self.nn or self.nb) if language == "nn" else (self.nb or self.nn)
