"""Placeholders are found, and nothing else: all that `kbsite new` writes, and what people write."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.authoring.new.request import Page
from kbsite.authoring.new.text import text
from kbsite.checks.pasted import pasted
from kbsite.checks.placeholders import _ANYWHERE, _SIGNS, placeholders
from kbsite.checks.vague_alt import vague_alt
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.schema.kinds import BUILT_IN, FrontMatter
from tests.samples import site

ARTICLE = "content/artikler/x.md"


def codes(body: str, fields: str = "") -> list[str]:
    page = (
        f"---\ntitle: Arbeid med planer\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n{fields}---\n{body}\n"
    )
    shown = site({ARTICLE: page})
    return [found.code for check in (placeholders, pasted, vague_alt) for found in check(shown)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in BUILT_IN if kind.needs_text])
def test_all_that_new_writes_is_found_once_it_is_no_draft(kind: type[FrontMatter], language: str) -> None:
    page = Page(
        kind=kind, title="Arbeid med planer", path=ARTICLE, language="", themes=("plan",), authors=("kari",),
        offered=(), today=date(2026, 1, 1),
    )  # fmt: skip
    written = text(page, catalogue(language), catalogue("nb"))
    folder = f"content/{kind.folder or 'artikler'}"
    path = f"{folder}/plan/01-x.md" if kind.is_chapter else f"{folder}/x.md"
    assert not list(placeholders(site({path: written})))
    found = list(placeholders(site({path: written.replace("draft: true", "draft: false")})))
    steps = 2 if "steps" in kind.model_fields else 0
    assert len(found) == max(len(kind.sections), 1) + steps


PLACEHOLDERS = (
    "Skriv svaret her", "Kort sammendrag her", "Sett inn bilde her", "Planen har [sett inn tall] mål.",
    "Lorem ipsum dolor.",
    "TODO: skriv mer", "Se FIXME under.", "XXX", "Tekst kommer", "Innhald kjem seinare.", "Under arbeid",
    "[navn]", "…", "???",
    "Vedtatt xx.xx.20xx.", "Your text here", "Dette er en dummytekst.", "Det bor xx personer der.",
    "**Kommer snart!**",
)  # fmt: skip

PASTED = (
    "Hei!", "Hei alle sammen!", "Kjære leser", "Hei! Fristen er seks uker.",
    "Med vennlig hilsen Kari Testesen", "Mvh Kari",
    "Med vennleg helsing", "Se planen. Les mer HER", "Klikk her for å lese mer.",
    "For å lese mer, klikk her", "Les mer …",
    "Skriv ut", "Del på Facebook", "Tips en venn:", "Kode: X7A2", "Publisert 27.05.2016",
    "Sist oppdatert: 2. mai 2016",
    "2021 (C) Eksempelsiden", "Til toppen", "Vi bruker informasjonskapsler", "Skriv inn koden fra bildet",
    "Dette verket er lisensiert under en Creative Commons-lisens",
)  # fmt: skip

GOOD = (
    "En TODO-liste hjelper. Skriv «TODO» der noe mangler.", "Kapittel XXX handler om strand.",
    "Svaret kommer i posten.",
    "Skriv navnet ditt og adressen din her i kommunen.", "Innhold og form henger sammen.",
    "Teksten sier [...] at det haster.",
    "Hei og myr er naturtyper.", "Takk for innsatsen, sa ordføreren.", "Kommunen del opp kartet.",
    "Les mer om planer.",
    "Fristen er seks uker. Den er lengre her.", "Publisert forskning viser det samme.",
    "Lykke til med arbeidet!",
    "Kommunen sender en hilsen til alle som deltok.", "Planen må skrives ut før møtet.", "> Hei! sa hun.",
    "Kode er gøy.",
    "## Hei", "- Del saken i to", "Flere bor her.", "Test planen før den vedtas.", "Les planen her og nå.",
)  # fmt: skip


@pytest.mark.parametrize("body", PLACEHOLDERS)
def test_what_stands_for_a_text_is_found_once(body: str) -> None:
    assert codes(body) == ["placeholder-text"]
    assert codes(body, "draft: true\n") == []


@pytest.mark.parametrize("body", PASTED)
def test_what_was_pasted_is_found_once(body: str) -> None:
    assert codes(body) == ["pasted-debris"]


@pytest.mark.parametrize("body", GOOD)
def test_good_text_is_left_alone(body: str) -> None:
    assert codes(body) == []


@pytest.mark.parametrize(
    "alt",
    ["Bilde", "image1", "Picture 1", "IMG_2041", "foto", "plan.svg", "Skjermbilde 2024-01-01", "untitled", "-"],
)
def test_an_alternative_text_that_says_nothing_is_found(alt: str) -> None:
    assert codes(f"![{alt}](plan.svg)") == ["vague-alt"]


@pytest.mark.parametrize("alt", ["Planen", "Kart over kommunen", "Bilde av rådhuset", "Figur 1: Fire trinn"])
def test_an_alternative_text_that_says_something_is_left_alone(alt: str) -> None:
    assert codes(f"![{alt}](plan.svg)") == []


@given(st.from_regex(_ANYWHERE, alphabet="".join(map(chr, range(32, 127))) + "æøåÆØÅ«»–\n"))
def test_a_text_with_a_marker_is_never_taken_for_one_without(text: str) -> None:
    assert any(sign in text.casefold() for sign in _SIGNS)
