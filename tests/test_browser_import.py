"""`kbsite import --review` in a browser: the new page is seen beside the old, and taken into use by one click."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from tests.conftest import watched
from tests.sites import TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TEXT = "Dette er et avsnitt om planer i kommunen som er langt nok til å stå for seg selv på en side."


def test_old_and_new_are_seen_and_a_page_is_taken(tmp_path: Path, browser: Browser) -> None:
    root, source = write_site(tmp_path / "site", {"artikler/.keep": ""}), tmp_path / "old"
    source.mkdir()
    for name in ("En", "To"):
        (source / f"{name}.html").write_text(f"<h1>{name} plan</h1><p>{TEXT} {name}.</p>", encoding="utf-8")
    assert main(["import", str(source), "--root", str(root), "--today", TODAY, "--lang", "en"]) == 0
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "kbsite",
            "import",
            "--review",
            "--root",
            str(root),
            "--today",
            TODAY,
            "--lang",
            "nb",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        address = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
        with watched(browser, address) as page:
            page.goto(address)
            page.get_by_role("link", name="content/artikler/en-plan.md").click()
            assert page.locator("iframe").content_frame.get_by_role("heading", level=1).inner_text() == "En plan"
            page.get_by_role("button", name="Ta inn siden").click()
            page.get_by_role("heading", name="content/artikler/to-plan.md").wait_for()
            page.get_by_role("button", name="Ta inn siden").click()
            page.get_by_text("0 kladder av 2 sider").wait_for()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        process.stdout.close()
    for name in ("en", "to"):
        assert "draft:" not in (root / f"content/artikler/{name}-plan.md").read_text(encoding="utf-8")
