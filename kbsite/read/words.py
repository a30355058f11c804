"""The words of a site in languages that do not come with kbsite, from `layouts/strings/TAG.yaml`.

Only their texts are read here; what is wrong with such a file is told where layouts are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.norwegian.languages.tags import SHIPPED
from kbsite.read.data_files import load
from kbsite.read.layout_folders import package_layouts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def file_of_words(language: str) -> str:
    """Return the path of the words of a language from the root of a site."""
    return f"layouts/strings/{language}.yaml"


def words_of_site(root: Path, languages: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Return the words of each language that does not come with kbsite: the package's, and over them the site's."""
    return {
        language: {**_words(package_layouts().parent, language), **_words(root, language)}
        for language in languages
        if language not in SHIPPED
    }


def names_in_file(root: Path, language: str) -> tuple[str, ...]:
    """Return the names of the words in a site's own file, those without a text too."""
    found = load(root, file_of_words(language), needed=False).data
    return tuple(map(str, found)) if isinstance(found, dict) else ()


def _words(root: Path, language: str) -> Mapping[str, str]:
    found = load(root, file_of_words(language), needed=False).data
    texts = found if isinstance(found, dict) else {}
    return {str(name): text for name, text in texts.items() if isinstance(text, str) and text}
