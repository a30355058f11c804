"""`kbsite report changed-pages`: what a pull request's comment says of the pages that the branch changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from kbsite.cli import main
from kbsite.reports.changed_pages_text import MARK, MOST
from tests.repositories import commit, git, start
from tests.samples import plain_text, text
from tests.sites import TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

PREVIEW = "https://example.org/forhandsvisning/12/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_site(
        tmp_path / "site",
        {
            "artikler/en.md": text("En"),
            "artikler/to.md": text("To"),
            "artikler/bok/index.md": text("Bok"),
            "artikler/bok/01-kapittel.md": plain_text("Kapittel", "Tekst."),
            "forfattere/kari.md": plain_text("Kari"),
        },
    )
    commit(start(root), "2026-11-01")
    git(root, "switch", "-q", "-c", "forslag")
    return root


def change(root: Path, **files: str | None) -> None:
    """Commit files of content/; `__` in a name is a slash."""
    commit(root, "2026-11-02", {f"content/{name.replace('__', '/')}.md": text for name, text in files.items()})


def said(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """Return what the report prints."""
    command = ["report", "changed-pages", "--root", str(root), "--today", TODAY, "--since", "main", "--lang", "en"]
    assert main([*command, *options]) == 0
    return capsys.readouterr().out


def test_each_page_that_is_new_or_changed_has_a_link_into_the_preview(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, artikler__en=text("En til"), artikler__ny=text("Ny"), artikler__to=None)
    found = said(root, capsys, "--address", PREVIEW)
    assert found.splitlines() == [
        MARK,
        "Pages that are new or changed, as they will be:",
        "",
        f"- [Ny]({PREVIEW}artikler/ny/) (new)",
        f"- [En til]({PREVIEW}artikler/en/)",
        "",
        "No longer there:",
        "",
        "- To: `/artikler/to/`",
    ]
    assert f"[Ny]({PREVIEW}artikler/ny/index.html)" in said(root, capsys, "--address", PREVIEW, "--files")
    assert "- Ny: `artikler/ny/index.html` (new)" in said(root, capsys)


def test_what_the_preview_does_not_show_is_said_and_why(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        root,
        artikler__kladd=text("Kladd", draft="true"),
        artikler__kommer=text("Kommer", date="2027-01-02"),
        artikler__en=text("En", draft="true"),
    )
    found = said(root, capsys, "--address", PREVIEW)
    assert "No page that is shown is new or changed." in found
    assert "- `content/artikler/kladd.md`: a draft (draft: true)" in found
    assert "- `content/artikler/kommer.md`: shown from 2027-01-02 (date)" in found
    assert "- En: `/artikler/en/`" in found
    assert "kladd/)" not in found


def test_what_is_not_committed_yet_counts_and_what_others_changed_does_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "switch", "-q", "main")
    change(root, artikler__to=text("Andres"))
    git(root, "switch", "-q", "forslag")
    (root / "content/artikler/ny.md").write_text(text("Ny"), encoding="utf-8")
    found = json.loads(said(root, capsys, "--json"))
    assert [(each["file"], each["preview"]) for each in found["new"]] == [
        ("content/artikler/ny.md", "artikler/ny/index.html")
    ]
    assert [found[name] for name in ("changed", "gone", "hidden", "shared")] == [[]] * 4


def test_a_picture_beside_a_page_changes_that_page_and_settings_any(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "content/artikler/bok/bilde.png").write_bytes(b"another")
    (root / "data/themes.yaml").write_text("- id: plan\n  title: Planer\n", encoding="utf-8")
    (root / "annet.txt").write_text("not the site's", encoding="utf-8")
    found = json.loads(said(root, capsys, "--json"))
    assert [each["title"] for each in found["changed"]] == ["Bok"]
    assert found["shared"] == ["data/themes.yaml"]


def test_a_page_that_was_moved_and_keeps_its_address_is_neither_new_nor_gone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "mv", "content/artikler/en.md", "content/artikler/en")  # a folder of its own
    (root / "content/artikler/en").rename(root / "content/artikler/x")
    (root / "content/artikler/en").mkdir()
    (root / "content/artikler/x").rename(root / "content/artikler/en/index.md")
    found = json.loads(said(root, capsys, "--json"))
    assert (found["new"], found["gone"]) == ([], [])
    assert [each["file"] for each in found["changed"]] == ["content/artikler/en/index.md"]


def test_nothing_is_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(root, capsys) == f"{MARK}\nNothing on the pages is changed.\n"


@pytest.mark.parametrize(
    "title",
    ["Se [her](https://onde.example/)", "<img src=x onerror=alert(1)>", "@kari og #12", "**fet** `kode` | ~~ut~~",
     "![x](https://onde.example/x.png)", "https://onde.example/", "1. punkt", "](https://onde.example/)"],
)  # fmt: skip
def test_a_strangers_title_is_text_and_nothing_more(
    title: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quoted = json.dumps(title, ensure_ascii=False)
    change(root, artikler__ny=text("X").replace("title: X", f"title: {quoted}", 1))
    found = said(root, capsys, "--address", PREVIEW)
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(found)
    line: list[Any] = next(
        each.children or [] for each in tokens if each.type == "inline" and "(new)" in each.content
    )
    kinds = [each.type for each in line]
    assert kinds == ["link_open", *(["text"] * (len(kinds) - 3)), "link_close", "text"]
    assert line[0].attrs["href"] == f"{PREVIEW}artikler/ny/"
    shown = "".join(each.content for each in line)
    assert shown.replace("\u200c", "") == f"{title} (new)"
    assert "@kari" not in shown
    assert "#12" not in shown


def test_a_long_list_ends_with_how_many_are_left_out(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, **{f"artikler__n{number}": text(f"N {number}") for number in range(MOST + 7)})
    assert said(root, capsys).splitlines()[-1] == "- and 7 more"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "example.org", "https://kari:pw@example.org/"])
def test_an_address_that_is_none_is_refused(address: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["report", "changed-pages", "--root", str(root), "--since", "main", "--address", address]
    assert main(command) == 2
    assert capsys.readouterr().out == ""
