"""What the search field suggests: which titles, in what order, and never more than fits."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import brotli

from kbsite.diagnostics import Location
from kbsite.model.lexicon import Term
from kbsite.norwegian.local_text import LocalText
from kbsite.render.outputs.suggestions import MOST, suggestions
from tests.samples import STRINGS, config, plain_text, site, text

if TYPE_CHECKING:
    from kbsite.model import Site

QA = "## Spørsmål\n\nHva?\n\n## Svar\n\nDet."
AT = Location("data/glossary.yaml", 1)
PLAN = Term(
    id="ip",
    term=LocalText("individuell plan"),
    abbreviation="IP",
    definition=LocalText("En plan."),
    synonyms=("ansvarsplan",),
    variants=("planen",),
    at=AT,
)
SHARE = Term(
    id="m",
    term=LocalText("medvirkning", "medverknad"),
    abbreviation="",
    definition=LocalText("Å være med."),
    synonyms=(),
    variants=(),
    at=AT,
)


def data(built: Site) -> dict[str, Any]:
    output = suggestions(built, STRINGS)
    assert output.path == "sok/forslag.json"
    assert isinstance(output.data, bytes)
    found: dict[str, Any] = json.loads(output.data)
    return found


def rows(built: Site, lang: str = "nb") -> list[list[Any]]:
    """Return the rows with the name of each kind in place of its number."""
    found = data(built)
    return [[found["kinds"][lang][kind], *rest] for kind, *rest in found["items"]]


def test_themes_come_first_then_words_questions_and_articles_the_rest_chapters_and_authors() -> None:
    files = {
        "content/aktuelt/nytt.md": text("Nytt", date="2026-10-01"),
        "content/sider/om.md": plain_text("Om oss"),
        "content/artikler/a/index.md": text("Artikkel", date="2026-02-01"),
        "content/artikler/a/01-b.md": plain_text("Kapittel"),
        "content/sporsmal-og-svar/ny.md": text("Ny?", QA, date="2026-03-01"),
        "content/sporsmal-og-svar/gammel.md": text("Gammel?", QA, date="2025-01-01"),
    }
    built = site(files, replace(config("plan"), glossary=(PLAN,)))
    assert [(row[0], row[1], row[2]) for row in rows(built)] == [
        ("Tema", "/tema/plan/", "Tema plan"),
        ("Ordliste", "/ordliste/#ip", "individuell plan (IP)"),
        ("Spørsmål og svar", "/sporsmal-og-svar/ny/", "Ny?"),
        ("Artikkel", "/artikler/a/", "Artikkel"),
        ("Spørsmål og svar", "/sporsmal-og-svar/gammel/", "Gammel?"),
        ("Aktuelt", "/aktuelt/nytt/", "Nytt"),
        ("Side", "/om/", "Om oss"),
        ("Kapittel", "/artikler/a/b/", "Kapittel – Artikkel"),
        ("Forfatter", "/forfattere/kari/", "Kari"),
    ]
    assert {row[0] for row in rows(built, "nn")} >= {"Forfattar"}


def test_what_has_other_names_is_found_by_them() -> None:
    settings = config("plan")
    theme = replace(settings.themes[0], synonyms=("planarbeid",))
    built = site({}, replace(settings, themes=(theme,), glossary=(PLAN, SHARE)))
    assert [row[2:] for row in rows(built)] == [
        ["Tema plan", ["Tema plan nn"], ["planarbeid"]],
        ["individuell plan (IP)", ["IP"], ["ansvarsplan"]],
        ["medvirkning", ["medverknad"]],
        ["Kari"],
    ]


def test_a_site_in_nynorsk_has_titles_in_nynorsk_and_both_forms_still() -> None:
    built = site({}, replace(config("plan", language="nn"), glossary=(SHARE,)))
    assert data(built)["lang"] == "nn"
    assert [row[2:] for row in rows(built, "nn")][:2] == [
        ["Tema plan nn", ["Tema plan"]],
        ["medverknad", ["medvirkning"]],
    ]


def test_a_page_in_the_other_standard_says_so_and_both_do_where_there_are_two() -> None:
    files = {
        "content/artikler/a.md": text("Hva er en plan?", date="2026-03-01"),
        "content/artikler/a.nn.md": text("Kva er ein plan?", date="2026-03-01"),
        "content/artikler/b.md": text("Korleis?", lang="nn"),
    }
    assert [row for row in rows(site(files)) if row[0].startswith("Artikkel")] == [
        ["Artikkel, bokmål", "/artikler/a/", "Hva er en plan?"],
        ["Artikkel, nynorsk", "/artikler/a/nn/", "Kva er ein plan?", [], [], "nn"],
        ["Artikkel", "/artikler/b/", "Korleis?", [], [], "nn"],
    ]


def test_pages_that_are_not_shown_and_those_that_gather_others_are_not_suggested_as_pages() -> None:
    files = {
        "content/artikler/utkast.md": text("Utkast", draft="true"),
        "content/tema/plan.md": plain_text("Innledning"),
        "content/sider/om.md": plain_text("Om", aliases="[/gammel/]"),
    }
    assert [row[2] for row in rows(site(files))] == ["Tema plan", "Om", "Kari"]


def test_addresses_begin_with_the_sites_path() -> None:
    built = site({"content/sider/om.md": plain_text("Om")}, config("plan", base_url="https://example.org/kb/"))
    assert [row[1] for row in rows(built)] == ["/kb/tema/plan/", "/kb/om/", "/kb/forfattere/kari/"]


def test_a_title_is_composed_unicode_however_it_was_written() -> None:
    assert rows(site({"content/sider/om.md": plain_text("A\u030apent")}))[1][2] == "Åpent"


def test_old_pages_give_way_where_there_are_too_many_and_authors_do_not() -> None:
    words = ("plan", "helse", "økonomi", "rus", "barn", "frist", "tiltak", "mål", "vedtak", "høring", "skole")

    def title(number: int) -> str:
        chosen = (words[number // 11**place % 11] for place in range(4))
        return f"Hva sier {' '.join(chosen)} i kommune {number}?"

    files = {
        f"content/artikler/{number:04}.md": text(title(number), date=f"{2000 + number // 300}-01-01")
        for number in range(2400)
    }
    output = suggestions(site(files), STRINGS)
    assert isinstance(output.data, bytes)
    assert MOST - 200 < len(output.data) < MOST + 2000
    assert len(brotli.compress(output.data)) <= 25_000
    found = rows(site(dict(reversed(files.items()))))
    assert suggestions(site(dict(reversed(files.items()))), STRINGS) == output
    assert found[-1][2] == "Kari"
    kept = {int(row[1].split("/")[2]) for row in found if row[0] == "Artikkel"}
    assert 500 < len(kept) < 2100
    assert set(range(2100, 2400)) <= kept, "the newest year is here"
    assert not set(range(300)) & kept, "the oldest is not"
