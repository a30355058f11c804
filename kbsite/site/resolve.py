"""Link resolution: the target of a link or a picture as the editor wrote it in a file."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from kbsite.diagnostics import CODES, Severity, nearest
from kbsite.model import Asset, Config, Content, Document, Target, ToAddress, ToAsset, ToPage, Unreached
from kbsite.norwegian.names_and_dates import slug
from kbsite.parse.place import key
from kbsite.schema.addresses import address_fault
from kbsite.site import redirects, routes
from kbsite.site.own_address import without_host
from kbsite.site.routes import linkable

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

_MOST_NAMED = 40
"""How many headings of a page are compared with one that it does not have."""

_SCHEMES = ("https", "http", "mailto", "tel")


class Resolver:
    """Resolves links, whether or not their targets are published; made once for a site.

    Results depend on nothing else; the ids of a page's headings are cached from the first link to one of them.
    """

    def __init__(self, documents: tuple[Document, ...], content: Content, config: Config) -> None:
        self._by_path = {key(document.path): document for document in reversed(documents)}
        self._by_address = {document.address: document for document in reversed(documents)}
        self._sources = {key(source.path) for source in content.sources}
        self._assets = {key(path): asset for path, asset in content.assets.items()}
        self._static = frozenset(f"/{path}" for path in content.static)
        self._escapes = {key(path) for path in content.escapes}
        self._chaptered = {document.place.parent for document in documents} - {""}
        originals = ((document, self._by_path.get(document.place.original)) for document in documents)
        self._chaptered |= {d.address for d, whole in originals if whole and whole.address in self._chaptered}
        self._by_alias = {
            alias: d for d in reversed(documents) for alias in d.meta.aliases if alias.startswith("/")
        }
        self._config = config
        self._home = without_host(config)
        self._made_files = (routes.ROBOTS, routes.ASSETS, config.routes.index, routes.ADMIN)
        self._whole = config.routes.whole
        self._made = linkable(config) | _indexes(documents)
        folders: dict[str, list[str]] = defaultdict(list)
        for path in sorted({*self._sources, *self._assets}):
            folders[posixpath.basename(path)[:1].lower()].append(path)
        self._headings: dict[str, frozenset[str]] = {}
        self._names = {letter: tuple(paths) for letter, paths in folders.items()}

    def link(self, document: Document, href: str, *, related: bool = False) -> Target:
        """Return the target of `href` in `document`; in the field `related`, paths from content/ do too.

        An address on the site itself that is written in full is that of the page.
        """
        if own := self._home(href):
            return self._in_full(document, own, href)
        fault = address_fault(href)
        if fault and CODES[fault.code] is Severity.ERROR:
            return Unreached(fault.code, fault.values(href))
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", href)
        if scheme:
            known = scheme[1].lower() in _SCHEMES
            return ToAddress(href) if known else Unreached("unsafe-link", (("target", href),))
        if href.startswith("//"):
            return ToAddress(f"https:{href}")
        before, _, after = href.partition("#")
        path, fragment = unquote(before.partition("?")[0]), unquote(after)
        if not path:
            return self._page(document, fragment)
        if path.startswith("/"):
            return self._address(document, path, fragment, href)
        return self._path(document, path, fragment, href, related=related)

    def _in_full(self, document: Document, own: str, href: str) -> Target:
        """Return the target of an address without its host: also one that no link to a file can name."""
        before, _, after = own.partition("#")
        path, _, query = before.partition("?")
        found = self._address(document, unquote(path), unquote(after), href)
        if not isinstance(found, Unreached) or found.code != "broken-link":
            return ToAddress(f"{found.url}?{query}") if query and isinstance(found, ToAddress) else found
        folder, _, name = unquote(path).rpartition("/")
        beside = self._by_address.get(f"{folder}/")
        asset = self._assets.get(key(f"{posixpath.dirname(beside.path)}/{name}")) if beside and name else None
        if asset:
            return ToAsset(asset, asset_address(document, asset))
        return ToAddress(own) if unquote(path).startswith(self._made_files) else found

    def page(self, written: str) -> Target:
        """Return the page that a file in data/ names, or what becomes of it in this view."""
        if written.startswith("/"):
            address = _ending(written)
            found, near = self._by_address.get(address), nearest(address, self._by_address)
        else:
            path = key(posixpath.normpath(f"content/{written.removeprefix('content/')}"))
            found, near = self._by_path.get(path), self._near("content/", path, written)
            if found is None and path in self._sources:
                return ToAddress("/")  # a file with a reported error; the site is not rendered
        if found is None:
            return Unreached("unknown-page", (("page", written), ("near", near)))
        return ToPage(found, "", shown=True)

    def setting(self, written: str, others: Container[str]) -> Target:
        """Return the target of an address in data/site.yaml: a page by its address or its path, or another site.

        `others` are addresses that the site has beside its pages: attachments, earlier addresses.
        """
        if own := self._home(written):
            written = own
        elif (fault := address_fault(written)) and CODES[fault.code] is Severity.ERROR:
            return Unreached(fault.code, fault.values(written))
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", written) or re.search(r"[\\\s\x00-\x1f\x7f]", written):
            return _elsewhere(written)
        before, _, after = written.partition("#")
        path, fragment = unquote(before.partition("?")[0]), unquote(after)
        if path.startswith("/") and _ending(path) not in self._by_address:
            whole = _ending(path).removesuffix(self._whole)
            if _ending(path) in self._made or whole in self._chaptered or path in others or _ending(path) in others:
                return ToAddress(written)
        found = self.page(path)
        return self._page(found.document, fragment) if isinstance(found, ToPage) else found

    def is_own(self, written: str) -> bool:
        """Return whether an address is one on the site itself, written in full."""
        return bool(self._home(written))

    def picture(self, document: Document, src: str) -> Target:
        """Return the target of the picture `src` in `document`."""
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", src):
            return Unreached("external-picture", (("target", src),))
        path = self._joined(document, unquote(src))
        return self._asset(document, path, src) or self._missing("missing-picture", document, path, src)

    def _page(self, target: Document, fragment: str) -> Target:
        ids = self._ids(target) if fragment else frozenset()
        if fragment and fragment not in ids and slug(fragment) in ids:
            fragment = slug(fragment)  # as git hosts write it, with æ, ø and å
        if fragment and fragment not in ids:
            known = [heading.id for heading in itertools.islice(target.body.headings, _MOST_NAMED)]
            near = nearest(fragment, known)
            shown = ", ".join(known[:12]) or "–"
            return Unreached("broken-anchor", (("anchor", fragment), ("near", near), ("known", shown)))
        return ToPage(target, fragment, shown=True)

    def _ids(self, document: Document) -> frozenset[str]:
        """Return the ids of a document's headings, cached for all links to them."""
        if document.path not in self._headings:
            self._headings[document.path] = frozenset(heading.id for heading in document.body.headings)
        return self._headings[document.path]

    def _address(self, document: Document, path: str, fragment: str, href: str) -> Target:
        address = _ending(path)
        if address in self._by_address:
            return self._page(self._by_address[address], fragment)
        if path in self._by_alias or address in self._by_alias:
            return self._page(self._by_alias.get(path) or self._by_alias[address], fragment)
        if path in self._static:
            return ToAddress(quote(path))
        if (led := redirects.now(self._config, address)) in self._by_address:
            return self._page(self._by_address[led], fragment)
        if led in self._made or led.removesuffix(self._whole) in self._chaptered:
            return ToAddress(led)
        if address in self._made or address.removesuffix(self._whole) in self._chaptered:
            return ToAddress(address)
        return _broken(href, address, [*self._by_address, *self._made, *self._static])

    def _path(self, document: Document, path: str, fragment: str, href: str, *, related: bool) -> Target:
        candidates = [self._joined(document, path)]
        if related:
            candidates += [key(f"content/{path.removeprefix('content/')}")]
        for candidate in candidates:
            if candidate in self._by_path:
                return self._page(self._by_path[candidate], fragment)
            if candidate in self._sources:
                return ToAddress("/")  # a file with a reported error; the site is not rendered
        return self._asset(document, candidates[0], href) or self._missing(
            "broken-link", document, candidates[0], href
        )

    def _asset(self, document: Document, path: str, written: str) -> Target | None:
        if not path.startswith("content/") or self._escaped(path):
            near = "" if self._escaped(path) else self._near(document.path, path, written)
            return Unreached("leaves-content", (("target", written), ("near", near)))
        asset = self._assets.get(path)
        return ToAsset(asset, asset_address(document, asset)) if asset else None

    def _escaped(self, path: str) -> bool:
        parts = path.split("/")
        return any("/".join(parts[:length]) in self._escapes for length in range(2, len(parts) + 1))

    def _joined(self, document: Document, path: str) -> str:
        return key(posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path)))

    def _missing(self, code: str, document: Document, path: str, written: str) -> Unreached:
        near = _outside(written) or self._near(document.path, path, written)
        return Unreached(code, (("target", written), ("near", near)))

    def _near(self, origin: str, path: str, written: str) -> str:
        """Return the file that `path` most likely means, as a link from the file `origin`, or ""."""
        fragment = written[written.find("#") :] if "#" in written else ""
        if f"{path}/index.md" in self._by_path:
            return _relative(origin, f"{path}/index.md") + fragment
        name = posixpath.basename(path)
        by_name: dict[str, list[str]] = defaultdict(list)
        for each in self._names.get(name[:1].lower(), ()):
            if each != key(origin):
                by_name[posixpath.basename(each)].append(each)
        found = by_name.get(nearest(name, by_name), [])
        best = found[0] if len(found) == 1 else nearest(path, found)
        return _relative(origin, best) + fragment if best else ""


def _elsewhere(written: str) -> Target:
    """Return the target of an address with a scheme: another site, a mailbox, a telephone, or an error."""
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):\S", written)
    if written.startswith("//") and not re.search(r"[\\\s]", written):
        return ToAddress(f"https:{written}")
    sound = re.fullmatch(r"(?:https?://[^\s\\/?#]+\S*|(?:mailto|tel):\S+)", written, re.IGNORECASE)
    if scheme and sound and scheme[1].lower() in _SCHEMES:
        return ToAddress(written)
    return Unreached("unsafe-link", (("target", written),))


class Sight:
    """The targets of links in a view of the site, in which some documents are `hidden`.

    A link to an unpublished page is unreached, and the index of a kind exists only where the kind has pages.
    """

    def __init__(self, documents: tuple[Document, ...], config: Config, hidden: Mapping[str, str]) -> None:
        self._hidden = hidden
        made = linkable(config) | _indexes(d for d in documents if d.path not in hidden)
        self._missing = _indexes(documents) - made
        self._known = [*(document.address for document in reversed(documents)), *made]

    def target(self, path: str, href: str, target: Target) -> Target:
        """Return the target of the link `href` in the file `path` in this view."""
        match target:
            case ToPage(document=document):
                reason = self._hidden.get(document.path)
                if reason in (None, "expired") or path in self._hidden:
                    return target if reason is None else replace(target, shown=False)
                return Unreached("link-to-draft", (("target", href),))
            case ToAddress(url=url) if url in self._missing:
                return _broken(href, url, self._known)
            case Unreached(code="broken-link", values=values) if dict(values).get("near") in self._missing:
                return _broken(href, _ending(unquote(re.split("[?#]", href)[0])), self._known)
        return target

    def page(self, target: Target) -> Target:
        """Return the target of a reference in data/ to a page, as readers reach it."""
        if isinstance(target, ToPage) and target.document.path in self._hidden:
            return replace(target, shown=False)
        return target


def _indexes(documents: Iterable[Document]) -> frozenset[str]:
    """Return the addresses of the listings that these documents are in."""
    return frozenset(d.meta.index() for d in documents if d.meta.listed)


def _broken(href: str, address: str, known: Iterable[str]) -> Unreached:
    return Unreached("broken-link", (("target", href), ("near", nearest(address, known))))


_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:no|com|org|net|eu|int|info|dk|se)(?=[/?#]|$)", re.IGNORECASE)


def _outside(written: str) -> str:
    """Return the intended link where only its https:// or its mailto: is missing, or ""."""
    if re.fullmatch(r"[^@/\s]+@[^@/\s]+\.[a-z]+", written, re.IGNORECASE):
        return f"mailto:{written}"
    return f"https://{written}" if _HOST.match(written) else ""


def _relative(origin: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(origin))


def _ending(path: str) -> str:
    """Return a path on the site with the trailing slash that may have been left out."""
    return path if path.endswith("/") or "." in posixpath.basename(path) else f"{path}/"


def asset_address(document: Document, asset: Asset) -> str:
    """Return the address that a picture or an attachment gets below the page that shows it."""
    return document.address + quote(key(posixpath.basename(asset.path)))
