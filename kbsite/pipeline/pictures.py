"""Pictures → the bytes to publish; resized ones are cached in ROOT/.kbsite/cache/pictures."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Output, PictureCopy
from kbsite.publish.folder import overwrite
from kbsite.render.outputs.metadata import without_metadata

if TYPE_CHECKING:
    from pathlib import Path

CACHE = ".kbsite/cache/pictures"
"""The cache folder of resized pictures, keyed by a digest of the original and the settings."""


def finished(output: Output, root: Path) -> Output:
    """Return a planned output as bytes or as a file to copy."""
    if not isinstance(output.data, PictureCopy):
        return output
    return replace(output, data=picture_bytes(output.data, root))


def picture_bytes(copy: PictureCopy, root: Path) -> bytes:
    """Return the published bytes of a picture, from the cache where possible."""
    try:
        data = copy.file.read_bytes()
    except OSError as error:
        raise EnvironmentFault("not-readable", file=str(copy.file), reason=error.strerror or "?") from error
    if not copy.width and not copy.turned:
        return without_metadata(data, copy.form)
    from kbsite.render.outputs.raster import RECIPE, publishable  # noqa: PLC0415 - few builds make pictures smaller

    recipe = f"{RECIPE} {copy.form} {copy.width} {copy.turned}\n".encode()
    kept = root / CACHE / hashlib.sha256(recipe + data).hexdigest()
    try:
        return kept.read_bytes()
    except OSError:
        made = publishable(data, copy)
    with suppress(EnvironmentFault):  # without a writable folder it only takes longer
        overwrite(kept, made)
    return made
