"""What a field of a page or of a file in `data/` means, in the language of a site.

The declarations of fields say it in bokmål; `words/LANGUAGE.toml` has the other languages, by that text. A field
that a site declares itself (`data/kinds.yaml`) carries its own translations.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kbsite.norwegian.names_and_dates import PAGE_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

DECLARED_IN = PAGE_LANGUAGES[0]

IN_OTHERS = "en"
"""The language that fields are explained in where a site's own language has no file of words here."""

HELP = "help"
"""The JSON Schema key for the explanations of a field of a site's own, by language."""


def explanation(description: str, extra: object, language: str) -> str:
    """Return what a field means in `language`, from its `description` and its extra JSON Schema.

    A language without a file of words is told in English.
    """
    own: Any = extra.get(HELP) if isinstance(extra, dict) else None
    return str(own.get(language) or description) if own else _words(language).get(description, description)


@cache
def _words(language: str) -> Mapping[str, str]:
    if language == DECLARED_IN:
        return {}
    known = language if language in PAGE_LANGUAGES else IN_OTHERS
    written = (files("kbsite.schema") / "words" / f"{known}.toml").read_text(encoding="utf-8")
    return tomllib.loads(written)
