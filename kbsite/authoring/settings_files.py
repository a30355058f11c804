"""The files in `data/` that people write, and the JSON Schema of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.read.config import SITE, THEMES, SiteFile, ThemeEntry
from kbsite.read.kinds import KINDS
from kbsite.read.law_lock import LOCK, LockEntry
from kbsite.read.lexicon import GLOSSARY, LAWS, LawEntry, TermEntry
from kbsite.read.links import LINKS, LinksFile
from kbsite.read.search import FILE as SEARCH
from kbsite.read.search import SearchFile
from kbsite.read.writing import FILE as WRITING
from kbsite.read.writing import WritingFile
from kbsite.schema.own_kinds import BuiltInEntry, KindEntry
from kbsite.schema.settings_schema import settings_schema

if TYPE_CHECKING:
    from kbsite.schema.field_types import Strict
    from kbsite.schema.settings_schema import Schema


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A file in `data/`: its path, the classes that it or its entries can be of, and whether it is a list."""

    path: str
    entries: tuple[type[Strict], ...]
    listed: bool = True

    @property
    def name(self) -> str:
        """Return the name of its schema: `site` for `data/site.yaml`."""
        return self.path.removeprefix("data/").removesuffix(".yaml")


SETTINGS_FILES = (
    SettingsFile(SITE, (SiteFile,), listed=False),
    SettingsFile(THEMES, (ThemeEntry,)),
    SettingsFile(KINDS, (KindEntry, BuiltInEntry)),
    SettingsFile(GLOSSARY, (TermEntry,)),
    SettingsFile(LAWS, (LawEntry,)),
    SettingsFile(LOCK, (LockEntry,)),
    SettingsFile(SEARCH, (SearchFile,), listed=False),
    SettingsFile(WRITING, (WritingFile,), listed=False),
    SettingsFile(LINKS, (LinksFile,), listed=False),
)


def settings_schemas(language: str) -> dict[str, Schema]:
    """Return the schema of each file, by the file's path, explained in `language`."""
    return {
        each.path: settings_schema(each.entries, title=each.path, listed=each.listed, language=language)
        for each in SETTINGS_FILES
    }
