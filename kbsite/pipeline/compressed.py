"""Text files → the same compressed beside them, for `precompress: true`: the server need not do it for each reader.

The bytes depend on the file and on the versions of the two libraries, which constraints.txt pins, and nothing else.
What was compressed once lies in ROOT/.kbsite/cache/compressed.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Output
from kbsite.model.hosting import TEXTS
from kbsite.pipeline.pictures import cached
from kbsite.publish.gzipped import gzipped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kbsite.pipeline.report import Progress
    from kbsite.publish.staged import Staged

CACHE = ".kbsite/cache/compressed"
"""The cache folder, keyed by a digest of the file, the library and its version."""

LIBRARIES = {".br": "brotli", ".gz": "deflate"}
"""The library that makes each sort of file; their own strongest levels are used."""


def missing_library() -> EnvironmentFault | None:
    """Return what to say where a library is not installed."""
    return None if all(map(find_spec, LIBRARIES.values())) else EnvironmentFault("no-compressors")


def with_compressed(staged: Staged, paths: Sequence[str], root: Path, progress: Progress) -> list[str]:
    """Write to the staging folder the compressed files of those of `paths` that are text, and return all paths.

    Each file has its compressed ones right before it. One that would be no smaller is not made, nor one whose path
    is taken.
    """
    taken = set(paths)
    texts = [path for path in paths if path.rpartition(".")[2] in TEXTS and not path.startswith("_hosting/")]
    found: dict[str, list[Output]] = {}
    with ThreadPoolExecutor() as workers:
        made = workers.map(lambda path: _compressed(staged.at(path), path, root), texts)
        for done, (path, outputs) in enumerate(zip(texts, made, strict=True), start=1):
            found[path] = [each for each in outputs if each.path not in taken]
            for each in found[path]:
                staged.put(each)
            progress("compressing", done, len(texts))
    return [each for path in paths for each in (*(packed.path for packed in found.get(path, ())), path)]


def _compressed(file: Path, path: str, root: Path) -> list[Output]:
    data = file.read_bytes()
    outputs = (Output(f"{path}{ending}", _from_cache(data, ending, root)) for ending in LIBRARIES)
    return [each for each in outputs if isinstance(each.data, bytes) and len(each.data) < len(data)]


def _from_cache(data: bytes, ending: str, root: Path) -> bytes:
    library = LIBRARIES[ending]
    recipe = f"{library} {metadata.version(library)}\n".encode()
    return cached(root / CACHE / hashlib.sha256(recipe + data).hexdigest(), lambda: COMPRESS[ending](data))


def _brotli(data: bytes) -> bytes:
    import brotli  # noqa: PLC0415 - few sites need it

    packed: bytes = brotli.compress(data, mode=brotli.MODE_TEXT, quality=11)
    return packed


def _gzip(data: bytes) -> bytes:
    return gzipped(data, 12)


COMPRESS: dict[str, Callable[[bytes], bytes]] = {".br": _brotli, ".gz": _gzip}
