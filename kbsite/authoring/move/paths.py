"""The arguments OLD and NEW, paths or addresses → the new path of each file."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault, nearest
from kbsite.model import Place
from kbsite.norwegian.names_and_dates import slug
from kbsite.parse.place import key, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.authoring.links.reach import Files
    from kbsite.model import Content

_INDEX = "index"


def moved_paths(files: Files, content: Content, old: str, new: str) -> dict[str, str]:
    """Return the new path of each file that moves: the page, its translations, all of a page's folder.

    Raises EnvironmentFault where there is no such page, or where the new path is invalid or taken.
    """
    page = page_named(files, old)
    if files.places[page].kind.introduces == "theme":
        raise EnvironmentFault("theme-not-moved", file=page)
    target = _target(files, page, new)
    everything = [*(source.path for source in content.sources), *content.assets]
    if posixpath.basename(page) == f"{_INDEX}.md":
        paths = _folder(page, target, everything)
    else:
        stem, wanted = page.removesuffix(".md"), target.removesuffix(".md")
        family = [page, *(each for each in everything if re.fullmatch(rf"{re.escape(stem)}\.(nb|nn)\.md", each))]
        paths = {each: wanted + each[len(stem) :] for each in family}
    paths = {before: after for before, after in paths.items() if before != after}
    if not paths:
        raise EnvironmentFault("move-to-itself", file=page)
    _refuse(paths, everything, merging=posixpath.basename(page) == f"{_INDEX}.md")
    return paths


def page_named(files: Files, said: str) -> str:
    """Return the path of the page that `said`, a path or an address, means: the original of a translation.

    Raises EnvironmentFault where there is no such page.
    """
    found = None
    if own := files.own(said):
        found = files.page_at(own)
    elif said.startswith("/"):
        found = files.page_at(said)
    name = _name(said)
    for candidate in (name, f"{name}.md", f"{name}/{_INDEX}.md"):
        found = found or files.at(candidate)
    where = files.places.get(found or "")
    if found and where:
        return files.at(where.original) or found if where.original else found
    near = nearest(name.removesuffix(".md"), [path.removesuffix(".md") for path in files.places])
    raise EnvironmentFault("no-such-page", name=said, near=f"{near}.md" if near else "")


def _name(said: str) -> str:
    """Return a path relative to the site's root, beginning with content/."""
    plain = posixpath.normpath(said.strip().strip("/"))
    found = re.search(r"(?:^|/)content/(.*)$", plain)
    return f"content/{found[1] if found else plain}"


def _target(files: Files, page: str, said: str) -> str:
    """Return the new path of the page itself."""
    own = files.own(said)
    address = own or (said if said.startswith("/") and not said.endswith(".md") else "")
    path = _of_address(files, page, address) if address else _of_path(files, page, said)
    found = place(path, files.kinds)
    if not isinstance(found, Place) or found.language:
        raise EnvironmentFault("no-page-there", path=path)
    if address and found.address.strip("/") != address.strip("/"):
        raise EnvironmentFault("no-such-address", address=address, near=found.address)
    was = files.places[page]
    if (found.kind is files.kinds.chapter) != (was.kind is files.kinds.chapter) or found.kind.introduces == "theme":
        raise EnvironmentFault("no-page-there", path=path)
    return path


def _of_path(files: Files, page: str, said: str) -> str:
    """Return the path that an argument means: a kind's folder keeps the name, a name alone keeps the folder."""
    own_folder, is_folder = posixpath.dirname(page), posixpath.basename(page) == f"{_INDEX}.md"
    plain = _name(said)
    parts = plain.split("/")
    if len(parts) == 2 and parts[1] in files.kinds.folders:
        kept = own_folder if is_folder else page
        plain = f"{plain}/{posixpath.basename(kept)}"
    elif len(parts) == 2:
        plain = f"{posixpath.dirname(own_folder) if is_folder else own_folder}/{parts[1]}"
    if plain.endswith(".md"):
        return plain
    if is_folder:
        return f"{plain}/{_INDEX}.md"
    if files.places[page].kind is files.kinds.chapter and files.at(f"{plain}/{_INDEX}.md"):
        return f"{plain}/{posixpath.basename(page)}"
    return f"{plain}.md"


def _of_address(files: Files, page: str, address: str) -> str:
    """Return the path of an address, in the form that the page has now: a file, a folder, or a chapter."""
    parts = address.strip("/").split("/")
    was = files.places[page]
    if was.kind is files.kinds.chapter and len(parts) > 1:
        parent = files.page_at(f"/{'/'.join(parts[:-1])}/")
        if parent is None or not parent.endswith(f"/{_INDEX}.md"):
            raise EnvironmentFault("no-page-there", path=address)
        folder, own = posixpath.dirname(parent), files.places[parent].address
        taken = {
            at.number for name, at in files.places.items() if at.parent == own and name != page and not at.original
        }
        number = was.number if was.number not in taken else max(taken) + 1
        return f"{folder}/{number:02}-{parts[-1]}.md"
    if len(parts) > 2:
        raise EnvironmentFault("no-page-there", path=address)
    folder = parts[0] if len(parts) == 2 else "sider"
    if folder not in files.kinds.folders or not slug(parts[-1]):
        raise EnvironmentFault("no-page-there", path=address)
    end = f"/{_INDEX}.md" if posixpath.basename(page) == f"{_INDEX}.md" else ".md"
    return f"content/{folder}/{parts[-1]}{end}"


def _folder(page: str, target: str, everything: Iterable[str]) -> dict[str, str]:
    """Return the new paths of a page's folder; a page alone in its folder may become one file."""
    folder = posixpath.dirname(page)
    inside = [each for each in everything if each.startswith(f"{folder}/")]
    if posixpath.basename(target) == f"{_INDEX}.md":
        return {each: posixpath.dirname(target) + each[len(folder) :] for each in inside}
    others = [each for each in inside if not re.fullmatch(r"index(\.(nb|nn))?\.md", each[len(folder) + 1 :])]
    if others:
        raise EnvironmentFault("folder-holds-more", folder=folder, file=others[0])
    return {each: target.removesuffix(".md") + each[len(folder) + 1 + len(_INDEX) :] for each in inside}


def _refuse(paths: Mapping[str, str], everything: Iterable[str], *, merging: bool) -> None:
    """Raise EnvironmentFault where a new path is taken, or a folder would be moved into another."""
    staying = {key(each).casefold(): each for each in everything if each not in paths}
    folders = {posixpath.dirname(each).casefold() for each in staying.values()}
    for each in paths.values():
        if key(each).casefold() in staying:
            raise EnvironmentFault("place-taken", file=staying[key(each).casefold()])
        if merging and posixpath.dirname(each).casefold() in folders:
            raise EnvironmentFault("place-taken", file=posixpath.dirname(each))
