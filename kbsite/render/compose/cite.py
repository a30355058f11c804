"""The parts of a reference with which a page is cited."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import slug
from kbsite.render.compose.hrefs import absolute, href
from kbsite.render.compose.parts import byline
from kbsite.render.reference_formats import bibtex, ris
from kbsite.render.views import CiteView
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.model import Document, Site
    from kbsite.norwegian.known_date import KnownDate


def cite(site: Site, document: Document, words: Mapping[str, str]) -> CiteView:
    """Return the parts of a reference to a page; its date is that of the last change, the version that was read.

    Its address says that day too: the page tells whoever follows it later that it has been changed since.

    The addresses of its files have a version, so that they change with what is in them.

    Authors are named as they sign: most are editorial desks, and a desk's name is not inverted.
    """
    config, meta = site.config, document.meta
    lang = language(document, config)
    name = config.title.in_language(lang)
    parent = site.parents.get(document.address)
    day = max(filter(None, (meta.date, site.updated(document))), default=None)
    names = tuple(dict.fromkeys(view.name for view in byline(site, document)))
    view = CiteView(
        key=f"{slug(name)}-{slug(document.address)}",
        authors=names,
        signed=_listed(names),
        iso=day.isoformat() if day else "",
        day=_year_first(day, lang) if day else "",
        title=meta.title,
        whole=parent.meta.title if parent else "",
        site="" if names == (name,) else name,
        publisher=config.publisher,
        url=absolute(config, document.address)
        + (f"?{config.routes.names.version}={day.isoformat()}" if day else ""),
        parameter=config.routes.names.version,
        lang=lang,
        bibtex=href(config, f"{document.address}{config.routes.bibtex}"),
        ris=href(config, f"{document.address}{config.routes.ris}"),
        note=words["example"] if meta.example else "",
    )
    return replace(view, bibtex=view.bibtex + _version(bibtex(view)), ris=view.ris + _version(ris(view)))


def _version(text: str) -> str:
    return f"?v={hashlib.sha256(text.encode()).hexdigest()[:10]}"


def _listed(names: tuple[str, ...]) -> str:
    return " & ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _year_first(day: KnownDate, lang: str) -> str:
    """Return a date as references have it: 2011, 3. mai; 2011, mai; or 2011."""
    return ", ".join((str(day.year), *filter(None, (day.long(lang).removesuffix(f"{day.year}").strip(),))))
