"""What the search answers itself, `oppslag.json` beside the index: pages of laws and explanations of terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.model import Output
from kbsite.render.compact_json import compact_json
from kbsite.render.compose.hrefs import href
from kbsite.render.named_texts import LAW, TERM
from kbsite.site import routes

if TYPE_CHECKING:
    from kbsite.model import Site


def search_answers(site: Site) -> Output:
    """Return the file: by `lov/ID` and `ord/ID` the address, the title, the name of the kind, and the text.

    It is fetched when a query is the name of a law or a term, and by no other.
    """
    config, lang = site.config, site.config.language
    rows: dict[str, list[str]] = {}
    for law in config.laws:
        name = law.names[0] if law.names else law.title.in_language(lang)
        where = href(config, routes.law(config, law.id))
        rows[f"lov/{law.id}"] = [
            where,
            name[:1].upper() + name[1:],
            config.say(LAW, lang),
            law.title.in_language(lang),
        ]
    for term in config.glossary:
        name, text = term.name(lang), term.definition.in_language(lang)
        where = href(config, f"{config.routes.glossary}#{term.id}")
        rows[f"ord/{term.id}"] = [where, name[:1].upper() + name[1:], config.say(TERM, lang), text.strip()]
    return Output(config.routes.search_answers, compact_json(rows).encode())
