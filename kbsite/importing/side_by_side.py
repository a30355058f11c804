"""Old and new side by side: a workbench page for each imported page, with what of the old is not in the new."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.importing.debris import normal
from kbsite.importing.forms.read import READERS
from kbsite.importing.map_file import MapFile
from kbsite.importing.model import Original
from kbsite.importing.plain import plain
from kbsite.importing.typography import tidy
from kbsite.importing.write import read_state
from kbsite.model import Place
from kbsite.parse.place import place
from kbsite.publish.folder import overwrite_if_unchanged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.schema.kinds import Kinds

FOLDER = "import/"
"""Where these pages are, below the addresses of the workbench itself."""

_CSS = """\
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem; color: #111; background: #fff; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; }
.sides > section { min-width: 0; }
iframe { width: 100%; height: 80vh; border: 1px solid #767676; }
del { background: #fde8e8; text-decoration-thickness: 1px; }
nav { display: flex; gap: 2rem; }
button { font: inherit; padding: .4rem 1rem; }
nav a, li a { display: inline-block; padding: .25rem 0; min-width: 24px; min-height: 24px; }
@media (width < 60rem) { .sides { grid-template-columns: 1fr; } }
"""

_ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h1v1H0z"/></svg>'

_FILES = {"side.css": _CSS, "icon.svg": _ICON}

_DRAFT = re.compile(r"^draft: true\r?\n", re.MULTILINE)
"""As an import writes it, among the fields: the first such line is always there."""

_ARCHIVED = re.compile(r"^status: archived\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pair:
    """An imported page: its file, its file in the source, and the original that was kept."""

    path: str
    origin: str
    original: str


@dataclass(frozen=True, slots=True)
class Sides:
    """The pages of an import, by their names below FOLDER."""

    root: Path
    folder: Path
    kinds: Kinds
    words: Catalogue

    def pairs(self) -> list[Pair]:
        """Return every page that an import has made, in the order of their files."""
        state = read_state(self.folder)
        found = [Pair(state.paths[key], *source) for key, source in state.sources.items() if key in state.paths]
        return sorted(found, key=lambda pair: pair.path)

    def page(self, name: str, base: str) -> tuple[bytes, str] | None:
        """Return a page, the style or the icon, with a name that tells its type; None where there is none."""
        wanted = name.removeprefix(FOLDER)
        if wanted in _FILES:
            return _FILES[wanted].encode(), wanted
        pairs = self.pairs()
        if not wanted:
            return self._index(pairs), "index.html"
        if wanted.isdigit() and len(wanted) < 7 and 0 < int(wanted) <= len(pairs):
            return self._pair(pairs, int(wanted), base), "page.html"
        return None

    def take(self, name: str) -> str:
        """Take a page into use, and return the next one that is a draft; "" where there is no such page.

        The name is that of the page and a digest of its text, as its form has it: a text that has changed since it
        was shown is shown again instead.
        """
        found = re.fullmatch(rf"{FOLDER}(\d{{1,6}})/([0-9a-f]{{64}})", name)
        pairs = self.pairs()
        if not found or not 0 < int(found[1]) <= len(pairs):
            return ""
        number = int(found[1])
        pair = pairs[number - 1]
        text = self._text(pair)
        if (
            _status(text) != "draft"
            or _digest(text) != found[2]
            or not isinstance(place(pair.path, self.kinds), Place)
        ):
            return f"{FOLDER}{number}"
        taken = _DRAFT.sub("", text, count=1)
        if not overwrite_if_unchanged(self.root / pair.path, text.encode(), taken.encode()):
            return f"{FOLDER}{number}"
        later = (*range(number + 1, len(pairs) + 1), *range(1, number))
        following = next((each for each in later if _status(self._text(pairs[each - 1])) == "draft"), "")
        return f"{FOLDER}{following}"

    def _form(self, number: int, text: str) -> str:
        """Return the button that takes a draft into use."""
        if _status(text) != "draft":
            return ""
        label, what = (escape(self.words.line(f"import_side_{each}")) for each in ("take", "taken"))
        return f'<form method="post" action="{number}/{_digest(text)}"><button>{label}</button> {what}</form>\n'

    def _index(self, pairs: Sequence[Pair]) -> bytes:
        rows, left = [], 0
        for number, pair in enumerate(pairs, start=1):
            text = self._text(pair)
            status = _status(text)
            left += status == "draft"
            said = self.words.line(f"import_side_{status}")
            rows.append(f'<li><a href="{number}">{escape(pair.path)}</a> {escape(said)}</li>\n')
        intro = escape(self.words.line("import_side_left", drafts=left, pages=len(pairs)))
        return self._html(self.words.line("import_side_title"), f"<p>{intro}</p>\n<ol>\n{''.join(rows)}</ol>\n")

    def _pair(self, pairs: Sequence[Pair], number: int, base: str) -> bytes:
        pair = pairs[number - 1]
        text = self._text(pair)
        links = [f'<a href="./">{escape(self.words.line("import_side_all"))}</a>']
        if number > 1:
            links.append(f'<a rel="prev" href="{number - 1}">{escape(self.words.line("import_side_previous"))}</a>')
        if number < len(pairs):
            links.append(f'<a rel="next" href="{number + 1}">{escape(self.words.line("import_side_next"))}</a>')
        status = escape(self.words.line(f"import_side_{_status(text)}"))
        old, new = (escape(self.words.line(f"import_side_{side}")) for side in ("old", "new"))
        body = (
            f"<nav>{' '.join(links)}</nav>\n"
            f"<p>{number}/{len(pairs)}: <code>{escape(pair.path)}</code> {status}</p>\n{self._form(number, text)}"
            f'<div class="sides">\n<section aria-labelledby="old"><h2 id="old">{old}</h2>\n'
            f"<p><code>{escape(pair.origin)}</code></p>\n{self._old(pair, text)}</section>\n"
            f'<section aria-labelledby="new"><h2 id="new">{new}</h2>\n{self._new(pair, base)}</section>\n</div>\n'
        )
        return self._html(pair.path, body)

    def _old(self, pair: Pair, text: str) -> str:
        """Return the lines of the original; those that are not in the new file are marked as deleted."""
        kept = normal(plain(text.replace("\n", " ")))
        rows = []
        for line in self._lines(pair):
            shown = escape(line)
            rows.append(f"<p>{shown}</p>" if normal(line) in kept else f"<p><del>{shown}</del></p>")
        return "\n".join(rows) + "\n"

    def _lines(self, pair: Pair) -> list[str]:
        path = self.folder / pair.original
        reader = READERS.get(path.suffix)
        try:
            data = path.read_bytes()
        except OSError:
            return [self.words.line("import_side_no_original", file=pair.original)]
        if reader is None:
            return []
        try:
            found = list(reader(pair.origin, data, Original(path.suffix, path), MapFile()))
        except Exception:  # the same libraries as at the import, on a file that somebody may have changed
            return [self.words.line("import_side_no_original", file=pair.original)]
        return [plain(block.text) for page in found for block in tidy(page.blocks)]

    def _new(self, pair: Pair, base: str) -> str:
        where = place(pair.path, self.kinds)
        if not isinstance(where, Place) or not (self.root / pair.path).is_file():
            return f"<p>{escape(self.words.line('import_outcome_gone'))}</p>\n"
        address = escape(f"{base}{where.address.removeprefix('/')}")
        title = escape(self.words.line("import_side_new"))
        return f'<p><a href="{address}">{address}</a></p>\n<iframe src="{address}" title="{title}"></iframe>\n'

    def _text(self, pair: Pair) -> str:
        try:
            return (self.root / pair.path).read_bytes().decode("utf-8", errors="replace")
        except OSError:
            return ""

    def _html(self, title: str, body: str) -> bytes:
        shown = escape(title)
        return (
            f'<!DOCTYPE html>\n<html lang="{self.words.language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<title>{shown}</title>\n<link rel="stylesheet" href="side.css">\n'
            '<link rel="icon" href="icon.svg">\n</head>\n<body>\n<main>\n'
            f"<h1>{shown}</h1>\n{body}</main>\n</body>\n</html>\n"
        ).encode()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _status(text: str) -> str:
    if not text:
        return "gone"
    return "draft" if _DRAFT.search(text) else "archived" if _ARCHIVED.search(text) else "used"


def sides(root: Path, folder: Path, kinds: Kinds, words: Catalogue) -> Sides:
    """Return the pages of an import; raises EnvironmentFault where nothing has been imported."""
    found = Sides(root, folder, kinds, words)
    if not found.pairs():
        raise EnvironmentFault("nothing-imported", folder=str(folder))
    return found
