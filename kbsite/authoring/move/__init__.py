"""`kbsite mv`: moves a page with its translations and attachments, and updates every link to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.authoring.links.aliases import with_aliases
from kbsite.authoring.links.reach import Files, Reached, relative
from kbsite.authoring.links.written import in_data, in_page, rewritten
from kbsite.authoring.move.paths import moved_paths
from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Content, Place, Source
from kbsite.parse.place import place
from kbsite.site.published import of_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.authoring.links.written import Written
    from kbsite.model import Document, Site


"""The folder of the profiles that the field `authors` names."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A file whose text changes: its path after the move, its bytes before and after, and how many links changed.

    `aliases` are the aliases added to it.
    """

    path: str
    before: bytes
    after: bytes
    links: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """The new paths of files, and the edited files in content/ and in data/."""

    paths: Mapping[str, str]
    edits: tuple[Edit, ...]

    def content(self, before: Content) -> Content:
        """Return the files of content/ after the move."""
        written = {each.path: each.after for each in self.edits}
        paths = ((self.paths.get(source.path, source.path), source.data) for source in before.sources)
        sources = tuple(Source(path, written.get(path, data)) for path, data in sorted(paths))
        assets = {self.paths.get(path, path): each for path, each in before.assets.items()}
        return Content(
            sources, {path: replace(each, path=path) for path, each in sorted(assets.items())}, before.escapes
        )


def move(site: Site, content: Content, data: Iterable[Source], old: str, new: str) -> Move:
    """Return the move of the page `old` to `new`, each a path or an address.

    Raises EnvironmentFault where it is impossible: no such page, an invalid path for a page, or one that is taken.
    """
    files = Files(content, site.config)
    paths = moved_paths(files, content, old, new)
    pages = {document.path: document for document in site.pages}
    edits = [_page(each, files, paths, site, pages) for each in content.sources]
    edits += [_data(each, files, paths) for each in data]
    return Move(paths, tuple(each for each in edits if each.before != each.after))


def _page(
    source: Source, files: Files, paths: Mapping[str, str], site: Site, pages: Mapping[str, Document]
) -> Edit:
    """Return a page with its links to the same targets, and with its former addresses as aliases where it moved."""
    path = paths.get(source.path, source.path)
    changes = {}
    for each in in_page(source, files.settings):
        if each.how == "author":
            new = _author(each, paths, files)
        else:
            found = files.reached(source.path, each)
            new = _words(each, found, source.path, path, paths, files) if found else None
        if new is not None and new != each.says:
            changes[each] = new
    after = rewritten(source, changes)
    if path == source.path:
        return Edit(path, source.data, after, len(changes))
    lost, own = _addresses(site, pages.get(source.path), path, files)
    aliased = with_aliases(after, path, files.kinds, lost, own)
    if aliased is None:
        raise EnvironmentFault("alias-not-written", file=source.path, alias=", ".join(lost))
    return Edit(path, source.data, aliased, len(changes), lost)


def _words(each: Written, found: Reached, old: str, new: str, paths: Mapping[str, str], files: Files) -> str | None:
    """Return the new text of a reference in a file that moves from `old` to `new`; None where it is unchanged."""
    target = paths.get(found.file, found.file)
    if found.form == "path":
        moved = (old, found.file) != (new, target)
        return relative(new, target, angled=each.angled) + found.after if moved else None
    if target == found.file:
        return None
    if found.form == "content":
        return f"{found.before}{target.removeprefix('content/')}{found.after}"
    where = place(target, files.kinds)
    if not isinstance(where, Place):
        return None
    address = f"{where.address}{found.tail}"
    return f"{found.before}{address if found.slash else address.rstrip('/')}{found.after}"


def _author(each: Written, paths: Mapping[str, str], files: Files) -> str | None:
    """Return the author's new id where the profile of that id moves."""
    target = paths.get(f"content/{files.kinds.introducing('author').folder}/{each.says}.md")
    where = place(target, files.kinds) if target else None
    return where.slug if isinstance(where, Place) else None


def _addresses(
    site: Site, document: Document | None, new: str, files: Files
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the addresses that a published page loses by the move, and those that it gains."""
    where = place(new, files.kinds)
    if document is None or not isinstance(where, Place) or where.address == document.address:
        return (), ()
    before = tuple(of_page(site, document))
    lost = tuple(address for address in before if address not in document.meta.aliases)
    return lost, tuple(where.address + address.removeprefix(document.address) for address in before)


def _data(source: Source, files: Files, paths: Mapping[str, str]) -> Edit:
    """Return a file of data/ with the addresses and paths of moved pages updated."""
    changes = {}
    for each in in_data(source):
        found = files.reached("", each)
        if found and found.file in paths:
            new = _words(each, found, "", "", paths, files)
            if new is not None and new != each.says:
                changes[each] = new
    return Edit(source.path, source.data, rewritten(source, changes), len(changes))
