"""A file's path → its kind, slug and address."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, MessageKey, nearest, problem
from kbsite.model import Place
from kbsite.norwegian.names_and_dates import slug
from kbsite.schema.field_types import near_language

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kbsite.schema.kinds import Kinds


def place(path: str, kinds: Kinds) -> Place | Diagnostic:
    """Return the kind, slug, language and address that a path such as content/artikler/plan/01-frister.md gives.

    `original` is the key of the file that a translation belongs to, and `parent` the address of the article that a
    chapter belongs to. A path that fits no kind gives the problem `misplaced-file`.
    """
    parts = unicodedata.normalize("NFC", path).split("/")[1:]
    folders = kinds.folders
    kind = folders.get(parts[0]) if len(parts) > 1 else None
    name, language = _without_language(parts[-1].removesuffix(".md"), kinds.languages)
    if kind is None:
        off = parts[0] in {each.folder for each in kinds.off} and len(parts) > 1
        return _misplaced(path, folders, MessageKey("@place_off" if off else "@place_folder"))
    if other := _SUFFIX.search(name):
        return _unknown_suffix(path, name, other[1], language, kinds.languages)
    if len(parts) > 3:
        return _misplaced(path, folders, MessageKey("@place_deep"))
    base = kind.base()
    tail = f"{language.lower()}/" if language else ""
    original = key("/".join(["content", *parts[:-1], f"{name}.md"])) if language else ""
    if len(parts) == 2 or name == "index":
        own = slug(name if len(parts) == 2 else parts[1])
        if not own:
            return _misplaced(path, folders, MessageKey("@place_name"))
        return Place(kind=kind, slug=own, address=f"{base}{own}/{tail}", language=language, original=original)
    numbered = re.fullmatch(r"([0-9]+)-(.+)", name)
    own = slug(numbered[2]) if numbered else ""
    if not kind.chaptered or numbered is None or not own:
        return _misplaced(
            path, folders, MessageKey("@place_number") if kind.chaptered else MessageKey("@place_no_chapters")
        )
    parent = f"{base}{slug(parts[1])}/"
    return Place(
        kind=kinds.chapter,
        slug=own,
        address=f"{parent}{own}/{tail}",
        language=language,
        original=original,
        number=int(numbered[1]),
        parent=parent,
    )


_SUFFIX = re.compile(r"[^\W_ ]\.([^\W\d_]+(?:[-_][^\W\d_]+)?)$")
"""The suffix of a file's name in the position of a language: letters after a dot, as in plan.sv."""


def key(path: str) -> str:
    """Return the lookup key of a path: in composed letters (NFC)."""
    return unicodedata.normalize("NFC", path)


def _without_language(name: str, languages: Sequence[str]) -> tuple[str, str]:
    for language in languages:
        if name.endswith(f".{language}"):
            return name.removesuffix(f".{language}"), language
    return name, ""


def _unknown_suffix(path: str, name: str, suffix: str, language: str, languages: Sequence[str]) -> Diagnostic:
    """Return the problem of a name with a translation's suffix that is no language of the site."""
    own = name.removesuffix(f".{suffix}")
    meant = "" if language else near_language(suffix.replace("_", "-"), languages)
    plain = f"{own}-{suffix}{f'.{language}' if language else ''}.md"
    near = f"{own}.{meant}.md" if meant else ""
    known = ", ".join(f".{each}" for each in languages)
    return problem(Location(path), "unknown-suffix", suffix=f".{suffix}", near=near, plain=plain, known=known)


def _misplaced(path: str, folders: Collection[str], reason: str) -> Diagnostic:
    parts = unicodedata.normalize("NFC", path).split("/")[1:]
    near = "" if parts[0] in folders or len(parts) == 1 else nearest(parts[0], folders)
    known = ", ".join(sorted(folders))
    return problem(Location(path), "misplaced-file", near=near, known=known, reason=reason)
