"""An address → a response, from a table of names: no path leads to the disk but those in the table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import SharingCard, TabIcon
from kbsite.pipeline.pictures import card_bytes, icon_bytes, picture_bytes
from kbsite.read.layout_folders import PACKAGE, package_layouts
from kbsite.render.templates import LayoutError
from kbsite.search.edition import folder_of, naming
from kbsite.serve.overlay import (
    EDITOR,
    LINK_MARKS,
    OWN,
    Seen,
    editor_link,
    link_marks,
    placeholder_page,
    with_overlay,
)
from kbsite.site.routes import NOT_FOUND, output_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbsite.diagnostics import Location
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.model import ToMake
    from kbsite.pipeline.report import Options
    from kbsite.serve.snapshot import Snapshot
    from kbsite.serve.state import ServerState, State

PATIENCE = 60.0
"""How many seconds a search waits for the first index."""

_OWN = ("serve.js", "serve.css")

_WAITS = "new"
"""The query with which layouts/assets/index-loading.js asks the search page for the newest index."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: status, body, the file name that gives its type, and the address of a redirect."""

    status: HTTPStatus
    data: bytes = b""
    name: str = "x.html"
    location: str = ""
    digest: str = ""


def _none(_name: str, _base: str) -> None:
    """Return nothing: there are no further pages."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All responses: pages, other outputs, and the search.

    `others` gives further pages of the workbench itself: from a name and the base of the site to bytes and a
    name that tells their type. `acts` does what a form on one of them asks for: from a name to that of the page to
    go on to, "" where there is no such thing to do; None where no page has a form.
    """

    server_state: ServerState
    options: Options
    words: Catalogue
    editor: str = ""
    others: Callable[[str, str], tuple[bytes, str] | None] = _none
    acts: Callable[[str], str] | None = None

    def to(self, url: str) -> Answer:
        """Return the response to an address as a browser sends it."""
        plain, mark, query = url.partition("#")[0].partition("?")
        if plain.startswith(OWN):
            return self._own(plain.removeprefix(OWN))
        state = self.server_state.state
        if state.snapshot is None:
            return self._page(state, "", HTTPStatus.SERVICE_UNAVAILABLE)
        if plain == "/" != state.snapshot.base:
            return Answer(HTTPStatus.FOUND, location=state.snapshot.base)
        if not plain.startswith(state.snapshot.base):
            return self._page(state, "", HTTPStatus.NOT_FOUND)
        path = unquote(plain.removeprefix(state.snapshot.base))
        if f"{path}/index.html" in state.snapshot.planned:
            return Answer(HTTPStatus.MOVED_PERMANENTLY, location=f"{quote(plain, safe='/%')}/{mark}{query}")
        name = f"{path}index.html" if not path or path.endswith("/") else path
        if name in state.snapshot.planned:
            page = self._page(state, name, HTTPStatus.OK)
            searched = name == output_path(state.snapshot.site.config.routes.search)
            return self._with_index(state.snapshot, page, waits=query == _WAITS) if searched else page
        found = self._file(state, name)
        return self._page(state, "", HTTPStatus.NOT_FOUND) if found is None else Answer(HTTPStatus.OK, found, name)

    def done(self, url: str) -> Answer:
        """Do what a form of the workbench asks for, and return the way to the next page."""
        further = self.acts(url.removeprefix(OWN)) if self.acts and url.startswith(OWN) else ""
        return Answer(HTTPStatus.SEE_OTHER, location=f"{OWN}{further}") if further else Answer(HTTPStatus.NOT_FOUND)

    def _own(self, name: str) -> Answer:
        """Return a file of the workbench itself."""
        if name == LINK_MARKS:
            return Answer(HTTPStatus.OK, link_marks(self.server_state.state.snapshot, self.words).encode(), name)
        if name not in _OWN:
            snapshot = self.server_state.state.snapshot
            other = self.others(name, snapshot.base if snapshot else "/")
            return Answer(HTTPStatus.OK, *other) if other else Answer(HTTPStatus.NOT_FOUND)
        return Answer(HTTPStatus.OK, (files("kbsite.serve") / "assets" / name).read_bytes(), name)

    def digest(self, page: str) -> str:
        """Return the current digest of the page at an address."""
        return self.to(page).digest

    def _page(self, state: State, name: str, status: HTTPStatus) -> Answer:
        """Return a page with the overlay; a broken layout is reported, and the last good page shown."""
        snapshot = state.snapshot
        path = name or NOT_FOUND.removeprefix("/")
        html = placeholder_page(self.words)
        if snapshot is not None:
            try:
                html = snapshot.page(path) if path in snapshot.planned else html
            except LayoutError as error:
                self.server_state.reject(snapshot, error.problem)
                return self._page(self.server_state.state, name, status)
        else:
            status = HTTPStatus.SERVICE_UNAVAILABLE
        if snapshot is not None:
            self.server_state.saw(snapshot)
        reason = snapshot.unpublished.get(path, "") if snapshot else ""
        opener = _Opener(self.options, self.editor or state.editor or EDITOR)
        own = snapshot.sources.get(path, frozenset()) if snapshot else frozenset()
        shown, digest = with_overlay(html, state, Seen(own, reason), self.words, opener)
        return Answer(status, shown, digest=digest)

    def _with_index(self, snapshot: Snapshot, page: Answer, *, waits: bool) -> Answer:
        """Return the search page with the name of the index; without it while that is made, unless `waits`."""
        name = self.server_state.index_name(PATIENCE if waits else 0)
        return replace(page, data=naming(snapshot.site.config, page.data, name)) if name else page

    def _file(self, state: State, name: str) -> bytes | None:
        assert state.snapshot is not None  # noqa: S101 - the only caller has checked it
        if name.startswith(f"{folder_of(state.snapshot.site.config)}/"):
            return self.server_state.index_file(name, PATIENCE)
        found = state.snapshot.assets.get(name)
        if found is None:
            found = state.snapshot.companions.get(name)
        return found if found is None or isinstance(found, bytes) else self._read(found)

    def _read(self, found: Path | ToMake) -> bytes | None:
        """Return a file of content/ or static/; None where it is gone, or has become a link that leads out."""
        if isinstance(found, SharingCard):
            return card_bytes(found, self.options.root)
        file = found.mark if isinstance(found, TabIcon) else found if isinstance(found, Path) else found.file
        try:
            real, root = file.resolve() if isinstance(file, Path) else None, self.options.root.resolve()
            if real and not any(real.is_relative_to(root / each) for each in ("content", "static")):
                return None
            match found:
                case TabIcon() as icon:
                    return icon_bytes(icon, self.options.root)
                case Path() as path:
                    return path.read_bytes()
                case _:
                    return picture_bytes(found, self.options.root)
        except (OSError, RuntimeError, EnvironmentFault):
            return None


@dataclass(frozen=True, slots=True)
class _Opener:
    options: Options
    template: str

    def __call__(self, at: Location) -> str:
        layouts = self.options.layouts
        folder, _, name = at.file.partition("/")
        homes = {layouts.name: layouts, PACKAGE: package_layouts()}
        file = homes[folder] / name if folder in homes else self.options.root / at.file
        return editor_link(self.template, file.absolute().as_posix(), at)
