"""A digest of the program: kbsite's own files, and the versions of all that is installed beside it."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path


@cache
def engine() -> bytes:
    """Return the digest: what one engine has made is never taken for what another would make."""
    digest = hashlib.sha256(f"{sys.version}\n".encode())
    package = Path(__file__).resolve().parents[2]
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            data = path.read_bytes()
            digest.update(f"{path.relative_to(package).as_posix()} {len(data)}\n".encode() + data)
    for name in sorted(_installed()):
        digest.update(f"{name}\n".encode())
    return digest.digest()


def _installed() -> set[str]:
    """Return the names of the folders that say what is installed: each has the version in its name."""
    folders = (Path(each) for each in sys.path if each)
    return {path.name for folder in folders if folder.is_dir() for path in folder.glob("*.dist-info")}
