"""No file of a site is read that is not the site's own, no file, or too large."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics import Diagnostic
from kbsite.pipeline.cache import ParseCache
from kbsite.read.config import config
from kbsite.read.content import read_content, read_layouts
from kbsite.read.guard import TEXT_LIMIT, guarded_bytes
from kbsite.render.templates import load_strings
from tests.samples import plain_text, text
from tests.sites import LAYOUTS, SETTINGS, TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

DATA = ("site", "themes", "laws", "glossary", "search", "writing", "links")
MOST = 1000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", {"forfattere/kari.md": plain_text("Kari"), "artikler/a.md": text("A")})


def code(found: bytes | Diagnostic) -> str:
    return found.code if isinstance(found, Diagnostic) else "read"


def replace(path: Path, how: str, outside: Path) -> None:
    """Put something in the place of a file: a link, a pipe, a folder, or one byte too much."""
    path.unlink(missing_ok=True)
    match how:
        case "link out":
            outside.write_text("secret: 1\n")
            path.symlink_to(outside)
        case "link to a device":
            path.symlink_to("/dev/zero")
        case "link to nothing":
            path.symlink_to("nothing.yaml")
        case "link to itself":
            path.symlink_to(path.name)
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "large":
            path.write_bytes(b"#" * (TEXT_LIMIT + 1))


HOWS = {
    "link out": "leaves-site",
    "link to a device": "leaves-site",
    "link to nothing": "leaves-site",
    "link to itself": "leaves-site",
    "pipe": "not-a-file",
    "folder": "not-a-file",
    "large": "too-large",
}


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("name", DATA)
def test_data_is_read_with_a_guard(name: str, how: str, root: Path, tmp_path: Path) -> None:
    replace(root / "data" / f"{name}.yaml", how, tmp_path / "outside.yaml")
    settings, problems = config(root)
    assert settings is None
    assert [(each.location.file, each.code) for each in problems] == [(f"data/{name}.yaml", HOWS[how])]
    assert ParseCache().config(root) == (None, problems)


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("name", ["base.html", "strings/nb.yaml", "assets/style.css"])
def test_layouts_are_read_with_a_guard(name: str, how: str, tmp_path: Path) -> None:
    layouts = tmp_path / "layouts"
    for path in ("base.html", "strings/nb.yaml", "strings/nn.yaml", "assets/style.css"):
        (layouts / path).parent.mkdir(parents=True, exist_ok=True)
        (layouts / path).write_bytes((LAYOUTS / path).read_bytes())
    replace(layouts / name, how, tmp_path / "outside")
    _, problems = load_strings(read_layouts(layouts))
    found = [(each.location.file, each.code) for each in problems]
    wanted = [] if (how, name) == ("large", "assets/style.css") else [(f"layouts/{name}", HOWS[how])]
    assert found == ([] if how == "folder" else wanted)  # where a site has no file, the package's is used


def test_a_link_within_the_site_is_followed(root: Path) -> None:
    (root / "settings.yaml").write_text(SETTINGS)
    (root / "data/site.yaml").unlink()
    (root / "data/site.yaml").symlink_to("../settings.yaml")
    settings, problems = config(root)
    assert settings is not None
    assert problems == ()


@pytest.mark.parametrize(("size", "found"), [(MOST, "read"), (MOST + 1, "too-large")])
def test_a_file_has_at_most_so_many_bytes(size: int, found: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    assert code(guarded_bytes(tmp_path / "a", "a", tmp_path.resolve(), MOST)) == found


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        guarded_bytes(tmp_path / "a", "a", tmp_path.resolve())


def test_a_text_has_the_limit_of_the_site(root: Path) -> None:
    (root / "content/artikler/a.md").write_text(text("A", "Tekst. " * 300))
    assert [each.code for each in read_content(root, 1000).problems] == ["too-large"]
    assert read_content(root).problems == ()
    (root / "data/site.yaml").write_text(SETTINGS + "limits: { text: 1 kB }\n")
    options = ["--root", str(root), "--layouts", str(LAYOUTS), "--today", TODAY, "--lang", "en"]
    assert main(["check", *options]) == 1
    (root / "data/site.yaml").write_text(SETTINGS + "limits: { text: 3 MB }\n")
    assert main(["check", *options]) == 0


def test_a_file_that_has_not_changed_is_looked_into_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "content/artikler/a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    memory = ParseCache()
    first = memory.read(root, TEXT_LIMIT)
    monkeypatch.setattr("kbsite.pipeline.cache.look_into", None)
    assert memory.read(root, TEXT_LIMIT) == first
    assert first.assets["content/artikler/a.svg"].facts is not None
