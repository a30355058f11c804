"""`kbsite new translation`: a file next to its original, with the same fields, in the other standard."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from tests.samples import plain_text, text
from tests.sites import TODAY, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = """\
---
# Spørsmålet kom i mars.
title: Hva er en plan?
date: 2026-01-01
updated: 2026-02-01
# En fagperson har lest den.
reviewed: 2026-02-02
review_by: 2027-02-02
lang: nb
summary: >-
  En plan er
  noe en følger.
themes: [plan]
authors:
  - kari
asked_by: planlegger
aliases:
  - /gammel/
  - /eldre/
related: [../artikler/bok/index.md]
---

## Spørsmål

Hva?

## Svar

Dette.
"""

TRANSLATED = """\
---
# Spørsmålet kom i mars.
title: Hva er en plan?
date: 2026-01-01
updated: 2026-02-01
review_by: 2027-02-02
lang: nn
summary: >-
  En plan er
  noe en følger.
themes: [plan]
authors:
  - kari
asked_by: planlegger
related: [../artikler/bok/index.md]
draft: true
---

## Spørsmål

Skriv spørsmålet her.

## Svar

Skriv svaret her.
"""

SITE: dict[str, str | bytes] = {
    "forfattere/kari.md": plain_text("Kari", ""),
    "sporsmal-og-svar/plan.md": QUESTION,
    "artikler/bok/index.md": text("Bok", lang="nn"),
    "artikler/bok/01-foerst.md": plain_text("Først"),
}


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return write_site(tmp_path / "site", SITE)


def new(root: Path, *words: str) -> int:
    return main(["new", *words, "--root", str(root), "--today", TODAY])


@pytest.mark.parametrize(
    "said", ["sporsmal-og-svar/plan.md", "/sporsmal-og-svar/plan/", "content/sporsmal-og-svar/plan"]
)
@pytest.mark.parametrize("kind", ["translation", "oversettelse", "omsetjing"])
def test_it_has_the_fields_of_the_original_and_none_of_its_text(root: Path, kind: str, said: str) -> None:
    assert new(root, kind, said) == 0
    assert (root / "content/sporsmal-og-svar/plan.nn.md").read_text(encoding="utf-8") == TRANSLATED
    assert main(["check", "--root", str(root), "--today", TODAY, "--strict"]) == 0


def test_it_is_in_the_standard_that_the_original_is_not_in(root: Path) -> None:
    assert new(root, "translation", "artikler/bok") == 0
    assert new(root, "translation", "artikler/bok/01-foerst.md") == 0
    assert {"index.nb.md", "01-foerst.nb.md"} <= {path.name for path in (root / "content/artikler/bok").iterdir()}
    assert "lang: nb" in (root / "content/artikler/bok/01-foerst.nb.md").read_text(encoding="utf-8")
    assert main(["check", "--root", str(root), "--today", TODAY]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sporsmal-og-svar/plna.md"], "Mente du «content/sporsmal-og-svar/plan.md»?"),
        (["sporsmal-og-svar/plan.md", "--standard", "nb"], "målformen nb"),
        ([""], "ingen side"),
    ],
)
def test_what_cannot_be_made_is_refused(
    words: list[str], said: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    assert new(root, "translation", *words) == 2
    assert said in capsys.readouterr().err
    assert files(root) == before


def test_a_translation_that_is_there_is_never_written_over(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(root, "translation", "sporsmal-og-svar/plan.md") == 0
    before = files(root)
    assert new(root, "translation", "sporsmal-og-svar/plan.nn.md") == 2
    assert "plan.nn.md finnes allerede" in capsys.readouterr().err
    assert files(root) == before


def test_on_a_terminal_the_page_is_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal("sporsmal-og-svar/plan.md\n"))
    assert new(root, "translation") == 0


def test_an_unknown_author_is_offered_a_profile(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal("Åse Ny\n"))
    assert new(root, "news", "Nytt", "--author", "aase", "--theme", "plan", "--standard", "nb") == 0
    assert "«aase» finnes ikke" in capsys.readouterr().err
    assert "authors:\n  - ase-ny\n" in (root / "content/aktuelt/nytt.md").read_text(encoding="utf-8")
    assert "title: Åse Ny\n" in (root / "content/forfattere/ase-ny.md").read_text(encoding="utf-8")
    assert main(["check", "--root", str(root), "--today", TODAY]) == 0


def test_who_wants_no_profile_gets_the_list_of_authors(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal("\n"))
    before = files(root)
    assert new(root, "news", "Nytt", "--author", "aase", "--theme", "plan", "--standard", "nb") == 2
    assert "kbsite new author" in capsys.readouterr().err
    assert files(root) == before


def test_the_name_of_somebody_new_may_be_the_answer_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "content/forfattere/ola.md").write_text("---\ntitle: Ola\n---\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", _Terminal("Åse Ny\nÅse Ny\n"))
    assert new(root, "news", "Nytt", "--theme", "plan", "--standard", "nb") == 0
    assert (root / "content/forfattere/ase-ny.md").is_file()


def test_without_a_terminal_it_says_how_to_make_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(root, "news", "Nytt", "--author", "Kari ", "--theme", "Planlegging") == 2
    err = capsys.readouterr().err
    assert "Mente du «plan»?" in err
    assert "data/themes.yaml" in err
