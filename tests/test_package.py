"""The package is whole: what `python -m build` makes of the project builds a site in an environment of its own."""

from __future__ import annotations

import tarfile
import zipfile
from typing import TYPE_CHECKING

from tests.installed import run
from tests.sites import LAYOUTS, ROOT, TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "---\ntitle: En\ndate: 2026-11-20\nthemes: [plan]\nauthors: [kari]\n---\n\nTekst om skjenking.\n"
PAGES = {"artikler/en.md": ARTICLE, "forfattere/kari.md": "---\ntitle: Kari\n---\n"}


def tracked(folder: Path) -> set[str]:
    """Return the paths below `folder` that a package must have: all but what running the code leaves behind."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name for name in files if "__pycache__" not in name and not name.startswith("layouts/")}


def test_the_wheel_has_the_whole_package_with_its_layouts_and_nothing_else(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert {name for name in names if not name.startswith("kbsite/layouts/")} == {
        f"kbsite/{name}" for name in tracked(ROOT / "kbsite")
    }
    assert {name for name in names if name.startswith("kbsite/layouts/")} == {
        f"kbsite/layouts/{name}" for name in tracked(LAYOUTS)
    }


def test_the_source_archive_has_the_layouts_where_they_are_written(dist: Path) -> None:
    (archive,) = dist.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert {f"layouts/{name}" for name in tracked(LAYOUTS)} <= names
    assert not [name for name in names if name.startswith(("content/", "tests/", "node_modules/"))]


def test_an_installed_kbsite_builds_a_site_without_layouts_of_its_own(tmp_path: Path, kbsite: Path) -> None:
    root = write_site(tmp_path / "site", PAGES)
    done = run(kbsite, "build", "--today", TODAY, "--lang", "en", "-v", cwd=root)
    assert done.returncode == 0, done.stderr
    page = (root / "public/artikler/en/index.html").read_text(encoding="utf-8")
    assert "Tekst om skjenking." in page
    assert (root / "public/assets/style.css").is_file()
    assert (root / "public/sok/indeks/utgaver.txt").is_file()


def test_what_is_installed_is_not_this_checkout(kbsite: Path) -> None:
    done = run(kbsite.parent / "python", "-c", "import kbsite; print(kbsite.__file__)", cwd=kbsite.parent)
    assert done.stdout.strip().startswith(str(kbsite.parent.parent))


def test_a_machine_without_the_packaging_tool_is_told_so(tmp_path: Path, kbsite: Path) -> None:
    (tmp_path / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    done = run(kbsite.parent / "python", "-S", "-m", "build", "--version", cwd=tmp_path)
    assert done.returncode == 1
    assert "pip install build" in done.stderr
