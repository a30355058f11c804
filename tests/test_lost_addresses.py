"""`kbsite check --changed-since`: each address that a branch takes away, where, and with the alias to add."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics import Location, MessageKey, problem
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.diagnostics.formats import as_text
from tests.branches import Repository, repository
from tests.samples import plain_text, text

if TYPE_CHECKING:
    from pathlib import Path

LONG = "\n\n".join(f"Avsnitt nummer {n} om det." for n in range(12))

FILES = {
    "artikler/en.md": text("En", LONG, aliases="[/gammel/]"),
    "artikler/en.nn.md": text("Ein", "Tekst."),
    "artikler/bok/index.md": text("Bok", "[fil](notat.pdf)"),
    "artikler/bok/notat.pdf": "pdf",
    "artikler/bok/01-foerst.md": plain_text("Først", LONG + "\n\nMer."),
    "artikler/kladd.md": text("Kladd", draft="true"),
    "artikler/gammelt.md": text("Gammelt", expires="2026-02-01"),
    "data/themes.yaml": "- id: plan\n  title: Planlegging\n- id: annet\n  title: Annet\n",
    "artikler/annet.md": text("Annet", themes="[annet]"),
    "forfattere/ola.md": plain_text("Ola", ""),
}


@pytest.fixture
def work(tmp_path: Path) -> Repository:
    return repository(tmp_path / "lager", FILES)


def write(work: Repository, files: dict[str, str]) -> None:
    """Write files of content; the themes stay as they are unless they are among them."""
    work.write({"data/themes.yaml": FILES["data/themes.yaml"], **files})


def lost(work: Repository) -> dict[str, tuple[str, str]]:
    """Return, by address, the place of the problem and the file that the hint names."""
    found = {}
    for row in json.loads(work.check("--format", "json")[1]):
        if row["code"] == "lost-address":
            address = row["message"].split()[2]
            near = row["hint"].partition("in ")[2].partition(". ")[0] if row["hint"].startswith("Write") else ""
            near = near if near.startswith("content/") else ""
            found[address] = (
                f"{row['file'].removeprefix('content/')}:{row['line']}",
                near.removeprefix("content/"),
            )
    return found


def rename(work: Repository, old: str, new: str) -> None:
    target = work.root / "content" / new
    target.parent.mkdir(parents=True, exist_ok=True)
    (work.root / "content" / old).rename(target)


def test_a_branch_that_takes_nothing_away_is_silent(work: Repository) -> None:
    write(
        work,
        {"artikler/ny.md": text("Ny"), "artikler/en.md": text("En, og mer", "Annen tekst.", aliases="[/gammel/]")},
    )
    (work.root / "content/artikler/kladd.md").unlink()
    (work.root / "content/artikler/gammelt.md").unlink()
    assert lost(work) == {}
    assert work.check()[0] == 0


@pytest.mark.parametrize("committed", [True, False])
def test_a_renamed_page_is_reported_where_it_is_now(work: Repository, committed: bool) -> None:
    rename(work, "artikler/en.md", "praksis/ett.md")
    rename(work, "artikler/en.nn.md", "praksis/ett.nn.md")
    if committed:
        work.commit()
    now = "praksis/ett.md"
    assert lost(work) == {
        "/artikler/en/": (f"{now}:6", now),
        "/artikler/en/nn/": ("praksis/ett.nn.md:1", "praksis/ett.nn.md"),
    }
    assert work.check()[0] == 1


def test_with_the_alias_all_is_well(work: Repository) -> None:
    rename(work, "artikler/en.md", "artikler/ett.md")
    rename(work, "artikler/en.nn.md", "artikler/ett.nn.md")
    write(work, {"artikler/ett.md": text("En", LONG, aliases="[/gammel/, /artikler/en/, /artikler/en/nn/]")})
    assert lost(work) == {}


def test_a_renamed_and_rewritten_page_is_still_known(work: Repository) -> None:
    rename(work, "artikler/en.md", "artikler/ett.md")
    (work.root / "content/artikler/en.nn.md").unlink()
    write(work, {"artikler/ett.md": text("Ett", LONG + "\n\nOg noe nytt.", aliases="[/gammel/]")})
    assert lost(work)["/artikler/en/"] == ("artikler/ett.md:6", "artikler/ett.md")


def test_a_deleted_page_takes_its_earlier_addresses_along(work: Repository) -> None:
    (work.root / "content/artikler/en.md").unlink()
    (work.root / "content/artikler/en.nn.md").unlink()
    assert lost(work) == {
        "/artikler/en/": ("artikler/en.md:1", ""),
        "/gammel/": ("artikler/en.md:1", ""),
        "/artikler/en/nn/": ("artikler/en.nn.md:1", ""),
    }


def test_a_translation_goes_to_its_original_and_a_chapter_to_its_article(work: Repository) -> None:
    (work.root / "content/artikler/en.nn.md").unlink()
    (work.root / "content/artikler/bok/01-foerst.md").unlink()
    assert lost(work) == {
        "/artikler/en/nn/": ("artikler/en.nn.md:1", "artikler/en.md"),
        "/artikler/bok/foerst/": ("artikler/bok/01-foerst.md:1", "artikler/bok/index.md"),
        "/artikler/bok/hele/": ("artikler/bok/index.md:1", "artikler/bok/index.md"),
    }


def test_a_chapter_with_another_number_keeps_its_address_and_with_another_name_loses_it(work: Repository) -> None:
    rename(work, "artikler/bok/01-foerst.md", "artikler/bok/07-foerst.md")
    assert lost(work) == {}
    rename(work, "artikler/bok/07-foerst.md", "artikler/bok/07-sist.md")
    now = "artikler/bok/07-sist.md"
    assert lost(work) == {"/artikler/bok/foerst/": (f"{now}:1", now)}


def test_an_alias_that_is_taken_out_is_lost(work: Repository) -> None:
    write(work, {"artikler/en.md": text("En", LONG)})
    assert lost(work) == {"/gammel/": ("artikler/en.md:1", "artikler/en.md")}
    write(work, {"artikler/bok/index.md": text("Bok", "[fil](notat.pdf)", aliases="[/gammel/]")})
    assert lost(work) == {}


def test_a_page_that_becomes_a_draft_is_reported_and_one_that_expires_is_not(work: Repository) -> None:
    write(work, {"artikler/en.md": text("En", LONG, aliases="[/gammel/]", draft="true")})
    assert lost(work) == {
        "/artikler/en/": ("artikler/en.md:7", ""),
        "/artikler/en/nn/": ("artikler/en.nn.md:1", ""),
    }
    write(work, {"artikler/en.md": text("En", LONG, date="2027-01-01", aliases="[/gammel/]")})
    assert lost(work)["/artikler/en/"] == ("artikler/en.md:3", "")
    write(work, {"artikler/en.md": text("En", LONG, aliases="[/gammel/]", expires="2026-11-01")})
    assert lost(work) == {}


def test_themes_authors_and_attachments_have_addresses_too(work: Repository) -> None:
    write(
        work,
        {
            "data/themes.yaml": "- id: plan\n  title: Planlegging\n- id: mer\n  title: Annet\n",
            "artikler/annet.md": text("Annet", themes="[mer]"),
            "artikler/bok/index.md": text("Bok", "Ingen fil."),
        },
    )
    (work.root / "content/forfattere/ola.md").unlink()
    assert lost(work) == {
        "/tema/annet/": ("data/themes.yaml:1", "tema/mer.md"),
        "/artikler/bok/notat.pdf": ("artikler/bok/index.md:1", "artikler/bok/index.md"),
        "/forfattere/ola/": ("forfattere/ola.md:1", ""),
    }


def test_what_kbsite_moves_loses_nothing(work: Repository) -> None:
    assert main(["mv", "--root", str(work.root), "artikler/bok", "praksis/boka"]) == 0
    assert main(["mv", "--root", str(work.root), "artikler/en.md", "/artikler/ett/"]) == 0
    assert lost(work) == {}
    assert work.new() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_said_in_every_language(language: str) -> None:
    found = problem(
        Location("x.md"), "lost-address", address="/a/", why=MessageKey("@lost_moved"), near="content/y.md"
    )
    shown = as_text([found], catalogue(language))
    assert "/a/" in shown
    assert "content/y.md" in shown


FIXED = {
    "brosjyre.pdf": b"pdf",
    "kart/plan.html": b"<p>Kart</p>",
    ".well-known/security.txt": b"Contact: x",
    "CNAME": b"example.org",
    "_headers": b"/*",
    ".nojekyll": b"",
    "kart/.htaccess": b"",
    "les.md": b"Les",
}
"""Files in static/: four that readers may have linked to, and four that hosts read."""


@pytest.fixture
def fixed(work: Repository) -> Repository:
    """Return a branch of a site with files in static/."""
    work.git("switch", "-q", "main")
    for name, data in FIXED.items():
        path = work.root / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    work.commit()
    work.git("switch", "-q", "gren")
    work.git("merge", "-q", "main")
    return work


def test_a_fixed_file_that_is_gone_is_lost_and_one_that_hosts_read_is_not(fixed: Repository) -> None:
    for name in FIXED:
        (fixed.root / "static" / name).unlink()
    readers = ("brosjyre.pdf", "kart/plan.html", ".well-known/security.txt", "les.md")
    assert lost(fixed) == {f"/{name}": (f"static/{name}:1", "") for name in readers}
    assert "taken out of static/" in fixed.check("--format", "json")[1]


def test_a_fixed_file_that_stays_is_not_lost_whatever_is_in_it(fixed: Repository) -> None:
    (fixed.root / "static/brosjyre.pdf").write_bytes(b"another")
    (fixed.root / "static/ny.pdf").write_bytes(b"new")
    assert lost(fixed) == {}


def test_nor_is_one_whose_address_something_else_has_now(fixed: Repository) -> None:
    for name in ("brosjyre.pdf", "kart/plan.html"):
        (fixed.root / "static" / name).unlink()
    write(fixed, {"artikler/en.md": text("En", LONG, aliases="[/gammel/, /brosjyre.pdf, /kart/plan.html]")})
    assert lost(fixed) == {}


def test_an_earlier_page_as_a_fixed_file_can_become_an_alias(work: Repository) -> None:
    work.git("switch", "-q", "main")
    (work.root / "static/artikler/eldre").mkdir(parents=True)
    (work.root / "static/artikler/eldre/index.html").write_bytes(b"<p>Se</p>")
    work.commit()
    work.git("switch", "-q", "gren")
    work.git("merge", "-q", "main")
    (work.root / "static/artikler/eldre/index.html").unlink()
    assert lost(work) == {"/artikler/eldre/index.html": ("static/artikler/eldre/index.html:1", "")}
    write(work, {"artikler/en.md": text("En", LONG, aliases="[/gammel/, /artikler/eldre/]")})
    assert lost(work) == {}
