"""`kbsite import` from the command line to files: what is written, what is never touched, and what is told."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from bench.import_quality import FIELDS, GOAL, Score, measured
from kbsite.cli import main
from kbsite.importing.addresses import paths
from kbsite.importing.bring_in import chosen_map
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options, silent
from tests.sites import LAYOUTS, ROOT, TODAY, build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

HOST = "https://www.gammel.example"
MAP = """\
hosts: [www.gammel.example, gammel.example]
status: archived
otherwise:
  themes: [plan]
rules:
  - address: [/Sok/]
    skip: true
"""
LONG = "Dette er et avsnitt om planer i kommunen som er langt nok til å stå for seg selv på en side. "
PICTURE = (ROOT / "docs/images/front-phone.webp").read_bytes()


def _page(address: str, body: str, host: str = HOST) -> str:
    return f'<link rel="canonical" href="{host}{address}">{body}'


class Project:
    """A site and a source beside it."""

    def __init__(self, folder: Path) -> None:
        self.root = write_site(folder / "site", {"artikler/.keep": ""})
        self.source = folder / "old"
        self.map = folder / "kart.yaml"
        self.map.write_text(MAP, encoding="utf-8")

    def put(self, name: str, data: str | bytes) -> None:
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    def bring_in(self, *options: str) -> int:
        arguments = ["import", str(self.source), "--map", str(self.map), "--root", str(self.root), "--today", TODAY]
        return main([*arguments, "--lang", "en", *options])

    def text(self, name: str) -> str:
        return (self.root / "content" / name).read_text(encoding="utf-8")

    def made(self) -> set[str]:
        return {name for name in files(self.root / "content") if not name.endswith(".keep")}

    def review(self) -> list[dict[str, str]]:
        text = (self.root / "import/review.csv").read_text(encoding="utf-8-sig")
        return list(csv.DictReader(text.splitlines(keepends=True), delimiter=";"))

    def errors(self) -> list[str]:
        today = date.fromisoformat(TODAY)
        options = Options(root=self.root, layouts=LAYOUTS, output=self.root / "public", today=today)
        return [
            f"{each.location.file}: {each.code}"
            for each in load(options, silent).problems
            if each.severity == "error"
        ]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@cache
def _score() -> Score:
    return measured()


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_found_in_every_form_is_right_and_nearly_all(field: str) -> None:
    score = _score()
    assert score.wanted[field] > 0
    assert min(score.precision(field), score.recall(field)) >= GOAL, score.wrong[field]


def test_a_question_becomes_an_archived_page(project: Project) -> None:
    lines = (
        "Spørsmål fra koordinator: Hvem bør eie planen hos oss, og hva skjer hvis ingen vil?", "Svar:",
        f"Hei og takk for spørsmålet! {LONG}", "Med hilsen", "Guro Solbakk", "Forsker I, Planinstituttet",
    )  # fmt: skip
    text = "".join(f"<p>{line}</p>" for line in lines)
    project.put("a.html", _page("/Sporsmal/Hvem-eier-planen/", f"<h1>Hvem eier planen ?</h1>{text}"))
    assert project.bring_in() == 0
    assert project.text("sporsmal-og-svar/hvem-eier-planen.md") == (
        "---\n"
        'title: "Hvem eier planen?"\n'
        "lang: nb\n"
        "themes:\n"
        "  - plan\n"
        "authors:\n"
        "  - id: guro-solbakk\n"
        "    role: Forsker I\n"
        "    affiliation: Planinstituttet\n"
        "asked_by: koordinator\n"
        "aliases:\n"
        "  - /Sporsmal/Hvem-eier-planen/\n"
        "status: archived\n"
        "---\n\n"
        "## Spørsmål\n\n"
        "Hvem bør eie planen hos oss, og hva skjer hvis ingen vil?\n\n"
        "## Svar\n\n"
        f"{LONG.strip()}\n"
    )
    assert "«Forsker I, Planinstituttet»" in project.text("forfattere/guro-solbakk.md")
    assert project.errors() == []
    assert build(project.root, project.root / "public") == 0


def test_what_stands_around_a_text_is_read_or_kept_but_never_mixed_up(project: Project) -> None:
    project.put(
        "www.gammel.example/Sporsmal/Mandat/index.html",
        "<div>Hjem &gt; Spørsmål &gt; Mandat</div><h1>Hva er et mandat?</h1><div>27.05.2016</div>"
        "<p><strong>Spørsmål fra rådgiver:</strong> Hva er et mandat?</p><p>Hvem gir det?</p>"
        "<p><b>Svar:</b></p><p>Hei!</p>"
        f"<p>Takk for spørsmålet ditt. {LONG}</p><p><i>Hvem gir det</i></p><p>{LONG}</p>"
        "<table border='1'><tr><td>År</td><td>Andel</td></tr><tr><td>2010</td><td>45 %</td></tr></table>"
        "<p>Vennlig hilsen<br>Ingrid Moe<br>Spesialrådgiver<br>KoRus – Fjord, Havn HF<br>ingrid@example.no</p>"
        "<p>Foto: Ola</p>",
    )
    assert project.bring_in() == 0
    text = project.text("sporsmal-og-svar/hva-er-et-mandat.md")
    assert "date: 2016-05-27\n" in text
    assert "    role: Spesialrådgiver\n    affiliation: KoRus – Fjord, Havn HF\n" in text
    assert text.partition("## Spørsmål\n\n")[2] == (
        f"Hva er et mandat?\n\nHvem gir det?\n\n## Svar\n\n{LONG.strip()}\n\n### Hvem gir det\n\n{LONG.strip()}\n\n"
        "| År | Andel |\n| --- | --- |\n| 2010 | 45 % |\n\nFoto: Ola\n"
    )
    (row,) = project.review()
    assert row["Cut"].splitlines()[:3] == ["Hjem > Spørsmål > Mandat", "Hei!", "Takk for spørsmålet ditt."]


def test_nothing_is_invented(project: Project) -> None:
    project.put("a.html", f"<h1>Uten noe</h1><p>{LONG}</p>")
    project.map.write_text("status: archived\n", encoding="utf-8")
    assert project.bring_in() == 0
    assert (
        project.text("artikler/uten-noe.md")
        == f"---\ntitle: Uten noe\nlang: nb\nstatus: archived\n---\n\n{LONG.strip()}\n"
    )
    (row,) = project.review()
    assert "no date found" in row["Look at this"]
    assert "no author found" in row["Look at this"]
    assert project.errors() == []


def test_a_page_that_is_kept_up_still_needs_a_date(project: Project) -> None:
    write_site(project.root, {"artikler/a.md": "---\ntitle: A\nthemes: [plan]\n---\n\nTekst.\n"})
    assert project.errors() == ["content/artikler/a.md: missing-field"] * 2
    write_site(project.root, {"artikler/a.md": "---\ntitle: A\nthemes: [plan]\nstatus: archived\n---\n\nTekst.\n"})
    assert project.errors() == []
    write_site(project.root, {"artikler/a.md": "---\ntitle: A\ndate: i fjor\nstatus: archived\n---\n\nTekst.\n"})
    assert project.errors() == ["content/artikler/a.md: impossible-date"]


def test_twice_changes_nothing(project: Project) -> None:
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>Av Guro Solbakk 2011</p><p>{LONG}</p>"))
    assert project.bring_in() == 0
    before = files(project.root)
    assert project.bring_in() == 0
    assert files(project.root) == before | {
        name: files(project.root)[name] for name in ("import/review.csv", "import/review.html")
    }


def test_what_an_editor_changed_is_kept_and_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>{LONG}</p>"))
    project.put("b.html", _page("/b/", f"<h1>Mål</h1><p>{LONG} {LONG}</p>"))
    project.bring_in()
    changed = project.text("artikler/plan.md").replace("Dette", "Her")
    (project.root / "content/artikler/plan.md").write_text(changed, encoding="utf-8")
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>{LONG} Nytt i kilden.</p>"))
    project.put("b.html", _page("/b/", f"<h1>Mål</h1><p>{LONG} Nytt i kilden.</p>"))
    capsys.readouterr()
    assert project.bring_in() == 0
    assert project.text("artikler/plan.md") == changed
    assert "Nytt i kilden" in project.text("artikler/mal.md")
    assert "content/artikler/plan.md: kept as it is" in capsys.readouterr().out


def test_what_an_editor_removed_stays_away(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>{LONG}</p>"))
    project.put("b.html", _page("/b/", f'<h1>Mål</h1><p>{LONG} Se <a href="/a/">planen</a>.</p>'))
    project.bring_in()
    (project.root / "content/artikler/plan.md").unlink()
    capsys.readouterr()
    assert project.bring_in() == 0
    assert project.made() == {"artikler/mal.md"}
    assert "content/artikler/plan.md: not made again" in capsys.readouterr().out
    assert project.errors() == []


def test_what_an_editor_moved_is_found_by_its_old_address(project: Project) -> None:
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>{LONG}</p>"))
    project.bring_in()
    (project.root / "content/artikler/plan.md").rename(project.root / "content/artikler/ny-plan.md")
    project.put("b.html", _page("/b/", f'<h1>Mål</h1><p>{LONG} Se <a href="/a/">planen</a>.</p>'))
    assert project.bring_in() == 0
    assert project.made() == {"artikler/ny-plan.md", "artikler/mal.md"}
    assert "[planen](ny-plan.md)" in project.text("artikler/mal.md")


def test_new_pages_in_the_source_are_added(project: Project) -> None:
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>{LONG}</p>"))
    project.bring_in()
    before = project.text("artikler/plan.md")
    project.put("b.html", _page("/b/", f"<h1>Plan</h1><p>{LONG} En annen.</p>"))
    assert project.bring_in() == 0
    assert project.text("artikler/plan.md") == before
    assert "En annen" in project.text("artikler/plan-2.md")


def test_a_file_that_was_there_is_never_written_over(project: Project) -> None:
    write_site(project.root, {"artikler/plan.md": "---\ntitle: Plan\nstatus: archived\n---\n\nVår egen.\n"})
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>{LONG}</p>"))
    assert project.bring_in() == 0
    assert "Vår egen" in project.text("artikler/plan.md")
    assert LONG.strip() in project.text("artikler/plan-2.md")


def test_a_dry_run_writes_nothing(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>{LONG}</p>"))
    before = files(project.root)
    assert project.bring_in("--dry-run") == 0
    assert files(project.root) == before
    assert "content/artikler/plan.md: new" in capsys.readouterr().out


def test_the_same_page_on_two_hosts_is_one_with_both_addresses(project: Project) -> None:
    body = f"<h1>Plan</h1><p>{LONG} {LONG} {LONG}</p>"
    project.put("a.html", _page("/Emne/Plan/", body))
    project.put("b.html", _page("/Emne/Plan", body, "http://gammel.example"))
    project.put("c.html", _page("/Praksis/Plan/", body))
    assert project.bring_in() == 0
    assert project.made() == {"artikler/plan.md"}
    assert "aliases:\n  - /Emne/Plan/\n  - /Praksis/Plan/\n" in project.text("artikler/plan.md")
    (row,) = project.review()
    assert row["Same page"] == "b.html\nc.html"


def test_an_index_page_is_its_folder_and_percent_signs_are_letters(project: Project) -> None:
    project.put("a.html", _page("/Bok/index.html", f"<h1>Boka</h1><p>{LONG} {LONG} Slik var den.</p>"))
    project.put("b.html", _page("/bok/", f"<h1>Boka</h1><p>{LONG} {LONG} Slik er den.</p>"))
    project.put("c.html", _page("/Bok/F%C3%B8rste/", f"<h1>Første</h1><p>{LONG} en</p>"))
    project.put("d.html", _page("/Bok/Første/default.aspx", f"<h1>Første</h1><p>{LONG} to</p>"))
    assert project.bring_in() == 0
    assert project.made() == {"artikler/boka/index.md", "artikler/boka/01-forste.md"}


def test_pages_of_one_title_with_different_texts_are_two(project: Project) -> None:
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>{LONG} {LONG} Den ene.</p>"))
    project.put("b.html", _page("/b/", f"<h1>Plan</h1><p>{LONG} {LONG} Den andre.</p>"))
    project.bring_in()
    assert project.made() == {"artikler/plan.md", "artikler/plan-2.md"}


def test_chapters_are_found_from_addresses_and_ordered_by_links(project: Project) -> None:
    links = '<a href="/Bok/Siste/">Siste</a> <a href="Forste/">Første</a>'
    project.put("a.html", _page("/Bok/", f"<h1>Boka</h1><p>{LONG} {links}</p>"))
    project.put("b.html", _page("/Bok/Forste/", f"<h1>Første</h1><p>{LONG} en</p>"))
    project.put("c.html", _page("/Bok/Siste/", f"<h1>Siste</h1><p>{LONG} to</p>"))
    assert project.bring_in() == 0
    assert project.made() == {"artikler/boka/index.md", "artikler/boka/01-siste.md", "artikler/boka/02-forste.md"}
    assert "[Siste](01-siste.md)" in project.text("artikler/boka/index.md")
    assert project.errors() == []


def test_a_new_chapter_comes_after_those_that_are_there(project: Project) -> None:
    project.put("a.html", _page("/Bok/", f"<h1>Boka</h1><p>{LONG}</p>"))
    project.put("b.html", _page("/Bok/Forste/", f"<h1>Første</h1><p>{LONG} en</p>"))
    project.bring_in()
    project.put("aa.html", _page("/Bok/Ny/", f"<h1>Ny</h1><p>{LONG} to</p>"))
    assert project.bring_in() == 0
    assert project.made() == {"artikler/boka/index.md", "artikler/boka/01-forste.md", "artikler/boka/02-ny.md"}
    assert project.errors() == []


def test_a_map_can_say_that_pages_below_are_no_chapters(project: Project) -> None:
    project.map.write_text(f"{MAP}  - address: [/Tema/$]\n    chapters: false\n", encoding="utf-8")
    project.put("a.html", _page("/Tema/", f"<h1>Tema</h1><p>{LONG}</p>"))
    project.put("b.html", _page("/Emne/Plan/", f"<h1>Plan</h1><p>{LONG} en</p>"))
    project.bring_in()
    assert project.made() == {"artikler/tema.md", "artikler/plan.md"}


LINKS = """<p>Se <a href="/b/">den andre</a>, <a href="http://gammel.example/B?x=1">igjen</a>,
<a href="/borte/">borte</a>,
<a href="javascript:alert(1)">farlig</a>, <a href="https://annet.example.org/x y">ute</a>,
<a href="http://[::1">ødelagt</a> og <a href="mailto:a@example.org">post</a>.</p>"""


def test_links_lead_to_the_new_files_and_lost_ones_are_told(project: Project) -> None:
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>{LONG}</p>{LINKS}"))
    project.put("b.html", _page("/b/", f"<h1>Mål</h1><p>{LONG} {LONG}</p>"))
    assert project.bring_in() == 0
    text = project.text("artikler/plan.md")
    assert "Se [den andre](mal.md), [igjen](mal.md), borte, farlig, [ute](https://annet.example.org/x%20y)," in text
    assert "ødelagt og [post](mailto:a@example.org)." in text
    row = next(row for row in project.review() if row["Title"].startswith("Plan"))
    assert "borte → /borte/" in row["Look at this"]
    assert "javascript:alert(1)" in row["Look at this"]
    assert f"{HOST}/borte/" in (project.root / "import/review.html").read_text(encoding="utf-8")
    assert project.errors() == []


def test_pictures_wait_for_an_alternative_text(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.put(
        "a.html", f'<h1>Plan</h1><p>{LONG}</p><img src="bilder/Et%20Kart.webp"><img src="borte.png" alt="x">'
    )
    project.put("bilder/Et Kart.webp", PICTURE)
    project.put("bilder/plan.pdf", b"%PDF-1.4\n%%EOF\n")
    assert project.bring_in() == 0
    assert project.made() == {"artikler/plan.md"}
    assert (project.root / "import/pictures/bilder__Et Kart.webp").read_bytes() == PICTURE
    (row,) = project.review()
    assert "bilder/Et Kart.webp" in row["Look at this"]
    assert "borte.png" in row["Look at this"]
    project.map.write_text(f'{MAP}alt:\n  "bilder/Et Kart.webp": Et kart over kommunen.\n', encoding="utf-8")
    assert project.bring_in() == 0
    assert "![Et kart over kommunen.](et-kart.webp)" in project.text("artikler/plan.md")
    assert (project.root / "content/artikler/et-kart.webp").read_bytes() == PICTURE
    assert project.errors() == []


def _word_with_picture() -> bytes:
    """Return a Word file with one picture in it."""
    picture, out = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    spaces = (
        f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{office}" '
        f'xmlns:wp="{drawing}/wordprocessingDrawing" xmlns:a="{drawing}/main" xmlns:pic="{drawing}/picture"'
    )
    shown = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Et rødt kart."/><a:graphic><a:graphicData>'
        '<pic:pic><pic:blipFill><a:blip r:embed="r2"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    text = f"<w:p><w:r><w:t>{LONG}</w:t></w:r></w:p><w:p>{shown}</w:p>"
    with zipfile.ZipFile(out, "w") as archive:
        kinds = '<Default Extension="png" ContentType="image/png"/>'
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types">{kinds}</Types>')
        for name, kind, target in (
            ("_rels/.rels", "officeDocument", "word/document.xml"),
            ("word/_rels/document.xml.rels", "image", "media/image1.png"),
        ):
            link = f'<Relationship Id="r2" Type="{office}/{kind}" Target="{target}"/>'
            archive.writestr(name, f'<Relationships xmlns="{package}/relationships">{link}</Relationships>')
        archive.writestr("word/document.xml", f"<w:document {spaces}><w:body>{text}</w:body></w:document>")
        archive.writestr("word/media/image1.png", picture.getvalue())
    return out.getvalue()


def test_pictures_in_a_word_file_come_along(project: Project) -> None:
    project.put("mappe/Planen vår.docx", _word_with_picture())
    assert project.bring_in() == 0
    assert project.made() == {"artikler/planen-var.md", "artikler/planen-var-1.png"}
    assert "![Et rødt kart.](planen-var-1.png)" in project.text("artikler/planen-var.md")
    assert project.errors() == []
    before = files(project.root / "content")
    assert project.bring_in() == 0
    assert files(project.root / "content") == before


def test_attachments_come_along_and_faulty_ones_are_left(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.put("a.html", f'<h1>Plan</h1><p>{LONG} <a href="v/Rå data.csv">Data</a> og <a href="v/x.svg">x</a></p>')
    project.put("v/Rå data.csv", "a;b\n1;2\n")
    project.put("v/x.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    assert project.bring_in() == 1
    assert "[Data](ra-data.csv) og x" in project.text("artikler/plan.md")
    assert "v/x.svg: left out" in capsys.readouterr().err
    assert project.errors() == []


def test_a_page_that_would_stop_the_site_is_left_out(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.put("a.html", f"<h1>Plan</h1><p>{LONG} Fødselsnummer 17054026641.</p>")
    project.put("b.html", f"<h1>Mål</h1><p>{LONG} {LONG}</p>")
    assert project.bring_in() == 1
    told = capsys.readouterr().err
    assert "a.html: not imported" in told
    assert "17054026641" not in told
    assert project.made() == {"artikler/mal.md"}


def test_addresses_that_cannot_be_are_told_and_the_page_is_kept(project: Project) -> None:
    project.put("a.html", _page("/feed.xml", f"<h1>Plan</h1><p>{LONG}</p>"))
    project.put("b.html", _page("/side?id=3", f"<h1>Mål</h1><p>{LONG} {LONG}</p>"))
    project.put("c.html", _page("/artikler/", f"<h1>Råd</h1><p>{LONG} {LONG} {LONG}</p>"))
    assert project.bring_in() == 0
    assert project.made() == {"artikler/plan.md", "artikler/mal.md", "artikler/rad.md"}
    assert all("aliases" not in project.text(name) for name in project.made())
    assert project.errors() == []


def test_an_address_that_a_page_answers_already_is_told(project: Project) -> None:
    page = "---\ntitle: Ny plan\naliases: [/a/]\nstatus: archived\n---\n\nVår egen.\n"
    write_site(project.root, {"artikler/ny.md": page})
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>{LONG}</p>"))
    assert project.bring_in() == 0
    (row,) = project.review()
    assert "/a/ → content/artikler/ny.md" in row["Look at this"]
    assert project.errors() == []


def test_skipped_pages_are_listed(project: Project) -> None:
    project.put("a.html", _page("/Sok/Alt/", f"<h1>Søk</h1><p>{LONG}</p>"))
    project.put("b.html", _page("/b/", f"<h1>Mål</h1><p>{LONG}</p>"))
    project.bring_in()
    assert project.made() == {"artikler/mal.md"}
    assert "/Sok/Alt/" in (project.root / "import/review.html").read_text(encoding="utf-8")


def test_names_of_one_person_are_one_profile(project: Project) -> None:
    project.map.write_text(f"{MAP}names:\n  Guro Solbakk: [G. Solbakk]\n", encoding="utf-8")
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>Av Guro Solbakk, forsker, KS (2009)</p><p>{LONG}</p>"))
    project.put("b.html", _page("/b/", f"<h1>Mål</h1><p>Av G. Solbakk, professor, KS (2015)</p><p>{LONG} x</p>"))
    project.put("c.html", _page("/c/", f"<h1>Råd</h1><p>Av Guro Solbak</p><p>{LONG} y</p>"))
    project.bring_in()
    assert {name for name in project.made() if name.startswith("forfattere")} == {
        "forfattere/guro-solbakk.md",
        "forfattere/guro-solbak.md",
    }
    profile = project.text("forfattere/guro-solbakk.md")
    assert "- «forsker, KS» (2009)\n- «professor, KS» (2015)\n" in profile
    assert any("Guro Solbak / Guro Solbakk" in row["Look at this"] for row in project.review())


def test_an_author_that_the_site_has_is_used(project: Project) -> None:
    write_site(project.root, {"forfattere/guro.md": "---\ntitle: Guro Solbakk\n---\n"})
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>Av Guro Solbakk</p><p>{LONG}</p>"))
    project.bring_in()
    assert "  - id: guro\n" in project.text("artikler/plan.md")
    assert project.made() == {"artikler/plan.md", "forfattere/guro.md"}


def test_words_that_have_run_together_are_told_not_mended(project: Project) -> None:
    common = " ".join(["Det er godt å komme fram, og å komme igjen."] * 2)
    project.put(
        "a.html", f"<h1>Plan</h1><p>{common} Alle måkomme {LONG}</p><p>Vi rekker åkomme fram i tide.Nå går vi.</p>"
    )
    project.bring_in()
    (row,) = project.review()
    assert "åkomme" in row["Look at this"]
    assert "tide.Nå" in row["Look at this"]
    assert "rekker åkomme" in project.text("artikler/plan.md")


def test_the_original_is_kept_by_its_digest(project: Project) -> None:
    text = _page("/a/", f"<h1>Plan</h1><p>{LONG}</p>")
    project.put("a.html", text)
    project.bring_in()
    (row,) = project.review()
    assert (project.root / "import" / row["Original"]).read_text(encoding="utf-8") == text


def test_the_review_says_what_was_cut_and_is_safe_to_open(project: Project) -> None:
    project.put(
        "a.html", f"<h1>=HYPERLINK(1)</h1><p>&lt;script&gt;alert(1)&lt;/script&gt; {LONG}</p><p>Tips en venn:</p>"
    )
    project.bring_in()
    (row,) = project.review()
    assert row["Title"].startswith("'=")
    assert row["Cut"] == "Tips en venn:"
    page = (project.root / "import/review.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "=HYPERLINK(1)" in page


def test_a_map_with_errors_stops_before_anything_is_written(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.put("a.html", f"<h1>Plan</h1><p>{LONG}</p>")
    project.map.write_text(
        "otherwise:\n  themes: [plann]\nmarks:\n  body: ['[']\nstatus: ferdig\nregler: []\n", encoding="utf-8"
    )
    assert project.bring_in() == 2
    told = capsys.readouterr().err
    assert all(part in told for part in ("plann", "kart.yaml:4", "kart.yaml:5", "kart.yaml:6", "rules"))
    assert not (project.root / "import").exists()


def test_a_broken_state_stops_the_import(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.put("a.html", f"<h1>Plan</h1><p>{LONG}</p>")
    project.bring_in()
    (project.root / "import/state.json").write_text("{", encoding="utf-8")
    assert project.bring_in() == 2
    assert "state.json" in capsys.readouterr().err


def test_a_map_is_suggested_that_can_be_used(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    for at in range(6):
        foot = "<p>2021 © Tjenesten</p>"
        project.put(f"{at}.html", _page(f"/Praksis/Plan-{at}/", f"<h1>Plan {at}</h1><p>{LONG * at}</p>{foot}"))
    assert main(["import", str(project.source), "--suggest", "--root", str(project.root), "--today", TODAY]) == 0
    text = capsys.readouterr().out
    assert "  - address: [/Praksis/]  # 6 (practice: 6)\n    kind: practice\n" in text.replace('"', "")
    assert "www.gammel.example  # 6" in text
    project.map.write_text(text, encoding="utf-8")
    assert project.bring_in() == 0
    assert {name.partition("/")[0] for name in project.made()} == {"praksis"}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("/Emne/Plan/", ["/Emne/Plan/"]),
        ("https://gammel.example/Emne/Plan/?a=b", ["/Emne/Plan/"]),
        (
            "<url><loc>https://gammel.example/a/</loc></url><url><loc>https://gammel.example/b/</loc></url>",
            ["/a/", "/b/"],
        ),
        ('1.2.3.4 - - [1/Jan/2021] "GET /Tema/%C3%85/ HTTP/1.1" 200 5 "-" "Mozilla"', ["/Tema/Å/"]),
        ('1.2.3.4 - - [1/Jan/2021] "GET /x/ HTTP/1.1" 200 5 "-" "Googlebot/2.1"', []),
        ('1.2.3.4 - - [1/Jan/2021] "GET /stil.css HTTP/1.1" 200 5 "-" "Mozilla"', []),
        ('1.2.3.4 - - [1/Jan/2021] "GET /x/ HTTP/1.1" 500 5 "-" "Mozilla"', []),
        ("# en kommentar", []),
        ("", []),
    ],
)
def test_addresses_are_read_from_lists_maps_and_logs(line: str, found: list[str]) -> None:
    assert paths(line) == found


def test_how_many_addresses_are_answered(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.put("a.html", _page("/Emne/Plan/", f"<h1>Plan</h1><p>{LONG}</p>"))
    project.bring_in()
    (project.source / "logg.txt").write_text("/Emne/Plan/\n/Emne/Plan\n/borte/\n/borte/\n/\n", encoding="utf-8")
    capsys.readouterr()
    asked = [
        "import",
        "--addresses",
        str(project.source / "logg.txt"),
        "--root",
        str(project.root),
        "--today",
        TODAY,
    ]
    assert main([*asked, "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "3 of 4 addresses are answered (3 of 5 requests). Those that are not, the most used first:",
        "       2  /borte/",
    ]


def test_without_a_source_or_libraries_the_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "finnes-ikke", "--root", str(ROOT / "tests/golden/site")]) == 2
    assert "finnes-ikke" in capsys.readouterr().err


def test_the_state_is_the_same_text_for_the_same_import(project: Project) -> None:
    project.put("a.html", _page("/a/", f"<h1>Plan</h1><p>{LONG}</p>"))
    project.bring_in()
    state = json.loads((project.root / "import/state.json").read_text(encoding="utf-8"))
    assert state["paths"] == {"/a/": "content/artikler/plan.md"}
    assert set(state["written"]) == {"content/artikler/plan.md"}


def test_without_a_map_everything_is_a_draft(project: Project) -> None:
    assert chosen_map(None, None)[0].status == "draft"  # type: ignore[arg-type] # the site is not asked
