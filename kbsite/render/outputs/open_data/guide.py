"""The guide for assistants and other programs that read the site (https://llmstxt.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.render.compose.hrefs import absolute
from kbsite.render.compose.parts import summary
from kbsite.render.markdown import escaped
from kbsite.site import routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site
    from kbsite.render.compose import Strings


def guide(site: Site, strings: Strings) -> Output:
    """Return llms.txt: what the site is, how it may be used, and its pages, each under its first theme."""
    return Output(routes.GUIDE.removeprefix("/"), ("\n".join(_lines(site, strings)) + "\n").encode())


def _lines(site: Site, strings: Strings) -> Iterator[str]:
    config, lang = site.config, site.config.language
    words = strings[lang]
    yield f"# {escaped(config.title.in_language(lang))}"
    if about := config.description.in_language(lang):
        yield from ("", f"> {escaped(about)}")
    yield from ("", words["guide_use"].replace("{list}", absolute(config, config.routes.content_list)))
    if config.license:
        yield f"{words['license']} [{escaped(config.license.title)}]({config.license.url})."
    seen: set[str] = set()
    for theme in config.themes:
        mine = [each for each in site.by_theme.get(theme.id, ()) if each.address not in seen]
        seen |= {each.address for each in mine}
        if mine:
            yield from ("", f"## {escaped(theme.title.in_language(lang))}", "")
            yield from (_entry(site, document, words["example"]) for document in mine)


def _entry(site: Site, document: Document, example: str) -> str:
    address = absolute(site.config, f"{document.address}{routes.MARKDOWN}")
    mark = f"{example}. " if document.meta.example else ""
    return f"- [{escaped(document.meta.title)}]({address}): {escaped(mark + summary(document))}"
