"""Sites with marked faults: a text file has the files of a site, and on each faulty line the expected code."""

from __future__ import annotations

import ast
import re
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.checks.external import check_external
from kbsite.checks.external.cache import FILE as KEPT
from kbsite.pipeline.build import examine
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.diagnostics import Diagnostic

TODAY = date(2026, 11, 21)
PROJECT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "faults"
BASE = FOLDER / "base.txt"

_BEGIN = "=== "
_ELSEWHERE = "!!! "
_MARK = " ⟸ "
_WAYS = ("latin-1", "missing", "bytes")


@dataclass(frozen=True, slots=True)
class Expected:
    """A problem that a fixture marks; `column` is None where the fixture does not say it."""

    file: str
    line: int
    code: str
    column: int | None = None


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to write: its bytes, or what the symbolic link there leads to; with neither, it is taken away."""

    path: str
    data: bytes | None = None
    target: str = ""


@dataclass(frozen=True, slots=True)
class Fixture:
    """A site that is laid over the base site, and all problems that it then has."""

    name: str
    files: tuple[SiteFile, ...]
    expected: tuple[Expected, ...]

    @property
    def has_layouts(self) -> bool:
        """Whether it changes the layouts, so that pages must be rendered to find the fault."""
        return any(file.path.startswith("layouts/") for file in self.files)

    @property
    def knows_links(self) -> bool:
        """Whether it holds what other hosts have answered, so that nobody need be asked."""
        return any(file.path == KEPT for file in self.files)


def fixture_paths() -> list[Path]:
    """Return the files of all fixtures, the base site left out."""
    return sorted(path for path in FOLDER.glob("*.txt") if path != BASE)


def read_fixture(path: Path) -> Fixture:
    """Return what the fixture file at `path` says."""
    files: list[SiteFile] = []
    head, *blocks = re.split(f"^{_BEGIN}", path.read_bytes().decode("utf-8"), flags=re.MULTILINE)
    elsewhere = [line.removeprefix(_ELSEWHERE) for line in head.split("\n") if line.startswith(_ELSEWHERE)]
    expected = [_elsewhere(text) for text in elsewhere]
    for block in blocks:
        title, _, content = block.partition("\n")
        file, marked = _file(title, content)
        files.append(file)
        expected += marked
    return Fixture(path.stem, tuple(files), tuple(expected))


def write_site(root: Path, *fixtures: Fixture) -> None:
    """Write the base site to `root`, and over it those of `fixtures`."""
    for fixture in (read_fixture(BASE), *fixtures):
        if fixture.has_layouts and not (root / "layouts").exists():
            shutil.copytree(PROJECT / "layouts", root / "layouts")
        for file in fixture.files:
            _write(root, file)


def problems_of(root: Path, fixture: Fixture) -> tuple[Diagnostic, ...]:
    """Return what kbsite finds in the site of `fixture`, written to `root`."""
    options = Options(root=root, layouts=root / "layouts", output=root / "public", today=TODAY)
    if fixture.has_layouts:
        return examine(options, _silent).problems
    loaded = load(options, _silent)
    if fixture.knows_links and loaded.site:
        noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
        return (*loaded.problems, *check_external(loaded.site, root, noon, _silent).problems)
    return loaded.problems


def differences(found: Iterable[Diagnostic], expected: Iterable[Expected]) -> list[str]:
    """Return a line for each problem that is missing, surplus, or at another column than the marked one."""
    found, expected = list(found), list(expected)
    places = {(d.location.file, d.location.line, d.code, d.location.column) for d in found}
    actual = Counter((d.location.file, d.location.line, d.code) for d in found)
    wanted = Counter((e.file, e.line, e.code) for e in expected)
    lines = [f"missing: {file}:{line} {code}" for file, line, code in (wanted - actual).elements()]
    lines += [f"surplus: {file}:{line} {code}" for file, line, code in (actual - wanted).elements()]
    for each in expected:
        if each.column and (each.file, each.line, each.code, each.column) not in places:
            here = (each.file, each.line, each.code)
            columns = sorted(place[3] for place in places if place[:3] == here)
            lines.append(f"column: {each.file}:{each.line} {each.code}: {each.column} marked, {columns} found")
    return lines


def gathered(fixtures: Iterable[Fixture]) -> Iterator[tuple[SiteFile, tuple[Expected, ...]]]:
    """Yield every fixture that is one text in itself, under a name of its own, with the problems it has there."""
    for fixture in fixtures:
        if len(fixture.files) != 1:
            continue
        file = fixture.files[0]
        parts = file.path.split("/")
        inside = all(each.file == file.path for each in fixture.expected)
        named = parts[1] in _NAMED_BY_OTHERS or any(each.code in _OF_THE_NAME for each in fixture.expected)
        if parts[0] != "content" or len(parts) != 3 or named or not inside:
            continue
        path = f"content/{parts[1]}/{fixture.name}-{parts[2]}"
        yield replace(file, path=path), tuple(replace(each, file=path) for each in fixture.expected)


_NAMED_BY_OTHERS = ("forfattere", "tema")
_OF_THE_NAME = ("misplaced-file", "alias-loop")


def write_file(root: Path, file: SiteFile) -> None:
    """Write one file, link, or nothing, below `root`."""
    _write(root, file)


def _write(root: Path, file: SiteFile) -> None:
    path = root / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if file.target:
        path.symlink_to(file.target)
    elif file.data is None:
        path.unlink()
    else:
        path.write_bytes(file.data)


def _file(title: str, content: str) -> tuple[SiteFile, list[Expected]]:
    path, _, target = title.partition(" -> ")
    path, _, way = path.partition(" (")
    path, way = _unescaped(path), way.removesuffix(")")
    if way and way not in _WAYS:
        raise ValueError(f"unknown way of writing a file: {title}")
    lines, expected = [], []
    for number, line in enumerate(content.split("\n"), start=1):
        text, _, marks = line.partition(_MARK)
        lines.append(text)
        expected += [_marked(path, number, mark) for mark in marks.split(",") if mark]
    if target or way == "missing":
        return SiteFile(path, None, _unescaped(target)), expected
    return SiteFile(path, _encoded("\n".join(lines), way)), expected


def _encoded(text: str, way: str) -> bytes:
    if way == "bytes":
        data = ast.literal_eval(f'b"""{text}"""')
        assert isinstance(data, bytes)
        return data
    return text.encode(way or "utf-8")


def _marked(path: str, line: int, mark: str) -> Expected:
    code, _, column = mark.strip().partition(":")
    return Expected(path, line, code, int(column) if column else None)


def _elsewhere(text: str) -> Expected:
    place, _, code = text.strip().rpartition(" ")
    path, line, column = place.rsplit(":", 2)
    return Expected(_unescaped(path), int(line), code, int(column))


def _unescaped(path: str) -> str:
    r"""Return a path in which \\uXXXX represents a character, so that forms of Unicode are distinct."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), path)


def _silent(_name: str, _done: int, _total: int) -> None:
    """Show no progress."""
