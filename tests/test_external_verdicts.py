"""Verdicts on addresses of other hosts, without any network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.checks.external.addresses import host_of, sendable
from kbsite.checks.external.verdicts import (
    BACKOFF,
    DEAD,
    FINE,
    INSECURE,
    LONGEST_WAIT,
    MOVED,
    UNSURE,
    Reply,
    Verdict,
    judge,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


class TestAddresses:
    @pytest.mark.parametrize(
        ("written", "sent"),
        [
            ("https://example.org", "https://example.org/"),
            ("HTTPS://Example.ORG:443/A#b", "https://example.org/A"),
            ("http://example.org:80/", "http://example.org/"),
            ("https://example.org:8443/", "https://example.org:8443/"),
            (
                "https://bø.example/æøå/a b?q=å&r=1",
                "https://xn--b-5ga.example/%C3%A6%C3%B8%C3%A5/a%20b?q=%C3%A5&r=1",
            ),
            ("https://b%C3%B8.example/", "https://xn--b-5ga.example/"),
            ("https://example.org/%C3%A6", "https://example.org/%C3%A6"),
            ("https://example.org/a_(b)?c=[1]", "https://example.org/a_(b)?c=%5B1%5D"),
            ("https://me:secret@example.org/", "https://example.org/"),
            (" https://example.org/ ", "https://example.org/"),
            ("http://[::1]:8000/", "http://[::1]:8000/"),
        ],
    )
    def test_an_address_is_sent_as_ascii_without_its_fragment(self, written: str, sent: str) -> None:
        assert sendable(written) == sent
        assert sendable(sent) == sent

    @pytest.mark.parametrize(
        "written",
        [
            "https://a..b/",
            "https://\u2024/",
            "https://[::1/",
            "https://example.org:99999/",
            "https://example.org:x/",
            "https:///x",
            "https://ex ample.org/",
            f"https://{'a' * 64}.org/",
            "ftp://example.org/",
            "mailto:a@example.org",
            "",
        ],
    )
    def test_what_no_host_can_have_is_reported(self, written: str) -> None:
        assert sendable(written) == ""

    @given(st.text())
    def test_whatever_is_written_what_is_sent_is_ascii_and_stays(self, written: str) -> None:
        sent = sendable(f"https://{written}")
        assert sent.isascii()
        assert sendable(sent) == sent

    def test_a_host_is_known_by_its_name_whatever_its_port(self) -> None:
        assert host_of("https://example.org:8443/a") == host_of("http://example.org/") == "example.org"


class Hosts:
    """Stands for the net: replies by address, one after the other; the last for ever after."""

    def __init__(self, replies: Mapping[str, Reply | list[Reply]]) -> None:
        self.replies = {
            address: list(reply) if isinstance(reply, list) else [reply] for address, reply in replies.items()
        }
        self.asked: list[str] = []
        self.waited: list[float] = []

    def ask(self, method: str, address: str) -> Reply:
        self.asked.append(f"{method} {address}")
        queue = self.replies.get(address, [Reply(failure="unknown_host")])
        return queue.pop(0) if len(queue) > 1 else queue[0]

    def judge(self, address: str) -> Verdict:
        return judge(address, self.ask, self.waited.append)


A, B, C, D = (f"https://{name}.example/" for name in "abcd")


class TestVerdicts:
    def test_an_address_that_answers_is_asked_for_once_without_its_text(self) -> None:
        hosts = Hosts({A: Reply(200)})
        assert hosts.judge(A).kind == FINE
        assert hosts.asked == [f"HEAD {A}"]

    @pytest.mark.parametrize("refusal", [403, 404, 405, 500, 501])
    def test_head_that_is_refused_is_followed_by_get_at_once(self, refusal: int) -> None:
        hosts = Hosts({A: [Reply(refusal), Reply(200)]})
        assert hosts.judge(A).kind == FINE
        assert hosts.asked == [f"HEAD {A}", f"GET {A}"]
        assert hosts.waited == []

    @pytest.mark.parametrize("status", [404, 410])
    def test_what_is_gone_is_dead(self, status: int) -> None:
        hosts = Hosts({A: Reply(status)})
        assert (hosts.judge(A).kind, hosts.judge(A).reason, hosts.judge(A).status) == (DEAD, "not_found", status)

    @pytest.mark.parametrize("failure", ["unknown_host", "certificate", "malformed"])
    def test_a_failure_that_lasts_is_dead_at_once(self, failure: str) -> None:
        hosts = Hosts({A: Reply(failure=failure)})
        assert (hosts.judge(A).kind, hosts.judge(A).reason) == (DEAD, failure)
        assert len(hosts.asked) == 2

    @pytest.mark.parametrize(
        ("reply", "reason", "requests"),
        [
            (Reply(401), "refused", 2),
            (Reply(403), "refused", 2),
            (Reply(999), "refused", 2),
            (Reply(408), "timeout", 4),
            (Reply(418), "odd", 2),
            (Reply(429), "busy", 4),
            (Reply(500), "their_fault", 4),
            (Reply(503), "their_fault", 4),
            (Reply(failure="timeout"), "timeout", 4),
            (Reply(failure="no_contact"), "no_contact", 4),
            (Reply(failure="tls"), "tls", 1),
            (Reply(302), "odd", 1),
            (Reply(301, "ftp://a.example/"), "odd", 1),
        ],
    )
    def test_what_may_work_for_a_reader_is_unsure(self, reply: Reply, reason: str, requests: int) -> None:
        hosts = Hosts({A: reply})
        verdict = hosts.judge(A)
        assert (verdict.kind, verdict.reason, verdict.status) == (UNSURE, reason, reply.status)
        assert len(hosts.asked) == requests

    def test_what_is_wrong_for_a_moment_is_asked_for_again_after_longer_and_longer(self) -> None:
        hosts = Hosts({A: [Reply(503), Reply(failure="timeout"), Reply(502), Reply(200)]})
        assert hosts.judge(A).kind == FINE
        assert hosts.waited == [each for each in BACKOFF if each]

    def test_a_host_that_says_how_long_to_wait_is_given_that_time(self) -> None:
        hosts = Hosts({A: [Reply(429, retry_after=7), Reply(200)]})
        assert hosts.judge(A).kind == FINE
        assert hosts.waited == [7]

    def test_a_host_that_wants_to_be_left_alone_for_long_is(self) -> None:
        hosts = Hosts({A: Reply(429, retry_after=LONGEST_WAIT + 1)})
        assert hosts.judge(A).reason == "busy"
        assert (len(hosts.asked), hosts.waited) == (1, [])

    @pytest.mark.parametrize("status", [301, 308])
    def test_what_is_redirected_for_good_has_moved(self, status: int) -> None:
        assert Hosts({A: Reply(status, B), B: Reply(200)}).judge(A) == Verdict(MOVED, to=B, at=B)

    @pytest.mark.parametrize("status", [302, 303, 307])
    def test_what_is_redirected_for_now_has_not(self, status: int) -> None:
        assert Hosts({A: Reply(status, B), B: Reply(200)}).judge(A).kind == FINE

    def test_it_has_moved_as_far_as_each_step_is_for_good(self) -> None:
        steps = {A: Reply(301, B), B: Reply(308, C), C: Reply(302, D), D: Reply(200)}
        assert Hosts(steps).judge(A).to == C
        steps = {A: Reply(302, B), B: Reply(301, C), C: Reply(200)}
        assert Hosts(steps).judge(A).kind == FINE

    def test_what_leads_to_nothing_is_dead_whatever_it_went_through(self) -> None:
        assert Hosts({A: Reply(301, B), B: Reply(404)}).judge(A).kind == DEAD

    def test_a_place_may_be_given_from_where_one_is(self) -> None:
        hosts = Hosts({f"{A}x/y": Reply(301, "../å"), f"{A}%C3%A5": Reply(200)})
        assert hosts.judge(f"{A}x/y").to == f"{A}%C3%A5"

    def test_a_ring_is_unsure_and_left_at_once(self) -> None:
        hosts = Hosts({A: Reply(301, B), B: Reply(302, A)})
        assert (hosts.judge(A).kind, hosts.judge(A).reason) == (UNSURE, "loop")
        assert len(hosts.asked) == 4

    def test_a_way_without_an_end_is_left_too(self) -> None:
        steps: dict[str, Reply] = {f"{A}{n}": Reply(301, f"{A}{n + 1}") for n in range(100)}
        hosts = Hosts(steps)
        assert hosts.judge(f"{A}0").reason == "loop"
        assert len(hosts.asked) == 11

    PLAIN = "http://a.example/"

    @pytest.mark.parametrize("plain", [Reply(200), Reply(404), Reply(301, A), Reply(failure="no_contact")])
    def test_an_address_without_encryption_is_insecure_where_there_is_one_with(self, plain: Reply) -> None:
        verdict = Hosts({self.PLAIN: plain, A: Reply(200)}).judge(self.PLAIN)
        assert (verdict.kind, verdict.to) == (INSECURE, A)

    @pytest.mark.parametrize("secure", [Reply(404), Reply(failure="certificate"), Reply(failure="timeout")])
    def test_it_is_fine_where_there_is_none_and_nobody_waits_for_it(self, secure: Reply) -> None:
        hosts = Hosts({self.PLAIN: Reply(200), A: secure})
        assert hosts.judge(self.PLAIN).kind == FINE
        assert hosts.waited == []

    @pytest.mark.parametrize("status", [301, 302])
    def test_it_is_not_where_the_one_with_leads_back_to_one_without(self, status: int) -> None:
        other = "http://b.example/"
        hosts = Hosts({self.PLAIN: Reply(200), A: Reply(status, other), other: Reply(200)})
        assert hosts.judge(self.PLAIN).kind == FINE

    def test_one_that_has_moved_to_another_address_has_moved(self) -> None:
        verdict = Hosts({self.PLAIN: Reply(301, B), B: Reply(200)}).judge(self.PLAIN)
        assert (verdict.kind, verdict.to) == (MOVED, B)

    def test_another_port_has_no_twin_with_encryption(self) -> None:
        hosts = Hosts({"http://a.example:8000/": Reply(200)})
        assert hosts.judge("http://a.example:8000/").kind == FINE
        assert len(hosts.asked) == 1
