"""`kbsite new` and `kbsite schema` on disk: read the choices, create a file, update files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.authoring.choices import choices
from kbsite.authoring.editor_files import as_json, editor_files, schemas
from kbsite.authoring.new import new
from kbsite.authoring.new.request import PageRequest, kind_of
from kbsite.authoring.new.text import text
from kbsite.authoring.new.translation import is_translation, translation
from kbsite.authoring.settings_files import settings_schemas
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.publish.folder import create, overwrite
from kbsite.read.config import config
from kbsite.read.content import read_content
from kbsite.read.makefile import typed

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kbsite.authoring.choices import Choices
    from kbsite.authoring.new.prompts import Prompts
    from kbsite.diagnostics.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class NewFile:
    """A created file: its path from the root, and the next steps, one sentence on each line."""

    path: str
    next: str


def choices_of(root: Path) -> Choices:
    """Return the choices of a site; raises EnvironmentFault where its settings have errors."""
    content = read_content(root)
    settings, _ = config(root)
    if settings is None:
        raise EnvironmentFault("faulty-settings")
    return choices(content, settings)


def make(root: Path, request: PageRequest, today: date, words: Catalogue, prompts: Prompts | None) -> NewFile:
    """Make the file of a new page, and return where it is; nothing that is there is ever overwritten.

    The profiles of authors that are new come with it.
    """
    if is_translation(request.kind):
        return _translation(root, request, words, prompts)
    known = choices_of(root)
    page = new(request, known, today, prompts)
    for name in page.profiles:
        profile = new(PageRequest(kind="author", title=name), known, today, None)
        create(root / profile.path, text(profile, _catalogue(known.language), _catalogue(known.language)).encode())
    content = text(page, _catalogue(page.language or known.language), _catalogue(known.language))
    create(root / page.path, content.encode())
    lines = ["new_next_text", "new_next_check"] if page.kind.needs_text else ["new_next_fields", "new_next_check"]
    if not prompts and page.themes and not (request.themes and request.authors):
        lines.insert(0, "new_next_names")
    return NewFile(page.path, _next(root, words, *lines))


def _translation(root: Path, request: PageRequest, words: Catalogue, prompts: Prompts | None) -> NewFile:
    """Create the file of a translation next to its original."""
    said = request.title or (prompts.insist("new_ask_original") if prompts else "")
    settings, _ = config(root)
    if settings is None:
        raise EnvironmentFault("faulty-settings")
    path, content = translation(read_content(root), settings, replace(request, title=said), _catalogue)
    create(root / path, content.encode())
    return NewFile(path, _next(root, words, "new_next_translation", "new_next_check"))


def _next(root: Path, words: Catalogue, *lines: str) -> str:
    """Return the next steps, one sentence on each line."""
    values = {target: typed(root, target) for target in ("check", "serve", "schema")}
    return "".join(f"{words.line(name, **values)}\n" for name in lines)


def _catalogue(language: str) -> Catalogue:
    """Return the words that a file is made with; English in a language that kbsite itself does not speak."""
    return catalogue(language if language in LANGUAGES else "en")


def schema(root: Path, kind: str) -> str:
    """Return the JSON Schema of one kind or of one file in `data/`, or of all kinds by their names."""
    known = choices_of(root)
    of_files = settings_schemas(known.language)
    if kind in of_files:
        return as_json(of_files[kind])
    made = schemas(known)
    return as_json(made[kind_of(kind, known.kinds).kind] if kind else made)


def write_schema(root: Path) -> list[str]:
    """Write the files for completion and validation in VS Code, and return the paths of those that changed."""
    files = files_of_editor(root)
    return [path for path, content in files.items() if overwrite(root / path, content.encode())]


def files_of_editor(root: Path) -> dict[str, str]:
    """Return the text of each file for completion and validation in VS Code, by its path from the root."""
    return editor_files(choices_of(root))
