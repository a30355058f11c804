"""What the reader wants to find: from the address or the form, and into the one address that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.search_modules import Modules

pytestmark = pytest.mark.browser

READ = "(asked) => wish.wishOf(new URLSearchParams(asked), ['kind', 'theme'])"
AGAIN = f"(asked) => wish.addressOf(({READ})(asked), '/kb/sok/')"


def test_an_address_says_the_query_the_filters_and_the_choices(modules: Modules) -> None:
    assert modules.run(READ, "q=rus+og+plan&kind=Artikkel&kind=Kronikk&sort=date&ordrett=1") == {
        "query": "rus og plan",
        "filters": {"kind": ["Artikkel", "Kronikk"], "theme": []},
        "choice": {"sort": "date", "literal": True},
    }
    assert modules.run(READ, "") == {
        "query": "",
        "filters": {"kind": [], "theme": []},
        "choice": {"sort": "relevance", "literal": False},
    }


def test_a_form_says_the_same(modules: Modules) -> None:
    script = """(fields) => {
      const form = new FormData();
      for (const [name, value] of fields) form.append(name, value);
      return wish.wishOf(form, ["kind"]);
    }"""
    found: dict[str, Any] = modules.run(script, [["q", " rus "], ["kind", "Artikkel"], ["sort", "relevance"]])
    assert found == {
        "query": "rus",
        "filters": {"kind": ["Artikkel"]},
        "choice": {"sort": "relevance", "literal": False},
    }


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("", ""),
        ("q=rus", "?q=rus"),
        ("q=+rus+&q=plan", "?q=rus"),
        (
            "sort=date&ordrett=ja&theme=Rus&kind=B&kind=A&kind=B&q=%C3%A5",
            "?q=%C3%A5&kind=B&kind=A&theme=Rus&ordrett=1&sort=date",
        ),
        ("kind=Artikkel&ordrett=1", "?kind=Artikkel"),
        ("q=rus&sort=relevance", "?q=rus"),
        ("q=rus&sort=finnes+ikke&ukjent=1", "?q=rus"),
        ("sort=date", ""),
        ("q=++&ordrett=1", ""),
        (f"q={'a' * 201}", f"?q={'a' * 200}"),
    ],
)
def test_one_wish_has_one_address(modules: Modules, asked: str, address: str) -> None:
    assert modules.run(AGAIN, asked) == f"/kb/sok/{address}"
    assert modules.run(AGAIN, address) == f"/kb/sok/{address}"
