"""What `kbsite new` and `kbsite schema` do on disk: read what there is to choose from, make a file, renew files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.authoring.choices import choices
from kbsite.authoring.editor_files import as_json, editor_files, schemas
from kbsite.authoring.new import new
from kbsite.authoring.new.text import text
from kbsite.authoring.new.translation import is_translation, translation
from kbsite.authoring.new.wanted import Wanted, kind_of
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import catalogue
from kbsite.publish.folder import create, renew
from kbsite.read.config import config
from kbsite.read.content import read_content

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kbsite.authoring.choices import Choices
    from kbsite.authoring.new.talk import Talk
    from kbsite.diagnostics.catalogue import Catalogue


EXPLAINED_IN = "nb"
"""The standard of the schema's own explanations, which a file's comments keep to."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made: its path from the root, and what to do next, one sentence on each line."""

    path: str
    next: str


def choices_of(root: Path) -> Choices:
    """Return what there is to choose from on a site; EnvironmentFault where its settings are not in order."""
    content = read_content(root)
    settings, _ = config(root)
    if settings is None:
        raise EnvironmentFault("faulty-settings")
    return choices(content, settings)


def make(root: Path, wanted: Wanted, today: date, words: Catalogue, talk: Talk | None) -> Made:
    """Make the file of a new page, and return where it is; nothing that is there is ever overwritten.

    The profiles of authors that are new come with it.
    """
    if is_translation(wanted.kind):
        return _translation(root, wanted, words, talk)
    known = choices_of(root)
    page = new(wanted, known, today, talk)
    for name in page.profiles:
        profile = new(Wanted(kind="author", title=name), known, today, None)
        create(root / profile.path, text(profile, catalogue(known.language), catalogue(EXPLAINED_IN)).encode())
    content = text(page, catalogue(page.language or known.language), catalogue(EXPLAINED_IN))
    create(root / page.path, content.encode())
    lines = ["new_next_text", "new_next_check"] if page.kind.needs_text else ["new_next_fields", "new_next_check"]
    if not talk and page.themes and not (wanted.themes and wanted.authors):
        lines.insert(0, "new_next_names")
    return Made(page.path, "".join(f"{words.line(name)}\n" for name in lines))


def _translation(root: Path, wanted: Wanted, words: Catalogue, talk: Talk | None) -> Made:
    """Make the file of a translation beside its original."""
    said = wanted.title or (talk.insist("new_ask_original") if talk else "")
    settings, _ = config(root)
    if settings is None:
        raise EnvironmentFault("faulty-settings")
    path, content = translation(read_content(root), settings, replace(wanted, title=said), catalogue)
    create(root / path, content.encode())
    return Made(path, "".join(f"{words.line(name)}\n" for name in ("new_next_translation", "new_next_check")))


def schema(root: Path, kind: str) -> str:
    """Return the JSON Schema of one kind, or of all by their names."""
    known = choices_of(root)
    made = schemas(known)
    return as_json(made[kind_of(kind, known.kinds).kind] if kind else made)


def write_schema(root: Path) -> list[str]:
    """Write the files that VS Code completes and checks with, and return the paths of those that changed."""
    files = editor_files(choices_of(root))
    return [path for path, content in files.items() if renew(root / path, content.encode())]
