"""The fixes of links: full addresses of the site itself, and files that git knows as renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.model.history import Change, Commit, Log
from kbsite.read.git.renames import renamed_in
from tests.repositories import commit, git, start
from tests.samples import TODAY as DAY
from tests.samples import plain_text, text
from tests.sites import TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

HOME = "https://example.org"

FILES: dict[str, str | bytes] = {
    "forfattere/kari.md": plain_text("Kari", ""),
    "artikler/bok/index.md": text("Bok", aliases="[/gammel/]"),
    "artikler/bok/01-foerst.md": plain_text("Først", "## Om\n\nTekst."),
    "artikler/bok/01-foerst.nn.md": plain_text("Først"),
    "artikler/bok/en fil.pdf": b"pdf",
}

OWN = {
    f"[a]({HOME}/artikler/bok/)": "[a](../artikler/bok/index.md)",
    "[a](http://www.example.org/artikler/bok/foerst#om)": "[a](../artikler/bok/01-foerst.md#om)",
    f"[a](<{HOME}/artikler/bok/foerst/nn/>)": "[a](<../artikler/bok/01-foerst.nn.md>)",
    f'[a]({HOME}/artikler/bok/ "T")': '[a](../artikler/bok/index.md "T")',
    f"[a][x]\n\n[x]: {HOME}/artikler/bok/": "[a][x]\n\n[x]: ../artikler/bok/index.md",
    f"[a]({HOME}/artikler/bok/en%20fil.pdf)": "[a](../artikler/bok/en%20fil.pdf)",
    f"[a]({HOME}/artikler/bok/hele/)": "[a](/artikler/bok/hele/)",
    f"[a]({HOME}/sok/?q=plan)": "[a](/sok/?q=plan)",
    f"[a]({HOME}/)": "[a](/)",
    f"[a]({HOME})": "[a](/)",
}

KEPT = [
    f"[a]({HOME}/finnes-ikke/)",
    f"<{HOME}/artikler/bok/>",
    f"`[a]({HOME}/artikler/bok/)`",
    "[a](https://annet.org/artikler/bok/)",
    "[a](../artikler/bok/index.md)",
    "[a](/artikler/bok/)",
    "[a](mailto:post@example.org)",
]


def fixed(root: Path) -> str:
    main(["check", "--root", str(root), "--today", TODAY, "--fix", "-q"])
    return (root / "content/sider/om.md").read_text(encoding="utf-8").partition("---\n\n")[2].rstrip("\n")


@pytest.mark.parametrize("written", OWN)
def test_a_full_address_of_the_site_becomes_the_path_of_the_file(written: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, {**FILES, "sider/om.md": plain_text("Om", written)})
    assert fixed(root) == OWN[written]


@pytest.mark.parametrize("written", KEPT)
def test_what_is_in_order_or_unsure_stays(written: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, {**FILES, "sider/om.md": plain_text("Om", written)})
    assert fixed(root) == written


def test_the_fields_that_name_pages_are_fixed_too(tmp_path: Path) -> None:
    page = plain_text(
        "Om", related=f"[{HOME}/artikler/bok/]", resources=f"[{{title: A, url: {HOME}/artikler/bok/}}]"
    )
    root = write_site(tmp_path, {**FILES, "sider/om.md": page})
    fixed(root)
    now = (root / "content/sider/om.md").read_text(encoding="utf-8")
    assert "related: [../artikler/bok/index.md]" in now
    assert f"url: {HOME}/artikler/bok/" in now  # a resource has its whole address


@pytest.mark.parametrize("committed", [True, False])
def test_a_link_follows_a_file_that_git_saw_renamed(committed: bool, tmp_path: Path) -> None:
    root = start(tmp_path / "site")
    page = plain_text(
        "Om",
        "[a](../artikler/bok/01-foerst.md#om) [b](../artikler/bok/finnes-ikke.md)"
        f" [c](/artikler/bok/foerst/#om) [d]({HOME}/artikler/bok/foerst/#om)",
    )
    write_site(root, {**FILES, "sider/om.md": page})
    commit(root, "2026-01-01")
    git(root, "mv", "content/artikler/bok/01-foerst.md", "content/artikler/bok/02-saa.md")
    commit(root, "2026-01-02")
    git(root, "mv", "content/artikler/bok", "content/artikler/boka")
    if committed:
        commit(root, "2026-01-03")
    assert fixed(root) == (
        "[a](../artikler/boka/02-saa.md#om) [b](../artikler/bok/finnes-ikke.md)"
        " [c](/artikler/boka/saa/#om) [d](../artikler/boka/02-saa.md#om)"
    )


def test_a_path_that_is_taken_again_is_not_followed_and_a_chain_is() -> None:
    def renamed(*pairs: tuple[str, str]) -> Log:
        return Log(tuple(Commit(str(n), DAY, (Change("R", *pair),)) for n, pair in enumerate(pairs)))

    log = renamed(("a", "b"), ("b", "c"), ("x", "y"))
    assert renamed_in(log, {"c": "d"}, ["d", "y"]) == {"a": "d", "b": "d", "c": "d", "x": "y"}
    assert renamed_in(log, {}, ["c", "b"]) == {"a": "c"}
    assert renamed_in(renamed(("a", "b"), ("b", "a")), {}, ["a"]) == {"b": "a"}
    assert renamed_in(log, {}, []) == {}
