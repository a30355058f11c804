"""What earlier imports have written, so that the next one changes nothing that an editor has changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

FILE = "state.json"
_VERSION = 1


@dataclass(slots=True)
class State:
    """The file of each page by its key, the digest of what was written to each file, and where each page is from.

    `sources` has, by key, the file in the source and the original that was kept.
    """

    paths: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    sources: dict[str, tuple[str, str]] = field(default_factory=dict)


def state_of(data: bytes) -> State | None:
    """Return the state that a file holds; None where it holds none."""
    try:
        found: Any = json.loads(data)
        if found["version"] != _VERSION:
            return None
        paths = {str(key): str(path) for key, path in found["paths"].items()}
        written = {str(path): str(digest_) for path, digest_ in found["written"].items()}
        sources = {str(key): (str(origin), str(kept)) for key, (origin, kept) in found["sources"].items()}
        return State(paths, written, sources)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def state_file(state: State) -> bytes:
    """Return the file of a state: the same state gives the same bytes."""
    data = {"version": _VERSION, "paths": state.paths, "written": state.written, "sources": state.sources}
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def digest(data: bytes) -> str:
    """Return the digest of what was written."""
    return sha256(data).hexdigest()[:32]
