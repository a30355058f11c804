"""What a target has of a site, and what is to change there: compared by digest, not by time."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kbsite.diagnostics import EnvironmentFault
from kbsite.model.hosting import TEXTS
from kbsite.publish.beside import inside
from kbsite.publish.editions import in_edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def rests(path: str) -> bool:
    """Return whether a file stays for a while after it left the site: open pages still ask for it."""
    return path.startswith("assets/") or in_edition(path)


AT_LEAST = 10
"""So many files may go in any case where `--max-delete` is a share: a page alone has several."""

FRESH = "new"
"""What a ledger says that a publishing was on its way to: a release that has no name yet."""

_LAST = (".xml", ".txt")
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Ledger:
    """The files of a site at a target.

    `files` has the SHA-256 of each by its path, or "" where that is not sure; `gone` when each file left the site
    that still rests there; `marks` how a store marks what it has (its ETag). In a store, `release` is the name of
    the release that was last whole there, and `towards` is not empty where a change of it was cut short: the name
    of the release that it was to become, or FRESH.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    release: str = ""
    towards: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done at a target: paths, each group sorted; and what the ledger says when that is done."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int
    after: Ledger
    left: bool = False
    """Whether an earlier change was cut short, so that there is something to finish though all files are there."""

    @property
    def sent(self) -> tuple[str, ...]:
        """The files that go to the target."""
        return (*self.added, *self.changed)

    @property
    def nothing(self) -> bool:
        """Whether the target has all of the site already, and nothing else."""
        return not (self.added or self.changed or self.removed or self.left)


def digests(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of each file; raises EnvironmentFault where one cannot be read."""
    found = {}
    for path in paths:
        try:
            found[path] = hashlib.sha256((folder / path).read_bytes()).hexdigest()
        except OSError as error:
            raise EnvironmentFault("not-readable", file=str(folder / path), reason=error.strerror or "?") from error
    return found


def digest_of(files: Mapping[str, str]) -> str:
    """Return twelve digits that stand for all files together."""
    lines = "".join(f"{path} {files[path]}\n" for path in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()[:12]


def compare(
    before: Ledger,
    files: Mapping[str, str],
    now: datetime.datetime,
    grace: datetime.timedelta = datetime.timedelta(),
) -> Plan:
    """Return what is to be done so that the target has `files`.

    What pages need, and has left the site for less than `grace`, stays; all else that left goes at once.
    """
    gone: dict[str, str] = {}
    removed = []
    for path in sorted({*before.files, *before.gone} - set(files)):
        since = _moment(before.gone.get(path) or now.isoformat(), now)
        if rests(path) and now - since < grace:
            gone[path] = since.isoformat(timespec="seconds")
        else:
            removed.append(path)
    added = sorted(path for path in files if path not in before.files and path not in before.gone)
    there = {**dict.fromkeys(before.gone, ""), **before.files}
    changed = sorted(path for path in files if path in there and there[path] != files[path])
    sent = {*added, *changed}
    marks = {path: before.marks[path] for path in files if path in before.marks and path not in sent}
    return Plan(
        added=tuple(added),
        changed=tuple(changed),
        removed=tuple(removed),
        same=len(files) - len(added) - len(changed),
        after=Ledger(dict(files), gone, marks, before.release),
        left=bool(before.towards),
    )


def refuse_emptying(before: Ledger, plan: Plan, most: str) -> None:
    """Raise EnvironmentFault where more than `most` (a number, or a share such as 10%) of the site would go.

    What rests, such as older editions of the search index, is not counted.
    """
    counted = [path for path in before.files if not rests(path)]
    lost = [path for path in counted if path not in plan.after.files]
    share = most.endswith("%")
    allowed = max(len(counted) * int(most[:-1]) // 100, AT_LEAST) if share else int(most)
    if len(lost) > allowed:
        names = ", ".join(sorted(lost)[:3])
        raise EnvironmentFault(
            "too-many-gone", found=str(len(lost)), all=str(len(counted)), most=str(allowed), names=names
        )


def phases(plan: Plan) -> tuple[tuple[str, ...], ...]:
    """Return the files to send, in the order in which readers may see them.

    What pages need, then new pages, then changed ones, then the lists of pages for programs.
    """
    pages = {path for path in plan.sent if _is_page(path)}
    last = {path for path in plan.sent if "/" not in path and path.endswith(_LAST)}
    return (
        tuple(path for path in plan.sent if path not in pages and path not in last),
        tuple(path for path in plan.added if path in pages),
        tuple(path for path in plan.changed if path in pages),
        tuple(path for path in plan.sent if path in last),
    )


def as_json(ledger: Ledger) -> bytes:
    """Return a ledger as it lies at a target."""
    data: dict[str, Any] = {
        "kbsite": _VERSION, "files": ledger.files, "gone": ledger.gone, "marks": ledger.marks
    }  # fmt: skip
    data |= {name: text for name, text in (("release", ledger.release), ("towards", ledger.towards)) if text}
    return (json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode()


def from_json(data: bytes) -> Ledger | None:
    """Return the ledger that lies at a target; None where it is none, or of another version."""
    try:
        found: Any = json.loads(data)
        if found["kbsite"] != _VERSION:
            return None
        files, gone, marks = (
            {str(a): str(b) for a, b in found[name].items()} for name in ("files", "gone", "marks")
        )
        release, towards = (str(found.get(name, "")) for name in ("release", "towards"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    files, gone, marks = ({path: each[path] for path in inside(each)} for each in (files, gone, marks))
    return Ledger(files, gone, marks, release, towards)


def noted(data: bytes, target: str, name: str) -> Ledger:
    """Return the ledger that lies at a target; raises EnvironmentFault where it cannot be read."""
    found = from_json(data)
    if found is None:
        raise EnvironmentFault("note-broken", target=target, name=name)
    return found


def _is_page(path: str) -> bool:
    name = path.removesuffix(".br").removesuffix(".gz")
    ending = name.rpartition(".")[2]
    return ending == "html" or (ending in TEXTS - {"css", "js", "json", "svg"} and "/" in path)


def _moment(text: str, now: datetime.datetime) -> datetime.datetime:
    """Return a moment that a ledger names; one that is not to be read is long ago, and one to come is now.

    The clock of the machine that wrote it may have been wrong.
    """
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return now - datetime.timedelta(days=36500)
    return min(found if found.tzinfo else found.replace(tzinfo=datetime.UTC), now)
