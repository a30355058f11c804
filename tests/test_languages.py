"""Sites in languages that do not come with kbsite: words, dates, order, direction, translations, missing words."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.model import Config
from kbsite.norwegian.known_date import KnownDate
from kbsite.norwegian.languages.parts import PATTERN, is_rtl, parents
from kbsite.norwegian.languages.tags import SHIPPED, is_tag, meant_tag
from kbsite.norwegian.local_text import LocalText
from kbsite.norwegian.names_and_dates import (
    collation_key,
    file_size,
    initial,
    language_name,
    listed,
    long_date,
    plural,
    with_territory,
)
from kbsite.pipeline.site_words import completed, new_words
from kbsite.read.config import config
from kbsite.render.named_texts import name_texts, needed
from kbsite.schema.yaml_fields import fields
from kbsite.search.built_in import built_in
from kbsite.search.frequent import frequent_words
from kbsite.search.stemming import base, stem
from tests.samples import STRINGS
from tests.sites import SETTINGS, TODAY, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2022, 7, 1)
ABOUT = "date: 2022-07-01\nthemes: [plan]\nauthors: [asa]\n"
DATA = {
    "data/themes.yaml": "- id: plan\n  title: {sv: Planering, en: Planning}\n  summary: {sv: Om det.}\n",
    "data/glossary.yaml": "- id: ord\n  term: {sv: fullmakt}\n  definition: {sv: Rätt att handla.}\n",
    "authors/asa.md": "---\ntitle: Åsa Öst\n---\n",
    "articles/lang.md": f"---\ntitle: Om att planera\nsummary: Kort.\n{ABOUT}---\n\nDet finns en fullmakt.\n\n"
    "> [!NOTE]\n> Det har hänt.\n",
    "articles/lang.en.md": f"---\ntitle: On planning\nsummary: Short.\n{ABOUT}---\n\nText.\n",
    "questions/var.md": f"---\ntitle: Var då?\nsummary: Där.\n{ABOUT}---\n\n## «section_question»\n\nVar?\n\n"
    "## «section_answer»\n\nHär.\n",
}


def site(root: Path, content: dict[str, str]) -> Path:
    """Write a site whose layouts are among the files, besides its data and its content."""
    for name, text in content.items():
        if name.startswith("layouts/"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
    return write_site(root, {name: text for name, text in content.items() if not name.startswith("layouts/")})


def made(root: Path) -> int:
    """Build a site with its own layouts into its folder `public`."""
    where = ["--root", str(root), "--output", str(root / "public")]
    return main(["build", *where, "--today", TODAY, "--lang", "en", "--no-search"])


def settings(more: str) -> dict[str, str]:
    return {"data/site.yaml": SETTINGS + more}


def marked(language: str) -> str:
    """Return words that cannot be taken for those of another language: the name of each, with its places."""
    english = {**STRINGS["en"], **{name: text.in_language("en") for name, text in name_texts().items()}}
    rows = {
        name: f"«{name}» {' '.join(re.findall(r'{[a-z]+}', text))}".strip()
        for name, text in english.items()
        if not name.startswith("read_in_")
    }
    return json.dumps(
        {**rows, "read_in_sv": "Läs på svenska", "language_name": f"({language})"}, ensure_ascii=False
    )


@pytest.fixture(scope="module")
def swedish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = {"layouts/strings/sv.yaml": marked("sv")}
    root = site(tmp_path_factory.mktemp("sv"), {**DATA, **settings("language: sv\n"), **words})
    assert made(root) == 0
    return root / "public"


def shown(html: str) -> str:
    """Return what readers see or hear of a page: its text, and the attributes that have words."""
    body = re.sub(r"<script\b.*?</script>|<link\b[^>]*>", " ", html, flags=re.DOTALL)
    said = re.findall(r'(?:alt|aria-label|content|placeholder|title)="([^"]*)"', body)
    return " ".join([re.sub(r"<[^>]*>", " ", body), *said])


def test_no_word_of_another_language_is_on_a_page(swedish: Path) -> None:
    known = {
        text
        for language in SHIPPED
        for text in STRINGS[language].values()
        if re.fullmatch(r"[^{}]{4,}", text) and text not in STRINGS["en"].get("feed", "")
    }
    known |= {form for text in name_texts().values() for form in text.forms if re.fullmatch(r"[^{}]{4,}", form)}
    pages = {name: data.decode() for name, data in files(swedish).items() if name.endswith(".html")}
    pages = {name: html for name, html in pages.items() if '<html lang="sv"' in html}
    assert len(pages) > 8
    for path, html in pages.items():
        text = shown(html)
        found = [word for word in known if re.search(rf"(?<![\w«_]){re.escape(word)}(?![\w»_])", text)]
        assert [word for word in found if not word.startswith("Read in")] == [], path


def test_each_page_says_its_language_and_writes_dates_as_the_language_does(swedish: Path) -> None:
    page = files(swedish)["articles/lang/index.html"].decode()
    assert '<html lang="sv" prefix' in page
    assert '<meta property="og:locale" content="sv_SE">' in page
    assert '<time datetime="2022-07-01">1 juli 2022</time>' in page
    assert "«callout_note»" in page
    assert ">Planering<" in page
    assert 'hreflang="en">Read in English<' in page
    translated = files(swedish)["articles/lang/en/index.html"].decode()
    assert '<html lang="en"' in translated
    assert ">Läs på svenska<" in translated
    assert ">Planning<" in translated
    assert 'xml:lang="sv"' in files(swedish)["feed.xml"].decode()


def test_sections_are_named_as_the_words_name_them(swedish: Path) -> None:
    page = files(swedish)["questions/var/index.html"].decode()
    assert "«answer»" in page
    assert "<p>Här.</p>" in page


def test_what_is_missing_is_told_once_and_english_stands_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = {"layouts/strings/ar.yaml": "skip: تخطى\nhome: الصفحة الرئيسية\n"}
    pages = {name: text.replace("«section_question»", "Question") for name, text in DATA.items()}
    pages = {name: text.replace("«section_answer»", "Answer") for name, text in pages.items()}
    pages.pop("articles/lang.en.md")
    root = site(tmp_path, {**pages, **settings("language: ar\n"), **words})
    assert made(root) == 0
    said = capsys.readouterr()
    told = [line for line in (said.out + said.err).split("\n") if "missing-words" in line]
    assert len(told) == 1
    assert re.search(
        r"layouts/strings/ar\.yaml:1:1: .*of \d+ words in ar, \d+ are missing, “menu_label” first", told[0]
    )
    page = files(root / "public")["index.html"].decode()
    assert '<html lang="ar" dir="rtl" prefix' in page
    assert ">تخطى<" in page
    assert STRINGS["en"]["search"] in page
    assert "1 يوليو 2022" in files(root / "public")["articles/lang/index.html"].decode()


def test_a_full_file_of_words_is_told_of_by_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = {"layouts/strings/sv.yaml": marked("sv")}
    root = site(tmp_path, {**DATA, **settings("language: sv\n"), **words})
    main(["check", "--root", str(root), "--lang", "en", "--today", TODAY])
    said = capsys.readouterr()
    assert "missing-words" not in said.out + said.err


def test_a_page_can_be_in_each_language_of_the_site_and_in_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    about = "date: 2022-07-01\nthemes: [plan]\nauthors: [asa]\n---\n\nText.\n"
    pages = {
        "data/themes.yaml": "- id: plan\n  title: Planning\n",
        "authors/asa.md": "---\ntitle: Asa\n---\n",
        "articles/a.md": f"---\ntitle: A\n{about}",
        "articles/a.qaa.md": f"---\ntitle: B\n{about}",
        "articles/b.md": f"---\ntitle: C\nlang: fi\n{about}",
        "articles/c.uk.md": f"---\ntitle: D\n{about}",
    }
    root = site(tmp_path, {**pages, **settings("language: en\nlanguages: [qaa]\n")})
    main(["check", "--root", str(root), "--lang", "en", "--today", TODAY])
    said = capsys.readouterr()
    told = said.out + said.err
    assert "articles/b.md:3:7: error[unknown-language]" in told
    assert "articles/c.uk.md:1:1: error[unknown-suffix]" in told
    assert ".nb, .nn, .en, .qaa" in told
    assert "a.qaa.md" not in told


@pytest.mark.parametrize(
    "tag", ["sv", "da", "de", "fi", "fr", "pl", "uk", "ar", "se", "pt-BR", "sr-Latn", "qaa", "x-a"]
)
def test_well_formed_tags_are_taken(tag: str) -> None:
    assert is_tag(tag)
    assert re.fullmatch(PATTERN, tag)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("no", "nb"), ("norsk", "nb"), ("swe", "sv"), ("SV", "sv"), ("svenska", "sv"), ("Swedish", "sv"),
     ("pt_br", "pt-BR"), ("swedsih", "sv"), ("zz", ""), ("", "")],
)  # fmt: skip
def test_others_are_refused_with_what_was_meant(written: str, meant: str) -> None:
    assert not is_tag(written)
    assert meant_tag(written) == meant


@pytest.mark.parametrize(("language", "near"), [("no", "nb"), ("swe", "sv")])
def test_the_settings_say_what_was_meant(tmp_path: Path, language: str, near: str) -> None:
    root = site(tmp_path, settings(f"language: {language}\n"))
    _, problems = config(root)
    assert [(each.code, dict(each.values)["near"]) for each in problems if each.code == "unknown-language"] == [
        ("unknown-language", near)
    ]


def test_dates_numbers_and_lists_follow_the_language() -> None:
    assert [long_date(DAY, tag) for tag in ("sv", "de", "fi", "fr", "sv-x-a", "qaa")] == [
        "1 juli 2022", "1. Juli 2022", "1. heinäkuuta 2022", "1 juillet 2022", "1 juli 2022", "1 July 2022",
    ]  # fmt: skip
    assert KnownDate(2022, 7).long("sv") == "juli 2022"
    assert [file_size(2_500_000, tag) for tag in ("sv", "en", "nb")] == ["2,5 MB", "2.5 MB", "2,5 MB"]
    assert [listed(["a", "b", "c"], tag) for tag in ("sv", "nb", "en")] == ["a, b och c", "a, b og c", "a, b and c"]
    assert [plural(count, "pl") for count in (1, 3, 5)] == ["one", "few", "many"]
    assert [language_name(tag) for tag in ("sv", "nb", "uk", "qaa")] == ["svenska", "bokmål", "українська", "qaa"]
    assert [with_territory(tag) for tag in ("sv", "nb", "en", "pt-BR", "qaa")] == [
        "sv_SE", "nb_NO", "en_GB", "pt_BR", "",
    ]  # fmt: skip


def test_names_are_ordered_as_in_the_alphabet_of_the_language() -> None:
    def ordered(text: str, tag: str) -> list[str]:
        return sorted(text.split(), key=lambda name: collation_key(name, tag))

    assert ordered("Östen Ärlig Åsa Zorn Adam", "sv") == ["Adam", "Zorn", "Åsa", "Ärlig", "Östen"]
    assert ordered("Äpfel Zorn Affe", "de") == ["Affe", "Äpfel", "Zorn"]
    assert ordered("ґ г є е і и ї й", "uk") == ["г", "ґ", "е", "є", "и", "і", "ї", "й"]
    assert [initial(name, "sv") for name in ("östen", "Émile", "")] == ["Ö", "E", ""]


def test_the_direction_is_that_of_the_script_or_the_language() -> None:
    assert [is_rtl(tag) for tag in ("ar", "he", "fa", "qaa-Arab", "sv", "ar-Latn", "qaa")] == [
        True, True, True, True, False, False, False,
    ]  # fmt: skip
    assert parents("zh-Hant-TW") == ("zh-Hant-TW", "zh-Hant", "zh")
    assert parents("x-a-b") == ("x-a-b",)


def test_a_text_has_as_many_languages_as_it_is_given_in() -> None:
    text = LocalText.of({"sv": "svenska", "en": "English", "se": "sámegiella"})
    assert [text.in_language(tag) for tag in ("sv", "sv-FI", "se", "en", "nb", "uk")] == [
        "svenska", "svenska", "sámegiella", "English", "English", "English",
    ]  # fmt: skip
    assert LocalText("bokmål", "", "English").in_language("sma") == "bokmål"
    assert LocalText.of({"sv": "bara"}).in_language("nb") == "bara"
    assert text.forms == ("English", "svenska", "sámegiella")


def test_words_are_searched_as_they_are_where_there_is_no_stemmer() -> None:
    assert (base("kommuner", "sv"), stem("planning", "sv")) == ("kommuner", "planning")
    assert frequent_words("sv") == ()
    assert built_in("sv").stop == ()


def test_a_file_of_words_gets_what_it_lacks_and_keeps_what_it_has() -> None:
    english = {"skip": "Skip", "yes": "Yes", "home": "Front"}
    text = completed("sv", english, "# mine\nskip: Hoppa", frozenset({"skip"}))
    assert text == '# mine\nskip: Hoppa\n\n# "Yes"\n"yes": ""\n\n# "Front"\nhome: ""\n'
    assert completed("sv", english, text, frozenset(english)) == text


def test_a_new_file_of_words_has_every_word() -> None:
    data = fields(new_words("sv"), "sv.yaml").data
    assert isinstance(data, dict)
    assert {*data} == {*needed(STRINGS["en"])}
    assert not {"search_found_one", "read_in_en"} & {*data}
    assert not any(data.values())


def test_init_makes_a_site_in_any_language_with_a_file_of_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "site"
    given = ["--title", "Torg", "--base-url", "https://example.org/", "--email", "post@example.org"]
    assert main(["init", str(root), *given, "--language", "sv", "--today", TODAY, "--lang", "en"]) == 0
    assert "\nlanguage: sv\n" in (root / "data/site.yaml").read_text(encoding="utf-8")
    assert (root / "layouts/strings/sv.yaml").is_file()
    assert main(["words", "--root", str(root), "--lang", "en"]) == 0
    assert re.search(r"^sv: 0 of \d+ words; missing first: skip, ", capsys.readouterr().out, re.MULTILINE)
    assert main(["init", str(tmp_path / "other"), *given, "--language", "swe", "--lang", "en"]) == 2
    assert "Did you mean “sv”?" in capsys.readouterr().err


def test_the_command_writes_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = site(tmp_path, settings("language: en\nlanguages: [uk]\n"))
    assert main(["words", "--write", "--root", str(root)]) == 0
    assert capsys.readouterr().out == "layouts/strings/uk.yaml\n"
    path = root / "layouts/strings/uk.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('skip: ""', "skip: Перейти"), encoding="utf-8")
    assert main(["words", "--root", str(root), "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["language"] == "uk"
    assert row["words"] == len(row["missing"]) + 1


def test_the_words_of_a_language_that_comes_with_kbsite_stand_in(tmp_path: Path) -> None:
    found, _ = config(site(tmp_path, settings("language: nn\nlanguages: [se]\n")))
    assert isinstance(found, Config)
    assert (found.stand_in("se"), found.stand_in("en"), found.languages) == ("nn", "en", ("nb", "nn", "en", "se"))
