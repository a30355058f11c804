"""Every kind is shown, listed and edited by what its declaration says, whether it is built in or a site's own."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.authoring.choices import choices_in
from kbsite.authoring.cms.files import settings as cms_settings
from kbsite.authoring.editor_files import schemas
from kbsite.authoring.fix import fix_source
from kbsite.cli import main
from kbsite.model import Source
from kbsite.model.cms import Cms
from kbsite.model.routes import Routes, names_in
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options, silent
from kbsite.read.kinds import TAKEN_LAYOUTS, kinds, taken_folders
from kbsite.render.outputs.suggestions import suggestions
from kbsite.schema.kinds import BUILT_IN
from kbsite.schema.shown_fields import shown_fields
from kbsite.site import routes
from tests.samples import STRINGS, config
from tests.sites import LAYOUTS, ROOT, TODAY, PageFile, build, files, read_pages, text_of, write_site
from tests.test_pictures import picture

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.model import Site
    from kbsite.schema.kinds import FrontMatter

PUBLISHED = "date: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n"

REPORTS = """\
- id: report
  folder: rapporter
  name: {one: Rapport, many: Rapporter}
  lead_paragraph: true
  sections:
    - {name: problem, heading: {nb: Utfordringen, nn: Utfordringa}, help: {nb: Skriv hva, nn: Skriv kva}}
    - {name: method, heading: Slik gjorde de det, required: false}
    - {name: result, heading: Resultater}
"""

EVENTS = """\
- id: excursion
  folder: ekskursjoner
  name: {one: Ekskursjon, many: {nb: Ekskursjoner, nn: Ekskursjon}}
  fields:
    - {name: place, type: text, label: {nb: Sted, nn: Stad}, required: true, help: Hvor., example: "Bodø: sal 2"}
    - {name: start, type: date, label: Start, required: true}
    - {name: end, type: date, label: Slutt, not_before: start}
    - {name: signup, type: url, label: Påmelding}
    - {name: contact, type: email, label: Spørsmål til}
    - {name: price, type: number, label: Pris}
    - {name: open, type: boolean, label: Åpent for alle}
    - {name: speakers, type: list, label: Innledere}
    - {name: programme, type: markdown, label: Program}
  ages: false
  chapters: true
  front_page: above
  schema_org: {type: Event, properties: {startDate: start, location: place}}
- id: leaflet
  folder: faktaark
  name: {one: Faktaark, many: Faktaark}
  listed: false
"""

SEMINAR = f"""\
---
title: Planseminar
{PUBLISHED}place: Bodø & omland
start: 2026-12-03
end: 2026-12-04
signup: https://paamelding.example.org/
contact: kari@example.org
price: 12.50
open: false
speakers: [Kari, Ola]
programme: |
  ## Første dag

  Se [artikkelen](../artikler/lang/index.md) og ![en tegning](kart.png).
---

To fine turer om planer.
"""

SITE: dict[str, str | bytes] = {
    "data/kinds.yaml": EVENTS,
    "forfattere/kari.md": "---\ntitle: Kari\n---\n",
    "artikler/lang/index.md": f"---\ntitle: Lang\n{PUBLISHED}---\n\n[Dagene](../../ekskursjoner/planseminar.md)\n",
    "ekskursjoner/planseminar.md": SEMINAR,
    "ekskursjoner/planseminar.nn.md": SEMINAR.replace("Planseminar", "Planseminar nn"),
    "ekskursjoner/kart.png": picture((4, 3)),
    "faktaark/stor.md": "---\ntitle: Stort ark\n---\n\nTekst om planer og [alle](/ekskursjoner/).\n",
}

BESIDE: dict[str, str | bytes] = {
    "forfattere/kari.md": SITE["forfattere/kari.md"],
    "artikler/lang/index.md": f"---\ntitle: Lang\n{PUBLISHED}---\n\nTekst.\n",
}
"""What a page of any kind can need: an author, and an article that can have chapters."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("own"), SITE)


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("own-built") / "public"
    assert build(root, output) == 0
    return output


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, PageFile]:
    return read_pages(built)


def site_of(root: Path) -> Site:
    loaded = load(
        Options(root=root, layouts=LAYOUTS, output=root / "public", today=date.fromisoformat(TODAY)), silent
    )
    assert loaded.site is not None, loaded.problems
    return loaded.site


@pytest.mark.parametrize("kind", BUILT_IN.every, ids=lambda kind: str(kind.kind))
def test_a_new_page_of_every_kind_is_sound_and_shown(kind: type[FrontMatter], tmp_path: Path) -> None:
    """A fixture for every kind that there will ever be: what `kbsite new` makes, published."""
    root = write_site(tmp_path, BESIDE)
    title = "plan" if kind.introduces == "theme" else "Ny side"
    given = ["--parent", "artikler/lang"] if kind.is_chapter else []
    assert main(["new", kind.kind, title, *given, "--root", str(root), "--today", "2026-01-01", "-q"]) == 0
    for path in (root / "content").rglob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("draft: true", "draft:"), encoding="utf-8")
    assert build(root, tmp_path / "public") == 0
    shown = [
        page for page in read_pages(tmp_path / "public").values() if page.all(f"article[@data-kind='{kind.kind}']")
    ]
    assert any(title in text_of(page.one("h1")) or kind.introduces == "theme" for page in shown)


def test_no_module_names_a_kind_but_that_which_lists_them() -> None:
    """What a kind is, its declaration says; whoever asks for one by name has a list of kinds of its own."""
    modules = {path.stem for path in (ROOT / "kbsite/schema/kinds").glob("*.py")} - {"__init__", "front_matter"}
    declared = {f"kbsite.schema.kinds.{name}" for name in modules}
    found = []
    for path in (ROOT / "kbsite").rglob("*.py"):
        if path.parent.name == "kinds":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{path}: {name}" for name in names if name in declared]
    assert len(declared) == len(BUILT_IN.every)
    assert found == []


def test_a_page_of_a_site_s_own_kind_has_its_address_its_fields_and_its_text(pages: dict[str, PageFile]) -> None:
    article = pages["ekskursjoner/planseminar/index.html"].one("article[@data-kind='excursion']")
    shown = {div.attrib["data-field"]: text_of(div) for div in article.findall(".//div[@data-field]")}
    assert shown == {
        "place": "Sted Bodø & omland",
        "start": "Start 3. desember 2026",
        "end": "Slutt 4. desember 2026",
        "signup": "Påmelding https://paamelding.example.org/ (ekstern lenke)",
        "contact": "Spørsmål til kari@example.org",
        "price": "Pris 12,5",
        "open": "Åpent for alle Nei",
        "speakers": "Innledere Kari, Ola",
    }
    [day, _] = article.findall(".//div[@data-field]//time")
    assert day.attrib["datetime"] == "2026-12-03"
    programme = article.find(".//section[@data-field='programme']")
    assert programme is not None
    assert [(each.tag, text_of(each)) for each in programme if each.tag in ("h2", "h3")][1][0] == "h3"
    assert [
        link.attrib["href"] for link in programme.iter("a") if "anchor" not in link.attrib.get("class", "")
    ] == ["/artikler/lang/"]
    assert [each.attrib["src"].partition("?")[0] for each in programme.iter("img")] == [
        "/ekskursjoner/planseminar/kart.png"
    ]


def test_labels_are_in_the_language_of_the_page(pages: dict[str, PageFile]) -> None:
    assert "Stad" in text_of(pages["ekskursjoner/planseminar/nn/index.html"].one("dl[@data-part='fields']"))


def test_a_listed_kind_is_in_its_index_the_menu_the_feed_the_front_page_and_the_sitemap(
    built: Path, pages: dict[str, PageFile]
) -> None:
    out = files(built)
    index = pages["ekskursjoner/index.html"]
    assert [text_of(each) for each in index.all("li[@data-item='excursion']//a")] == ["Planseminar"]
    assert b"/ekskursjoner/planseminar/" in out["feed.xml"]
    assert b"https://example.org/ekskursjoner/planseminar/</loc>" in out["sitemap.xml"]
    front = pages["index.html"]
    shelf = next(each for each in front.all("section[@class='shelf']") if text_of(each[0]) == "Ekskursjoner")
    headings = [text_of(each) for each in front.all("h2")]
    assert [link.attrib["href"] for link in shelf.iter("a")] == ["/ekskursjoner/planseminar/"]
    assert headings.index("Ekskursjoner") < headings.index("Utforsk temaene")
    assert "/ekskursjoner/" in [each.attrib["href"] for each in front.all("a")]
    assert any(text_of(each[0]) == "Ekskursjoner" for each in pages["tema/plan/index.html"].all("header"))


def test_a_kind_that_is_not_listed_has_pages_and_no_index(built: Path, pages: dict[str, PageFile]) -> None:
    assert pages["faktaark/stor/index.html"].all("article[@data-kind='leaflet']")
    assert "faktaark/index.html" not in pages
    assert b"faktaark" not in files(built)["feed.xml"]
    assert b"/faktaark/stor/" in files(built)["sitemap.xml"]


def test_structured_data_shows_what_the_page_is_about(pages: dict[str, PageFile]) -> None:
    script = pages["ekskursjoner/planseminar/index.html"].one("script[@type='application/ld+json']")
    page = json.loads(script.text or "")["@graph"][0]
    assert page["@type"] == "WebPage"
    assert page["mainEntity"] == {
        "@type": "Event",
        "name": "Planseminar",
        "description": "To fine turer om planer.",
        "url": "https://example.org/ekskursjoner/planseminar/",
        "startDate": "2026-12-03",
        "location": "Bodø & omland",
    }


def test_the_search_field_suggests_its_pages(root: Path) -> None:
    file = suggestions(site_of(root), STRINGS).data
    assert isinstance(file, bytes)
    data = json.loads(file)
    assert "Ekskursjon" in " ".join(data["kinds"]["nb"])
    assert any(row[1] == "/ekskursjoner/planseminar/" for row in data["items"])


def test_a_layout_of_its_own_gets_the_fields(root: Path, tmp_path: Path) -> None:
    import shutil  # noqa: PLC0415 - wanted here alone

    layouts = tmp_path / "layouts"
    shutil.copytree(LAYOUTS, layouts)
    names = ("start", "start.iso", "programme", "price")
    shown = "|".join(f"{{{{ page.fields.{name} }}}}" for name in names)
    own = f'{{% extends "content.html" %}}\n{{% block note %}}<p id="own">{shown}</p>{{% endblock %}}\n'
    (layouts / "excursion.html").write_text(own, encoding="utf-8")
    assert main(["build", "--root", str(root), "--layouts", str(layouts), "--output", str(tmp_path / "out"),
                 "--today", TODAY, "--no-search", "-q"]) == 0  # fmt: skip
    html = (tmp_path / "out/ekskursjoner/planseminar/index.html").read_text(encoding="utf-8")
    assert '<p id="own">3. desember 2026|2026-12-03|<h3' in html
    assert "|12.5</p>" in html


def test_a_new_page_begins_with_the_example_and_today(root: Path, tmp_path: Path) -> None:
    own = write_site(tmp_path, {"data/kinds.yaml": EVENTS, "forfattere/kari.md": SITE["forfattere/kari.md"]})
    assert main(["new", "ekskursjon", "Ny", "--root", str(own), "--today", "2026-11-21", "-q"]) == 0
    made = (own / "content/ekskursjoner/ny.md").read_text(encoding="utf-8")
    assert '\n# Hvor. (må fylles ut)\nplace: "Bodø: sal 2"\n' in made
    assert "\nstart: 2026-11-21\n" in made
    assert "\nend:\n" in made
    assert main(["check", "--root", str(own), "--today", TODAY, "-q"]) == 0


def test_the_fields_are_in_the_json_schema_and_in_the_forms(root: Path) -> None:
    site = site_of(root)
    schema = schemas(choices_in(site.documents, site.config))["excursion"]
    assert {"place", "start"} <= set(schema["required"])
    assert schema["properties"]["start"]["format"] == "date"
    assert "label" not in schema["properties"]["place"]
    forms = {each["name"]: each for each in cms_settings(site, Cms(backend="github", repo="a/b"))["collections"]}
    fields = {field["name"]: field for field in forms["excursion"]["fields"]}
    assert (fields["place"]["label"], fields["place"]["hint"], fields["place"]["required"]) == (
        "Sted",
        "Hvor.",
        True,
    )
    assert [fields[name]["widget"] for name in ("start", "price", "open", "programme", "speakers")] == [
        "datetime",
        "number",
        "boolean",
        "markdown",
        "list",
    ]


def test_a_date_of_its_own_is_fixed(root: Path) -> None:
    source = Source("content/ekskursjoner/x.md", SEMINAR.replace("end: 2026-12-04", "end: 4.12.2026").encode())
    assert b"\nend: 2026-12-04\n" in fix_source(source, kinds(root, [])).data


def test_the_same_declarations_are_the_same_kinds(root: Path) -> None:
    """So that a parsed file can be kept until its bytes, or the declarations, change."""
    assert kinds(root, []) == kinds(root, [])
    assert len(kinds(root, []).every) == len(BUILT_IN.every) + 2


def test_a_site_without_the_file_has_the_built_in_kinds(tmp_path: Path) -> None:
    assert kinds(write_site(tmp_path, {}), []) is BUILT_IN


def test_no_kind_can_take_an_address_or_a_layout_that_kbsite_needs() -> None:
    for language in ("nb", "nn", "en"):
        own = Routes(names_in(language))
        site = replace(config(), kinds=BUILT_IN.in_language(language), routes=own)
        fixed = (*routes.reserved(site), routes.ADMIN, own.laws, own.glossary)
        first = {address.strip("/").partition("/")[0].partition(".")[0] for address in fixed} - {""}
        assert first <= {*taken_folders(own), *site.kinds.folders}
    layouts = {path.stem for path in LAYOUTS.glob("*.html")}
    assert layouts == {*TAKEN_LAYOUTS, *(kind.kind for kind in BUILT_IN if not kind.layout_optional)}


def test_every_built_in_field_that_is_shown_has_a_label_in_both_standards() -> None:
    for kind in BUILT_IN:
        for field in shown_fields(kind):
            assert field.label.nb
            assert field.label.nn
            assert re.fullmatch(r"[a-z_]+", field.name)


REPORT = f"""\
---
title: Rapporten
{PUBLISHED}---

Kort sagt.

## Utfordringen

Folk flytter.

### Hvem

Alle.

"""


def test_the_parts_of_a_text_are_shown_in_their_sections_with_their_headings(tmp_path: Path) -> None:
    """Text before the first section is an introduction; none is lost."""
    root = write_site(
        tmp_path,
        BESIDE | {"data/kinds.yaml": REPORTS, "rapporter/en.md": f"{REPORT}## Resultater\n\nEn plan.\n"},
    )
    assert build(root, tmp_path / "public") == 0
    page = read_pages(tmp_path / "public")["rapporter/en/index.html"]
    shown = {each.attrib["data-section"]: text_of(each) for each in page.all("section[@data-section]")}
    assert {name: text.split(".")[0] for name, text in shown.items()} == {
        "problem": "Utfordringen Folk flytter",
        "result": "Resultater En plan",
    }
    article = page.one("article[@data-kind='report']")
    assert "data-lead" in article.attrib
    assert text_of(page.one("div[@class='text']")).startswith("Kort sagt. Utfordringen")
    targets = [each.attrib["href"] for each in page.all("details[@class='toc']//a")]
    assert targets == ["#utfordringen", "#hvem", "#resultater"]


@pytest.mark.parametrize(("language", "headings"), [("nb", "Utfordringen"), ("nn", "Utfordringa")])
def test_a_new_page_has_the_headings_of_its_parts_in_its_language(
    language: str, headings: str, tmp_path: Path
) -> None:
    root = write_site(tmp_path, BESIDE | {"data/kinds.yaml": REPORTS})
    given = [
        "new",
        "report",
        "Ny rapport",
        "--standard",
        language,
        "--root",
        str(root),
        "--today",
        "2026-01-01",
        "-q",
    ]
    assert main(given) == 0
    written = next((root / "content/rapporter").glob("*.md")).read_text(encoding="utf-8")
    assert written.split("---\n")[2].split("\n")[1:4] == [
        f"## {headings}",
        "",
        f"Skriv {'kva' if language == 'nn' else 'hva'}",
    ]
    assert "## Slik gjorde de det" in written


def test_a_page_without_a_part_that_may_be_missing_is_as_sound_as_one_with_it(tmp_path: Path) -> None:
    for method in ("", "## Slik gjorde de det\n\nSammen.\n\n"):
        root = write_site(
            tmp_path / str(len(method)),
            BESIDE | {"data/kinds.yaml": REPORTS, "rapporter/en.md": f"{REPORT}{method}## Resultater\n\nEn.\n"},
        )
        assert build(root, root / "public") == 0


def test_text_of_a_kind_whose_parts_may_all_be_missing_is_kept(tmp_path: Path) -> None:
    entry = "- id: memo\n  folder: notater\n  name: {one: Notat, many: Notater}\n  sections:\n" + (
        "    - {name: sources, heading: Kilder, required: false}\n"
    )
    root = write_site(
        tmp_path,
        BESIDE | {"data/kinds.yaml": entry, "notater/a.md": f"---\ntitle: A\n{PUBLISHED}---\n\nAlt her.\n"},
    )
    assert build(root, tmp_path / "public") == 0
    assert "Alt her." in text_of(read_pages(tmp_path / "public")["notater/a/index.html"].one("div[@class='text']"))
