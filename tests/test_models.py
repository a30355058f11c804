"""Clickable models: their views, their pages, and their places on other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kbsite.checks import check
from kbsite.render.compose import PageJob, compose
from kbsite.render.views import ContentPage, FrontPage, ModelView, ThemePage
from kbsite.schema.model_fields import Step
from kbsite.site.model_steps import in_loops, rows
from tests.samples import plain_text, site, text
from tests.sites import PageFile, build, read_pages, text_of, write_site

if TYPE_CHECKING:
    from pathlib import Path

SVG_LINK = "{http://www.w3.org/2000/svg}a"
MODEL = "content/modeller/m.md"
STEPS = """
  - id: start
    lane: plan
    title: Oppstart
    text: Arbeidet begynner.
    pages: [../artikler/a.md]
    next: [vedtak, tiltak]
  - id: vedtak
    lane: plan
    title: Vedtak & <glede>
    text: Kommunestyret vedtar.
    pages: [../artikler/a.md#fristen, ../artikler/b/01-en.md, ../artikler/borte.md]
  - {id: tiltak, lane: helse, title: Tiltak, text: Noe blir gjort., again: [start]}"""
LANES = "[{id: plan, title: Planen}, {id: helse, title: Helsen}]"
FILES = {
    MODEL: text("Modellen", "Innledning.", lanes=LANES, steps=STEPS),
    "content/artikler/a.md": text("A", "## Fristen\n\nTekst.", lang="nn"),
    "content/artikler/b/index.md": text("B"),
    "content/artikler/b/01-en.md": plain_text("En"),
    "content/artikler/b/02-to.md": plain_text("To"),
    "content/artikler/borte.md": text("Borte", expires="2026-02-01"),
}


class _Words(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return name


def page_jobs(files: dict[str, str]) -> dict[str, PageJob]:
    return {each.path: each for each in compose(site(files), {"nb": _Words(), "nn": _Words()})}


def content(path: str, files: dict[str, str] | None = None) -> ContentPage:
    page = page_jobs(files or FILES)[path].page
    assert isinstance(page, ContentPage)
    return page


def model_of(files: dict[str, str] | None = None) -> ModelView:
    model = content("modeller/m/index.html", files).model
    assert model is not None
    return model


def test_a_step_has_its_lane_its_text_and_its_number() -> None:
    start, vedtak, tiltak = model_of().steps
    assert [each.id for each in (start, vedtak, tiltak)] == ["steg_start", "steg_vedtak", "steg_tiltak"]
    assert (tiltak.number, tiltak.lane, tiltak.lane_title, tiltak.text) == (3, 2, "Helsen", "Noe blir gjort.")


def test_a_step_leads_to_its_pages_by_their_titles_and_says_their_language() -> None:
    start, vedtak, _ = model_of().steps
    assert [(link.title, link.href, link.lang, link.note) for link in start.pages] == [
        ("A", "/artikler/a/", "nn", "Artikkel")
    ]
    assert [(link.title, link.href) for link in vedtak.pages] == [
        ("A: Fristen", "/artikler/a/#fristen"),
        ("En – B", "/artikler/b/en/"),
    ], "a page that has expired is left out"


def test_a_step_leads_to_other_steps_on_the_page() -> None:
    start, _, tiltak = model_of().steps
    assert [(link.title, link.href, link.note) for link in start.next] == [
        ("Vedtak & <glede>", "#steg_vedtak", "2"),
        ("Tiltak", "#steg_tiltak", "3"),
    ]
    assert [link.href for link in tiltak.again] == ["#steg_start"]
    assert tiltak.next == ()


def steps(*ways: str) -> list[Step]:
    """Return steps from `a bc 2`: the name, the steps that it leads to or -, and its phase if any."""
    found = []
    for name, following, *phase in map(str.split, ways):
        given = {"id": name, "lane": "plan", "title": name, "text": name, "next": list(following.strip("-"))}
        found.append(Step.model_validate({**given, "phase": phase[0] if phase else None}))
    return found


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (["a -", "b -"], (0, 0)),
        (["a b", "b c", "c -"], (0, 1, 2)),
        (["c -", "b c", "a b"], (2, 1, 0)),
        (["a cd", "b d", "c d", "d -"], (0, 0, 1, 2)),
        (["a a", "b -"], (0, 0)),
        (["a x", "b -"], (0, 0)),
        (["a b 3", "b c", "c - 3"], (0, 1, 0)),
        (["a -", "b - 9"], (0, 1)),
        (["a b", "b a", "c -"], (0, 1, 0)),
    ],
)
def test_a_step_is_in_its_phase_or_below_all_that_lead_to_it(ways: list[str], expected: tuple[int]) -> None:
    assert rows(steps(*ways)) == expected


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (["a b", "b c", "c -"], ""),
        (["a a", "b -"], "a"),
        (["a b", "b a", "c a", "d -"], "ab"),
        (["a bx", "b c", "c b"], "bc"),
    ],
)
def test_steps_that_lead_to_themselves_are_found(ways: list[str], expected: str) -> None:
    assert in_loops(steps(*ways)) == set(expected)


def test_both_drawings_have_the_same_steps_in_the_order_of_the_file() -> None:
    model = model_of()
    assert model.narrow is not None
    for drawing in (model.wide, model.narrow):
        assert [(box.number, box.href, box.title, box.lane_title) for box in drawing.steps] == [
            (1, "#steg_start", "Oppstart", "Planen"),
            (2, "#steg_vedtak", "Vedtak & <glede>", "Planen"),
            (3, "#steg_tiltak", "Tiltak", "Helsen"),
        ]
        assert [arrow.again for arrow in drawing.arrows] == [False, False, True]


def test_three_lanes_are_a_list_alone_on_a_phone() -> None:
    three = LANES.replace("]", ", {id: tre, title: Tre}]")
    assert model_of({**FILES, MODEL: FILES[MODEL].replace(LANES, three)}).narrow is None


def test_other_pages_have_no_model() -> None:
    assert content("artikler/a/index.html").model is None


def test_a_page_says_where_it_belongs_and_a_chapter_counts_for_itself() -> None:
    assert [(p.lane, p.number, p.step, p.href) for p in content("artikler/a/index.html").models] == [
        ("Planen", 1, "Oppstart", "/modeller/m/#steg_start"),
        ("Planen", 2, "Vedtak & <glede>", "/modeller/m/#steg_vedtak"),
    ]
    assert [p.number for p in content("artikler/b/en/index.html").models] == [2]
    assert content("artikler/b/to/index.html").models == ()


def test_a_chapter_that_no_step_names_belongs_where_its_article_does() -> None:
    files = {**FILES, MODEL: FILES[MODEL].replace("b/01-en.md", "b/index.md")}
    assert [p.number for p in content("artikler/b/to/index.html", files).models] == [2]


def test_a_place_in_a_model_of_the_other_standard_says_so() -> None:
    assert {p.lang for p in content("artikler/a/index.html").models} == {"nb"}
    assert {p.lang for p in content("artikler/b/en/index.html").models} == {""}


def test_a_theme_leads_to_the_models_on_it() -> None:
    page = page_jobs(FILES)["tema/plan/index.html"].page
    assert isinstance(page, ThemePage)
    assert [(p.model, p.number, p.href) for p in page.models] == [("Modellen", 0, "/modeller/m/")]


def test_a_theme_that_a_step_names_leads_to_the_step() -> None:
    files = {**FILES, MODEL: FILES[MODEL].replace("b/01-en.md", "b/01-en.md, ../tema/plan.md")}
    page = page_jobs({**files, "content/tema/plan.md": plain_text("Plan")})["tema/plan/index.html"].page
    assert isinstance(page, ThemePage)
    assert [(p.number, p.step) for p in page.models] == [(2, "Vedtak & <glede>")]


def test_the_front_page_leads_to_the_models() -> None:
    page = page_jobs(FILES)["index.html"].page
    assert isinstance(page, FrontPage)
    first = page.below[0]
    assert (first.kind, [item.href for item in first.items]) == ("model", ["/modeller/m/"])


def test_a_site_without_models_has_no_index_of_them_and_may_use_the_address() -> None:
    files = {"content/artikler/a.md": text(), "content/sider/modeller.md": plain_text("Modeller")}
    assert check(site(files)) == ()
    assert "listing.html" not in {job.layout for path, job in page_jobs(files).items() if "modeller" in path}


def test_the_index_of_models_can_be_linked_to_where_it_is() -> None:
    link = {"content/sider/om.md": plain_text("Om", "Se [modellene](/modeller/).")}
    assert "broken-link" in {each.code for each in check(site(link))}
    assert "broken-link" not in {each.code for each in check(site({**FILES, **link}))}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageFile]:
    root: Path = tmp_path_factory.mktemp("model")
    files = {path.removeprefix("content/"): body for path, body in FILES.items()}
    write_site(root / "site", {**files, "forfattere/kari.md": plain_text("Kari")})
    assert build(root / "site", root / "out") == 0
    return read_pages(root / "out")


@pytest.fixture
def shown(built: dict[str, PageFile]) -> PageFile:
    return built["modeller/m/index.html"]


def test_it_is_valid(shown: PageFile) -> None:
    assert shown.faults == ()


def test_every_link_of_the_drawing_reaches_a_step_of_the_list(shown: PageFile) -> None:
    listed = [f"#{item.attrib['id']}" for item in shown.all("ol[@data-part='steps']/li")]
    assert listed == ["#steg_start", "#steg_vedtak", "#steg_tiltak"]
    drawings = shown.all("nav[@aria-label='Tegning av stegene']")
    assert [[link.attrib["href"] for link in drawing.iter(SVG_LINK)] for drawing in drawings] == [listed, listed]


def test_a_link_of_the_drawing_has_a_name_that_needs_no_drawing(shown: PageFile) -> None:
    names = {link.attrib["aria-label"] for link in shown.root.iter(SVG_LINK)}
    assert "Steg 2: Vedtak & <glede>. Planen" in names
    assert len(names) == 3, "the same in both drawings"


def test_nothing_has_a_style_of_its_own(shown: PageFile) -> None:
    assert [each.tag for each in shown.root.iter() if "style" in each.attrib or each.tag == "style"] == []


def test_the_list_says_it_all(shown: PageFile) -> None:
    step = text_of(shown.one("li[@id='steg_start']"))
    assert step == "Planen Oppstart Arbeidet begynner. A Artikkel Fører videre til 2. Vedtak & <glede>, 3. Tiltak"


def test_only_pages_of_models_have_their_style(built: dict[str, PageFile]) -> None:
    with_style = {path for path, page in built.items() if any("model.css" in link for link in page.links())}
    assert with_style == {"modeller/m/index.html"}


def test_a_page_of_a_step_shows_its_place(built: dict[str, PageFile]) -> None:
    part = built["artikler/a/index.html"].one("*[@data-part='models']")
    assert [text_of(link) for link in part.iter("a")] == [
        "Planen: steg 1, Oppstart",
        "Planen: steg 2, Vedtak & <glede>",
    ]


def test_the_front_page_shows_the_way_in(built: dict[str, PageFile]) -> None:
    part = built["index.html"].one("section[@data-part='models']")
    assert [link.attrib["href"] for link in part.iter("a")] == ["/modeller/m/"]
