"""The command of the reports: text, JSON, the day alone for scripts, and the exit status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics.catalogue import LANGUAGES
from kbsite.reports.registry import REPORTS
from kbsite.reports.stale import DAYS
from tests.repositories import commit, start
from tests.samples import plain_text, text
from tests.sites import ROOT, TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

OVERDUE = "content/artikler/en.md"

SHAPES = {
    "stale": {"day", "days", "overdue", "soon", "translations", "laws"},
    "next-change": {"day", "next", "at", "changes"},
    "changed-pages": {"day", "preview", "new", "changed", "gone", "hidden", "shared"},
    "language": {"day", "limit", "lesser", "total", "kinds", "themes"},
    "links": {"day", "pages", "orphans", "dead_ends", "most_linked"},
    "laws": {"day", "laws"},
    "authors": {"day", "authors"},
    "themes": {"day", "months", "themes"},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_site(
        tmp_path / "site",
        {
            "artikler/en.md": text(
                "En", "Se [to](to.md) og pbl. § 11-1.", review_by="2026-11-01", reviewed="2026-05-01"
            ),
            "artikler/to.md": text("To", "Om plan- og bygningsloven.", review_by="2026-12-24"),
            "forfattere/kari.md": plain_text("Kari", "", email="kari@example.org"),
            "data/laws.yaml": "- id: pbl\n  title: Plan- og bygningsloven\n  names: [plan- og bygningsloven]\n"
            "  abbreviations: [pbl.]\n  lovdata: lov/2008-06-27-71\n",
        },
    )
    commit(start(root), "2026-11-01", {})
    return root


def command(name: str, root: Path, *options: str) -> int:
    since = ["--since", "HEAD"] if name == "changed-pages" and "--since" not in options else []
    return main(["report", name, "--root", str(root), "--today", TODAY, *since, *options])


def test_every_report_has_a_documented_shape_a_command_and_a_place_in_the_handbook() -> None:
    page = (ROOT / "docs/redaktor/content/artikler/hold-innholdet-ferskt.md").read_text(encoding="utf-8")
    assert set(SHAPES) == set(REPORTS)
    assert [name for name in REPORTS if f"kbsite report {name}" not in page] == []


@pytest.mark.parametrize("name", SHAPES)
def test_json_has_the_shape_that_is_documented(name: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(name, root, "--json") == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert set(data) == SHAPES[name]
    assert data["day"] == TODAY
    assert err == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHAPES)
def test_every_report_is_written_in_every_language(
    name: str, language: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(name, root, "--lang", language) == 0
    out, _ = capsys.readouterr()
    assert out.endswith("\n")
    assert not any(line != line.rstrip() for line in out.splitlines())


def test_stale_lists_file_title_owner_and_address(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("stale", root) == 0
    assert capsys.readouterr().out == (
        "Faglig gjennomgang per 21. november 2026, og 90 dager fram\n\n"
        "Fristen er ute: 1\n"
        f"  2026-11-01  {OVERDUE}\n"
        "              En\n"
        "              Kari\n"
        "              https://example.org/artikler/en/\n\n"
        "Fristen er snart ute: 1\n"
        "  2026-12-24  content/artikler/to.md\n"
        "              To\n"
        "              Kari\n"
        "              https://example.org/artikler/to/\n"
    )


def test_stale_looks_as_far_as_it_is_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("stale", root, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["days"] == DAYS
    assert found["overdue"] == [
        {
            "due": "2026-11-01",
            "by": "review_by",
            "title": "En",
            "kind": "article",
            "file": OVERDUE,
            "address": "/artikler/en/",
            "url": "https://example.org/artikler/en/",
            "owners": [{"id": "kari", "name": "Kari", "email": "kari@example.org"}],
        }
    ]
    assert command("stale", root, "--json", "--days", "32") == 0
    assert json.loads(capsys.readouterr().out)["soon"] == []
    for wrong in ("-1", "to", "1.5"):
        with pytest.raises(SystemExit, match="2"):
            command("stale", root, f"--days={wrong}")


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_stale_fails_only_when_asked_and_only_for_what_is_overdue(form: list[str], root: Path) -> None:
    assert command("stale", root, *form) == 0
    assert command("stale", root, "--fail", *form) == 1
    (root / OVERDUE).unlink()
    assert command("stale", root, "--fail", *form) == 0


def test_stale_says_so_when_there_is_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / OVERDUE).unlink()
    assert command("stale", root, "--days", "0") == 0
    assert capsys.readouterr().out.endswith("\n\nIngen sider skal gjennomgås i denne tiden.\n")


def test_the_next_change_is_a_day_alone_and_what_changes_is_printed_beside_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("next-change", root) == 0
    said = "content/artikler/to.md sier fra at fristen for gjennomgang er ute\n"
    assert capsys.readouterr() == ("2026-12-25\n", said)
    assert command("next-change", root, "--quiet") == 0
    assert capsys.readouterr() == ("2026-12-25\n", "")
    assert command("next-change", root, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["at"] == "2026-12-25T00:00:00+01:00"
    assert (found["next"], [each["what"] for each in found["changes"]]) == ("2026-12-25", ["review"])


def test_a_site_that_never_changes_gives_no_day_and_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/artikler/to.md").unlink()
    (root / OVERDUE).write_text(text(), encoding="utf-8")
    assert command("next-change", root) == 0
    said = "Nettstedet endrer seg ikke av seg selv: ingen side venter på en dato.\n"
    assert capsys.readouterr() == ("", said)
    assert command("next-change", root, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"day": TODAY, "next": None, "at": None, "changes": []}


def test_links_are_listed_under_their_headings(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("links", root) == 0
    out = capsys.readouterr().out
    assert f"Ingen andre sider lenker hit: 1\n  {OVERDUE}\n    En\n    Kari\n" in out
    assert "Lenker ikke videre til noe på nettstedet: 1\n  content/artikler/to.md\n" in out
    assert "      1  content/artikler/to.md\n         To\n" in out


def test_laws_have_their_sections_and_pages_with_the_last_review(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("laws", root) == 0
    assert capsys.readouterr().out == (
        "Sider som viser til lover og paragrafer, med siste gjennomgang, 21. november 2026\n\n"
        "Plan- og bygningsloven (2)\n"
        "  § 11-1 (1)\n"
        "    2026-05-01  content/artikler/en.md\n"
        "  nevner loven uten paragraf (1)\n"
        "    aldri       content/artikler/to.md\n"
    )


def test_authors_are_a_table(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("authors", root) == 0
    assert capsys.readouterr().out.endswith(
        "      Sider      Nyeste  Frist ute\nKari      2  2026-01-01          1\n"
    )


def test_thin_themes_are_reported_in_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("themes", root) == 0
    assert capsys.readouterr().out.endswith(
        "\nHer er det tynt:\n  Planlegging: færre enn 5 sider, ingenting under «Spørsmål og svar», "
        "ingenting under «Praksiseksempler», ingenting på nynorsk\n"
    )
