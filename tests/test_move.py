"""`kbsite mv`: the page, what belongs to it, every link to it, and its former address; all of it or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.authoring.links.aliases import with_aliases
from kbsite.authoring.links.reach import relative
from kbsite.authoring.move import disk
from kbsite.cli import main
from kbsite.model import ToAddress, ToAsset, ToPage
from kbsite.parse.front_matter import split
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options, silent
from kbsite.publish import folder
from kbsite.schema.kinds import BUILT_IN
from tests.repositories import commit, git, start
from tests.samples import plain_text, text
from tests.sites import SETTINGS, TODAY, files, write_site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.model import Target

HOME = "https://example.org"

BODY = f"""\
[en](../artikler/bok/index.md) ![b](../artikler/bok/bilde.png) [to](<../artikler/bok/01-foerst.md#om>) [tre][x]
[fire](/artikler/bok/foerst/#om) [fem]({HOME}/artikler/bok/hele/) [seks](/artikler/bok)
[sju](../artikler/bok/02-saa.nn.md "Tittel") [åtte](../artikler/bok/en%20fil.pdf) `[ni](../artikler/bok/index.md)`
[ti](../artikler/bok/index.md?a=b#c_d) \\[elleve](../artikler/bok/index.md) [tolv](../artikler/bok/01-foerst.md)

    [kode](../artikler/bok/index.md)

- [a](../artikler/bok/index.md), [b](../artikler/bok/index.md)[^1]
  1. > [c](../artikler/bok/01-foerst.md#om)

| A | B |
| --- | --- |
| [d](../artikler/bok/index.md) | [e\\|e](../artikler/bok/index.md?a&amp;b#c\\_d) |

[![f](../artikler/bok/bilde.png)](../artikler/bok/index.md) [over
to linjer](../artikler/bok/index.md
"Tittel") og [g](../artikler/bok/index.md)

[^1]: Note med [h](../artikler/bok/index.md).

[x]: ../artikler/bok/index.md 'Tittel'
"""

FILES: dict[str, str | bytes] = {
    "forfattere/kari.md": plain_text("Kari", ""),
    "artikler/bok/index.md": text("Bok", "[ut](../annet.md) [inn](01-foerst.md) ![b](bilde.png)"),
    "artikler/bok/index.nn.md": text("Bok på nynorsk", "[inn](01-foerst.md)"),
    "artikler/bok/01-foerst.md": plain_text("Først", "## Om\n\n[opp](index.md) [ned](02-saa.md) [her](#om)"),
    "artikler/bok/02-saa.md": plain_text("Så", "[ut](../../sider/om.md)"),
    "artikler/bok/02-saa.nn.md": plain_text("Så"),
    "artikler/bok/bilde.png": b"png",
    "artikler/bok/en fil.pdf": b"pdf",
    "artikler/annet.md": text(
        "Annet",
        "[bok](bok/index.md)",
        related="[bok/index.md, artikler/bok/01-foerst.md, /artikler/bok/]",
        resources=f"\n  - title: Bok\n    url: {HOME}/artikler/bok/\n  - title: A\n    url: https://annet.org/artikler/bok/",
    ),
    "sider/om.md": plain_text("Om", BODY),
    "sider/kladd.md": plain_text(
        "Kladd", "[bok](../artikler/bok/index.md) [feil](../artikler/bok/finnes-ikke.md)", draft="true"
    ),
    "data/site.yaml": SETTINGS + "menu:\n  - title: Bok\n    url: /artikler/bok/\n",
    "data/search.yaml": "best_bets:\n  - queries: [bok]\n    page: artikler/bok/index.md\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", FILES)


def mv(root: Path, *words: str) -> int:
    return main(["mv", "--root", str(root), "--today", TODAY, "--lang", "en", *words])


def reached(root: Path) -> dict[str, list[tuple[str, str]]]:
    """Return what every link, picture and field of every page reaches, by the titles and names of what is there."""
    options = Options(root=root, layouts=root / "layouts", output=root / "public", today=date.fromisoformat(TODAY))
    site = load(options, silent).site
    assert site is not None
    sets = (site.targets, site.pictures, site.explicit)
    return {d.meta.title: [_named(target) for each in sets for target in each[d.path]] for d in site.documents}


def _named(target: Target) -> tuple[str, str]:
    match target:
        case ToPage(document, fragment, _):
            return document.meta.title, fragment
        case ToAsset(asset, _):
            return Path(asset.path).name, ""
        case ToAddress(url):
            return ("hele", "") if url.endswith("/hele/") else (url, "")
        case _:
            return target.code, ""


@pytest.mark.parametrize(
    ("old", "new", "there"),
    [
        ("artikler/bok", "artikler/boka", "artikler/boka/index.md"),
        ("/artikler/bok/", "/praksis/boka/", "praksis/boka/index.md"),
        ("content/artikler/bok/index.md", "kronikker/", "kronikker/bok/index.md"),
        (f"{HOME}/artikler/bok/", "boka", "artikler/boka/index.md"),
        ("artikler/bok/index.nn.md", "artikler/boka/index.md", "artikler/boka/index.md"),
        ("artikler/bok/01-foerst.md", "artikler/bok/03-sist.md", "artikler/bok/03-sist.md"),
        ("/artikler/bok/saa/", "/artikler/bok/derpaa/", "artikler/bok/02-derpaa.nn.md"),
        ("artikler/annet.md", "artikler/annet/index.md", "artikler/annet/index.md"),
        ("sider/om.md", "/om-oss/", "sider/om-oss.md"),
        ("forfattere/kari", "forfattere/kari-dome", "forfattere/kari-dome.md"),
    ],
)
def test_every_link_reaches_what_it_reached_before(old: str, new: str, there: str, root: Path) -> None:
    before = reached(root)
    assert mv(root, old, new) == 0
    assert (root / "content" / there).is_file()
    assert reached(root) == before
    assert main(["check", "--root", str(root), "--today", TODAY]) == 1  # for the one link that was broken before


def test_the_text_is_otherwise_the_same_to_the_byte(root: Path) -> None:
    before = files(root)
    assert mv(root, "artikler/bok", "artikler/boka") == 0
    after = files(root)
    same = {name for name in before if "bok/" not in name and before[name] == after[name]}
    assert same == {"content/forfattere/kari.md", "data/themes.yaml"}
    wanted = BODY.replace("artikler/bok", "artikler/boka")
    for code in ("`[ni](../", "\\[elleve](../", "    [kode](../"):
        wanted = wanted.replace(f"{code}artikler/boka/", f"{code}artikler/bok/")
    assert after["content/sider/om.md"].decode() == plain_text("Om", wanted)
    assert b"url: /artikler/boka/\n" in after["data/site.yaml"]
    assert b"page: artikler/boka/index.md" in after["data/search.yaml"]
    assert b"https://annet.org/artikler/bok/" in after["content/artikler/annet.md"]


def test_each_page_has_its_former_addresses_and_going_back_takes_the_own_one_away(root: Path) -> None:
    before = files(root)
    assert mv(root, "artikler/bok", "artikler/boka") == 0
    index = (root / "content/artikler/boka/index.md").read_text(encoding="utf-8")
    assert "aliases:\n  - /artikler/bok/\n  - /artikler/bok/hele/\n---" in index
    assert "  - /artikler/bok/saa/nn/\n" in (root / "content/artikler/boka/02-saa.nn.md").read_text(
        encoding="utf-8"
    )
    assert mv(root, "artikler/boka", "artikler/bok") == 0
    now = files(root)
    assert set(now) == set(before)
    assert b"  - /artikler/bok/\n" not in now["content/artikler/bok/index.md"]
    assert now["content/sider/om.md"] == before["content/sider/om.md"]


def test_a_draft_was_never_published_and_gets_no_alias(root: Path) -> None:
    assert mv(root, "sider/kladd.md", "sider/utkast.md") == 0
    assert "aliases" not in (root / "content/sider/utkast.md").read_text(encoding="utf-8")


def test_a_dry_run_shows_it_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    assert mv(root, "artikler/bok", "artikler/boka", "--dry-run") == 0
    assert files(root) == before
    out, err = capsys.readouterr()
    assert "content/artikler/bok/index.md → content/artikler/boka/index.md\n" in out
    assert "+  - /artikler/bok/\n" in out
    assert err.endswith("Nothing was moved. Run it without --dry-run to do so.\n")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("artikler/bokk.md", "artikler/x.md", "Did you mean “content/artikler/bok/index.md”?"),
        ("artikler/finnes-ikke.md", "artikler/x.md", "is no page"),
        ("artikler/annet.md", "artikler/bok/index.md", "is there already"),
        ("artikler/bok", "artikler/annet.md", "cannot become one file"),
        ("artikler/annet.md", "artikler/annet.md", "is there already"),
        ("artikler/annet.md", "../utenfor.md", "cannot be this page"),
        ("artikler/annet.md", "tull/annet.md", "cannot be this page"),
        ("artikler/annet.md", "artikler/bok/03-annet.md", "cannot be this page"),
        ("artikler/bok/01-foerst.md", "artikler/foerst.md", "cannot be this page"),
        ("artikler/annet.md", "artikler/annet.nn.md", "cannot be this page"),
        ("artikler/annet.md", "/artikler/Ærlig/", "Did you mean /artikler/aerlig/?"),
        ("artikler/annet.md", "/a/b/c/", "cannot be this page"),
    ],
)
def test_what_cannot_be_is_refused(
    old: str, new: str, said: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    assert mv(root, old, new) == 2
    assert said in capsys.readouterr().err
    assert files(root) == before


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("artikler/annet.md", "sporsmal-og-svar/annet.md", "missing-question"),
        ("artikler/annet.md", "/sok/", "duplicate-address"),
        ("sider/om.md", "artikler/om.md", "missing-field"),
        ("artikler/bok/01-foerst.md", "artikler/bok/02-foerst.md", "double-chapter-number"),
    ],
)
def test_what_would_be_an_error_is_refused_and_named(
    old: str, new: str, code: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    assert mv(root, old, new) == 1
    err = capsys.readouterr().err
    assert f"error[{code}]" in err
    assert "finnes-ikke" not in err  # what was wrong before is not the move's
    assert files(root) == before


@pytest.mark.parametrize("fails", range(9))
def test_nothing_is_half_done(fails: int, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, left = files(root), [fails]
    real = folder.overwrite_if_unchanged

    def overwrite_if_unchanged(path: Path, old: bytes, new: bytes) -> bool:
        left[0] -= 1
        return left[0] != -1 and real(path, old, new)

    monkeypatch.setattr(disk, "overwrite_if_unchanged", overwrite_if_unchanged)
    assert mv(root, "artikler/bok", "artikler/boka") == 2
    assert files(root) == before


def test_git_is_reported_where_it_knows_a_file(root: Path) -> None:
    start(root)
    commit(root, "2026-01-01")
    (root / "content/artikler/bok/ny.pdf").write_bytes(b"ny")
    assert mv(root, "artikler/bok", "artikler/boka") == 0
    said = git(root, "status", "--short")
    assert "RM content/artikler/bok/index.md -> content/artikler/boka/index.md" in said
    assert "?? content/artikler/boka/ny.pdf" in said
    assert not (root / "content/artikler/bok").exists()


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_stay(ends: str, mark: str, tmp_path: Path) -> None:
    page = mark + text("Lenker", "Æ [a](annet.md) ø [b](annet.md).").replace("\n", ends)
    moved = mark + text("Annet").replace("\n", ends)
    site = {"forfattere/kari.md": plain_text("Kari", ""), "artikler/l.md": page, "artikler/annet.md": moved}
    root = write_site(tmp_path, site)
    assert mv(root, "artikler/annet.md", "artikler/nytt.md") == 0
    found = files(root)
    assert found["content/artikler/l.md"].decode() == page.replace("annet.md", "nytt.md")
    alias = f"aliases:{ends}  - /artikler/annet/{ends}"
    assert found["content/artikler/nytt.md"].decode() == moved.replace(
        f"authors: [kari]{ends}", f"authors: [kari]{ends}{alias}"
    )


ALIASES = {
    "title: X\n": "title: X\naliases:\n  - /ny/\n",
    "title: X\ndraft: false\n": "title: X\naliases:\n  - /ny/\ndraft: false\n",
    "title: X\n# om kladden\ndraft: false\n": "title: X\naliases:\n  - /ny/\n# om kladden\ndraft: false\n",
    "aliases:\n- /a/\ntitle: X\n": "aliases:\n- /a/\n- /ny/\ntitle: X\n",
    "aliases:\n    - /a/ # en\n    - '/b/'\n": "aliases:\n    - /a/ # en\n    - '/b/'\n    - /ny/\n",
    "aliases: [/a/, \"/b/\"]\n": "aliases: [/a/, \"/b/\", /ny/]\n",
    "aliases: [/a/]  # slik\n": "aliases: [/a/, /ny/]  # slik\n",
    "aliases: []\n": "aliases: [/ny/]\n",
    "aliases:\ntitle: X\n": "aliases:\n  - /ny/\ntitle: X\n",
    "aliases: [/bort/, /a/]\n": "aliases: [/a/, /ny/]\n",
    "aliases: [/a/, /bort/]\n": "aliases: [/a/, /ny/]\n",
    "aliases: [/bort/]\n": "aliases: [/ny/]\n",
    "aliases:\n  - /bort/\n  - /a/\n": "aliases:\n  - /a/\n  - /ny/\n",
    "title: X\naliases:\n  - /bort/\n": "title: X\naliases:\n  - /ny/\n",
    "aliases: [/ny/]\n": "aliases: [/ny/]\n",
}  # fmt: skip


@pytest.mark.parametrize("fields", ALIASES)
def test_an_alias_goes_where_the_others_are(fields: str) -> None:
    found = with_aliases(
        f"---\n{fields}---\nTekst.\n".encode(), "content/sider/x.md", BUILT_IN, ["/ny/"], ["/bort/"]
    )
    assert found == f"---\n{ALIASES[fields]}---\nTekst.\n".encode()


@pytest.mark.parametrize("fields", ["title: [x\n", "aliases: tekst\n", "aliases: {a: b}\n"])
def test_fields_that_cannot_be_read_are_left_alone(fields: str) -> None:
    assert with_aliases(f"---\n{fields}---\n".encode(), "content/sider/x.md", BUILT_IN, ["/ny/"], []) is None


@settings(max_examples=60)
@given(
    given_=st.lists(st.sampled_from(["/a/", "/b/", "/c-d/", "/e/f/"]), unique=True),
    add=st.lists(st.sampled_from(["/a/", "/x/", "/y/"]), unique=True),
    drop=st.lists(st.sampled_from(["/b/", "/e/f/"]), unique=True),
    flow=st.booleans(),
)
def test_what_was_asked_for_is_what_then_stands_there(
    given_: list[str], add: list[str], drop: list[str], flow: bool
) -> None:
    shown = f" [{', '.join(given_)}]\n" if flow else "\n" + "".join(f"  - {each}\n" for each in given_)
    found = with_aliases(
        f"---\ntitle: X\naliases:{shown}draft: true\n---\nA\n".encode(), "content/sider/x.md", BUILT_IN, add, drop
    )
    assert found is not None
    data = split(found.decode(), "content/sider/x.md").fields.data
    assert isinstance(data, dict)
    wanted = [each for each in given_ if each not in drop]
    assert (data.get("aliases") or []) == [*wanted, *(each for each in add if each not in wanted)]
    assert data["draft"] == "true"


@pytest.mark.parametrize(
    ("file", "target", "angled", "path"),
    [
        ("content/a/x.md", "content/a/y.md", False, "y.md"),
        ("content/a/x/index.md", "content/b/en fil (1).pdf", False, "../../b/en%20fil%20%281%29.pdf"),
        ("content/a/x.md", "content/a/en fil.pdf", True, "en fil.pdf"),
        ("content/a/x.md", "content/a/50 % #1.pdf", True, "50 %25 %231.pdf"),
    ],
)
def test_a_path_is_written_so_that_markdown_reads_all_of_it(
    file: str, target: str, angled: bool, path: str
) -> None:
    assert relative(file, target, angled=angled) == path


def test_the_names_of_the_tests_files_are_those_that_a_site_has(root: Path) -> None:
    wanted: Mapping[str, list[tuple[str, str]]] = reached(root)
    assert [name for name, found in wanted.items() if any("broken" in code for code, _ in found)] == ["Kladd", "Om"]
