"""Where a link or a picture leads, as the editor wrote it in a file."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from kbsite.diagnostics import nearest
from kbsite.made import WHOLE, linkable
from kbsite.model import Asset, Config, Content, Document, Target, ToAddress, ToAsset, ToPage, Unreached
from kbsite.parse.place import key

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCHEMES = ("https", "http", "mailto", "tel")


class Resolver:
    """Looks up what links reach; made once for a site, and never changed."""

    def __init__(
        self, documents: tuple[Document, ...], content: Content, config: Config, hidden: Mapping[str, str]
    ) -> None:
        self._hidden = hidden
        self._by_path = {key(document.path): document for document in reversed(documents)}
        self._by_address = {document.address: document for document in reversed(documents)}
        self._sources = {key(source.path) for source in content.sources}
        self._assets = {key(path): asset for path, asset in content.assets.items()}
        self._escapes = {key(path) for path in content.escapes}
        self._made = linkable(config)
        folders: dict[str, list[str]] = defaultdict(list)
        for path in sorted({*self._sources, *self._assets}):
            folders[posixpath.basename(path)[:1].lower()].append(path)
        self._names = {letter: tuple(paths) for letter, paths in folders.items()}

    def link(self, document: Document, href: str, *, related: bool = False) -> Target:
        """Return what `href` in `document` reaches; in the field `related`, paths from content/ do too."""
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", href)
        if scheme:
            known = scheme[1].lower() in _SCHEMES
            return ToAddress(href) if known else Unreached("unsafe-link", (("target", href),))
        if href.startswith("//"):
            return ToAddress(f"https:{href}")
        path, _, fragment = unquote(href).partition("#")
        path = path.partition("?")[0]
        if not path:
            return self._page(document, document, fragment, href)
        if path.startswith("/"):
            return self._address(document, path, fragment, href)
        return self._path(document, path, fragment, href, related=related)

    def picture(self, document: Document, src: str) -> Target:
        """Return the picture that `src` in `document` reaches."""
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", src):
            return Unreached("external-picture", (("target", src),))
        found = self._asset(document, self._joined(document, unquote(src)), src)
        return found or self._missing("missing-picture", src)

    def _page(self, document: Document, target: Document, fragment: str, href: str) -> Target:
        if fragment and fragment not in {heading.id for heading in target.body.headings}:
            known = [heading.id for heading in target.body.headings]
            near = nearest(fragment, known)
            shown = ", ".join(known[:12]) or "–"
            return Unreached("broken-anchor", (("anchor", fragment), ("near", near), ("known", shown)))
        reason = self._hidden.get(target.path)
        if reason and document.path not in self._hidden:
            if reason == "expired":
                return ToPage(target, fragment, shown=False)
            return Unreached("link-to-draft", (("target", href),))
        return ToPage(target, fragment, shown=reason is None)

    def _address(self, document: Document, path: str, fragment: str, href: str) -> Target:
        address = path if path.endswith("/") or "." in posixpath.basename(path) else f"{path}/"
        if address in self._by_address:
            return self._page(document, self._by_address[address], fragment, href)
        if address in self._made or address.removesuffix(WHOLE) in self._by_address:
            return ToAddress(address)
        near = nearest(address, [*self._by_address, *self._made])
        return Unreached("broken-link", (("target", href), ("near", near)))

    def _path(self, document: Document, path: str, fragment: str, href: str, *, related: bool) -> Target:
        candidates = [self._joined(document, path)]
        if related:
            candidates += [key(path), key(f"content/{path}")]
        for candidate in candidates:
            if candidate in self._by_path:
                return self._page(document, self._by_path[candidate], fragment, href)
            if candidate in self._sources:
                return ToAddress("/")  # a file whose own fault is reported; the site is not shown
            found = self._asset(document, candidate, href)
            if found:
                return found
        return self._missing("broken-link", href)

    def _asset(self, document: Document, path: str, written: str) -> Target | None:
        if not path.startswith("content/") or self._escaped(path):
            return Unreached("leaves-content", (("target", written),))
        asset = self._assets.get(path)
        return ToAsset(asset, asset_address(document, asset)) if asset else None

    def _escaped(self, path: str) -> bool:
        parts = path.split("/")
        return any("/".join(parts[:length]) in self._escapes for length in range(2, len(parts) + 1))

    def _joined(self, document: Document, path: str) -> str:
        return key(posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path)))

    def _missing(self, code: str, written: str) -> Unreached:
        """Return the problem, with the path of the file whose name is most like the one that was written."""
        name = posixpath.basename(unquote(written).partition("#")[0])
        paths = self._names.get(key(name)[:1].lower(), ())
        by_name = {posixpath.basename(path): path for path in reversed(paths)}
        near = nearest(name, by_name) if name else ""
        return Unreached(code, (("target", written), ("near", by_name.get(near, ""))))


def asset_address(document: Document, asset: Asset) -> str:
    """Return the address that a picture or an attachment gets beside the page that shows it."""
    return document.address + quote(key(posixpath.basename(asset.path)))
