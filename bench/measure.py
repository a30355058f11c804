"""Measures a build of a made-up site against rendering its Markdown alone, in one run on one machine.

Absolute times vary from machine to machine; the ratio varies less. `python bench/measure.py [PAGES]`.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from markdown_it import MarkdownIt

from kbsite.pipeline.build import build
from kbsite.pipeline.report import Options

THEMES = ("plan", "folkehelse", "rus", "alkohol", "oppvekst", "beredskap")
TODAY = date(2026, 11, 21)
WORDS = (
    "kommunen",
    "planen",
    "folkehelse",
    "medvirkning",
    "oversikt",
    "tiltak",
    "handlingsdel",
    "kunnskapsgrunnlag",
    "innbyggerne",
    "vedtak",
    "høring",
    "skjenking",
    "bevilling",
    "rusarbeid",
    "koordinator",
    "oppfølging",
    "samarbeid",
    "tjenester",
    "ungdom",
    "beredskap",
    "utfordring",
)


Draw = Callable[[int], list[str]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds for each part, and peak memory in MiB."""

    markdown: float
    without_search: float
    with_search: float
    memory: float


def write_site(root: Path, pages: int, draw: Draw | None = None, *, summaries: bool = False) -> None:
    """Write a site of `pages` questions of about 770 words, on six themes, by two hundred authors.

    `draw` returns so many words of running text; without it they are drawn from a short list. A page without a
    summary is one warning.
    """
    dice = random.Random(1)  # noqa: S311 - no secret: the same site on every run
    (root / "data").mkdir(parents=True)
    (root / "data/site.yaml").write_text(
        "title: Målt\nbase_url: https://example.org/\nemail: post@example.org\n", encoding="utf-8"
    )
    themes = "".join(f"- id: {name}\n  title: {name.capitalize()}\n" for name in THEMES)
    (root / "data/themes.yaml").write_text(themes, encoding="utf-8")
    authors = root / "content/forfattere"
    authors.mkdir(parents=True)
    for number in range(200):
        (authors / f"forfatter-{number}.md").write_text(f"---\ntitle: Forfatter {number}\n---\n", encoding="utf-8")
    folder = root / "content/sporsmal-og-svar"
    folder.mkdir()
    for number in range(pages):
        (folder / f"sporsmal-{number}.md").write_text(
            _page(dice, number, pages, draw, summaries=summaries), encoding="utf-8"
        )


def _page(dice: random.Random, number: int, pages: int, draw: Draw | None, *, summaries: bool) -> str:
    drawn = draw or (lambda count: dice.choices(WORDS, k=count))
    day = date(2016, 1, 1) + timedelta(days=dice.randrange(3900))
    paragraphs = [f"{text[:1].upper()}{text[1:]}." for text in (" ".join(drawn(70)) for _ in range(11))]
    long = [word.strip(".,;") for word in drawn(70) if len(word) > 4]
    link = f"[en annen side](sporsmal-{dice.randrange(pages)}.md)"
    themes = ", ".join(dice.sample(THEMES, 2))
    summary = f"summary: {' '.join(drawn(20))}.\n" if summaries else ""
    return (
        f"---\ntitle: {' '.join(long[:4]).capitalize()} {number}\n{summary}date: {day}\n"
        f"themes: [{themes}]\nauthors: [forfatter-{dice.randrange(200)}]\n---\n\n## Spørsmål\n\n{paragraphs[0]}\n\n"
        f"## Svar\n\n{paragraphs[1]} Se {link}.\n\n### Først\n\n" + "\n\n".join(paragraphs[2:]) + "\n"
    )


def measure(pages: int, layouts: Path) -> Measured:
    """Return how long `pages` pages take, in the order: Markdown alone, a build, a build with its index."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        write_site(root, pages)
        texts = [path.read_text(encoding="utf-8") for path in sorted(root.glob("content/sporsmal-og-svar/*.md"))]
        started = time.perf_counter()
        reader = MarkdownIt("commonmark")
        for text in texts:
            reader.render(text)
        markdown = time.perf_counter() - started
        without_search = _timed(
            Options(root=root, layouts=layouts, output=Path(folder) / "a", today=TODAY, searchable=False)
        )
        with_search = _timed(Options(root=root, layouts=layouts, output=Path(folder) / "b", today=TODAY))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(markdown, without_search, with_search, memory)


def _timed(options: Options) -> float:
    started = time.perf_counter()
    report = build(options, lambda _name, _done, _total: None)
    if not report.written:
        raise SystemExit(f"the made-up site has problems: {report.problems[:3]}")
    return time.perf_counter() - started


def main() -> None:
    """Print the times and their ratios."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = measure(pages, Path(__file__).parent.parent / "layouts")
    print(f"{pages} pages, peak memory {found.memory:.0f} MiB")
    for name, seconds in (
        ("Markdown alone", found.markdown),
        ("build without search", found.without_search),
        ("build with search", found.with_search),
    ):
        print(f"{name:<22}{seconds:8.2f} s {seconds / found.markdown:6.1f} × Markdown alone")


if __name__ == "__main__":
    main()
