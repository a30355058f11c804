"""The values that composing fills into a text's tree, for `render.html` to print."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.render.callouts import CALLOUTS
from kbsite.render.notes import NOTE_BACK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class FilledLink:
    """Where a link leads on one page, "" for nowhere, and the note on it after its text.

    `external` leads to another site. `file` is the type and size of a file, or says that a page is
    archived; `hidden` are words for those who do not see the sign that the style puts on a link. `number` is that
    of the address in the list that paper shows, 0 for a link that is not in it.
    """

    href: str = ""
    number: int = 0
    external: bool = False
    file: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class FilledPicture:
    """The attributes of an `<img>`: its address, its size, and the smaller pictures that a browser can choose from.

    `width` and `height` are 0 where the size is not known; `srcset` and `sizes` are "" where there is no choice.
    """

    src: str
    width: int = 0
    height: int = 0
    srcset: str = ""
    sizes: str = ""


@dataclass(frozen=True, slots=True)
class FilledTerm:
    """The explanation of a term: its name, its meaning, and a link to its entry, all in `lang`."""

    name: str
    meaning: str
    entry: str
    entry_title: str
    lang: str


@dataclass(frozen=True, slots=True)
class Filled:
    """The values for one text on one page: links and pictures by their number, headings and terms by their id.

    `anchors` are the names of the links that headings get to themselves. `headings` are their texts, and `title`
    is that of the whole: tables are named for them. `term` gives what is shown of a term. `prefix` goes before
    every id, and `deeper` is added to every heading's level: on the page of a whole article, with all its chapters.
    `lang` is the language of these words where the text is in another, and `mixed` says that the site has languages
    that are written from right to left. `callouts` are the titles of notes that stand out,
    and `note_back` says where the arrow after a footnote leads.
    """

    links: Sequence[FilledLink] = ()
    pictures: Sequence[FilledPicture] = ()
    anchors: Mapping[str, str] = field(default_factory=dict)
    term: Callable[[str], FilledTerm] = lambda name: FilledTerm(name, "", "", "", "")
    prefix: str = ""
    deeper: int = 0
    lang: str = ""
    mixed: bool = False
    callouts: Mapping[str, str] = field(
        default_factory=lambda: {name: title.nb for name, title in CALLOUTS.items()}
    )
    note_back: str = NOTE_BACK.nb
    title: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
