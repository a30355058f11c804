"""`favicon.ico`: the owner's own, or one made of the site's mark or its title; the same bytes everywhere."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from kbsite.model import TabIcon
from kbsite.render.outputs.favicon import SIZES, icon_digest
from kbsite.render.outputs.ico import draw_icon
from tests.sites import LAYOUTS, TODAY, build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

RED, GROUND = (192, 16, 48, 255), "#123c4a"
ICON = TabIcon(mark=b"", letter="N", ground=GROUND, ink="#eef3f1")


def picture(form: str, size: tuple[int, int] = (120, 60)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, RED[:3]).save(out, form)
    return out.getvalue()


EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def sizes(data: bytes) -> dict[int, Image.Image]:
    """Return each picture of an ICO by its width; each is a bitmap, and not a PNG, whose bytes depend on zlib."""
    assert b"PNG" not in data
    with Image.open(io.BytesIO(data)) as icon:
        assert icon.format == "ICO"
        found: Any = icon
        return {width: found.ico.getimage((width, height)) for width, height in icon.info["sizes"]}


def built(folder: Path, more: str = "", base: str = "", **static: bytes) -> dict[str, bytes]:
    root = write_site(folder / "site", {})
    settings = root / "data/site.yaml"
    text = re.sub(r"(?m)^(base_url: .*)/$", rf"\1/{base}", settings.read_text(encoding="utf-8"))
    settings.write_text(text + more, encoding="utf-8")
    for name, data in static.items():
        (root / "static").mkdir(exist_ok=True)
        (root / "static" / name.replace("_", ".")).write_bytes(data)
    assert build(root, folder / "public", "--today", TODAY) == 0
    return files(folder / "public")


@pytest.mark.parametrize(("field", "name"), [("logo", "merke_png"), ("favicon", "merke_png"), ("logo", "m_webp")])
def test_a_mark_in_pixels_is_made_into_every_size_and_keeps_its_shape(
    tmp_path: Path, field: str, name: str
) -> None:
    mark = picture(name[-4:].lstrip("_").upper())
    found = built(tmp_path, f"{field}: /{name.replace('_', '.')}\n", base="", **{name: mark})
    made = sizes(found["favicon.ico"])
    assert tuple(sorted(made)) == SIZES
    for size, each in made.items():
        middle, corner = each.getpixel((size // 2, size // 2)), each.getpixel((0, 0))
        assert isinstance(middle, tuple)
        assert isinstance(corner, tuple)
        assert max(abs(a - b) for a, b in zip(middle, RED, strict=True)) <= 3
        assert corner[3] == 0, "twice as wide as high: nothing above and below"


def test_the_mark_of_the_tab_comes_before_the_logo(tmp_path: Path) -> None:
    logo = picture("PNG", (64, 64))
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "#00ff00").save(out, "PNG")
    found = built(tmp_path, "logo: /a.png\nfavicon: /b.png\n", a_png=logo, b_png=out.getvalue())
    assert sizes(found["favicon.ico"])[16].getpixel((8, 8)) == (0, 255, 0, 255)


def test_the_owners_own_file_wins_and_a_mark_in_ico_is_copied(tmp_path: Path) -> None:
    own = draw_icon(b"", ICON)
    found = built(tmp_path / "a", "logo: /a.png\n", a_png=picture("PNG"), favicon_ico=own)
    assert found["favicon.ico"] == own
    found = built(tmp_path / "b", "favicon: /fane.ico\n", fane_ico=own)
    assert found["favicon.ico"] == found["fane.ico"] == own


@pytest.mark.parametrize("mark", [b"no picture", picture("PNG")[:-40], b"", b"<svg", EMPTY])
def test_a_mark_that_cannot_be_drawn_gives_the_letter(mark: bytes) -> None:
    assert draw_icon(mark, ICON) == draw_icon(b"", ICON)


def test_without_a_mark_that_can_be_drawn_it_is_the_first_letter_of_the_title(tmp_path: Path) -> None:
    for size, each in sizes(built(tmp_path, "logo: /l.svg\n", "", l_svg=EMPTY)["favicon.ico"]).items():
        colours = each.getcolors(size * size)
        assert colours
        assert max(colours)[1] == (18, 60, 74, 255), "the colour of the band"
        assert any(colour == (238, 243, 241, 255) for _, colour in colours) or size == SIZES[0]
        assert len(colours) > 2, "a letter"


def test_the_layouts_mark_is_used_where_the_site_has_none(tmp_path: Path) -> None:
    found = built(tmp_path)
    mark = (LAYOUTS / "assets/mark.png").read_bytes()
    assert found["favicon.ico"] == draw_icon(mark, ICON)


def test_a_letter_that_the_font_does_not_have_is_not_drawn_as_a_box() -> None:
    empty = draw_icon(b"", replace(ICON, letter=""))
    assert draw_icon(b"", replace(ICON, letter="漢")) == empty
    assert draw_icon(b"", replace(ICON, letter="Å")) != empty


@pytest.mark.parametrize(
    "other",
    [
        replace(ICON, letter="M"),
        replace(ICON, ground="#000000"),
        replace(ICON, ink="#ffffff"),
    ],
)
def test_all_that_is_drawn_is_in_the_digest(other: TabIcon) -> None:
    assert icon_digest(b"", other) != icon_digest(b"", ICON)
    assert icon_digest(b"x", ICON) != icon_digest(b"", ICON)


@pytest.mark.parametrize("base", ["", "kb/"])
def test_every_page_links_to_it_under_the_path_of_the_site(tmp_path: Path, base: str) -> None:
    found = built(tmp_path, base=base)
    pages = [data.decode() for path, data in found.items() if path.endswith(".html") and b"og:site_name" in data]
    link = f'<link rel="icon" href="/{base}favicon.ico" sizes="32x32">'
    assert pages
    assert [page for page in pages if link not in page] == []


def test_the_real_site_has_one(built_site: Path) -> None:
    made = sizes((built_site / "favicon.ico").read_bytes())
    assert tuple(sorted(made)) == SIZES
    assert made[48].getcolors(1) is None, "it is no empty square"
