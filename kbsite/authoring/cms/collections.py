"""The kinds of content and the files of a site → the collections of Decap CMS.

A kind's folder is one collection. A text with chapters is a folder of its own: its index.md is in a collection of
such texts, and its chapters are a collection, in which a new one gets the number after the last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.authoring.cms.fields import fields
from kbsite.norwegian.names_and_dates import collation_key
from kbsite.schema.json_schema import front_matter_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbsite.authoring.choices import Choices
    from kbsite.authoring.cms.fields import Json
    from kbsite.model import Document, Site
    from kbsite.schema.kinds import FrontMatter

_FILES = {"extension": "md", "format": "yaml-frontmatter"}


def collections(site: Site, choices: Choices, words: Mapping[str, str]) -> Iterator[Json]:
    """Yield a collection for each kind that has a folder, and after each those of its texts with chapters."""
    language = site.config.language
    for kind in site.config.kinds:
        if not kind.folder:
            continue
        form = _form(kind, choices, words)
        names = {"label": kind.many.in_language(language), "label_singular": kind.one.in_language(language)}
        new = kind.introduces != "theme"  # its file is named after the theme's id, whatever its title
        yield {"name": kind.kind, **names, **_folder(f"content/{kind.folder}", form), "create": new}
        texts = _with_chapters(site, kind)
        if texts:
            label = words["with_chapters"].replace("{kinds}", names["label"])
            files = [_file(text.place.slug, text.meta.title, text.path, form) for text in texts]
            yield {"name": f"{kind.kind}-chapters", "label": label, "files": files}
        for text in texts:
            yield _chapters(site, text, choices, words)


def _form(kind: type[FrontMatter], choices: Choices, words: Mapping[str, str]) -> list[Json]:
    """Return the form of a kind: its fields, and the text below them; a new page is a draft by default."""
    defaults: dict[str, Any] = {"draft": True} if kind.needs_text else {}
    if kind.model_fields["date"].is_required():
        defaults["date"] = "{{now}}"
    headings = "".join(f"## {section.heading.in_language(choices.language)}\n\n\n" for section in kind.sections)
    text = {
        "name": "body",
        "label": words["body"],
        "hint": words["body_hint"],
        "widget": "markdown",
        "buttons": [],
        "editor_components": [],
        "modes": ["raw"],  # the rich text mode breaks footnotes and passages in other languages
        "required": kind.needs_text,
        **({"default": headings} if headings else {}),
    }
    made = {
        field["name"]: field
        for field in fields(
            front_matter_schema(
                kind,
                choices.themes,
                choices.authors,
                choices.laws,
                labels=True,
                language=choices.language,
                languages=choices.kinds.languages,
            ),
            words,
            defaults,
        )
    }
    return [*(made[name] for name in kind.order()), text]


def _folder(folder: str, form: list[Json]) -> Json:
    return {"folder": folder, "create": True, **_FILES, "identifier_field": "title", "fields": form}


def _file(name: str, label: str, path: str, form: list[Json]) -> Json:
    return {"name": name, "label": label, "file": path, "fields": form}


def _with_chapters(site: Site, kind: type[FrontMatter]) -> list[Document]:
    """Return the texts of a kind that have a folder of their own, by title; drafts too."""
    found = [
        document
        for document in site.documents
        if document.place.kind is kind and kind.chaptered and document.path.endswith("/index.md")
    ]
    return sorted(found, key=lambda document: (collation_key(document.meta.title), document.path))


def _chapters(site: Site, text: Document, choices: Choices, words: Mapping[str, str]) -> Json:
    """Return the collection of a text's chapters: files of its folder without themes, which index.md must have."""
    chapter = site.config.kinds.chapter
    numbers = [each.place.number for each in site.documents if each.place.parent == text.address]
    return {
        "name": f"{text.place.kind.folder}-{text.place.slug}",
        "label": words["chapters_of"].replace("{title}", text.meta.title),
        "label_singular": chapter.one.in_language(site.config.language),
        "slug": f"{max(numbers, default=0) + 1:02}-{{{{slug}}}}",
        "filter": {"field": "themes"},
        **_folder(text.path.rpartition("/")[0], _form(chapter, choices, words)),
    }
