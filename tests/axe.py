"""The accessibility checker axe-core: how tests put it on a page and read what it finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
"""The tags requested by name, since axe else leaves out the rules that are new in WCAG 2.2."""

ALSO = ("label-content-name-mismatch",)
"""Rules that axe leaves out as experimental."""

COLOUR = ("color-contrast", "link-in-text-block")
"""The rules that another colour scheme can break."""

LAYOUT = (
    *COLOUR,  # the background of a text depends on its position
    *ALSO,  # a drawing for narrow screens has other lines
    "aria-hidden-focus",
    "heading-order",
    "region",
    "scrollable-region-focusable",
    "skip-link",
    "target-size",
)
"""The rules that another width can break: what has its place, its size, or its being shown to do with it."""


def put_on(page: Page) -> None:
    """Put axe-core on the page; it stays there until the page is left."""
    package = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is missing")
    page.evaluate(package.AXE_SCRIPT)


def violations(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """Return the violations: `rule: element: how to fix it`, by all rules of WCAG 2.2 AA or by these only."""
    chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    more = {} if rules else {name: {"enabled": True} for name in ALSO}
    options = {"runOnly": chosen, "rules": more, "resultTypes": ["violations"], "preload": False}
    found: dict[str, Any] = page.evaluate(f"axe.run({json.dumps(options)})")
    return [
        f"{each['id']}: {' '.join(map(str, node['target']))}: {' '.join(node.get('failureSummary', '').split())}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
