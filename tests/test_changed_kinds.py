"""A site names the built-in kinds, gives them folders, and switches them off, in `data/kinds.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.read.config import config
from kbsite.schema.kinds import BUILT_IN, KindChange
from tests.samples import plain_text, text
from tests.sites import SETTINGS, TODAY, build, files, read_pages, text_of, write_site

if TYPE_CHECKING:
    from pathlib import Path

CHANGED = """\
- id: practice
  folder: erfaringer
  name: { one: Erfaring, many: { nb: Erfaringer, nn: Erfaringar } }
- id: opinion
  off: true
- id: author
  folder: folk
- id: chapter
  name: { one: Del, many: Deler }
"""
PAGES = {
    "folk/kari.md": plain_text("Kari"),
    "erfaringer/torg.md": text("Torget ble fullt", "Vi ryddet. Se [boka](../artikler/bok/index.md)."),
    "artikler/bok/index.md": text("Boka", "Se [torget](../../erfaringer/torg.md)."),
    "artikler/bok/01-forst.md": plain_text("Først"),
}


def site(root: Path, kinds: str = CHANGED, **more: str) -> Path:
    return write_site(root, {"data/kinds.yaml": kinds, **PAGES, **more})


def problems(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    main(["check", "--root", str(root), "--lang", "en", "--today", TODAY])
    out = capsys.readouterr()
    return out.out + out.err


def test_a_renamed_kind_has_its_own_folder_address_and_names_everywhere(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert build(root, root / "public") == 0
    paths, pages = set(files(root / "public")), read_pages(root / "public")
    assert {"erfaringer/index.html", "erfaringer/torg/index.html", "folk/kari/index.html"} <= paths
    assert not {path.partition("/")[0] for path in paths} & {"praksis", "kronikker", "forfattere"}
    assert "Erfaringer" in text_of(pages["index.html"].root)
    said = " ".join(text_of(page.root) for page in pages.values())
    assert "Fra praksis" not in said
    assert "Kronikk" not in said
    assert 'href="/erfaringer/torg/"' in (root / "public/artikler/bok/index.html").read_text(encoding="utf-8")


def test_a_new_page_lies_in_the_folder_that_the_site_has(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert main(["new", "practice", "Ny erfaring", "--root", str(root), "--author", "kari", "--theme", "plan"]) == 0
    assert (root / "content/erfaringer/ny-erfaring.md").is_file()


def test_content_in_the_folder_of_a_kind_that_is_off_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The old folder of a kind that has moved is no folder of the site either, but was not switched off."""
    root = site(tmp_path, **{"kronikker/jeg.md": text("Jeg"), "praksis/vi.md": text("Vi")})
    found = problems(root, capsys)
    off = "the kind of that folder is switched off in data/kinds.yaml"
    assert [line.partition(":")[0] for line in found.splitlines() if off in line] == ["content/kronikker/jeg.md"]
    assert "content/praksis/vi.md" in found
    (root / "content/kronikker/jeg.md").unlink()
    (root / "content/praksis/vi.md").unlink()
    assert "0 errors" in problems(root, capsys)


def test_a_site_of_its_own_kind_may_have_the_folder_of_one_that_is_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = "- id: letter\n  folder: kronikker\n  name: { one: Brev, many: Brev }\n"
    root = site(tmp_path, CHANGED + own, **{"kronikker/jeg.md": text("Jeg")})
    assert "0 errors" in problems(root, capsys)
    assert "cannot be" in problems(site(tmp_path, CHANGED + own.replace("kronikker", "erfaringer")), capsys)


def test_an_english_site_renames_its_english_folders(tmp_path: Path) -> None:
    data = {"data/site.yaml": f"{SETTINGS}language: en\n", "data/kinds.yaml": "- id: qa\n  folder: faq\n"}
    settings, _ = config(write_site(tmp_path, data))
    assert settings is not None
    assert {"faq", "articles", "topics"} <= set(settings.kinds.folders)
    assert "questions" not in settings.kinds.folders


def test_what_a_site_does_not_name_is_as_it_was() -> None:
    same = BUILT_IN.changed([KindChange("qa")])
    kept = [(kind.kind, kind.folder, kind.one, kind.many, kind.front) for kind in same]
    assert kept == [(kind.kind, kind.folder, kind.one, kind.many, kind.front) for kind in BUILT_IN]
    assert same == BUILT_IN.changed([KindChange("qa")])


@pytest.mark.parametrize("kind", [kind.kind for kind in BUILT_IN if not kind.introduces and not kind.is_chapter])
def test_every_kind_that_is_not_needed_can_be_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    root = write_site(tmp_path, {"data/kinds.yaml": f"- id: {kind}\n  off: true\n"})
    assert build(root, root / "public") == 0, capsys.readouterr().err
    assert not (root / "public" / BUILT_IN.named(kind).folder).exists()
