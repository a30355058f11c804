"""An address → what is answered, from what is known by name: no path leads to the disk but those of the table."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from kbsite.render.templates import LayoutError
from kbsite.search.pagefind import FOLDER
from kbsite.serve.overlay import EDITOR, LINK_MARKS, OWN, bare, editor_link, link_marks, marked
from kbsite.site.routes import NOT_FOUND, SEARCH_ANSWERS, SEARCH_FREQUENT, SEARCH_PAGES, SEARCH_WORDS

if TYPE_CHECKING:
    from kbsite.diagnostics import Location
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.pipeline.load import Options
    from kbsite.serve.state import ServerState, State

PATIENCE = 60.0
"""How many seconds a search waits for the first index."""

_OWN = ("serve.js", "serve.css")


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, what is sent, the name that its type is told from, and where to go instead."""

    status: HTTPStatus
    data: bytes = b""
    name: str = "x.html"
    location: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that can be asked for: pages, what stands beside them, and the search."""

    desk: ServerState
    options: Options
    words: Catalogue
    editor: str = ""

    def to(self, asked: str) -> Answer:
        """Return the answer to an address as a browser sends it."""
        plain, mark, query = asked.partition("#")[0].partition("?")
        if plain.startswith(OWN):
            return self._own(plain.removeprefix(OWN))
        state = self.desk.state
        if state.edition is None:
            return self._page(state, "", HTTPStatus.SERVICE_UNAVAILABLE)
        if plain == "/" != state.edition.base:
            return Answer(HTTPStatus.FOUND, location=state.edition.base)
        if not plain.startswith(state.edition.base):
            return self._page(state, "", HTTPStatus.NOT_FOUND)
        path = unquote(plain.removeprefix(state.edition.base))
        if f"{path}/index.html" in state.edition.sheets:
            return Answer(HTTPStatus.MOVED_PERMANENTLY, location=f"{quote(plain, safe='/%')}/{mark}{query}")
        name = f"{path}index.html" if not path or path.endswith("/") else path
        if name in state.edition.sheets:
            return self._page(state, name, HTTPStatus.OK)
        found = self._file(state, name)
        return self._page(state, "", HTTPStatus.NOT_FOUND) if found is None else Answer(HTTPStatus.OK, found, name)

    def _own(self, name: str) -> Answer:
        """Return a file of the workbench itself."""
        if name == LINK_MARKS:
            return Answer(HTTPStatus.OK, link_marks(self.desk.state.edition, self.words).encode(), name)
        if name not in _OWN:
            return Answer(HTTPStatus.NOT_FOUND)
        return Answer(HTTPStatus.OK, (files("kbsite.serve") / "assets" / name).read_bytes(), name)

    def digest(self, page: str) -> str:
        """Return what the page of an address is known by now."""
        return self.to(page).digest

    def _page(self, state: State, name: str, status: HTTPStatus) -> Answer:
        """Return a page with its marks; a broken layout is told of and the last good page is shown."""
        edition = state.edition
        path = name or NOT_FOUND.removeprefix("/")
        html = bare(self.words)
        if edition is not None:
            try:
                html = edition.page(path) if path in edition.sheets else html
            except LayoutError as error:
                self.desk.reject(edition, error.problem)
                return self._page(self.desk.state, name, status)
        else:
            status = HTTPStatus.SERVICE_UNAVAILABLE
        reason = edition.unpublished.get(path, "") if edition else ""
        opener = _Opener(self.options, self.editor or state.editor or EDITOR)
        shown, digest = marked(html, state, reason, self.words, opener)
        return Answer(status, shown, digest=digest)

    def _file(self, state: State, name: str) -> bytes | None:
        assert state.edition is not None  # noqa: S101 - the only caller has seen to it
        if name.startswith(f"{FOLDER}/") or f"/{name}" in (SEARCH_ANSWERS, SEARCH_FREQUENT, SEARCH_PAGES, SEARCH_WORDS):
            return self.desk.index_file(name, PATIENCE)
        found = state.edition.assets.get(name)
        if found is None:
            found = state.edition.companions.get(name)
        return self._read(found) if isinstance(found, Path) else found

    def _read(self, file: Path) -> bytes | None:
        """Return a file of content/; nothing where it has gone, or has become a link that leads out."""
        try:
            inside = file.resolve().is_relative_to((self.options.root / "content").resolve())
            return file.read_bytes() if inside else None
        except (OSError, RuntimeError):
            return None


@dataclass(frozen=True, slots=True)
class _Opener:
    options: Options
    template: str

    def __call__(self, at: Location) -> str:
        layouts = self.options.layouts
        inside = at.file.startswith(f"{layouts.name}/")
        file = (layouts.parent if inside else self.options.root) / at.file
        return editor_link(self.template, file.absolute().as_posix(), at)
