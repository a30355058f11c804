"""It is clear which law each section in a definition of the glossary belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, problem
from kbsite.site.definitions import definitions as said_of_laws

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

CODE = "unclear-law"


def definitions(site: Site) -> Iterator[Diagnostic]:
    """No definition has a section that may be of several laws."""
    for each in said_of_laws(site.config):
        for section, laws in each.unclear:
            yield problem(each.term.at, CODE, section=section, laws=" / ".join(laws))
