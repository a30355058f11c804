"""How much is in each standard, by words, and how the report is written."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics.catalogue import catalogue
from kbsite.norwegian.local_text import LocalText
from kbsite.reports.language import Count, LanguageReport, language_report
from kbsite.reports.language_text import as_json, as_text
from tests.samples import AUTHOR, config, plain_text, site, text
from tests.sites import TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path


def words(files: dict[str, str], *themes: str, language: str = "nb") -> LanguageReport:
    return language_report(
        site({AUTHOR: plain_text("Kari", ""), **files}, config(*(themes or ("plan",)), language=language))
    )


def article(body: str, **fields: str) -> dict[str, str]:
    return {"content/artikler/en.md": text(body=body, **fields)}


def test_words_count_in_the_language_of_the_page() -> None:
    assert words(article("En to tre.")).total.by_language == (("nb", 3),)
    assert words(article("Ein to tre.", lang="nn")).total.by_language == (("nn", 3),)
    assert words(article("Ein to tre."), language="nn").total.by_language == (("nn", 3),)


def test_a_translation_counts_in_its_own_language() -> None:
    files = {**article("En to tre."), "content/artikler/en.nn.md": text(body="Ein to.")}
    assert words(files).total.by_language == (("nb", 3), ("nn", 2))


def test_a_question_counts_in_its_own_language() -> None:
    body = "## Spørsmål\n\nEin to?\n\n## Svar\n\nEn to tre."
    files = {"content/sporsmal-og-svar/en.md": text(body=body, question_lang="nn")}
    assert words(files).total.by_language == (("nb", 3), ("nn", 2))


def test_passages_and_spans_count_in_theirs_and_other_languages_apart() -> None:
    body = "En [health policies]{lang=en} to.\n\n:::nn\nEin to tre fire.\n:::\n\n:::se\nOkta.\n:::"
    total = words(article(body)).total
    assert total.by_language == (("nn", 4), ("en", 2), ("nb", 2), ("se", 1))
    assert total.norwegian == 6
    assert total.others == (("en", 2), ("se", 1))


def test_links_count_and_code_digits_fields_and_site_words_do_not() -> None:
    body = "En [to tre](https://eksempel.no/) `kode` 2026.\n\n```\nkode\n```"
    assert words(article(body, summary="Fire fem seks.")).total.by_language == (("nb", 3),)


def test_what_is_not_published_does_not_count() -> None:
    report = words(article("En to tre.", draft="true"))
    assert report.total.by_language == ()
    assert not report.reached


def test_kinds_come_in_the_order_of_the_site_and_themes_in_theirs() -> None:
    files = {
        "content/sider/om.md": plain_text(body="En."),
        "content/artikler/en.md": text(body="Ein to.", themes="[rus, plan]", lang="nn"),
        "content/artikler/to.md": text(body="En to tre.", themes="[rus]"),
        "content/tema/plan.md": plain_text(body="En to tre fire."),
    }
    report = words(files, "plan", "rus", "korona")
    assert [(each.id, each.pages, each.by_language) for each in report.kinds] == [
        ("article", 2, (("nb", 3), ("nn", 2))),
        ("author", 1, ()),
        ("theme", 1, (("nb", 4),)),
        ("page", 1, (("nb", 1),)),
    ]
    assert [(each.id, each.pages, each.by_language) for each in report.themes] == [
        ("plan", 2, (("nb", 4), ("nn", 2))),
        ("rus", 2, (("nb", 3), ("nn", 2))),
        ("", 2, (("nb", 1),)),
    ]


def test_a_chapter_counts_under_the_themes_and_in_the_language_of_its_article() -> None:
    files = {
        "content/artikler/a/index.md": text(body="Ein to.", lang="nn"),
        "content/artikler/a/01-b.md": plain_text(body="Tre."),
    }
    report = words(files)
    assert [(each.id, each.words("nn")) for each in report.themes if each.id] == [("plan", 3)]


def count(nb: int, nn: int, **others: int) -> Count:
    found = {"nb": nb, "nn": nn, **others}
    return Count("", LocalText(), 1, tuple((language, number) for language, number in found.items() if number))


def report_of(total: Count) -> LanguageReport:
    return LanguageReport(date(2026, 11, 21), total, (), ())


@pytest.mark.parametrize(
    ("nb", "nn", "lesser", "share", "reached"),
    [
        (3, 1, "nn", 250, True),
        (1, 3, "nb", 250, True),
        (10000, 3333, "nn", 249, False),  # 24,998 %
        (1, 1, "nn", 500, True),
        (5, 0, "nn", 0, False),
        (0, 5, "nb", 0, False),
        (0, 0, "nn", 0, False),
    ],
)
def test_the_lesser_used_standard_reaches_a_quarter_or_not(
    nb: int, nn: int, lesser: str, share: int, reached: bool
) -> None:
    total = count(nb, nn, en=1000)
    assert (total.lesser, total.tenths(lesser), report_of(total).reached) == (lesser, share, reached)


@pytest.mark.parametrize(("nb", "nn"), [(3, 1), (10000, 3333), (2, 1), (7, 5)])
def test_the_two_shares_make_a_whole(nb: int, nn: int) -> None:
    total = count(nb, nn)
    assert total.tenths("nb") + total.tenths("nn") == 1000


NORWEGIAN = """\
Målform i det som er publisert 21. november 2026, i ord

                                                  Sider    Ord  Bokmål  Nynorsk  Andre språk
Alt                                                   3  1 240  75,1 %   24,9 %            7

Etter slag
Artikler                                              2  1 200  75,0 %   25,0 %            7
Sider                                                 1      0       –        –            0

Etter tema (en side om to temaer teller i begge)
Planlegging                                           2  1 200  75,0 %   25,0 %            7
Uten tema                                             1      0       –        –            0

Minst brukt er nynorsk, med 24,9 % av ordene. Det er mindre enn de 25 % som språklova § 13 krever av sentrale \
statsorganer.
Ord på andre språk, utenom andelene: en 5, se 2
"""


def sample() -> LanguageReport:
    articles = Count(
        "article", LocalText("Artikler", "Artiklar"), 2, (("nb", 900), ("nn", 300), ("en", 5), ("se", 2))
    )
    return LanguageReport(
        date(2026, 11, 21),
        Count("", LocalText(), 3, (("nb", 931), ("nn", 309), ("en", 5), ("se", 2))),
        (articles, Count("page", LocalText("Sider", "Sider"), 1, ())),
        (
            replace(articles, id="plan", title=LocalText("Planlegging", "Planlegging")),
            Count("", LocalText(), 1, ()),
        ),
    )


def test_the_table_is_aligned_and_norwegian() -> None:
    shown = as_text(sample(), catalogue("nb"))
    assert re.sub(" {2,}", "  ", shown) == re.sub(" {2,}", "  ", NORWEGIAN)
    rows = [line for line in shown.splitlines() if re.search(r"(språk|\d|–)$", line) and "  " in line]
    assert len({len(row) for row in rows}) == 1


def test_it_is_written_in_nynorsk_and_english_too() -> None:
    assert "med 24,9 % av orda. Det er mindre enn dei 25 %" in as_text(sample(), catalogue("nn"))
    assert "Artiklar" in as_text(sample(), catalogue("nn"))
    english = as_text(sample(), catalogue("en"))
    assert "with 24.9% of the words. That is less than the 25%" in english
    assert "1,240" in english
    assert "21 November 2026" in english


def test_where_there_are_no_words_nothing_is_said_of_the_law() -> None:
    assert as_text(report_of(count(0, 0)), catalogue("nb")).endswith("\n\n")
    assert "25" not in as_text(report_of(count(0, 0)), catalogue("nb"))


def test_json_has_the_words_and_the_shares() -> None:
    data = json.loads(as_json(sample(), catalogue("nb")))
    assert data["day"] == "2026-11-21"
    assert data["lesser"] == {"language": "nn", "share": 0.2492, "reached": False}
    assert data["total"]["words"] == {"nb": 931, "nn": 309, "en": 5, "se": 2}
    assert [each["id"] for each in data["kinds"]] == ["article", "page"]
    assert data["kinds"][1]["share"] == {"nb": None, "nn": None}
    assert data["themes"][0]["title"] == "Planlegging"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    page = text(body="En to tre.")
    return write_site(tmp_path / "site", {"artikler/en.md": page, "forfattere/kari.md": plain_text("Kari", "")})


def command(root: Path, *options: str) -> int:
    return main(["report", "language", "--root", str(root), "--today", TODAY, *options])


def test_the_command_prints_the_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(root) == 0
    out, err = capsys.readouterr()
    assert "Minst brukt er nynorsk, med 0,0 % av ordene." in out
    assert err == ""
    assert command(root, "--json", "--lang", "nn") == 0
    assert json.loads(capsys.readouterr().out)["kinds"][0]["title"] == "Artiklar"


def test_a_day_before_publication_has_none_of_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(root, "--json", "--today", "2025-12-31") == 0
    assert json.loads(capsys.readouterr().out)["total"]["words"] == {"nb": 0, "nn": 0}


def test_content_with_errors_gives_the_errors_instead(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/artikler/en.md").write_text(text(themes="[plna]"), encoding="utf-8")
    assert command(root) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "error[unknown-theme]" in err
    (root / "data/site.yaml").write_text("title: [", encoding="utf-8")
    assert command(root) == 2
