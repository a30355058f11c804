"""What a build makes before it is published: in the staging folder, unless the output folder has it already."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.publish.folder import discard, put
from kbsite.publish.written import differs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Output


@dataclass(slots=True)
class Staged:
    """The files of a build: those that differ lie in `folder`, the others stand in `output`, which is locked.

    `output` is None where every file is wanted in `folder`. `same` are the paths of those that stand there already,
    and `digests` the SHA-256 of files whose bytes have been seen, by path.
    """

    folder: Path
    output: Path | None = None
    same: set[str] = field(default_factory=set)
    digests: dict[str, str] = field(default_factory=dict)

    def put(self, output: Output) -> None:
        """Stage an output, or note that it stands already; raises EnvironmentFault where it cannot be."""
        if isinstance(output.data, bytes):
            self.digests[output.path] = hashlib.sha256(output.data).hexdigest()
        if self.output is not None and _stands(output, self.output):
            self.same.add(output.path)
        else:
            put(self.folder, [output])

    def at(self, path: str) -> Path:
        """Return where a file is until everything is published."""
        return self.output / path if self.output is not None and path in self.same else self.folder / path

    def own(self, path: str) -> Path:
        """Return a file in the staging folder, which may be changed there."""
        self.digests.pop(path, None)
        target = self.folder / path
        if path in self.same:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.at(path), target)
            self.same.discard(path)
        return target

    def pages(self) -> Iterator[str]:
        """Yield the path of every page, sorted."""
        staged = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html")}
        yield from sorted({*staged, *(path for path in self.same if path.endswith(".html"))})


def _stands(output: Output, folder: Path) -> bool:
    """Return whether a file with the same bytes is in `folder`, and no link."""
    target = os.path.join(folder, output.path)  # noqa: PTH118 - one call for each file of a site
    try:
        if isinstance(output.data, bytes):
            found = os.lstat(target)
            if not stat.S_ISREG(found.st_mode) or found.st_size != len(output.data):
                return False
            with open(target, "rb", buffering=0) as file:  # noqa: PTH123 - as above
                return file.readall() == output.data
        if isinstance(output.data, Path):
            discard(output)
            return not differs(output.data, Path(target))
    except OSError:
        return False
    return False
