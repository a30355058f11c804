"""Compares libraries that an import could use, on made-up pages: `python -m bench.import_libraries`.

Those that kbsite does not use are not among its dependencies: pip install trafilatura html-to-markdown markdownify.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import html_to_markdown
import markdownify
import trafilatura

from bench.old_pages.pages import pages
from bench.old_pages.systems import debris, saved_html
from kbsite.importing.forms.html import Selectors, read_html
from kbsite.importing.model import Original
from kbsite.importing.plain import plain, protect
from kbsite.model import Source
from kbsite.parse import ParseSettings, parse
from kbsite.schema.kinds import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = (
    "Andelen er < 5 % og > 2 %.", "Se <http://gammel.example>.", "2 * 3 * 4", "*Merk", "# Ikke overskrift",
    "1) ett", "| a | b |", "snake_case_navn", "a < b > c", "[1] Se note", "~~~",
    "<script>alert(1)</script>",
)  # fmt: skip
"""Texts with characters that Markdown takes for markup."""


def _trafilatura(html: str) -> str:
    return trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True) or ""


def _ours(html: str) -> str:
    page = read_html("a.html", html.encode(), Original(".html"), Selectors())
    return "\n".join(plain(block.text) for block in page.blocks)


def main() -> None:
    """Print what each keeps of texts and of debris, and which texts each writes so that kbsite refuses them."""
    found = [page for page in pages() if page.form == "html"]
    print("| of saved pages | text kept | debris kept | seconds |\n| --- | --- | --- | --- |")
    for name, extract in (("trafilatura", _trafilatura), ("forms/html.py, before debris is cut", _ours)):
        begun = time.monotonic()
        texts = [_words(extract(saved_html(page).replace("iso-8859-1", "utf-8"))) for page in found]
        seconds = time.monotonic() - begun
        wanted = [(text, _words(line)) for page, text in zip(found, texts, strict=True) for _, line in page.body]
        junk = [(text, _words(line)) for page, text in zip(found, texts, strict=True) for line in debris(page)]
        print(f"| {name} | {_share(wanted)} | {_share(junk)} | {seconds:.2f} |")
    print("\n| of texts with such characters | refused by kbsite | seconds for 500 pages |\n| --- | --- | --- |")
    big = saved_html(found[0])
    for name, convert in _CONVERTERS.items():
        refused = sum(_refused(convert(f"<p>{_html(text)}</p>")) for text in TEXTS)
        begun = time.monotonic()
        for _ in range(500):
            convert(big)
        print(f"| {name} | {refused} of {len(TEXTS)} | {time.monotonic() - begun:.2f} |")


def _blocks(html: str) -> str:
    page = read_html("a.html", html.encode(), Original(".html"), Selectors())
    return "\n\n".join(protect(block.text) for block in page.blocks)


_CONVERTERS: dict[str, Callable[[str], str]] = {
    "html-to-markdown": lambda html: str(getattr(html_to_markdown.convert(html), "content", "")),
    "markdownify": lambda html: markdownify.markdownify(html, heading_style="ATX", escape_misc=True),
    "forms/html_blocks.py": _blocks,
}


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _refused(markdown: str) -> bool:
    """Return whether kbsite finds a problem in a text, or shows another than it was."""
    text = f"---\ntitle: T\nstatus: archived\n---\n\n{markdown.strip()}\n"
    found = parse(Source("content/artikler/a.md", text.encode()), ParseSettings(BUILT_IN))
    return bool(found.problems)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _share(pairs: list[tuple[str, str]]) -> str:
    return f"{sum(line in text for text, line in pairs) / len(pairs):.2f}"


if __name__ == "__main__":
    main()
