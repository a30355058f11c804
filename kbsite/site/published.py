"""The addresses that a site has published, each with the file that it is there by: what others link to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.model import ToAsset
from kbsite.schema.file_types import SERVER_FILES
from kbsite.site import routes
from kbsite.site.redirects import led

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site

_WELL_KNOWN = ".well-known/"
"""The one hidden folder with addresses that others rely on."""

SITE, KINDS = "data/site.yaml", "data/kinds.yaml"
THEMES, LAWS, GLOSSARY = "data/themes.yaml", "data/laws.yaml", "data/glossary.yaml"


def of_page(site: Site, document: Document) -> Iterator[str]:
    """Yield the addresses of a published page: its own, that of all its chapters, and those of its attachments."""
    yield document.address
    if site.chapters.get(document.address):
        yield f"{document.address}{site.config.routes.whole}"
    if document.meta.schedule():
        yield f"{document.address}{site.config.routes.calendar}"
    attached = {target.address for target in site.targets[document.path] if isinstance(target, ToAsset)}
    yield from sorted(each for each in attached if "%" not in each)  # an alias is written without percent signs


def published(site: Site) -> dict[str, str]:
    """Return the file by each address: of pages, earlier addresses, lists, routes, and fixed files."""
    found = {f"/{path}": file.path for path, file in site.static.items() if _has_readers(path)}
    found |= {routes.theme(site.config.kinds, theme.id): THEMES for theme in site.config.themes}
    found |= dict.fromkeys((site.config.routes.search, site.config.routes.ask), SITE)
    found |= {kind.index(): KINDS for kind in site.config.kinds.listed if site.by_kind.get(kind.kind)}
    for address in routes.of_lexicon(site.config):
        found[address] = GLOSSARY if address == site.config.routes.glossary else LAWS
    for document in site.pages:
        found |= dict.fromkeys((*of_page(site, document), *document.meta.aliases), document.path)
    for each in led(site, site.pages):
        found.setdefault(each.old, SITE)
    return found


def _has_readers(path: str) -> bool:
    """Return whether a file of static/ may be linked to: not what hosts read, nor what is hidden."""
    parts = path.removeprefix(_WELL_KNOWN).split("/")
    return parts[-1].lower() not in SERVER_FILES and not any(part.startswith(".") for part in parts)
