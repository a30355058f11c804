"""Measures what `kbsite import` finds on made-up old pages: `python -m bench.import_quality [--write] [--wrong]`.

Prints precision and recall for each field. `--write` puts the table into docs/developer/importing.md, and `--wrong`
lists what is wrong.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.old_pages.pages import Page, pages
from bench.old_pages.systems import BLOG, HOST, OTHER, debris, write
from kbsite.importing.bring_in import attachments
from kbsite.importing.debris import normal
from kbsite.importing.draft import markdown
from kbsite.importing.existing import Existing
from kbsite.importing.map_file import MapFile, Rule
from kbsite.importing.plain import plain
from kbsite.importing.plan import Source, arrange, read_all
from kbsite.read.config import config

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.importing.plan import Page as Planned

FIELDS = (
    "title", "kind", "author", "affiliation", "year", "revised", "question", "answer", "standard", "chapters",
    "debris",
)  # fmt: skip
GOAL = 0.95
DOCUMENT = Path("docs/developer/importing.md")
BEGIN, END = "<!-- bench.import_quality -->", "<!-- /bench.import_quality -->"
MAP = MapFile(
    hosts=(HOST, OTHER, BLOG),
    rules=(
        Rule(address=("/Temaomrader/",), kind="article"),
        Rule(file=("c/praksis/",), kind="practice"),
    ),
)
"""What a person would write who has seen where the pages lie."""


@dataclass(slots=True)
class Score:
    """What was found and should have been, by field; `wrong` says what differs."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, found: Iterable[str], wanted: Iterable[str], where: str) -> None:
        """Count the values of one field of one page."""
        is_, ought = Counter(filter(None, found)), Counter(filter(None, wanted))
        self.right[name] += (is_ & ought).total()
        self.found[name] += is_.total()
        self.wanted[name] += ought.total()
        if is_ != ought:
            self.wrong[name].append(
                f"{where}: {sorted((is_ - ought).elements())} ≠ {sorted((ought - is_).elements())}"
            )

    def precision(self, name: str) -> float:
        """Return which share of what was found is right."""
        return self.right[name] / self.found[name] if self.found[name] else 1.0

    def recall(self, name: str) -> float:
        """Return which share of what there is was found."""
        return self.right[name] / self.wanted[name] if self.wanted[name] else 1.0


def measured(chosen: MapFile = MAP) -> Score:
    """Return the score of an import of all pages."""
    found = pages()
    settings, _ = config(Path())
    if settings is None:
        raise SystemExit("run this in the repository: the kinds and themes of its site are used")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = write(folder, found)
        existing = Existing(addresses={}, files=frozenset(), authors={})
        reads, skipped = read_all(folder, chosen, settings, lambda _: None)
        made = arrange(Source(reads, skipped, attachments(folder)), chosen, settings, existing)
        by_origin = {origin: page for page in made.pages for origin in (page.read.page.origin, *page.read.twins)}
    paths = {number: by_origin[origin].path for number, origin in names.items() if origin in by_origin}
    score = Score()
    for page in found:
        _compare(page, by_origin.get(names[page.number]), paths, score)
    return score


def _compare(page: Page, made: Planned | None, paths: dict[int, str], score: Score) -> None:
    where = f"{page.form} {page.number} {page.byline.words}"
    read = made.read if made else None
    people = read.people if read else ()
    score.add("title", [read.title.value] if read else [], [page.title], where)
    score.add("kind", [read.kind.value] if read else [], [page.kind], where)
    score.add("author", [each.name for each in people], [each[0] for each in page.people], where)
    said = [f"{each.name}: {what}" for each in people for what in (each.role, each.affiliation) if what]
    score.add(
        "affiliation", said, [f"{each[0]}: {what}" for each in page.people for what in each[1:] if what], where
    )
    score.add("year", [read.date.value] if read else [], [page.known_date], where)
    score.add("revised", [read.updated.value] if read else [], [page.byline.updated], where)
    is_question = page.kind == "qa"
    asked = [_line(each) for each in markdown(read.question)] if read else []
    score.add("question", asked, [_line(each) for each in page.question], where)
    if is_question:
        body = [line for each in markdown(read.body) for line in map(_line, each.split("\n"))] if read else []
        score.add("answer", body, [_line(text) for _, text in page.body], where)
    standards = [f"svar {read.lang.value}"] if read else []
    wanted = [f"svar {page.standard}"]
    if is_question:
        standards += [f"spørsmål {read.question_lang.value}"] if read else []
        wanted += [f"spørsmål {page.question_standard}"]
    score.add("standard", standards, wanted, where)
    parent = paths.get(page.parent, "?") if page.parent >= 0 else ""
    score.add("chapters", [made.parent] if made else [], [parent], where)
    _compare_debris(page, made, score, where)


def _compare_debris(page: Page, made: Planned | None, score: Score, where: str) -> None:
    """Count the lines that are gone: those that are not the text should be, those of the text should not."""
    if made is None:
        return
    text = {_line(line) for line in made.text.split("\n")} | {_line(made.read.title.value)}
    junk = [_line(line) for line in debris(page)]
    content = [_line(line) for _, line in page.body]
    gone = [line for line in (*junk, *content) if line not in text]
    score.add("debris", gone, junk, where)


def _line(text: str) -> str:
    """Return a line of Markdown as words, for comparison."""
    bare = re.sub(r"^\s*(?:#+|-|\d+\.)\s+", "", text)
    return normal(re.sub(r"[«»”\"]", "", plain(bare)))


def table(score: Score) -> str:
    """Return the table in Markdown."""
    lines = ["| field | values | precision | recall |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {name} | {score.wanted[name]} | {score.precision(name):.3f} | {score.recall(name):.3f} |"
        for name in FIELDS
    ]
    return "\n".join(lines)


def main() -> int:
    """Print the table; exit 1 where a share is below the goal."""
    score = measured()
    found = pages()
    forms = ", ".join(f"{count} {form}" for form, count in Counter(page.form for page in found).most_common())
    text = f"{len(found)} pages: {forms}.\n\n{table(score)}"
    print(text)
    if "--wrong" in sys.argv:
        print("\n".join(f"{name}: {line}" for name in FIELDS for line in score.wrong[name]))
    if "--write" in sys.argv:
        before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
        DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    return int(any(min(score.precision(name), score.recall(name)) < GOAL for name in FIELDS))


if __name__ == "__main__":
    sys.exit(main())
