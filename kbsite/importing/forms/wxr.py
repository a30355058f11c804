"""A WordPress export (WXR) → its posts and pages, in blocks. Read with expat, which expands no entity here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from kbsite.importing.decode import mend_letters
from kbsite.importing.forms.html import split_address, too_deep
from kbsite.importing.forms.rows import cell_blocks
from kbsite.importing.model import OldPage, Original, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.importing.map_file import MapFile

_FIELDS = {
    "title": "title",
    "link": "address",
    "dc:creator": "author",
    "content:encoded": "body",
    "wp:post_date": "date",
    "wp:post_modified": "updated",
    "wp:post_type": "type",
    "wp:status": "state",
    "wp:post_id": "id",
    "wp:post_parent": "parent",
    "wp:menu_order": "order",
}
_SHORTCODE = re.compile(r"\[/?[a-z_-]+(?:\s[^\]]*)?\]|<!--\s*/?wp:.*?-->", re.DOTALL)
_TEXTS = ("post", "page")
_LEFT_OUT = ("trash", "auto-draft", "inherit")


class _RefusedError(ValueError):
    """The file declares entities, which no export does."""


@dataclass(slots=True)
class _Reading:
    """The export as far as it has been read."""

    items: list[dict[str, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    item: dict[str, str] | None = None
    tag: str = ""
    login: str = ""
    text: list[str] = field(default_factory=list)
    nicename: str = ""
    is_export: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        self.tag, self.text = tag, []
        self.is_export = self.is_export or tag in ("rss", "channel")
        if tag == "item":
            self.item = {}
        if tag == "category":
            self.nicename = attributes.get("domain", "")

    def add(self, text: str) -> None:
        """Take characters of the current element."""
        self.text.append(text)

    def end(self, tag: str) -> None:
        """Take the end of an element, and what it holds."""
        text = "".join(self.text).strip()
        self.text = []
        if tag == "wp:author_login":
            self.login = text
        elif tag == "wp:author_display_name" and self.login:
            self.names[self.login] = text
        if self.item is None:
            return
        if tag == "item":
            self.items.append(self.item)
            self.item = None
        elif tag == "category":
            name = "kind" if self.nicename == "category" else "tags"
            self.item[name] = ", ".join(filter(None, (self.item.get(name, ""), text)))
        elif tag in _FIELDS:
            self.item.setdefault(_FIELDS[tag], text)

    def refuse(self, *_declaration: object) -> None:
        """Refuse an entity."""
        raise _RefusedError


def read_wxr(origin: str, data: bytes, _original: Original, _chosen: MapFile) -> Iterable[OldPage]:
    """Yield the posts and pages of an export; XML that breaks off gives what came before, and a problem."""
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    parser.CharacterDataHandler = reading.add
    parser.EntityDeclHandler = reading.refuse
    broken = False
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, _RefusedError, ValueError, LookupError):
        broken = True
    if broken:
        told = (Problem(origin, "import_broken_export"),)
        yield OldPage(origin=origin, form="wxr", blocks=(), original=Original(""), problems=told)
    if not reading.is_export:
        return
    for item in reading.items:
        if item.get("type", "post") in _TEXTS and item.get("state", "publish") not in _LEFT_OUT:
            yield _page(origin, item, reading.names)


def _page(origin: str, item: dict[str, str], names: dict[str, str]) -> OldPage:
    host, address = split_address(item.get("address", ""))
    name = f"{origin}#{item.get('id') or address or item.get('title', '')}"
    body = mend_letters(_SHORTCODE.sub("", item.get("body", "")))
    if too_deep(body):
        told = (Problem(name, "import_too_deep"),)
        return OldPage(origin=name, form="wxr", blocks=(), original=Original(""), problems=told)
    paragraphs = body if "<p" in body else re.sub(r"\n\s*\n", "<p>", f"<p>{body}")
    fields = {key: value for key, value in item.items() if key not in ("body", "address", "type", "state")}
    fields["author"] = names.get(item.get("author", ""), item.get("author", ""))
    fields["title"] = mend_letters(item.get("title", ""))
    if fields.get("date", "").startswith("0000"):
        del fields["date"]
    return OldPage(
        origin=name, form="wxr", blocks=cell_blocks(paragraphs), host=host, address=address,
        original=Original(".html", data=item.get("body", "").encode()),
        fields={key: value for key, value in fields.items() if value},
    )  # fmt: skip
