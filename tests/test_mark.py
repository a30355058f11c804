"""A site's own mark in pictures for sharing and in favicon.ico, also one that is drawn in SVG."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from kbsite.cli import main
from kbsite.render.outputs.card import draw
from kbsite.render.outputs.ico import draw_icon
from kbsite.render.outputs.mark import opened_mark
from kbsite.render.outputs.sharing import card_digest
from tests.sites import TODAY, build, files, write_site
from tests.test_favicon import ICON
from tests.test_sharing import CARD, LOOK

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 24 8">'
DIGEST = "db2931138fcc75c3b5cbcd19cbbd021566a3ec30a1660d5b9539a59164a6e151"
SVG = _HEAD + b'<rect width="24" height="8" fill="#c01030"/></svg>'


def card(mark: bytes, *, own: bool = True) -> bytes:
    return draw(replace(CARD, look=replace(LOOK, mark=mark, own=own)))


def colours(data: bytes) -> set[tuple[int, ...]]:
    with Image.open(io.BytesIO(data)) as opened:
        found = opened.convert("RGB")
        return {colour for _, colour in found.getcolors(found.width * found.height) or []}  # type: ignore[misc]


def test_a_drawing_is_shown_in_its_colours_on_a_light_ground() -> None:
    assert (0xC0, 0x10, 0x30) in colours(card(SVG))
    assert (0xC0, 0x10, 0x30) not in colours(card(b""))
    opened = opened_mark(SVG)
    assert opened
    assert opened.size == (512, 171)
    assert opened.getpixel((9, 9)) == (0xC0, 0x10, 0x30, 255)


def test_the_same_drawing_is_the_same_bytes() -> None:
    """The digest is that of resvg-py 0.5.0: the same on every machine, whatever fonts it has."""
    opened = opened_mark(_HEAD + b'<circle cx="12" cy="4" r="3.3" fill="#14566c"/></svg>')
    assert opened
    assert hashlib.sha256(opened.tobytes()).hexdigest() == DIGEST
    assert card(SVG) == card(SVG)


def test_a_tall_drawing_is_no_larger_than_a_wide_one() -> None:
    opened = opened_mark(SVG.replace(b"0 0 24 8", b"0 0 8 24"))
    assert opened
    assert opened.size == (171, 512)


@pytest.mark.parametrize(
    "inside",
    [
        b'<text y="6">Letters</text>',
        b'<image href="FILE" width="24" height="8"/>',
        b'<image xlink:href="file://FILE" width="24" height="8"/>',
        b'<image href="https://example.org/a.png" width="24" height="8"/>',
        b'<style>rect { fill: url(FILE) }</style><rect width="24" height="8"/>',
        b'<script>1</script><rect width="24" height="8"/>',
        b"",
        b"<rect",
    ],
)
def test_a_drawing_with_letters_or_of_other_files_is_not_drawn(tmp_path: Path, inside: bytes) -> None:
    Image.new("RGB", (24, 8), "#c01030").save(tmp_path / "a.png")
    svg = _HEAD + inside.replace(b"FILE", str(tmp_path / "a.png").encode()) + b"</svg>"
    assert opened_mark(svg) is None
    assert card(svg) == card(b"")
    assert draw_icon(svg, ICON) == draw_icon(b"", ICON)


def test_the_address_of_a_card_changes_with_the_mark() -> None:
    looks = [replace(LOOK, mark=SVG, own=True), replace(LOOK, mark=SVG + b" ", own=True), LOOK]
    assert len({card_digest(replace(CARD, look=look)) for look in looks}) == 3


def test_a_site_with_a_drawing_has_it_in_its_pictures_and_its_tab(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", {"forfattere/ida.md": "---\ntitle: Ida\n---\nTekst.\n"})
    settings = root / "data/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "logo: /logo.svg\n", encoding="utf-8")
    (root / "static").mkdir()
    (root / "static/logo.svg").write_bytes(SVG)
    assert build(root, tmp_path / "public", "--today", TODAY) == 0
    found = files(tmp_path / "public")
    shared = [data for path, data in found.items() if path.startswith("assets/deling/")]
    assert shared
    assert all((0xC0, 0x10, 0x30) in colours(data) for data in shared)
    assert found["favicon.ico"] == draw_icon(SVG, ICON)


def test_a_broken_logo_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(tmp_path / "site", {})
    settings = root / "data/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "logo: /logo.svg\n", encoding="utf-8")
    (root / "static").mkdir()
    (root / "static/logo.svg").write_bytes(SVG[:-4])
    assert main(["check", "--root", str(root), "--today", TODAY, "--lang", "en"]) == 1
    assert "data/site.yaml:4:7: error[broken-file]: “/logo.svg” cannot be used" in capsys.readouterr().err
