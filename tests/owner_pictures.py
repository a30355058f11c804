"""Takes the pictures of the owners' documents: `python -m tests.owner_pictures` (`make screenshots`).

They show Klimatorget, the site that docs/owner/content/articles/start.md makes. The browser itself writes WebP.
"""

from __future__ import annotations

import base64
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from playwright.sync_api import sync_playwright

from kbsite.cli import main as kbsite
from kbsite.publish.local_host import served
from kbsite.search.evaluation.browser import chromium
from tests.owner_docs import ARTICLES, klimatorget, search_path
from tests.sites import TODAY
from tests.workbench import working

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MOST = 300_000
"""Bytes that all pictures together may have."""

_WRONG = "\nRead **the chapters in their order.\n"
"""What is added to an article, so that the workbench has a warning to show: two stars that nothing closes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file's name, whose page it shows, the address there, and how it is seen."""

    name: str
    of: Literal["site", "workbench", "reports"]
    address: str
    size: tuple[int, int] = (1280, 800)
    scheme: Literal["light", "dark"] = "light"


PICTURES = (
    Picture("klimatorget", "site", ""),
    Picture("klimatorget-dark", "site", "", (390, 700), "dark"),
    Picture("course", "site", "courses/first-steps/"),
    Picture("search", "site", "?q=writing+an+answer"),
    Picture("workbench", "workbench", "articles/how-the-site-is-organised/"),
    Picture("dashboard", "reports", ""),
)


def take(browser: Browser, site_url: str, picture: Picture, search: str) -> bytes:
    """Return the picture in WebP; an address that is a query alone is that of the search page."""
    width, height = picture.size
    context = browser.new_context(
        base_url=site_url, locale="en-GB", viewport={"width": width, "height": height}, color_scheme=picture.scheme
    )
    try:
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        page.goto((search if picture.address[:1] == "?" else "") + picture.address, wait_until="load")
        if "?q=" in picture.address:
            page.wait_for_selector("[data-state='done']")
        if picture.of == "workbench":
            page.locator("summary", has_text="warning").click()
        shot: dict[str, Any] = {"format": "webp", "quality": 45}
        return base64.b64decode(context.new_cdp_session(page).send("Page.captureScreenshot", shot)["data"])
    finally:
        context.close()


def _run(*arguments: str, cwd: Path) -> None:
    before = Path.cwd()
    os.chdir(cwd)
    try:
        status = kbsite([*arguments, "--today", TODAY, "--lang", "en"])
    finally:
        os.chdir(before)
    if status:
        sys.exit(f"kbsite {arguments[0]} ends with {status}")


def main() -> int:
    """Write all pictures; 1 where they have become too heavy."""
    with TemporaryDirectory(prefix="kbsite-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--hide-scrollbars", "--no-sandbox"])
        root = klimatorget(Path(folder), _run)
        _run("build", cwd=root)
        _run("report", "--html", "reports", cwd=root)
        search = search_path((root / "public/index.html").read_text(encoding="utf-8"))
        wrong = root / "content/articles/how-the-site-is-organised/index.md"
        wrong.write_text(wrong.read_text(encoding="utf-8") + _WRONG, encoding="utf-8")
        total = 0
        with (
            served(root / "public") as site,
            working(root, "--layouts", str(root / "layouts")) as (workbench, _),
        ):
            urls = {"site": site, "workbench": workbench, "reports": (root / "reports/index.html").as_uri()}
            for picture in PICTURES:
                data = take(browser, urls[picture.of], picture, search)
                (ARTICLES / f"{picture.name}.webp").write_bytes(data)
                total += len(data)
        browser.close()
    sys.stdout.write(f"{len(PICTURES)} pictures, {total / 1000:.0f} kB\n")
    return int(total > MOST)


if __name__ == "__main__":
    sys.exit(main())
