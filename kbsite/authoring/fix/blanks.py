"""Fixes of whitespace: trailing blanks, and the end of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.authoring.fix.page import holds
from kbsite.parse.front_matter import split

if TYPE_CHECKING:
    from kbsite.authoring.fix.page import Page


def blanks(page: Page) -> Page:
    """Return the page without trailing blanks, but for those with a meaning.

    Two blanks that end a line inside a paragraph are a line break. Other blanks with a meaning, such as those in
    code, are found by removing them and comparing what the page says.
    """
    lines = page.lines()
    text_begins = split(page.text, page.path).body_line - 1
    breaks = {row for row in range(text_begins, len(lines) - 1) if _is_break(lines[row], lines[row + 1])}
    return _without(
        page, [row for row, line in enumerate(lines) if line != line.rstrip(" \t") and row not in breaks]
    )


def last_line(page: Page) -> Page:
    """Return the page with one line feed at its end."""
    ended = page.with_lines([*page.text.rstrip("\n").split("\n"), ""])
    return ended if ended != page and holds(page, ended) else page


def _is_break(line: str, following: str) -> bool:
    return line.endswith("  ") and bool(line.strip()) and bool(following.strip())


def _without(page: Page, rows: list[int]) -> Page:
    """Return the page without trailing blanks in `rows`; where that is not valid, each half is tried."""
    if not rows:
        return page
    lines = page.lines()
    for row in rows:
        lines[row] = lines[row].rstrip(" \t")
    stripped = page.with_lines(lines)
    if holds(page, stripped):
        return stripped
    half = len(rows) // 2
    return _without(_without(page, rows[:half]), rows[half:]) if half else page
