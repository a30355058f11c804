"""The forms that old pages come in: each gives the same blocks, and a file that cannot be read stops no other."""

from __future__ import annotations

import io
import json
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from kbsite.importing.decode import decode
from kbsite.importing.forms.markdown import read_markdown
from kbsite.importing.forms.read import LIMIT, read
from kbsite.importing.map_file import MapFile
from kbsite.importing.model import HEADING, ITEM, TEXT, OldPage, Original
from kbsite.importing.plain import plain
from kbsite.importing.shape import shaped
from kbsite.importing.typography import tidy, tidy_text

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.importing.model import Problem

GOOD = "<h1>En god side</h1><p>Teksten på den gode siden.</p>"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _read(
    folder: Path, files: dict[str, str | bytes], chosen: MapFile | None = None
) -> tuple[list[OldPage], list[str]]:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    told: list[Problem] = []
    found = list(read(folder, chosen or MapFile(), told.append))
    return found, [f"{each.file}: {each.line}" for each in told]


def _kinds(page: OldPage) -> list[tuple[str, str]]:
    return [(block.kind, plain(block.text)) for block in shaped(tuple(tidy(page.blocks)), 2)]


TEXT_OF_ALL = [
    (TEXT, "Dette er innledningen, og den er lang nok til å være et avsnitt i en artikkel om planer."),
    (HEADING, "Hvem bør være med"),
    (TEXT, "Noen må eie planen, og det bør være en som har myndighet til å sette av tid til arbeidet."),
    (ITEM, "rådmannen"),
    (ITEM, "kommuneoverlegen"),
]
LEAD, _, SECOND = (text for _, text in TEXT_OF_ALL[:3])
BULLETS = "·&nbsp;&nbsp; rådmannen<br>·&nbsp;&nbsp; kommuneoverlegen"
HTML = f"<p>{LEAD}<p><b>Hvem bør være med</b></p><p>{SECOND}</p><p>{BULLETS}"


def test_saved_html_with_open_tags_and_typed_bullets(tmp_path: Path) -> None:
    (page,), told = _read(tmp_path, {"a.html": HTML})
    assert _kinds(page) == TEXT_OF_ALL
    assert told == []


def test_a_text_dump_with_short_lines_as_headings(tmp_path: Path) -> None:
    lines = f"{LEAD}\n\u00a0\nHvem bør være med\n\u00a0\n{SECOND}\n  •  rådmannen\n  •  kommuneoverlegen\n"
    (page,), _ = _read(tmp_path, {"a.txt": lines})
    assert _kinds(page) == TEXT_OF_ALL


def test_a_text_that_a_program_wrapped_is_joined(tmp_path: Path) -> None:
    words = (f"{LEAD} {SECOND} " * 6).split()
    wrapped, line = [], ""
    for word in words:
        line, done = (f"{line} {word}".strip(), "") if len(line) + len(word) < 70 else (word, line)
        wrapped += [done] if done else []
    (page,), _ = _read(tmp_path, {"a.txt": "\n".join([*wrapped, line])})
    assert len(page.blocks) == 1


def test_rows_of_a_table_are_pages(tmp_path: Path) -> None:
    body = HTML.replace('"', '""')
    files: dict[str, str | bytes] = {
        "a.csv": f'Tittel;Tekst;URL\r\nPlan;"{body}";/gammel/plan/\r\n',
        "b.json": json.dumps(
            {"antall": 1, "sider": [{"title": {"rendered": "Plan"}, "content": {"rendered": HTML}}]}
        ),
        "c.jsonl": json.dumps({"tittel": "Plan", "spørsmål": "Hvem?", "svar": "Rådet."}) + "\n",
    }
    (first, second, third), told = _read(tmp_path, files)
    assert _kinds(first) == _kinds(second) == TEXT_OF_ALL
    assert (first.address, first.fields["title"], second.fields["title"]) == ("/gammel/plan/", "Plan", "Plan")
    assert [plain(block.text) for block in third.blocks] == ["Spørsmål", "Hvem?", "Svar", "Rådet."]
    assert told == []


def test_columns_can_have_any_name(tmp_path: Path) -> None:
    chosen = MapFile(columns={"title": "A", "body": "B"})
    (page,), _ = _read(tmp_path, {"a.csv": "A,B\nPlan,Tekst\n"}, chosen)
    assert (page.fields["title"], page.blocks[0].text) == ("Plan", "Tekst")


@pytest.mark.parametrize(
    ("front", "fields"),
    [
        ("---\ntitle: Plan\ndate: 2014-03-12\nauthor: Guro Solbakk\n---\n", {"date": "2014-03-12"}),
        ('+++\ntitle = "Plan"\ndate = 2014-03-12\nauthor = "Guro Solbakk"\n+++\n', {"date": "2014-03-12"}),
        (
            "---\ntitle: Plan\nauthor: [Guro Solbakk]\nredirect_from:\n  - /a/\n  - /b/\n---\n",
            {"aliases": "/a/\n/b/"},
        ),
    ],
)
def test_markdown_of_other_generators(front: str, fields: dict[str, str]) -> None:
    body = f"{LEAD}\n\n## Hvem bør være med\n\n{SECOND}\n\n* rådmannen\n* kommuneoverlegen\n"
    text = f"{front}\n{body}\n{{{{< figur >}}}}\n"
    (page,) = read_markdown("a.md", text.encode(), Original(".md"), MapFile())
    assert _kinds(page) == TEXT_OF_ALL
    assert page.fields["title"] == "Plan"
    assert page.fields["author"] == "Guro Solbakk"
    assert page.fields["cut"] == "{{< figur >}}"
    assert fields.items() <= page.fields.items()


def test_an_export_of_wordpress(tmp_path: Path) -> None:
    def item(name: str, kind: str, state: str) -> str:
        return (
            f"<item><title>{name}</title><link>https://blogg.example/{name}/</link><dc:creator>gs</dc:creator>"
            f"<content:encoded><![CDATA[{LEAD}\n\n[gallery ids='1']{SECOND}]]></content:encoded>"
            "<wp:post_id>7</wp:post_id>"
            f"<wp:post_date>2014-03-12 10:00:00</wp:post_date><wp:post_type>{kind}</wp:post_type>"
            f'<wp:status>{state}</wp:status><category domain="category">Kronikker</category></item>'
        )

    name = "<wp:author_display_name>Guro Solbakk</wp:author_display_name>"
    authors = f"<wp:author><wp:author_login>gs</wp:author_login>{name}</wp:author>"
    items = item("a", "post", "publish") + item("b", "attachment", "inherit") + item("c", "post", "trash")
    text = f'<rss xmlns:dc="d" xmlns:content="c" xmlns:wp="w"><channel>{authors}{items}</channel></rss>'
    (page,), told = _read(tmp_path, {"a.xml": text})
    assert [plain(block.text) for block in page.blocks] == [LEAD, SECOND]
    assert (page.host, page.address) == ("blogg.example", "/a/")
    assert page.fields["author"] == "Guro Solbakk"
    assert page.fields["kind"] == "Kronikker"
    assert told == []


@pytest.mark.parametrize(
    ("name", "data", "address"),
    [
        ("www.gammel.example/Tema/Plan/index.html", GOOD, "/Tema/Plan/"),
        ("a.html", f"<!-- saved from url=(0030)http://gammel.example/Tema/Plan/ -->{GOOD}", "/Tema/Plan/"),
        ("a.html", f'<link rel="canonical" href="https://gammel.example/Tema/Plan/">{GOOD}', "/Tema/Plan/"),
        ("a.txt", "URL: https://gammel.example/Tema/Plan/\n\nTittel\n\nTekst", "/Tema/Plan/"),
        ("mappe/a.html", GOOD, ""),
    ],
)
def test_the_address_is_where_the_file_says(tmp_path: Path, name: str, data: str, address: str) -> None:
    (page,), _ = _read(tmp_path, {name: data})
    assert page.address == address


def test_the_map_can_say_the_addresses_of_a_file(tmp_path: Path) -> None:
    chosen = MapFile(addresses={"a.txt": ("/en/", "/to/")})
    (page,), _ = _read(tmp_path, {"a.txt": "Tittel\n\nTekst"}, chosen)
    assert (page.address, page.fields["aliases"]) == ("/en/", "/to/")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_are_read_in_any_encoding(encoding: str) -> None:
    text = "Ære være «åpenheten» – sa hun"
    found = decode(text.encode(encoding))
    assert (found.text, found.lost) == (text, False)


def test_letters_that_were_encoded_twice_are_mended() -> None:
    found = decode("Ære være åpenheten".encode().decode("cp1252").encode())
    assert (found.text, found.mended) == ("Ære være åpenheten", True)


def test_text_that_is_right_is_not_mended() -> None:
    assert not decode("Ære være «åpenheten»".encode()).mended


def test_letters_that_are_gone_are_told(tmp_path: Path) -> None:
    _, told = _read(tmp_path, {"a.txt": "Tittel\n\n\ufffdpenheten i kommunen", "b.txt": "Tittel\n\nÅpenheten"})
    assert told == ["a.txt: import_lost_letters"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("en ”mal” for", "en «mal» for"),
        ("kommune ?", "kommune?"),
        ("( se her )", "(se her)"),
        ("fra’n og ’godt ord’", "fra’n og «godt ord»"),
        ("[”x”](a_”b”.html) ”y”", "[”x”](a_”b”.html) ”y”"),
        ("5 % av 10 000", "5 % av 10 000"),
        ("5 cm og 3” rør", "5 cm og 3” rør"),
    ],
)
def test_characters_of_their_time_become_norwegian(old: str, new: str) -> None:
    assert tidy_text(old) == new


def _word(document: str) -> bytes:
    out = io.BytesIO()
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}" Target="word/document.xml"/>'
            "</Relationships>",
        )
        archive.writestr("word/document.xml", document)
    return out.getvalue()


ENTITIES = '<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
PARAGRAPH = f'<w:document xmlns:w="{SPACE}"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'


BAD: dict[str, tuple[str | bytes, str]] = {
    "deep.html": ("<div>" * 20_000 + "x", "import_too_deep"),
    "big.txt": (b"a" * (LIMIT + 1), "import_too_large"),
    "bomb.docx": (_word("<a>" + " " * 60_000_000), "import_bomb"),
    "entities.docx": (_word(f'<?xml version="1.0"?>{ENTITIES}{PARAGRAPH % "&b;"}'), "import_broken_word"),
    "none.docx": (b"PK\x03\x04 no zip", "import_broken_word"),
    "empty.docx": (b"", "import_broken_word"),
    "entities.xml": (f'<?xml version="1.0"?>{ENTITIES}<rss><channel/></rss>', "import_broken_export"),
    "half.xml": ("<rss><channel><item><title>x", "import_broken_export"),
    "deep.json": ("[" * 100_000, "import_broken_rows"),
    "broken.json": ('{"a": ', "import_broken_rows"),
    "none.mhtml": ("Content-Type: text/plain\n\nTekst", "import_broken_mhtml"),
    "gammel.doc": (b"\xd0\xcf\x11\xe0", "import_unknown_form"),
    "broken.warc": (b"WARC/1.0\r\nContent-Length: x\r\n\r\n", "import_broken_warc"),
    "broken.warc.gz": (b"\x1f\x8b\x08 no gzip", "import_broken_warc"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_a_problem_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    data, line = BAD[name]
    found, told = _read(tmp_path, {"a.html": GOOD, name: data, "z.html": GOOD})
    assert told == [f"{name}: {line}"]
    assert [page.origin for page in found] == ["a.html", "z.html"]


def test_a_good_word_file_is_read(tmp_path: Path) -> None:
    (page,), told = _read(tmp_path, {"a.docx": _word(PARAGRAPH % "Hei")})
    assert [block.text for block in page.blocks] == ["Hei"]
    assert told == []


def test_a_page_in_one_file_is_read_as_any_saved_page(tmp_path: Path) -> None:
    text = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://gammel.example/Plan/\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="x"\n\n--x\n'
        "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<h1>En p=C3=A5minnelse</h1><p>Teksten.</p>\n--x\nContent-Type: image/png\n\nx\n--x--\n"
    )
    (page,), told = _read(tmp_path, {"a.mhtml": text})
    assert [block.text for block in page.blocks] == ["En påminnelse", "Teksten."]
    assert (page.host, page.address) == ("gammel.example", "/Plan/")
    assert told == []


def test_nothing_outside_the_source_is_read(tmp_path: Path) -> None:
    (tmp_path / "utenfor.txt").write_text("Hemmelig", encoding="utf-8")
    source = tmp_path / "kilde"
    source.mkdir()
    (source / "lenke.txt").symlink_to(tmp_path / "utenfor.txt")
    os.mkfifo(source / "roer.txt")
    found, told = _read(source, {"a.html": GOOD})
    assert [page.origin for page in found] == ["a.html"]
    assert told == ["lenke.txt: import_outside"]


def test_hostile_names_are_names(tmp_path: Path) -> None:
    found, told = _read(tmp_path, {"<script>alert(1)<&.html": GOOD, "..plan.html": GOOD, "a b;c.html": GOOD})
    assert [page.origin for page in found] == ["<script>alert(1)<&.html", "a b;c.html"]
    assert told == []


@pytest.mark.parametrize(
    "around",
    [
        '<div id="nav"><a href="/">Hjem</a></div>',
        '<ul class="clear hovedmeny"><li>Hjem</li></ul>',
        '<div role="navigation">Hjem</div>',
        '<p class="Breadcrumb">Hjem</p>',
        '<table><tr><td id="footer">Hjem</td></tr></table>',
    ],
)
def test_what_is_named_as_a_menu_is_cut_and_listed(tmp_path: Path, around: str) -> None:
    (page,), _ = _read(tmp_path, {"a.html": f"<body>{around}<h1>Tittel</h1><p>{SECOND}</p></body>"})
    assert "Hjem" not in [plain(block.text) for block in page.blocks]
    assert "Hjem" in page.fields["cut"]


@pytest.mark.parametrize("name", ["menu-page", "navn", "footerless", "nav"])
def test_what_only_resembles_such_a_name_or_has_the_heading_in_it_is_text(tmp_path: Path, name: str) -> None:
    inside = "<h1>Tittel</h1>" if name == "nav" else ""
    (page,), _ = _read(tmp_path, {"a.html": f'<body><div class="{name}">{inside}<p>{SECOND}</p></div></body>'})
    assert SECOND in [plain(block.text) for block in page.blocks]
