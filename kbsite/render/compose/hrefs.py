"""Addresses as they stand in pages, and HTML with its slots filled."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from kbsite.model import (
    Document,
    Html,
    IdSlot,
    LevelSlot,
    LinkSlot,
    PictureSlot,
    Site,
    Slot,
    Target,
    TermSlot,
    ToAddress,
    ToAsset,
    ToPage,
)
from kbsite.render.compose.terms import explained
from kbsite.site import routes
from kbsite.site.assemble import language

if TYPE_CHECKING:
    from kbsite.model import Config


def base_path(config: Config) -> str:
    """Return the path that the site lies under, with a slash at both ends."""
    return urlsplit(config.base_url).path or "/"


def href(config: Config, address: str) -> str:
    """Return an address of the site, such as /tema/, as a link on a page has it."""
    return base_path(config).rstrip("/") + quote(address, safe="/%#?=&;,:@+~!$'()*")


def absolute(config: Config, address: str) -> str:
    """Return an address of the site as seen from other sites."""
    return config.base_url.rstrip("/") + quote(address, safe="/%#")


def mailto(to: str, subject: str, body: str) -> str:
    """Return a mailto address after RFC 6068: spaces as %20, line breaks as %0D%0A."""
    text = body.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:{quote(to, safe='@.+-_')}?subject={quote(subject, safe='')}&body={quote(text, safe='')}"


@dataclass(frozen=True, slots=True)
class Filling:
    """How the slots of one document's HTML are filled on one page.

    `prefix` goes before every id, and `deeper` is added to every heading's level: on the page of a whole
    article, where its chapters stand one after the other.
    """

    site: Site
    document: Document
    prefix: str = ""
    deeper: int = 0

    def html(self, parts: Html) -> str:
        """Return the finished HTML."""
        return "".join(part if isinstance(part, str) else self._slot(part) for part in parts)

    def _slot(self, slot: Slot) -> str:
        match slot:
            case IdSlot(name):
                return f"{self.prefix}{name}"
            case LevelSlot(level):
                return str(min(level + self.deeper, 6))
            case LinkSlot(index):
                return self._link(self.site.targets[self.document.path][index])
            case TermSlot(term, text):
                return self._term(term, text)
            case PictureSlot(index):
                target = self.site.pictures[self.document.path][index]
                address = target.address if isinstance(target, ToAsset) else ""
                return f' src="{escape(href(self.site.config, address))}" loading="lazy"'

    def _term(self, term_id: str, text: str) -> str:
        config = self.site.config
        term = next(each for each in config.glossary if each.id == term_id)
        entry = href(config, f"{routes.GLOSSARY}#{term_id}")
        return explained(term, text, language(self.document, config), f"{self.prefix}ord_{term_id}", entry)

    def _link(self, target: Target) -> str:
        config = self.site.config
        match target:
            case ToPage(document, fragment, shown):
                if not shown:
                    return ""
                if document is self.document and fragment:
                    return f' href="#{self.prefix}{escape(fragment)}"'
                end = f"#{fragment}" if fragment else ""
                return f' href="{escape(href(config, document.address) + end)}"'
            case ToAsset(_, address):
                return f' href="{escape(href(config, address))}"'
            case ToAddress(url) if url.startswith("/"):
                return f' href="{escape(href(config, url))}"'
            case ToAddress(url):
                outside = ' rel="external"' if url.lower().startswith("http") else ""
                return f' href="{escape(url)}"{outside}'
            case _:
                return ""
