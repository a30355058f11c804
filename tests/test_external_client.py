"""One request, one reply, and never an exception, on local hosts."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest

from kbsite.checks.external.client import Client
from kbsite.checks.external.verdicts import Reply
from tests.other_hosts import OK, SITE, Record, host, to

if TYPE_CHECKING:
    from pathlib import Path

    from tests.other_hosts import Answer


@pytest.fixture(autouse=True)
def directly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask this machine's own addresses without a proxy, even where there is one to all else."""
    monkeypatch.setenv("no_proxy", "*")


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
            (" 7\x1f", 7, 7),
            ("9" * 400, 0, 0),
            ("Fri, 01 Jan 99999 00:00:00 +9999", 0, 0),
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
