"""A parsed file ↔ bytes, for caches on disk: JSON of a closed set of types, so that reading it can run no code.

Each value that JSON does not have is a list, whose first member is the number of its type: a tuple is `[0, …]`, a
dataclass `[12, …]` with its fields in order.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from kbsite.diagnostics import Diagnostic, Location, MessageKey
from kbsite.diagnostics.diagnostic import Act, Day
from kbsite.model import nodes, text
from kbsite.model.lexicon import LawMention, LawReference
from kbsite.model.passage import Mark, Passage, Run, Voice
from kbsite.norwegian.known_date import KnownDate
from kbsite.norwegian.local_text import LocalText
from kbsite.schema.calendar_fields import Event
from kbsite.schema.field_types import AuthorRef, Resource
from kbsite.schema.kinds import FrontMatter
from kbsite.schema.model_fields import Lane, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbsite.schema.kinds import Kinds


def _declared(value: object, module: str) -> bool:
    return isinstance(value, type) and is_dataclass(value) and value.__module__ == module


_TUPLE, _DICT, _HERE, _PLACE, _VOICE, _DAY, _KIND, _META = range(8)
"""The types that are no dataclasses: `_HERE` is a place in the file itself, `_PLACE` one in another."""

_PLAIN = (str, int, float, bool, type(None))

_CLASSES: tuple[type, ...] = (
    *(each for module in (nodes, text) for each in vars(module).values() if _declared(each, module.__name__)),
    *(Run, Passage, LawReference, LawMention, KnownDate, LocalText, Diagnostic),
)
"""The dataclasses of a parsed file."""

_WORDS: tuple[type[str], ...] = (MessageKey, Day, Act)
_MODELS = (AuthorRef, Resource, Event, Lane, Step)
"""The values of fields that have fields themselves."""

_FIRST_CLASS = _META + 1
_FIRST_WORD = _FIRST_CLASS + len(_CLASSES)
_FIRST_MODEL = _FIRST_WORD + len(_WORDS)
_MARK = _FIRST_MODEL + len(_MODELS)

_NAMES = {each: tuple(field.name for field in fields(each)) for each in _CLASSES}


class NotStorableError(Exception):
    """A value is of a type that is not stored."""


def stored(value: object, path: str) -> bytes:
    """Return what was parsed of the file `path` as bytes; raises NotStorableError for a value of another type."""
    return json.dumps(_Writer(path).plain(value), ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _by_name(made: type) -> bool:
    return any(field.kw_only for field in fields(made))


@lru_cache(maxsize=4)
def _reader(kinds: Kinds) -> _Reader:
    return _Reader(kinds)


def restored(data: bytes, path: str, kinds: Kinds) -> Any:
    """Return what `stored` made bytes of; raises ValueError for any other bytes."""
    try:
        return _reader(kinds).read(data, path)
    except (TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


class _Writer:
    """Values → what JSON has."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.of: dict[type, Callable[[Any], object]] = {
            tuple: lambda value: [_TUPLE, *map(self.plain, value)],
            dict: self._dict,
            Location: self._place,
            Voice: lambda value: [_VOICE, value.value],
            date: lambda value: [_DAY, value.isoformat()],
            Mark: lambda value: [_MARK, *value],
        }
        for number, each in enumerate(_CLASSES, start=_FIRST_CLASS):
            self.of[each] = self._fields(number, _NAMES[each])
        for number, word in enumerate(_WORDS, start=_FIRST_WORD):
            self.of[word] = self._word(number)

    def plain(self, value: Any) -> object:
        kind = type(value)
        if kind in _PLAIN:
            return value
        known = self.of.get(kind)
        return known(value) if known else self._of_fields(value)

    def _fields(self, number: int, names: tuple[str, ...]) -> Callable[[Any], object]:
        return lambda value: [number, *(self.plain(getattr(value, name)) for name in names)]

    @staticmethod
    def _word(number: int) -> Callable[[Any], object]:
        return lambda value: [number, str(value)]

    def _dict(self, value: dict[object, object]) -> object:
        return [_DICT, *(self.plain(each) for pair in value.items() for each in pair)]

    def _place(self, value: Location) -> object:
        at = [value.line, value.column]
        return [_HERE, *at] if value.file == self.path else [_PLACE, value.file, *at]

    def _of_fields(self, value: Any) -> object:
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
        names = kind.model_fields
        return [*start, sorted(value.model_fields_set), *(self.plain(getattr(value, name)) for name in names)]


class _Reader:
    """What JSON has → values."""

    def __init__(self, kinds: Kinds) -> None:
        self.path = ""
        self.kinds = {kind.kind: kind for kind in kinds}
        self.of: list[Callable[[list[Any]], Any]] = []
        self.of += [
            self._tuple,
            self._dict,
            lambda rest: Location(self.path, rest[1], rest[2]),
            lambda rest: Location(rest[1], rest[2], rest[3]),
            lambda rest: Voice(rest[1]),
            lambda rest: date.fromisoformat(rest[1]),
            lambda rest: self.kinds[rest[1]],
            lambda rest: self._model(self.kinds[rest[1]], rest[2], rest[3:]),
            *(self._fields(each) for each in _CLASSES),
            *(self._word(each) for each in _WORDS),
            *(self._entry(each) for each in _MODELS),
            lambda rest: Mark(*rest[1:]),
        ]

    def read(self, data: bytes, path: str) -> Any:
        """Return the value that was stored for the file `path`."""
        self.path = path
        return self.value(json.loads(data))

    def value(self, plain: Any) -> Any:
        return self.of[plain[0]](plain) if plain.__class__ is list else plain

    def _tuple(self, rest: list[Any]) -> Any:
        of = self.of
        return tuple([of[each[0]](each) if each.__class__ is list else each for each in rest[1:]])

    def _dict(self, rest: list[Any]) -> Any:
        values = [self.value(each) for each in rest[1:]]
        return dict(zip(values[::2], values[1::2], strict=True))

    def _fields(self, made: type) -> Callable[[list[Any]], Any]:
        of, names = self.of, _NAMES[made]
        if _by_name(made):
            return lambda rest: made(**dict(zip(names, map(self.value, rest[1:]), strict=True)))
        return lambda rest: made(*[of[each[0]](each) if each.__class__ is list else each for each in rest[1:]])

    @staticmethod
    def _word(made: type[str]) -> Callable[[list[Any]], Any]:
        return lambda rest: made(rest[1])

    def _entry(self, made: Any) -> Callable[[list[Any]], Any]:
        return lambda rest: self._model(made, rest[1], rest[2:])

    def _model(self, made: type[FrontMatter], given: list[str], values: list[Any]) -> Any:
        """Return the fields as they were: they have been validated."""
        pairs = zip(made.model_fields, map(self.value, values), strict=True)
        return made.model_construct(set(given), **dict(pairs))
