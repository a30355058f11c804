"""The search's modules in a browser, without a site: tests call their functions as other modules do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kbsite.publish.local_host import served
from kbsite.search.pages import FILTERS
from kbsite.search.vocabulary import packed
from tests.conftest import watched
from tests.sites import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from playwright.sync_api import Browser, Page

NAMES = ("marks", "words", "alternatives", "question", "rank", "narrow", "passage", "lookup", "find", "wish")

_PAGE = '<link rel="icon" href="logo.svg">'
"""A page from where the modules may be imported; without an icon the browser would look for one."""

_LOAD = """async (names) => {
  for (const name of names) globalThis[name] = await import(`/${name}.js`);
  globalThis.plain = (value) => {
    if (value instanceof Map) return [...value].map(([key, each]) => [plain(key), plain(each)]);
    if (value instanceof Set) return [...value].map(plain);
    if (Array.isArray(value)) return value.map(plain);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  };
}"""
"""Puts each module in a global of its name, and `plain`, which makes pairs of a Map and a list of a Set."""


class Modules:
    """A page in which all modules are loaded."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def run(self, script: str, given: object = None) -> Any:
        """Return what a function makes of `given`; each module has its name: `(word) => words.stem(word)`."""
        return self.page.evaluate(script, given)

    def each(self, function: str, arguments: Iterable[object]) -> list[Any]:
        """Return what a function of one argument makes of each of these, asked for all at once."""
        found: list[Any] = self.run(f"(all) => all.map((each) => plain(({function})(each)))", list(arguments))
        return found

    def site(self, forms: Iterable[str], method: str, *arguments: object) -> Any:
        """Return what a method of the lexicon of a site with these words says."""
        script = "([forms, method, given]) => words.lexicon(forms)[method](...given)"
        return self.run(script, [sorted(forms), method, arguments])


@contextmanager
def loaded(browser: Browser) -> Iterator[Modules]:
    """Give the modules in a page of their own; an error in it fails the test."""
    with served(LAYOUTS / "assets") as address, watched(browser, address) as page:
        page.route(address, lambda route: route.fulfill(body=_PAGE, content_type="text/html"))
        page.goto(address)
        page.evaluate(_LOAD, NAMES)
        yield Modules(page)


def data(words: Iterable[str] = (), **given: object) -> Mapping[str, object]:
    """Return what /sok/ord.json has of a site with these words, all else empty unless it is given."""
    empty = {"stop": "", "same": [], "near": [], "bets": [], "laws": []}
    return {**empty, **given, "words": packed(sorted(words))}


def table(pages: Iterable[Mapping[str, Any]]) -> Mapping[str, object]:
    """Return what /sok/sider.json has of pages, each with `id`, `day`, `article` and `labels`; "" is none."""
    newest = sorted(pages, key=lambda page: page["day"], reverse=True)
    return {
        "pages": " ".join(page["id"] for page in newest),
        "days": " ".join(page["day"] or "-" for page in newest),
        "articles": _column([[page["article"]] if page["article"] else [] for page in newest])[1],
        "filters": {name: _column([page["labels"].get(name, []) for page in newest]) for name in FILTERS},
    }


def _column(rows: Sequence[Sequence[str]]) -> tuple[list[str], str]:
    """Return the values, each once, and a column of their numbers."""
    values = list(dict.fromkeys(value for row in rows for value in row))
    return values, " ".join(",".join(str(values.index(value)) for value in row) or "-" for row in rows)
