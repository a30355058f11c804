"""The choices for the fields of a page: the themes, the authors and the laws of the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.model import Place
from kbsite.norwegian.names_and_dates import collation_key
from kbsite.parse import ParseSettings, parse
from kbsite.parse.place import place
from kbsite.schema.choices import Choice
from kbsite.schema.kinds import BUILT_IN
from kbsite.site import routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.model import Config, Content, Document
    from kbsite.schema.kinds import Kinds


@dataclass(frozen=True, slots=True)
class Choices:
    """The site's themes in its order, its authors by name, its language, where each file's page is, its kinds.

    `taken` are the addresses of the site's own routes, and `laws` are those of `data/laws.yaml`, by name.
    """

    themes: tuple[Choice, ...]
    authors: tuple[Choice, ...]
    language: str
    places: Mapping[str, Place]
    kinds: Kinds = BUILT_IN
    taken: frozenset[str] = frozenset()
    laws: tuple[Choice, ...] = ()


def choices(content: Content, config: Config) -> Choices:
    """Return the choices of a site; of the content, only the authors' files are parsed."""
    found = {source.path: (source, place(source.path, config.kinds)) for source in content.sources}
    places = {path: at for path, (_, at) in found.items() if isinstance(at, Place)}
    settings = ParseSettings(config.kinds)
    parsed = [parse(found[path][0], settings).document for path, at in places.items() if _names_author(at)]
    return _choices(config, places, [document for document in parsed if document is not None])


def choices_in(documents: Iterable[Document], config: Config) -> Choices:
    """Return the choices of a site from parsed documents."""
    everything = tuple(documents)
    places = {document.path: document.place for document in everything}
    return _choices(config, places, [each for each in everything if _names_author(each.place)])


def _choices(config: Config, places: Mapping[str, Place], authors: Iterable[Document]) -> Choices:
    named = [Choice(author.place.slug, author.meta.title) for author in authors]
    return Choices(
        tuple(Choice(theme.id, theme.title.in_language(config.language)) for theme in config.themes),
        tuple(sorted(named, key=_by_title)),
        config.language,
        places,
        config.kinds,
        taken=frozenset((*routes.reserved(config), *routes.of_lexicon(config))),
        laws=tuple(sorted((Choice(law.id, law.name(config.language)) for law in config.laws), key=_by_title)),
    )


def _by_title(choice: Choice) -> tuple[object, ...]:
    return collation_key(choice.title), choice.id


def _names_author(at: Place) -> bool:
    return at.kind.introduces == "author" and not at.original
