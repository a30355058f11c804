"""The pictures for sharing: which pages have one, what is on it, and that its address changes with its bytes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from kbsite.model import CardLook, SharingCard
from kbsite.pipeline.pictures import CARDS, card_bytes
from kbsite.render.fonts import SANS, SANS_BOLD, SERIF_BOLD, font
from kbsite.render.outputs import card
from kbsite.render.outputs.card import draw, fitted
from kbsite.render.outputs.sharing import HEIGHT, WIDTH, card_digest, card_look
from tests.sites import LAYOUTS, build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

LOOK = CardLook(ground="#123c4a", ink="#eef3f1", accent="#d9822b", mark=(LAYOUTS / "assets/mark.png").read_bytes())
CARD = SharingCard("Hva er en planstrategi?", "Spørsmål og svar · Plan", "Nettsted", LOOK)
QUESTION = """---
title: {}
date: 2026-01-01
themes: [plan]
authors: [ida]
summary: S.
---
## Spørsmål

Hva?

## Svar

Det.
"""
CONTENT = {
    "sporsmal-og-svar/ett.md": QUESTION.format("Æ, ø og «å»?"),
    "forfattere/ida.md": "---\ntitle: Ida Prøve\n---\nTekst.\n",
}

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅabcdefghijklmnopqrstuvwxyzæøåéü0123456789 .,:;–-«»()/?!&·…§'áčđŋšŧž"
LOOKS = [(SANS, 32), (SANS_BOLD, 32), (SERIF_BOLD, 84), (SERIF_BOLD, 60), (SERIF_BOLD, 44)]

_META = re.compile(r'<meta (?:property|name)="(og:image[^"]*|twitter:card)" content="([^"]*)">')


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_every_page_that_is_indexed_has_its_card_and_no_other(tmp_path: Path) -> None:
    built = _built(tmp_path)
    pages = {name: data.decode() for name, data in built.items() if name.endswith(".html")}
    for name, text in pages.items():
        found = dict(_META.findall(text))
        assert bool(found) == ('rel="canonical"' in text), name
        if found:
            path = unquote(found["og:image"].removeprefix("https://example.org/").partition("?")[0])
            picture = opened(built[path])
            assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
            assert (found["og:image:width"], found["og:image:height"]) == (str(WIDTH), str(HEIGHT))
            assert found["og:image:alt"]
            assert found["twitter:card"] == "summary_large_image"
    told = {name for name in built if name.startswith("assets/deling/")}
    assert len(told) == sum('property="og:image"' in text for text in pages.values())
    question = dict(_META.findall(pages["sporsmal-og-svar/ett/index.html"]))
    assert question["og:image:alt"] == "Æ, ø og «å»? – Nettsted"


def test_the_address_changes_with_the_picture_and_only_then(tmp_path: Path) -> None:
    before = _cards(_built(tmp_path / "a"))
    changed = {**CONTENT, "sporsmal-og-svar/ett.md": QUESTION.format("En annen tittel")}
    after = _cards(_built(tmp_path / "b", changed))
    differing = {path for path in before if before[path] != after[path]}
    assert len(differing) == 1
    path = differing.pop()
    assert path.startswith("assets/deling/ett-")
    (address, data), other = before[path], after[path]
    assert address != other[0]
    assert data != other[1]


@pytest.mark.parametrize(
    "other",
    [
        replace(CARD, title="Hva er en plan?"),
        replace(CARD, above="Artikkel"),
        replace(CARD, below="Et annet"),
        replace(CARD, look=replace(LOOK, ground="#000000")),
        replace(CARD, look=replace(LOOK, accent="#ff0000")),
        replace(CARD, look=replace(LOOK, mark=b"")),
    ],
)
def test_all_that_is_drawn_is_in_the_digest(other: SharingCard) -> None:
    assert draw(other) != draw(CARD)
    assert card_digest(other) != card_digest(CARD)


def test_the_same_card_gives_the_same_small_file() -> None:
    assert draw(CARD) == draw(CARD)
    assert len(draw(CARD)) < 30_000


def test_the_mark_and_the_stripe_are_in_their_colours() -> None:
    picture = opened(draw(CARD)).convert("RGB")
    assert picture.getpixel((0, 0)) == (0x12, 0x3C, 0x4A)
    assert picture.getpixel((600, HEIGHT - 2)) == (0xD9, 0x82, 0x2B)
    middle = picture.crop((128, 534, 129, 535)).tobytes()
    assert middle[0] > middle[1] > middle[2], "the dot in the middle of the mark"


def test_a_long_title_is_set_smaller_and_one_that_never_fits_is_shortened() -> None:
    short, long = fitted("Hva er en plan?", 1032, 320), fitted("Hva er en plan i kommunen vår? " * 4, 1032, 320)
    assert short[0] > long[0]
    assert " ".join(long[1]) == ("Hva er en plan i kommunen vår? " * 4).strip()
    size, lines = fitted("ord " * 300, 1032, 320)
    assert len(lines) * size < 320
    assert lines[-1].endswith("…")


def test_a_word_longer_than_a_line_is_broken_and_loses_no_letter() -> None:
    word = "kommunedelplanrevisjonsprosessveiledningsmateriell" * 2
    _, lines = fitted(word, 1032, 320)
    assert len(lines) > 1
    assert "".join(line.removesuffix("-") for line in lines) == word


@pytest.mark.parametrize(
    "title", ["", " ", "漢字 og 🦄", "\x00\x07", "\u202esnu", "a\u0301" * 50, "\ud800", "W" * 3000]
)
def test_any_title_gives_a_card(title: str) -> None:
    assert opened(draw(replace(CARD, title=title, above=title, below=title))).size == (WIDTH, HEIGHT)
    assert card_digest(replace(CARD, title=title))


@settings(max_examples=30, deadline=None)
@given(st.text(LETTERS, max_size=12), st.sampled_from(LOOKS))
def test_a_line_is_written_as_pillow_writes_it(line: str, look: tuple[str, int]) -> None:
    ours, theirs = Image.new("L", (WIDTH, 200)), Image.new("L", (WIDTH, 200))
    written = ImageFont.truetype(io.BytesIO(font(look[0])), look[1], layout_engine=ImageFont.Layout.BASIC)
    card._write(ImageDraw.Draw(ours), (40, 60), line, look)
    ImageDraw.Draw(theirs).text((40, 60), line, 255, written)
    assert ours.tobytes() == theirs.tobytes()
    assert card._width(line, *look) == written.getlength(line)


def test_letters_of_norwegian_and_sami_are_in_the_fonts_and_others_are_left_out() -> None:
    kept = "æøåÆØÅéòôüčđŋšŧžáÁ–«»§…½²"
    assert fitted(kept, 5000, 320)[1] == (kept,)
    assert fitted("a漢🦄b", 5000, 320)[1] == ("ab",)


def test_colours_are_those_that_the_style_names_first() -> None:
    style = b":root { --deep: #ABCDEF; --accent: #010203; } @media (x) { :root { --deep: #000000; } }"
    found = card_look({"assets/style.css": style, "assets/mark.png": b"x"})
    assert (found.ground, found.ink, found.accent, found.mark) == ("#abcdef", "#eef3f1", "#010203", b"x")
    assert card_look({}).mark == b""


def test_a_card_is_drawn_once_and_the_cache_can_be_deleted(tmp_path: Path) -> None:
    first = card_bytes(CARD, tmp_path)
    (kept,) = (tmp_path / CARDS).iterdir()
    assert kept.read_bytes() == first == draw(CARD)
    kept.write_bytes(b"from the cache")
    assert card_bytes(CARD, tmp_path) == b"from the cache"
    kept.unlink()
    assert card_bytes(CARD, tmp_path) == first


def test_a_check_draws_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_site(tmp_path / "site", CONTENT)
    monkeypatch.setattr("kbsite.render.outputs.card.draw", lambda _: pytest.fail("a card was drawn"))
    from kbsite.cli import main  # noqa: PLC0415 - after the patch

    assert main(["check", "--root", str(root), "--layouts", str(LAYOUTS), "--today", "2026-11-21"]) == 0


def _built(folder: Path, content: dict[str, str] | None = None) -> dict[str, bytes]:
    root = write_site(folder / "site", dict(content or CONTENT))
    assert build(root, folder / "public") == 0
    return files(folder / "public")


def _cards(built: dict[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Return the address and the bytes of each card, by its path."""
    found = {}
    for name, data in built.items():
        for key, value in _META.findall(data.decode()) if name.endswith(".html") else ():
            if key == "og:image":
                path = unquote(value.removeprefix("https://example.org/").partition("?")[0])
                found[path] = (value, built[path])
    return found
