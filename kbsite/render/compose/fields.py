"""The fields that a kind alone has → values that a layout can show: a day as a dated view, Markdown as HTML."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kbsite.render.compose.parts import day
from kbsite.render.compose.text import filled, on_paper
from kbsite.render.html import html
from kbsite.render.views import FieldView, MarkdownView
from kbsite.schema.shown_fields import shown_fields
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.model import Document, Site
    from kbsite.model.text import FieldText
    from kbsite.render.views.parts import FieldValue

_EMPTY = (None, "", ())


def field_values(site: Site, document: Document, words: Mapping[str, str]) -> dict[str, FieldValue]:
    """Return the value of each field of the kind's own, by its name; `words` are those of the page's language."""
    texts = {text.section.name: text for text in document.body.fields}
    lang = language(document, site.config)
    values: dict[str, FieldValue] = {}
    for field in shown_fields(type(document.meta)):
        if field.type == "markdown":
            text = texts.get(field.name)
            values[field.name] = MarkdownView(_html(site, document, text, words)) if text else None
        else:
            values[field.name] = _value(getattr(document.meta, field.name), lang)
    return values


def field_views(site: Site, document: Document, values: Mapping[str, FieldValue]) -> Iterable[FieldView]:
    """Yield those of the fields that have a value, each with its label in the page's language."""
    lang = language(document, site.config)
    for field in shown_fields(type(document.meta)):
        if values[field.name] not in _EMPTY:
            yield FieldView(field.name, site.config.say(field.label, lang), field.type, values[field.name])


def _html(site: Site, document: Document, text: FieldText, words: Mapping[str, str]) -> str:
    """Return the text of a field as HTML, its headings below its label, its ids apart from the page's."""
    found = filled(site, document, words, noted=on_paper(site, document))
    own = replace(
        found,
        links=found.links[text.first_link :],
        pictures=found.pictures[text.first_picture :],
        anchors={},
        prefix=f"{text.section.name}--",
        deeper=1,
    )
    return html(text.section.blocks, own)


def _value(value: Any, lang: str) -> FieldValue:
    """Return the value of a field that is not Markdown; a number without a fraction is a whole number."""
    if hasattr(value, "isoformat"):
        return day(value, lang)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    shown: FieldValue = value
    return shown
