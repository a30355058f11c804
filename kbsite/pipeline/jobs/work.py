"""What a worker does: it has nothing of the site but what it is sent."""

from __future__ import annotations

import signal
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kbsite.checks import check_documents
from kbsite.model import Content, Source
from kbsite.model.lexicon import LawMention
from kbsite.parse import parse_each
from kbsite.parse.laws.scopes import Above
from kbsite.parse.stored import NotStorableError, stored
from kbsite.pipeline.kept.engine import engine
from kbsite.pipeline.load import at_address, parse_settings
from kbsite.read.config import config
from kbsite.site.assemble import assemble
from kbsite.site.shown import Shown

if TYPE_CHECKING:
    from datetime import date

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Config, Document, Parsed, SharingCard, Site
    from kbsite.parse import ParseSettings


@dataclass(frozen=True, slots=True)
class Setup:
    """What parsing depends on: the files in data/, the address of the site, and the day."""

    data: tuple[tuple[str, bytes], ...]
    base_url: str
    today: date


@dataclass(frozen=True, slots=True)
class File:
    """A file to parse, and what it inherits: the law of its field, and the laws named before."""

    path: str
    data: bytes
    law: str
    named: tuple[tuple[str, bool], ...]


def quiet() -> None:
    """Leave Ctrl-C to the process that sends the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def version() -> bytes:
    """Return the digest of the program that a worker has."""
    return engine()


def parsed(setup: Setup, files: tuple[File, ...]) -> list[bytes]:
    """Return each file, parsed and checked by itself, as it is stored; b"" for one that cannot be stored."""
    known = _known(setup)
    if known is None:
        return [b""] * len(files)
    settings, site = known
    each = ((Source(file.path, file.data), _above(file)) for file in files)
    return [_stored(found, site, file.path) for found, file in zip(parse_each(each, settings), files, strict=True)]


def drawn(card: SharingCard) -> bytes:
    """Return a picture for sharing."""
    from kbsite.render.outputs.card import draw  # noqa: PLC0415 - few runs draw anything

    return draw(card)


def alone(settings: Config, today: date) -> Site:
    """Return a site without a page: the checks of documents read its settings alone."""
    return assemble((), Content((), {}, frozenset()), settings, today, Shown())


def shown_alone(site: Site, document: Document | None) -> tuple[Diagnostic, ...]:
    """Return the problems that a document shows by itself; `site` has the settings."""
    return check_documents(replace(site, documents=(document,))) if document else ()


def _above(file: File) -> Above:
    return Above(file.law, tuple(LawMention(law, is_regulation) for law, is_regulation in file.named))


def _stored(found: Parsed, site: Site, path: str) -> bytes:
    try:
        return stored((found, shown_alone(site, found.document)), path)
    except NotStorableError:
        return b""


@lru_cache(maxsize=2)
def _known(setup: Setup) -> tuple[ParseSettings, Site] | None:
    """Return the settings of a site; None where they have errors."""
    with TemporaryDirectory(prefix="kbsite-work-") as folder:
        root = Path(folder)
        for name, data in setup.data:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        found, _ = config(root)
        if found is None:
            return None
        return parse_settings(found, root), alone(at_address(found, setup.base_url), setup.today)
