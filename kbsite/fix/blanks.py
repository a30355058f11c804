"""Mends of what nobody sees: blanks at the end of lines, and the end of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.fix.page import holds

if TYPE_CHECKING:
    from kbsite.fix.page import Page


def blanks(page: Page) -> Page:
    """Return the page without blanks at the end of its lines, but for those that mean something.

    Two blanks that end a line and not its paragraph are a line break. What else means something, such as blanks in
    code, is found by taking them away and looking whether the page still says the same.
    """
    lines = page.lines()
    return _without(page, [row for row, line in enumerate(lines) if _spare(line, lines[row + 1 : row + 2])])


def last_line(page: Page) -> Page:
    """Return the page with one line feed at its end."""
    ended = page.with_lines([*page.text.rstrip("\n").split("\n"), ""])
    return ended if ended != page and holds(page, ended) else page


def _spare(line: str, following: list[str]) -> bool:
    stripped = line.rstrip(" \t")
    is_break = bool(stripped) and line.endswith("  ") and any(each.strip() for each in following)
    return stripped != line and not is_break


def _without(page: Page, rows: list[int]) -> Page:
    """Return the page without the blanks at the end of `rows`; where not all can go, each half is tried."""
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
