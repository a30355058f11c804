"""The workbench as an editor sees it: a file is saved, and the open page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sites import write_site
from tests.workbench import AUTHOR, LONG, article, working

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PLACE = 900


@pytest.fixture
def root(tmp_path: Path) -> Path:
    content = {"artikler/en.md": article(), "artikler/to.md": article("To", draft="true")}
    return write_site(tmp_path / "site", {**content, "forfattere/kari.md": AUTHOR})


@pytest.fixture
def page(root: Path, browser: Browser) -> Iterator[Page]:
    with working(root) as (url, _):
        context = browser.new_context(base_url=url)
        page = context.new_page()
        page.set_default_timeout(60_000)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
        yield page
        context.close()
        assert wrong == []


def save(root: Path, text: str) -> None:
    (root / "content/artikler/en.md").write_text(text, encoding="utf-8")


def wait_until_at_its_place(page: Page) -> None:
    """Wait for the scroll position; the page's policy forbids Playwright's own way, which evaluates a string."""
    for _ in range(200):
        if page.evaluate(f"Math.abs(scrollY - {PLACE}) < 3"):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"the page is at {page.evaluate('scrollY')}, not at {PLACE}")


def test_a_saved_change_comes_by_itself_and_the_page_keeps_its_place(root: Path, page: Page) -> None:
    page.goto("/artikler/en/")
    page.evaluate(f"scrollTo({{top: {PLACE}, behavior: 'instant'}})")
    save(root, article("Omskrevet", body=LONG + "\n\nNytt til slutt."))
    page.get_by_role("heading", name="Omskrevet").wait_for()
    wait_until_at_its_place(page)
    assert page.get_by_text("Nytt til slutt.").count() == 1


def test_a_page_that_has_not_changed_is_left_alone(root: Path, page: Page) -> None:
    page.goto("/spor-oss/")
    page.evaluate("window.stays = true")
    other = page.context.new_page()
    other.goto("/artikler/en/")
    for text in ("Bare brødteksten er ny.", "Og så en gang til."):
        save(root, article(body=text))
        other.get_by_text(text).first.wait_for()
    page.bring_to_front()
    assert page.evaluate("window.stays")


def test_a_problem_is_shown_with_a_link_to_the_editor_and_goes_when_it_is_fixed(root: Path, page: Page) -> None:
    page.goto("/artikler/en/")
    page.evaluate(f"scrollTo({{top: {PLACE}, behavior: 'instant'}})")
    save(root, article("Ny", themes="[plna]"))
    panel = page.locator(".kbsite-problems")
    panel.wait_for()
    assert "content/artikler/en.md:4:" in panel.inner_text()
    assert panel.get_by_role("link").get_attribute("href") == (
        f"vscode://file/{str(root).lstrip('/')}/content/artikler/en.md:4:10"
    )
    assert page.locator("h1").inner_text() == "En"
    wait_until_at_its_place(page)
    save(root, article("Ny"))
    page.get_by_role("heading", name="Ny").wait_for()
    assert panel.count() == 0


def test_a_draft_is_marked_and_found(page: Page) -> None:
    page.goto("/artikler/to/")
    assert page.get_by_role("note").first.inner_text().startswith("Draft")
    link = page.locator('main a[href="/artikler/to/"]').first
    page.goto("/artikler/")
    assert link.evaluate("link => getComputedStyle(link, '::after').content") == '" (draft)"'
    page.goto("/sok/?q=avsnitt")
    page.locator('[data-part="search-status"][data-state="done"]').wait_for(state="attached")
    links = page.locator('[data-part="results"] > li a').evaluate_all("all => all.map(a => a.pathname)")
    assert "/artikler/to/" in links
    assert link.evaluate("link => getComputedStyle(link, '::after').content") == '" (draft)"'
