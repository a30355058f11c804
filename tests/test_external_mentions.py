"""Mentions of addresses on other hosts, and the cache of their verdicts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kbsite.checks.external.cache import LIFETIMES, CachedVerdict, as_json, from_json
from kbsite.checks.external.mentions import mentions
from kbsite.checks.external.verdicts import DEAD, FINE, INSECURE, MOVED, UNSURE, Verdict
from kbsite.diagnostics import Location
from kbsite.model.lexicon import Law
from kbsite.norwegian.local_text import LocalText
from tests.samples import config, site, text

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

A, B = (f"https://{name}.example/" for name in "ab")


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

    def test_resources_and_related_are_found_at_their_place(self) -> None:
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
        law = Law(
            id="pbl",
            title=LocalText("Loven"),
            names=("loven",),
            abbreviations=(),
            lovdata="lov/2008-06-27-71",
            at=at,
        )
        body = (
            "[§](https://lovdata.no/lov/2008-06-27-71/§11-1) [x](https://lovdata.no/lov/2008-06-27-71/KAPITTEL_2)"
        )
        made = site({"content/artikler/a.md": text(body=body)}, replace(config("plan"), laws=(law,)))
        chapter, whole = mentions(made, {})
        assert chapter.href.endswith("KAPITTEL_2")
        assert (whole.at, whole.href) == (at, "https://lovdata.no/lov/2008-06-27-71")


class TestKept:
    SOME = {  # noqa: RUF012 - never changed
        f"{A}{kind}": CachedVerdict(Verdict(kind, reason, status, to), NOW)
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
