"""`kbsite import --review`: old and new side by side, as pages of the workbench."""

from __future__ import annotations

import http.client
import re
import threading
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import catalogue
from kbsite.importing.side_by_side import FOLDER, Sides, sides
from kbsite.pipeline.report import Options
from kbsite.schema.kinds import BUILT_IN
from kbsite.serve.answers import Answers
from kbsite.serve.host import bound
from kbsite.serve.overlay import OWN
from kbsite.serve.state import ServerState
from tests.sites import LAYOUTS, TODAY, write_site

if TYPE_CHECKING:
    from pathlib import Path

LONG = "Dette er et avsnitt om planer i kommunen som er langt nok til å stå for seg selv på en side."


@pytest.fixture
def shown(tmp_path: Path) -> Sides:
    root = write_site(tmp_path / "site", {"artikler/.keep": ""})
    source = tmp_path / "old"
    source.mkdir()
    (source / "a.html").write_text(f"<h1>Mål & <i>plan</i></h1><p>{LONG}</p><p>Tips en venn:</p>", encoding="utf-8")
    (source / "b.txt").write_text(f"Råd\n\n{LONG} &lt;b&gt;\n", encoding="utf-8")
    assert main(["import", str(source), "--root", str(root), "--today", TODAY, "--lang", "en"]) == 0
    return sides(root, root / "import", BUILT_IN, catalogue("en"))


def _page(shown: Sides, name: str) -> str:
    found = shown.page(f"{FOLDER}{name}", "/under/")
    assert found is not None
    return found[0].decode()


def test_all_pages_are_listed_with_what_is_left(shown: Sides) -> None:
    page = _page(shown, "")
    assert "2 drafts of 2 pages are not in use" in page
    assert re.findall(r'href="(\d)">([^<]+)</a> ([^<\s]+)', page) == [
        ("1", "content/artikler/mal-plan.md", "(draft)"),
        ("2", "content/artikler/rad.md", "(draft)"),
    ]


def test_what_is_not_in_the_new_page_is_struck_out_and_the_rest_is_not(shown: Sides) -> None:
    page = _page(shown, "1")
    assert "<del>Tips en venn:</del>" in page
    assert f"<p>{LONG}</p>" in page
    assert "Mål &amp; plan" in page


def test_the_new_page_is_shown_where_the_workbench_has_it(shown: Sides) -> None:
    assert '<iframe src="/under/artikler/mal-plan/" title=' in _page(shown, "1")


def test_one_leads_to_the_next(shown: Sides) -> None:
    assert 'rel="next" href="2"' in _page(shown, "1")
    assert 'rel="prev"' not in _page(shown, "1")
    assert 'rel="prev" href="1"' in _page(shown, "2")
    assert 'rel="next"' not in _page(shown, "2")


def test_a_page_in_use_is_no_longer_left(shown: Sides) -> None:
    path = shown.root / "content/artikler/rad.md"
    path.write_text(path.read_text(encoding="utf-8").replace("draft: true\n", "date: 2011\n"), encoding="utf-8")
    (shown.root / "content/artikler/mal-plan.md").unlink()
    page = _page(shown, "")
    assert "0 drafts of 2 pages" in page
    assert "(in use)" in page
    assert "(gone)" in page
    assert "somebody has removed or moved it" in _page(shown, "1")


def test_an_original_that_is_gone_is_told(shown: Sides) -> None:
    for path in (shown.folder / "originals").rglob("*.html"):
        path.unlink()
    assert "cannot be read" in _page(shown, "1")


@pytest.mark.parametrize("name", ["0", "3", "../state.json", "99999999999", "x", "1/"])
def test_nothing_else_is_there(shown: Sides, name: str) -> None:
    assert shown.page(f"{FOLDER}{name}", "/") is None


def test_there_must_be_something_to_look_at(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="nothing-imported"):
        sides(tmp_path, tmp_path / "import", BUILT_IN, catalogue("en"))


def _action(shown: Sides, name: str) -> str:
    found = re.search(r'<form method="post" action="([^"]+)">', _page(shown, name))
    return found[1] if found else ""


def test_a_draft_is_taken_into_use_and_the_next_comes_up(shown: Sides) -> None:
    path = shown.root / "content/artikler/mal-plan.md"
    before = path.read_text(encoding="utf-8")
    action = _action(shown, "1")
    assert shown.take(f"{FOLDER}{action}") == f"{FOLDER}2"
    assert path.read_text(encoding="utf-8") == before.replace("draft: true\n", "", 1) != before
    assert _action(shown, "1") == ""
    assert "1 draft of 2 pages" in _page(shown, "")
    assert shown.take(f"{FOLDER}{_action(shown, '2')}") == FOLDER


def test_a_text_that_has_changed_since_it_was_shown_is_shown_again(shown: Sides) -> None:
    path = shown.root / "content/artikler/mal-plan.md"
    action = _action(shown, "1")
    path.write_text(path.read_text(encoding="utf-8") + "Mer.\n", encoding="utf-8")
    before = path.read_bytes()
    assert shown.take(f"{FOLDER}{action}") == f"{FOLDER}1"
    assert path.read_bytes() == before


def test_a_file_with_line_ends_of_windows_is_taken_too(shown: Sides) -> None:
    path = shown.root / "content/artikler/mal-plan.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert shown.take(f"{FOLDER}{_action(shown, '1')}") == f"{FOLDER}2"
    assert path.read_bytes() == before.replace(b"draft: true\r\n", b"", 1) != before


def test_a_link_is_never_written_through(shown: Sides) -> None:
    path, outside = shown.root / "content/artikler/mal-plan.md", shown.root.parent / "elsewhere.md"
    path.rename(outside)
    path.symlink_to(outside)
    before = outside.read_bytes()
    assert shown.take(f"{FOLDER}{_action(shown, '1')}") == f"{FOLDER}1"
    assert outside.read_bytes() == before


@pytest.mark.parametrize("name", ["", "1", "1/", "1/abc", f"9/{'a' * 64}", f"../1/{'a' * 64}", f"1/{'a' * 64}/"])
def test_nothing_else_can_be_taken(shown: Sides, name: str) -> None:
    assert shown.take(f"{FOLDER}{name}") == ""


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://HOST"}, 303),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({}, 403),
        ({"Origin": "http://evil.example", "Host": "evil.example"}, 403),
    ],
)
def test_only_the_workbench_itself_can_take_a_page(shown: Sides, headers: dict[str, str], status: int) -> None:
    options = Options(
        root=shown.root, layouts=LAYOUTS, output=shown.root / "public", today=date.fromisoformat(TODAY)
    )
    answers = Answers(ServerState(), options, catalogue("en"), others=shown.page, acts=shown.take)
    server = bound("127.0.0.1", 0, answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    host = f"127.0.0.1:{server.server_address[1]}"
    connection = http.client.HTTPConnection(host)
    try:
        sent = {name: value.replace("HOST", host) for name, value in headers.items()}
        connection.request("POST", f"{OWN}{FOLDER}{_action(shown, '1')}", b"x=1", sent)
        answer = connection.getresponse()
        assert answer.status == status
        assert answer.headers["Location"] == (f"{OWN}{FOLDER}2" if status == 303 else None)
    finally:
        connection.close()
        server.shutdown()
        server.server_close()
        thread.join()
    left = (shown.root / "content/artikler/mal-plan.md").read_text(encoding="utf-8")
    assert ("draft: true" in left) == (status == 403)
