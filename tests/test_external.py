"""Links to other hosts without any host: addresses, where they stand, what they come to, and what is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.diagnostics import Location
from kbsite.external.addresses import host_of, sendable
from kbsite.external.kept import LIFETIMES, Kept, as_json, from_json
from kbsite.external.mentions import mentions
from kbsite.external.verdicts import (
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
from kbsite.lexicon import Law
from kbsite.local_text import LocalText
from tests.samples import config, site, text

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


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
    def test_what_no_host_can_have_is_told(self, written: str) -> None:
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

    def test_a_place_may_be_told_from_where_one_is(self) -> None:
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

    def test_one_that_has_moved_to_another_address_has_moved(self) -> None:
        verdict = Hosts({self.PLAIN: Reply(301, B), B: Reply(200)}).judge(self.PLAIN)
        assert (verdict.kind, verdict.to) == (MOVED, B)

    def test_another_port_has_no_twin_with_encryption(self) -> None:
        hosts = Hosts({"http://a.example:8000/": Reply(200)})
        assert hosts.judge("http://a.example:8000/").kind == FINE
        assert len(hosts.asked) == 1


class TestKept:
    SOME = {  # noqa: RUF012 - never changed
        f"{A}{kind}": Kept(Verdict(kind, reason, status, to), NOW)
        for kind, reason, status, to in [
            (FINE, "", 0, ""), (MOVED, "", 0, B), (INSECURE, "", 0, B), (DEAD, "not_found", 404, ""),
            (UNSURE, "busy", 429, ""),
        ]
    }  # fmt: skip

    def test_what_is_kept_is_read_as_it_was(self) -> None:
        assert from_json(as_json(self.SOME), NOW) == self.SOME

    @pytest.mark.parametrize("kind", LIFETIMES)
    def test_it_holds_for_its_time_and_not_longer(self, kind: str) -> None:
        data = as_json(self.SOME)
        assert f"{A}{kind}" in from_json(data, NOW + LIFETIMES[kind] - timedelta(seconds=1))
        assert f"{A}{kind}" not in from_json(data, NOW + LIFETIMES[kind])

    def test_what_is_fine_is_kept_for_a_week_and_what_is_not_for_less(self) -> None:
        assert LIFETIMES[FINE] == timedelta(days=7) > LIFETIMES[DEAD] > LIFETIMES[UNSURE]

    def test_what_comes_from_a_clock_that_went_wrong_does_not_hold(self) -> None:
        assert from_json(as_json(self.SOME), NOW - timedelta(seconds=1)) == {}

    @pytest.mark.parametrize(
        "data",
        [
            b"", b"{", b"\xff\xfe", b"[]", b"1", b'{"a": 1}', b'{"a": {"is": "fine"}}', b"[" * 100_000,
            b'{"a": {"is": ["fine"], "asked": "2026-11-21T12:00:00+00:00"}}',
            b'{"a": {"is": "dead", "reason": "bored", "asked": "2026-11-21T12:00:00+00:00"}}',
            b'{"a": {"is": "great", "asked": "2026-11-21T12:00:00+00:00"}}',
            b'{"a": {"is": "fine", "asked": "2026-11-21T12:00:00"}}',
            b'{"a": {"is": "fine", "asked": 7}}',
            b'{"a": {"is": "fine", "status": 1e999, "asked": "2026-11-21T12:00:00+00:00"}}',
            b'{"a": {"is": "fine", "status": "x", "asked": "2026-11-21T12:00:00+00:00"}}',
        ],
    )  # fmt: skip
    def test_a_file_that_is_broken_is_as_good_as_none(self, data: bytes) -> None:
        assert from_json(data, NOW) == {}

    def test_one_broken_row_does_not_spoil_the_others(self) -> None:
        rows = json.loads(as_json(self.SOME)) | {"x": None}
        assert from_json(json.dumps(rows).encode(), NOW) == self.SOME


class TestMentions:
    def found(self, body: str, data: Mapping[str, str] | None = None, **fields: str) -> list[str]:
        made = site({"content/artikler/a.md": text(body=body, **fields)})
        return [
            f"{m.at.file.rpartition('/')[2]}:{m.at.line}:{m.at.column} {m.href}" for m in mentions(made, data or {})
        ]

    def test_links_of_the_text_are_found_in_footnotes_and_autolinks_too(self) -> None:
        body = "[en](https://a.example/x#y) <http://b.example>[^1]\n\n[^1]: Se [to](https://c.example/)."
        assert self.found(body) == [
            "a.md:8:6 https://a.example/x#y",
            "a.md:8:30 http://b.example",
            "a.md:10:15 https://c.example/",
        ]

    def test_resources_and_related_are_found_where_they_stand(self) -> None:
        resources, related = "[{title: T, url: 'https://a.example/'}]", "['https://b.example/']"
        assert self.found("Tekst.", resources=resources, related=related) == [
            "a.md:6:29 https://a.example/",
            "a.md:7:11 https://b.example/",
        ]

    def test_data_are_searched_comments_too(self) -> None:
        data = "# kilde: (https://a.example/x_(y)), https://b.example/.\n- {url: https://c.example/}\n- 'HTTP://D.example'\n"
        assert self.found("Tekst.", {"data/glossary.yaml": data}) == [
            "glossary.yaml:1:11 https://a.example/x_(y)",
            "glossary.yaml:1:37 https://b.example/",
            "glossary.yaml:2:9 https://c.example/",
            "glossary.yaml:3:4 HTTP://D.example",
        ]

    def test_the_own_host_mail_and_pages_of_the_site_are_not_asked_for(self) -> None:
        body = "[a](https://example.org/x) [b](mailto:a@b.example) [c](tel:12345678) [d](a.md) [e](/sok/)"
        assert self.found(body) == []

    def test_pages_that_are_taken_down_are_left_out_and_drafts_are_not(self) -> None:
        assert self.found("[a](https://a.example/)", expires="2026-11-21") == []
        assert len(self.found("[a](https://a.example/)", draft="true")) == 1

    def test_an_address_that_cannot_be_sent_is_still_a_mention(self) -> None:
        made = site({"content/artikler/a.md": text(body="[a](https://a..b/)")})
        assert [mention.address for mention in mentions(made, {})] == [""]

    def test_what_the_settings_leave_out_is_left_out_and_nothing_more(self) -> None:
        settings = replace(config("plan"), unchecked=("https://a.example", "https://b.example/x/", "https://a..b/"))
        body = "".join(
            f"[x](https://{each})\n"
            for each in ("a.example/1", "A.example", "a.example.org/", "b.example/x/y", "b.example/y")
        )
        made = site({"content/artikler/a.md": text(body=body)}, settings)
        assert [each.href for each in mentions(made, {})] == ["https://a.example.org/", "https://b.example/y"]

    def test_a_section_of_a_law_is_asked_for_as_the_law_where_it_is_listed(self) -> None:
        at = Location("data/laws.yaml", 7, 3)
        law = Law("pbl", LocalText("Loven"), ("loven",), (), "lov/2008-06-27-71", at)
        body = (
            "[§](https://lovdata.no/lov/2008-06-27-71/§11-1) [x](https://lovdata.no/lov/2008-06-27-71/KAPITTEL_2)"
        )
        made = site({"content/artikler/a.md": text(body=body)}, replace(config("plan"), laws=(law,)))
        chapter, whole = mentions(made, {})
        assert chapter.href.endswith("KAPITTEL_2")
        assert (whole.at, whole.href) == (at, "https://lovdata.no/lov/2008-06-27-71")
