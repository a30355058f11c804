"""The newest pages as a JSON Feed (https://www.jsonfeed.org/version/1.1/), beside the Atom feed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kbsite.model import Output
from kbsite.render.compose.hrefs import absolute
from kbsite.render.compose.parts import byline, description
from kbsite.render.outputs.feeds import last_change, moment, newest
from kbsite.site.assemble import language
from kbsite.site.routes import FRONT, JSON_FEED

if TYPE_CHECKING:
    from kbsite.model import Document, Site
    from kbsite.render.compose import Strings


def json_feed(site: Site, strings: Strings) -> Output:
    """Return the JSON feed of the whole site, with the same pages as the Atom feed."""
    config, lang = site.config, site.config.language
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": config.title.in_language(lang),
        "home_page_url": absolute(config, FRONT),
        "feed_url": absolute(config, JSON_FEED),
        "description": config.description.in_language(lang),
        "language": lang,
        "authors": [{"name": config.publisher}],
        "items": [_item(site, document, strings) for document in newest(site)],
    }
    kept = {name: value for name, value in feed.items() if value}
    return Output(JSON_FEED.removeprefix("/"), (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode())


def _item(site: Site, document: Document, strings: Strings) -> dict[str, Any]:
    config, meta = site.config, document.meta
    words = strings[language(document, config)]
    address = absolute(config, document.address)
    mark = f" ({words['example'].lower()})" if meta.example else ""
    return {
        "id": address,
        "url": address,
        "title": f"{meta.title}{mark}",
        "content_text": description(document, words),
        **({"date_published": moment(meta.date)} if meta.date else {}),
        "date_modified": moment(last_change(site, document)),
        "authors": [{"name": view.name} for view in byline(site, document)],
        "tags": [config.theme(theme).title.in_language(config.language) for theme in dict.fromkeys(meta.themes)],
        "language": language(document, config),
    }
