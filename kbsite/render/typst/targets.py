"""Where the links and pictures of a document lead in a booklet: to a place in it, to the web, to a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.model import PictureCopy, Target, ToAddress, ToAsset, ToPage
from kbsite.render.compose.hrefs import absolute
from kbsite.render.compose.text import file_note
from kbsite.render.typst.words import PICTURE
from kbsite.site.pictures import copies

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from kbsite.model import Config, Document

ENDINGS = {"png": "png", "jpeg": "jpg", "gif": "gif", "webp": "webp", "svg": "svg"}
"""The formats of pictures that Typst reads, with the end of their files' names."""

_COLUMN = 560
"""A picture wider than this many pixels takes the whole width of the column."""


@dataclass(slots=True)
class Pictures:
    """The pictures of a booklet by the names that its data has; two texts can show the same one."""

    files: dict[str, Path | PictureCopy] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, target: ToAsset) -> str:
        """Return the name of a picture, which is made smaller where it is larger than paper needs; "" for none."""
        facts = target.asset.facts
        if facts is None or facts.form not in ENDINGS:
            return ""
        name = self.names.get(target.asset.path)
        if name is None:
            name = f"{len(self.names) + 1}.{ENDINGS[facts.form]}"
            widths = [copy.width for copy in copies(target)]
            self.names[target.asset.path] = name
            self.files[name] = (
                PictureCopy(target.asset.file, facts.form, max(widths, default=0), facts.turned)
                if facts.form in ("png", "jpeg", "webp")
                else target.asset.file
            )
        return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The links and pictures of one document; `addresses` are those of all documents in the booklet.

    The numbers that a text has for them count from `first_link` and `first_picture`.
    """

    config: Config
    links: tuple[Target, ...]
    pictures: tuple[Target, ...]
    addresses: Container[str]
    files: Pictures
    lang: str
    first_link: int = 0
    first_picture: int = 0

    def link(self, index: int) -> tuple[str, str, str]:
        """Return the place in the booklet that a link leads to, or else its address, and a note on a file."""
        match self.links[index + self.first_link]:
            case ToPage(_, _, False):
                return "", "", ""
            case ToPage(page, fragment, _):
                return (*self.place(page, fragment), "")
            case ToAsset(asset, address):
                return "", absolute(self.config, address), file_note(asset.path, asset.size)
            case ToAddress(url):
                return "", absolute(self.config, url) if url.startswith("/") else url, ""
            case _:
                return "", "", ""

    def place(self, page: Document, fragment: str) -> tuple[str, str]:
        """Return the place of a page or a heading in the booklet, or else its address."""
        if page.address in self.addresses:
            return f"{page.address}#{fragment}", ""
        return "", absolute(self.config, page.address) + (f"#{fragment}" if fragment else "")

    def picture(self, index: int) -> tuple[str, bool] | None:
        """Return the name of a picture, and whether it takes the whole width; None where no PDF can show it."""
        target = self.pictures[index + self.first_picture]
        if not isinstance(target, ToAsset):
            return None
        name = self.files.add(target)
        facts = target.asset.facts
        return (name, bool(facts and (facts.width > _COLUMN or not facts.width))) if name else None

    def instead_of_picture(self, alt: str) -> str:
        """Return what a picture shows, in words."""
        return self.config.say(PICTURE, self.lang).replace("{alt}", alt)
