"""Which laws were named before a section that stands alone, and so which law it belongs to, where that is sure.

The nearest of these that names a law decides: the paragraph (with the row and the column of a table, and the text
that introduces a list), the field `law`, the headings above, and last all that the page and its article have named
before. Where several laws are named in the one that decides, nobody can be sure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.model.lexicon import LawMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.model.lexicon import Law

OTHER = ""
"""The id of every law that is none of the site's."""


@dataclass(frozen=True, slots=True)
class Outer:
    """What a text belongs to: the law of the field `law`, the laws named before it, and its language.

    `before` are those that the page's own title and summary name, `above` those that its article names.
    """

    law: Law | None = None
    before: tuple[LawMention, ...] = ()
    above: tuple[LawMention, ...] = ()
    language: str = "nb"


NOTHING_OUTSIDE = Outer()


@dataclass(frozen=True, slots=True)
class Above:
    """What a file inherits: the field `law` of its article or its original, and the laws that its article names."""

    law: str = ""
    named: tuple[LawMention, ...] = ()


NOTHING_ABOVE = Above()


@dataclass(frozen=True, slots=True)
class Answer:
    """The law of a section that stands alone, or the laws it may be of; neither where none is named."""

    law: str = OTHER
    unsure: tuple[str, ...] = ()


@dataclass(slots=True)
class _Level:
    """The laws named in a block, a row, an item or a heading; in a `closed` one, a quotation, no others count."""

    kind: str
    named: dict[LawMention, None] = field(default_factory=dict)
    closed: bool = False


@dataclass(slots=True)
class Scopes:
    """The laws named so far in one text, by the blocks that are open; its state is that of one text."""

    outer: Outer = NOTHING_OUTSIDE
    page: dict[LawMention, None] = field(default_factory=dict)
    _open: list[_Level] = field(default_factory=list)
    _headings: dict[int, dict[LawMention, None]] = field(default_factory=dict)
    _last: dict[LawMention, None] = field(default_factory=dict)
    _columns: list[dict[LawMention, None]] = field(default_factory=list)
    _column: int = 0
    _linked: Law | None = None

    def __post_init__(self) -> None:
        for each in self.outer.before:
            note(self.page, each)

    def enter(self, kind: str, *, closed: bool = False) -> None:
        """Open a block, a list, an item, a table, a row, a column's heading or a cell.

        A list begins with what the text before it names.
        """
        self._open.append(_Level(kind, dict(self._last) if kind == "list" else {}, closed))
        if kind == "table":
            self._columns = []
        if kind == "row":
            self._column = 0

    def leave(self, kind: str) -> None:
        """Close the innermost block of a kind, and all in it."""
        while any(level.kind == kind for level in self._open):
            level = self._open.pop()
            if level.kind in ("block", "list"):
                self._last = level.named
            if level.kind == "column":
                self._columns.append(level.named)
            if level.kind in ("column", "cell"):
                self._column += 1
            if level.kind == kind:
                return

    def begin_item(self) -> None:
        """Open an item of a list, after closing the one before it."""
        if self._open and self._open[-1].kind == "item":
            self._open.pop()
        self.enter("item")

    def begin_section(self, level: int) -> None:
        """Open the heading of a section; the sections of its level and below end."""
        self._headings = {each: named for each, named in self._headings.items() if each < level}
        self._headings[level] = {}
        self._last = {}
        self.enter("heading")

    def end_sections(self) -> None:
        """End all sections: the notes at the foot of a page belong to none."""
        self._headings = {}
        self._last = {}

    def add(self, mention: LawMention) -> None:
        """Note that a law is named."""
        for level in reversed(self._open):
            note(level.named, mention)
            if level.kind == "heading":
                note(self._headings[max(self._headings)], mention)
            if level.closed:
                return
        note(self.page, mention)

    def link(self, law: Law | None) -> None:
        """Note the law that a link leads to, while its text is read; None at its end."""
        self._linked = law
        if law:
            self.add(LawMention(law.id, law.is_regulation))

    def law_of(self, here: Iterable[LawMention], kind: bool | None, *, same_sentence: bool) -> Answer:
        """Return the law of a section that stands alone.

        `here` are the laws named before it in the same piece of text, and `same_sentence` whether the last of them
        is in the same sentence. `kind` is true for «forskriften §», false for «loven §», and otherwise None.
        """
        if self._linked is not None:
            return Answer(self._linked.id)
        own = self.outer.law if self.outer.law and kind in (None, self.outer.law.is_regulation) else None
        own_id = own.id if own else OTHER
        for where, named in self._near(here):
            found = _distinct(named, kind)
            if len(found) == 1:
                doubtful = own and where == "block" and found[0] not in (own_id, OTHER) and not same_sentence
                return Answer(unsure=(found[0], own_id)) if doubtful else Answer(found[0])
            if found:
                return Answer(own_id) if own and found[-1] == own_id else Answer(unsure=found)
        if any(level.closed for level in self._open):
            return Answer()
        return self._far(own_id, kind)

    def nearby(self, here: Iterable[LawMention]) -> str:
        """Return the id of the one law named in the same paragraph, list, row or heading, or else the field `law`.

        It is "" where that is none of the site's, or where there are several.
        """
        if self._linked is not None:
            return self._linked.id
        headings = (self._headings[level] for level in sorted(self._headings, reverse=True))
        for named in (*(each for _, each in self._near(here)), *headings):
            if found := _distinct(named, None):
                return found[0] if len(found) == 1 else OTHER
        return self.outer.law.id if self.outer.law else OTHER

    def _far(self, own: str, kind: bool | None) -> Answer:
        """Return the law of a section in whose paragraph none is named."""
        for level in sorted(self._headings, reverse=True):
            found = _distinct(self._headings[level], kind)
            if found:
                return Answer(found[0]) if len(found) == 1 else Answer(own) if own else Answer(unsure=found)
        found = _distinct((*self.outer.above, *self.page), kind)
        if own or len(found) < 2:
            return Answer(own or "".join(found))
        return Answer(unsure=found)

    def _near(self, here: Iterable[LawMention]) -> Iterator[tuple[str, Iterable[LawMention]]]:
        """Yield what is named nearby, the nearest first, each with the kind of its block."""
        column = self._columns[self._column] if self._column < len(self._columns) else {}
        extra = list(here)
        for level in reversed(self._open):
            if level.kind != "table":
                yield level.kind, [*level.named, *extra]
                extra = []
            if level.kind == "cell":
                yield "column", column
            if level.closed:
                return
        if extra:
            yield "block", extra


def note(named: dict[LawMention, None], mention: LawMention) -> None:
    """Add a mention to those before it, in the order of last mentions."""
    named.pop(mention, None)
    named[mention] = None


def _distinct(named: Iterable[LawMention], kind: bool | None) -> tuple[str, ...]:
    """Return the ids of the laws named, in order of last mention; of one kind only where `kind` says so."""
    ids = [each.law for each in named if kind is None or each.is_regulation is kind]
    return tuple(reversed(dict.fromkeys(reversed(ids))))
