"""The list of outputs: it is what a build writes, and what it lets through can be written on every disk."""

from __future__ import annotations

import shutil
import unicodedata
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.checks.addresses import outputs
from kbsite.diagnostics import Location
from kbsite.model import FileFacts, ToAsset
from kbsite.model.routes import Routes
from kbsite.pipeline.load import load
from kbsite.pipeline.outputs import plan, produce
from kbsite.pipeline.pdfs import planned_pdfs
from kbsite.pipeline.report import Options, silent
from kbsite.publish.folder import discard
from kbsite.read.content import read_layouts
from kbsite.render.templates import load_strings
from kbsite.schema.file_names import looks_copied, refused_by_windows
from kbsite.schema.file_types import ACTIVE, ALLOWED, may_be_published
from kbsite.search.pagefind import indexed
from kbsite.site import routes
from kbsite.site.plan import Maker, Planned, planned
from tests.samples import plain_text, site, text
from tests.sites import HANDBOOK, LAYOUTS, ROOT, TODAY, build, edition, files, newest_day, write_site

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDERS = (routes.ASSETS, Routes().index)
AT = Location("content/artikler/a.md", 3)


def alias(address: str, line: int = 3) -> Planned:
    at = Location("content/artikler/a.md", line)
    return Planned(routes.output_path(address), address, Maker.ALIAS, f"content/artikler/{line}.md", at)


def made(path: str) -> Planned:
    return Planned(path, f"/{path}", Maker.SITE)


def codes(everything: Iterable[Planned]) -> list[str]:
    return [each.code for each in outputs(tuple(everything), FOLDERS)]


@pytest.mark.parametrize("root", [ROOT, HANDBOOK, ROOT / "tests" / "golden" / "site"], ids=lambda path: path.name)
def test_the_list_is_what_a_build_writes(root: Path) -> None:
    day = date.fromisoformat(newest_day(root) if root == ROOT else TODAY)
    options = Options(root=root, layouts=LAYOUTS, output=root / "public", today=day)
    found = load(options, silent).site
    assert found is not None
    layouts = read_layouts(LAYOUTS)
    strings, _ = load_strings(layouts)
    pdfs = planned_pdfs(found, layouts, root, silent).files
    written = set(produce(plan(found, layouts, strings, options, pdfs), discard, silent).paths)
    listed = {each.path for each in planned(found)}
    hidden = listed - written
    shown = {document.address for document in found.pages}
    unseen = tuple(d.address.removeprefix("/") for d in found.documents if d.address not in shown)
    assert {path for path in written if not path.startswith("assets/")} <= listed
    assert all(path.startswith(unseen) for path in hidden), "what is hidden keeps its address"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/feed.xml/x", "address-under-file"),
        ("/Feed.XML/x/y/", "address-under-file"),
        ("/feed.xml", "alias-collision"),
        ("/sok/indeks/x", "reserved-address"),
        ("/SOK/INDEKS/1/x", "reserved-address"),
        ("/sok/indeks/", "alias-collision"),
        ("/assets/x.html", "reserved-address"),
        ("/.git/", "reserved-address"),
        ("/a/.b/c/", "reserved-address"),
        ("/CNAME/", "reserved-address"),
        ("/_redirects", "reserved-address"),
        ("/cgi-bin/x", "reserved-address"),
        (f"/{'a' * 256}/", "long-address"),
        (f"/{'å' * 128}/", "long-address"),
        ("/" + "a" * 200 + "/b" * 420, "long-address"),
        ("/con/", "windows-name"),
        ("/AUX.aspx", "windows-name"),
        ("/a:b/", "windows-name"),
        ("/a./b/", "windows-name"),
        ('/"a"/', "windows-name"),
        ("/lpt¹/", "windows-name"),
    ],
)
def test_what_no_disk_or_host_can_have_is_a_problem(address: str, code: str) -> None:
    assert codes([made("feed.xml"), alias(address)]) == [code]


@pytest.mark.parametrize(
    "address",
    [
        "/feed.xmlx/",
        "/a/feed.xml/",
        "/sok/indekser/",
        "/a/sok/indeks/",
        "/context/",
        "/com/",
        "/a.b/",
        f"/{'a' * 255}/",
        "/_a/",
    ],
)
def test_what_can_be_written_is_none(address: str) -> None:
    assert codes([made("feed.xml"), alias(address)]) == []


def test_two_names_that_a_disk_takes_for_one_are_one() -> None:
    composed, apart = unicodedata.normalize("NFC", "/å/"), unicodedata.normalize("NFD", "/Å/")
    assert codes([alias(composed), alias(apart, 4)]) == ["alias-collision"]
    assert codes([alias("/x.html"), alias("/X.HTML/y/", 4)]) == ["address-under-file"]
    assert codes([alias("/x.html/y/"), alias("/X.HTML", 4)]) == ["address-under-file"]


_PART = st.sampled_from(
    ["a", "A", "å", "a\u030a", "feed.xml", "x.html", "X.HTML", "pagefind", "assets", ".a", "con", "b" * 256]
)
_ADDRESS = st.lists(_PART, min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts))


@given(st.lists(st.tuples(_ADDRESS, st.booleans()), max_size=6))
def test_what_is_let_through_can_be_written(chosen: list[tuple[str, bool]]) -> None:
    """A disk that ignores case and forms of Unicode takes every list without a problem."""
    everything = [made("feed.xml"), made("index.html")]
    everything += [alias(address + "/" * slash, line) for line, (address, slash) in enumerate(chosen, start=1)]
    if codes(everything):
        return
    disk_files: set[str] = set()
    disk_folders: set[str] = set()
    for each in everything:
        path = unicodedata.normalize("NFC", each.path).casefold()
        parents = {path[:at] for at, letter in enumerate(path) if letter == "/"}
        assert not parents & disk_files
        assert path not in disk_files | disk_folders
        assert all(0 < len(part.encode()) <= 255 for part in path.split("/"))
        disk_files.add(path)
        disk_folders |= parents


def test_a_smaller_picture_has_an_address_of_its_own_too() -> None:

    body = "![Et kart](kart.jpg) ![Et annet kart](kart-720.jpg)"
    found = site(
        {"content/artikler/b/index.md": text("B", body)},
        assets=[f"content/artikler/b/{n}" for n in ("kart.jpg", "kart-720.jpg")],
    )
    large = FileFacts("jpeg", 4000, 3000, resizable=True)
    pictures = {
        path: tuple(
            replace(each, asset=replace(each.asset, facts=large)) for each in targets if isinstance(each, ToAsset)
        )
        for path, targets in found.pictures.items()
    }
    problems = [each.code for each in outputs(tuple(planned(replace(found, pictures=pictures))), FOLDERS)]
    assert problems == ["duplicate-address"]


def test_an_alias_below_the_search_ends_no_build(tmp_path: Path) -> None:
    content = {
        "forfattere/kari.md": plain_text("Kari"),
        "artikler/a.md": text("A", aliases="[/sok/indeks/1/x, /feed.xml/x]"),
    }
    root = write_site(tmp_path / "site", content)
    assert build(root, tmp_path / "public", "--search") == 1
    assert not (tmp_path / "public").exists()


def test_only_the_pages_of_kbsite_are_searched(tmp_path: Path) -> None:
    """An HTML file that comes with the layouts is published, and never found."""
    layouts = shutil.copytree(LAYOUTS, tmp_path / "layouts")
    (layouts / "assets" / "prove.html").write_text("<html><body><main><h1>Hemmeligord</h1></main></body></html>")
    content = {"forfattere/kari.md": plain_text("Kari"), "artikler/a.md": text("A", "Tekst.")}
    root = write_site(tmp_path / "site", content)
    assert build(root, tmp_path / "public", "--search", "--layouts", str(layouts)) == 0
    found = indexed(edition(tmp_path / "public"))
    assert "assets/prove.html" in files(tmp_path / "public")
    assert found
    assert not any("hemmeligord" in page.words for page in found)


@pytest.mark.parametrize("last", sorted(ALLOWED))
def test_what_is_allowed_is_not_active(last: str) -> None:
    assert last not in ACTIVE
    assert may_be_published(f"x.{last}")
    assert may_be_published(f"X.{last.upper()}")


@pytest.mark.parametrize(
    "name",
    [
        "x.html",
        "X.HTML",
        "x.html.",
        "x.html ",
        "x.php.jpg",
        "x.js",
        ".htaccess",
        "web.config",
        "WEB.CONFIG",
        "_headers",
        "CNAME",
        "x",
        "x.",
        "",
        "x.unknown",
        "x.mp4",
        "x.svgz",
        "x.docm",
        "x.exe",
        ".user.ini",
    ],
)
def test_what_is_not_allowed_is_refused(name: str) -> None:
    assert not may_be_published(name)


def test_a_site_adds_what_it_wants_but_nothing_that_runs() -> None:
    assert may_be_published("x.MP4", ("mp4",))
    assert not may_be_published("x.html", ("html",))
    assert may_be_published("rapport.pl.pdf")


@pytest.mark.parametrize(
    "name",
    [
        "plan - Kopi.md",
        "plan - kopi (2).nn.md",
        "plan - Copy.md",
        "plan (1).md",
        "plan kopi.md",
        "plan copy 2.md",
        "Kopi av plan.md",
        "Copy of plan.docx",
        "plan_BACKUP_123.md",
        "plan_REMOTE_9.md",
        "~$plan.docx",
        "plan.md~",
        "plan.md.orig",
        "plan.bak",
        "plan.md.rej",
        "#plan.md#",
        "plan.orig.md",
        "plan_gammel.md",
        "plan-DESKTOP-AB12CD3.md",
        "plan (Karis motstridende kopi 2026-01-01).md",
        "plan (conflicted copy 2026-01-01 120000).md",
        "plan.sync-conflict-20260101-120000-ABCDEFG.md",
        "plan (SFConflict kari 2026).md",
        "plan.pdf.crdownload",
        "plan.tmp",
        "plan – kopi.md",
        "plan (kopi).md",
        "plan_BACKUP_.md",
    ],
)
def test_the_name_of_a_copy_is_known(name: str) -> None:
    assert looks_copied(name)


@pytest.mark.parametrize(
    "name",
    [
        "plan.md",
        "plan.nn.md",
        "papirkopi.md",
        "fra-original-til-kopi.md",
        "vedtak (2024).md",
        "copyright.md",
        "backup.md",
        "gammel.md",
        "det-gamle.md",
        "del 2.md",
        "plan-2.md",
        "plan_2.md",
        "plan (utkast).md",
        "KU (konsekvens).pdf",
        "konflikt.md",
        "lokal.md",
        "oldtid.md",
        "rapport.2024.pdf",
    ],
)
def test_another_name_is_not(name: str) -> None:
    assert not looks_copied(name)


@pytest.mark.parametrize(
    "name",
    [
        "con",
        "CON.md",
        "nul.nn.md",
        "aux",
        "com1.txt",
        "LPT9",
        "lpt³.md",
        "con .md",
        "a?",
        "a:b",
        "a|b",
        "a<b",
        'a"b',
        "a*b",
        "a\\b",
        "a\x07b",
        "a ",
        "a.",
        "conin$",
    ],
)
def test_windows_refuses(name: str) -> None:
    assert refused_by_windows(name)


@pytest.mark.parametrize(
    "name", ["connect.md", "a.con", "com.md", "com10.md", "nulpunkt", "aux-1.md", " a", "a.b", "å.md", "«a».md"]
)
def test_windows_takes(name: str) -> None:
    assert refused_by_windows(name) is None
