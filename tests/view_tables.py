"""The reference of views, made from the docstrings and types of kbsite/render/views/."""

from __future__ import annotations

import ast
import inspect

from kbsite.render.views import content, drawing, lexicon, lists, models, parts, site
from tests.markdown_table import table

MODULES = (parts, site, lists, drawing, models, content, lexicon)
"""In the order of the reference."""


def views() -> str:
    """Return a section for each view: its docstring, and its attributes with their types."""
    found = []
    for node in (node for module in MODULES for node in ast.parse(inspect.getsource(module)).body):
        if not isinstance(node, ast.ClassDef):
            continue
        words = inspect.cleandoc(ast.get_docstring(node) or "")
        rows = [
            (f"`{each.target.id}`", f"`{ast.unparse(each.annotation)}`")
            for each in node.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
        found.append("\n\n".join([f"### {node.name}", words, table(("attribute", "type"), rows)]))
    return "\n\n".join(found) + "\n"
