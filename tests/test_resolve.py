"""Where links and pictures lead."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from kbsite.checks import check
from kbsite.checks.settings_links import settings_links
from kbsite.diagnostics import CODES
from kbsite.model import MenuItem, Site, Target, ToAddress, ToAsset, ToPage, Unreached
from kbsite.norwegian.local_text import LocalText
from kbsite.render.compose import site_views
from kbsite.site.shown import Shown
from tests.samples import codes, config, plain_text, site, text

HERE = "content/artikler/her.md"
THERE = "content/artikler/der.md"


def linked(href: str, others: dict[str, str] | None = None, **settings: tuple[str, ...]) -> Target:
    """Return the target of a link from HERE, on a site with THERE and `others`."""
    files = {HERE: text(body=f"[lenke](<{href}>)\n\n## Her\n"), THERE: text(body="## Frister\n\nTekst.\n")}
    return site({**files, **(others or {})}, **settings).targets[HERE][0]  # type: ignore[arg-type] # assets, escapes


def address(target: Target) -> str:
    match target:
        case ToPage(document, fragment, _):
            return document.address + (f"#{fragment}" if fragment else "")
        case ToAsset(_, where):
            return where
        case ToAddress(url):
            return url
        case Unreached(code, _):
            return code


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("der.md", "/artikler/der/"),
        ("./der.md", "/artikler/der/"),
        ("../artikler/der.md#frister", "/artikler/der/#frister"),
        ("/artikler/der/", "/artikler/der/"),
        ("/artikler/der", "/artikler/der/"),
        ("/artikler/der/#frister", "/artikler/der/#frister"),
        ("#her", "/artikler/her/#her"),
        ("../forfattere/kari.md", "/forfattere/kari/"),
        ("/", "/"),
        ("/sok/", "/sok/"),
        ("/tema/plan/", "/tema/plan/"),
        ("/artikler/", "/artikler/"),
        ("/feed.xml", "/feed.xml"),
        ("https://annet.example.org/a?b#c", "https://annet.example.org/a?b#c"),
        ("//annet.example.org/a", "https://annet.example.org/a"),
        ("mailto:post@example.org", "mailto:post@example.org"),
        ("tel:+4712345678", "tel:+4712345678"),
    ],
)
def test_a_link_reaches_files_pages_of_the_site_and_other_sites(href: str, expected: str) -> None:
    assert address(linked(href)) == expected


def test_a_link_to_the_page_where_readers_ask_is_found() -> None:
    assert address(linked("/spor-oss/")) == "/spor-oss/"


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("borte.md", "broken-link"),
        ("/artikler/borte/", "broken-link"),
        ("der.md#borte", "broken-anchor"),
        ("#borte", "broken-anchor"),
        ("../../hemmelig.txt", "leaves-content"),
        ("../../../etc/passwd", "leaves-content"),
        ("javascript:alert(1)", "unsafe-link"),
        ("JavaScript:alert(1)", "unsafe-link"),
        ("data:text/html,x", "unsafe-link"),
        ("file:///etc/passwd", "unsafe-link"),
    ],
)
def test_a_link_that_reaches_nothing_says_why(href: str, code: str) -> None:
    assert address(linked(href)) == code


def test_a_broken_link_proposes_the_file_whose_name_is_nearest() -> None:
    target = linked("derr.md")
    assert isinstance(target, Unreached)
    assert dict(target.values)["near"] == "der.md"


@pytest.mark.parametrize("rest", ["", "/", "/a.html", "?q=a", "#a", "/#a"])
@pytest.mark.parametrize("host", ["example.no", "www.example.org", "helse-a.example.com", "EXAMPLE.NO"])
def test_a_host_without_its_scheme_is_known_whatever_follows(host: str, rest: str) -> None:
    target = linked(f"{host}{rest}")
    assert isinstance(target, Unreached)
    assert dict(target.values)["near"] == f"https://{host}{rest}"


@pytest.mark.parametrize("written", ["example.nor", "example.no.pdf", "example.no-x", "no", "example.md#a"])
def test_what_only_looks_like_a_host_is_a_file(written: str) -> None:
    target = linked(written)
    assert isinstance(target, Unreached)
    assert not dict(target.values)["near"].startswith("https:")


def test_a_link_out_of_the_content_proposes_the_file_inside_whose_name_is_nearest() -> None:
    target = linked("../../derr.md")
    assert isinstance(target, Unreached)
    assert (target.code, dict(target.values)) == ("leaves-content", {"target": "../../derr.md", "near": "der.md"})


def test_a_broken_anchor_proposes_the_nearest_heading_and_lists_them() -> None:
    target = linked("der.md#frist")
    assert isinstance(target, Unreached)
    assert dict(target.values)["near"] == "frister"
    assert dict(target.values)["known"] == "frister"


@pytest.mark.parametrize("written", ["horing-og-arsmote", "høring-og-årsmøte", "h%C3%B8ring-og-%C3%A5rsm%C3%B8te"])
def test_an_anchor_may_be_written_as_on_the_site_or_as_on_a_git_host(written: str) -> None:
    others = {"content/artikler/frist.md": text(body="## Høring og årsmøte\n\nTekst.\n")}
    assert address(linked(f"frist.md#{written}", others)) == "/artikler/frist/#horing-og-arsmote"


def test_a_link_finds_a_file_whether_letters_are_composed_or_decomposed() -> None:
    path = "content/artikler/påvirkning.md"
    for written in ("NFC", "NFD"):
        for stored in ("NFC", "NFD"):
            href = unicodedata.normalize(written, "påvirkning.md")
            others = {unicodedata.normalize(stored, path): text()}
            assert address(linked(href, others)) == "/artikler/pavirkning/"


def test_an_encoded_link_finds_its_file() -> None:
    assert address(linked("p%C3%A5virkning.md", {"content/artikler/påvirkning.md": text()})) == (
        "/artikler/pavirkning/"
    )


def test_an_attachment_gets_an_address_beside_the_page() -> None:
    assert address(linked("skjema ø.pdf", assets=("content/artikler/skjema ø.pdf",))) == (
        "/artikler/her/skjema%20%C3%B8.pdf"
    )


@pytest.mark.parametrize(("name", "href"), [("a#b.pdf", "a%23b.pdf"), ("a?b.pdf", "a%3Fb.pdf")])
def test_an_attachment_with_a_special_character_in_its_name_is_found(name: str, href: str) -> None:
    assert address(linked(href, assets=(f"content/artikler/{name}",))) == f"/artikler/her/{href}"


def test_what_a_symbolic_link_out_of_content_holds_is_not_reached() -> None:
    out = "content/artikler/ut.pdf"
    assert address(linked("ut.pdf", assets=(out,), escapes=(out,))) == "leaves-content"
    folder = "content/artikler/ut"
    assert address(linked("ut/a.pdf", assets=(f"{folder}/a.pdf",), escapes=(folder,))) == "leaves-content"


def test_a_link_to_a_draft_is_a_problem_for_readers_and_none_for_another_draft() -> None:
    files = {HERE: text(body="[a](der.md)"), THERE: text(draft="true")}
    assert address(site(files).targets[HERE][0]) == "link-to-draft"
    assert address(site({**files, HERE: text(body="[a](der.md)", draft="true")}).targets[HERE][0]) == (
        "/artikler/der/"
    )
    assert address(site(files, shown=Shown(drafts=True)).targets[HERE][0]) == "/artikler/der/"


def test_a_link_to_a_page_that_was_taken_down_is_a_warning_and_leads_nowhere() -> None:
    built = site({HERE: text(body="[a](der.md)"), THERE: text(expires="2026-11-21")})
    target = built.targets[HERE][0]
    assert isinstance(target, ToPage)
    assert not target.shown
    assert "8:5 link-to-expired" in codes(check(built))


def test_the_field_related_takes_paths_from_content_and_addresses() -> None:
    for written in ("der.md", "artikler/der.md", "content/artikler/der.md", "/artikler/der/"):
        built = site({HERE: text(related=f"[{written}]"), THERE: text()})
        assert address(built.explicit[HERE][0]) == "/artikler/der/", written


def picture(src: str, **settings: tuple[str, ...]) -> Target:
    built: Site = site({HERE: text(body=f"![alt](<{src}>)")}, **settings)  # type: ignore[arg-type] # assets, escapes
    return built.pictures[HERE][0]


def test_a_picture_is_found_beside_its_text() -> None:
    assert address(picture("a.svg", assets=("content/artikler/a.svg",))) == "/artikler/her/a.svg"
    assert address(picture("../bilder/a.svg", assets=("content/bilder/a.svg",))) == "/artikler/her/a.svg"


@pytest.mark.parametrize(
    ("src", "code"),
    [
        ("borte.svg", "missing-picture"),
        ("A.svg", "missing-picture"),
        ("https://example.org/a.svg", "external-picture"),
        ("//example.org/a.svg", "external-picture"),
        ("data:image/png;base64,x", "external-picture"),
        ("../../a.svg", "leaves-content"),
    ],
)
def test_a_picture_that_cannot_be_shown_says_why(src: str, code: str) -> None:
    assert address(picture(src, assets=("content/artikler/a.svg",))) == code


def test_every_theme_page_and_its_feed_can_be_linked_to() -> None:
    files = {
        HERE: text(body="[a](/tema/rus/) [b](/tema/rus/feed.xml) [c](/om/)"),
        "content/sider/om.md": plain_text(),
    }
    targets = site(files, config("plan", "rus")).targets[HERE]
    assert [address(target) for target in targets] == ["/tema/rus/", "/tema/rus/feed.xml", "/om/"]


def test_the_page_of_a_whole_article_can_be_linked_to_and_that_of_another_cannot() -> None:
    chapter = {"content/artikler/der/01-a.md": plain_text()}
    assert address(linked("/artikler/der/hele/", chapter)) == "/artikler/der/hele/"
    assert address(linked("/artikler/her/hele/", chapter)) == "broken-link"


MENU = {
    "/om/": "/om/",
    "sider/om.md": "/om/",
    "sider/om.md#historie": "/om/#historie",
    "/om/#historie": "/om/#historie",
    "/sok/?q=plan": "/sok/?q=plan",
    "/feed.xml": "/feed.xml",
    "/tema/plan/": "/tema/plan/",
    "/gammel/": "/gammel/",
    "/om/plan.pdf": "/om/plan.pdf",
    "//example.org/": "/",
    "https://example.org/": "/",
    "http://www.example.org/om/": "/om/",
    "https://example.org/om/#ikke": "broken-anchor",
    "https://example.org/finnes/ikke/": "unknown-page",
    "//example.com/": "https://example.com/",
    "https://example.com/": "https://example.com/",
    "tel:+4712345678": "tel:+4712345678",
    "mailto:post@example.org": "mailto:post@example.org",
    "javascript:alert(1)": "unsafe-link",
    "JavaScript:alert(1)": "unsafe-link",
    "java\tscript:alert(1)": "mistyped-address",
    " javascript:alert(1)": "mistyped-address",
    "data:text/html,x": "unsafe-link",
    "vbscript:x": "unsafe-link",
    "file:///etc/passwd": "unsafe-link",
    "https:/example.org": "mistyped-address",
    "https://": "mistyped-address",
    "https:\\\\example.org": "mistyped-address",
    "https://https://example.com": "mistyped-address",
    "http//example.com": "broken-link",
    "https://intranett.example.com/": "local-address",
    "/\\example.org": "broken-link",
    "mailto:": "mistyped-address",
    "/finnes/ikke/": "unknown-page",
    "sider/ikke.md": "unknown-page",
    "example.org": "unknown-page",
    "/om/#ikke": "broken-anchor",
    "/kladd/": "link-to-draft",
    "sider/kladd.md": "link-to-draft",
    "/modeller/": "unknown-page",
}
"""What the menu may hold, and where it leads or what is wrong with it."""


@pytest.mark.parametrize("written", MENU)
def test_an_address_of_the_menu_is_resolved_as_links_are(written: str) -> None:
    item = MenuItem(LocalText("Her", "Her"), written)
    built = site(
        {
            "content/sider/om.md": plain_text("Om", "## Historie\n\n[Planen](plan.pdf)", aliases="[/gammel/]"),
            "content/sider/kladd.md": plain_text("Kladd", draft="true"),
        },
        replace(config("plan"), menu=(item,), footer=(item,)),
        assets=["content/sider/plan.pdf"],
    )
    found = [each.code for each in settings_links(built)]
    lead = {link.href for view in site_views(built, {}, searchable=True).values() for link in view.menu}
    if MENU[written] in CODES:
        assert found == [MENU[written]] * 2
    else:
        assert found == []
        assert lead == {MENU[written]}


def test_no_address_of_the_menu_leads_anywhere_unchecked() -> None:
    item = MenuItem(LocalText("Her", "Her"), "javascript:alert(1)")
    built = site({}, replace(config("plan"), menu=(item,)))
    assert {link.href for view in site_views(built, {}, searchable=True).values() for link in view.menu} == {""}
