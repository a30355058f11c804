"""The overlay of the workbench on a page: problems, a note on a draft, and the script that reloads the page."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from kbsite.diagnostics import Severity
from kbsite.diagnostics.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kbsite.diagnostics import Diagnostic, Location
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.serve.snapshot import Snapshot
    from kbsite.serve.state import State

    Opener = Callable[[Location], str]
    """Returns the address that opens a place in the editor."""

OWN = "/_kbsite/"
"""The path of the workbench's own files; no page can have an address that starts with an underscore."""

LINK_MARKS = "unpublished.css"
"""The name of the style that marks links to unpublished pages."""

EDITOR = "vscode://file/{file}:{line}:{column}"
"""The default address that opens a file in the editor."""


def editor_link(template: str, file: str, at: Location) -> str:
    """Return the address that opens a place in the editor; `file` is an absolute path."""
    path = file.lstrip("/") if "://file/{file}" in template else file
    parts = {"file": quote(path), "line": at.line, "column": at.column}
    return re.sub(r"\{(file|line|column)\}", lambda match: str(parts[match[1]]), template)


@dataclass(frozen=True, slots=True)
class Seen:
    """The page that is looked at: the files that it is made of, and why it is not published."""

    files: frozenset[str] = frozenset()
    reason: str = ""


def with_overlay(html: bytes, state: State, seen: Seen, words: Catalogue, opener: Opener) -> tuple[bytes, str]:
    """Return a page with the overlay, and a digest of both.

    It is appended to the page, whatever its layout: browsers parse it as if the body had not ended. `serve.js`
    moves the note on a draft to the top.
    """
    panel, mark = _panel(state, seen.files, words, opener), _mark(seen.reason, words)
    added = f"{panel}\0{mark}\0{link_marks(state.snapshot, words)}"
    digest = hashlib.sha256(added.encode() + html).hexdigest()[:16]
    links = (
        f'<meta name="kbsite-page" content="{digest}">\n<link rel="stylesheet" href="{OWN}serve.css">\n'
        f'<link rel="stylesheet" href="{OWN}{LINK_MARKS}">\n<script type="module" src="{OWN}serve.js"></script>\n'
    )
    return html + f"{links}{mark}{panel}".encode(), digest


def link_marks(snapshot: Snapshot | None, words: Catalogue) -> str:
    """Return the style that marks each link to an unpublished page, in search results too."""
    if snapshot is None:
        return ""
    rules = []
    for path, reason in snapshot.unpublished.items():
        address = quote(f"{snapshot.base}{path.removesuffix('index.html')}")
        word = words.line(f"serve_{reason}_link")
        rules.append(f'a:is([href="{address}"], [href^="{address}#"])::after {{ content: " ({word})"; }}\n')
    return "".join(sorted(rules))


def placeholder_page(words: Catalogue) -> bytes:
    """Return the page that is shown while there is no snapshot yet."""
    title = escape(words.line("serve_nothing"))
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n</body>\n</html>\n"
    ).encode()


def _mark(reason: str, words: Catalogue) -> str:
    if not reason:
        return ""
    text = escape(words.line(f"serve_{reason}"))
    return f'<p class="kbsite-mark" role="note" data-reason="{reason}" lang="{words.language}">{text}</p>'


def _panel(state: State, own: frozenset[str], words: Catalogue, opener: Opener) -> str:
    """Return the list of problems: those of the page that is looked at first, errors before warnings, by place.

    It is open where an error is the page's own, or where nothing new can be shown.
    """
    if not (state.problems or state.fault):
        return ""
    here = [each for each in state.problems if each.location.file in own]
    elsewhere = [each for each in state.problems if each.location.file not in own]
    lists = [_list(here, words, opener), _list(elsewhere, words, opener)]
    if here and elsewhere:
        titles = (words.line("serve_here"), words.line("serve_elsewhere"))
        lists = [f"<h2>{escape(title)}</h2>{made}" for title, made in zip(titles, lists, strict=True)]
    if state.fault:
        message, hint = words.fault(state.fault)
        lists.insert(0, f'<ul><li data-severity="error"><p>{escape(message)}</p><p>{escape(hint)}</p></li></ul>')
    errors = sum(each.severity is Severity.ERROR for each in state.problems)
    wrong = errors + bool(state.fault)
    heading = escape(words.line("serve_problems", errors=wrong, warnings=len(state.problems) - errors))
    held = state.snapshot is not None and (not state.fine or bool(own & state.held))
    note = f"<p>{escape(words.line('serve_last_good'))}</p>" if held else ""
    own_error = any(each.severity is Severity.ERROR for each in here)
    opened = " open" if own_error or not state.fine or state.fault else ""
    return (
        f'<details class="kbsite-problems" lang="{words.language}"{opened}><summary>{heading}</summary>'
        f"{note}{''.join(lists)}</details>\n"
    )


def _list(found: Sequence[Diagnostic], words: Catalogue, opener: Opener) -> str:
    rows = sorted(found, key=lambda each: each.severity is not Severity.ERROR)
    return f"<ul>{''.join(_row(each, words, opener) for each in rows)}</ul>" if rows else ""


def _row(found: Diagnostic, words: Catalogue, opener: Opener) -> str:
    at = found.location
    place = escape(f"{printable(at.file)}:{at.line}:{at.column}")
    link = escape(opener(at))
    hint = words.hint(found)
    advice = f"<p>{escape(hint)}</p>" if hint else ""
    severity = escape(words.line(f"serve_{found.severity.value}"))
    return (
        f'<li data-severity="{found.severity.value}" data-code="{found.code}"><p><a href="{link}">{place}</a> '
        f"<strong>{severity}</strong> {escape(words.message(found))}</p>{advice}</li>"
    )
