"""Many addresses on local hosts: their log shows the order, and how many requests came at a time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from kbsite.checks.external.client import Client
from kbsite.checks.external.crawl import Gate, RateLimits, ask_all
from kbsite.checks.external.verdicts import DEAD, FINE, UNSURE, Reply
from tests.other_hosts import AT_ONCE, OK, SITE, Record, host, to

if TYPE_CHECKING:
    from kbsite.checks.external.verdicts import Verdict
    from tests.other_hosts import Answer


def ok(_method: str, _path: str) -> Answer:
    return OK


class TestManners:
    """Several hosts at a time, one request at a time to each."""

    def asked(self, *addresses: str, rate_limits: RateLimits = AT_ONCE, limit: float = 5) -> dict[str, Verdict]:
        return dict(ask_all(addresses, Client(SITE, limit).ask, rate_limits))

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
            assert {verdict.kind for verdict in self.asked(*wanted).values()} == {FINE}
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
            found = self.asked(f"{a}/", f"{b}/", f"{c}/", f"{d}/", rate_limits=RateLimits(hosts=2, pause=0))
        assert {verdict.kind for verdict in found.values()} == {FINE}
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

        found = dict(ask_all(["https://a.example/"], ask, RateLimits(patience=0.1)))
        release.set()
        assert (found["https://a.example/"].kind, found["https://a.example/"].reason) == (UNSURE, "timeout")

    def test_a_fault_of_the_program_is_seen(self) -> None:
        def ask(_method: str, _address: str) -> Reply:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            dict(ask_all(["https://a.example/"], ask, AT_ONCE))

    def test_the_pause_begins_when_the_answer_has_come(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock, waited = [100.0], list[float]()
        monkeypatch.setattr("kbsite.checks.external.crawl.time.monotonic", lambda: clock[0])
        gate = Gate(1, waited.append)
        with gate.to("a"):
            clock[0] += 5
        clock[0] += 0.25
        with gate.to("a"), gate.to("b"):
            pass
        assert waited == [0, 0.75, 0]
