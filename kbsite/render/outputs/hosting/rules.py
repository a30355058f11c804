"""The rules of a host, before they are written in its own form."""

from __future__ import annotations

from dataclasses import dataclass

from kbsite.model.hosting import HEADERS
from kbsite.site import routes

FOLDER = "_hosting"
"""Where in the output the files lie that a server's own settings include; the server does not show them."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What every host is told.

    `moved` has, for each earlier address, the address as it is read, as it is sent, and where it leads. `folders`
    are those at the root, without that of the editors; `edited` says that there is one. `compressed` says
    that files lie compressed (`.br`, `.gz`) beside those that they are of. `editions` is the address of the index.
    """

    base: str
    moved: tuple[tuple[str, str, str], ...]
    folders: tuple[str, ...]
    edited: bool
    compressed: bool = False
    editions: str = ""

    @property
    def index(self) -> str:
        """The address below which each edition of the search index has a folder of its own."""
        return self._place(self.editions)

    @property
    def editors(self) -> str:
        """The address of the editors' pages, which carry a policy of their own."""
        return self._place(routes.ADMIN)

    def _place(self, address: str) -> str:
        return self.base.removesuffix("/") + address

    @property
    def common(self) -> tuple[tuple[str, str], ...]:
        """The headers of every response, and of those of the editors' pages too."""
        return tuple((name, value) for name, value in HEADERS.items() if name != "Content-Security-Policy")

    @property
    def policy(self) -> str:
        """The content security policy of all but the editors' pages."""
        return HEADERS["Content-Security-Policy"]
