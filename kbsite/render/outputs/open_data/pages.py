"""Every page as Markdown, next to its HTML: its facts as front matter, and its text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.render.compact_json import compact_json
from kbsite.render.compose.calendar import calendar_view
from kbsite.render.compose.hrefs import absolute
from kbsite.render.compose.models import model_view
from kbsite.render.compose.text import filled
from kbsite.render.markdown import escaped, markdown
from kbsite.render.outputs.open_data.facts import documents, facts
from kbsite.site.assemble import language
from kbsite.site.routes import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kbsite.model import Document, Site
    from kbsite.render.compose import Strings

    Keep = Callable[[str, Document, Callable[[], bytes]], bytes]


def made_now(_path: str, _document: Document, make: Callable[[], bytes]) -> bytes:
    """Return what is made: nothing is kept."""
    return make()


def page_texts(site: Site, strings: Strings, keep: Keep = made_now) -> Iterator[Output]:
    """Yield the Markdown of each page; `keep` may have it, and is given what makes it otherwise."""
    for document in documents(site):
        path = f"{document.address}{MARKDOWN}".removeprefix("/")
        yield Output(path, keep(path, document, partial(_text, site, strings, document)))


def _text(site: Site, strings: Strings, document: Document) -> bytes:
    words = strings[language(document, site.config)]
    text = "\n\n".join(filter(None, _parts(site, document, words)))
    return f"{text}\n".encode()


def _parts(site: Site, document: Document, words: Mapping[str, str]) -> Iterator[str]:
    meta = document.meta
    yield _front_matter(site, document)
    yield f"# {escaped(meta.title)}"
    for mark in (name for name, holds in (("example", meta.example), ("archived", meta.archived)) if holds):
        yield f"*{escaped(words[mark])}.*"
    yield from _texts(site, document, words)
    yield from _steps(site, document)
    yield from _events(site, document, words)
    yield from _list(words["chapters"], _links(site, site.chapters.get(document.address, ())))
    yield from _list(words["data_pages"], _links(site, _gathered(site, document)))
    shown = (f"[{escaped(each.title)}]({each.url})" for each in document.meta.resources)
    yield from _list(words["resources"], shown)


def _front_matter(site: Site, document: Document) -> str:
    """Return the facts in YAML; each value is JSON, which is YAML too."""
    lines = [f"{name}: {compact_json(value)}" for name, value in facts(site, document).items()]
    return "\n".join(["---", *lines, "---"])


def _texts(site: Site, document: Document, words: Mapping[str, str]) -> Iterator[str]:
    """Yield the parts of the text, those whose heading the layouts print with that heading."""
    found, address = filled(site, document, words), absolute(site.config, document.address)
    lang = language(document, site.config)
    specs = {spec.name: spec for spec in document.meta.sections}
    for section in document.body.sections:
        spec = specs.get(section.name)
        if spec and not spec.keeps_heading:
            yield f"## {spec.heading.in_language(lang)}"
        yield markdown(section.blocks, found, address)


def _steps(site: Site, document: Document) -> Iterator[str]:
    """Yield the steps of a clickable model as a list."""
    model = model_view(site, document)
    if model:
        steps = (f"**{escaped(s.title)}** ({escaped(s.lane_title)}): {escaped(s.text)}" for s in model.steps)
        yield "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))


def _events(site: Site, document: Document, words: Mapping[str, str]) -> Iterator[str]:
    """Yield the events of a calendar, in its groups."""
    calendar = calendar_view(site, document, words["calendar_all_year"])
    for group in calendar.groups if calendar else ():
        interval = words["calendar_every"].replace("{n}", str(group.every))
        names = {0: words["calendar_once"], 1: words["calendar_yearly"]}
        yield from _list(
            group.title or names.get(group.every, interval),
            (f"**{each.when}:** {escaped(each.title)}. {escaped(each.text)}" for each in group.events),
        )


def _gathered(site: Site, document: Document) -> Iterable[Document]:
    """Return the pages that the page of an author or a theme lists."""
    pages = {"author": site.by_author, "theme": site.by_theme}.get(document.meta.introduces, {})
    return pages.get(document.place.slug, ())


def _links(site: Site, pages: Iterable[Document]) -> Iterator[str]:
    for page in pages:
        yield f"[{escaped(page.meta.title)}]({absolute(site.config, f'{page.address}{MARKDOWN}')})"


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield f"## {escaped(heading)}"
        yield "\n".join(lines)
