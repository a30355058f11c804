"""What belongs together stays on one line, and nothing else is changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.render.typeset import kept_together, without_breaks
from tests.samples import html as printed


def shown(text: str) -> str:
    """Return text with `_` for a no-break space and `[…]` for what a line may not part at a hyphen."""
    return (
        kept_together(text).replace("\u00a0", "_").replace('<span class="together">', "[").replace("</span>", "]")
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se § 3-4.", "Se [§_3-4]."),
        ("§ 5 i loven", "§_5 i loven"),
        ("§ 3-9 c, og §§ 11-12 og 11-13", "[§_3-9_c], og [§§_11-12] og [11-13]"),
        ("§ 12 første ledd", "§_12 første ledd"),
        ("§ 7 b-forskriften", "§_7 b-forskriften"),
        ("fra 20 000 til 120 000 innbyggere", "fra 20_000 til 120_000 innbyggere"),
        ("ring 116 123 eller 22 22 22 22", "ring 116_123 eller 22_22_22_22"),
        ("26. november 2026. Da", "26._november 2026. Da"),
        ("etter 3. ledd", "etter 3._ledd"),
        ("kap. 4, kapittel 11, nr. 3 og s. 12–14", "kap._4, kapittel_11, nr._3 og [s._12–14]"),
        ("12 % av 5 km, kr 10 000", "12_% av 5_km, kr_10_000"),
        ("i 2023–2026 og 12-25 år", "i [2023–2026] og [12-25] år"),
        ("covid-19 og IS-2824", "[covid-19] og [IS-2824]"),
        ('5 kg "<b>"', "5_kg &quot;&lt;b&gt;&quot;"),
    ],
)
def test_what_belongs_together_stays_together(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "helse- og omsorgstjenesteloven",
        "i 2000 300 personer",
        "1 2 3",
        "10.12.2024",
        "17,5 prosent",
        "13-åringer",
        "Svaret er 5. Deretter",
        "folkehelse-2",
        "to m og tre l",
    ],
)
def test_other_text_is_as_it_was(text: str) -> None:
    assert shown(text) == text


@given(st.text(alphabet='§ 0123456789-–.,abc kmprÆ<&"%', max_size=40))
def test_nothing_but_blanks_is_changed(text: str) -> None:
    assert without_breaks(text).replace("\u00a0", " ") == text
    plain = re.sub(r'<span class="together">|</span>', "", kept_together(text))
    assert plain.replace("\u00a0", " ") == (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def test_a_text_in_html_is_kept_together() -> None:
    assert printed("Etter § 3-4 og 20 000.") == (
        '<p>Etter <span class="together">§\u00a03-4</span> og 20\u00a0000.</p>\n'
    )
