"""Pictures: what is found in them, what smaller ones are made, and what is left out of what is published."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from PIL import Image, PngImagePlugin

from kbsite.model import Asset, FileFacts, PictureCopy, ToAsset
from kbsite.pipeline.pictures import CACHE, picture_bytes
from kbsite.read.file_facts import file_facts, form_of
from kbsite.read.raster import raster_facts
from kbsite.render.outputs.metadata import without_metadata
from kbsite.render.outputs.raster import publishable
from kbsite.schema.file_types import MOST_PIXELS
from kbsite.site.pictures import copies, shown
from tests.samples import plain_text, text
from tests.sites import build, files, read_pages, write_site

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMS = ("jpeg", "png", "webp")
_GPS, _ORIENTATION, _MAKER = 0x8825, 0x0112, 0x010F


def exif(orientation: int = 1) -> bytes:
    """Return metadata as a camera writes it: who made it, how it was held, and where it was taken."""
    found = Image.Exif()
    found[_MAKER] = "Kamera AS"
    found[_ORIENTATION] = orientation
    found.get_ifd(_GPS).update({1: "N", 2: (59.0, 54.0, 1.0)})
    return found.tobytes()


def picture(size: tuple[int, int], form: str = "png", mode: str = "RGB", **more: Any) -> bytes:
    """Return a picture whose left half is red, so that its orientation shows."""
    drawn = Image.new("RGB", size, "white")
    drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    drawn.convert(mode).save(out, form, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(data))
    found.load()
    return found


def colour(shown_picture: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    red, green, blue = shown_picture.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes()
    return red, green, blue


@pytest.mark.parametrize("form", [*FORMS, "gif", "bmp", "avif"])
def test_the_size_is_read(form: str) -> None:
    data = picture((40, 30), form)
    assert form_of(data) == form
    facts = raster_facts(data, form)
    assert (facts.width, facts.height, facts.fault) == (40, 30, None)
    assert facts.resizable == (form in FORMS)


@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))])
def test_the_size_is_that_of_the_upright_picture(orientation: int, size: tuple[int, int]) -> None:
    facts = raster_facts(picture((40, 30), "jpeg", exif=exif(orientation)), "jpeg")
    assert (facts.width, facts.height) == size
    assert facts.turned == (orientation > 1)


@pytest.mark.parametrize("form", [*FORMS, "gif"])
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_picture_that_is_cut_off_is_broken(form: str, kept: float) -> None:
    data = picture((200, 200), form)
    found = raster_facts(data[: max(20, int(len(data) * kept))], form)
    assert found.fault is not None


def test_what_stands_behind_a_picture_does_not_break_it() -> None:
    assert raster_facts(picture((40, 30), "jpeg") + b"more of the camera's own", "jpeg").fault is None


def test_a_bomb_is_not_unpacked() -> None:
    head = picture((10, 10), "png")
    bomb = bytearray(head)
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    bomb[29:33] = zlib.crc32(bytes(bomb[12:29])).to_bytes(4, "big")
    facts = raster_facts(bytes(bomb), "png")
    assert facts.pixels > MOST_PIXELS
    assert not facts.resizable


def test_a_moving_picture_is_left_alone() -> None:
    frames = [Image.new("RGB", (2000, 10), color) for color in ("red", "blue")]
    for form in ("gif", "webp", "png"):
        out = io.BytesIO()
        frames[0].save(out, form, save_all=True, append_images=frames[1:])
        assert not raster_facts(out.getvalue(), form).resizable


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"", ""),
        (b"text", ""),
        (b"version https://git-lfs.github.com/spec/v1\noid", "lfs"),
        (b"../.git/annex/objects/a/b", "lfs"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"II*\0", "tiff"),
        (b"8BPS", "psd"),
        (b"%PDF-1.4", "pdf"),
        (b"\n <!-- a --><!DOCTYPE html>", "html"),
        (b"<!-- a --><svg>", "svg"),
        ("<?xml version='1.0' encoding='utf-16'?>".encode("utf-16"), "xml"),
        (b"<!---->" * 500 + b"x", ""),
    ],
)
def test_a_format_is_known_by_its_first_bytes(head: bytes, form: str) -> None:
    assert form_of(head) == form


def test_a_file_without_bytes_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    assert file_facts(tmp_path / "a.png", "a.png", 0).fault == "@file_empty"


def _with_metadata(form: str) -> bytes:
    more: dict[str, Any] = {"exif": exif()}
    if form == "png":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "Kari Nordmann")
        info.add_itxt("XML:com.adobe.xmp", "<x>Kari Nordmann</x>")
        more["pnginfo"] = info
    if form == "webp":
        more["xmp"] = b"<x>Kari Nordmann</x>"
    if form == "jpeg":
        more["comment"] = b"Kari Nordmann"
        more["progressive"] = True
    return picture((60, 40), form, **more)


@pytest.mark.parametrize("form", FORMS)
def test_metadata_is_left_out_and_no_pixel_changes(form: str) -> None:
    data = _with_metadata(form)
    assert b"Kamera AS" in data
    clean = without_metadata(data, form)
    assert not re.search(b"Kamera AS|Kari Nordmann", clean)
    assert not opened(clean).getexif()
    assert opened(clean).tobytes() == opened(data).tobytes()
    assert without_metadata(clean, form) == clean


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_without_metadata_stays_as_it_is(form: str) -> None:
    more: dict[str, Any] = {"icc_profile": b"profile" * 9} if form == "jpeg" else {}
    data = picture((60, 40), form, **more)
    assert without_metadata(data, form) == data


def test_other_pictures_behind_the_end_go_too() -> None:
    data = picture((60, 40), "jpeg")
    assert without_metadata(data + _with_metadata("jpeg"), "jpeg") == data


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("length", [0, 1, 3, 13, 25, 60, 200])
def test_a_broken_picture_ends_no_build(form: str, length: int) -> None:
    without_metadata(_with_metadata(form)[:length], form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "LA", "1", "CMYK"])
def test_every_mode_can_be_made_smaller(form: str, mode: str) -> None:
    if (form == "jpeg" and mode in ("P", "RGBA", "LA")) or (form == "png" and mode == "CMYK"):
        pytest.skip("the format has no such pictures")
    data = picture((1000, 500), form, mode)
    small = opened(publishable(data, PictureCopy(Path(), form, 720)))
    assert small.size == (720, 360)
    red, green, blue = colour(small, 10, 10)
    assert red - 20 > max(green, blue) or abs(red - 76) < 30


def test_a_smaller_picture_stands_upright_without_metadata() -> None:
    data = picture((2000, 1000), "jpeg", exif=exif(6))
    small = publishable(data, PictureCopy(Path(), "jpeg", 720, turned=True))
    assert opened(small).size == (720, 1440)
    assert b"Kamera AS" not in small
    assert colour(opened(small), 360, 100)[1] < 50
    assert colour(opened(small), 360, 1300)[1] > 200


@pytest.mark.parametrize("form", FORMS)
def test_the_same_picture_gives_the_same_bytes(form: str) -> None:
    data = picture((1000, 500), form)
    copy = PictureCopy(Path(), form, 720)
    assert publishable(data, copy) == publishable(data, copy)


def target(width: int, height: int, *, resizable: bool = True) -> ToAsset:
    facts = FileFacts("jpeg", width, height, resizable=resizable)
    return ToAsset(Asset("content/a/b.jpg", Path(), 1, facts), "/a/b.jpg")


@pytest.mark.parametrize(
    ("width", "made", "offered"),
    [
        (100, [], ["/a/b.jpg"]),
        (900, [], ["/a/b.jpg"]),
        (901, ["/a/b-720.jpg"], ["/a/b-720.jpg", "/a/b.jpg"]),
        (1800, ["/a/b-720.jpg"], ["/a/b-720.jpg", "/a/b.jpg"]),
        (4000, ["/a/b-720.jpg", "/a/b-1440.jpg"], ["/a/b-720.jpg", "/a/b-1440.jpg"]),
    ],
)
def test_what_is_far_too_wide_is_made_smaller(width: int, made: list[str], offered: list[str]) -> None:
    assert [each.address for each in copies(target(width, width // 2))] == made
    assert [each.address for each in shown(target(width, width // 2))] == offered


def test_what_cannot_be_made_smaller_is_shown_as_it_is() -> None:
    assert [each.address for each in shown(target(4000, 3000, resizable=False))] == ["/a/b.jpg"]
    assert shown(ToAsset(Asset("content/a/b.jpg", Path(), 1), "/a/b.jpg")) == ()


def site_of(root: Path, pictures: Mapping[str, bytes], body: str) -> Path:
    content: dict[str, str | bytes] = {
        "forfattere/kari.md": plain_text("Kari"),
        "artikler/b/index.md": text("B", body),
    }
    content |= {f"artikler/b/{name}": data for name, data in pictures.items()}
    return write_site(root, content)


def test_a_site_shows_smaller_pictures_with_their_sizes(tmp_path: Path) -> None:
    pictures = {
        "stor é.jpg": picture((3000, 2000), "jpeg", exif=exif(6)),
        "hel.jpg": picture((3000, 2000), "jpeg", exif=exif()),
        "t.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"/>',
    }
    body = "![Et bilde](stor%20é.jpg)\n\n![Et bilde](hel.jpg)\n\n![Et bilde](t.svg)\n\n[Hele bildet](hel.jpg)"
    root = site_of(tmp_path / "site", pictures, body)
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in (root / "content").rglob("*.jpg")}
    assert build(root, tmp_path / "public") == 0
    made = {
        path.removeprefix("artikler/b/"): data
        for path, data in files(tmp_path / "public").items()
        if path.endswith((".jpg", "t.svg"))
    }
    name = "stor e\u0301.jpg" if "stor e\u0301-720.jpg" in made else "stor é.jpg"
    stem = name.removesuffix(".jpg")
    assert set(made) == {f"{stem}-720.jpg", f"{stem}-1440.jpg", "hel-720.jpg", "hel-1440.jpg", "hel.jpg", "t.svg"}
    assert all(b"Kamera AS" not in data for data in made.values())
    assert made["t.svg"] == pictures["t.svg"]
    assert opened(made["hel.jpg"]).size == (3000, 2000)
    page = read_pages(tmp_path / "public")["artikler/b/index.html"]
    images = [each.attrib for each in page.one("main").iter("img")]
    assert [(each["width"], each["height"]) for each in images] == [
        ("1440", "2160"),
        ("1440", "960"),
        ("30", "10"),
    ]
    address = f"/artikler/b/{quote(stem)}"
    plain = [re.sub(r"\?v=[0-9a-f]{10}", "", images[0][name]) for name in ("srcset", "src")]
    assert plain == [f"{address}-720.jpg 720w, {address}-1440.jpg 1440w", f"{address}-1440.jpg"]
    assert images[0]["srcset"].count("?v=") == 2
    assert "srcset" not in images[2]
    assert {path: hashlib.sha256(path.read_bytes()).digest() for path in before} == before


def test_every_picture_of_a_page_has_its_size(tmp_path: Path) -> None:
    pictures = {f"{form}.{form}": picture((40, 30), form) for form in (*FORMS, "gif", "bmp", "avif")}
    body = "\n\n".join(f"![Et bilde]({name})" for name in pictures)
    assert build(site_of(tmp_path / "site", pictures, body), tmp_path / "public") == 0
    for page in read_pages(tmp_path / "public").values():
        assert all({"width", "height"} <= set(each.attrib) for each in page.root.iter("img"))


def test_what_was_made_smaller_once_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(picture((2000, 1000), "jpeg"))
    copy = PictureCopy(file, "jpeg", 720)
    first = picture_bytes(copy, tmp_path)
    assert [path.read_bytes() for path in (tmp_path / CACHE).iterdir()] == [first]
    monkeypatch.setattr("kbsite.render.outputs.raster.publishable", None)
    assert picture_bytes(copy, tmp_path) == first


def test_a_site_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(picture((2000, 1000), "jpeg"))
    (tmp_path / ".kbsite").write_bytes(b"a file where a folder should be")
    assert opened(picture_bytes(PictureCopy(file, "jpeg", 720), tmp_path)).size == (720, 360)
