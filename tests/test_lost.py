"""Text that would be lost or shown with its marks: more members of each kind than the fixtures, and good twins."""

from __future__ import annotations

import pytest

from kbsite.diagnostics import Location
from tests.samples import parsed, text


def found(body: str) -> list[tuple[str, int, int]]:
    """Return the code, line and column of each problem of a body, lines counted from its first."""
    page = text(body=body)
    first = page[: page.index(body)].count("\n")
    problems = parsed("content/artikler/a.md", page).problems
    return sorted((each.code, each.location.line - first, each.location.column) for each in problems)


@pytest.mark.parametrize(
    ("body", "code", "line", "column"),
    [
        ("> ##Tittel\n", "broken-heading", 1, 3),
        ("Tekst ## Frister\n", "broken-heading", 1, 7),
        ("*en\n*to\n", "broken-list", 1, 1),
        ("Ta med:\n-mandat\n", "broken-list", 2, 1),
        ("1)En\n2)To\n", "broken-list", 1, 1),
        ("- a\n-b\n", "broken-list", 2, 1),
        ("1. a\n2.b\n", "broken-list", 2, 1),
        ("> - a\n> -b\n", "broken-list", 2, 3),
        ("·\u00a0en\n·\u00a0to\n", "broken-list", 1, 1),
        ("\uf0b7 Limt inn\n", "broken-list", 1, 1),
        ("&bull; Limt inn\n", "broken-list", 1, 1),
        ("−en\n−to\n", "broken-list", 1, 1),
        ("§ en\n\n§ to\n", "broken-list", 1, 1),
        ("a) en\nb) to\n", "broken-list", 1, 1),
        ("(1) en\n(2) to\n", "broken-list", 1, 1),
        ("-- en\n-- to\n", "broken-list", 1, 1),
        ("→ en\n→ to\n", "broken-list", 1, 1),
        ("i) en\nii) to\niii) tre\n", "broken-list", 1, 1),
        ("(iv) en\n(v) to\n", "broken-list", 1, 1),
        ("I. En\nII. To\n", "broken-list", 1, 1),
        ("A. En\nB. To\n", "broken-list", 1, 1),
        ("1: en\n2: to\n", "broken-list", 1, 1),
        ("1 – en\n2 – to\n", "broken-list", 1, 1),
        ("[1] en\n[2] to\n", "broken-list", 1, 1),
        ("☐ en\n☑ to\n", "broken-list", 1, 1),
        ("-[ ] varsle\n-[x] skriv\n", "broken-list", 1, 1),
        ("- [] varsle\n", "foreign-markup", 1, 3),
        ("- [x]varsle\n", "foreign-markup", 1, 3),
        ("#1 Tittel\n", "broken-heading", 1, 1),
        ("#2.1 Om planen\n", "broken-heading", 1, 1),
        ("==Tittel==\n", "broken-heading", 1, 1),
        ("## –\n", "empty-heading", 1, 1),
        ("[→](a.md)\n", "empty-link", 1, 1),
        ("Dette er '''fet''' skrift.\n", "foreign-markup", 1, 10),
        ("Tekst %%til oss selv%% her.\n", "foreign-markup", 1, 7),
        ("Navn\tAntall\nKari\t3\n", "broken-table", 1, 1),
        ("> Navn     Antall\n> Kari     3\n", "broken-table", 1, 3),
        ("Navn;Antall;År\nKari;3;2025\nOla;4;2026\n", "broken-table", 1, 1),
        ("    2025: Planen vedtas.\n", "accidental-code", 1, 5),
        ("(planen) [plan.md]\n", "broken-markup", 1, 1),
        ("Se [planen}(plan.md).\n", "broken-markup", 1, 4),
        ("Se {planen}(plan.md).\n", "broken-markup", 1, 4),
        ("- [planen(plan.md)\n", "broken-markup", 1, 3),
        ("Se planen](plan.md).\n", "broken-markup", 1, 10),
        ("Se [planen]plan.md).\n", "broken-markup", 1, 11),
        ("[planen] [plan.md]\n", "broken-markup", 1, 1),
        ("!(kart.png)\n", "broken-markup", 1, 1),
        ("Se <plan.md>.\n", "broken-markup", 1, 4),
        ("Dette ~gjelder~ ikke.\n", "foreign-markup", 1, 7),
        ("Dette er ++nytt++.\n", "foreign-markup", 1, 10),
        ("Formelen $E=mc^2$ her.\n", "foreign-markup", 1, 10),
        ("Tekst\n    - en\n    - to\n", "broken-list", 2, 5),
        ("- a\n - b\n", "outside-list", 2, 2),
        ("> 1. a\n>\n>   mer\n", "outside-list", 3, 5),
        ("+---+---+\n| a | b |\n+---+---+\n", "broken-table", 1, 1),
        ("a | b\n--- | --- | ---\n", "broken-table", 2, 1),
        ("| a | b |\n\n| 1 | 2 |\n", "broken-table", 1, 1),
        ("- | a | b |\n  |---|---|\n  | 1 | 2 | 3 |\n", "lost-cells", 3, 13),
        ("***fet kursiv**\n", "unclosed-mark", 1, 1),
        ("- **fet\n- tekst\n", "unclosed-mark", 1, 3),
        ("| a | b |\n|---|---|\n| **x | 2 |\n", "unclosed-mark", 3, 3),
        ("Dette er ** fet ** her.\n", "unclosed-mark", 1, 10),
        ("![a](b.png){width=50%}\n", "foreign-markup", 1, 12),
        ("[toc]\n", "foreign-markup", 1, 1),
        ("{{< figure src=\"a.png\" >}}\n", "foreign-markup", 1, 1),
        ("A &nbsp B\n", "foreign-markup", 1, 3),
        ("::\n", "foreign-markup", 1, 1),
        ("[merk]: dette er en tekst\n", "foreign-markup", 1, 1),
        ("IP\n:Individuell plan\n", "foreign-markup", 2, 1),
        ("[ubrukt]: a.md\n", "unused-definition", 1, 1),
        ("> ```\n> kode\n\nTekst.\n", "unclosed-code", 1, 3),
        ("Hei.\n\n    ```\n    kode\n    ```\n", "accidental-code", 3, 5),
        ("To linjer\nmed tekst\n---\n", "accidental-heading", 3, 1),
        ("Se [planen] (plan.md).\n", "broken-markup", 1, 4),
        ("Se (planen)[https://example.no/a].\n", "broken-markup", 1, 4),
    ],
)  # fmt: skip
def test_a_problem_is_found_at_its_place(body: str, code: str, line: int, column: int) -> None:
    assert found(body) == [(code, line, column)]


@pytest.mark.parametrize(
    "body",
    [
        "– Vi må ta det på alvor, sier ordføreren.\n\n– Det er rett, svarte rådmannen.\n",
        "§ 3-1 gjelder planstrategi.\n\n§ 3-2 gjelder mer.\n",
        "Planen ble vedtatt den\n17. mai, og\n18. mai ble den sendt.\n",
        "Etter 12 uker i\n2. klasse.\n",
        "2 * 3 * 4 er 24, og a*b, og fil_navn_her.\n",
        "Tall* for 2025.\n\n*Gjelder bare kommuner.\n",
        "Navn: ________ og _____\n",
        "Klokken 10:30:15 og 5^2 og ca. ~100 og {1, 2}.\n",
        "Frister\n---\n\nTekst.\n",
        "Hei.\n\n    make build\n",
        " 9. a\n10. b\n",
        "1. A\n\n   Mer.\n\n   - b\n\n2. B\n",
        "   - innrykket\n   - hele veien\n",
        "- [ ] varsle\n- [x] skriv\n",
        "| a | b |\n|---|---|\n| `x\\|y` | 2 |\n| 3 |\n| 4 | 5 | |\n",
        "En a | b er ingen tabell.\n",
        "```text\n##Tittel\n-punkt\n<<< a\n```\n",
        "~~~ {.python .numberLines}\nx\n~~~\n",
        "```rust ignore\nx\n```\n",
        "[slutt]: #\n\n[slutt]: # (mer)\n\nTekst.\n",
        "\\- ikke punkt\n\\- heller ikke\n\n1\\.Nei\n\n\\## Nei\n",
        "#metoo startet i 2017.\n",
        "Temperaturen er\n-5 grader.\n",
        "Kapittel 1\n1. a\n2. b\n",
        "Tegnet & og &amp; og AT&T.\n",
        "Mellom 10\u00a0km og §\u00a03, 5\u00a0%.\n",
        "(1) er en note.\n",
        "Det koster $100 og $200, og C++ og C++ er språk.\n",
        "Loven § 3-1 bokstav\na) og b).\n",
        "Første linje\\\nandre linje.\n",
        "a) Første ledd.\n\nb) Andre ledd.\n",
        "(1) Første ledd.\n\n(2) Andre ledd.\n",
        "a) første  \nb) andre\n",
        "A. Hansen skrev dette.\n\nB. Olsen skrev det andre.\n",
        "[1] Kilde en.\n\n[2] Kilde to.\n",
        "1 – 0 til Brann, og\n2 – 0 etter pause.\n",
        "Saksbehandler:\nA. Hansen\n",
        "#1 i Norge.\n",
        "Hytta ligger på 59° 12'' N og 10° 45'' Ø.\n",
        "Kari; Ola; Per.\nAnne; Eva; Liv.\nIda; Nils; Tor.\n",
        "Se {a} (b), [c] (d), {1}(x) og [Ctrl] (Windows).\n",
        "!!! Viktig\n",
        "Noen sa ``a ` b`` og \\*\\*stjerner\\*\\*.\n",
    ],
)  # fmt: skip
def test_good_text_is_silent(body: str) -> None:
    assert found(body) == []


# characters that were pasted


def shown(body: str) -> list[tuple[object, ...]]:
    """Return what a page with this body shows."""
    document = parsed("content/artikler/a.md", text(body=body)).document
    assert document
    return [(each.blocks, each.text, each.lead) for each in document.body.sections]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("##\u00a0Frister\n", "## Frister\n"),
        ("-\u00a0en\n-\u00a0to\n", "- en\n- to\n"),
        ("1.\u00a0en\n2.\u202fto\n", "1. en\n2. to\n"),
        ("\ufeff## Frister\n", "## Frister\n"),
        ("\u200b- en\n", "- en\n"),
        ("En\n\u00a0\nto\n", "En\n\nto\n"),
        ("Fris\u200bter og kommune\u00adplan\n", "Frister og kommuneplan\n"),
        ("Spo\u0308rsma\u030al\n", "Sp\u00f6rsm\u00e5l\n"),
        ("[a](pla\u00adn.md)\n", "[a](plan.md)\n"),
        ("**Merk:**\u200b dette\n", "**Merk:** dette\n"),
        ("Tekst\u200e her\n", "Tekst her\n"),
    ],
)
def test_what_has_no_width_and_no_meaning_is_passed_over(written: str, meant: str) -> None:
    assert shown(written) == shown(meant)


@pytest.mark.parametrize("kept", ["10\u00a0km", "می\u200cخواهم", "\U0001f469\u200d\u2695\ufe0f", "שלום\u200f!"])
def test_what_means_something_is_kept(kept: str) -> None:
    document = parsed("content/artikler/a.md", text(body=f"Her er {kept}.\n")).document
    assert document
    assert kept in document.body.sections[0].text


def test_fields_are_cleaned_too() -> None:
    fields = "title:\u00a0Kommune\u00adplan\ndate: 2026-01-01\nthemes:\n  -\u00a0plan\nauthors: [kari]\n"
    result = parsed("content/artikler/a.md", f"---\n{fields}---\nTekst.\n")
    assert result.problems == ()
    assert result.document
    assert result.document.meta.title == "Kommuneplan"
    assert result.document.meta.themes == ("plan",)


def test_a_problem_behind_a_character_without_width_is_found_at_its_place() -> None:
    assert found("Kommune\u00adplan og **fet\n") == [("unclosed-mark", 1, 17)]


# conflicts


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "body",
    [
        "<<<<<<< HEAD\nEn\n=======\nTo\n>>>>>>> gren\n",
        "<<<<<<< HEAD\nEn\n||||||| 1a2b3c4\nNull\n=======\nTo\n>>>>>>> gren\n",
        "<<<<<<<\n## Spørsmål {#a}\n=======\n>>>>>>>\n",
        "<<<<<<< Updated upstream\n```\n=======\n~~~\n>>>>>>> Stashed changes\n",
        ">>>>>>> gren\n",
        "Tekst.\n=======\nTo\n>>>>>>> gren\n",
        "Tekst.\n\n=======\n\nMer.\n",
        "||||||| 1a2b3c4\n",
    ],
)
def test_a_conflict_is_all_that_is_said(body: str, end: str) -> None:
    page = f"{text(body='Tekst.')}\n{body}".replace("\n", end)
    result = parsed("content/artikler/a.md", page)
    assert "merge-conflict" in {each.code for each in result.problems}
    assert result.document
    assert result.document.meta.title != "?"


@pytest.mark.parametrize(
    "body",
    [
        "Frister\n=======\n",
        " <<<<<<< HEAD\n",
        "<<<<<<<< åtte\n",
        "| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n|||||||\n",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_conflict_is_none(body: str) -> None:
    assert "merge-conflict" not in {code for code, _, _ in found(body)}


def test_two_conflicts_are_two_problems() -> None:
    conflict = "<<<<<<< HEAD\nEn\n=======\nTo\n>>>>>>> gren\n"
    page = text(body=f"{conflict}\nTekst.\n\n{conflict}")
    result = parsed("content/artikler/a.md", page)
    first = page.split("\n").index("<<<<<<< HEAD") + 1
    at = [each.location for each in result.problems if each.code == "merge-conflict"]
    assert at == [Location("content/artikler/a.md", line) for line in (first, first + 8)]
