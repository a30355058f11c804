"""`--verify`: what readers get from a real nginx is compared with what was built; whatever is wrong is found."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kbsite.publish.releases import release_files
from tests.publishing import published
from tests.samples import plain_text, text
from tests.sites import SETTINGS, build, write_site
from tests.web_servers import needed, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


def site(root: Path, *pages: str) -> Path:
    content: dict[str, str | bytes] = {
        "data/site.yaml": f"{SETTINGS}hosting: nginx\n",
        "artikler/ny/index.md": text("Ny", "Tekst. [Skjema](skjema.pdf)", aliases="[/gammel/, /med-æøå/]"),
        "artikler/ny/skjema.pdf": b"%PDF-1.4",
        "forfattere/kari.md": plain_text("Kari"),
        **{f"artikler/{name}.md": text(name, "Tekst.") for name in pages},
    }
    return write_site(root, content)


@dataclass
class Live:
    """A site that nginx shows from the folder that is published to."""

    base: Path
    url: str

    @property
    def www(self) -> Path:
        return self.base / "www"

    def publish(self, *options: str) -> int:
        return published(str(self.www), self.base / "public", "--verify", self.url, *options)


@pytest.fixture(scope="module")
def live() -> Iterator[Live]:
    needed("nginx")
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        assert build(site(base / "site", "to", "tre"), base / "public", "--search") == 0
        assert published(str(base / "www"), base / "public") == 0
        with serving("nginx", base / "www", base / "run") as port:
            yield Live(base, f"http://127.0.0.1:{port}/")


def test_a_site_that_is_as_it_was_built_is_proven_so(live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    assert live.publish() == 0
    said = capsys.readouterr()
    assert "shows what was built" in said.out
    assert said.err == ""


def replaced(path: Path, data: bytes) -> None:
    """Write a file anew, so that no other release has it too."""
    path.unlink()
    path.write_bytes(data)


BREAKS = {
    "differs": ("index.html", b"<!doctype html>defaced", "shows something other"),
    "gone": ("artikler/to/index.html", None, "answers with 4"),
    "404": ("404.html", b"another", "another page than 404.html"),
    "search": ("sok/indeks/utgaver.txt", b"0\n", "shows something other"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_on_the_host_is_found_and_put_right_by_publishing_again(
    live: Live, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, data, said = BREAKS[name]
    there = live.www / path
    kept = there.read_bytes()
    there.unlink()
    if data is not None:
        there.write_bytes(data)
    # nobody publishes: what was built is compared with what is there as it is
    from kbsite.publish.targets.site import built  # noqa: PLC0415
    from kbsite.publish.verify import verify  # noqa: PLC0415

    whole = built(live.base / "public")
    counted: list[tuple[int, int]] = []
    asked, wrong = verify(whole, live.url, whole.files, (), lambda *step: counted.append(step))
    assert {each.word for each in wrong}, said
    assert counted == [(done, asked) for done in range(1, asked + 1)]
    assert live.publish() == 0, "published again, and proven"
    assert there.read_bytes() == kept
    capsys.readouterr()


def test_another_folder_than_the_one_that_is_shown_is_not_proven(
    live: Live, capsys: pytest.CaptureFixture[str]
) -> None:
    """Publishing goes to one place, and readers are shown another: a cache, say, or a wrong setting."""
    assert build(site(live.base / "other", "to", "fire"), live.base / "other-public", "--search") == 0
    status = published(
        str(live.base / "elsewhere"), live.base / "other-public", "--verify", live.url, "--max-delete", "100%"
    )
    assert status == 2
    said = capsys.readouterr().err
    assert "does not show what was built" in said
    assert f"{live.url}artikler/fire/: answers with 404, not 200" in said


def test_a_removed_page_that_is_still_shown_is_found(live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    from kbsite.publish.targets.site import built  # noqa: PLC0415
    from kbsite.publish.verify import verify  # noqa: PLC0415

    whole = built(live.base / "public")
    _, wrong = verify(whole, live.url, (), ["artikler/to/index.html", "artikler/aldri/index.html"])
    assert [(each.url, each.word) for each in wrong] == [(f"{live.url}artikler/to/", "verify_still_there")]
    capsys.readouterr()


def test_a_host_without_the_settings_lacks_headers_redirects_and_404(
    live: Live, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from functools import partial  # noqa: PLC0415
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(live.www)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_address[1]}/"
        assert published(str(live.www), live.base / "public", "--verify", url, "-v") == 2
    finally:
        server.shutdown()
        server.server_close()
    said = capsys.readouterr().err
    for expected in (
        f"{url}: lacks Content-Security-Policy",
        f"{url}gammel/: does not lead where it should",
        "answers with another page than 404.html",
    ):
        assert expected in said


def test_an_address_where_nobody_answers_or_that_is_none(live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    assert published(str(live.www), live.base / "public", "--verify", "http://127.0.0.1:9/") == 2
    assert "does not answer" in capsys.readouterr().err
    for url in ("example.org", "ftp://example.org/", "https://user:pw@example.org/"):
        assert published(str(live.www), live.base / "public", "--verify", url) == 2
        assert "verify" not in capsys.readouterr().err


def test_the_owners_command_gets_what_changed_and_its_words_are_not_shown(
    live: Live, capsys: pytest.CaptureFixture[str]
) -> None:
    purge = f"cat > {live.base}/purged; echo hemmelig-nokkel >&2"
    target = str(live.base / "purged-www")
    assert published(target, live.base / "public", "--purge", purge) == 0
    assert (live.base / "purged").read_text(encoding="utf-8").splitlines() == sorted(
        release_files(live.base / "purged-www")
    )
    os.remove(live.base / "purged")  # noqa: PTH107 - one line
    assert published(target, live.base / "public", "--purge", purge) == 0
    assert not (live.base / "purged").exists(), "nothing changed"
    replaced(live.base / "purged-www/index.html", b"x")
    assert published(target, live.base / "public", "--purge", f"{purge}; exit 3") == 2
    said = capsys.readouterr()
    assert "status 3" in said.err
    assert "hemmelig" not in said.err + said.out
