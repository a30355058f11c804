"""The editors' dashboard: what it counts, where its bars lead, and where it may be written."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.reports.dashboard import dashboard, figures
from kbsite.reports.dashboard.board import board
from kbsite.reports.dashboard.charts import Bar, drawing
from kbsite.reports.overview import overview
from kbsite.site.history import Life
from tests import axe
from tests.conftest import watched
from tests.repositories import commit, git, start
from tests.samples import config, plain_text, site, text
from tests.sites import ROOT, TODAY, build, files, newest_day, read_page, text_of, write_site
from tests.test_every_page import VARIANTS, faults

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from kbsite.model import Site
    from kbsite.reports.overview import Group
    from tests.sites import PageFile

A, B, NEWS = "content/artikler/a.md", "content/artikler/b.md", "content/aktuelt/n.md"
WORDS = catalogue("nb")


def names(groups: tuple[Group, ...]) -> dict[str, list[str]]:
    """Return the names of the files in each group, without folder."""
    return {each.name: [entry.page.file.rpartition("/")[2] for entry in each.entries] for each in groups}


@pytest.fixture
def some() -> Site:
    """Return a site with something in every figure."""
    return site(
        {
            A: text("En & <b>to</b>", "Se [b](b.md) og [b](b.md), [n](../aktuelt/n.md).", review_by="2026-11-01"),
            B: text("To", "Se [a](a.md).", themes="[plan, helse]", date="2024-01-01", lang="nn"),
            "content/artikler/c/index.md": text("Tre", date="2026-01-01", review_by="2026-10-01"),
            "content/artikler/c/01-d.md": plain_text("Fire"),
            NEWS: text("Ny", date="2010-01-01"),
            "content/sider/om.md": plain_text("Om"),
        },
        replace(config("plan", "helse"), review_after_months=36),
    )


def test_pages_are_counted_by_kind_theme_year_and_language(some: Site) -> None:
    found = overview(some, {})
    assert found.pages == 7
    assert names(found.kinds) == {
        "article": ["a.md", "b.md", "index.md"],
        "chapter": ["01-d.md"],
        "news": ["n.md"],
        "author": ["kari.md"],
        "page": ["om.md"],
    }
    assert names(found.themes) == {
        "plan": ["n.md", "a.md", "b.md", "01-d.md", "index.md"],
        "helse": ["b.md"],
        "": ["kari.md", "om.md"],
    }
    assert list(names(found.years)) == ["2010", "2024", "2026", ""]
    assert names(found.languages)["nn"] == ["b.md"]


def test_what_is_overdue_is_first_and_what_does_not_age_is_left_out(some: Site) -> None:
    """A chapter that falls due with its article is not a task of its own."""
    assert names(overview(some, {}).ages) == {
        "overdue": ["index.md", "a.md"], "24": ["b.md"], "18": [], "12": [], "6": [], "0": [],
    }  # fmt: skip
    assert names(overview(some, {}).tasks)["overdue"] == ["index.md", "a.md"]


@pytest.mark.parametrize(
    ("day", "age"),
    [("2026-05-22", "0"), ("2026-05-21", "6"), ("2025-11-21", "12"), ("2025-05-22", "12"), ("2024-11-21", "24")],
)
def test_an_age_begins_on_the_day_that_so_many_months_have_passed(day: str, age: str) -> None:
    found = names(overview(site({A: text(date="2020-01-01", reviewed=day)}), {}).ages)
    assert [name for name, listed in found.items() if listed] == [age]


def test_a_commit_does_not_make_a_page_younger(some: Site) -> None:
    changed = replace(some, changed={B: date(2026, 11, 20)})
    assert overview(changed, {}).ages == overview(some, {}).ages


def test_links_between_themes_are_counted_as_pairs_of_pages(some: Site) -> None:
    found = {(each.start, each.end): len(each.links) for each in overview(some, {}).between}
    assert found == {
        ("plan", "plan"): 3,  # a to b and n, b to a
        ("plan", "helse"): 1,
        ("helse", "plan"): 1,
        ("helse", "helse"): 0,
    }


@pytest.mark.parametrize(
    ("first", "last", "times"),
    [
        (date(2026, 9, 30), date(2026, 11, 1), {"2026-09": ["a.md"], "2026-10": [], "2026-11": ["b.md"]}),
        (date(2025, 12, 1), date(2026, 1, 1), {"2025-12": ["a.md"], "2026-01": ["b.md"]}),
        (date(2024, 11, 1), date(2026, 11, 1), {"2024": ["a.md"], "2025": [], "2026": ["b.md"]}),
    ],
)
def test_growth_has_every_month_or_every_year_of_a_long_history(
    first: date, last: date, times: dict[str, list[str]]
) -> None:
    lives = {A: Life(first), B: Life(last), "content/artikler/borte.md": Life(date(2001, 1, 1))}
    assert names(overview(site({A: text(), B: text()}), lives).growth) == times


def test_bars_are_drawn_to_the_longest_and_nothing_is_too_thin_to_see() -> None:
    found = drawing(
        [
            Bar("En", "1000", "#a", (("main", 750), ("before", 250))),
            Bar("To", "1", "", (("main", 1), ("before", 0))),
            Bar("Null", "0", "", (("main", 0),)),
        ]
    )
    parts = [[(part.style, part.x, part.width) for part in row.parts] for row in found.rows]
    assert parts == [[("main", 0, 75), ("before", 75, 25)], [("main", 0, 0.6)], []]
    tops = [row.top for row in found.rows]
    assert all(row.top + row.height < below for row, below in zip(found.rows, tops[1:], strict=False))
    assert found.height > found.rows[-1].bar + found.thick


def test_a_long_name_is_broken_and_its_bar_moves_down() -> None:
    short, long = (
        drawing([Bar(name, "1", "", ())]).rows[0] for name in ("Kort", "Rusmiddelpolitisk handlingsplan")
    )
    assert [line.text for line in long.lines] == ["Rusmiddelpolitisk", "handlingsplan"]
    assert long.bar > short.bar


def shown(of: Site, language: str = "nb", lives: dict[str, Life] | None = None) -> PageFile:
    return read_page("index.html", dashboard(of, lives or {}, None, catalogue(language))["index.html"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_sound_and_every_bar_and_number_leads_to_a_list_on_it(some: Site, language: str) -> None:
    page = shown(some, language, {A: Life(date(2026, 1, 1)), B: Life(date(2026, 3, 1))})
    assert page.faults == ()
    assert len(page.ids) == len(set(page.ids))
    inside = [link for link in page.links() if link.startswith("#")]
    assert len(inside) > 40
    assert [link for link in inside if link[1:] not in page.ids] == []
    lists = [name for name in page.ids if "_" in name and not name.endswith(("-name", "-note"))]
    unreached = {name for name in lists if not name.startswith("standards")} - {link[1:] for link in inside}
    assert unreached == set()


def test_a_list_has_titles_that_open_the_page_with_its_file(some: Site) -> None:
    page = shown(some)
    found = next(each for each in page.all("details/div") if each.attrib["id"] == "tasks_overdue")
    items = [text_of(item) for item in found.findall(".//li")]
    assert items == [
        "Tre content/artikler/c/index.md 2026-10-01 Kari",
        f"En & <b>to</b> {A} 2026-11-01 Kari",
    ]
    assert found.findall(".//li/a")[0].attrib["href"] == "https://example.org/artikler/c/"


def test_the_page_is_self_contained_under_a_policy_that_lets_it_fetch_nothing(some: Site) -> None:
    html = dashboard(some, {}, None, WORDS)["index.html"].decode()
    page = read_page("index.html", html.encode())
    style = re.search("<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = page.one("meta[@http-equiv='Content-Security-Policy']").attrib["content"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert page.all("script") + page.all("link") + page.all("img") + page.all("*[@style]") == []
    assert "url(" not in style[1]
    assert page.one("meta[@name='robots']").attrib["content"] == "noindex, nofollow"
    outside = {link for link in page.links() if not link.startswith("#")}
    assert outside
    assert all(link.startswith("https://example.org/") for link in outside)


def test_thin_themes_are_reported_in_words_and_shares_in_numbers(some: Site) -> None:
    found = board(some, {}, None, WORDS)
    assert found.thin[1][0] == "Tema helse"
    assert "færre enn 5 sider" in found.thin[1][1]
    themes = next(figure for figure in found.figures if figure.id == "standards_themes")
    assert themes.drawing.rows[1].value == "100,0 %"


def test_a_site_with_nothing_in_it_has_a_page_too() -> None:
    page = shown(site({}, config()))
    assert page.faults == ()
    assert "Git har ingen historie om filene." in text_of(page.one("main"))


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make lists of more than two pages long ones, with two on each page of their own."""
    monkeypatch.setattr(figures, "LONG", 2)
    monkeypatch.setattr(figures, "PART", 2)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_list_has_pages_of_its_own(some: Site, language: str) -> None:
    pages = {name: read_page(name, html) for name, html in dashboard(some, {}, None, catalogue(language)).items()}
    assert {name for name in pages if "kinds" in name} == {"list_kinds_article-1.html", "list_kinds_article-2.html"}
    for name, page in pages.items():
        assert page.faults == ()
        assert {link.partition("#")[0] for link in page.links() if ".html" in link} <= set(pages)
        anchors = [link.partition("#")[2] for link in page.links() if link.startswith("index.html#")]
        assert set(anchors) <= set(pages["index.html"].ids), name
    listed = next(each for each in pages["index.html"].all("details/div") if each.attrib["id"] == "kinds_article")
    assert [link.attrib["href"] for link in listed.findall(".//li/a")] == [
        "list_kinds_article-1.html",
        "list_kinds_article-2.html",
    ]
    items = [pages[f"list_kinds_article-{number}.html"].all("main//li/a") for number in (1, 2)]
    assert [len(each) for each in items] == [2, 1]
    assert len({link.attrib["href"] for each in items for link in each}) == 3
    assert [text_of(each) for each in pages["list_kinds_article-2.html"].all("nav//span[@aria-current]")] == ["3–3"]


def test_a_short_list_has_none(some: Site) -> None:
    assert set(dashboard(some, {}, None, WORDS)) == {"index.html"}


@pytest.mark.parametrize(("count", "pages"), [(300, 0), (301, 1), (1000, 1), (1001, 2), (2000, 2), (2001, 3)])
def test_a_page_of_a_list_has_a_thousand(some: Site, count: int, pages: int) -> None:
    [entry, *_] = overview(some, {}).kinds[0].entries
    listing = figures.Listing("kinds_qa", "Spørsmål", "kinds", (entry,) * count)
    assert len(listing.pages) == pages
    assert [last - first + 1 for _, first, last in listing.pages] == [
        len(listing.part(first, last).entries) for _, first, last in listing.pages
    ]
    assert sum(last - first + 1 for _, first, last in listing.pages) == (count if pages else 0)


@pytest.mark.usefixtures("short")
def test_a_page_of_a_list_that_is_short_again_goes_away(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "bcd":
        (root / f"content/artikler/{name}.md").write_text(text(name), encoding="utf-8")
    folder = tmp_path / "oversikt"
    assert report(root, folder) == 0
    assert "list_kinds_article-2.html" in files(folder)
    for name in "cd":
        (root / f"content/artikler/{name}.md").unlink()
    assert report(root, folder) == 0
    assert [name for name in files(folder) if "kinds_article" in name] == []
    assert capsys.readouterr().err == ""


def report(root: Path, folder: Path | str, today: str = TODAY) -> int:
    return main(["report", "--html", str(folder), "--root", str(root), "--today", today])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(start(tmp_path / "site"), {"artikler/a.md": text(), "forfattere/kari.md": plain_text("Kari")})


def test_it_is_written_and_rewritten_and_says_where(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(root, "2026-05-01")
    folder = tmp_path / "oversikt"
    assert report(root, folder) == 0
    assert capsys.readouterr() == (f"Oversikten ligger i {folder / 'index.html'}\n", "")
    first = files(folder)
    assert set(first) == {"index.html"}
    assert "mai 2026" in first["index.html"].decode()
    assert report(root, folder) == 0
    assert files(folder) == first
    (root / A).unlink()
    assert report(root, folder) == 0
    assert files(folder) != first


def test_a_shallow_clone_says_why_there_is_no_growth(root: Path, tmp_path: Path) -> None:
    commit(root, "2026-05-01")
    commit(root, "2026-06-01", {A: text("Ny")})
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), str(tmp_path / "grunn"))
    assert report(tmp_path / "grunn", tmp_path / "oversikt") == 0
    assert "fetch-depth: 0" in (tmp_path / "oversikt/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["public", "public/redaksjon", "content/x", "data", "layouts", ".", "..", "noe"])
def test_it_is_not_written_where_it_would_be_published_or_be_in_the_way(
    root: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "noe").mkdir()
    (root / "noe" / "viktig.txt").write_text("x", encoding="utf-8")
    before = files(root.parent)
    assert report(root, root / place) == 2
    assert "--html" in capsys.readouterr().err or place not in ("public", "public/redaksjon", "noe")
    assert files(root.parent) == before


def test_a_site_that_is_built_elsewhere_stays_as_it_is(root: Path, tmp_path: Path) -> None:
    output = tmp_path / "ute"
    assert build(root, output) == 0
    before = files(output)
    for place in (output, output / "redaksjon", output / "artikler"):
        assert report(root, place) == 2
    assert files(output) == before


def test_the_folder_of_the_dashboard_is_no_site(root: Path, tmp_path: Path) -> None:
    assert report(root, tmp_path / "oversikt") == 0
    assert report(root, tmp_path / "oversikt" / "inni") == 2


@pytest.mark.parametrize("place", ["fil", "fil/under", "fil/under/igjen"])
def test_where_a_file_is_there_is_no_room_for_the_dashboard(root: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "fil").write_bytes(b"")
    assert report(root, tmp_path / place) == 2
    assert (tmp_path / "fil").read_bytes() == b""


def test_errors_are_shown_and_nothing_is_written(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / A).write_text(text(themes="[plna]"), encoding="utf-8")
    assert report(root, tmp_path / "oversikt") == 1
    assert "unknown-theme" in capsys.readouterr().err
    assert not (tmp_path / "oversikt").exists()


@pytest.mark.parametrize("words", [["report"], ["report", "--html", "x", "stale"]])
def test_a_report_is_named_or_the_page_is_asked_for_and_never_both(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words)
    assert "--html DIR" in capsys.readouterr().err


def test_what_is_said_before_the_name_of_a_report_holds_for_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for words in (
        ["report", "--root", str(root), "--lang", "en", "themes", "--today", TODAY],
        ["report", "themes", "--root", str(root), "--lang", "en", "--today", TODAY],
    ):
        assert main(words) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert "Planlegging" in said[0]


def test_it_is_described_in_the_handbook() -> None:
    assert "kbsite report --html" in (ROOT / "docs/redaktor/content/artikler/hold-innholdet-ferskt.md").read_text(
        encoding="utf-8"
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the dashboard of the real site, in a folder of its own."""
    folder = tmp_path_factory.mktemp("oversikt") / "ut"
    assert report(ROOT, folder, newest_day(ROOT)) == 0
    return (folder / "index.html").as_uri()


def test_it_is_accessible_and_opens_from_a_file(browser: Browser, written: str) -> None:
    with watched(browser, written) as page:
        page.goto(written)
        axe.put_on(page)
        assert [f"{variant}: {fault}" for variant in VARIANTS for fault in faults(page, variant)] == []


@pytest.mark.usefixtures("short")
def test_a_page_of_a_list_is_accessible(browser: Browser, some: Site, tmp_path: Path) -> None:
    for name, html in dashboard(some, {}, None, WORDS).items():
        (tmp_path / name).write_bytes(html)
    address = (tmp_path / "list_kinds_article-1.html").as_uri()
    with watched(browser, address) as page:
        page.goto(address)
        axe.put_on(page)
        assert [f"{variant}: {fault}" for variant in VARIANTS for fault in faults(page, variant)] == []
        page.get_by_role("link", name="3–3").click()
        assert page.url.endswith("list_kinds_article-2.html")
        page.get_by_role("link", name="Tilbake til figuren").click()
        assert page.url.endswith("index.html#kinds")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_bar_leads_to_its_list(browser: Browser, written: str, width: int) -> None:
    with watched(browser, written, viewport={"width": width, "height": 900}) as page:
        page.goto(written)
        page.locator("#kinds svg a").first.click()
        assert page.url.endswith("#kinds_qa")
        assert page.locator("#kinds_qa li").count() > 20
        assert page.locator("#kinds_qa li").first.is_visible(), "the list is unfolded"


def test_lists_are_folded_so_that_the_page_is_no_longer_than_its_figures(browser: Browser, written: str) -> None:
    with watched(browser, written, viewport={"width": 360, "height": 740}) as page:
        page.goto(written)
        heights = page.evaluate(
            """() => [document.querySelector('.lists').offsetHeight, document.body.offsetHeight]"""
        )
        assert heights[0] < heights[1] / 2
        for each in page.locator(".lists > details > summary").all():
            assert each.is_visible()
        folded = page.locator("#kinds_qa")
        assert not folded.is_visible()
        page.locator(".lists > details.of-kinds > summary").click()
        page.locator("details:has(> #kinds_qa) > summary").click()
        assert folded.is_visible()


def test_no_name_overlaps_its_number_on_a_telephone(browser: Browser, written: str) -> None:
    over = """() => [...document.querySelectorAll('.bars a, .bars g')].filter(row => {
        const [value, ...names] = [row.querySelector('.value'), ...row.querySelectorAll('tspan')]
            .map(each => each.getBoundingClientRect());
        return names.some(name => name.right > value.left && name.top < value.bottom && value.top < name.bottom);
    }).map(row => row.textContent.trim())"""
    with watched(browser, written, viewport={"width": 320, "height": 900}) as page:
        page.goto(written)
        assert page.evaluate(over) == []


def test_on_paper_there_are_figures_and_tasks_and_no_other_lists(browser: Browser, written: str) -> None:
    with watched(browser, written) as page:
        page.goto(written)
        page.emulate_media(media="print")
        assert page.locator("#kinds svg").is_visible()
        assert page.locator("details.of-tasks").first.is_visible()
        assert not page.locator("details.of-kinds").first.is_visible()
