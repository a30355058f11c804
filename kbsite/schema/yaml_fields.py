"""YAML with a line and a column for every value: strings, lists and mappings, nothing converted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from kbsite.diagnostics import Diagnostic, Location, MessageKey, problem
from kbsite.schema.advice import line_advice

Value = str | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]

_DEEPEST = 200
"""The deepest nesting that is read, in levels, and the deepest indentation, in blanks."""

_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_REASONS = (
    ("mapping values are not allowed", MessageKey("@yaml_colon")),
    ("document start", MessageKey("@yaml_indent")),
    ("cannot start any token", MessageKey("@yaml_character")),
    ("quoted scalar", MessageKey("@yaml_quote")),
    ("found unexpected end of stream", MessageKey("@yaml_quote")),
    ("expected ':'", MessageKey("@yaml_key")),
    ("expected key", MessageKey("@yaml_key")),
    ("expected <block end>", MessageKey("@yaml_indent")),
    ("block mapping", MessageKey("@yaml_indent")),
    ("block collection", MessageKey("@yaml_indent")),
    ("flow sequence", MessageKey("@yaml_bracket")),
    ("flow mapping", MessageKey("@yaml_bracket")),
    ("special characters are not allowed", MessageKey("@yaml_control")),
    ("control characters are not allowed", MessageKey("@yaml_control")),
    ("undefined alias", MessageKey("@yaml_star")),
    ("alias", MessageKey("@yaml_star")),
    ("tag", MessageKey("@yaml_tag")),
)

_BEGUN = ("quoted scalar", "simple key", "flow sequence", "flow mapping", "scanning an alias", "scanning an anchor")
"""Constructs, by their names in YAML's errors, whose errors are reported where they begin."""

_KEY = re.compile(r"\s*(?:- +)?\w[\w-]*")

_ONE_LINE = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
"""Characters that end a line in YAML, but not in an editor."""

_NOTHING = ("null", "~")
"""Spellings of null in YAML."""

_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}


@dataclass(frozen=True, slots=True)
class Cut:
    """The text after ` #` in an unquoted value, which YAML drops as a comment, and its location."""

    lost: str
    at: Location


@dataclass(frozen=True, slots=True)
class Fields:
    """Values by path, with the location of each value and each key, and the `problems` of reading them.

    `cut` has the values that a comment follows on the same line, `blank` the paths of those with nothing written at
    all: a text in quotation marks is a value, if an empty one.
    """

    data: Value
    marks: dict[Path, Location]
    keys: dict[Path, Location]
    problems: list[Diagnostic] = field(default_factory=list)
    cut: dict[Path, Cut] = field(default_factory=dict)
    blank: set[Path] = field(default_factory=set)


class _BrokenError(Exception):
    """YAML that cannot be read as fields; `reason` is a message key."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason, self.line, self.column = reason, line, column


def fields(text: str, file: str, first_line: int = 1) -> Fields:
    """Return the fields in the YAML `text`, whose first line is line `first_line` of `file`.

    YAML that cannot be read gives empty data and one problem `broken-yaml`; a duplicate key in a mapping gives
    `double-field`, and the first value counts.
    """
    start = Location(file, first_line)
    result = Fields({}, {(): start}, {})
    if deep := _too_deep(text):
        return _broken(start, MessageKey("@yaml_deep"), deep - 1 + first_line, 1)
    try:
        node = yaml.compose(text.translate(_ONE_LINE), Loader=_LOADER)
        data = (
            _convert(node=node, path=(), result=result, file=file, first_line=first_line, above=set())
            if node is not None
            else {}
        )
        _find_cut(node, (), text.split("\n"), Location(file, first_line), result)
    except _BrokenError as broken:
        near = line_advice(text.split("\n")[broken.line])
        return _broken(start, broken.reason, broken.line + first_line, broken.column + 1, near)
    except yaml.MarkedYAMLError as error:
        lines = text.split("\n")
        reason, line, column = _diagnosis(error, lines)
        return _broken(start, reason, line + first_line, column + 1, line_advice(lines[line]))
    except yaml.YAMLError as error:
        character = yaml.reader.Reader.NON_PRINTABLE.search(text)
        before = text[: character.start()] if character else ""
        column = len(before) - before.rfind("\n")
        return _broken(start, _reason(str(error)), before.count("\n") + first_line, column)
    except RecursionError:
        return _broken(start, MessageKey("@yaml_deep"), first_line, 1)
    return Fields(data, result.marks, result.keys, result.problems, result.cut, result.blank)


def _too_deep(text: str) -> int:
    """Return the first line, from 1, that is nested deeper than any field is; 0 when there is none.

    YAML's parser recurses for each level, and would overflow the stack.
    """
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        depth += sum(line.count(opening) for opening in "[{") - sum(line.count(closing) for closing in "]}")
        begun = len(line) - len(line.lstrip(" -?"))
        if max(depth, begun) > _DEEPEST or sum(map(line.count, "[{")) > _DEEPEST:
            return number
    return 0


def _broken(start: Location, reason: str, line: int, column: int, near: str = "") -> Fields:
    at = Location(start.file, line, column)
    return Fields({}, {(): start}, {}, [problem(at, "broken-yaml", reason=reason, near=near)])


def _diagnosis(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[str, int, int]:
    """Return the message key of the error, and the line and column, from 0, where an editor should look.

    An unclosed construct is reported where it begins; YAML itself only notices further down.
    """
    reason = _reason(f"{error.context or ''} {error.problem or ''}")
    began = any(part in (error.context or "") for part in _BEGUN)
    mark = (error.context_mark if began else None) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, 0
    if reason == MessageKey("@yaml_colon"):
        return _colon(lines, line, column)
    before = lines[line][:column].rstrip()
    if reason == MessageKey("@yaml_key") and column and not before:
        return MessageKey("@yaml_indent"), line, column
    if reason == MessageKey("@yaml_key") and before.endswith(("'", '"')):
        return _quote(lines, line, before[-1]) or (reason, line, column)
    return reason, line, column


def _colon(lines: list[str], line: int, column: int) -> tuple[str, int, int]:
    """Distinguish a colon in a text from a field indented too far, or one that follows a field without colon."""
    if line == 0 or not _KEY.fullmatch(lines[line][:column]):
        return MessageKey("@yaml_colon"), line, column
    above = lines[line - 1]
    if _KEY.fullmatch(above.partition(": ")[0].removesuffix(":")):
        return MessageKey("@yaml_indent"), line, _indent(lines[line])
    return MessageKey("@yaml_key"), line - 1, _indent(above)


def _quote(lines: list[str], line: int, mark: str) -> tuple[str, int, int] | None:
    """Return where the quotation that ends on `line` with `mark` began, if on an earlier line."""
    for index in range(line - 1, -1, -1):
        begun = re.match(rf"[^:]*: +{mark}", lines[index])
        if begun and mark not in lines[index][begun.end() :]:
            return MessageKey("@yaml_quote"), index, begun.end() - 1
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _reason(message: str) -> str:
    for part, word in _REASONS:
        if part in message:
            return word
    return MessageKey("@yaml_other")


def _convert(node: yaml.Node, path: Path, result: Fields, file: str, first_line: int, above: set[int]) -> Value:
    """Return the value of `node`; record the location of it and of everything below it in `result`."""
    mark = node.start_mark
    if id(node) in above:
        raise _BrokenError(MessageKey("@yaml_star"), mark.line, mark.column)
    if node.tag not in _PLAIN_TAGS:
        raise _BrokenError(MessageKey("@yaml_tag"), mark.line, mark.column)
    above.add(id(node))
    at = Location(file, mark.line + first_line, mark.column + 1)
    if not path and not isinstance(node, yaml.MappingNode):
        result.marks[()] = at
    if path:
        result.marks[path] = result.keys.get(path, at) if _empty(node) else at
    if isinstance(node, yaml.SequenceNode):
        return [
            _convert(node=child, path=(*path, index), result=result, file=file, first_line=first_line, above=above)
            for index, child in enumerate(node.value)
        ]
    if not isinstance(node, yaml.MappingNode):
        return _scalar(node, path, result)
    values: dict[str, Value] = {}
    for key, child in node.value:
        key_mark = key.start_mark
        if not isinstance(key, yaml.ScalarNode):
            raise _BrokenError(MessageKey("@yaml_key"), key_mark.line, key_mark.column)
        name = str(key.value)
        key_at = Location(file, key_mark.line + first_line, key_mark.column + 1)
        inner = (*path, name)
        if name in values:
            first = result.keys[inner].line
            result.problems.append(problem(key_at, "double-field", field=name, first=first))
            continue
        result.keys[inner] = key_at
        values[name] = _convert(
            node=child, path=inner, result=result, file=file, first_line=first_line, above=above
        )
    return values


def _scalar(node: yaml.Node, path: Path, result: Fields) -> str:
    """Return a text, and record where nothing is written."""
    if _quotes(node) or node.value not in ("", *_NOTHING):
        return str(node.value)
    result.blank.add(path)
    return ""


def _find_cut(node: yaml.Node | None, path: Path, lines: list[str], start: Location, result: Fields) -> None:
    """Record in `result` each unquoted value that a comment follows on its line."""
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            _find_cut(child, (*path, str(key.value)), lines, start, result)
    elif isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _find_cut(child, (*path, index), lines, start, result)
    elif isinstance(node, yaml.ScalarNode) and not _quotes(node) and node.end_mark.line < len(lines):
        begun = lines[node.start_mark.line]
        if re.search(r"(?:^|[:\s-]\s+)&\S+\s+$", begun[: node.start_mark.column]) or _at_anchor(node, begun):
            raise _BrokenError(MessageKey("@yaml_star"), node.start_mark.line, node.start_mark.column)
        rest = lines[node.end_mark.line][node.end_mark.column :]
        if found := re.match(r"(\s*)(#.*)", rest):
            column = node.end_mark.column + len(found[1]) + 1
            at = Location(start.file, node.end_mark.line + start.line, column)
            result.cut.setdefault(path, Cut(found[2].rstrip(), at))


def _at_anchor(node: yaml.Node, line: str) -> bool:
    """Return whether a value has an anchor such as &plan, which YAML removes."""
    return bool(node.value) and line[node.start_mark.column : node.start_mark.column + 1] == "&"


def _quotes(node: yaml.Node) -> bool:
    """Return whether a value is quoted, or a block scalar after | or >."""
    return isinstance(node, yaml.ScalarNode) and node.style not in (None, "")


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value
