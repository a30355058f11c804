"""A file during fixing, and the condition for every fix: the file must still say the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.model import Source
from kbsite.parse import ParseSettings, parse
from kbsite.parse.front_matter import split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Parsed
    from kbsite.schema.kinds import FrontMatter, Kinds
    from kbsite.schema.yaml_fields import Fields, Value


@dataclass(frozen=True, slots=True)
class Page:
    """A file's text, with LF line endings, and the data of its fields, current or intended by a fix."""

    path: str
    kind: type[FrontMatter]
    text: str
    data: Value
    kinds: Kinds

    def fields(self) -> Fields:
        """Return the fields with their places."""
        return split(self.text, self.path).fields

    def lines(self) -> list[str]:
        """Return the lines."""
        return self.text.split("\n")

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return the problems of the file on its own."""
        return self.parsed().problems

    def parsed(self) -> Parsed:
        """Return the parsed file."""
        return parse(Source(self.path, self.text.encode()), ParseSettings(self.kinds))

    def with_lines(self, lines: Iterable[str], data: Value | None = None) -> Page:
        """Return the page with other lines, and the same data unless `data` is given."""
        return replace(self, text="\n".join(lines), data=self.data if data is None else data)


def holds(before: Page, after: Page) -> bool:
    """Return whether `after` is a valid fix: the intended data, the very same text, no new problem."""
    if split(after.text, after.path).fields.data != after.data:
        return False
    old, new = (page.parsed() for page in (before, after))
    if old.document is None or new.document is None or old.document.body != new.document.body:
        return False
    return not Counter(map(what, new.problems)) - Counter(map(what, old.problems))


def first_that_holds(page: Page, candidates: Iterable[Page]) -> Page | None:
    """Return the first of `candidates` that is a valid fix."""
    return next((each for each in candidates if holds(page, each)), None)


def what(found: Diagnostic) -> tuple[object, ...]:
    """Return the identity of a problem, without its place."""
    return found.code, tuple(pair for pair in found.values if pair[0] != "first")
