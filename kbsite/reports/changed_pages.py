"""The pages that a branch changes, for whoever looks at its preview: which, where, and what is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.parse.place import key
from kbsite.reports.pages import page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kbsite.model import Document, Site
    from kbsite.reports.pages import Page

CONTENT = "content/"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A changed file that the preview does not show, why (draft, future, expired), and the day of that."""

    file: str
    reason: str
    day: date | None


@dataclass(frozen=True, slots=True)
class ChangedPages:
    """Pages that are new, changed and gone, by file; `shared` are changed files that any page may show.

    `preview` is the address of the preview, "" where it has none; `files` says whether links name files there.
    """

    day: date
    preview: str
    files: bool
    new: tuple[Page, ...]
    changed: tuple[Page, ...]
    gone: tuple[Page, ...]
    hidden: tuple[Hidden, ...]
    shared: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing of the site is changed."""
        return not (self.new or self.changed or self.gone or self.hidden or self.shared)


def changed_pages(
    site: Site, *, before: Site | None, changed: Iterable[str], preview: str, files: bool
) -> ChangedPages:
    """Return what a branch changes: the site now and at the commit where it began, and the files that differ.

    Where the site of that commit cannot be read (None), no page is called new, and none gone.
    """
    then = {key(document.path): document for document in before.pages} if before else {}
    shown = {key(document.path): document for document in site.pages}
    paths = {key(path) for path in changed}
    touched = {path for path in shown if path in paths or _beside(path, paths)}
    addresses = {document.address for document in site.pages}
    new = {path for path in shown if before and path not in then and shown[path].address not in _addresses(before)}
    gone = [document for document in then.values() if document.address not in addresses]
    known = {key(document.path) for document in (*site.documents, *(before.documents if before else ()))}
    hidden = [path for path in site.hidden if key(path) in paths or key(path) in then]
    return ChangedPages(
        day=site.today,
        preview=preview,
        files=files,
        new=_pages(site, (shown[path] for path in new)),
        changed=_pages(site, (shown[path] for path in touched - new)),
        gone=_pages(before, gone) if before else (),
        hidden=tuple(_hidden(site, path) for path in sorted(hidden)),
        shared=tuple(sorted(path for path in paths if path not in known and not _belongs(path, shown))),
    )


def link(report: ChangedPages, each: Page) -> str:
    """Return where a page is in the preview: an address, or the name of a file where it has none."""
    file = f"{each.address.strip('/')}/index.html".lstrip("/")
    path = file if report.files or not report.preview else each.address.lstrip("/")
    return f"{report.preview.rstrip('/')}/{path}" if report.preview else path


def _addresses(site: Site) -> set[str]:
    return {document.address for document in site.pages}


def _pages(site: Site, documents: Iterable[Document]) -> tuple[Page, ...]:
    return tuple(sorted((page(site, each) for each in documents), key=lambda each: each.file))


def _hidden(site: Site, path: str) -> Hidden:
    document = next(each for each in site.documents if each.path == path)
    comes = document.meta.date.first if document.meta.date else None
    reason = site.hidden[path]
    return Hidden(path, reason, {"future": comes, "expired": document.meta.expires}.get(reason))


def _beside(page_path: str, paths: Iterable[str]) -> bool:
    """Return whether a picture or an attachment beside a page with a folder of its own is among the paths."""
    folder, _, name = page_path.rpartition("/")
    return name == "index.md" and any(path.startswith(f"{folder}/") and not path.endswith(".md") for path in paths)


def _belongs(path: str, shown: Iterable[str]) -> bool:
    return any(_beside(each, [path]) for each in shown)
