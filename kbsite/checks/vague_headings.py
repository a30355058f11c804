"""A heading describes the text below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

CODE = "vague-heading"

_VAGUE = """
innledning, innleiing, introduksjon, bakgrunn, hoveddel, hovuddel, avslutning, avslutting, tekst,
annet, anna, diverse, ymse, div, generelt, generell informasjon, informasjon, mer informasjon, meir informasjon,
mer info, meir info, andre ting, andre forhold, andre tilhøve, andre saker, litt om, kort om, noen ord, nokre ord,
overskrift, ny overskrift, mellomtittel, mellomoverskrift, tittel, ny tittel
"""

VAGUE = frozenset(" ".join(each.split()) for each in _VAGUE.split(","))
"""Headings that would fit any text: they say that something begins, ends or is left over, not what.

«Kilder», «Oppsummering» and «Les også» are not here: readers look for that, and know it by those names.
"""

_NUMBER = re.compile(r"^[\d.]+[.):]?\s+|(?<![.:!?…])[.:!?…]++$")
_NUMBERED = re.compile(r"(?:del|kapittel|avsnitt|punkt|tema) \d+")


def vague_headings(site: Site) -> Iterator[Diagnostic]:
    """No heading, and no page's title, is one that says nothing."""
    for document in site.documents:
        if document.sound and _is_vague(document.meta.title):
            yield problem(document.at("title"), CODE, heading=document.meta.title)
        for heading in document.body.headings:
            if _is_vague(heading.text):
                yield problem(heading.at, CODE, heading=heading.text)


def _is_vague(heading: str) -> bool:
    text = _NUMBER.sub("", " ".join(heading.casefold().split()))
    return text in VAGUE or bool(_NUMBERED.fullmatch(text))
