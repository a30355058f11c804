"""A plan → files: drafts, profiles, pictures, originals. What somebody has changed or moved is left alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.importing.state import FILE, State, digest, state_file, state_of
from kbsite.publish.folder import overwrite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kbsite.importing.model import Original
    from kbsite.importing.plan import Plan

NEW, CHANGED, SAME, EDITED, GONE = "new", "changed", "same", "edited", "gone"
"""What an import does to a file: writes it, renews it, leaves it because it is the same, or because an editor has
changed it, or removed or moved it."""


@dataclass(slots=True)
class Done:
    """What became of each file; `state` is that for the next import."""

    state: State
    outcomes: dict[str, str] = field(default_factory=dict)


def read_state(folder: Path) -> State:
    """Return the state in the folder of imports; raises EnvironmentFault where it cannot be read."""
    path = folder / FILE
    if not path.is_file():
        return State()
    found = state_of(path.read_bytes())
    if found is None:
        raise EnvironmentFault("broken-import-state", file=str(path))
    return found


def write(root: Path, folder: Path, plan: Plan, before: State, *, dry_run: bool) -> Done:
    """Write what the plan says, and return what became of each file."""
    done = Done(State(dict(before.paths), dict(before.written), dict(before.sources)))
    for path, data in _files(plan):
        done.outcomes[path] = _outcome(root / path, path, data, before)
        if done.outcomes[path] in (NEW, CHANGED):
            done.state.written[path] = digest(data)
            if not dry_run:
                overwrite(root / path, data)
    for page in plan.pages:
        done.state.paths[page.read.page.key] = page.path
    for path in plan.profiles:
        done.state.paths[f"profile:{path.rpartition('/')[2].removesuffix('.md')}"] = path
    if not dry_run:
        for page in plan.pages:
            old = page.read.page
            done.state.sources[old.key] = (old.origin, _keep(folder, old.original))
        for name, source in sorted(plan.waiting.items()):
            overwrite(folder / "pictures" / name.replace("/", "__")[-150:], source.read_bytes())
        overwrite(folder / FILE, state_file(done.state))
    return done


def _files(plan: Plan) -> Iterator[tuple[str, bytes]]:
    for path, text in plan.profiles.items():
        yield path, text.encode()
    for page in plan.pages:
        yield page.path, page.text.encode()
    for path, source in sorted(plan.copies.items()):
        yield path, source.read_bytes()


def _outcome(path: Path, name: str, data: bytes, before: State) -> str:
    """Return what to do about a file: never touch one that is not as the last import left it."""
    wrote = before.written.get(name)
    if not path.exists():
        return GONE if wrote else NEW
    here = path.read_bytes() if path.is_file() else b""
    if here == data:
        return SAME
    return CHANGED if wrote == digest(here) and not path.is_symlink() else EDITED


def original_name(original: Original) -> str:
    """Return the name that an original is kept by: its digest."""
    data = original.data or (original.path.read_bytes() if original.path else b"")
    name = digest(data)
    return f"originals/{name[:2]}/{name}{original.suffix}"


def _keep(folder: Path, original: Original) -> str:
    """Keep an original where it is not kept yet, and return its name."""
    name = original_name(original)
    if not (folder / name).exists():
        overwrite(folder / name, original.data or (original.path.read_bytes() if original.path else b""))
    return name
