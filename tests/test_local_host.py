"""The server on localhost: the site's own folder, and nothing else."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from kbsite.publish.local_host import POLICY, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "public"
    (site / "om").mkdir(parents=True)
    (site / "tom").mkdir()
    for name, text in {"index.html": "forside", "om/index.html": "om", "404.html": "borte", "a.js": "1"}.items():
        (site / name).write_text(text, encoding="utf-8")
    (tmp_path / "hemmelig.txt").write_text("hemmelig", encoding="utf-8")
    (tmp_path / "public-utkast").mkdir()
    (tmp_path / "public-utkast/index.html").write_text("hemmelig", encoding="utf-8")
    (site / "lenke.txt").symlink_to(tmp_path / "hemmelig.txt")
    (site / "ring").symlink_to(site / "ring")
    return site


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


def get(address: str, path: str) -> tuple[int, http.client.HTTPMessage, str]:
    """Return status, headers and text of a path, sent exactly as given."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "kind", "text"),
    [("/", "text/html", "forside"), ("/om/?q=%2F#a", "text/html", "om"), ("/a.js?v=1", "text/javascript", "1")],
)
def test_a_file_is_served_under_the_strict_policy(address: str, path: str, kind: str, text: str) -> None:
    status, headers, body = get(address, path)
    assert (status, headers.get_content_type(), body) == (200, kind, text)
    assert headers["Content-Security-Policy"] == POLICY


def test_a_folder_without_its_slash_leads_to_the_one_with_it(address: str) -> None:
    status, headers, _ = get(address, "/om?q=1")
    assert (status, headers["Location"]) == (301, "/om/?q=1")


@pytest.mark.parametrize(
    "path",
    [
        "/../hemmelig.txt",
        "/%2e%2e/hemmelig.txt",
        "/om/..%2f..%2fhemmelig.txt",
        "/../public-utkast/",
        "//../hemmelig.txt",
        "/lenke.txt",
        "/ring",
        "/a.js/",
        "/a%00.js",
        "/tom/",
        "/finnes/ikke/",
    ],
)
def test_what_is_no_file_of_the_folder_is_not_found(address: str, path: str) -> None:
    status, _, body = get(address, path)
    assert (status, body) == (404, "borte")


def test_a_site_under_a_path_is_there_and_nowhere_else(folder: Path) -> None:
    with served(folder, "/kb/") as address:
        assert address.endswith("/kb/")
        assert get(address, "/kb/om/")[2] == "om"
        assert [get(address, path)[0] for path in ("/", "/om/", "/kbom/")] == [404, 404, 404]
