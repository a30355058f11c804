"""What is wrong with an address as it is written, and which address was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbsite.diagnostics import CODES
from kbsite.schema.addresses import RULES, address_fault

SAFELINK = "https://eur02.safelinks.protection.outlook.com/?url="

FAULTY = (
    # the beginning
    ("https:/x.no/a", "mistyped-address", "https://x.no/a"),
    ("https:x.no", "mistyped-address", "https://x.no"),
    ("https:///x.no", "mistyped-address", "https://x.no"),
    ("https:%5C%5Cx.no", "mistyped-address", "https://x.no"),
    ("https://https://x.no", "mistyped-address", "https://x.no"),
    ("http://https//x.no", "mistyped-address", "https://x.no"),
    ("https://http:/x.no/a", "mistyped-address", "http://x.no/a"),
    ("//https://x.no", "mistyped-address", "https://x.no"),
    ("http//x.no", "broken-link", "http://x.no"),
    ("https;//x.no", "broken-link", "https://x.no"),
    ("htpps://x.no", "unsafe-link", "https://x.no"),
    ("ttp://x.no", "unsafe-link", "http://x.no"),
    ("hhttps://x.no", "unsafe-link", "https://x.no"),
    # the host
    ("https://", "mistyped-address", ""),
    ("https://x,no/a", "mistyped-address", "https://x.no/a"),
    ("https://www..x.no", "mistyped-address", "https://www.x.no"),
    ("https://x.no.", "mistyped-address", "https://x.no"),
    ("https://kari@x.no", "mistyped-address", "mailto:kari@x.no"),
    ("https://%20x.no", "mistyped-address", "https://x.no"),
    # what nobody sees, and what ends a sentence
    ("https://x.no/a%E2%80%8B", "mistyped-address", "https://x.no/a"),
    ("https://x.no/a\u00adb", "mistyped-address", "https://x.no/ab"),
    ("https://x.no/a%20", "mistyped-address", "https://x.no/a"),
    ("https://x.no/a%0A", "mistyped-address", "https://x.no/a"),
    ("\u200bplan.md", "mistyped-address", "plan.md"),
    ("https://x.no/a,", "mistyped-address", "https://x.no/a"),
    ("https://x.no/a%C2%BB", "mistyped-address", "https://x.no/a"),
    ("https://x.no/a)", "mistyped-address", "https://x.no/a"),
    ("https://x.no/a.pdf.", "mistyped-address", "https://x.no/a.pdf"),
    # e-mail and telephones
    ("mailto:", "mistyped-address", ""),
    ("mailto:kari", "mistyped-address", ""),
    ("mailto://kari@x.no", "mistyped-address", "mailto:kari@x.no"),
    ("mailto:kari@@x.no", "mistyped-address", "mailto:kari@x.no"),
    ("mailto:kari%20@x.no", "mistyped-address", "mailto:kari@x.no"),
    ("mailto:kari@x.no;ola@x.no", "mistyped-address", "mailto:kari@x.no,ola@x.no"),
    ("mail:to:kari@x.no", "unsafe-link", "mailto:kari@x.no"),
    ("maito:kari@x.no", "unsafe-link", "mailto:kari@x.no"),
    ("e-post:kari@x.no", "unsafe-link", "mailto:kari@x.no"),
    ("tel:", "mistyped-address", ""),
    ("tel://22334455", "mistyped-address", "tel:22334455"),
    ("tlf:22334455", "unsafe-link", "tel:22334455"),
    # the writer's own
    ("file:///C:/plan.docx", "unsafe-link", ""),
    ("C:\\plan.docx", "unsafe-link", ""),
    ("\\server\\plan.docx", "unsafe-link", ""),
    ("..\\artikler\\plan.md#mal", "broken-link", "../artikler/plan.md#mal"),
    ("http://localhost:8000/", "local-address", ""),
    ("http://intranett/", "local-address", ""),
    ("http://10.0.0.4/x", "local-address", ""),
    ("https://intranett.x.no/a", "local-address", ""),
    ("https://x-my.sharepoint.com/personal/kari", "local-address", ""),
    ("https://x.sharepoint.com/:w:/r/sites/a", "local-address", ""),
    # what goes through others
    (f"{SAFELINK}https%3A%2F%2Fx.no&data=kari%40x.no", "wrapped-link", "https://x.no"),
    (f"{SAFELINK}https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%3A%2F%2Fx.no", "wrapped-link", "https://x.no"),
    ("https://urldefense.proofpoint.com/v2/url?u=https-3A__x.no_a&d=D", "wrapped-link", "https://x.no/a"),
    ("https://urldefense.com/v3/__https://x.no/a__;!!x", "wrapped-link", "https://x.no/a"),
    ("https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fx.no&c=E", "wrapped-link", "https://x.no"),
    ("https://urlsand.esvalabs.com/?u=https%3A%2F%2Fx.no%2F&e=1", "wrapped-link", "https://x.no/"),
    ("https://www.google.no/url?sa=t&url=https://x.no/&usg=A", "wrapped-link", "https://x.no/"),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fx.no%2F&h=A", "wrapped-link", "https://x.no/"),
    ("https://www.bing.com/ck/a?p=1&u=a1aHR0cHM6Ly94Lm5vLw&n=1", "wrapped-link", "https://x.no/"),
    ("https://secure-web.cisco.com/1a/https%3A%2F%2Fx.no%2F", "wrapped-link", "https://x.no/"),
    ("https://protect-eu.mimecast.com/s/AbC1", "wrapped-link", ""),
    ("https://filter.example/?x=https%3A%2F%2Fx.no&m=kari%40x.no", "wrapped-link", "https://x.no"),
)  # fmt: skip

SOUND = (
    "https://x.no", "HTTPS://X.NO/", "http://x.no:8080/a?b=c#d", "//x.no/a", "https://xn--b-3ga.no/",
    "https://bø.kommune.no/",
    "https://en.wikipedia.org/wiki/Apple_Inc.", "https://no.wikipedia.org/wiki/Myr_(natur)", "https://x.no/!",
    "https://web.archive.org/web/2020/https://x.no/", "https://x.no/?url=https://y.no", "https://http.cat/404",
    "https://fa.wikipedia.org/wiki/%D9%85%E2%80%8C%D8%B1", "https://[2606:4700::1111]/", "https://1.1.1.1/",
    "https://x.no/a%20b", "https://x.no/kari@y.no", "https://www.hornetsecurity.com/",
    "https://www.facebook.com/kommunen",
    "https://www.google.com/maps", "https://x.sharepoint.com/:w:/s/a",
    "https://x.us1.list-manage.com/subscribe?u=1",
    "mailto:kari@x.no", "mailto:kari@x.no,ola@x.no?subject=Hei%20du", "mailto:?subject=x",
    "mailto:post@bø.kommune.no",
    "tel:+4722334455", "tel:+47%2022%2033", "plan.md", "../artikler/plan.md#mal", "/artikler/", "#mal", "",
    "mal.docx?x=a\\b",
    "http.md", "http/x.md", "javascript:alert", "ftp://x.no", "data:text/html,x", "www.x.no", "kari@x.no", "plan:x",
)  # fmt: skip


@pytest.mark.parametrize(("address", "code", "near"), FAULTY)
def test_a_fault_is_found_and_what_was_meant(address: str, code: str, near: str) -> None:
    found = address_fault(address)
    assert found
    assert (found.code, found.near) == (code, near)


@pytest.mark.parametrize("address", SOUND)
def test_a_sound_address_has_no_fault(address: str) -> None:
    assert address_fault(address) is None


PIECES = st.sampled_from(
    [
        *"https:/\\.,;()@%?&=#« ",
        "http",
        "https",
        "mailto:",
        "tel:",
        "//",
        "x.no",
        "www.",
        "%20",
        "%5C",
        "\u200b",
        SAFELINK,
        "a1",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_an_address_that_is_proposed_has_no_error_of_its_own(address: str) -> None:
    found = address_fault(address)
    assert found is None or found.code in CODES
    if found and found.near:
        again = address_fault(found.near)
        assert again is None or again.code == "local-address"


def test_each_rule_finds_something() -> None:
    found = [next((rule for rule in RULES if rule(address)), None) for address, _, _ in FAULTY]
    assert set(found) == set(RULES)
