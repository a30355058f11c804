"""A parsed script as the bundler needs it: comments, imports and exports, by byte offset."""

from __future__ import annotations

from dataclasses import dataclass

from kbsite.diagnostics import Diagnostic, Location


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of byte offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source(Span):
    """The module specifier with its quotation marks; `text` is "" where it is computed."""

    text: str


@dataclass(frozen=True, slots=True)
class Statement(Span):
    """An import or an export; `source` is the module that it names, if any."""

    source: Source | None


@dataclass(frozen=True, slots=True)
class Import(Statement):
    """A static import; each of `default`, `namespace` and `named` (the braces) may be missing.

    `names` are those in braces: exported name, local name, and place. `renamed` is the text between two names.
    """

    default: str
    namespace: str
    named: Span | None
    names: tuple[tuple[str, str, Span], ...] = ()
    renamed: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Export(Statement):
    """An export statement.

    `names`: the public name, the local name or that in the module that `source` names (* is its namespace), and the
    place of each. `star`: `export * from`. `cut`: the range to remove so that a declaration remains. `value`: the
    expression of an anonymous default.
    """

    names: tuple[tuple[str, str, Span], ...] = ()
    star: bool = False
    cut: Span | None = None
    value: Span | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A script; where it has syntax errors, `faults` has them and the other fields are empty.

    `texts` are the strings and templates of several lines, in which blanks mean something.
    `body` is the offset of the first statement that is no import. `dynamic`: the first argument of each `import()`.
    `waits` and `meta`: the places of top-level `await` and of `import.meta`. `changed`: each name that a function
    assigns to, with the place.
    """

    path: str
    data: bytes
    faults: tuple[Diagnostic, ...] = ()
    comments: tuple[Span, ...] = ()
    texts: tuple[Span, ...] = ()
    body: int = 0
    imports: tuple[Import, ...] = ()
    exports: tuple[Export, ...] = ()
    dynamic: tuple[Source, ...] = ()
    waits: tuple[Span, ...] = ()
    meta: tuple[Span, ...] = ()
    changed: tuple[tuple[str, Span], ...] = ()

    def at(self, place: Span) -> Location:
        """Return a place in the script as line and column."""
        before = self.data[: place.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return Location(self.path, before.count(b"\n") + 1, column)

    def text(self, place: Span) -> str:
        """Return the source text of a place."""
        return self.data[place.start : place.end].decode()
