"""The tables of fields and settings in the owners' documents; `python -m tests.owner_fields` regenerates them."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from kbsite.schema import calendar_fields, field_types, model_fields
from kbsite.schema.explained import explanation
from kbsite.schema.kinds import BUILT_IN, FrontMatter
from tests.field_tables import OTHERS
from tests.markdown_table import table
from tests.owner_docs import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE, SETTINGS = ARTICLES / "fields.md", ARTICLES / "all-settings.md"

_BLOCK = re.compile(r'^\[fields\]: # "(\S+)"\n.*?^\[end\]: #$', re.MULTILINE | re.DOTALL)
"""A table between its marks, which are definitions of links that nothing uses: they show nowhere."""

PARTS: dict[str, type[field_types.Strict]] = {
    "authors": field_types.AuthorRef,
    "resources": field_types.Resource,
    "lanes": model_fields.Lane,
    "steps": model_fields.Step,
    "events": calendar_fields.Event,
}
"""The lists whose items have fields of their own."""

IMPORTED = {"kart.yaml", "rules", "otherwise", "marks"}
"""The tables of what `kbsite import` reads, which is no file of a site."""

DATA = {name: model for name, model in OTHERS.items() if name not in {*PARTS, *IMPORTED}}
"""The files in `data/`, and the settings in them that have settings of their own."""

KINDS = {kind.kind: kind for kind in BUILT_IN.in_language("en")}


def with_tables(text: str) -> str:
    """Return `text` with the tables between its marks regenerated."""
    return _BLOCK.sub(lambda found: f'[fields]: # "{found[1]}"\n\n{made(found[1])}\n\n[end]: #', text)


def made(name: str) -> str:
    """Return the table of the fields that every kind has ("every"), of a kind, or of the items of a list."""
    if name == "every":
        rows = ((field, _where(field), FrontMatter) for field in FrontMatter.model_fields)
        return _table(rows)
    model = KINDS.get(name) or {**PARTS, **DATA}[name]
    common = FrontMatter.model_fields if name in KINDS else {}
    own = [field for field in model.model_fields if field not in common or _required(model, field)]
    return _table((field, _yes(_required(model, field)), model) for field in own)


def _table(rows: Iterable[tuple[str, str, type[field_types.Strict]]]) -> str:
    cells = [
        (f"`{name}`", needed, explanation(model.model_fields[name].description or "", {}, "en"))
        for name, needed, model in rows
    ]
    return table(("field", "needed", "what it means"), cells)


def _where(name: str) -> str:
    kinds = [kind.one.in_language("en").lower() for kind in KINDS.values() if _required(kind, name)]
    if len(kinds) in (0, len(KINDS)):
        return _yes(bool(kinds))
    return f"for {', '.join(kinds)}"


def _required(model: type[field_types.Strict], name: str) -> bool:
    return model.model_fields[name].is_required()


def _yes(needed: bool) -> str:
    return "yes" if needed else "no"


def main() -> None:
    """Regenerate the tables."""
    for page in (PAGE, SETTINGS):
        before = page.read_text(encoding="utf-8")
        after = with_tables(before)
        if after != before:
            page.write_text(after, encoding="utf-8")
            sys.stdout.write(f"{page.name}\n")


if __name__ == "__main__":
    main()
