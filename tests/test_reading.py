"""What a reader needs besides the text: its age, reading time, a way to report errors, marks on links."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from kbsite.model import Asset, Document, Site, ToAsset
from kbsite.norwegian.known_date import KnownDate
from kbsite.read.config import config as read_config
from kbsite.render.compose.content import minutes
from kbsite.render.compose.mails import LONGEST_LINK, report
from kbsite.render.compose.text import file_note, filled
from kbsite.render.html import html
from kbsite.site.review import months_after, review_due, reviewed, stale_since
from tests.samples import config, plain_text, site, text
from tests.sites import SETTINGS, THEMES

if TYPE_CHECKING:
    from pathlib import Path

A = "content/artikler/a.md"
WORDS = {
    "heading_link": "Hit: {title}",
    "external_link": "ekstern",
    "fault_subject": "Feil: {title}",
    "fault_body": "Hei!\n\n{title}\n{url}\n",
}
LIMIT = replace(config("plan"), review_after_months=24)


def one(
    files: dict[str, str], address: str = "/artikler/a/", assets: tuple[str, ...] = ()
) -> tuple[Site, Document]:
    built = site(files, LIMIT, assets=assets)
    return built, next(document for document in built.pages if document.address == address)


# age


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 21), 24, date(2028, 11, 21)),
        (date(2026, 11, 21), 2, date(2027, 1, 21)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(9999, 12, 1), 1, date.max),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


@pytest.mark.parametrize(
    ("fields", "since"),
    [
        ({"date": "2024-11-20"}, KnownDate(2024, 11, 20)),
        ({"date": "2024-11-21"}, None),
        ({"date": "2020-01-01", "updated": "2024-11-20"}, KnownDate(2024, 11, 20)),
        ({"date": "2020-01-01", "updated": "2025-01-01"}, None),
        ({"date": "2020-01-01", "reviewed": "2025-01-01"}, None),
        ({"date": "2020-01-01", "reviewed": "2024-01-01"}, KnownDate(2024, 1, 1)),
        ({"date": "2020-01-01", "review_by": "2027-01-01"}, None),
    ],
)
def test_a_page_is_old_when_the_limit_has_passed_since_it_was_last_reviewed(
    fields: dict[str, str], since: KnownDate | None
) -> None:
    assert stale_since(*one({A: text(**fields)})) == since


def test_without_a_limit_no_page_is_old() -> None:
    built = site({A: text(date="1990-01-01")})
    assert [stale_since(built, document) for document in built.pages] == [None, None]


@pytest.mark.parametrize("folder", ["kronikker", "aktuelt"])
def test_what_is_dated_by_nature_does_not_grow_old(folder: str) -> None:
    files = {f"content/{folder}/a.md": text(date="1990-01-01")}
    assert stale_since(*one(files, f"/{folder}/a/")) is None


def test_a_page_without_a_date_has_no_age() -> None:
    assert stale_since(*one({"content/sider/om.md": plain_text()}, "/om/")) is None


def test_a_chapter_is_reviewed_with_its_article() -> None:
    def chapter(**fields: str) -> tuple[Site, Document]:
        index = text(date="2020-01-01", **fields)
        return one(
            {"content/artikler/a/index.md": index, "content/artikler/a/01-b.md": plain_text()}, "/artikler/a/b/"
        )

    assert stale_since(*chapter()) == KnownDate(2020, 1, 1)
    assert stale_since(*chapter(reviewed="2026-01-01")) is None
    assert reviewed(*chapter(reviewed="2026-01-01")) == date(2026, 1, 1)
    assert review_due(*chapter(review_by="2026-05-01")) == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("written", "months"), [("24", 24), ("1", 1), ("0", 0), ("to år", 0), ("-1", 0), ("2.5", 0)]
)
def test_the_limit_is_a_whole_number_of_months(tmp_path: Path, written: str, months: int) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/site.yaml").write_text(f"{SETTINGS}review_after_months: {written}\n", encoding="utf-8")
    (tmp_path / "data/themes.yaml").write_text(THEMES, encoding="utf-8")
    found, problems = read_config(tmp_path)
    assert (found.review_after_months if found else 0) == months
    assert [(each.code, each.location.line) for each in problems] == ([] if months else [("wrong-type", 4)])


# reading


@pytest.mark.parametrize(("words", "shown"), [(1, 1), (290, 1), (310, 2), (1000, 5)])
def test_two_hundred_words_take_a_minute(words: int, shown: int) -> None:
    assert minutes([one({A: text(body="ord " * words)})[1]]) == shown


def test_what_is_left_is_read_in_no_time_when_nothing_is() -> None:
    assert minutes([]) == 0


# faults


@pytest.mark.parametrize("title", ["«Æ & Ø?»", "a%20b#c", "🙂", "x " * 1500])
def test_a_fault_is_reported_to_the_site_with_title_and_address(title: str) -> None:
    link = report(*one({A: text(f'"{title.strip()}"')}), WORDS)
    parts = urlsplit(link)
    fields = parse_qs(parts.query, strict_parsing=True)
    assert unquote(parts.path) == "post@example.org"
    assert set(fields) == {"subject", "body"}
    assert fields["body"][0].endswith("\r\nhttps://example.org/artikler/a/\r\n")
    assert len(link) <= LONGEST_LINK
    if len(title) < 100:
        assert fields["subject"] == [f"Feil: {title}"]


# links and headings


def shown(body: str, lang: str = "", assets: tuple[str, ...] = ()) -> str:
    built, document = one({A: text(body=body)}, assets=assets)
    found = filled(built, document, WORDS, lang=lang, prefix="p--")
    return "".join(html(section.blocks, found) for section in document.body.sections)


def test_a_heading_is_beside_a_link_to_itself() -> None:
    assert shown("## En *to* <\n\nTekst.\n\n### Tre") == (
        '<div class="heading"><h2 id="p--en-to">En <em>to</em> &lt;</h2>'
        '<a class="anchor" href="#p--en-to" aria-label="Hit: En to &lt;"></a></div>\n<p>Tekst.</p>\n'
        '<div class="heading"><h3 id="p--tre">Tre</h3>'
        '<a class="anchor" href="#p--tre" aria-label="Hit: Tre"></a></div>\n'
    )


def test_headings_side_by_side_and_in_quotations_have_their_links_too() -> None:
    html = shown("## A\n## [B](https://x.example/)\n\n> ### C")
    assert html.count('<div class="heading">') == html.count("</a></div>") == 3
    assert "<blockquote>\n<div" in html


def test_a_link_that_leaves_the_site_says_so() -> None:
    html = shown("[ut **nå**](https://x.example/) og [inn](#a)\n\n## A\n\n[post](mailto:a@b.no)")
    note = '<span class="visually-hidden" data-pagefind-ignore> (ekstern)</span>'
    assert f'rel="external">ut <strong>nå</strong>{note}</a> og <a href="#p--a">inn</a>' in html
    assert html.count(note) == 1


def test_a_link_to_a_file_shows_its_type_and_size() -> None:
    html = shown("[Skjema](skjema.pdf).", assets=("content/artikler/skjema.pdf",))
    assert '>Skjema <span class="file" data-pagefind-ignore>(PDF, 1\u00a0kB)</span></a>.' in html


def test_words_in_a_text_of_another_language_are_marked() -> None:
    html = shown("## A\n\n[ut](https://x.example/)", lang="nn")
    assert 'aria-label="Hit: A" lang="nn"></a>' in html
    assert 'data-pagefind-ignore lang="nn"> (ekstern)' in html


@pytest.mark.parametrize(
    ("name", "size", "note"),
    [
        ("a/skjema.pdf", 240_300, "PDF, 240\u00a0kB"),
        ("a.b.docx", 12, "DOCX, 1\u00a0kB"),
        ("a.pdf", 999_499, "PDF, 999\u00a0kB"),
        ("a.pdf", 999_500, "PDF, 1,0\u00a0MB"),
        ("a.pdf", 12_340_000, "PDF, 12,3\u00a0MB"),
        ("lesmeg", 2000, "2\u00a0kB"),
        ("v1.0/lesmeg", 2000, "2\u00a0kB"),
    ],
)
def test_sizes_are_written_as_norwegians_write_them(name: str, size: int, note: str) -> None:
    assert file_note(name, size) == note


def test_the_size_is_that_of_the_file() -> None:
    built, document = one({A: text(body="[x](a.pdf)")}, assets=("content/artikler/a.pdf",))
    target = built.targets[document.path][0]
    assert isinstance(target, ToAsset)
    bigger = replace(target, asset=Asset(target.asset.path, target.asset.file, 5000))
    other = replace(built, targets={document.path: (bigger,)})
    assert filled(other, document, WORDS).links[0].file == "PDF, 5\u00a0kB"
