"""Reading in a browser: the table of contents follows, headings have links, and nothing is cut or spills over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.sites import PageFile

pytestmark = pytest.mark.browser

QUESTION = "sporsmal-og-svar/hva-skal-folkehelseoversikten-inneholde/"
ARTICLE = "artikler/hva-er-planlegging/"
CHAPTER = f"{ARTICLE}planteorier/"
WHOLE = f"{ARTICLE}hele/"
TABLE = "artikler/rusmiddelpolitisk-handlingsplan/kunnskapsgrunnlag/"
LONG = (QUESTION, CHAPTER, WHOLE, TABLE, "tema/folkehelse/")

SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What WCAG 2.2, 1.4.12, lets a reader set."""

CUT = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((e) => !e.closest(".visually-hidden, .skip") && e.clientWidth > 1)
  .filter((e) => ["hidden", "clip"].includes(getComputedStyle(e).overflowX + "") ||
                 ["hidden", "clip"].includes(getComputedStyle(e).overflowY))
  .filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
  .map((e) => e.outerHTML.slice(0, 120))"""

SPILLED = """() => [...document.querySelectorAll("main *")]
  .filter((e) => !e.closest(".table, pre, .visually-hidden"))
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
  .map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("path", LONG)
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_cut_when_a_reader_spaces_the_text(
    browser: Browser, site_url: str, path: str, width: int
) -> None:
    """320 pixels is also what 1,280 are at 400 %."""
    with watched(browser, site_url, bypass_csp=True, viewport={"width": width, "height": 256}) as page:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        for style in ("/* as it is */", SPACED):
            page.add_style_tag(content=style)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(SPILLED) == []
            assert page.evaluate(CUT) == []


def test_the_table_of_contents_follows_the_reader(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(CHAPTER)
    contents = page.locator('[data-part="contents"]')
    links = contents.get_by_role("link")
    expect(contents.locator("[aria-current]")).to_have_count(0)
    for index in (2, 0):
        address = links.nth(index).get_attribute("href") or ""
        links.nth(index).click()
        expect(contents.locator("[aria-current]")).to_have_attribute("href", address)
        expect(links.nth(index)).to_be_in_viewport()


def test_a_heading_links_to_itself_for_pointer_and_keyboard(noscript_page: Page) -> None:
    noscript_page.goto(CHAPTER)
    box = noscript_page.locator(".heading").first
    heading, link = box.locator("h2"), box.get_by_role("link")
    name = f"Lenke til dette avsnittet: {heading.inner_text()}"
    assert box.get_by_role("link", name=name, exact=True).count() == 1
    assert noscript_page.get_by_role("heading", name=heading.inner_text(), exact=True).count() == 1
    assert link.evaluate("e => getComputedStyle(e).opacity") == "0"
    heading.hover()
    assert link.evaluate("e => getComputedStyle(e).opacity") == "1"
    noscript_page.mouse.move(0, 0)
    link.focus()
    noscript_page.keyboard.press("Shift+Tab")
    noscript_page.keyboard.press("Tab")
    assert link.evaluate("e => getComputedStyle(e).opacity") == "1"
    noscript_page.keyboard.press("Enter")
    assert noscript_page.url.endswith(f"#{heading.get_attribute('id')}")


def test_a_reference_is_copied_as_it_is(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(QUESTION)
    cite = page.locator('[data-part="cite"]')
    cite.locator("summary").click()
    cite.get_by_role("button").click()
    expect(cite.get_by_role("status")).to_have_text("APA-referansen er kopiert.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == " ".join((cite.locator('[data-part="reference"]').text_content() or "").split())
    who, _, where = copied.partition(". (")
    assert who == "Fagredaksjonen for folkehelse"
    assert f"https://www.kommunetorget.no/{QUESTION}?versjon=" in where


def test_a_reference_is_there_without_script_and_can_be_fetched(noscript_page: Page) -> None:
    noscript_page.goto(QUESTION)
    cite = noscript_page.locator('[data-part="cite"]')
    cite.locator("summary").click()
    expect(cite.locator('[data-part="reference"]')).to_be_visible()
    expect(cite.get_by_role("button")).to_have_count(0)
    with noscript_page.expect_download() as fetched:
        cite.get_by_role("link", name="BibTeX").click()
    assert fetched.value.path().read_text(encoding="utf-8").startswith("@misc{kommunetorget-")


def test_a_reader_knows_where_in_an_article_this_is_and_what_is_left(page: Page) -> None:
    page.goto(CHAPTER)
    expect(page.locator(".kicker")).to_contain_text("Kapittel 2 av 5")
    expect(page.locator('[data-part="reading"]')).to_contain_text("min i kapitlene som følger")
    page.goto(f"{ARTICLE}etikk-og-roller/")
    expect(page.locator('[data-part="reading"]')).not_to_contain_text("kapitlene")


def test_paper_has_the_text_and_where_its_links_lead(page: Page) -> None:
    page.goto(WHOLE)
    page.emulate_media(media="print")
    for gone in ("header.site nav", "footer.site nav", ".anchor", ".dates dl", ".back", "search"):
        for each in page.locator(gone).all():
            expect(each).to_be_hidden()
    expect(page.locator(".toc")).to_be_visible()
    assert page.locator(".part").first.evaluate("e => getComputedStyle(e).breakBefore") == "auto", (
        "no page half empty"
    )
    after = "e => getComputedStyle(e, '::after').content"
    assert "[" in page.locator(".text a[data-note]").first.evaluate(after), "the number of its note"
    assert page.locator('.text a[href^="/"]').first.evaluate(after) == "none"


ALONE = """() => [...document.querySelectorAll('main .heading')].filter(box => {
    const lines = document.createRange();
    lines.selectNodeContents(box.firstElementChild);
    const last = [...lines.getClientRects()].at(-1);
    const link = box.querySelector('.anchor').getBoundingClientRect();
    const middle = (link.top + link.bottom) / 2;
    return middle < last.top || middle > last.bottom || link.right > innerWidth;
}).map(box => box.textContent)"""
"""The headings whose link is not on their last line, or reaches out of the window."""

BROKEN_WORDS = """() => [...document.querySelectorAll('main :is(th, td), main :is(th, td) *')].filter(each => {
    const style = getComputedStyle(each);
    const wraps = style.overflowWrap !== 'normal' || style.wordBreak !== 'normal' || style.hyphens !== 'manual';
    return wraps && !each.closest('.meaning');
}).map(each => each.outerHTML.slice(0, 120))"""
"""What in a table may be broken within a word."""

UNSEEN_SCROLL = """() => [...document.querySelectorAll('main .table')]
    .filter(box => box.scrollWidth > box.clientWidth + 1)
    .filter(box => !getComputedStyle(box).backgroundImage.includes('gradient') || box.tabIndex < 0)
    .map(box => box.getAttribute('aria-label'))"""
"""The tables that scroll and do not show it, or cannot be scrolled by keyboard."""


@pytest.mark.parametrize("width", [320, 360, 412])
def test_on_a_telephone_headings_and_tables_are_whole(
    browser: Browser, site_url: str, pages: dict[str, PageFile], width: int
) -> None:
    chosen = [path for path, page in pages.items() if page.all("*[@class='heading']") or page.all("table")]
    assert len(chosen) > 20
    wrong = []
    with watched(browser, site_url, viewport={"width": width, "height": 740}, has_touch=True) as page:
        for path in chosen:
            page.goto(path.removesuffix("index.html"))
            for ask in (ALONE, BROKEN_WORDS, UNSEEN_SCROLL):
                wrong += [f"{path}: {each}" for each in page.evaluate(ask)]
    assert wrong == []


def test_every_table_has_a_name_of_its_own(pages: dict[str, PageFile]) -> None:
    tables = {path: [each.get("aria-label") for each in page.all("table")] for path, page in pages.items()}
    assert any(tables.values())
    for path, names in tables.items():
        assert all(names), path
        assert len(set(names)) == len(names), path
