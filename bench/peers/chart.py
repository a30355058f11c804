"""The bars of the comparison, as an SVG that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, NAME, BAR, STEP = 720, 190, 18, 26


def chart(groups: Sequence[tuple[int, Sequence[tuple[str, float, bool]]]]) -> str:
    """Return the drawing: for each number of pages its programs (name, seconds, whether it is ours)."""
    parts: list[str] = []
    y = 10
    for count, bars in groups:
        y += 22
        parts.append(
            f'<text x="8" y="{y}" font-weight="bold">{count:,} pages, cold, seconds of processor time</text>'
        )
        longest = max(seconds for _, seconds, _ in bars)
        for name, seconds, is_ours in bars:
            y += STEP
            width = max(1.0, seconds / longest * (WIDTH - NAME - 70))
            colour = "#14566b" if is_ours else "#b8ad97"
            parts.append(
                f'<text x="{NAME - 8}" y="{y}" text-anchor="end">{escape(name)}</text>'
                f'<rect x="{NAME}" y="{y - 13}" width="{width:.1f}" height="{BAR}" fill="{colour}"/>'
                f'<text x="{NAME + width + 6:.1f}" y="{y}">{seconds:.1f}</text>'
            )
        y += 16
    words = "; ".join(
        f"{count:,} pages: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds, _ in bars)
        for count, bars in groups
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 10}" role="img"'
        f' font-family="sans-serif" font-size="13" fill="#1c2b30">'
        f"<title>Seconds of processor time of a cold build. {escape(words)}</title>"
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )
