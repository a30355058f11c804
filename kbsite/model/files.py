"""Files read from disk, and outputs to write."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic, MessageKey


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file as it is on disk; `path` is relative to the site's root, with `/`."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ActiveContent:
    """Active content in an XML file: its kind, its name, line and column from 1."""

    what: MessageKey
    name: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The properties of a picture or an attachment, from its bytes.

    `form` is the format by the bytes, such as `png`, or "" where they are of none that is known.
    `width` and `height` are in pixels, as a browser shows the picture; 0 where that is not known.
    `fault` says why the file cannot be used at all. `resizable` pictures are still and in a format that smaller
    ones can be made of. `turned` pictures are stored on their side. `begins_as_page` is a text with front matter.
    `digest` changes with the bytes, and is the version in the address of the file.
    `written` has what is wrong in a text: unfinished merges, identity numbers.
    """

    form: str = ""
    width: int = 0
    height: int = 0
    fault: MessageKey | None = None
    active: tuple[ActiveContent, ...] = ()
    resizable: bool = False
    turned: bool = False
    begins_as_page: bool = False
    digest: str = ""
    written: tuple[Diagnostic, ...] = ()

    @property
    def pixels(self) -> int:
        """How many pixels the picture has, 0 where it is none."""
        return self.width * self.height


BOARD_LISTS = "list_"
"""What the names of the files begin with that have long lists of the editors' dashboard."""

SECURITY_TXT = (".well-known/security.txt", "security.txt")
"""Where in `static/` the file is that says whom to tell of a hole; the second place is that of old times."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture or an attachment in `content/`, or a file in `static/`: where it is, its size, and what is in it.

    `facts` is None for a file that nobody has looked into; `text` is that of a `security.txt`.
    """

    path: str
    file: Path
    size: int
    facts: FileFacts | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """All files in `content/`; `escapes` are symbolic links that lead out of it.

    `problems` are those of files that could not be read: too large ones. `static` are the files in `static/`, by
    their path in the output.
    """

    sources: tuple[Source, ...]
    assets: Mapping[str, Asset]
    escapes: frozenset[str]
    problems: tuple[Diagnostic, ...] = field(default=())
    static: Mapping[str, Asset] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PictureCopy:
    """A picture to be published without its metadata; made smaller when `width` is not 0."""

    file: Path
    form: str
    width: int = 0
    turned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLook:
    """How the pictures for sharing look on a site: colours as #rrggbb, and its mark, or b"".

    A mark is a file in PNG, WebP or SVG. One of the site's `own` was made for a light ground, and gets one.
    """

    ground: str
    ink: str
    accent: str
    mark: bytes = b""
    own: bool = False


@dataclass(frozen=True, slots=True)
class SharingCard:
    """A picture to be drawn that other services show with a link to a page: the texts on it, and its look.

    `above` is a line above the title, such as the kind and the theme of the page; `below` is the name of the site.
    """

    title: str
    above: str
    below: str
    look: CardLook


@dataclass(frozen=True, slots=True, kw_only=True)
class TabIcon:
    """A `favicon.ico` to be drawn: of a mark, or a letter in two colours where no mark can be drawn."""

    mark: bytes | Path
    letter: str
    ground: str
    ink: str


ToMake = PictureCopy | SharingCard | TabIcon
"""What is made only when it is written or asked for."""


@dataclass(frozen=True, slots=True)
class Output:
    """An output file: its path in the output folder, and its bytes, the file to copy, or what is to be made."""

    path: str
    data: bytes | Path | ToMake
