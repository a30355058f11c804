"""Resolves a reference by paths and addresses alone: also to a draft, and with a missing heading."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from kbsite.model import Place
from kbsite.parse import ParseSettings
from kbsite.parse.place import key, place
from kbsite.site.own_address import without_host

if TYPE_CHECKING:
    from kbsite.authoring.links.written import Written
    from kbsite.model import Config, Content

_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Reached:
    """The file that a reference names, and how: as a `path` from the file, from `content`, or as an `address`.

    `before` is what precedes the path or the address, such as the host; `after` is the rest, such as #heading.
    `tail` is what follows the page's address: `hele/`, or the name of an attachment.
    """

    file: str
    form: str
    before: str = ""
    after: str = ""
    tail: str = ""
    slash: bool = True


class Files:
    """An immutable index of the files of content/, by path and by address."""

    def __init__(self, content: Content, config: Config) -> None:
        names = [*(source.path for source in content.sources), *content.assets]
        self._by_path = {key(name): name for name in names}
        places = {source.path: place(source.path, config.kinds) for source in content.sources}
        self.places = {name: at for name, at in places.items() if isinstance(at, Place)}
        self._by_address = {at.address: name for name, at in reversed(self.places.items())}
        self._home = without_host(config)
        self.kinds = config.kinds
        self.whole = config.routes.whole
        self.settings = ParseSettings(config.kinds)

    def at(self, path: str) -> str | None:
        """Return the file at a path, however its letters are composed."""
        return self._by_path.get(key(path))

    def page_at(self, address: str) -> str | None:
        """Return the file of the page at an address, with its last slash or without."""
        return self._by_address.get(address if address.endswith("/") else f"{address}/")

    def own(self, href: str) -> str:
        """Return the path of a full address on this site, without its host, and "" for any other."""
        return self._home(href)

    def reached(self, file: str, each: Written) -> Reached | None:
        """Return the target of a reference in `file`; None where that is no file of content/."""
        found = self._reached(file, each)
        return replace(found, after=each.as_written(found.after)) if found else None

    def _reached(self, file: str, each: Written) -> Reached | None:
        own = self._home(each.says)
        if own:
            return self._address(own, each.says[: len(each.says) - len(own)] if each.says.endswith(own) else "")
        if each.how in ("author", "url") or _OUTSIDE.match(each.says):
            return None
        before, after = _parted(each.says)
        if each.says.startswith("/"):
            return self._address(each.says, "")
        if each.how == "data":
            found = self.at(f"content/{before.removeprefix('content/')}")
            return Reached(found, "content", before="content/" * before.startswith("content/")) if found else None
        if not before:
            return None
        path = unquote(before)
        if found := self.at(posixpath.normpath(posixpath.join(posixpath.dirname(file), path))):
            return Reached(found, "path", after=after)
        found = self.at(f"content/{path.removeprefix('content/')}") if each.how == "related" else None
        return (
            Reached(found, "content", before="content/" * path.startswith("content/"), after=after)
            if found
            else None
        )

    def _address(self, href: str, before: str) -> Reached | None:
        path, after = _parted(href)
        plain = unquote(path)
        if found := self.page_at(plain):
            return Reached(found, "address", before, after, slash=plain.endswith("/"))
        page = plain.removesuffix("/").removesuffix(self.whole.rstrip("/"))
        if page != plain.removesuffix("/") and (found := self.page_at(page)):
            return Reached(found, "address", before, after, self.whole, slash=plain.endswith("/"))
        folder, _, name = plain.rpartition("/")
        found = self.page_at(f"{folder}/") if name else None
        if found and self.at(f"{posixpath.dirname(found)}/{name}"):
            return Reached(found, "address", before, after, name, slash=False)
        return None


def relative(file: str, target: str, *, angled: bool = False) -> str:
    """Return the path from one file to another as a link has it, with what would end the link written as %20."""
    path = posixpath.relpath(target, posixpath.dirname(file))
    return re.sub(r"[<>%?#\\]" if angled else r"[\s()<>%?#\\]", lambda found: quote(found[0]), path)


def _parted(href: str) -> tuple[str, str]:
    """Return the path of an address, and its query and fragment."""
    found = re.match(r"[^?#]*", href)
    length = found.end() if found else 0
    return href[:length], href[length:]
