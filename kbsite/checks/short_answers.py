"""A question has a short answer, which its page shows under the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

CODE = "missing-short-answer"


def short_answers(site: Site) -> Iterator[Diagnostic]:
    """Every page with an answer says the answer in its summary."""
    for document in site.documents:
        answers = [section for section in document.body.sections if section.name == "answer"]
        if document.sound and any(section.text for section in answers) and not document.meta.summary.strip():
            yield problem(document.at("title"), CODE)
