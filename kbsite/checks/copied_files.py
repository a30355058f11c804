"""Files beside others: leftovers of programs, and translations whose name does not say so."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem
from kbsite.norwegian.languages.tags import SHIPPED
from kbsite.schema.file_names import looks_copied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Content

CODE, SUFFIX = "copied-file", "unknown-suffix"

_KNOWN = ", ".join(f".{each}" for each in SHIPPED)
_LANGUAGE = re.compile(r"(.+)[-_ ](nn|nb)\.md", re.IGNORECASE)


def copied_files(content: Content) -> Iterator[Diagnostic]:
    """No file has a name that programs give to copies: one of them would be published as a page of its own."""
    pages = {source.path for source in content.sources}
    for path in sorted([*pages, *content.assets]):
        folder, name = posixpath.split(path)
        language = _LANGUAGE.fullmatch(name)
        if looks_copied(name):
            yield problem(Location(path), CODE, name=name)
        elif language and f"{folder}/{language[1]}.md" in pages:
            near = f"{language[1]}.{language[2].lower()}.md"
            shown = name[len(language[1]) :].removesuffix(".md")
            plain = f"{language[1]}-2.md"
            yield problem(Location(path), SUFFIX, suffix=shown, near=near, plain=plain, known=_KNOWN)
