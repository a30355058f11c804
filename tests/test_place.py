"""What a file's path says: kind, slug, address, language, chapter."""

from __future__ import annotations

import unicodedata

import pytest

from kbsite.diagnostics import Diagnostic
from kbsite.model import Place
from kbsite.parse.place import place
from kbsite.schema.kinds import BUILT_IN, FrontMatter
from kbsite.schema.kinds.article import Article
from kbsite.schema.kinds.author import Author
from kbsite.schema.kinds.chapter import Chapter
from kbsite.schema.kinds.news import News
from kbsite.schema.kinds.opinion import Opinion
from kbsite.schema.kinds.page import Page
from kbsite.schema.kinds.practice import Practice
from kbsite.schema.kinds.qa import QuestionAndAnswer
from kbsite.schema.kinds.theme import ThemeIntroduction


def found(path: str) -> Place:
    result = place(path, BUILT_IN)
    assert isinstance(result, Place), result
    return result


@pytest.mark.parametrize(
    ("path", "kind", "address"),
    [
        ("content/sporsmal-og-svar/ip.md", QuestionAndAnswer, "/sporsmal-og-svar/ip/"),
        ("content/artikler/plan.md", Article, "/artikler/plan/"),
        ("content/artikler/plan/index.md", Article, "/artikler/plan/"),
        ("content/artikler/plan/01-frister.md", Chapter, "/artikler/plan/frister/"),
        ("content/praksis/grue.md", Practice, "/praksis/grue/"),
        ("content/praksis/grue/2-etter.md", Chapter, "/praksis/grue/etter/"),
        ("content/kronikker/makt.md", Opinion, "/kronikker/makt/"),
        ("content/kronikker/makt/10-mot.md", Chapter, "/kronikker/makt/mot/"),
        ("content/aktuelt/nytt.md", News, "/aktuelt/nytt/"),
        ("content/forfattere/kari.md", Author, "/forfattere/kari/"),
        ("content/tema/plan.md", ThemeIntroduction, "/tema/plan/"),
        ("content/sider/om.md", Page, "/om/"),
        ("content/sider/om.nn.md", Page, "/om/nn/"),
        ("content/artikler/plan.nn.md", Article, "/artikler/plan/nn/"),
        ("content/artikler/plan/index.nn.md", Article, "/artikler/plan/nn/"),
        ("content/artikler/plan/01-frister.nn.md", Chapter, "/artikler/plan/frister/nn/"),
    ],
)
def test_the_folder_gives_the_kind_and_the_name_the_address(
    path: str, kind: type[FrontMatter], address: str
) -> None:
    assert found(path).kind is kind
    assert found(path).address == address


def test_a_chapter_has_its_number_and_the_address_of_its_article() -> None:
    chapter = found("content/artikler/plan/07-frister.md")
    assert (chapter.number, chapter.slug, chapter.parent) == (7, "frister", "/artikler/plan/")


def test_a_translation_knows_its_language_and_its_original() -> None:
    translation = found("content/artikler/plan/01-frister.nn.md")
    assert translation.language == "nn"
    assert translation.original == "content/artikler/plan/01-frister.md"


def test_what_is_no_translation_has_neither() -> None:
    original = found("content/artikler/plan.md")
    assert (original.language, original.original) == ("", "")


def test_norwegian_letters_become_plain_ones_in_composed_and_decomposed_names() -> None:
    path = "content/artikler/Påvirkning-øl-ære.md"
    assert found(path).address == "/artikler/pavirkning-ol-aere/"
    assert found(unicodedata.normalize("NFD", path)).address == "/artikler/pavirkning-ol-aere/"


def test_the_original_of_a_decomposed_translation_is_found_by_its_composed_path() -> None:
    path = unicodedata.normalize("NFD", "content/sider/små.nn.md")
    assert found(path).original == unicodedata.normalize("NFC", "content/sider/små.md")


@pytest.mark.parametrize(
    "path",
    [
        "content/løst.md",
        "content/ukjent/a.md",
        "content/artikler/a/b/01-c.md",
        "content/artikler/plan/frister.md",  # a chapter without a number
        "content/aktuelt/nytt/01-del.md",  # a kind without chapters
        "content/artikler/-.md",
        "content/artikler/plan/01-.md",
    ],
)
def test_a_path_that_means_nothing_is_a_problem_of_the_file(path: str) -> None:
    problem = place(path, BUILT_IN)
    assert isinstance(problem, Diagnostic)
    assert (problem.code, problem.location.file, problem.location.line) == ("misplaced-file", path, 1)


def test_a_folder_that_is_misspelt_is_reported_with_the_nearest() -> None:
    problem = place("content/artikkler/a.md", BUILT_IN)
    assert isinstance(problem, Diagnostic)
    assert dict(problem.values)["near"] == "artikler"
