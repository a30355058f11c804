"""Measures what each part of the search is worth: `python -m bench.search_features [FOLDER] [FILE …]`.

Every query of each file is asked in the browser of Pagefind as it comes, of the peer, of the site's own search, and
of that search with one part at a time switched off. Prints tables in Markdown for docs/developer/search.md.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from bench.search_peer import indexed, peers, read_queries
from bench.search_peer import results as peer_results
from kbsite.publish.local_host import served
from kbsite.search.evaluation.browser import chromium
from kbsite.search.evaluation.built_site import built_site
from kbsite.search.evaluation.score import DEPTH, Result, by_kind, score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Page

    from kbsite.search.evaluation.built_site import BuiltSite
    from kbsite.search.evaluation.queries import Query
    from kbsite.search.evaluation.score import Score

FILES = tuple(f"tests/queries/{name}.yaml" for name in ("tuning", "from_pages", "held_out"))

PAGEFIND, OURS, _WITHOUT = "Pagefind as it comes", "ours", "without"

_PAGEFIND = """
async ([queries, depth]) => {
  const pagefind = await import(document.querySelector('[data-part="search"]').dataset.bundle);
  const found = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.slice(0, depth).map((result) => result.data()));
    found.push(pages.map((page) => page.url));
  }
  return found;
}
"""

_OURS = """
async ([queries, depth, off]) => {
  const { bundle, words, pages } = document.querySelector('[data-part="search"]').dataset;
  const script = document.querySelector('script[src*="search.js"]').src;
  const { openIndex } = await import(script.replace("search.js", "find.js"));
  const index = await openIndex(bundle, words, pages, off);
  const found = [];
  for (const query of queries) {
    const { hits } = await index.find(query, {}, { sort: "relevance", literal: false });
    const shown = await Promise.all(hits.slice(0, depth).map((hit) => hit()));
    found.push(shown.map((page) => page.href));
  }
  return found;
}
"""

_FEATURES = """
async () => {
  const script = document.querySelector('script[src*="search.js"]').src;
  return (await import(script.replace("search.js", "find.js"))).FEATURES;
}
"""

Measured = dict[str, list[list[Result]]]
"""What each way of searching found: the results of each file, by the name of the way."""


def measure(site: BuiltSite, files: Sequence[Sequence[Query]]) -> Measured:
    """Return what each way of searching found for the queries of each file."""
    pages = indexed(site.folder)
    measured: Measured = {}
    with _search_page(site) as page:
        measured[PAGEFIND] = _asked(page, site, files, _PAGEFIND, None)
        for name, peer in peers(pages).items():
            measured[name] = [peer_results(peer, listed) for listed in files]
        measured[OURS] = _asked(page, site, files, _OURS, [])
        for feature in page.evaluate(_FEATURES):
            measured[f"{_WITHOUT} `{feature}`"] = _asked(page, site, files, _OURS, [feature])
    return measured


@contextmanager
def _search_page(site: BuiltSite) -> Iterator[Page]:
    with served(site.folder, site.base) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        page = browser.new_page()
        page.goto(f"{address}sok/")
        yield page
        browser.close()


def _asked(
    page: Page, site: BuiltSite, files: Sequence[Sequence[Query]], script: str, off: list[str] | None
) -> list[list[Result]]:
    """Return what `script` finds, on a freshly loaded page: Pagefind keeps the settings it is given."""
    page.reload()
    everything = [query for listed in files for query in listed]
    arguments = [[query.text for query in everything], DEPTH]
    found = iter(page.evaluate(script, arguments if off is None else [*arguments, off]))
    return [
        [Result(query, tuple(site.address(urlsplit(href).path) for href in next(found))) for query in listed]
        for listed in files
    ]


def features_table(measured: Measured, names: Sequence[str]) -> str:
    """Return MRR@10 and the share in the first five of each way, with what a part that is left out costs."""
    head = "".join(f" {name}: MRR@10 | first five |" for name in names)
    rows = [f"| search |{head}", f"| --- |{' ---: |' * 2 * len(names)}"]
    whole = [score(results) for results in measured[OURS]]
    for way, lists in measured.items():
        part = way.startswith(_WITHOUT)
        cells = [_cells(score(found), whole[at] if part else None) for at, found in enumerate(lists)]
        rows.append(f"| {way} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cells(each: Score, whole: Score | None) -> str:
    lost = f" ({float(each.mrr - whole.mrr):+.3f})" if whole else ""
    return f"{float(each.mrr):.3f}{lost} | {round(each.first_five * each.number)} of {each.number}"


def kinds_table(measured: Mapping[str, Sequence[Sequence[Result]]], at: int) -> str:
    """Return MRR@10 of each kind of query in the file `at`, for the searches that are complete by themselves."""
    ways = {way: lists[at] for way, lists in measured.items() if not way.startswith(_WITHOUT)}
    scores = [dict(by_kind(found)) for found in ways.values()]
    rows = [f"| kind | {' | '.join(ways)} |", f"| --- |{' ---: |' * len(ways)}"]
    rows += [
        f"| `{kind}` | {' | '.join(f'{float(each[kind].mrr):.3f}' for each in scores)} |" for kind in scores[0]
    ]
    return "\n".join(rows)


def main(folder: str = "public", *files: str) -> None:
    """Print the table of parts, and the table of kinds of each file."""
    site = built_site(Path(folder))
    chosen = [Path(file) for file in files or FILES]
    measured = measure(site, [read_queries(file, site.folder) for file in chosen])
    names = [file.stem.replace("_", " ") for file in chosen]
    print(features_table(measured, names))
    for at, name in enumerate(names):
        print(f"\n{name}:\n\n{kinds_table(measured, at)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
