"""Two whole sites in languages that do not come with kbsite: Swedish, and Arabic with some words missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from kbsite.cli import main
from kbsite.norwegian.names_and_dates import FORMS, form_of
from kbsite.pipeline.site_words import translated_words, write_words
from kbsite.publish.local_host import served
from kbsite.render.compose.mirrored import mirrored
from kbsite.render.views import ArrowView, BoxView, DrawingView, TextLine
from kbsite.render.views.site import Ui
from tests.document_sites import unfit
from tests.nu import checked_folders
from tests.owner_docs import search_path
from tests.search_page import done, headline, results
from tests.sites import ROOT, TODAY, read_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SITES = {language: ROOT / "tests/languages" / language for language in ("sv", "ar")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("languages")
    for language, root in SITES.items():
        where = ["--root", str(root), "--output", str(folder / language)]
        assert main(["build", *where, "--today", TODAY, "--lang", "en"]) == 0
    return {language: folder / language for language in SITES}


@pytest.fixture(scope="module")
def urls(built: dict[str, Path]) -> Iterator[dict[str, str]]:
    with served(built["sv"]) as swedish, served(built["ar"]) as arabic:
        yield {"sv": swedish, "ar": arabic}


def test_the_swedish_words_are_all_there_and_the_site_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    root = str(SITES["sv"])
    assert main(["check", "--strict", "--root", root, "--today", TODAY, "--lang", "en"]) == 0, capsys.readouterr()
    assert [each.missing for each in translated_words(SITES["sv"], "sv")] == [()]
    assert write_words(SITES["sv"], "sv") == ()


def test_what_is_missing_in_arabic_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--root", str(SITES["ar"]), "--today", TODAY, "--lang", "en"])
    said = "".join(capsys.readouterr())
    (words,) = translated_words(SITES["ar"], "ar")
    assert 50 < len(words.missing) < len(words.names) // 2
    found = re.findall(r"warning\[([a-z-]+)\]: of (\d+) words in ar, (\d+) are missing", said)
    assert found == [("missing-words", str(len(words.names)), str(len(words.missing)))]


@pytest.mark.parametrize("language", SITES)
def test_no_form_of_a_word_is_taken_from_another_language(built: dict[str, Path], language: str) -> None:
    page = next(built[language].glob("search/index.html")).read_text(encoding="utf-8")
    forms = set(re.findall(rf"data-([a-z]+_(?:{'|'.join(FORMS)}))=", page))
    assert ("found_few" in forms) == (language == "ar")
    assert "narrowed_one" not in forms


def test_a_word_with_a_number_has_the_form_of_its_language(built: dict[str, Path]) -> None:
    arabic = {path: (built["ar"] / path).read_text(encoding="utf-8") for path in read_pages(built["ar"])}
    assert "5 صفحات" in arabic["index.html"]
    assert "كل 4 سنوات" in arabic["calendars/year/index.html"]
    ui = Ui("ar", {"n": "o", "n_few": "f", "n_two": "t"})
    assert [ui.counted("n", count) for count in (2, 3, 11, 100)] == ["t", "f", "o", "o"]
    assert ui.forms("n") == (("n_two", "t"), ("n_few", "f"))
    assert [form_of(name, {"n"}) for name in ("n_few", "n", "m_few", "n_more")] == [True, False, False, False]


def test_a_drawing_is_mirrored_and_its_texts_are_not() -> None:
    lines = (TextLine(10, 5, "A"),)
    box = BoxView(lane=1, x=10, y=5, width=30, height=10, lines=lines, number=1, cx=15, cy=8)
    arrows = (ArrowView("M40 5L60 5Q65 5 65 10", "M65 10L60 5L70 5Z", again=False),)
    drawing = DrawingView(width=100, height=20, size=9, lanes=(box,), steps=(box,), arrows=arrows)
    other = mirrored(drawing)
    assert (other.steps[0].x, other.steps[0].cx, other.steps[0].lines[0].x) == (60, 85, 90)
    assert other.arrows[0].line == "M60 5L40 5Q35 5 35 10"
    assert mirrored(other) == drawing


def test_the_first_lane_is_where_the_language_begins(built: dict[str, Path]) -> None:
    def lanes(page: str) -> list[int]:
        return [int(x) for x in re.findall(r'class="lane lane-\d">\s*<rect class="box" x="(\d+)"', page)][:2]

    swedish = (built["sv"] / "models/fran-karta-till-plan/index.html").read_text(encoding="utf-8")
    arabic = (built["ar"] / "models/plan/index.html").read_text(encoding="utf-8")
    assert lanes(swedish) == sorted(lanes(swedish))
    assert lanes(arabic) == sorted(lanes(arabic), reverse=True)
    assert len(lanes(arabic)) == 2


def test_every_page_is_valid(built: dict[str, Path], nu: list[str]) -> None:
    for language, said in checked_folders(nu, built).items():
        assert len(said.files) > 20, language
        assert said.said == (), language


@pytest.mark.browser
@pytest.mark.parametrize("language", SITES)
def test_every_page_is_fit_for_everyone(
    browser: Browser, built: dict[str, Path], urls: dict[str, str], language: str
) -> None:
    assert unfit(browser, urls[language], read_pages(built[language]), language) == []


@pytest.fixture
def arabic_search(browser: Browser, built: dict[str, Path], urls: dict[str, str]) -> Iterator[tuple[Page, str]]:
    context = browser.new_context(base_url=urls["ar"])
    yield context.new_page(), search_path((built["ar"] / "index.html").read_text(encoding="utf-8"))
    context.close()


@pytest.mark.browser
def test_the_search_counts_as_the_language_does(arabic_search: tuple[Page, str]) -> None:
    page, search = arabic_search
    page.goto(f"{search}?q=الماء")
    done(page)
    expect(headline(page)).to_have_text("5 نتائج عن «الماء»")
    page.goto(f"{search}?q=rising")
    done(page)
    expect(headline(page)).to_have_text("نتيجة واحدة عن «rising»")


@pytest.mark.browser
def test_a_hit_in_another_language_says_so(arabic_search: tuple[Page, str]) -> None:
    page, search = arabic_search
    page.goto(f"{search}?q=rising")
    done(page)
    title = results(page).first.locator("h3")
    assert [title.get_attribute(name) for name in ("lang", "dir")] == ["en", "auto"]
    page.goto(f"{search}?q=وابل")
    done(page)
    assert results(page).first.locator("h3").get_attribute("lang") is None


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "address"), [("träden", "/articles/trad/"), ("översvämning", "/questions/skyfall/")]
)
def test_the_swedish_search_finds_inflected_words(
    browser: Browser, built: dict[str, Path], urls: dict[str, str], query: str, address: str
) -> None:
    context = browser.new_context(base_url=urls["sv"])
    page = context.new_page()
    search = search_path((built["sv"] / "index.html").read_text(encoding="utf-8"))
    page.goto(f"{search}?q={query}")
    done(page)
    assert any(
        address in str(link) for link in results(page).locator("h3 a").evaluate_all("all => all.map(a => a.href)")
    )
    context.close()
