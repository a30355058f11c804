"""The file of words of a language that does not come with kbsite: what it lacks, and what a translator is given."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.norwegian.languages.tags import SHIPPED
from kbsite.publish.folder import overwrite
from kbsite.read.config import config
from kbsite.read.content import read_layouts
from kbsite.read.layout_folders import own_layouts, package_layouts
from kbsite.read.words import file_of_words, names_in_file, words_of_site
from kbsite.render.named_texts import name_texts, needed
from kbsite.render.templates import load_strings
from kbsite.schema.field_types import is_language, near_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HEAD = """\
# The words of the pages in another language: {tag}. Above each is the English text; what is in braces stays.
# For a word that is empty, pages show that of another language. kbsite words {tag} says how much is translated.
# These may be added: language_name, the name of the language in itself; stop_words, small words that the search
# passes over, with blanks between; and forms of a word with a number, such as count_pages_few.
"""


@dataclass(frozen=True, slots=True)
class Translated:
    """How much of a language is translated: the names of all words, and of those that are missing."""

    language: str
    names: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def done(self) -> int:
        """Return how many words there are."""
        return len(self.names) - len(self.missing)


def translated(language: str, english: Mapping[str, str], own: Mapping[str, str]) -> Translated:
    """Return how much of a language is translated; `own` are its words."""
    return Translated(language, tuple(english), tuple(name for name in english if not own.get(name)))


def completed(language: str, english: Mapping[str, str], written: str, names: frozenset[str]) -> str:
    """Return the text of a file of words with those added that it lacks, empty and below their English text.

    `written` is the file as it is, and `names` are the words that it has, empty or not.
    """
    lacking = {name: text for name, text in english.items() if name not in names}
    if not lacking:
        return written
    before = written if not written or written.endswith("\n") else f"{written}\n"
    added = "".join(
        f'\n# {json.dumps(text, ensure_ascii=False)}\n{_key(name)}: ""\n' for name, text in lacking.items()
    )
    return (before or _HEAD.format(tag=language)) + added


def _key(name: str) -> str:
    """Return a name as a key of YAML, to which yes and no are none."""
    return json.dumps(name) if name in ("yes", "no") else name


def translated_words(root: Path, language: str = "") -> tuple[Translated, ...]:
    """Return how much is translated of a language, or of each that the site has besides those of kbsite.

    Raises EnvironmentFault for what is no language, and where the settings have errors.
    """
    languages = [_checked(language)] if language else _languages(root)
    english, own = _english(own_layouts(root / "layouts")), words_of_site(root, languages)
    return tuple(translated(each, english, words) for each, words in own.items())


def write_words(root: Path, language: str = "") -> tuple[str, ...]:
    """Add what is missing to the file of words of a language, or of each; return the paths that changed."""
    languages = [_checked(language)] if language else _languages(root)
    english = _english(own_layouts(root / "layouts"))
    changed = []
    for each in languages:
        path = root / file_of_words(each)
        written = path.read_text(encoding="utf-8") if path.is_file() else ""
        text = completed(each, english, written, frozenset(names_in_file(root, each)))
        path.parent.mkdir(parents=True, exist_ok=True)
        if overwrite(path, text.encode()):
            changed.append(file_of_words(each))
    return tuple(changed)


def new_words(language: str) -> str:
    """Return the file of words of a language of which nothing is translated."""
    return completed(language, _english(package_layouts()), "", frozenset())


def _english(layouts: Path) -> dict[str, str]:
    """Return the English text of each word that a language needs."""
    strings, _ = load_strings(read_layouts(layouts))
    words = strings.get("en", {})
    texts = {**words, **{name: text.in_language("en") for name, text in name_texts().items()}}
    return {name: texts[name] for name in needed(words)}


def _languages(root: Path) -> list[str]:
    settings, _ = config(root)
    if settings is None:
        raise EnvironmentFault("faulty-settings")
    return [*settings.words]


def _checked(language: str) -> str:
    if not is_language(language) or language in ("no", *SHIPPED):
        raise EnvironmentFault("no-language", language=language, near=near_language(language))
    return language
