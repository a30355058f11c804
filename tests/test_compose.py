"""The views of every page: what layouts get to show."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from kbsite.norwegian.local_text import LocalText
from kbsite.render.compose import PageJob, compose, site_views
from kbsite.render.compose.hrefs import absolute, base_path, href, mailto
from kbsite.render.compose.parts import summary
from kbsite.render.views import (
    AskPage,
    AuthorIndex,
    AuthorPage,
    ContentPage,
    FrontPage,
    LinkView,
    ListingPage,
    RedirectPage,
    ThemePage,
    WholePage,
)
from kbsite.schema.kinds.news import News
from kbsite.site.listings import LONG, MOST, SHOWN, Index
from kbsite.site.routes import output_path
from tests.samples import config, plain_text, site, text

if TYPE_CHECKING:
    from kbsite.model import Config

WORDS = {
    "search": "Søk",
    "ask": "Spør oss",
    "ask_subject": "Spørsmål",
    "ask_body": "Hei,\n\n",
    "not_found": "Borte",
    "share_subject": "Tips: {title}",
    "share_body": "Les «{title}»:\n{url}\n",
    "whole_article": "Hele artikkelen",
    "site_feed": "Nyhetsstrøm",
    "previous_page": "Forrige",
    "next_page": "Neste",
}
A = "content/artikler/a.md"
ASK = LocalText("Lurer du på noe?", "Lurer du på noko?")
QA = "## Spørsmål\n\nHva er «IP»?\n\n## Svar\n\nHei og takk for spørsmålet! Det er en plan.\n"


class _Words(dict[str, str]):
    """The site's own words; one that a test does not care about is its own name."""

    def __missing__(self, name: str) -> str:
        return f"⟨{name}⟩"


def page_jobs(files: dict[str, str], settings: Config | None = None, **more: Any) -> dict[str, PageJob]:
    built = site(files, settings, **more)
    found = list(compose(built, {"nb": _Words(WORDS), "nn": _Words(WORDS)}))
    assert len({job.path for job in found}) == len(found), "two pages in one file"
    return {job.path: job for job in found}


def content(
    files: dict[str, str], path: str = "artikler/a/index.html", settings: Config | None = None
) -> ContentPage:
    page = page_jobs(files, settings)[path].page
    assert isinstance(page, ContentPage)
    return page


# addresses


@pytest.mark.parametrize(
    ("base", "path", "link", "whole"),
    [
        ("https://example.org/", "/", "/tema/", "https://example.org/tema/"),
        ("https://example.org/kb/", "/kb/", "/kb/tema/", "https://example.org/kb/tema/"),
        ("https://example.org/a/b/", "/a/b/", "/a/b/tema/", "https://example.org/a/b/tema/"),
    ],
)
def test_links_have_the_path_that_the_site_is_under(base: str, path: str, link: str, whole: str) -> None:
    settings = config(base_url=base)
    assert (base_path(settings), href(settings, "/tema/"), absolute(settings, "/tema/")) == (path, link, whole)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/artikler/a/", "artikler/a/index.html"),
        ("/gammel", "gammel/index.html"),
        ("/gammel.html", "gammel.html"),
        ("/Gammel.HTM", "Gammel.HTM"),
        ("/gammel.aspx", "gammel.aspx/index.html"),
        ("/404.html", "404.html"),
    ],
)
def test_an_address_is_served_from_a_file(address: str, path: str) -> None:
    assert output_path(address) == path


@pytest.mark.parametrize("written", ["æøå «sitat» 🙂", "a&b?c=d%20#e", "a\nBcc: x@y.no", "a+b  c", "to\r\nlinjer"])
def test_a_mailto_address_keeps_every_character_and_adds_no_field(written: str) -> None:
    parts = urlsplit(mailto("post@example.org", written, written))
    assert "+" not in parts.query
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert set(fields) == {"subject", "body"}
    assert unquote(parts.path) == "post@example.org"
    assert fields["body"] == [written.replace("\r\n", "\n").replace("\n", "\r\n")]


def test_line_breaks_in_a_mail_are_crlf() -> None:
    assert mailto("", "a", "b\nc") == "mailto:?subject=a&body=b%0D%0Ac"


# which pages there are


def test_every_kind_gets_its_layout_and_its_file() -> None:
    found = page_jobs(
        {
            "content/sporsmal-og-svar/s.md": text(body=QA),
            "content/artikler/a/index.md": text(aliases="[/gammel/]"),
            "content/artikler/a/01-b.md": plain_text(),
            "content/praksis/p.md": text(),
            "content/kronikker/k.md": text(),
            "content/aktuelt/n.md": text(),
            "content/tema/plan.md": plain_text(),
            "content/sider/om.md": plain_text(),
            "content/sider/om.nn.md": plain_text(),
            "content/forfattere/kari.nn.md": plain_text("Kari"),
        }
    )
    assert {path: job.layout for path, job in found.items()} == {
        "index.html": "front.html",
        "sporsmal-og-svar/index.html": "listing.html",
        "sporsmal-og-svar/s/index.html": "qa.html",
        "artikler/index.html": "listing.html",
        "artikler/a/index.html": "article.html",
        "artikler/a/b/index.html": "chapter.html",
        "artikler/a/hele/index.html": "whole.html",
        "praksis/index.html": "listing.html",
        "praksis/p/index.html": "practice.html",
        "kronikker/index.html": "listing.html",
        "kronikker/k/index.html": "opinion.html",
        "aktuelt/index.html": "listing.html",
        "aktuelt/n/index.html": "news.html",
        "tema/index.html": "themes.html",
        "tema/plan/index.html": "theme.html",
        "om/index.html": "page.html",
        "om/nn/index.html": "page.html",
        "forfattere/index.html": "authors.html",
        "forfattere/kari/index.html": "author.html",
        "forfattere/kari/nn/index.html": "page.html",
        "gammel/index.html": "redirect.html",
        "sok/index.html": "search.html",
        "spor-oss/index.html": "ask.html",
        "404.html": "not_found.html",
    }


def test_an_alias_sends_readers_on_and_is_no_page_of_its_own() -> None:
    page = page_jobs({A: text("Ny", aliases="[/Gammel-side/]")})["Gammel-side/index.html"].page
    assert isinstance(page, RedirectPage)
    assert (page.target.title, page.target.href) == ("Ny", "/artikler/a/")
    assert page.head.canonical in ("", "https://example.org/artikler/a/")


def test_pages_that_none_should_find_have_no_canonical_address() -> None:
    found = page_jobs({"content/artikler/a/index.md": text(), "content/artikler/a/01-b.md": plain_text()})
    without = {path for path, job in found.items() if not job.page.head.canonical}
    assert without == {"404.html", "artikler/a/hele/index.html"}


# pages of content


def test_a_byline_has_the_role_that_held_then_or_todays() -> None:
    author = plain_text("Kari Nordmann", role="rådgiver", affiliation="Eksempel kommune")
    then = text(authors="\n  - id: kari\n    role: lege\n  - kari\n  - id: ukjent")
    byline = content({"content/forfattere/kari.md": author, A: then}).byline
    assert [(each.name, each.role, each.affiliation) for each in byline] == [
        ("Kari Nordmann", "lege", ""),
        ("Kari Nordmann", "rådgiver", "Eksempel kommune"),
    ]
    assert byline[0].href == "/forfattere/kari/"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ('affiliation: ""', ("", "")),
        ('role: ""', ("", "")),
        ('role: lege\n    affiliation: ""', ("lege", "")),
        ("affiliation:", ("rådgiver", "Eksempel kommune")),
        ("role: ~", ("rådgiver", "Eksempel kommune")),
    ],
)
def test_what_was_unknown_at_the_time_is_never_todays(given: str, shown: tuple[str, str]) -> None:
    author = plain_text("Kari Nordmann", role="rådgiver", affiliation="Eksempel kommune")
    files = {"content/forfattere/kari.md": author, A: text(authors=f"\n  - id: kari\n    {given}")}
    page = content(files)
    assert [(each.role, each.affiliation) for each in page.byline] == [shown]
    listing = page_jobs(files)["artikler/index.html"].page
    assert isinstance(listing, ListingPage)
    assert [(each.role, each.affiliation) for each in listing.items[0].byline] == [shown]
    assert ("affiliation" in graph(page)["Article"]["author"][0]) == bool(shown[1])


def test_dates_are_given_to_machines_and_to_norwegians() -> None:
    page = content({A: text(updated="2026-07-01", review_by="2026-11-20")})
    assert page.updated is not None
    assert (page.updated.iso, page.updated.text) == ("2026-07-01", "1. juli 2026")
    assert page.overdue
    assert page.reviewed is None


def test_three_headings_or_more_give_a_table_of_contents() -> None:
    two, three = "## A\n\n### B\n\nTekst.\n", "## A\n\n### B\n\n## C\n\n#### D\n\nTekst.\n"
    assert content({A: text(body=two)}).toc == ()
    assert [(e.level, e.title, e.href) for e in content({A: text(body=three)}).toc] == [
        (2, "A", "#a"),
        (3, "B", "#b"),
        (2, "C", "#c"),
    ]


def test_chapters_know_what_comes_before_and_after_them() -> None:
    files = {
        "content/artikler/a/index.md": text("Start"),
        "content/artikler/a/01-b.md": plain_text("En"),
        "content/artikler/a/02-c.md": plain_text("To"),
    }
    found = [content(files, f"artikler/a/{name}index.html") for name in ("", "b/", "c/")]
    links = [(p.previous and p.previous.title, p.next and p.next.title) for p in found]
    assert links == [(None, "En"), ("Start", "To"), ("En", None)]
    for index, page in enumerate(found):
        assert [chapter.title for chapter in page.chapters] == ["En", "To"]
        assert [chapter.current for chapter in page.chapters] == [index == 1, index == 2]
        assert page.whole == "/artikler/a/hele/"
    assert found[1].parent is not None
    assert [link.title for link in found[1].head.trail] == ["Artikler", "Start", "En"]


def test_a_translation_of_a_chapter_is_in_the_place_of_its_original() -> None:
    files = {
        "content/artikler/a/index.md": text("Start"),
        "content/artikler/a/01-b.md": plain_text("En"),
        "content/artikler/a/01-b.nn.md": plain_text("Ein"),
    }
    page = content(files, "artikler/a/b/nn/index.html")
    assert page.previous == LinkView("Start", "/artikler/a/", "nb", note="bokmål")
    assert page.next is None
    assert [chapter.title for chapter in page.chapters] == ["Ein"]


def test_the_whole_article_has_every_chapter_with_ids_and_levels_of_its_own() -> None:
    body = "## Frister[^1]\n\n[videre](#frister) [før](../a/index.md)\n\n[^1]: Note."
    page = page_jobs(
        {
            "content/artikler/a/index.md": text(body="## Frister\n\nTekst."),
            "content/artikler/a/01-b.md": plain_text("En", body),
            "content/artikler/a/02-c.md": plain_text("To", body, lang="nn"),
        }
    )["artikler/a/hele/index.html"].page
    assert isinstance(page, WholePage)
    assert [(part.title, part.lang) for part in page.parts] == [("En", ""), ("To", "nn")]
    html = page.parts[0].html
    assert '<h3 id="b--frister">' in html
    assert 'href="#b--frister"' in html
    assert 'href="#b--fn_1"' in html
    assert '<li id="b--fn_1">' in page.parts[0].notes
    assert 'fn_1"><p>' not in html
    assert 'href="/artikler/a/"' in html
    assert [entry.href for entry in page.toc] == [f"#{part.id}" for part in page.parts]


def test_a_question_in_another_language_than_its_answer_is_marked() -> None:
    page = content(
        {"content/sporsmal-og-svar/s.md": text(body=QA, lang="nn", question_lang="nb", asked_by="Lege")},
        "sporsmal-og-svar/s/index.html",
    )
    assert [(section.name, section.lang) for section in page.sections] == [("question", "nb"), ("answer", "")]
    assert (page.head.lang, page.fields["asked_by"]) == ("nn", "Lege")


def test_a_question_in_the_language_of_the_page_is_not_marked() -> None:
    path = "sporsmal-og-svar/s/index.html"
    page = content({"content/sporsmal-og-svar/s.md": text(body=QA, question_lang="nb")}, path)
    assert [section.lang for section in page.sections] == ["", ""]


def test_links_and_pictures_get_their_addresses_under_the_sites_path() -> None:
    body = "[b](b.md#x-y) ![alt](p.png) [ut](https://example.com/?a=1&b=2) [vedlegg](v%20w.pdf)"
    built = site(
        {A: text(body=body), "content/artikler/b.md": text(body="## X y\n\nTekst.")},
        config("plan", base_url="https://example.org/kb/"),
        assets=("content/artikler/p.png", "content/artikler/v w.pdf"),
    )
    page = next(
        s.page
        for s in compose(built, {"nb": _Words(WORDS), "nn": _Words(WORDS)})
        if s.path == "artikler/a/index.html"
    )
    assert isinstance(page, ContentPage)
    html = page.sections[0].html
    assert 'href="/kb/artikler/b/#x-y"' in html
    assert 'src="/kb/artikler/a/p.png"' in html
    assert 'href="https://example.com/?a=1&amp;b=2" rel="external"' in html
    assert 'href="/kb/artikler/a/v%20w.pdf"' in html


def test_a_link_to_a_page_that_was_taken_down_is_shown_as_text() -> None:
    page = content({A: text(body="Se [den](b.md)."), "content/artikler/b.md": text(expires="2026-01-02")})
    assert page.sections[0].html == "<p>Se <a>den</a>.</p>\n"


def test_the_summary_is_the_editors_or_the_first_paragraph_cut_at_a_word() -> None:
    built = site({A: text(summary="Kort."), "content/artikler/b.md": text(body=f"Hei! {'ord ' * 200}")})
    short, long = (summary(page) for page in built.pages if page.kind == "article")
    assert short == "Kort."
    assert len(long) <= 300
    assert long.startswith("ord ord")
    assert long.endswith("ord …")


def test_the_summary_of_a_question_is_from_its_answer_and_does_not_greet() -> None:
    (page,) = (page for page in site({"content/sporsmal-og-svar/s.md": text(body=QA)}).pages if page.kind == "qa")
    assert summary(page) == "Det er en plan."


def test_true_translations_alone_have_hreflang() -> None:
    files = {A: text(), "content/artikler/a.nn.md": text("Nynorsk"), "content/artikler/b.md": text(lang="nn")}
    found = page_jobs(files)
    assert [(a.lang, a.href) for a in found["artikler/a/index.html"].page.head.alternates] == [
        ("nn", "https://example.org/artikler/a/nn/")
    ]
    assert [(a.lang, a.href) for a in found["artikler/a/nn/index.html"].page.head.alternates] == [
        ("nb", "https://example.org/artikler/a/")
    ]
    assert found["artikler/b/index.html"].page.head.alternates == ()


def test_what_is_in_another_language_than_the_page_says_so() -> None:
    found = page_jobs(
        {
            A: text(body="[b](b.md)", lang="nn"),
            "content/artikler/b.md": text(body="[a](a.md)"),
            "content/artikler/c.md": text(body="[b](b.md)"),
            "content/forfattere/kari.md": plain_text("Kari", lang="nn"),
            "content/tema/plan.md": plain_text("Plan", lang="nn"),
        }
    )
    page, author, theme = (
        found[f"{path}/index.html"].page for path in ("artikler/b", "forfattere/kari", "tema/plan")
    )
    assert isinstance(page, ContentPage)
    assert [(link.href, link.lang) for link in page.backlinks] == [("/artikler/a/", "nn"), ("/artikler/c/", "")]
    assert {item.href: item.lang for item in page.related} == {"/artikler/a/": "nn", "/artikler/c/": ""}
    assert isinstance(author, AuthorPage)
    assert (author.head.lang, author.biography_lang) == ("nb", "nn")
    assert isinstance(theme, ThemePage)
    assert (theme.head.lang, theme.introduction_lang) == ("nb", "nn")


def test_the_share_link_has_the_pages_title_and_address() -> None:
    page = content({A: text("Plan & «rus»")})
    fields = parse_qs(urlsplit(page.share.mailto).query, strict_parsing=True)
    assert fields["subject"] == ["Tips: Plan & «rus»"]
    assert fields["body"] == ["Les «Plan & «rus»»:\r\nhttps://example.org/artikler/a/\r\n"]
    assert len(page.share.mailto) < 2000


@pytest.mark.parametrize(
    ("ask", "language", "said"), [(LocalText(), "nb", ""), (ASK, "nb", ASK.nb), (ASK, "nn", ASK.nn)]
)
def test_the_page_where_readers_ask_says_what_the_settings_say(ask: LocalText, language: str, said: str) -> None:
    settings = replace(config("plan", language=language), ask=ask)
    page = page_jobs({}, settings)["spor-oss/index.html"].page
    assert isinstance(page, AskPage)
    assert page.lead == said


# structured data


def graph(page: Any) -> dict[str, dict[str, Any]]:
    data = json.loads(page.head.structured)
    assert data["@context"] == "https://schema.org"
    return {item["@type"]: item for item in data["@graph"]}


def test_structured_data_shows_what_a_page_is() -> None:
    author = plain_text("Kari", role="lege", affiliation="Eksempel kommune")
    found = page_jobs(
        {
            "content/forfattere/kari.md": author,
            "content/sporsmal-og-svar/s.md": text("Hva er IP?", QA),
            A: text("En artikkel", updated="2026-02-02"),
        }
    )
    question = graph(found["sporsmal-og-svar/s/index.html"].page)["QAPage"]["mainEntity"]
    assert (question["@type"], question["text"]) == ("Question", "Hva er «IP»?")
    assert question["acceptedAnswer"]["text"].endswith("Det er en plan.")
    article = graph(found["artikler/a/index.html"].page)["Article"]
    assert (article["headline"], article["dateModified"]) == ("En artikkel", "2026-02-02")
    assert article["author"][0]["affiliation"]["name"] == "Eksempel kommune"
    person = graph(found["forfattere/kari/index.html"].page)["ProfilePage"]["mainEntity"]
    assert (person["name"], person["jobTitle"]) == ("Kari", "lege")
    website = graph(found["index.html"].page)["WebSite"]
    assert website["potentialAction"]["target"]["urlTemplate"] == (
        "https://example.org/sok/?q={search_term_string}"
    )
    trail = graph(found["artikler/a/index.html"].page)["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["item"]) for step in trail] == [
        (1, "https://example.org/"),
        (2, "https://example.org/artikler/"),
        (3, "https://example.org/artikler/a/"),
    ]


def test_structured_data_cannot_end_its_script_element() -> None:
    page = content({A: text('"</script><script>alert(1)</script> & <!--"')})
    assert "<" not in page.head.structured
    assert graph(page)["Article"]["headline"] == "</script><script>alert(1)</script> & <!--"


# lists


def test_a_theme_page_groups_by_kind_and_shows_at_most_twenty_of_each() -> None:
    files = {f"content/artikler/{n}.md": text(f"Artikkel {n}") for n in range(SHOWN + 3)}
    found = page_jobs(
        {**files, "content/aktuelt/n.md": text(), "content/tema/plan.md": plain_text(body="Om *plan*.")}
    )
    page = found["tema/plan/index.html"].page
    assert isinstance(page, ThemePage)
    assert page.introduction == "<p>Om <em>plan</em>.</p>\n"
    assert [(group.kind, len(group.items), group.count) for group in page.groups] == [
        ("article", SHOWN, SHOWN + 3),
        ("news", 1, 1),
    ]
    assert page.groups[0].more is not None
    assert page.groups[0].more.href == "/tema/plan/artikler/"
    rest = found["tema/plan/artikler/index.html"].page
    assert isinstance(rest, ListingPage)
    assert rest.count == len(rest.items) == SHOWN + 3
    assert page.groups[1].more is None
    assert "tema/plan/aktuelt/index.html" not in found
    just = page_jobs({f"content/artikler/{n}.md": text(f"Artikkel {n}") for n in range(SHOWN)})
    assert "tema/plan/artikler/index.html" not in just


def test_an_author_page_shows_all_that_the_author_wrote_by_kind() -> None:
    page = page_jobs({A: text(), "content/aktuelt/n.md": text()})["forfattere/kari/index.html"].page
    assert isinstance(page, AuthorPage)
    assert [(group.kind, group.count) for group in page.groups] == [("article", 1), ("news", 1)]


def test_authors_are_listed_under_letters_in_norwegian_order() -> None:
    files = {
        f"content/forfattere/{n}.md": plain_text(name)
        for n, name in enumerate(["Aasta", "Åse", "Øyvind", "Émile", "Ellen", "Ärlig", "Anne"])
    }
    page = page_jobs(files)["forfattere/index.html"].page
    assert isinstance(page, AuthorIndex)
    assert [(letter.letter, [author.name for author in letter.authors]) for letter in page.letters] == [
        ("A", ["Anne"]),
        ("E", ["Ellen", "Émile"]),
        ("K", ["Kari"]),
        ("Æ", ["Ärlig"]),
        ("Ø", ["Øyvind"]),
        ("Å", ["Åse", "Aasta"]),
    ]


def test_a_short_index_is_one_page_and_a_long_one_is_split_by_year_and_number() -> None:
    assert [listing.address for listing in Index(News, None, "/a/", ()).listings] == ["/a/"]
    just = site({f"content/aktuelt/{number}.md": text(f"Nr {number}") for number in range(LONG)})
    assert [listing.address for listing in Index(News, None, "/aktuelt/", just.by_kind["news"]).listings] == [
        "/aktuelt/"
    ]
    files = {
        f"content/aktuelt/{year}-{number}.md": text(f"Nr {number}", date=f"{year}-01-01")
        for year, count in ((2026, 3), (2025, MOST + 1))
        for number in range(count)
    }
    built = site(files)
    found = Index(News, None, "/aktuelt/", built.by_kind["news"]).listings
    assert [(each.address, len(each.documents)) for each in found] == [
        ("/aktuelt/", LONG),
        ("/aktuelt/2026/", 3),
        ("/aktuelt/2025/", MOST),
        ("/aktuelt/2025/2/", 1),
    ]
    on_years = [document.path for each in found[1:] for document in each.documents]
    assert sorted(on_years) == sorted(document.path for document in built.by_kind["news"])


def test_the_pages_of_a_long_index_lead_to_each_other() -> None:
    files = {f"content/aktuelt/{n}.md": text(f"Nr {n}", date=f"{2020 + n % 3}-01-01") for n in range(LONG + 1)}
    found = page_jobs(files)
    pages = [found[f"aktuelt/{year}index.html"].page for year in ("", "2022/", "2021/", "2020/")]
    assert all(isinstance(page, ListingPage) for page in pages)
    links = [(p.previous and p.previous.href, p.next and p.next.href) for p in pages if isinstance(p, ListingPage)]
    assert links == [
        (None, None),
        (None, "/aktuelt/2021/"),
        ("/aktuelt/2022/", "/aktuelt/2020/"),
        ("/aktuelt/2021/", None),
    ]
    for page in pages:
        assert isinstance(page, ListingPage)
        assert [(year.title, year.note) for year in page.years] == [("2022", "17"), ("2021", "17"), ("2020", "17")]


def test_the_front_page_has_the_latest_of_each_kind_and_the_featured_theme() -> None:
    files = {f"content/artikler/{n}.md": text(f"Artikkel {n}", date=f"2026-01-{n:02}") for n in range(1, 9)}
    page = page_jobs({**files, "content/sider/om.md": plain_text("Om oss")})["index.html"].page
    assert isinstance(page, FrontPage)
    assert page.questions is not None
    assert page.questions.kind == "article"
    assert [item.title for item in page.questions.items] == [f"Artikkel {n}" for n in (8, 7, 6, 5, 4, 3)]
    assert page.questions.more == LinkView("Artikler", "/artikler/", note="8")
    assert (page.above, page.below) == ((), ())
    assert page.featured is None
    assert page.about is not None
    assert page.about.href == "/om/"


def test_every_page_of_one_language_gets_the_same_site() -> None:
    built = site({A: text(updated="2026-05-05")}, config("plan", base_url="https://example.org/kb/"))
    views = site_views(built, {"style.css": "/kb/assets/style.css"}, searchable=True)
    assert set(views) == {"nb", "nn", "en"}
    assert (views["nb"].title, views["nn"].title) == ("Nettsted", "Nettstad")
    assert (views["nb"].base_path, views["nb"].search, views["nb"].year) == ("/kb/", "/kb/sok/", 2026)
    assert [link.href for link in views["nb"].menu] == ["/kb/artikler/"]
