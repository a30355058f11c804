"""A link to the site's own full address is a link to the page."""

from __future__ import annotations

import pytest

from kbsite.model import ToAddress, ToPage, Unreached
from kbsite.site.own_address import without_host
from tests.samples import config, site, text


@pytest.mark.parametrize(
    ("base", "href", "rest"),
    [
        ("https://example.org/", "https://example.org/artikler/x/", "/artikler/x/"),
        ("https://example.org/", "http://example.org/artikler/x/#a", "/artikler/x/#a"),
        ("https://example.org/", "https://www.example.org/artikler/x", "/artikler/x"),
        ("https://www.example.org/", "https://example.org/artikler/x", "/artikler/x"),
        ("https://example.org/", "HTTPS://EXAMPLE.ORG:443/a/", "/a/"),
        ("https://example.org/", "//example.org/a/", "/a/"),
        ("https://example.org/", "https://example.org", "/"),
        ("https://example.org/", "https://example.org?q=1", "/?q=1"),
        ("https://example.org/", "https://forum.example.org/a/", ""),
        ("https://example.org/", "https://example.org.evil.net/a/", ""),
        ("https://example.org/", "https://example.org:8000/a/", ""),
        ("https://example.org/", "https://another.org/?to=https://example.org/a/", ""),
        ("https://example.org/", "mailto:post@example.org", ""),
        ("https://example.org/kb/", "https://example.org/kb/a/", "/a/"),
        ("https://example.org/kb/", "https://example.org/kb", "/"),
        ("https://example.org/kb/", "https://example.org/kbx/a/", ""),
        ("https://example.org/kb/", "https://example.org/a/", ""),
    ],
)
def test_an_address_is_the_sites_own_whatever_its_scheme_and_www(base: str, href: str, rest: str) -> None:
    assert without_host(config("plan", base_url=base))(href) == rest


def test_it_is_resolved_checked_and_counted_as_a_link_to_the_page() -> None:
    home = "https://example.org"
    links = [
        f"{home}/artikler/to/",
        "http://www.example.org/artikler/to#om-plan",
        f"{home}/gammel-to/",
        f"{home}/finnes-ikke/",
        f"{home}/artikler/to/#feil",
        f"{home}/sok/?q=plan",
        f"{home}/robots.txt",
        "https://annet.org/artikler/to/",
    ]
    body = " ".join(f"[lenke {n}]({link})." for n, link in enumerate(links))
    built = site(
        {
            "content/artikler/en.md": text("En", body),
            "content/artikler/to.md": text("To", "## Om plan\n\nA.", aliases="[/gammel-to/]"),
        },
        config("plan", base_url=f"{home}/"),
    )
    to = next(each for each in built.documents if each.meta.title == "To")
    found = built.targets["content/artikler/en.md"]
    assert found[:3] == (ToPage(to, "", True), ToPage(to, "om-plan", True), ToPage(to, "", True))
    assert [each.code for each in found if isinstance(each, Unreached)] == ["broken-link", "broken-anchor"]
    assert found[5:7] == (ToAddress("/sok/?q=plan"), ToAddress("/robots.txt"))
    assert found[7] == ToAddress(links[7])
    assert [each.meta.title for each in built.backlinks[to.address]] == ["En"]
