"""Pictures → the bytes to publish; what takes time to make is cached in ROOT/.kbsite/cache."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Output, PictureCopy, SharingCard, TabIcon
from kbsite.pipeline.jobs.work import drawn
from kbsite.pipeline.kept.room import touched
from kbsite.publish.folder import overwrite
from kbsite.render.outputs.favicon import icon_digest
from kbsite.render.outputs.metadata import without_metadata
from kbsite.render.outputs.sharing import card_digest, card_look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kbsite.model import CardLook, Site
    from kbsite.pipeline.jobs.pool import Workers
    from kbsite.read.content import Layouts

CACHE = ".kbsite/cache/pictures"
"""The cache folder of resized pictures, keyed by a digest of the original and the settings."""

CARDS = ".kbsite/cache/sharing"
"""The cache folder of pictures for sharing, keyed by a digest of all that they depend on."""

WORTH_IT = 24
"""How many pictures there must be to draw for processes to be started."""


def finished(output: Output, root: Path) -> Output:
    """Return a planned output as bytes or as a file to copy."""
    match output.data:
        case PictureCopy() as copy:
            return replace(output, data=picture_bytes(copy, root))
        case SharingCard() as card:
            return replace(output, data=card_bytes(card, root))
        case TabIcon() as icon:
            return replace(output, data=icon_bytes(icon, root))
        case _:
            return output


def draw_ahead(outputs: Iterable[Output], root: Path, workers: Workers) -> None:
    """Let workers draw the pictures for sharing that are not in the cache, where they are enough to be worth it."""
    cards = {card_digest(each.data): each.data for each in outputs if isinstance(each.data, SharingCard)}
    missing = {name: card for name, card in cards.items() if not (root / CARDS / name).is_file()}
    if len(missing) < (1 if workers.far else WORTH_IT):
        return
    with suppress(EnvironmentFault):  # without a writable folder it only takes longer
        for name, data in zip(missing, workers.each(drawn, [(card,) for card in missing.values()]), strict=True):
            overwrite(root / CARDS / name, data)


def look_of(site: Site, layouts: Layouts) -> CardLook:
    """Return how the pictures for sharing look on a site, with the logo of its own as it is on the disk."""
    logo = site.config.looks.logo
    file = site.static.get(unquote(logo).removeprefix("/")) if logo else None
    drawn = file is not None and not logo.lower().endswith(".ico")
    return card_look(layouts.assets, site.config, _read(file.file) if file and drawn else b"")


def card_bytes(card: SharingCard, root: Path) -> bytes:
    """Return a picture for sharing, from the cache where possible."""

    def drawn() -> bytes:
        from kbsite.render.outputs.card import draw  # noqa: PLC0415 - few runs draw anything

        return draw(card)

    return cached(root / CARDS / card_digest(card), drawn)


def icon_bytes(icon: TabIcon, root: Path) -> bytes:
    """Return a favicon.ico, from the cache where possible."""
    mark = icon.mark if isinstance(icon.mark, bytes) else _read(icon.mark)
    read = replace(icon, mark=mark)

    def drawn() -> bytes:
        from kbsite.render.outputs.ico import draw_icon  # noqa: PLC0415 - few runs draw anything

        return draw_icon(mark, read)

    return cached(root / CARDS / icon_digest(mark, read), drawn)


def cached(kept: Path, made: Callable[[], bytes]) -> bytes:
    """Return what the cache holds in a file, or else what `made` returns, which is put there."""
    try:
        data = kept.read_bytes()
    except OSError:
        data = made()
    else:
        touched(kept)
        return data
    with suppress(EnvironmentFault):  # without a writable folder it only takes longer
        overwrite(kept, data)
    return data


def picture_bytes(copy: PictureCopy, root: Path) -> bytes:
    """Return the published bytes of a picture, from the cache where possible."""
    data = _read(copy.file)
    if not copy.width and not copy.turned:
        return without_metadata(data, copy.form)
    from kbsite.render.outputs.raster import RECIPE, publishable  # noqa: PLC0415 - few builds make pictures smaller

    recipe = f"{RECIPE} {copy.form} {copy.width} {copy.turned}\n".encode()
    return cached(root / CACHE / hashlib.sha256(recipe + data).hexdigest(), lambda: publishable(data, copy))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise EnvironmentFault("not-readable", file=str(file), reason=error.strerror or "?") from error
