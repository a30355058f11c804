"""`kbsite check --external` as a user runs it, on local hosts."""

from __future__ import annotations

import datetime
import itertools
import json
import signal
import socket
import subprocess
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kbsite.checks import external
from kbsite.checks.external.cache import FILE
from kbsite.cli import FAULTY, FINE, UNUSABLE, main
from tests.other_hosts import AT_ONCE, OK, Record, host, to
from tests.sites import ROOT, TODAY, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.other_hosts import Answer


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command go without pauses: this machine does not mind."""
    monkeypatch.setattr(external, "check_external", partial(external.check_external, rate_limits=AT_ONCE))


ARTICLE = "---\ntitle: En\ndate: 2026-11-21\nthemes: [plan]\nauthors: [kari]\nresources:\n{}---\n\nTekst.\n\n{}\n"


class TestCommand:
    """`kbsite check --external` as one runs it."""

    ANSWERS: Mapping[str, Answer] = {
        "/ok": OK,
        "/borte": (404, {}),
        "/flyttet": to(301, "/ok"),
        "/stengt": (403, {}),
        "/ring": to(302, "/ring"),
    }

    def answer(self, method: str, path: str) -> Answer:
        return (405, {}) if path == "/bare-get" and method == "HEAD" else self.ANSWERS.get(path, OK)

    @pytest.fixture
    def record(self) -> Record:
        return Record()

    @pytest.fixture
    def url(self, record: Record) -> Iterator[str]:
        with host(self.answer, record) as url:
            yield url

    def root(self, folder: Path, *links: str, resource: str = "", **files: str) -> Path:
        body = "\n\n".join(f"[lenke {n}]({link})" for n, link in enumerate(links))
        resources = f"  - {{title: T, url: '{resource or 'https://example.org/'}'}}\n"
        content = {
            "artikler/en.md": ARTICLE.format(resources, body),
            "forfattere/kari.md": "---\ntitle: Kari\n---\n",
        }
        data = {f"data/{name}.yaml": text for name, text in files.items()}
        root = write_site(folder / "site", {**content, **data})
        with (root / "data/site.yaml").open("a", encoding="utf-8") as settings:
            settings.write("warnings_off: [local-address]\n")  # the hosts of these tests are on this machine
        return root

    def check(self, root: Path, *options: str) -> int:
        return main(["check", "--root", str(root), "--today", TODAY, "--lang", "en", "--external", *options])

    @pytest.mark.usefixtures("quick")
    def test_what_is_dead_or_moved_is_reported_with_its_place_and_what_is_unsure_apart(
        self, tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        links = [
            f"{url}/{name}" for name in ("ok", "borte#x", "flyttet#y", "stengt", "ring", "bare-get", "stengt#2")
        ]
        root = self.root(tmp_path, *links, resource=f"{url}/borte")
        assert self.check(root) == FINE
        out, err = capsys.readouterr()
        at = "content/artikler/en.md"
        problems = [line for line in err.splitlines() if "warning[" in line]
        assert problems == [
            f"{at}:7:21: warning[dead-link]: the link “{url}/borte” is dead: there is no such page (404)",
            f"{at}:14:11: warning[dead-link]: the link “{url}/borte#x” is dead: there is no such page (404)",
            f"{at}:16:11: warning[moved-link]: the link “{url}/flyttet#y” has moved for good, to “{url}/ok#y”",
        ]
        assert "Unsure links: 2." in err
        assert f"  {at}:18:11: {url}/stengt: does not let this check in (403)\n" in err
        assert f"  {at}:20:11: {url}/ring: sends on in a ring\n" in err
        assert "6 asked now, 0 remembered" in err
        assert "0 errors and 3 warnings" in out

    @pytest.mark.usefixtures("quick")
    def test_strict_counts_what_is_dead_and_not_what_is_unsure(self, tmp_path: Path, url: str) -> None:
        assert self.check(self.root(tmp_path, f"{url}/borte"), "--strict") == FAULTY
        assert self.check(self.root(tmp_path, f"{url}/stengt"), "--strict") == FINE

    @pytest.mark.usefixtures("quick")
    def test_the_result_for_programs_is_the_problems_alone(
        self, tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        root = self.root(tmp_path, f"{url}/borte", f"{url}/stengt")
        assert self.check(root, "--format", "json") == FINE
        (row,) = json.loads(capsys.readouterr().out)
        assert (row["code"], row["severity"], row["line"]) == ("dead-link", "warning", 12)
        assert self.check(root, "--format", "github", "-q") == FINE
        out, err = capsys.readouterr()
        assert out.startswith("::warning file=content/artikler/en.md,line=12,col=11,title=dead-link::")
        assert err == ""

    @pytest.mark.usefixtures("quick")
    def test_errors_of_the_content_are_reported_in_the_same_run(
        self, tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.check(self.root(tmp_path, f"{url}/borte", "borte.md")) == FAULTY
        err = capsys.readouterr().err
        assert "error[broken-link]" in err
        assert "warning[dead-link]" in err

    @pytest.mark.usefixtures("quick")
    def test_nobody_is_asked_the_same_twice_in_a_week(
        self, tmp_path: Path, url: str, record: Record, capsys: pytest.CaptureFixture[str]
    ) -> None:
        root = self.root(tmp_path, f"{url}/ok", f"{url}/borte", f"{url}/ok#x")
        assert self.check(root) == FINE
        first = list(record.requests)
        told = capsys.readouterr().err
        assert self.check(root) == FINE
        assert record.requests == first
        again = capsys.readouterr().err
        assert again.replace("0 asked now, 2 remembered", "2 asked now, 0 remembered") == told
        kept = json.loads((root / FILE).read_bytes())
        kept[f"{url}/ok"]["asked"] = "2020-01-01T00:00:00+00:00"
        (root / FILE).write_text(json.dumps(kept), encoding="utf-8")
        assert self.check(root) == FINE
        assert record.requests == [*first, ("HEAD", "/ok")]

    @pytest.mark.usefixtures("quick")
    def test_what_is_kept_is_beside_the_content_and_may_be_broken(self, tmp_path: Path, url: str) -> None:
        root = self.root(tmp_path, f"{url}/ok")
        (root / ".kbsite").mkdir()
        (root / FILE).write_bytes(b"\xff{")
        assert self.check(root) == FINE
        assert list(json.loads((root / FILE).read_bytes())) == [f"{url}/ok"]
        assert [path.name for path in (root / ".kbsite").iterdir()] == ["links.json"]

    @pytest.mark.usefixtures("quick")
    def test_a_disk_that_cannot_keep_it_is_reported_and_no_more(
        self, tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        root = self.root(tmp_path, f"{url}/borte")
        (root / ".kbsite").write_text("in the way", encoding="utf-8")
        assert self.check(root) == FINE
        err = capsys.readouterr().err
        assert "warning[dead-link]" in err
        assert "could not be saved" in err

    @pytest.mark.usefixtures("quick")
    def test_what_the_list_leaves_out_is_not_asked_for(self, tmp_path: Path, url: str, record: Record) -> None:
        ignore = f"ignore:\n  - url: {url}/bo\n    reason: Den virker, se {url}/sak.\n"
        root = self.root(tmp_path, f"{url}/borte", f"{url}/ok", links=ignore)
        assert self.check(root, "--strict") == FINE
        assert record.requests == [("HEAD", "/ok")]

    @pytest.mark.usefixtures("quick")
    def test_odd_addresses_are_reported_and_nothing_more(
        self, tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        odd = ["https://a..b/", "http://[::1", "http://a:99999/", f"{url}/æ%20ø?å=%C3%A5#å", f"<{url}/a b>"]
        assert self.check(self.root(tmp_path, *odd)) == FINE
        assert capsys.readouterr().err.count("the address is not written rightly") >= 2

    @pytest.mark.usefixtures("quick")
    def test_without_a_network_that_is_all_that_is_said(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        release, looked_up, unknown = threading.Event(), itertools.count(1), list[str]()

        def nobody(name: str, *_: object, **__: object) -> None:
            if next(looked_up) > 8:
                release.wait(20)  # eight are enough to know, so nobody waits for the others
            unknown.append(name)
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", nobody)
        root = self.root(tmp_path, *[f"https://{n}.example/" for n in range(20)])
        assert self.check(root) == UNUSABLE
        assert len(unknown) == 8
        release.set()
        assert "not on the network" in capsys.readouterr().err
        assert not (root / FILE).exists()

    def test_a_plain_check_asks_nobody_and_imports_nothing_for_it(
        self, tmp_path: Path, url: str, record: Record
    ) -> None:
        root = self.root(tmp_path, f"{url}/borte")
        code = (
            "import sys; from kbsite.cli import main; main(['check', *sys.argv[1:]]);"
            "print(sorted({'kbsite.checks.external', 'urllib.request', 'http.client', 'ssl'} & set(sys.modules)))"
        )
        run = [sys.executable, "-c", code, "--root", str(root), "--strict"]
        done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]"
        assert record.requests == []

    def test_ctrl_c_stops_it_at_once_and_what_was_found_is_kept(self, tmp_path: Path) -> None:
        release, record = threading.Event(), Record()

        def answer(_method: str, path: str) -> Answer:
            if path == "/2":
                release.wait(60)
            return OK

        with host(answer, record) as url:
            root = self.root(tmp_path, f"{url}/1", f"{url}/2")
            code = (  # a shell's background jobs ignore Ctrl-C, and what they start does too
                "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
                "from kbsite.cli import main; sys.exit(main(['check', '--external', *sys.argv[1:]]))"
            )
            run = [sys.executable, "-c", code, "--root", str(root), "--today", TODAY]
            with subprocess.Popen(run, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
                try:
                    assert record.wait_for(("HEAD", "/1"), ("HEAD", "/2"))
                    process.send_signal(signal.SIGINT)
                    _, err = process.communicate(timeout=10)  # less than what it waits for a host
                finally:
                    process.kill()
                    release.set()
        assert process.returncode == 130
        assert "Traceback" not in err
        kept = json.loads((root / FILE).read_bytes())
        assert list(kept) == [f"{url}/1"]
        assert datetime.datetime.fromisoformat(kept[f"{url}/1"]["asked"]).tzinfo
