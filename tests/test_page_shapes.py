"""Pages are alike in shape where no style sheet can tell their elements apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.page_shapes import covering, shapes
from tests.sites import read_page

if TYPE_CHECKING:
    from tests.sites import PageFile


def page(body: str) -> PageFile:
    return read_page("a.html", f"<!DOCTYPE html><html lang='nb'><title>T</title><body>{body}".encode())


ONE = page("<p class='lead'>En <a href='/a/'>lenke</a>.")


@pytest.mark.parametrize(
    "body",
    [
        "<p class='lead'>To <a href='/b/'>andre</a> ord.",
        "<p class='lead'><a href=''>x</a></p><p class='lead'><a href=''>y</a>",
    ],
)
def test_what_a_page_says_and_how_often_makes_no_shape(body: str) -> None:
    assert shapes(page(body)) == shapes(ONE)


@pytest.mark.parametrize(
    "body",
    [
        "<p>En <a href='/a/'>lenke</a>.",
        "<p class='lead'>En <a href='/a/' aria-current='page'>lenke</a>.",
        "<p class='lead' data-kind='news'>En <a href='/a/'>lenke</a>.",
        "<div><p class='lead'>En <a href='/a/'>lenke</a>.</div>",
        "<p class='lead'>En <b><a href='/a/'>lenke</a></b>.",
    ],
)
def test_another_class_attribute_or_place_is_another_shape(body: str) -> None:
    assert not shapes(page(body)) <= shapes(ONE)


def test_chosen_pages_have_all_shapes_and_none_is_chosen_for_nothing() -> None:
    pages = {
        "small": page("<p>a"),
        "large": page("<p>a</p><ul><li>b</ul>"),
        "other": page("<table><tr><td>c</table>"),
        "same": page("<ul><li>x</ul><p>y"),
    }
    assert covering(pages) == {"large", "other"}
