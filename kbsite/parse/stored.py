"""A parsed file ↔ bytes, for caches on disk: JSON of a closed set of types, so that reading it can run no code.

Each value that JSON does not have is a list, whose first member is the number of its type: a tuple is `[0, …]`, a
dataclass `[12, …]` with its fields in order. What the sections say follows the first line, packed, and stays so
until somebody reads it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from kbsite.diagnostics import Diagnostic, Location, MessageKey
from kbsite.diagnostics.diagnostic import Act, Day
from kbsite.model import nodes, text
from kbsite.model.lexicon import LawMention, LawReference
from kbsite.model.passage import Mark, Passage, Run, Voice
from kbsite.model.text import Section, SectionContent
from kbsite.norwegian.known_date import KnownDate
from kbsite.norwegian.local_text import LocalText
from kbsite.parse.packed import PackedContent, packed
from kbsite.schema.calendar_fields import Event
from kbsite.schema.field_types import AuthorRef, Resource
from kbsite.schema.kinds import FrontMatter
from kbsite.schema.model_fields import Lane, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbsite.schema.kinds import Kinds


def _declared(value: object, module: str) -> bool:
    found = isinstance(value, type) and is_dataclass(value) and value.__module__ == module
    return found and value is not Section


_TUPLE, _DICT, _HERE, _PLACE, _VOICE, _DAY, _KIND, _META = range(8)
"""The types that are no dataclasses: `_HERE` is a place in the file itself, `_PLACE` one in another."""

_PLAIN = (str, int, float, bool, type(None))

_CLASSES: tuple[type, ...] = (
    *(each for module in (nodes, text) for each in vars(module).values() if _declared(each, module.__name__)),
    *(Run, Passage, LawReference, LawMention, KnownDate, LocalText, Diagnostic),
)
"""The dataclasses of a parsed file but sections, which are packed."""

_WORDS: tuple[type[str], ...] = (MessageKey, Day, Act)
_MODELS = (AuthorRef, Resource, Event, Lane, Step)
"""The values of fields that have fields themselves."""

_FIRST_CLASS = _META + 1
_FIRST_WORD = _FIRST_CLASS + len(_CLASSES)
_FIRST_MODEL = _FIRST_WORD + len(_WORDS)
_MARK = _FIRST_MODEL + len(_MODELS)
_SECTION = _MARK + 1

_NAMES = {each: tuple(one.name for one in fields(each)) for each in _CLASSES}


class NotStorableError(Exception):
    """A value is of a type that is not stored."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file whose values are written or read; `contents` is what its sections say, packed."""

    path: str
    contents: bytearray = field(default_factory=bytearray)


def stored(value: object, path: str) -> bytes:
    """Return what was parsed of the file `path` as bytes; raises NotStorableError for a value of another type."""
    file = _File(path)
    head = json.dumps(_WRITER.plain(value, file), ensure_ascii=False, separators=(",", ":")).encode()
    return b"\n".join((head, file.contents))


@cache
def _by_name(made: type) -> bool:
    return any(one.kw_only for one in fields(made))


@lru_cache(maxsize=4)
def _reader(kinds: Kinds | None) -> _Reader:
    return _Reader(kinds)


def restored(data: bytes, path: str, kinds: Kinds) -> Any:
    """Return what `stored` made bytes of; raises ValueError for any other bytes."""
    head, _, contents = data.partition(b"\n")
    return _restored(head, _File(path, bytearray(contents)), _reader(kinds))


def _content(plain: bytes, path: str) -> SectionContent:
    """Return what a section of the file `path` says; raises ValueError for anything else."""
    found = _restored(plain, _File(path), _reader(None))
    if not isinstance(found, SectionContent):
        raise ValueError(type(found).__name__)
    return found


def _restored(data: bytes, file: _File, reader: _Reader) -> Any:
    try:
        return reader.value(json.loads(data), file)
    except (TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


class _Writer:
    """Values → what JSON has."""

    def __init__(self) -> None:
        self.of: dict[type, Callable[[Any, _File], object]] = {
            tuple: lambda value, file: [_TUPLE, *(self.plain(each, file) for each in value)],
            dict: self._dict,
            Location: self._place,
            Voice: lambda value, _: [_VOICE, value.value],
            date: lambda value, _: [_DAY, value.isoformat()],
            Mark: lambda value, _: [_MARK, *value],
            Section: self._section,
        }
        for number, each in enumerate(_CLASSES, start=_FIRST_CLASS):
            self.of[each] = self._fields(number, _NAMES[each])
        for number, word in enumerate(_WORDS, start=_FIRST_WORD):
            self.of[word] = self._word(number)

    def plain(self, value: Any, file: _File) -> object:
        kind = type(value)
        if kind in _PLAIN:
            return value
        known = self.of.get(kind)
        return known(value, file) if known else self._of_fields(value, file)

    def _fields(self, number: int, names: tuple[str, ...]) -> Callable[[Any, _File], object]:
        return lambda value, file: [number, *(self.plain(getattr(value, name), file) for name in names)]

    def _section(self, value: Section, file: _File) -> object:
        """Return a section with where in the contents that which it says begins and ends."""
        start = len(file.contents)
        file.contents.extend(packed(self.plain(value.content.opened(), file)))
        headings = self.plain(value.headings, file)
        return [_SECTION, value.name, value.lead, headings, start, len(file.contents)]

    @staticmethod
    def _word(number: int) -> Callable[[Any, _File], object]:
        return lambda value, _: [number, str(value)]

    def _dict(self, value: dict[object, object], file: _File) -> object:
        return [_DICT, *(self.plain(each, file) for pair in value.items() for each in pair)]

    @staticmethod
    def _place(value: Location, file: _File) -> object:
        at = [value.line, value.column]
        return [_HERE, *at] if value.file == file.path else [_PLACE, value.file, *at]

    def _of_fields(self, value: Any, file: _File) -> object:
        """Return the fields of a page, their values, or the kind of the page."""
        if isinstance(value, type) and issubclass(value, FrontMatter):
            return [_KIND, value.kind]
        kind = type(value)
        if kind in _MODELS:
            start: list[object] = [_FIRST_MODEL + _MODELS.index(kind)]
        elif issubclass(kind, FrontMatter):
            start = [_META, kind.kind]
        else:
            raise NotStorableError(kind.__name__)
        values = (self.plain(getattr(value, name), file) for name in kind.model_fields)
        return [*start, sorted(value.model_fields_set), *values]


class _Reader:
    """What JSON has → values; without kinds there are no fields of a page among them."""

    def __init__(self, kinds: Kinds | None) -> None:
        self.kinds = {kind.kind: kind for kind in kinds or ()}
        self.of: list[Callable[[list[Any], _File], Any]] = []
        self.of += [
            self._tuple,
            self._dict,
            lambda rest, file: Location(file.path, rest[1], rest[2]),
            lambda rest, _: Location(rest[1], rest[2], rest[3]),
            lambda rest, _: Voice(rest[1]),
            lambda rest, _: date.fromisoformat(rest[1]),
            lambda rest, _: self.kinds[rest[1]],
            lambda rest, file: self._model(self.kinds[rest[1]], rest[2], rest[3:], file),
            *(self._fields(each) for each in _CLASSES),
            *(self._word(each) for each in _WORDS),
            *(self._entry(each) for each in _MODELS),
            lambda rest, _: Mark(*rest[1:]),
            self._section,
        ]

    def value(self, plain: Any, file: _File) -> Any:
        return self.of[plain[0]](plain, file) if plain.__class__ is list else plain

    def _tuple(self, rest: list[Any], file: _File) -> Any:
        of = self.of
        return tuple([of[each[0]](each, file) if each.__class__ is list else each for each in rest[1:]])

    def _dict(self, rest: list[Any], file: _File) -> Any:
        values = [self.value(each, file) for each in rest[1:]]
        return dict(zip(values[::2], values[1::2], strict=True))

    def _fields(self, made: type) -> Callable[[list[Any], _File], Any]:
        of, names = self.of, _NAMES[made]
        if _by_name(made):
            return lambda rest, file: made(
                **{name: self.value(each, file) for name, each in zip(names, rest[1:], strict=True)}
            )
        return lambda rest, file: made(
            *[of[each[0]](each, file) if each.__class__ is list else each for each in rest[1:]]
        )

    def _section(self, rest: list[Any], file: _File) -> Section:
        """Return a section that opens what it says when it is read."""
        _, name, lead, headings, start, end = rest
        content = PackedContent(bytes(file.contents[start:end]), file.path, _content)
        return Section(name, lead, self.value(headings, file), content)

    @staticmethod
    def _word(made: type[str]) -> Callable[[list[Any], _File], Any]:
        return lambda rest, _: made(rest[1])

    def _entry(self, made: Any) -> Callable[[list[Any], _File], Any]:
        return lambda rest, file: self._model(made, rest[1], rest[2:], file)

    def _model(self, made: type[FrontMatter], given: list[str], values: list[Any], file: _File) -> Any:
        """Return the fields as they were: they have been validated."""
        pairs = zip(made.model_fields, (self.value(each, file) for each in values), strict=True)
        return made.model_construct(set(given), **dict(pairs))


_WRITER = _Writer()
"""One for all files: a writer for each would be a circle of values, which stays until the end of a build."""
