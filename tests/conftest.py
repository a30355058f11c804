"""What many tests share: the real site, built once, served as a strict host would, and a browser to look at it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import uuid
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings

from kbsite.publish.local_host import served
from kbsite.publish.targets import objects
from kbsite.search.evaluation.browser import PROGRAMS, chromium
from tests.google_store import NO_LOGIN, google_store
from tests.installed import build_packages, install
from tests.nu import checker
from tests.publishing import Branch, Bucket, Folder
from tests.remote_hosts import azure, needed, s3, sshd
from tests.shared import shared_folder, shared_value
from tests.sites import GOLDEN, HANDBOOK, OWNER, ROOT, PageFile, build, newest_day, read_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

    from tests.publishing import Place

# No test depends on time, nor on what an earlier run found: a busy machine fails none, a failure repeats.
settings.register_profile(
    "kbsite", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("kbsite")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that uses the browser, so that `-m 'not browser'` leaves it out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the real site, built with its search index on the day of its newest page."""
    return shared_folder(tmp_path_factory, "real", _build_site)


def _build_site(output: Path) -> None:
    command = [sys.executable, "-m", "kbsite", "build", "--root", str(ROOT), "--output", str(output)]
    done = subprocess.run(
        [*command, "--today", newest_day(ROOT), "--lang", "en"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        pytest.fail(f"the real site does not build:\n{done.stderr}{done.stdout}", pytrace=False)


@pytest.fixture(scope="session")
def built_handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the editors' handbook, built as `make docs` does, on the day of its newest page."""
    return shared_folder(tmp_path_factory, "handbook", _build_handbook)


def _build_handbook(output: Path) -> None:
    if build(HANDBOOK, output, "--search", "--strict", "--today", newest_day(HANDBOOK)):
        pytest.fail("the handbook does not build, or has warnings", pytrace=False)


@pytest.fixture(scope="session")
def built_owner_docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the owners' documents, built as `make docs` does, on the day of their newest page."""
    return shared_folder(tmp_path_factory, "owner-docs", _build_owner_docs)


def _build_owner_docs(output: Path) -> None:
    if build(OWNER, output, "--search", "--strict", "--today", newest_day(OWNER)):
        pytest.fail("the owners' documents do not build, or have warnings", pytrace=False)


@pytest.fixture(scope="session")
def built_golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the golden site, built with its search index; nobody writes in it."""
    return shared_folder(tmp_path_factory, "golden", _build_golden)


def _build_golden(output: Path) -> None:
    if build(GOLDEN, output, "--search"):
        pytest.fail("the golden site does not build", pytrace=False)


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """Return the address of the real site on this machine, with a slash at its end."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def nu() -> list[str]:
    """Return the command that runs the Nu HTML checker; without Java the test is skipped."""
    return checker()


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a source archive of this project and the wheel that was made of that archive."""
    return shared_folder(tmp_path_factory, "dist", build_packages)


@pytest.fixture(scope="session")
def kbsite(tmp_path_factory: pytest.TempPathFactory, dist: Path) -> Path:
    """Return the command `kbsite` of an environment in which the wheel is installed."""
    (wheel,) = dist.glob("*.whl")
    return shared_folder(tmp_path_factory, "installed", lambda folder: install(folder, wheel)) / "bin/kbsite"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the machine's own Chromium; without one the test is skipped, or fails where one is required."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a machine without it runs the other tests
    except ImportError:
        _no_browser("Playwright is not installed (pip install playwright)")
    program = chromium()
    if program is None:
        _no_browser(f"none of {', '.join(PROGRAMS)} is installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program)
        yield launched
        launched.close()


def _no_browser(reason: str) -> NoReturn:
    if os.environ.get("KBSITE_REQUIRE_BROWSER") == "1":
        pytest.fail(f"KBSITE_REQUIRE_BROWSER=1, but {reason}", pytrace=False)
    pytest.skip(f"no browser tests: {reason}")


@pytest.fixture
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """Return a new page; errors in its console and requests to other hosts fail the test."""
    with watched(browser, site_url) as opened:
        yield opened


@pytest.fixture
def noscript_page(browser: Browser, site_url: str) -> Iterator[Page]:
    """Return a new page in a browser without script; errors in it fail the test too."""
    with watched(browser, site_url, java_script_enabled=False) as opened:
        yield opened


@contextmanager
def watched(browser: Browser, base_url: str, **settings: Any) -> Iterator[Page]:
    """Give a page of its own context, and fail at the end for what it should not have done meanwhile."""
    host = urlsplit(base_url).netloc
    faults: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != host:
            faults.append(f"request to another host: {request.url}")

    context = browser.new_context(base_url=base_url, locale="nb-NO", **settings)
    try:
        opened = context.new_page()
        opened.on("console", on_console)
        opened.on("pageerror", lambda error: faults.append(f"script: {error}"))
        context.on("request", on_request)
        yield opened
    finally:
        context.close()
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture(scope="session")
def pages(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageFile]:
    """Return every page of the real site by its path in the output."""
    return shared_value(tmp_path_factory, "pages", partial(read_pages, built_site))


@pytest.fixture(scope="session")
def ssh_server() -> Iterator[str]:
    """Yield the command that reaches a real sshd of this machine as `server`."""
    with tempfile.TemporaryDirectory() as name, sshd(Path(name) / "run") as command:
        yield command


@pytest.fixture(scope="session")
def s3_server() -> Iterator[dict[str, str]]:
    """Yield the environment that reaches a server that speaks S3, with the bucket `nettsted`."""
    with tempfile.TemporaryDirectory() as name, s3(Path(name) / "run", "nettsted") as environment:
        yield environment


@pytest.fixture(scope="session")
def azure_server() -> Iterator[dict[str, str]]:
    """Yield the environment that reaches a server that speaks Azure's protocol, with the container `nettsted`."""
    with tempfile.TemporaryDirectory() as name, azure(Path(name) / "run", "nettsted") as environment:
        yield environment


@pytest.fixture(scope="session")
def google_server(s3_server: dict[str, str]) -> Iterator[dict[str, str]]:
    """Yield the environment that reaches a store that speaks Google's protocol, with the bucket `nettsted`."""
    with google_store(urlsplit(s3_server["AWS_ENDPOINT_URL"]).port or 0) as address:
        yield {"GOOGLE_BASE_URL": address, "GOOGLE_SERVICE_ACCOUNT_KEY": NO_LOGIN}


@pytest.fixture(params=["folder", "ssh", "git", "s3", "az", "gs"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Return a target of each sort in turn, with nothing in it."""
    if request.param == "ssh":
        monkeypatch.setenv("KBSITE_SSH", request.getfixturevalue("ssh_server"))
        return Folder(f"ssh://server{tmp_path}/my site", tmp_path / "my site")
    if request.param == "git":
        needed("git")
        subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "pages.git")], check=True)
        return Branch(f"git:{tmp_path}/pages.git#pages", tmp_path / "pages.git")
    if request.param in STORE_SERVERS:
        return bucket_of(request.param, request, monkeypatch)
    return Folder(str(tmp_path / "my site"), tmp_path / "my site")


STORE_SERVERS = {"s3": "s3_server", "az": "azure_server", "gs": "google_server"}
"""The fixture of the server of each sort of store."""


def bucket_of(scheme: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """Return an empty place in a store, which the environment reaches."""
    for name, value in request.getfixturevalue(STORE_SERVERS[scheme]).items():
        monkeypatch.setenv(name, value)
    return Bucket(f"{scheme}://nettsted/{uuid.uuid4().hex}")


@pytest.fixture(params=STORE_SERVERS)
def bucket(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """Return a store of each sort in turn, with nothing in it, which is asked for one object at a time."""
    monkeypatch.setattr(objects, "AT_ONCE", 1)
    return bucket_of(request.param, request, monkeypatch)
