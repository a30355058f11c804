"""Where Norwegian sentences end, and how many words they have."""

from __future__ import annotations

import pytest

from kbsite.norwegian.sentences import sentences, word_count


def split(text: str) -> list[str]:
    return [text[begin:end].strip() for begin, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen skal, jf. Helsedirektoratet, lage bl.a. Oslomodellen og f.eks. Bergensmodellen.",
        "Det følger av pbl. § 11-1 og fhl. § 5 mv. § 6.",
        "Fristen er 1. januar 2027, ikke 3. 4. eller 12. mai.",
        "Se kap. IV, nr. 3, s. 14, pkt. 2 og St.meld. nr. 34.",
        "NOU 2023: 4 og Prop. 90 L sier det kl. 12.30.",
        "Leder A. B. Hansen og dr. Berg kom.",
        "«Hva nå?» spurte hun, og «Å!» ropte han.",
        "Kommunen (jf. § 3 første ledd nr. 2) vedtar planen.",
        "Det gjelder tre: plan, helse og rus.",
        "Om lag 3.500 er 3,5 prosent … eller mer.",
        "Se https://eksempel.no/a.B og e-post.",
    ],
)
def test_one_sentence_is_not_divided(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("En plan. To planer.", ["En plan.", "To planer."]),
        ("Ja! Nei? Kanskje … Så.", ["Ja!", "Nei?", "Kanskje …", "Så."]),
        ("Han sa «ja.» Hun sa nei.", ["Han sa «ja.»", "Hun sa nei."]),
        ("(Jf. § 3.) Kommunen vedtar.", ["(Jf. § 3.)", "Kommunen vedtar."]),
        ("Det ble vedtatt i 2026. Kommunen fulgte opp.", ["Det ble vedtatt i 2026.", "Kommunen fulgte opp."]),
        ("Det står i punkt 3. Kommunen vedtar.", ["Det står i punkt 3.", "Kommunen vedtar."]),
        ("Planer, kart osv. Kommunen vedtar.", ["Planer, kart osv.", "Kommunen vedtar."]),
        ("Vedtaket er gjort. 12 kommuner svarte.", ["Vedtaket er gjort.", "12 kommuner svarte."]),
        ("Det står i loven. § 3 sier mer.", ["Det står i loven.", "§ 3 sier mer."]),
        ("Rådet er dette: Begynn tidlig.", ["Rådet er dette:", "Begynn tidlig."]),
        ("Slutt.\n«Begynn», sa hun.", ["Slutt.", "«Begynn», sa hun."]),
        ("Slutt. Åpne møtet. Økt innsats.", ["Slutt.", "Åpne møtet.", "Økt innsats."]),
    ],
)
def test_sentences_end_where_the_next_begins(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_is_no_sentence(text: str) -> None:
    assert split(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [("En plan.", 2), ("§ 3-1 og/eller § 4", 3), ("Plan – og så\nkart", 4), ("", 0), ("f.eks. 1. januar", 3)],
)
def test_words_are_counted_as_a_reader_does(text: str, count: int) -> None:
    assert word_count(text) == count
