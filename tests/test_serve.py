"""The workbench through HTTP: what is shown, marked, refused, and how it stops."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import watchfiles

from kbsite.cli import main
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import catalogue
from kbsite.pipeline import cache as cache_module
from kbsite.pipeline import load as load_module
from kbsite.pipeline.cache import ParseCache
from kbsite.pipeline.report import Options
from kbsite.publish.local_host import POLICY
from kbsite.serve import watch as watch_module
from kbsite.serve.answers import Answers
from kbsite.serve.host import address, bound
from kbsite.serve.index_process import Found
from kbsite.serve.indexing import Indexer
from kbsite.serve.rebuild import refresh
from kbsite.serve.state import SearchIndex, ServerState
from kbsite.site.shown import Shown
from tests.repositories import commit, start
from tests.sites import LAYOUTS, ROOT, SETTINGS, TODAY, build, files, write_site
from tests.workbench import AUTHOR, article, get, working

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic


class Bench:
    """A workbench in this process, rebuilt on demand."""

    def __init__(self, root: Path, layouts: Path = LAYOUTS, editor: str = "") -> None:
        self.options = Options(
            root=root,
            layouts=layouts,
            output=root / "public",
            today=date.fromisoformat(TODAY),
            shown=Shown(True, True),
        )
        self.told: list[Diagnostic] = []
        self.server_state, self.cache = ServerState(self.told.append), ParseCache()
        self.answers = Answers(self.server_state, self.options, catalogue("en"), editor)
        self.url = ""

    def save(self) -> None:
        """Build as after a saved change."""
        self.server_state.show(refresh(self.options, self.cache, self.server_state.state.snapshot))

    def page(self, path: str) -> str:
        """Return the text of a page."""
        return get(self.url, path)[2]


_LONG = 600
"""How many seconds an index may take: far more than it ever does."""


@contextmanager
def bench(root: Path, layouts: Path = LAYOUTS, editor: str = "") -> Iterator[Bench]:
    made = Bench(root, layouts, editor)
    made.save()
    server = bound("127.0.0.1", 0, made.answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    made.url = address(server, "/")
    try:
        yield made
    finally:
        made.server_state.stop()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(
        tmp_path / "site",
        {"artikler/en.md": article(), "forfattere/kari.md": AUTHOR},
    )


def own_layouts(tmp_path: Path) -> Path:
    folder = tmp_path / "layouts"
    for name, data in files(LAYOUTS).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_a_page_is_shown_under_the_sites_own_policy_and_without_inline_script(root: Path) -> None:
    with bench(root) as work:
        status, headers, page = get(work.url, "/artikler/en/")
        assert (status, headers["Content-Security-Policy"]) == (200, POLICY)
        assert "Avsnitt 7 " in page
        scripts = re.findall(r"<script\b[^>]*>", page)
        assert '<script type="module" src="/_kbsite/serve.js">' in scripts
        assert all("src=" in each or "ld+json" in each for each in scripts)
        for name in ("serve.js", "serve.css"):
            assert get(work.url, f"/_kbsite/{name}")[0] == 200


def test_a_page_without_its_marks_is_the_built_page(root: Path, tmp_path: Path) -> None:
    assert build(root, tmp_path / "public", "--search") == 0
    with bench(root) as work:
        snapshot = work.server_state.state.snapshot
        assert snapshot is not None
        beside = {**snapshot.assets, **snapshot.companions}
        written = files(tmp_path / "public")
        shown = {path: snapshot.page(path) for path in snapshot.planned}
        search = written["sok/index.html"]
        (name,) = set(re.findall(rb"/sok/indeks/([^/]+)/", search))
        written["sok/index.html"] = search.replace(b"/sok/indeks/" + name, b"/sok/indeks/-")
        assert shown == {path: written[path] for path in shown}
        assert {path: data for path, data in beside.items() if isinstance(data, bytes)}.items() <= written.items()
        left = set(written) - set(shown) - set(beside)
        assert not {path for path in left if not path.startswith("sok/indeks/")}
        assert not any(b"_kbsite" in data for data in written.values())


def test_a_problem_is_shown_over_the_last_good_page_until_it_is_fixed(root: Path) -> None:
    file = root / "content/artikler/en.md"
    with bench(root) as work:
        before = work.page("/artikler/en/")
        file.write_text(article("To", themes="[plna]"), encoding="utf-8")
        work.save()
        broken = work.page("/artikler/en/")
        assert "<h1>En</h1>" in broken.replace("\n", "")
        assert 'data-code="unknown-theme"' in broken
        assert "content/artikler/en.md:4:" in broken
        assert f'href="vscode://file/{str(file).lstrip("/")}:4:' in broken
        assert "plan" in broken.partition('data-code="unknown-theme"')[2]
        file.write_text(article(), encoding="utf-8")
        work.save()
        assert work.page("/artikler/en/") == before
        assert "kbsite-problems" not in before


def test_a_page_that_never_was_good_is_left_out_and_the_others_are_shown(root: Path) -> None:
    (root / "content/artikler/to.md").write_text("Bare tekst.", encoding="utf-8")
    with bench(root) as work:
        assert "<h1>En</h1>" in work.page("/artikler/en/").replace("\n", "")
        status, _, page = get(work.url, "/artikler/to/")
        assert (status, 'data-code="no-front-matter"' in page) == (404, True)
        (root / "content/artikler/to.md").write_text(article("To"), encoding="utf-8")
        work.save()
        assert get(work.url, "/artikler/to/")[0] == 200


def test_a_site_with_an_error_outside_its_pages_from_the_start_shows_the_error_and_then_the_site(
    root: Path,
) -> None:
    themes = root / "data/themes.yaml"
    good = themes.read_text(encoding="utf-8")
    themes.write_text("- id: [", encoding="utf-8")
    with bench(root) as work:
        status, _, page = get(work.url, "/artikler/en/")
        assert (status, 'data-code="broken-yaml"' in page, "kbsite-page" in page) == (503, True, True)
        themes.write_text(good, encoding="utf-8")
        work.save()
        assert get(work.url, "/artikler/en/")[0] == 200


FAULTS = {
    "a field": article("Ny To", themes="[plna]"),
    "no fields": "Bare tekst.",
    "front matter that never ends": "---\ntitle: To\n",
    "a link that leads nowhere": article("Ny To", "Se [borte](borte.md)."),
    "a conflict": article("Ny To", "<<<<<<< HEAD\nEn\n=======\nTo\n>>>>>>> b"),
    "no bytes of text": "\0",
    "an unknown author": article("Ny To", authors="[ola]"),
    "an address that is taken": article("Ny To", aliases="[/artikler/en/]"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_without_an_error_is_shown_anew_though_another_file_has_one(root: Path, fault: str) -> None:
    one, other = root / "content/artikler/en.md", root / "content/artikler/to.md"
    other.write_text(article("To", "Se [En](en.md)."), encoding="utf-8")
    with bench(root) as work:
        other.write_text(FAULTS[fault], encoding="utf-8")
        one.write_text(article("Ny", "Se [To](to.md)."), encoding="utf-8")
        work.save()
        shown, held, listed = (work.page(path) for path in ("/artikler/en/", "/artikler/to/", "/artikler/"))
        assert "<h1>Ny</h1>" in shown.replace("\n", "")
        assert "<h1>To</h1>" in held.replace("\n", "")
        assert ">Ny</a>" in listed
        assert ">To</a>" in listed
        if fault != "an address that is taken":  # which is an error of both files, so that both are held back
            assert "kbsite-problems" in shown
        assert "last version without errors" in held
        assert "last version without errors" not in shown
        assert re.findall(r"kbsite-problems[^>]* open", shown) == []
        assert re.findall(r"kbsite-problems[^>]* open", held) != []
        other.write_text(article("To"), encoding="utf-8")
        work.save()
        assert "kbsite-problems" not in work.page("/artikler/to/")


def test_a_page_that_needs_one_that_is_left_out_is_held_back_with_it(root: Path) -> None:
    folder = root / "content/artikler/lang"
    folder.mkdir()
    (folder / "index.md").write_text(article("Lang"), encoding="utf-8")
    (folder / "01-forst.md").write_text("---\ntitle: Først\n---\n\nTekst.\n", encoding="utf-8")
    with bench(root) as work:
        (folder / "index.md").write_text(article("Lang", themes="[plna]"), encoding="utf-8")
        (folder / "02-sist.md").write_text("Bare tekst.", encoding="utf-8")
        (root / "content/artikler/en.md").write_text(article("Ny"), encoding="utf-8")
        work.save()
        assert "<h1>Ny</h1>" in work.page("/artikler/en/").replace("\n", "")
        assert get(work.url, "/artikler/lang/forst/")[0] == 200


def test_the_problems_of_the_page_that_is_looked_at_come_first(root: Path) -> None:
    (root / "content/artikler/to.md").write_text(article("To", "[her](https://example.org/)"), encoding="utf-8")
    (root / "content/artikler/en.md").write_text(article("En", "[borte](borte.md)"), encoding="utf-8")
    with bench(root) as work:
        places = {
            path: re.findall(r">content/artikler/(\w+)\.md:", work.page(path))
            for path in ("/artikler/to/", "/artikler/")
        }
        assert places["/artikler/to/"][0] == "to"
        assert places["/artikler/"][0] == "en"
        assert "<h2>On this page</h2>" in work.page("/artikler/to/")
        assert "<h2>" not in work.page("/artikler/").partition("kbsite-problems")[2]


@pytest.mark.parametrize(
    ("header", "status", "shown"),
    [
        ("bytes=0-4", 206, slice(0, 5)),
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=-3", 206, slice(-3, None)),
        ("bytes=2-99999999", 206, slice(2, None)),
        ("bytes=99999999-", 416, slice(0, 0)),
        ("bytes=-0", 416, slice(0, 0)),
        ("bytes=4-2", 200, slice(None)),
        ("bytes=0-1,4-5", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
        ("lines=0-4", 200, slice(None)),
        ("", 200, slice(None)),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(root: Path, header: str, status: int, shown: slice) -> None:
    with bench(root) as work:
        where = urlsplit(work.url)
        whole = work.answers.to("/robots.txt").data
        connection = http.client.HTTPConnection(where.hostname or "", where.port)
        connection.request("GET", "/robots.txt", headers={"Range": header} if header else {})
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (status, whole[shown])
        part = range(len(whole))[shown]
        told = {206: f"bytes {part.start}-{part.stop - 1}/{len(whole)}", 416: f"bytes */{len(whole)}", 200: None}
        assert answer.headers["Content-Range"] == told[status]
        connection.close()


def test_a_system_without_watches_left_is_polled_and_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def watch(*folders: Path, force_polling: bool | None = None, **named: Any) -> Iterator[Any]:
        if not force_polling:
            raise RuntimeError("Error creating recommended watcher: Too many open files (os error 24)")
        return real(*folders, force_polling=True, **named)

    real, told, stop = watchfiles.watch, list[str](), threading.Event()
    monkeypatch.setattr(watch_module, "watch", watch)
    seen = watch_module.changes([root / "content"], stop, lambda: told.append("polling"))
    assert (next(seen), told) == (frozenset(), ["polling"])
    (root / "content/artikler/ny.md").write_text(article("Ny"), encoding="utf-8")
    assert any(path.endswith("ny.md") for path in next(seen))  # the file, and on some systems its folder
    stop.set()
    list(seen)
    assert told == ["polling"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [({"draft": "true"}, "draft"), ({"date": "2026-12-24"}, "future"), ({}, "")],
)
def test_a_page_that_is_not_out_is_shown_and_marked(root: Path, fields: dict[str, str], reason: str) -> None:
    (root / "content/artikler/en.md").write_text(article(**fields), encoding="utf-8")
    with bench(root) as work:
        status, _, page = get(work.url, "/artikler/en/")
        assert status == 200
        assert re.findall(r'data-reason="(\w+)"', page) == ([reason] if reason else [])
        assert "data-reason" not in work.page("/artikler/")
        marks = work.page("/_kbsite/unpublished.css")
        assert bool(marks) == bool(reason)
        assert ('[href="/artikler/en/"]' in marks) == bool(reason)


def test_a_page_is_another_when_a_link_on_it_gets_a_mark(root: Path) -> None:
    with bench(root) as work:
        before = work.answers.digest("/spor-oss/")
        (root / "content/artikler/to.md").write_text(article("To", draft="true"), encoding="utf-8")
        work.save()
        assert work.answers.digest("/spor-oss/") != before


def test_a_saved_change_assembles_and_checks_the_site_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "content/artikler/to.md").write_text(article("To", draft="true"), encoding="utf-8")
    done = []

    def counted(module: object, name: str) -> Callable[..., object]:
        whole = getattr(module, name)

        def instead(*arguments: object) -> object:
            done.append(name)
            return whole(*arguments)

        return instead

    for module, name in ((load_module, "link"), (cache_module, "check_documents"), (cache_module, "check_whole")):
        monkeypatch.setattr(module, name, counted(module, name))
    with bench(root):
        assert done == ["link", "check_documents", "check_whole"]


def test_a_list_that_only_drafts_are_in_is_no_page_to_readers(root: Path) -> None:
    (root / "content/modeller").mkdir()
    model = article(
        "To",
        draft="true",
        lanes="[{id: l, title: L}, {id: m, title: M}]",
        steps="[{id: s, title: S, lane: l, phase: 1, text: T}]",
    )
    (root / "content/modeller/to.md").write_text(model, encoding="utf-8")
    (root / "content/artikler/en.md").write_text(article("En", "[K](/modeller/)"), encoding="utf-8")
    with bench(root) as made:
        page = made.page("/artikler/en/")
        assert [each.code for each in made.server_state.state.problems] == ["broken-link"]
        assert 'href="/modeller/">K</a>' in page


def test_a_link_to_a_draft_is_reported_though_the_draft_is_shown(root: Path) -> None:
    (root / "content/artikler/to.md").write_text(article("To", draft="true"), encoding="utf-8")
    (root / "content/artikler/en.md").write_text(article(body="Se [to](to.md)."), encoding="utf-8")
    with bench(root) as work:
        page = work.page("/artikler/en/")
        assert 'data-code="link-to-draft"' in page
        assert 'href="/artikler/to/"' in page


def test_a_broken_layout_is_reported_and_the_last_good_page_stays(root: Path, tmp_path: Path) -> None:
    layouts = own_layouts(tmp_path)
    good = (layouts / "article.html").read_text(encoding="utf-8")
    with bench(root, layouts) as work:
        snapshot = work.server_state.state.snapshot
        assert snapshot is not None
        work.server_state.prove(snapshot)
        (layouts / "article.html").write_text("{% endfor %}", encoding="utf-8")
        work.save()
        page = work.page("/artikler/en/")
        assert 'data-code="layout-error"' in page
        assert [each.code for each in work.told] == ["layout-error"]
        assert "Avsnitt 7 " in page
        assert f"vscode://file/{str(layouts).lstrip('/')}/article.html:1:1" in page
        (layouts / "article.html").write_text(good, encoding="utf-8")
        work.save()
        assert "layout-error" not in work.page("/artikler/en/")


@pytest.mark.parametrize("name", ["content", "data"])
def test_a_folder_that_has_gone_is_reported_and_serving_goes_on(root: Path, name: str) -> None:
    with bench(root) as work:
        (root / name).rename(root / "borte")
        work.save()
        gone = work.page("/artikler/en/")
        assert ("kbsite-problems" in gone, "Avsnitt 7 " in gone) == (True, True)
        (root / "borte").rename(root / name)
        work.save()
        assert "kbsite-problems" not in work.page("/artikler/en/")


@pytest.mark.parametrize(
    "path",
    [
        "/../data/site.yaml",
        "/%2e%2e/data/site.yaml",
        "/artikler/..%2f..%2fdata/site.yaml",
        "//etc/passwd",
        "/content/artikler/en.md",
        "/artikler/en.md",
        "/_kbsite/../serve.js",
        "/_kbsite/..%2f__init__.py",
        "/sok/indeks/../../../data/site.yaml",
        "/artikler/en/%00",
    ],
)
def test_what_is_no_page_or_file_of_the_site_is_not_found(root: Path, path: str) -> None:
    with bench(root) as work:
        assert work.server_state.state.snapshot is not None
        work.server_state.set_index(work.server_state.state.snapshot, SearchIndex())
        status, _, page = get(work.url, path)
        assert status == 404
        assert "base_url:" not in page
        assert "authors:" not in page


def test_an_attachment_is_served_until_it_becomes_a_link_that_leads_out(root: Path) -> None:
    (root / "content/artikler/fil.pdf").write_bytes(b"%PDF-1.4")
    (root / "content/artikler/en.md").write_text(article(body="Se [filen](fil.pdf)."), encoding="utf-8")
    with bench(root) as work:
        assert get(work.url, "/artikler/en/fil.pdf")[2] == "%PDF-1.4"
        (root / "content/artikler/fil.pdf").unlink()
        (root / "content/artikler/fil.pdf").symlink_to(root / "data/site.yaml")
        assert get(work.url, "/artikler/en/fil.pdf")[0] == 404


def test_a_page_that_believes_this_machine_to_be_another_gets_nothing(root: Path) -> None:
    with bench(root) as work:
        assert get(work.url, "/", Host="evil.example")[0] == 403
        assert get(work.url, "/", Host="localhost:8000")[0] == 200


def test_no_page_of_another_origin_can_read_or_frame_a_draft(root: Path) -> None:
    with bench(root) as work:
        for address in ("/", "/artikler/en/", "/_kbsite/serve.js", "/finnes-ikke/"):
            port = int(work.url.rsplit(":", 1)[1].strip("/"))
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", address, headers={"Origin": "https://evil.example"})
            headers = {name.lower(): value for name, value in connection.getresponse().getheaders()}
            connection.close()
            assert headers["cross-origin-resource-policy"] == "same-origin"
            assert headers["x-frame-options"] == "SAMEORIGIN"
            assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_the_workbench_takes_no_request_that_could_change_something(method: str, root: Path) -> None:
    with bench(root) as work:
        port = int(work.url.rsplit(":", 1)[1].strip("/"))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request(method, "/", body=b"x")
        assert connection.getresponse().status == 501
        connection.close()


@pytest.mark.parametrize("host", ["[", "[::1", "a]b", "localhost:port:1", "", "\xff", "//", "\u2100"])
def test_a_host_that_cannot_be_is_refused(host: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with bench(root) as work:
        port = int(work.url.rsplit(":", 1)[1].strip("/"))
        with socket.create_connection(("127.0.0.1", port), 30) as line:
            line.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            answer = line.makefile("rb").read()
    expected = b"200" if host.startswith("localhost") else b"403"
    assert answer.split()[1] == expected
    assert "Traceback" not in capsys.readouterr().err


def test_a_site_under_a_path_is_there_and_the_root_leads_to_it(root: Path) -> None:
    settings = SETTINGS.replace("example.org/\n", "example.org/kb/\n")
    (root / "data/site.yaml").write_text(settings, encoding="utf-8")
    with bench(root) as work:
        assert get(work.url, "/")[1]["Location"] == "/kb/"
        assert get(work.url, "/kb/artikler/en?q=1")[1]["Location"] == "/kb/artikler/en/?q=1"
        assert [get(work.url, path)[0] for path in ("/kb/artikler/en/", "/artikler/en/")] == [200, 404]


@pytest.mark.parametrize(("given", "option"), [("kode://{file}#{line}", ""), ("", "kode://{file}#{line}")])
def test_the_editor_is_the_one_that_is_asked_for(root: Path, given: str, option: str) -> None:
    if given:
        (root / "data/site.yaml").write_text(f'{SETTINGS}editor: "{given}"\n', encoding="utf-8")
    with bench(root, editor=option) as work:
        (root / "content/artikler/en.md").write_text(article(themes="[plna]"), encoding="utf-8")
        work.save()
        assert f'href="kode://{root}/content/artikler/en.md#4"' in work.page("/")


def test_an_editor_that_could_run_script_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--root", str(root), "--editor", "javascript:alert('{file}')"]) == 2
    assert "javascript" in capsys.readouterr().err
    (root / "data/site.yaml").write_text(f'{SETTINGS}editor: "data:{{file}}"\n', encoding="utf-8")
    assert main(["check", "--root", str(root), "--lang", "en"]) == 2
    assert "site.yaml:4:9: error[wrong-type]" in capsys.readouterr().err


def test_a_text_that_has_not_changed_is_not_parsed_or_rendered_again(root: Path) -> None:
    with bench(root) as work:
        snapshot = work.server_state.state.snapshot
        assert snapshot is not None
        page, profile = snapshot.page("artikler/en/index.html"), work.cache.parsed["content/forfattere/kari.md"]
        (root / "content/artikler/en.md").write_text(article(body="Ny tekst."), encoding="utf-8")
        snapshot.page("spor-oss/index.html")
        work.save()
        newer = work.server_state.state.snapshot
        assert newer is not None
        assert work.cache.parsed["content/forfattere/kari.md"] is profile
        assert not newer.rendered
        assert newer.page("spor-oss/index.html") is snapshot.page("spor-oss/index.html")
        assert b"Ny tekst." in newer.page("artikler/en/index.html") != page


def test_new_words_and_new_layouts_leave_nothing_old(root: Path, tmp_path: Path) -> None:
    layouts = own_layouts(tmp_path)
    with bench(root, layouts) as work:
        work.page("/artikler/en/")
        (root / "data/site.yaml").write_text(SETTINGS.replace("Nettsted", "Annet"), encoding="utf-8")
        work.save()
        assert "Annet" in work.page("/artikler/en/")
        base = (layouts / "base.html").read_text(encoding="utf-8")
        (layouts / "base.html").write_text(base.replace("<main", "<main data-new"), encoding="utf-8")
        work.save()
        assert "<main data-new" in work.page("/artikler/en/")


def test_the_stream_sends_the_page_its_digest_after_each_change(root: Path) -> None:
    with bench(root) as work:
        known = re.findall(r'name="kbsite-page" content="(\w+)"', work.page("/artikler/en/"))
        with socket.create_connection(("127.0.0.1", int(work.url.rsplit(":", 1)[1].strip("/"))), 30) as line:
            line.sendall(b"GET /_kbsite/events?page=%2Fartikler%2Fen%2F HTTP/1.0\r\nHost: localhost\r\n\r\n")
            stream = line.makefile("r", encoding="utf-8")
            told = (text.removeprefix("data: ").strip() for text in stream if text.startswith("data: "))
            assert next(told) == known[0]
            (root / "content/artikler/en.md").write_text(article("Ny"), encoding="utf-8")
            work.save()
            assert next(told) != known[0]


def test_search_waits_for_its_index_and_finds_drafts(root: Path, tmp_path: Path) -> None:
    (root / "content/artikler/to.md").write_text(article("Kladden", draft="true"), encoding="utf-8")
    with bench(root) as work:
        report: list[object] = []
        indexer = Indexer(work.server_state, work.options, tmp_path / "index", report.append)
        indexer.start()
        assert work.server_state.index_name(_LONG)
        (folder,) = set(re.findall("/sok/indeks/[^/]+/", work.page("/sok/?new")))
        assert get(work.url, f"{folder}pagefind.js")[0] == 200
        assert '"pages"' in work.page(f"{folder}sider.json")
        assert "ladden" in work.page(f"{folder}vanlige.json")  # the table leaves out what two words begin with
        state = work.server_state.state
        assert state.proven is state.snapshot
        (root / "content/artikler/to.md").write_text(article("Boken", draft="true"), encoding="utf-8")
        work.save()
        assert work.server_state.index_name(_LONG)
        (newer,) = set(re.findall("/sok/indeks/[^/]+/", work.page("/sok/?new")))
        assert newer != folder
        assert "oken" in work.page(f"{newer}vanlige.json")
        work.server_state.stop()
        indexer.stop()
        assert report == []


def test_nothing_is_indexed_before_a_page_of_the_newest_site_was_shown(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbsite.serve.indexing.FIRST", float(_LONG))
    with bench(root) as work:
        indexer = Indexer(
            work.server_state, work.options, tmp_path / "index", lambda found: pytest.fail(str(found))
        )
        indexer.start()
        (root / "content/artikler/en.md").write_text(article("Ny"), encoding="utf-8")
        work.save()
        assert (indexer._process.pid, work.server_state.index_name(0)) == (None, "")
        assert "Ny" in work.page("/artikler/en/")
        assert work.server_state.index_name(_LONG)
        work.server_state.stop()
        indexer.stop()
        assert not indexer._process.is_alive()


def test_a_workbench_that_ends_at_once_indexes_nothing(root: Path, tmp_path: Path) -> None:
    with bench(root) as work:
        indexer = Indexer(
            work.server_state, work.options, tmp_path / "index", lambda found: pytest.fail(str(found))
        )
        work.server_state.stop()
        indexer.start()
        indexer.stop()
        work.page("/")
        indexer._begin()
        assert indexer._process.pid is None


def test_a_layout_of_a_page_that_nobody_looks_at_is_rejected(root: Path, tmp_path: Path) -> None:
    layouts = own_layouts(tmp_path)
    with bench(root, layouts) as work:
        indexer = Indexer(
            work.server_state, work.options, tmp_path / "index", lambda found: pytest.fail(str(found))
        )
        indexer.start()
        assert work.server_state.index_name(_LONG)
        good = work.server_state.state.snapshot
        (layouts / "ask.html").write_text("{{ nothing }}", encoding="utf-8")
        work.save()
        while not work.server_state.state.problems:
            time.sleep(0.05)
        state = work.server_state.state
        assert [each.code for each in state.problems] == ["layout-error"]
        assert state.snapshot is good
        assert work.server_state.index_name(_LONG)
        work.server_state.stop()
        indexer.stop()


def test_what_is_found_of_an_older_snapshot_is_not_taken_for_the_newest(root: Path, tmp_path: Path) -> None:
    with bench(root) as work:
        indexer = Indexer(
            work.server_state, work.options, tmp_path / "index", lambda found: pytest.fail(str(found))
        )
        snapshot = work.server_state.state.snapshot
        indexer._asked = (2, snapshot)
        indexer._take(Found(1, proven=True, done=True, index=SearchIndex("1")))
        assert work.server_state.state.proven is None
        assert work.server_state.index_name(0) == ""
        indexer._take(Found(2, proven=True, done=True, index=SearchIndex("2")))
        assert work.server_state.state.proven is snapshot
        assert work.server_state.index_name(0) == "2"


def test_a_search_waits_for_what_was_saved_last_and_ends_in_the_files_it_began_with(root: Path) -> None:
    with bench(root) as work:
        first = work.server_state.state.snapshot
        assert first is not None
        work.server_state.set_index(first, SearchIndex("1", {"sok/indeks/entry": b"old", "sok/indeks/old": b"1"}))
        (root / "content/artikler/en.md").write_text(article("Ny"), encoding="utf-8")
        work.save()
        found: list[bytes | None] = []
        asking = threading.Thread(target=lambda: found.append(work.server_state.index_file("sok/indeks/entry", 20)))
        asking.start()
        asking.join(0.2)  # long enough to be given the old one
        second = work.server_state.state.snapshot
        assert second is not None
        work.server_state.set_index(second, SearchIndex("2", {"sok/indeks/entry": b"new"}))
        asking.join(20)
        assert found == [b"new"]
        assert work.server_state.index_file("sok/indeks/old", 0) == b"1"
        assert work.server_state.index_name(0) == "2"


def test_a_port_that_is_taken_is_reported(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["serve", "--root", str(root), "--port", port, "--lang", "en"]) == 2
        assert f"port {port} is in use" in capsys.readouterr().err


def test_without_a_port_the_next_free_one_is_used(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        first = min(taken.getsockname()[1], 65000)
        monkeypatch.setattr("kbsite.serve.host.FIRST_PORT", first)
        server = bound("127.0.0.1", None, Bench(root).answers)
        server.server_close()
        assert first < server.server_address[1]


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 0), ("127.0.0.1", 70000), ("finnes.invalid", 0)])
def test_an_address_that_is_not_this_machines_is_a_fault(root: Path, host: str, port: int) -> None:
    with pytest.raises(EnvironmentFault):
        bound(host, port, Bench(root).answers)


def test_ctrl_c_stops_it_with_a_page_listening_and_nothing_is_written(root: Path) -> None:
    before = files(root)
    with (
        working(root) as (url, process),
        socket.create_connection(("127.0.0.1", int(url.split(":")[2][:-1]))) as line,
    ):
        line.sendall(b"GET /_kbsite/events?page=/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
        assert line.recv(10)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert files(root) == before


def test_a_folder_that_goes_and_comes_back_is_seen_by_the_watch(root: Path) -> None:
    with working(root) as (url, _):
        (root / "content").rename(root / "borte")
        _until(url, lambda page: "kbsite-problems" in page)
        (root / "borte").rename(root / "content")
        _until(url, lambda page: "kbsite-problems" not in page)
        (root / "content/artikler/en.md").write_text(article("Omskrevet"), encoding="utf-8")
        _until(url, lambda page: "Omskrevet" in page)


def _until(url: str, holds: Callable[[str], bool]) -> None:
    """Ask for a page until it is as it should be."""
    for _ in range(300):
        if holds(get(url, "/artikler/en/")[2]):
            return
        time.sleep(0.1)
    pytest.fail("the page never became so")


def test_building_and_checking_import_nothing_of_the_workbench() -> None:
    code = "import sys, kbsite.cli, kbsite.pipeline.build; print({'kbsite.serve', 'watchfiles'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_git_is_asked_once_however_often_something_is_saved(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(root)
    commit(root, "2026-11-01")
    commit(root, "2026-11-10", {"content/artikler/en.md": article("Endret")})
    asked, started = [], subprocess.Popen

    def counted(*words: Any, **more: Any) -> Any:
        asked.append(words)
        return started(*words, **more)

    monkeypatch.setattr(subprocess, "Popen", counted)
    with bench(root) as made:
        assert "10. november 2026" in made.page("/artikler/en/")
        (root / "content/artikler/en.md").write_text(article("Endret igjen"), encoding="utf-8")
        made.save()
        assert "10. november 2026" in made.page("/artikler/en/")
    assert len(asked) == 1
