"""The shapes of elements: what of a page style sheets can tell apart, whatever the page says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from tests.sites import PageFile

    Step = tuple[str, tuple[tuple[str, str], ...]]
    Shape = tuple[Step, ...]

_BY_VALUE = {"class", "data-kind", "data-part", "data-section", "dir", "lang", "rel", "role", "style", "type"}
"""Attributes whose values style sheets may ask for; of the others, whether they are there."""


def shapes(page: PageFile) -> frozenset[Shape]:
    """Return, for each element, its name and its attributes, and those of all elements that it is inside."""
    return frozenset(_shapes(page.root, ()))


def covering(pages: Mapping[str, PageFile]) -> frozenset[str]:
    """Return the paths of some pages that together have every shape which any of `pages` has."""
    left = {path: shapes(page) for path, page in pages.items()}
    seen: set[Shape] = set()
    chosen = set()
    for path in sorted(left, key=lambda path: (-len(left[path]), path)):
        if not left[path] <= seen:
            seen |= left[path]
            chosen.add(path)
    return frozenset(chosen)


def _shapes(element: Element, above: Shape) -> Iterator[Shape]:
    if not isinstance(element.tag, str):
        return
    attributes = ((name, value if name in _BY_VALUE else "") for name, value in element.attrib.items())
    here = (*above, (element.tag, tuple(sorted(attributes))))
    yield here
    for child in element:
        yield from _shapes(child, here)
