"""Links to other hosts, asked of hosts of the test's own, whose record says what happened."""

from __future__ import annotations

import datetime
import itertools
import json
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kbsite import external
from kbsite.cli import FAULTY, FINE, UNUSABLE, main
from kbsite.external.asking import Gate, Manners, ask_all
from kbsite.external.client import Client
from kbsite.external.kept import FILE
from kbsite.external.verdicts import DEAD, UNSURE, Reply, Verdict
from kbsite.external.verdicts import FINE as WORKS
from tests.other_hosts import OK, Record, host, to
from tests.sites import ROOT, TODAY, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.other_hosts import Answer

AT_ONCE = Manners(pause=0)
SITE = "https://example.org/kb/"


@pytest.fixture(autouse=True)
def directly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask this machine's own addresses without a proxy, even where there is one to all else."""
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command go without pauses: this machine does not mind."""
    monkeypatch.setattr(external, "check_external", partial(external.check_external, manners=AT_ONCE))


def ok(_method: str, _path: str) -> Answer:
    return OK


class TestClient:
    """One request, one reply, and never an exception."""

    CLIENT = Client(SITE, limit=5)

    def test_it_says_who_it_is_and_where_to_complain(self) -> None:
        record = Record()
        with host(ok, record) as url:
            assert self.CLIENT.ask("HEAD", f"{url}/x") == Reply(200)
        assert record.requests == [("HEAD", "/x")]
        assert all("kbsite" in agent and SITE in agent for agent in record.agents)

    @pytest.mark.parametrize("status", [204, 301, 308, 401, 403, 404, 405, 429, 500, 999])
    def test_every_status_is_a_reply_and_redirects_are_not_followed(self, status: int) -> None:
        record = Record()
        with host(lambda *_: to(status, "/ny/side"), record) as url:
            assert self.CLIENT.ask("GET", f"{url}/") == Reply(status, "/ny/side")
        assert len(record.requests) == 1

    def test_a_place_in_utf_8_is_read_as_such(self) -> None:
        with host(lambda *_: to(301, "/blå".encode().decode("latin-1"))) as url:
            assert self.CLIENT.ask("GET", f"{url}/").location == "/blå"

    @pytest.mark.parametrize(
        ("header", "least", "most"),
        [
            ("7", 7, 7),
            ("Fri, 01 Jan 2100 00:00:00 GMT", 1e9, 1e10),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0, 0),
            ("soon", 0, 0),
            ("-1", 0, 0),
            ("", 0, 0),
        ],
    )
    def test_how_long_to_wait_comes_as_seconds_or_as_a_date(self, header: str, least: float, most: float) -> None:
        with host(lambda *_: (429, {"Retry-After": header})) as url:
            assert least <= self.CLIENT.ask("GET", f"{url}/").retry_after <= most

    def test_a_host_that_says_nothing_is_not_waited_for(self) -> None:
        release = threading.Event()

        def silent(_method: str, _path: str) -> Answer:
            release.wait(30)
            return OK

        with host(silent) as url:
            assert Client(SITE, limit=0.2).ask("HEAD", f"{url}/") == Reply(failure="timeout")
            release.set()

    def test_a_host_that_is_not_there(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        assert self.CLIENT.ask("HEAD", f"http://127.0.0.1:{port}/") == Reply(failure="no_contact")

    def test_a_name_that_nobody_has(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def unknown(*_: object, **__: object) -> None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        assert self.CLIENT.ask("HEAD", "https://nobody.invalid/") == Reply(failure="unknown_host")

    @pytest.mark.parametrize("sent", [b"", b"\x00\xff\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200\r\n" * 300])
    def test_what_is_no_http_is_no_exception(self, sent: bytes) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:

            def babble() -> None:
                connection, _ = server.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(sent)

            thread = threading.Thread(target=babble)
            thread.start()
            reply = self.CLIENT.ask("HEAD", f"http://127.0.0.1:{server.getsockname()[1]}/")
            thread.join()
        assert reply.failure in ("odd", "no_contact")

    @pytest.mark.parametrize(
        "address", ["http://127.0.0.1:0/", "http://a b/", "http:///", "http://\u2603.\u0000/", "x"]
    )
    def test_an_odd_address_is_no_exception(self, address: str) -> None:
        assert self.CLIENT.ask("HEAD", address).failure

    @pytest.fixture
    def certificate(self, tmp_path: Path) -> Path:
        """A certificate that its own owner has signed."""
        if not shutil.which("openssl"):
            pytest.skip("openssl is not installed, which makes the certificate")
        path = tmp_path / "own.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
             "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out", path],
            check=True, capture_output=True,
        )  # fmt: skip
        return path

    def test_a_certificate_that_browsers_reject(self, certificate: Path) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        with host(ok, tls=context) as url:
            assert self.CLIENT.ask("HEAD", f"{url}/") == Reply(failure="certificate")

    def test_a_host_without_tls(self) -> None:
        with host(ok) as url:
            assert self.CLIENT.ask("HEAD", url.replace("http:", "https:") + "/").failure in ("tls", "no_contact")


class TestManners:
    """Several hosts at a time, one request at a time to each."""

    def asked(self, *addresses: str, manners: Manners = AT_ONCE, limit: float = 5) -> dict[str, Verdict]:
        return dict(ask_all(addresses, Client(SITE, limit).ask, manners))

    def test_a_host_never_has_two_requests_at_a_time_though_others_lead_to_it(self) -> None:
        record = Record()

        def busy(_method: str, path: str) -> Answer:
            if path.startswith("/own"):
                record.wait_for_two_at("127.0.0.1", 0.1)  # no request is answered before another could have come
            return OK

        with (
            host(busy, record, name="127.0.0.1") as first,
            host(lambda _method, path: to(302, f"{first}/own{path}"), record, name="127.0.0.2") as second,
            host(lambda _method, path: to(302, f"{first}/own{path}"), record, name="127.0.0.3") as third,
        ):
            wanted = [f"{each}/{n}" for each in (f"{first}/own", second, third) for n in range(3)]
            assert {verdict.kind for verdict in self.asked(*wanted).values()} == {WORKS}
        assert record.most == {"127.0.0.1": 1, "127.0.0.2": 1, "127.0.0.3": 1}

    def test_several_hosts_are_asked_at_the_same_time_and_no_more_than_allowed(self) -> None:
        record = Record()

        def meeting(_method: str, _path: str) -> Answer:
            met = record.wait_for_together(2, 3)
            record.wait_for_together(3, 0.1)  # no request is answered before a third could have come
            return OK if met else (404, {})

        names = [f"127.0.0.{n}" for n in range(1, 5)]
        with (
            host(meeting, record, name=names[0]) as a,
            host(meeting, record, name=names[1]) as b,
            host(meeting, record, name=names[2]) as c,
            host(meeting, record, name=names[3]) as d,
        ):
            found = self.asked(f"{a}/", f"{b}/", f"{c}/", f"{d}/", manners=Manners(hosts=2, pause=0))
        assert {verdict.kind for verdict in found.values()} == {WORKS}
        assert record.most_together == 2

    def test_an_address_is_asked_for_once_however_many_hosts_there_are(self) -> None:
        record = Record()
        with host(ok, record) as url:
            self.asked(*[f"{url}/{n}" for n in range(20)])
        assert sorted(record.requests) == sorted(("HEAD", f"/{n}") for n in range(20))

    def test_a_host_that_does_not_answer_is_soon_left_alone(self) -> None:
        asked: list[str] = []

        def ask(_method: str, address: str) -> Reply:
            asked.append(address)
            return Reply(failure="unknown_host")

        wanted = [f"https://gone.example/{n}" for n in range(10)]
        found = dict(ask_all(wanted, ask, AT_ONCE))
        assert {found[each].kind for each in wanted} == {DEAD}
        assert len(asked) == AT_ONCE.tries

    def test_a_host_that_leads_to_another_which_is_gone_is_asked_on(self) -> None:
        asked: list[str] = []

        def ask(_method: str, address: str) -> Reply:
            asked.append(address)
            return Reply(302, "https://gone.example/") if "here" in address else Reply(failure="unknown_host")

        dict(ask_all([f"https://here.example/{n}" for n in range(5)], ask, AT_ONCE))
        assert len([each for each in asked if "here" in each]) == 5

    def test_hosts_that_never_come_to_an_end_are_unsure(self) -> None:
        release = threading.Event()

        def ask(_method: str, _address: str) -> Reply:
            release.wait(30)
            return Reply(200)

        found = dict(ask_all(["https://a.example/"], ask, Manners(patience=0.1)))
        release.set()
        assert (found["https://a.example/"].kind, found["https://a.example/"].reason) == (UNSURE, "timeout")

    def test_a_fault_of_the_program_is_seen(self) -> None:
        def ask(_method: str, _address: str) -> Reply:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            dict(ask_all(["https://a.example/"], ask, AT_ONCE))

    def test_the_pause_begins_when_the_answer_has_come(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock, waited = [100.0], list[float]()
        monkeypatch.setattr("kbsite.external.asking.time.monotonic", lambda: clock[0])
        gate = Gate(1, waited.append)
        with gate.to("a"):
            clock[0] += 5
        clock[0] += 0.25
        with gate.to("a"), gate.to("b"):
            pass
        assert waited == [0, 0.75, 0]


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
        return write_site(
            folder / "site", {**content, **{f"data/{name}.yaml": text for name, text in files.items()}}
        )

    def check(self, root: Path, *options: str) -> int:
        return main(["check", "--root", str(root), "--today", TODAY, "--lang", "en", "--external", *options])

    @pytest.mark.usefixtures("quick")
    def test_what_is_dead_or_moved_is_told_with_its_place_and_what_is_unsure_apart(
        self, tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        links = [f"{url}/{name}" for name in ("ok", "borte#x", "flyttet#y", "stengt", "ring", "bare-get")]
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
    def test_errors_of_the_content_are_told_in_the_same_run(
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
    def test_what_is_kept_lies_beside_the_content_and_may_be_broken(self, tmp_path: Path, url: str) -> None:
        root = self.root(tmp_path, f"{url}/ok")
        (root / ".kbsite").mkdir()
        (root / FILE).write_bytes(b"\xff{")
        assert self.check(root) == FINE
        assert list(json.loads((root / FILE).read_bytes())) == [f"{url}/ok"]
        assert [path.name for path in (root / ".kbsite").iterdir()] == ["links.json"]

    @pytest.mark.usefixtures("quick")
    def test_a_disk_that_cannot_keep_it_is_told_of_and_no_more(
        self, tmp_path: Path, url: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        root = self.root(tmp_path, f"{url}/borte")
        (root / ".kbsite").write_text("in the way", encoding="utf-8")
        assert self.check(root) == FINE
        err = capsys.readouterr().err
        assert "warning[dead-link]" in err
        assert "could not be kept" in err

    @pytest.mark.usefixtures("quick")
    def test_what_the_list_leaves_out_is_not_asked_for(self, tmp_path: Path, url: str, record: Record) -> None:
        ignore = f"ignore:\n  - url: {url}/bo\n    reason: Den virker, se {url}/sak.\n"
        root = self.root(tmp_path, f"{url}/borte", f"{url}/ok", links=ignore)
        assert self.check(root, "--strict") == FINE
        assert record.requests == [("HEAD", "/ok")]

    @pytest.mark.usefixtures("quick")
    def test_odd_addresses_are_told_and_nothing_more(
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
            "print(sorted({'kbsite.external', 'urllib.request', 'http.client', 'ssl'} & set(sys.modules)))"
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
            run = [sys.executable, "-m", "kbsite", "check", "--external", "--root", str(root), "--today", TODAY]
            process = subprocess.Popen(run, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            assert record.wait_for(("HEAD", "/1"), ("HEAD", "/2"))
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=10)  # less than what it waits for a host
            release.set()
        assert process.returncode == 130
        assert "Traceback" not in err
        kept = json.loads((root / FILE).read_bytes())
        assert list(kept) == [f"{url}/1"]
        assert datetime.datetime.fromisoformat(kept[f"{url}/1"]["asked"]).tzinfo
