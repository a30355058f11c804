"""The reference of views in docs/developer/layouts.md, made from kbsite/views/ by `python -m tests.view_tables`."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

from kbsite.render.views import content, lexicon, lists, models, parts, site

MODULES = (parts, site, lists, models, content, lexicon)
"""In the order of the reference."""

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "developer" / "layouts.md"

_BLOCK = re.compile(r"^<!-- views -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)


def with_reference(text: str) -> str:
    """Return `text` with what stands between its marks made anew."""
    return _BLOCK.sub(lambda _: f"<!-- views -->\n\n{reference()}\n<!-- end -->", text)


def reference() -> str:
    """Return a section for each view: its docstring, and its attributes with their types."""
    found = []
    for node in (node for module in MODULES for node in ast.parse(inspect.getsource(module)).body):
        if not isinstance(node, ast.ClassDef):
            continue
        words = inspect.cleandoc(ast.get_docstring(node) or "")
        rows = [
            f"| `{each.target.id}` | `{ast.unparse(each.annotation).replace('|', chr(92) + '|')}` |"
            for each in node.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
        found.append("\n".join([f"### {node.name}", "", words, "", "| attribute | type |", "| --- | --- |", *rows]))
    return "\n\n".join(found) + "\n"


def main() -> None:
    """Write the reference anew."""
    DOCUMENT.write_text(with_reference(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
