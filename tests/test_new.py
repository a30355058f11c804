"""`kbsite new`: a file that passes the check, in its place, and nothing overwritten."""

from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING

import pytest

from kbsite.authoring.new.prompts import Prompts
from kbsite.authoring.new.request import kind_of, names
from kbsite.cli import main
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import catalogue
from kbsite.publish.folder import create
from kbsite.schema.choices import Choice
from kbsite.schema.kinds import BUILT_IN, FrontMatter
from kbsite.schema.kinds.author import Author
from kbsite.schema.kinds.chapter import Chapter
from kbsite.schema.kinds.qa import QuestionAndAnswer
from kbsite.schema.kinds.theme import ThemeIntroduction
from tests.sites import TODAY, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = "date: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n"
SITE = {
    "data/themes.yaml": "- id: plan\n  title: Planlegging\n- id: helse\n  title: Folkehelse i plan\n",
    "forfattere/kari.md": "---\ntitle: Kari Ås\n---\n",
    "forfattere/ola.md": "---\ntitle: Ola\n---\n",
    "artikler/lang/index.md": f"---\ntitle: Lang\n{FIELDS}---\n\nTekst.\n",
    "artikler/lang/02-to.md": "---\ntitle: To\n---\n\nTekst.\n",
    "artikler/kort.md": f"---\ntitle: Kort\n{FIELDS}---\n\nTekst.\n",
    "praksis/kort/index.md": f"---\ntitle: Kort\n{FIELDS}---\n\nTekst.\n",
}


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return write_site(tmp_path / "site", SITE)


def new(root: Path, *arguments: str) -> int:
    return main(["new", *arguments, "--root", str(root), "--today", TODAY])


def made(root: Path, *arguments: str) -> str:
    """Return the text of the one file that the command makes."""
    before = set(files(root))
    assert new(root, *arguments) == 0
    (path,) = set(files(root)) - before
    return (root / path).read_text(encoding="utf-8")


def check(root: Path) -> int:
    return main(["check", "--root", str(root), "--today", TODAY])


@pytest.mark.parametrize("kind", BUILT_IN.every, ids=lambda kind: str(kind.kind))
@pytest.mark.parametrize("standard", ["nb", "nn"])
def test_the_file_passes_the_check_and_has_every_field_explained(
    root: Path, kind: type[FrontMatter], standard: str, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "plan" if kind is ThemeIntroduction else 'Blåbær: ja, «nei» & "kanskje"?'
    said = made(root, kind.kind, title, "--parent", "lang", "--standard", standard)
    assert check(root) == 0, capsys.readouterr().err
    lines = said.splitlines()
    assert [name for name in kind.model_fields if not any(line.startswith(f"{name}:") for line in lines)] == []
    unbroken = " ".join(line.removeprefix("#").strip() for line in lines)
    assert [each for each in kind.model_fields.values() if str(each.description) not in unbroken] == []
    assert f"lang: {standard}" in lines
    assert ("draft: true" in lines) == kind.needs_text


def test_a_question_has_both_headings_and_the_day_that_is_asked_for(root: Path) -> None:
    said = made(root, "qa", "Hva er et planprogram?", "--theme", "helse", "--author", "ola", "--author", "kari")
    assert "\n## Spørsmål\n\nSkriv spørsmålet her.\n\n## Svar\n\nSkriv svaret her.\n" in said
    assert "\ntitle: Hva er et planprogram?\n" in said
    assert f"\ndate: {TODAY}\n" in said
    assert "\nthemes:\n  - helse\n" in said
    assert "\nauthors:\n  - ola\n  - kari\n" in said
    assert "# Velg blant plan, helse.\n" in said


@pytest.mark.parametrize("title", ["Sok", "Tema", "Ordliste", "Assets", "Aktuelt"])
def test_a_page_cannot_have_an_address_of_the_sites_own(
    root: Path, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data/glossary.yaml").write_text("- {id: a, term: a, definition: B.}\n", encoding="utf-8")
    assert new(root, "page", title, "--lang", "en") == 2
    assert "of itself" in capsys.readouterr().err
    assert not (root / "content/sider").exists() or not list((root / "content/sider").glob(f"{title.lower()}*"))


def test_a_title_is_one_line_without_what_cannot_be_seen(root: Path) -> None:
    assert "\ntitle: Kva er ein plan?\n" in made(root, "qa", "Kva\ner \x07 ein\tplan?")


@pytest.mark.parametrize(("title", "name"), [("ord " * 100, "ord-" * 19 + "ord"), ("a" * 300, "a" * 80)])
def test_a_long_title_gives_a_short_name_that_ends_with_a_word(root: Path, title: str, name: str) -> None:
    assert new(root, "qa", title) == 0
    assert (root / f"content/sporsmal-og-svar/{name}.md").is_file()


def test_a_folder_without_content_is_reported_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "qa", "Kva?", "--root", str(tmp_path), "--lang", "en"]) == 2
    assert "content" in capsys.readouterr().err


def test_a_page_in_nynorsk_is_begun_in_nynorsk_and_explained_in_one_standard_alone(root: Path) -> None:
    said = made(root, "side", "Om oss", "--standard", "nn", "--lang", "en")
    assert said.endswith("---\n\nSkriv teksten her.\n")
    assert "må fylles ut" in said
    question = made(root, "qa", "Kva er ein plan?", "--standard", "nn")
    assert "Skriv spørsmålet her." in question
    assert "må fyllast ut" not in said + question


def test_the_folder_is_the_kinds_and_the_name_a_slug(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(root, "sporsmal-og-svar", "Æ ØÅ — «plan»") == 0
    out, err = capsys.readouterr()
    assert out == f"{root}/content/sporsmal-og-svar/ae-oa-plan.md\n"
    assert "draft: true" in err
    assert "themes" in err, "what was not chosen is said"


def test_quiet_says_only_where_it_is(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(root, "page", "Om oss", "-q") == 0
    assert capsys.readouterr() == (f"{root}/content/sider/om-oss.md\n", "")


def test_every_kind_is_known_by_its_english_name_its_folder_and_its_norwegian_name() -> None:
    for kind in BUILT_IN:
        assert kind_of(kind.kind, BUILT_IN) is kind
        assert not kind.folder or kind_of(kind.folder, BUILT_IN) is kind
    assert kind_of("Spørsmål og svar", BUILT_IN) is QuestionAndAnswer
    assert kind_of("kapittel", BUILT_IN) is Chapter
    assert kind_of("forfattar", BUILT_IN) is Author
    every = [set(names(kind)) for kind in BUILT_IN]
    assert not any(one & other for one, other in itertools.combinations(every, 2))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["artikel", "X"], "Mente du «artikkel»?"),
        (["qa"], "kbsite new qa"),
        (["qa", "???"], "???"),
        (["qa", "X", "--theme", "plna"], "Mente du «plan»?"),
        (["qa", "X", "--author", "karri"], "Mente du «kari»?"),
        (["tema", "Fokehelse"], "data/themes.yaml"),
        (["chapter", "X"], "--parent"),
        (["chapter", "X", "--parent", "borte"], "artikler/lang"),
        (["chapter", "X", "--parent", "kort"], "praksis/kort"),
        (["chapter", "X", "--parent", "artikler/kort"], "content/artikler/kort/index.md"),
        (["chapter", "To", "--parent", "lang"], "content/artikler/lang/02-to.md"),
        (["article", "Kort"], "content/artikler/kort.md"),
        (["article", "Lang"], "content/artikler/lang/index.md"),
        (["author", "Kari"], "content/forfattere/kari.md"),
    ],
)
def test_what_cannot_be_made_is_2_with_a_reason_and_changes_nothing(
    root: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    assert new(root, *arguments) == 2
    assert said in capsys.readouterr().err
    assert files(root) == before


def test_without_authors_or_themes_it_says_what_to_make_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    root = write_site(tmp_path, {})
    assert new(root, "news", "X") == 2
    assert "kbsite new author" in capsys.readouterr().err
    (root / "data/themes.yaml").write_text("[]\n", encoding="utf-8")
    assert new(root, "news", "X") == 2
    assert "data/themes.yaml" in capsys.readouterr().err


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.md"
    create(path, b"one")
    with pytest.raises(EnvironmentFault) as raised:
        create(path, b"two")
    assert raised.value.code == "file-exists"
    assert files(tmp_path) == {"a/b.md": b"one"}


def test_a_hidden_draft_in_the_way_is_not_written_over_either(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").write_text("mitt", encoding="utf-8")
    (root / "content/sider").mkdir()
    (root / "content/sider/om-oss.md").symlink_to(tmp_path / "elsewhere.md")
    assert new(root, "page", "Om oss") == 2
    assert (tmp_path / "elsewhere.md").read_text(encoding="utf-8") == "mitt"


def test_a_chapter_gets_the_next_number_and_leaves_to_its_parent_what_is_the_parents(root: Path) -> None:
    said = made(root, "kapittel", "Tre", "--parent", "content/artikler/lang/index.md")
    assert (root / "content/artikler/lang/03-tre.md").is_file()
    assert "\ndate:\n" in said
    assert "\nthemes:\n\n" in said
    assert "\nlang:\n" in said


def test_an_introduction_is_found_by_the_themes_title_too(root: Path) -> None:
    said = made(root, "tema", "Folkehelse i plan")
    assert (root / "content/tema/helse.md").is_file()
    assert "\ntitle: Folkehelse i plan\n" in said


# on a terminal


def ask(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal("".join(f"{answer}\n" for answer in answers)))


def test_what_is_missing_is_asked_for(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(monkeypatch, "spørsmål og svar", "", "Hva nå?", "nynorsk", "2, plan", "ola, tull", "Kari Ås")
    said = made(root)
    assert "\ntitle: Hva nå?\n" in said
    assert "\nlang: nn\n" in said
    assert "\nthemes:\n  - helse\n  - plan\n" in said
    assert "\nauthors:\n  - kari\n" in said
    out, err = capsys.readouterr()
    assert out.endswith("hva-na.md\n")
    assert "«tull» er ikke i listen" in err
    assert "Folkehelse i plan (helse)" in err


def test_what_was_said_is_not_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(monkeypatch)
    assert new(root, "news", "Nytt", "--theme", "plan", "--author", "ola", "--standard", "nb") == 0


def test_a_chapters_parent_is_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(monkeypatch, "artikler/lang")
    assert new(root, "chapter", "Tre") == 0
    assert (root / "content/artikler/lang/03-tre.md").is_file()


def test_when_nobody_answers_nothing_is_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(monkeypatch, "1")
    before = files(root)
    assert new(root) == 2
    assert files(root) == before


def test_one_answer_is_expected_where_only_one_can_be_right() -> None:
    shown: list[str] = []
    answers = iter(["1, 2\n", "0\n", "9\n", " B \n"])
    prompts = Prompts(lambda: next(answers), shown.append, catalogue("en"))
    picked = prompts.pick("new_ask_kind", (Choice("a", "First"), Choice("b", "Second")), several=False)
    assert picked == ("b",)
    assert "".join(shown).count("is not in the list") == 3


def test_the_next_steps_are_typed_as_the_site_has_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(root, "qa", "Hva?", "--theme", "plan", "--author", "kari") == 0
    assert "Sjekk den med «kbsite check», og se den med «kbsite serve»." in capsys.readouterr().err
    (root / "Makefile").write_text("check: .venv ## find problems\n\nserve :\n", encoding="utf-8")
    assert new(root, "qa", "Hvem?", "--theme", "plan", "--author", "kari") == 0
    assert "Sjekk den med «make check», og se den med «make serve»." in capsys.readouterr().err
    assert new(root, "author", "Åse Ås") == 0
    assert "«kbsite schema --write»" in capsys.readouterr().err
    (root / "Makefile").write_bytes(b"check\xff:\n")
    assert new(root, "qa", "Kven?", "--theme", "plan", "--author", "kari") == 0
    assert "«kbsite check»" in capsys.readouterr().err


def test_where_no_kind_is_said_the_kinds_are_listed_as_the_site_calls_them(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root) == 2
    said = capsys.readouterr().err
    assert "skriv hva slags side" in said
    assert "«»" not in said
    assert "chapter (kapittel), practice (praksis)," in said
    settings = root / "data/site.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}language: en\n", encoding="utf-8")
    assert new(root) == 2
    said = capsys.readouterr().err
    assert "The kinds are qa (questions), article (articles), chapter, practice," in said


@pytest.mark.parametrize(
    ("language", "name", "headings"),
    [
        ("nb", "a.md", ("Spørsmål", "Svar")),
        ("en", "a.md", ("Question", "Answer")),
        ("nb", "a.en.md", ("Question", "Answer")),
        ("en", "a.nb.md", ("Spørsmål", "Svar")),
    ],
)
def test_a_missing_part_is_named_in_the_language_of_the_page(
    language: str, name: str, headings: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = "sporsmal-og-svar" if language == "nb" else "questions"
    whole = f"---\ntitle: A\n{FIELDS}summary: Ja.\n---\n\n## Spørsmål\n\nHva?\n\n## Svar\n\nDet.\n"
    root = write_site(
        tmp_path / "site", {f"{folder}/a.md": whole, f"{folder}/{name}": whole.partition("##")[0] + "Tekst.\n"}
    )
    settings = root / "data/site.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}language: {language}\n", encoding="utf-8")
    assert main(["check", "--root", str(root), "--today", TODAY, "--lang", "en"]) == 1
    said = capsys.readouterr().err
    for heading in headings:
        assert f"Write the heading “## {heading}”" in said
