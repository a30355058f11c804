"""One page of each kind of the real site: what is looked at where looking at all would teach nothing more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.model import Place
from kbsite.parse.place import place
from kbsite.read.content import read_content
from kbsite.schema.kinds import BUILT_IN
from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.sites import PageFile

_PRESENT = {place(source.path, BUILT_IN) for source in read_content(ROOT).sources}

KINDS = tuple(kind.kind for kind in BUILT_IN if kind in {at.kind for at in _PRESENT if isinstance(at, Place)})
"""The kinds of content that the site has a page of, as `data-kind` has them."""

SERVICE = {
    "front": "index.html",
    "search": "sok/index.html",
    "ask": "spor-oss/index.html",
    "missing": "404.html",
    "themes": "tema/index.html",
    "authors": "forfattere/index.html",
    "listing": "artikler/index.html",
    "laws": "lover/index.html",
    "law": "lover/alkoholloven/index.html",
    "glossary": "ordliste/index.html",
}
"""The pages that the site has one of, and a list."""

EACH = ("front", *KINDS, "whole", *(name for name in SERVICE if name != "front"))


def path_of(what: str, pages: Mapping[str, PageFile]) -> str:
    """Return the path of the page that shows most of its kind: the longest."""
    if what in SERVICE:
        return SERVICE[what]
    if what == "whole":
        return next(path for path, page in pages.items() if page.all("article[@data-whole]"))
    mine = [path for path, page in pages.items() if page.all(f"article[@data-kind='{what}']")]
    plain = [path for path in mine if not pages[path].all("article[@data-whole]")]
    return max(plain, key=lambda path: (sum(1 for _ in pages[path].root.iter()), path))


def address_of(what: str, pages: Mapping[str, PageFile]) -> str:
    """Return the address of that page from the front page, without `index.html`."""
    return re.sub(r"(^|/)index\.html$", r"\1", path_of(what, pages))
