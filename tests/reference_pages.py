"""The references of docs/developer/, made from the code by `python -m tests.reference_pages` (`make docs`)."""

from __future__ import annotations

import re
import sys

from tests.command_tables import commands
from tests.kind_tables import kinds
from tests.sites import ROOT
from tests.view_tables import views

FOLDER = ROOT / "docs/developer"

REFERENCES = {"commands": commands, "kinds": kinds, "views": views}
"""What a document may have between `<!-- NAME -->` and `<!-- end -->`, and the function that makes it."""

_BLOCK = re.compile(rf"^<!-- ({'|'.join(REFERENCES)}) -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)


def with_references(text: str) -> str:
    """Return `text` with the references between its marks regenerated."""
    return _BLOCK.sub(lambda found: f"<!-- {found[1]} -->\n\n{REFERENCES[found[1]]()}\n<!-- end -->", text)


def references_in(text: str) -> list[str]:
    """Return the names of the references that `text` has marks for."""
    return [found[1] for found in _BLOCK.finditer(text)]


def main() -> None:
    """Regenerate the references in every document that has marks, and print those that changed."""
    for path in sorted(FOLDER.glob("*.md")):
        before = path.read_text(encoding="utf-8")
        after = with_references(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
