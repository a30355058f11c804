"""/admin/ as an editor meets it, in Chromium: what is saved there passes the check."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from kbsite.authoring.cms.fetched import FETCHED
from kbsite.cli import main
from kbsite.norwegian.names_and_dates import slug
from tests.decap import editing
from tests.samples import plain_text, text
from tests.sites import ROOT, SETTINGS, TODAY, build, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CMS = "cms:\n  backend: github\n  repo: eier/navn\n  login: https://logginn.example.org\n"

WRITTEN = """---
title: Prøve
date: 2026-01-01
themes:
  - plan
authors:
  - id: kari
    role: planlegger
---

Ord på [engelsk]{lang=en} og en note.[^1]

:::nn
Nynorsk.
:::

[^1]: Noten.
"""
"""A page as Decap CMS itself orders and writes it, with what its own editor of text writes wrongly."""


@dataclass(frozen=True)
class ServerState:
    """The page of /admin/, and the site that is saved to."""

    page: Page
    root: Path
    asked: list[str]
    said: list[str]

    def go(self, where: str) -> None:
        """Open a place from the start: Decap CMS keeps what was written when one goes from page to page."""
        address = self.page.url.partition("#")[0]
        self.page.goto("about:blank")
        self.page.goto(f"{address}#/{where}")

    def title(self, title: str) -> None:
        """Write the title of a new page."""
        self.page.locator("[id^=title-field]").first.fill(title)

    def write(self, body: str, shown: str) -> None:
        """Write the text, instead of the one that is there, and wait until Decap CMS shows the end of it.

        The editor learns a moment later than the browser what is marked: it is emptied until it is empty.
        """
        editor = self.page.locator("[data-slate-editor]").first
        for _ in range(100):
            editor.click()
            self.page.keyboard.press("Control+a")
            self.page.wait_for_timeout(200)
            self.page.keyboard.press("Backspace")
            self.page.wait_for_timeout(200)
            if not editor.inner_text().strip("\n\ufeff\u200b "):
                break
        self.page.keyboard.type(body)
        self.page.frame_locator("iframe").get_by_text(shown).wait_for()

    def choose(self) -> None:
        """Choose the theme and the author."""
        self.page.locator("[id^=themes-field]").first.fill("plan")
        self.page.keyboard.press("Enter")
        self.page.get_by_role("button", name="Legg til forfatter").click()

    def save(self, path: str, *, was: str = "") -> str:
        """Save, and return the text of the file that it should become."""
        self.page.get_by_role("button", name="Lagre").click()
        for _ in range(600):
            if (self.root / path).is_file() and (self.root / path).read_text(encoding="utf-8") != was:
                break
            self.page.wait_for_timeout(100)
        return (self.root / path).read_text(encoding="utf-8")

    def check(self) -> int:
        """Return what kbsite check comes to."""
        return main(["check", "--root", str(self.root), "--today", TODAY, "--strict"])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    if not (ROOT / FETCHED).is_dir():
        if os.environ.get("KBSITE_REQUIRE_CMS") == "1":
            pytest.fail("KBSITE_REQUIRE_CMS=1, but there is no Decap CMS here (make cms)", pytrace=False)
        pytest.skip("no Decap CMS here (make cms)")
    content = {
        "artikler/en.md": WRITTEN,
        "artikler/to/index.md": text("To"),
        "artikler/to/01-forst.md": plain_text("Først"),
        "forfattere/kari.md": plain_text("Kari"),
        "data/site.yaml": SETTINGS + CMS,
    }
    root = write_site(tmp_path / "site", content)
    shutil.copytree(ROOT / FETCHED, root / FETCHED)
    assert build(root, tmp_path / "public") == 0
    return root


@pytest.fixture
def desk(site: Path, browser: Browser) -> Iterator[ServerState]:
    with editing(site.parent / "public", site) as address:
        context = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo")
        page = context.new_page()
        page.set_default_timeout(60_000)
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(address)
        page.get_by_role("button", name="Logg inn").click()
        page.get_by_role("heading", name="Samlinger").wait_for()
        yield ServerState(page, site, asked, said)
        context.close()


def test_what_the_build_makes_is_settings_that_decap_takes_and_no_other_host_is_asked(
    site: Path, browser: Browser
) -> None:
    with editing(site.parent / "public", site, backend=None) as address:
        page = browser.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(address)
        page.get_by_role("button", name="Logg på med GitHub").wait_for()
        page.close()
    assert all(url.startswith((address, "data:", "blob:")) for url in asked), asked
    assert not [each for each in said if "Config" in each or "Content Security" in each]


def test_settings_that_decap_does_not_take_are_seen(site: Path, browser: Browser) -> None:
    told = site.parent / "public/admin/config.yml"
    wrong = json.loads(told.read_text(encoding="utf-8"))
    wrong["collections"][0]["fields"][0]["widget"] = 7
    told.write_text(json.dumps(wrong), encoding="utf-8")
    with editing(site.parent / "public", site, backend=None) as address:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(address)
        page.get_by_text("Config Errors").or_(page.get_by_text("collections[0]")).first.wait_for()
        page.close()
    assert [each for each in said if "Config" in each]


def test_a_question_is_written_from_the_start_and_passes_the_check(desk: ServerState) -> None:
    desk.go("collections/qa/new")
    headings = desk.page.locator("[data-slate-editor]").first
    headings.wait_for()
    assert re.findall("## \\w+", headings.inner_text()) == ["## Spørsmål", "## Svar"]
    title = "Går øvelsen på «Ås» – 50 % é?"
    desk.title(title)
    desk.page.locator("[id^=summary-field]").first.fill("Ja, på Ås.")
    desk.choose()
    desk.write("## Spørsmål\n\nHva?\n\n## Svar\n\nDet, se [En](../artikler/en.md).", "Det, se En.")
    desk.page.locator("[id^=date-field]").first.fill("2026-11-20")
    made = desk.save(f"content/sporsmal-og-svar/{slug(title)}.md")
    assert made == (
        f"---\ntitle: {title}\ndate: 2026-11-20\nsummary: Ja, på Ås.\n"
        "themes:\n  - plan\nauthors:\n  - kari\ndraft: true\n---\n\n"
        "## Spørsmål\n\nHva?\n\n## Svar\n\nDet, se [En](../artikler/en.md).\n"
    )
    assert desk.check() == 0
    own = desk.page.url.partition("#")[0].removesuffix("admin/")
    assert all(url.startswith((own, "data:", "blob:", "about:")) for url in desk.asked), desk.asked
    assert not [each for each in desk.said if "Content Security" in each]


def test_only_what_was_changed_is_changed_in_a_page_that_is_there(desk: ServerState) -> None:
    desk.go("collections/article/entries/en")
    desk.page.get_by_label("Arbeidssted").fill("Eksempel kommune")
    desk.page.locator("[id^=title-field]").first.press("End")
    desk.page.keyboard.type("n")
    changed = desk.save("content/artikler/en.md", was=WRITTEN)
    expected = WRITTEN.replace("title: Prøve", "title: Prøven")
    assert changed == expected.replace("planlegger", "planlegger\n    affiliation: Eksempel kommune")
    assert desk.check() == 0


def test_a_new_chapter_gets_the_number_after_the_last(desk: ServerState) -> None:
    desk.go("collections/artikler-to")
    desk.page.get_by_role("link", name="Først").wait_for()
    assert desk.page.get_by_role("link", name="To", exact=True).count() == 0
    desk.go("collections/artikler-to/new")
    desk.title("Å slutte")
    desk.write("Slutt.", "Slutt.")
    made = desk.save("content/artikler/to/02-a-slutte.md")
    assert made == "---\ntitle: Å slutte\ndraft: true\n---\n\nSlutt.\n"
    assert desk.check() == 0


def test_what_is_missing_or_wrong_is_said_in_norwegian_and_nothing_is_saved(desk: ServerState) -> None:
    desk.go("collections/article/new")
    desk.title("Uten forfatter")
    desk.page.get_by_role("button", name="Legg til adresse").click()
    desk.page.locator("[id^=item-field]").first.fill("ikke en adresse")
    desk.page.get_by_role("button", name="Lagre").click()
    desk.page.get_by_text("Forfattere er påkrevd").first.wait_for()
    desk.page.get_by_text("er ikke skrevet slik forklaringen sier").first.wait_for()
    assert not (desk.root / "content/artikler/uten-forfatter.md").exists()
