"""Fixes of malformed addresses in links and resources, where the correction is certain."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kbsite.authoring.fix.fields import exchanged
from kbsite.authoring.fix.page import what
from kbsite.parse.front_matter import split
from kbsite.schema.addresses import address_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.authoring.fix.page import Page
    from kbsite.diagnostics import Location
    from kbsite.model import Body, Document, Link


def addresses(page: Page) -> Page:
    """Return the page with the addresses of its links and resources corrected, and nothing else changed.

    The last is fixed first, so that the locations of those before it stay valid.
    """
    found = page.parsed().document
    if found is None:
        return page
    for index, link in sorted(enumerate(found.body.links), key=lambda each: each[1].at, reverse=True):
        page = _with_link(page, index, link)
    for index in reversed(range(len(found.meta.resources))):
        page = _with_resource(page, found, index)
    return page


def _with_link(page: Page, index: int, link: Link) -> Page:
    """Return the page with the address of one link corrected, if that and nothing else changes."""
    right = _meant(link.href)
    before = _body(page)
    if not right or before is None or before.links[index] != link:
        return page
    for lines in _exchanged(page, link.at, right):
        better = page.with_lines(lines)
        after = _body(better)
        if after and _same_but(before, after, link, right) and not _worse(page, better):
            return better
    return page


def _with_resource(page: Page, document: Document, index: int) -> Page:
    """Return the page with the address of one resource corrected."""
    url = document.meta.resources[index].url
    right = _meant(url)
    lines = exchanged(page, document.at("resources", index, "url"), url, right) if right else []
    if not lines:
        return page
    text = "\n".join(lines)
    better = page.with_lines(lines, split(text, page.path).fields.data)
    after = better.parsed().document
    resources = [*document.meta.resources]
    resources[index] = resources[index].model_copy(update={"url": right})
    wanted = document.meta.model_copy(update={"resources": tuple(resources)})
    holds = after is not None and after.meta == wanted and after.body == _body(page)
    return better if holds and not _worse(page, better) else page


def _meant(address: str) -> str:
    fault = address_fault(address)
    return fault.near if fault else ""


def _exchanged(page: Page, at: Location, right: str) -> Iterator[list[str]]:
    """Yield the lines with the address at a location replaced, for each possible end of it in Markdown."""
    lines = page.lines()
    row, start = at.line - 1, at.column - 1
    line = lines[row]
    for end in _ends(line, start):
        yield [*lines[:row], line[:start] + right + line[end:], *lines[row + 1 :]]


def _ends(line: str, start: int) -> Iterator[int]:
    """Yield the possible ends of the address at `start`: the bracket that closes it, or a blank."""
    if line[start - 1 : start] == "<":
        yield line.find(">", start) if ">" in line[start:] else len(line)
        return
    depth = 0
    for place in range(start, len(line)):
        character = line[place]
        depth += (character == "(") - (character == ")")
        if character in " \t" or depth < 0:
            yield place
            return
    yield len(line)


def _body(page: Page) -> Body | None:
    document = page.parsed().document
    return document.body if document else None


def _same_but(before: Body, after: Body, changed: Link, right: str) -> bool:
    """Return whether two texts are the same but for one address; several links may share a definition."""
    if (
        before.sections != after.sections
        or before.pictures != after.pictures
        or len(before.links) != len(after.links)
    ):
        return False
    wanted = [right if (link.href, link.at) == (changed.href, changed.at) else link.href for link in before.links]
    return wanted == [link.href for link in after.links]


def _worse(before: Page, after: Page) -> bool:
    old, new = Counter(map(what, before.problems())), Counter(map(what, after.problems()))
    return bool(new - old)
