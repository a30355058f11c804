"""The law that a page names in the field `law` is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, nearest, problem
from kbsite.norwegian.names_and_dates import slug
from kbsite.schema.advice import meant_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Site

CODE = "unknown-law-id"


def law_field(site: Site) -> Iterator[Diagnostic]:
    """The field `law` has the id of a law in data/laws.yaml."""
    known = {law.id for law in site.config.laws}
    named = {slug(name): law.id for law in site.config.laws for name in (*law.names, *law.abbreviations)}
    for document in site.documents:
        law = document.meta.law
        if law and law not in known:
            near = meant_name(law, known, named) or nearest(law, known) or named.get(nearest(slug(law), named), "")
            yield problem(document.at("law"), CODE, law=law, near=near)
