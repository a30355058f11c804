"""Which texts explain an abbreviation, and which do not."""

from __future__ import annotations

import pytest

from kbsite.checks.abbreviations import Page


@pytest.mark.parametrize(
    "page",
    [
        "Folkehelseinstituttet (FHI) svarer.",
        "«Folkehelseinstituttet» (FHI, tidligere SIRUS) svarer.",
        "Folkehelseinstituttet (heretter kalt «FHI») svarer.",
        "FHI (Folkehelseinstituttet) svarer.",
        "FHI står for Folkehelseinstituttet.",
        "FHI er en forkortelse for Folkehelseinstituttet.",
        "Folkehelseinstituttet, forkorta FHI, svarer.",
        "Forskningsinstituttet FHI svarer.",
        "Les mer.\nFHI: Folkehelseinstituttet",
        "risikokartet (FHI-kartet) viser",
    ],
)
def test_an_abbreviation_is_explained_once_on_the_page(page: str) -> None:
    assert Page(page).explains("FHI")


@pytest.mark.parametrize(
    "page",
    [
        "FHI svarer.",
        "Tall (se FHI) og mer.",
        "FHI (Larsen 2011) svarer.",
        "FHI (se kapittel tre) svarer.",
        "Tallet fra FHI: 12 prosent.",
        "Svaret (XFHI) er klart.",
        "Kommunen FHI svarer.",
    ],
)
def test_what_only_uses_it_does_not_explain_it(page: str) -> None:
    assert not Page(page).explains("FHI")
