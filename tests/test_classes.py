"""Every class that a layout or the renderer gives an element is one that style or script knows."""

from __future__ import annotations

import re

from tests.sites import ROOT

ASSETS = ROOT / "layouts" / "assets"
KNOWN = " ".join(
    path.read_text(encoding="utf-8") for path in sorted(ASSETS.iterdir()) if path.suffix in (".css", ".js")
)
SOURCES = [*sorted((ROOT / "layouts").glob("*.html")), *sorted((ROOT / "kbsite" / "render").rglob("*.py"))]
_CLASS = re.compile(r'class="([^"]*)"')
_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{[^}]*\}", re.DOTALL)


def test_no_class_is_left_over_from_another_name() -> None:
    unknown = {
        (path.name, name)
        for path in SOURCES
        for found in _CLASS.findall(path.read_text(encoding="utf-8"))
        for name in _EXPRESSION.sub("{", found).split()
        if "{" not in name and not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", KNOWN)
    }
    assert unknown == set()
