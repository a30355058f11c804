"""The looks of a site by data: colours that can be told apart, a mark, typefaces, the front page."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image

from kbsite.cli import main
from kbsite.read.content import read_layouts
from kbsite.render.looks import PAIRS, STYLE, contrast, contrast_problems, with_looks
from kbsite.render.outputs.sharing import card_look
from kbsite.render.typst.booklets import mark_name
from tests.samples import config
from tests.sites import LAYOUTS, SETTINGS, TODAY, build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "---\ntitle: En\ndate: 2026-11-20\nthemes: [plan]\nauthors: [kari]\n---\n\nTekst.\n"
PAGES = {
    "artikler/en.md": ARTICLE,
    "aktuelt/nytt.md": ARTICLE.replace("En", "Nytt"),
    "forfattere/kari.md": "---\ntitle: Kari\n---\n",
}


def picture() -> bytes:
    image = io.BytesIO()
    Image.new("RGB", (8, 8), "#c01030").save(image, "PNG")
    return image.getvalue()


def site(root: Path, more: str = "", **static: str | bytes) -> Path:
    write_site(root, {**PAGES, "data/site.yaml": SETTINGS + more})
    for name, text in static.items():
        path = root / "static" / name.replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def built(root: Path) -> dict[str, bytes]:
    output = root.parent / "public"
    options = ["--root", str(root), "--output", str(output), "--no-search", "--today", TODAY]
    assert main(["build", *options]) == 0
    return files(output)


def said(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["check", "--root", str(root), "--today", TODAY, "--lang", "en"]) in (1, 2)
    return capsys.readouterr().err


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_the_colours_of_the_package_can_be_told_apart(tmp_path: Path) -> None:
    """A site that says one colour as the package has it is checked against all the others, and has no problem."""
    style = (LAYOUTS / STYLE).read_text(encoding="utf-8")
    for scheme, at in (("light", 0), ("dark", style.index("prefers-color-scheme: dark"))):
        for name, css in (("link", "link"), ("background", "paper"), ("panel", "sand"), ("band", "deep")):
            found = re.compile(rf"--{css}: (#[0-9a-f]{{6}})").search(style, at)
            assert found
            root = site(tmp_path / f"{scheme}-{name}", f'colours:\n  {name}: {{ {scheme}: "{found[1]}" }}\n')
            assert main(["check", "--root", str(root), "--today", TODAY, "--strict"]) == 0


@pytest.mark.parametrize(
    ("colour", "wrong"),
    [
        ('link: { light: "#8ab6d6" }', ["light", "link (#8ab6d6)", "panel (#f2ebde)", "1.81", "4.5"]),
        ('link: { dark: "#14566c" }', ["dark", "link (#14566c)", "panel (#1a2529)"]),
        ('text: "#202020"', ["dark", "text (#202020)", "panel"]),
        ('band: { light: "#eeeeee" }', ["band_text (#eef3f1)", "band (#eeeeee)"]),
        ('background: { light: "#7f7f7f" }', ["text (#1c2b30)", "background (#7f7f7f)"]),
        ('focus: { light: "#ffe0b0" }', ["focus (#ffe0b0)", "and 3 is the least"]),
    ],
)
def test_a_colour_that_is_too_near_to_another_is_told_with_the_ratio(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], colour: str, wrong: list[str]
) -> None:
    message = said(site(tmp_path / "site", f"colours:\n  {colour}\n"), capsys)
    assert "data/site.yaml:5" in message
    assert [each for each in wrong if each not in message] == []


def test_the_colour_that_is_proposed_can_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    message = said(site(tmp_path / "site", 'colours:\n  link: { light: "#8ab6d6" }\n'), capsys)
    proposed = max(re.findall(r"link can be (#[0-9a-f]{6})", message), key=lambda c: contrast(c, "#ffffff"))
    root = site(tmp_path / "other", f'colours:\n  link: {{ light: "{proposed}" }}\n')
    assert main(["check", "--root", str(root), "--today", TODAY]) == 0


@pytest.mark.parametrize("value", ["blue", '"#123"', "{ lys: '#123456' }", "[a]", "{}"])
def test_what_is_no_colour_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], value: str) -> None:
    assert "wrong-type" in said(site(tmp_path / "site", f"colours:\n  link: {value}\n"), capsys)


def test_colours_are_in_the_style_and_in_the_pictures_for_sharing(tmp_path: Path) -> None:
    before = built(site(tmp_path / "a" / "site"))
    after = built(site(tmp_path / "b" / "site", 'colours:\n  band: "#3b1f4a"\n'))
    assert b"--deep: #3b1f4a;" in after[STYLE]
    assert b"prefers-color-scheme: dark" in after[STYLE].partition(b"#3b1f4a")[2]
    card = next(name for name in before if name.endswith(".png"))
    assert before[card] != after[card]
    assert set(before) == set(after)


def test_without_looks_the_layouts_are_as_they_were() -> None:
    layouts, plain = read_layouts(LAYOUTS), config()
    assert with_looks(layouts, plain) is layouts
    assert contrast_problems(plain, layouts) == ()


def test_a_mark_and_typefaces_are_files_of_static(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    more = "logo: /logo.svg\nfavicon: /fane.png\nfonts:\n  headings: /s.woff2\n"
    root = site(tmp_path / "site", more, logo_svg=svg, fane_png=picture(), s_woff2="x")
    found = built(root)
    page = found["artikler/en/index.html"].decode()
    assert '<img src="/logo.svg"' in page
    assert '<link rel="icon" href="/fane.png">' in page
    assert found["logo.svg"].decode() == svg
    style = found[STYLE].decode()
    assert 'src: url("../s.woff2")' in style
    assert '--serif: "own headings"' in style


def test_a_mark_gives_a_manifest_of_its_own_unless_the_owner_has_one(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    found = built(site(tmp_path / "a" / "site", "logo: /logo.svg\n", logo_svg=svg))
    manifest = json.loads(found["site.webmanifest"])
    assert manifest["icons"] == [
        {"src": "/logo.svg", "type": "image/svg+xml", "sizes": "any"},
        {"src": "/favicon.ico", "type": "image/x-icon", "sizes": "16x16 32x32 48x48"},
    ]
    assert (manifest["start_url"], manifest["display"]) == ("/", "browser")
    assert '<link rel="manifest" href="/site.webmanifest">' in found["index.html"].decode()
    more = "logo: /logo.svg\nfavicon: /fane.png\n"
    own = built(site(tmp_path / "b" / "site", more, logo_svg=svg, fane_png=picture(), site_webmanifest="{}"))
    assert own["site.webmanifest"] == b"{}"
    without = built(site(tmp_path / "c" / "site", ""))
    assert "site.webmanifest" not in without
    assert b'rel="manifest"' not in without["index.html"]


@pytest.mark.parametrize("more", ["logo: /logo.svg\n", "favicon: /fane.png\n", "fonts:\n  text: /s.woff2\n"])
def test_a_file_that_is_not_there_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: str
) -> None:
    message = said(site(tmp_path / "site", more), capsys)
    assert f"data/site.yaml:{3 + more.count(chr(10))}" in message
    assert "error[" in message


@pytest.mark.parametrize("more", ["logo: logo.svg\n", "logo: /logo.gif\n", "fonts:\n  text: /s.ttf\n"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], more: str) -> None:
    assert "wrong-type" in said(site(tmp_path / "site", more), capsys)


def test_the_front_page_has_its_own_words_and_order(tmp_path: Path) -> None:
    more = "description: Vanlig\nfront:\n  heading: Velkommen\n  text: Hit\n  order: [news, themes, article]\n"
    page = built(site(tmp_path / "a" / "site", more))["index.html"].decode()
    assert "<h1>Velkommen</h1>" in page
    assert '<p class="lead">Hit' in page
    parts = [page.index(each) for each in ('data-part="newss"', "Utforsk temaene", 'data-part="articles"')]
    assert parts == sorted(parts)


def test_what_the_order_leaves_out_is_not_shown(tmp_path: Path) -> None:
    page = built(site(tmp_path / "site", "front:\n  order: [article]\n"))["index.html"].decode()
    assert 'data-part="articles"' in page
    assert 'data-part="newss"' not in page
    assert "Utforsk temaene" not in page


def test_a_part_of_the_front_page_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    message = said(site(tmp_path / "site", "front:\n  order: [articel]\n"), capsys)
    assert "data/site.yaml:5" in message
    assert "article" in message


def test_each_pair_is_of_colours_that_settings_can_name() -> None:
    assert {name for pair in PAIRS for name in pair[:2]} == {
        "text", "background", "panel", "quiet", "link", "tint", "accent", "band", "band_text", "focus"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("logo", "name"), [("", "mark.svg"), ("/l.svg", "mark.svg"), ("/l.png", "mark.png"), ("/l.ico", "")]
)
def test_the_mark_of_a_booklet_is_the_sites_own_where_it_has_one(logo: str, name: str) -> None:
    plain = config()
    own = replace(plain, looks=replace(plain.looks, logo=logo))
    assert mark_name(own, {"assets/logo.svg": b"x"}) == name


def test_a_site_with_a_mark_of_its_own_shows_no_other_on_its_cards() -> None:
    plain = config()
    own = replace(plain, looks=replace(plain.looks, logo="/l.svg"))
    assets = {"assets/mark.png": b"x"}
    assert (card_look(assets, plain).mark, card_look(assets, own, b"y").mark) == (b"x", b"y")
    assert (card_look(assets, plain).own, card_look(assets, own).own) == (False, True)


def test_a_pdf_shows_the_sites_own_mark(tmp_path: Path) -> None:
    """The layouts' mark is a drawing, so a picture in the file is the one of the site."""
    term = "- id: ord\n  term: ord\n  definition: Noe som står her.\n"
    found = {}
    for name, more in (("own", "logo: /merke.png\n"), ("plain", "")):
        root = write_site(tmp_path / name, {"data/glossary.yaml": term})
        settings = root / "data/site.yaml"
        settings.write_text(settings.read_text(encoding="utf-8") + "pdf: true\n" + more, encoding="utf-8")
        (root / "static").mkdir()
        (root / "static/merke.png").write_bytes(picture())
        assert build(root, root / "public") == 0
        with pikepdf.open(root / "public/ordliste/ordliste.pdf") as pdf:
            found[name] = len(list(pdf.pages[0].get_images()))
    assert found == {"own": 1, "plain": 0}
