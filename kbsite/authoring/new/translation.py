"""`kbsite new translation`: the file of a translation, with its original's fields and nothing of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.authoring.links.aliases import row_for
from kbsite.authoring.links.reach import Files
from kbsite.authoring.move.paths import page_named
from kbsite.authoring.new.text import body
from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Place
from kbsite.norwegian.names_and_dates import PAGE_LANGUAGES, slug
from kbsite.parse import decode
from kbsite.parse.front_matter import split
from kbsite.parse.place import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbsite.authoring.new.request import PageRequest
    from kbsite.diagnostics import Diagnostic
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.model import Config, Content
    from kbsite.schema.kinds import Kinds

NAMES = ("translation", "oversettelse", "oversetting", "omsetjing", "omsetting")
"""Names of a translation in place of a kind."""

_ITS_OWN = ("lang", "aliases", "reviewed", "draft")
"""Fields that a translation does not take over: nobody has reviewed it, and it has had no other address."""


def is_translation(kind: str) -> bool:
    """Return whether the requested kind means a translation of an existing page."""
    return slug(kind) in NAMES


def translation(
    content: Content, config: Config, request: PageRequest, words: Callable[[str], Catalogue]
) -> tuple[str, str]:
    """Return the path and the text of the translation of the page that the request's title names.

    Its fields are copied from the original, and it is a draft. Raises EnvironmentFault where there is no such page,
    its fields cannot be read, or it is already in that language.
    """
    original = page_named(Files(content, config), request.title)
    texts = {source.path: decode(source)[0] for source in content.sources}
    where = place(original, config.kinds)
    spoken = _language(original, texts, config.kinds) or config.language
    language = request.language or next(each for each in PAGE_LANGUAGES if each != spoken)
    if language == spoken:
        raise EnvironmentFault("same-standard", file=original, language=language)
    lines = _fields(texts[original], original, language, where)
    if lines is None or not isinstance(where, Place):
        raise EnvironmentFault("fields-unreadable", file=original)
    text = "\n".join([*lines, *body(where.kind, words(language)), ""])
    return f"{original.removesuffix('.md')}.{language}.md", text


def _language(path: str, texts: dict[str, str], kinds: Kinds) -> str:
    """Return the language in the fields of a page or of its article; "" where neither has one."""
    data = split(texts[path], path).fields.data
    own = data.get("lang") if isinstance(data, dict) else None
    where = place(path, kinds)
    if own in PAGE_LANGUAGES or not isinstance(where, Place) or not where.parent:
        return str(own) if own in PAGE_LANGUAGES else ""
    article = next(
        (each for each in texts if isinstance(at := place(each, kinds), Place) and at.address == where.parent), ""
    )
    return _language(article, texts, kinds) if article else ""


def _fields(text: str, path: str, language: str, where: Place | Diagnostic) -> list[str] | None:
    """Return the lines of the front matter, between its `---`; None where it cannot be read."""
    found = split(text, path)
    if not found.bounded or found.fields.problems or not isinstance(found.fields.data, dict):
        return None
    lines = text.split("\n")[: found.body_line - 1]
    while lines and not lines[-1].strip():
        lines.pop()
    for name in _ITS_OWN:
        lines = _without(name, lines, path)
    for name, value in (("lang", language), ("draft", "true")):
        row = row_for(name, lines, split("\n".join(lines), path).fields, where)
        lines = [*lines[:row], f"{name}: {value}", *lines[row:]]
    return lines


def _without(name: str, lines: list[str], path: str) -> list[str]:
    """Return the lines without a field and the comment above it, down to the next one and its comment."""
    keys = split("\n".join(lines), path).fields.keys
    rows = sorted(at.line - 1 for given, at in keys.items() if len(given) == 1)
    at = keys.get((name,))
    if at is None:
        return lines
    row = at.line - 1
    end = next((other for other in rows if other > row), len(lines) - 1)
    while end > row + 1 and lines[end - 1].startswith("#"):
        end -= 1
    while row - 1 > 0 and rows[0] < row and lines[row - 1].startswith("#"):
        row -= 1
    return [*lines[:row], *lines[end:]]
