"""The PDF files: what is in them, for whom they are tagged, and when they are made."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbsite.cli import main
from kbsite.model import nodes
from kbsite.pipeline import pdfs
from kbsite.pipeline.pdfs import CACHE
from kbsite.render.typst.characters import MISSING, SHOWN, shown
from kbsite.render.typst.collected import Collected
from kbsite.render.typst.printer import Printer, typst_language
from kbsite.render.typst.targets import Pictures, Targets
from kbsite.render.typst.typeset import DATA, TEMPLATE, CannotTypesetError, as_json, template, typeset
from tests.booklet_site import ARTICLE, SITE, THEME, WITH_PDF, WORDS
from tests.samples import config
from tests.sites import LAYOUTS, SETTINGS, build, files, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BARE: dict[str, Any] = {
    "title": "T",
    "kind": "",
    "site": "S",
    "summary": "",
    "authors": [],
    "facts": [],
    "date": None,
    "lang": "nb",
    "region": None,
    "page": "Side {n} av {total}",
    "contents": "",
    "break": False,
    "deep": "#123c4a",
    "mark": "",
    "body": [],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    assert build(write_site(folder / "site", SITE), folder / "public") == 0
    return folder


def made(folder: Path, data: dict[str, Any]) -> bytes:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TEMPLATE).write_bytes(template())
    (folder / DATA).write_bytes(as_json(BARE | data))
    return typeset(folder)


def test_articles_with_chapters_themes_and_the_glossary_have_a_pdf(built: Path) -> None:
    assert {name for name in files(built / "public") if name.endswith(".pdf")} == {ARTICLE, THEME, WORDS}


def test_the_pages_link_to_it_with_its_size_and_a_version(built: Path) -> None:
    pages = {name: data.decode() for name, data in files(built / "public").items() if name.endswith(".html")}
    linking = {
        "artikler/alt/index.html": ARTICLE,
        "artikler/alt/kart/index.html": ARTICLE,
        "artikler/alt/hele/index.html": ARTICLE,
        "tema/plan/index.html": THEME,
        "ordliste/index.html": WORDS,
    }
    for name, text in pages.items():
        found = re.findall(r'data-part="pdf".*?href="/([^"?]*)\?v=[0-9a-f]{10}".*?\((PDF, \d+\u00a0kB)\)', text)
        assert [path for path, _ in found] == ([linking[name]] if name in linking else []), name
        for path, note in found:
            size = (built / "public" / path).stat().st_size
            assert note == f"PDF, {max(1, round(size / 1000))}\u00a0kB"


def test_the_tags_say_what_everything_is_in_reading_order(built: Path) -> None:
    with pikepdf.open(built / "public" / ARTICLE) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "nb-NO"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        meta = pdf.open_metadata()
        assert meta["dc:title"] == "Alt som en tekst kan ha"
        assert meta["pdfuaid:part"] == "1"
        tags = [*_tags(root.StructTreeRoot.K)]
    names = [name for name, _ in tags]
    for needed in (
        "Table",
        "TH",
        "TD",
        "L",
        "LI",
        "Figure",
        "Caption",
        "Note",
        "Link",
        "BlockQuote",
        "Code",
        "TOC",
    ):
        assert needed in names, needed
    assert [name for name in names if re.fullmatch(r"H\d", name)][:4] == ["H1", "H1", "H2", "H1"]
    assert names.index("TOC") < names.index("BlockQuote") < names.index("Table") < names.index("Figure")
    assert [str(element.Alt) for name, element in tags if name == "Figure" and "/Alt" in element] == [
        "Et kart over kommunen"
    ]
    assert {"nn", "en"} <= {str(element.Lang)[:2] for _, element in tags if "/Lang" in element}


def test_addresses_are_numbered_once_and_links_inside_lead_inside(built: Path) -> None:
    links = _links(built / "public" / ARTICLE)
    assert links.count("https://example.com/kilde") == 3, "two in the text, one in the list"
    assert "https://example.org/artikler/alt/kart/#hoyder" not in links
    assert "https://example.org/sporsmal-og-svar/ett/" in links
    assert "https://example.com/veileder?a=1&b=2" in links
    theme = _links(built / "public" / THEME)
    assert "https://example.org/sporsmal-og-svar/ett/" not in theme, "the answer is in the theme's own PDF"
    assert "https://example.org/aktuelt/nytt/" in theme, "news are named, and not copied"


def test_the_same_site_gives_the_same_bytes_elsewhere(built: Path, tmp_path: Path) -> None:
    root = write_site(tmp_path / "another" / "place", SITE)
    assert build(root, tmp_path / "public") == 0
    before = files(built / "public")
    assert {name: data for name, data in files(tmp_path / "public").items() if name.endswith(".pdf")} == {
        name: data for name, data in before.items() if name.endswith(".pdf")
    }


def test_only_what_changed_is_made_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(tmp_path / "site", SITE)
    told = []
    steps: tuple[dict[str, str | bytes], ...] = ({}, {}, {"sporsmal-og-svar/ett.md": _changed()})
    for content in steps:
        write_site(root, SITE | content)
        assert build(root, tmp_path / "public") == 0
        told.append(re.sub(r"[\d.]+ seconds", "", capsys.readouterr().out).rpartition(";")[2].strip())
    assert told == ["3 PDFs, 3 made now,", "3 PDFs, 0 made now,", "3 PDFs, 1 made now,"]
    before = files(tmp_path / "public")
    shutil.rmtree(root / CACHE)
    assert build(root, tmp_path / "public") == 0
    assert files(tmp_path / "public") == before


def test_a_check_typesets_nothing_and_still_renders_the_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(tmp_path / "site", SITE)
    monkeypatch.setattr(pdfs, "typeset", lambda _: pytest.fail("a check typesets"))
    layouts = tmp_path / "layouts"
    shutil.copytree(LAYOUTS, layouts)
    command = ["check", "--root", str(root), "--layouts", str(layouts), "--today", "2026-11-21"]
    assert main(command) == 0
    with (layouts / "glossary.html").open("a") as layout:
        layout.write("{% block scripts %}{% if page.pdf %}{{ page.pdf.nothing }}{% endif %}{% endblock %}")
    assert main(command) == 2, "a layout's fault in the link is found without typesetting"


def test_without_typst_the_site_is_built_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdfs, "made_with", lambda: "")
    assert build(write_site(tmp_path / "site", SITE), tmp_path / "public", "--strict") == 0
    assert "kbsite[pdf]" in capsys.readouterr().err
    built_files = files(tmp_path / "public")
    assert not [name for name in built_files if name.endswith(".pdf")]
    assert not [name for name, data in built_files.items() if name.endswith(".html") and b'data-part="pdf"' in data]


def test_a_text_that_typst_refuses_costs_its_pdf_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refusing(folder: Path) -> bytes:
        if b"Ordliste" in (folder / DATA).read_bytes():
            raise CannotTypesetError("not today")
        return typeset(folder)

    monkeypatch.setattr(pdfs, "typeset", refusing)
    assert build(write_site(tmp_path / "site", SITE), tmp_path / "public") == 0
    assert f"{WORDS} could not be made: not today" in capsys.readouterr().err
    assert ARTICLE in files(tmp_path / "public")
    assert WORDS not in files(tmp_path / "public")
    assert b'data-part="pdf"' not in files(tmp_path / "public")["ordliste/index.html"]


def test_a_site_that_does_not_ask_for_pdfs_has_none(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", SITE | {"data/site.yaml": SETTINGS})
    assert build(root, tmp_path / "public") == 0
    assert not [name for name in files(tmp_path / "public") if name.endswith(".pdf")]
    assert not (root / CACHE).exists()


def test_an_attachment_cannot_have_the_address_of_a_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = str(SITE["artikler/alt/index.md"]) + "\nSe [vedlegget](alt.pdf).\n"
    content = SITE | {"artikler/alt/index.md": start, "artikler/alt/alt.pdf": b"%PDF-1.4\n%%EOF\n"}
    assert build(write_site(tmp_path / "site", content), tmp_path / "public") == 1
    assert "duplicate-address" in capsys.readouterr().err
    without = content | {"data/site.yaml": SETTINGS}
    assert build(write_site(tmp_path / "site", without), tmp_path / "public") == 0


def test_every_character_that_is_let_through_can_be_shown(tmp_path: Path) -> None:
    for first, last in SHOWN:
        letters = [chr(code) for code in range(first, last + 1)]
        texts = [{"t": "p", "c": [f"a{shown(letter)}"]} for letter in letters]
        made(tmp_path, {"body": texts})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Æ ø å – «»", "Æ ø å – «»"),
        ("漢🦄", MISSING * 2),
        ("a\u0000\u200b\u200d\ufeffb", "ab"),
        ("a\nb\u2028c\td", "a b c d"),
        ("a\u0301 x\u0301", "á x"),
        ("☑ ✓ → ½", "☑ ✓ → ½"),
        ("\ud800", ""),
    ],
)
def test_what_no_font_has_becomes_a_square_or_nothing(written: str, expected: str) -> None:
    assert shown(written) == expected


HOSTILE = st.one_of(
    st.text(max_size=40),
    st.text("#[]{}()$*_`\\\"'<>@~/=-+;:,.!\n\u200b&%|^ ax1", max_size=40),
    st.sampled_from(
        ['#panic("x")', '"]', "#import", "/*", "//", "$x$", "<a>", "@a", "\\u{0}", "= a", "#eval(data)"]
    ),
)


@settings(max_examples=40)
@given(HOSTILE)
@example('"] #panic("ut")')
@example("#set page(width: 1pt)")
@example("https://[::1")
def test_no_text_becomes_code(tmp_path_factory: pytest.TempPathFactory, written: str) -> None:
    text = nodes.Text(written)
    targets = _no_targets()
    printer = Printer("/a/", targets, Collected())
    cell = nodes.Cell((text,), heading=True)
    blocks: tuple[nodes.Block, ...] = (
        nodes.HeadingBlock(2, written, (text,)),
        nodes.Paragraph((text, nodes.Code(written), nodes.Emphasis((text,), strong=True), nodes.NoteReference(1))),
        nodes.ListBlock((nodes.Item((nodes.Paragraph((text,), tight=True),), done=True),)),
        nodes.DefinitionList((nodes.DefinitionTerm((text,)), nodes.Definition((nodes.Paragraph((text,)),)))),
        nodes.Callout("note", (nodes.Paragraph((text,)),)),
        nodes.LanguageBlock(written, (nodes.Paragraph((nodes.Span((text,), written),)),)),
        nodes.CodeBlock(written),
        nodes.Table(nodes.Row((cell,)), (nodes.Row((cell, cell)), nodes.Row(()))),
        nodes.Notes((nodes.Note(1, (nodes.Paragraph((text,)),)),)),
    )
    body = printer.text(blocks)
    link = {"t": "url", "url": written or "x", "n": 1, "c": [shown(written) or "x"]}
    body += [{"t": "p", "c": [link]}, {"t": "links", "items": [{"n": 1, "c": [link]}]}]
    title = shown(written).strip() or "T"
    folder = tmp_path_factory.mktemp("hostile")
    assert made(folder, {"title": title, "summary": shown(written), "authors": [title], "body": body})
    found = json.loads(typst.query(folder / TEMPLATE, "heading", root=folder, font_paths=[]))
    assert [_words(each["body"]) for each in found] == [title] if title != "T" else True


def test_texts_inside_texts_inside_texts_end_somewhere(tmp_path: Path) -> None:
    block: nodes.Block = nodes.Paragraph((nodes.Text("inni"),))
    line: nodes.Inline = nodes.Text("inni")
    for _ in range(60):
        block = nodes.Quote((nodes.ListBlock((nodes.Item((block,)),)),))
        line = nodes.Emphasis((line,))
    printer = Printer("/a/", _no_targets(), Collected())
    made(tmp_path, {"body": printer.text((block, nodes.Paragraph((line,))))})


def test_a_long_table_with_a_link_in_its_head_is_accessible(tmp_path: Path) -> None:
    link: dict[str, Any] = {"t": "url", "url": "https://example.com/", "n": 0, "c": ["kilde"]}
    printer = Printer("/a/", _no_targets(), Collected())
    cell = nodes.Cell((nodes.Text("celle"),))
    note = nodes.Cell((nodes.Text("hode"), nodes.NoteReference(1)), heading=True)
    table = nodes.Table(nodes.Row((note,)), (nodes.Row((cell,)),) * 120)
    body = printer.text((table, nodes.Notes((nodes.Note(1, (nodes.Paragraph((nodes.Text("note"),)),)),))))
    assert body[0]["repeat"] is False
    body[0]["head"][0]["c"].append(link)
    made(tmp_path, {"body": body})


def test_a_file_without_a_date_has_none_and_one_with_a_date_has_that(tmp_path: Path) -> None:
    for date in (None, [2026, 2, 3]):
        with pikepdf.open(_written(tmp_path / "x.pdf", made(tmp_path / "x", {"date": date}))) as pdf:
            told = str(pdf.docinfo.get("/CreationDate", ""))
        assert told[:10] == ("D:20260203" if date else ""), told


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("en", "en"),
        ("en-gb", "en-GB"),
        ("sma", "sma"),
        ("zh-Hant-TW", "zh"),
        ("english", ""),
        ("", ""),
        ("x y", ""),
    ],
)
def test_languages_are_those_that_typst_knows(written: str, expected: str) -> None:
    assert typst_language(written) == expected


def test_the_setting_is_yes_or_no(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", SITE | {"data/site.yaml": WITH_PDF.replace("true", "kanskje")})
    assert build(root, tmp_path / "public") == 2


def _no_targets() -> Targets:
    return Targets(config=config(), links=(), pictures=(), addresses=(), files=Pictures(), lang="nb")


def _changed() -> str:
    return str(SITE["sporsmal-og-svar/ett.md"]).replace("Hva er den?", "Hva er egentlig den?")


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _words(content: Any) -> str:
    if isinstance(content, dict):
        return str(content.get("text", "")) or "".join(_words(each) for each in content.get("children", ()))
    return ""


def _tags(node: Any) -> Iterator[tuple[str, Any]]:
    """Yield the name of each element of the structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _tags(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S).removeprefix("/"), node
        if "/K" in node:
            yield from _tags(node.K)


def _links(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        annotations = [each for page in pdf.pages for each in page.get("/Annots", ())]
        return [str(each.A.URI) for each in annotations if "/A" in each and "/URI" in each.A]
