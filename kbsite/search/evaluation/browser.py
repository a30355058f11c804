"""The search page of a site in a browser, used as a reader uses it; the only user of Playwright."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbsite.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
"""The names of the browser's program, the first that there is being used."""

_LONGEST = 30_000
"""How many milliseconds a search may take."""

_ASK = """
([query, longest]) => new Promise((resolve) => {
  const status = document.querySelector('[data-part="search-status"]');
  const field = document.querySelector('main input[name="q"]');
  const observer = new MutationObserver(() => {
    if (["idle", "done", "partial", "error"].includes(status.dataset.state)) answer(status.dataset.state);
  });
  const late = setTimeout(() => answer("late"), longest);
  function answer(state) {
    clearTimeout(late);
    observer.disconnect();
    const items = [...document.querySelectorAll('[data-part="results"] > li')];
    resolve([state, items.map((item) => item.querySelector("a[href]")?.pathname ?? "")]);
  }
  field.value = query;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.form.requestSubmit();
  observer.observe(status, { attributeFilter: ["data-state"] });
})
"""
"""Types a query, sends the form, and waits for what the page then says.

All in one go, so that no timer of the page's comes between, and the page is watched from then on only: what an
earlier query brings is thrown away by the page, so `done` is said of this one.
"""


_SEEN = """
() => {
  const shown = (part) => document.querySelector(`[data-part="${part}"]:not([hidden])`);
  const first = document.querySelector('[data-part="results"] > li h3 a');
  return [shown("correction")?.querySelector("strong")?.textContent ?? "", first?.textContent ?? ""];
}
"""
"""What the page says that it searched for instead, and the title of the first hit."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the search page shows for a query: the paths of the hits, the first one's title, and a correction."""

    paths: tuple[str, ...]
    title: str = ""
    corrected: str = ""


def chromium() -> str | None:
    """Return the path of the machine's own Chromium, or None where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def search_page(address: str) -> Iterator[Callable[[str], tuple[str, ...]]]:
    """Yield a function that enters a query on the search page at `address` and returns the paths found."""
    with answering(address) as answer:
        yield lambda query: answer(query).paths


@contextmanager
def answering(address: str) -> Iterator[Callable[[str], Answer]]:
    """Yield a function that enters a query on the search page at `address` and returns what that shows.

    EnvironmentFault where there is no browser, or the search fails.
    """
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - an optional dependency, needed only here
    except ImportError as error:
        raise EnvironmentFault("no-playwright") from error
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=chromium())  # or Playwright's own
        except Error as error:
            raise EnvironmentFault("no-chromium", reason=_first_line(error)) from error
        page = browser.new_page(locale="nb-NO")
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)

        def ask(query: str) -> Answer:
            try:
                state, found = page.evaluate(_ASK, [query, _LONGEST])
                corrected, title = page.evaluate(_SEEN)
            except Error as error:
                raise EnvironmentFault("search-failed", query=query, reason=_first_line(error)) from error
            if state not in ("idle", "done"):  # idle: nothing in the query can be looked for
                raise EnvironmentFault(
                    "search-failed", query=query, reason=said[-1] if said else f"data-state={state}"
                )
            return Answer(tuple(found), title, corrected)

        try:
            page.goto(address)
            yield ask
        except Error as error:
            raise EnvironmentFault("search-failed", query=address, reason=_first_line(error)) from error
        finally:
            browser.close()


def _first_line(error: Any) -> str:
    return (str(error).strip().splitlines() or ["?"])[0]
