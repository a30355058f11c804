"""A cache of what parsing and the checks of one document give: for `serve`, which does both again and again."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kbsite.checks import check_documents, check_whole
from kbsite.model import Source
from kbsite.parse import parse_each
from kbsite.parse.annotate import lexicon
from kbsite.pipeline.kept.assets import kept_assets
from kbsite.pipeline.kept.layouts import of_languages, words_of
from kbsite.pipeline.kept.parsed import KeptParsing
from kbsite.pipeline.kept.store import store
from kbsite.pipeline.load import problems_of_names
from kbsite.read.config import config
from kbsite.read.content import file_state, look_into, read_content, read_text
from kbsite.read.git.log import read_log
from kbsite.read.guard import guarded_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Config, Content, Document, FileFacts, Parsed, Site
    from kbsite.model.history import Log
    from kbsite.parse import ParseSettings
    from kbsite.parse.annotate import Lexicon
    from kbsite.parse.laws.scopes import Above
    from kbsite.pipeline.kept.assets import PublishedAssets
    from kbsite.pipeline.report import Options
    from kbsite.read.content import Layouts
    from kbsite.render.compose import Strings


@dataclass(slots=True)
class ParseCache:
    """Results of reading and parsing; each is a pure function of the bytes that it is keyed by.

    `trusting` says that a text need not be read again where its file has the size, the inode and the times that it
    had, and is not among those of which `doubt` was told: whoever watches the files is told of each change, also of
    one within the same tick of the clock.
    """

    settings: tuple[Any, Any] = (None, None)
    known: tuple[Any, Any] = (None, None)
    parsed: dict[str, tuple[tuple[Source, object, Above], Parsed]] = field(default_factory=dict)
    texts: dict[str, tuple[tuple[int, ...], Source]] = field(default_factory=dict)
    names: tuple[object, tuple[Diagnostic, ...]] = (None, ())
    trusting: bool = False
    doubted: frozenset[str] = frozenset()
    facts: dict[str, tuple[tuple[int, ...], FileFacts]] = field(default_factory=dict)
    commits: Log | None = None
    checked: dict[str, tuple[Document, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    checked_with: Config | None = None
    layouts: tuple[object, Strings, tuple[Diagnostic, ...]] | None = None
    assets: tuple[Mapping[str, bytes], PublishedAssets] | None = None
    kept: KeptParsing | None = None

    @contextmanager
    def warmed(self, options: Options) -> Iterator[None]:
        """Take what is not in the cache from the disk, where a build has kept it."""
        with store(options.root, writing=False) as found:
            self.kept = KeptParsing(found, options.today, options.base_url)
            try:
                yield
            finally:
                self.kept = None

    def config(self, root: Path) -> Any:
        """Return the configuration in data/."""
        inside = root.resolve()
        found = (path for folder in ("data", "layouts/strings") for path in (root / folder).glob("*.yaml"))
        files = {str(path): guarded_bytes(path, path.name, inside) for path in found}
        if self.settings[0] != files:
            self.settings = (files, self.kept.config(root) if self.kept else config(root))
        return self.settings[1]

    def read(self, root: Path, text_limit: int) -> Content:
        """Return the files in content/; what is known of a file is not read again."""
        found = read_content(root, text_limit, self._facts, self._text if self.trusting else read_text)
        self.doubted = frozenset()
        return found

    def doubt(self, files: Iterable[str]) -> None:
        """Read these files anew the next time, whatever is known of them; only their last names are compared."""
        self.doubted |= {_last_name(each) for each in files}

    def _text(self, path: str, name: str, most: int) -> Source | Diagnostic:
        """Return a text, cached by the state of its file."""
        try:
            state = (*file_state(path), most)
        except OSError:  # it is gone, or cannot be read: reading it says which
            return read_text(path, name, most)
        known = self.texts.get(name)
        if known and known[0] == state and _last_name(name) not in self.doubted:
            return known[1]
        found = read_text(path, name, most)
        if isinstance(found, Source):
            self.texts[name] = (state, found)
        return found

    def _facts(self, path: Path, name: str) -> FileFacts:
        """Return the facts of a file, cached by its size, inode and modification time."""
        state = file_state(path)
        if self.facts.get(name, ((),))[0] != state:
            self.facts[name] = (state, look_into(path, name))
        return self.facts[name][1]

    def named(self, content: Content) -> tuple[Diagnostic, ...]:
        """Return the problems of the names of files; where these are as they were, so are the problems."""
        static = [(path, asset.path) for path, asset in content.static.items()]
        names = ([each.path for each in content.sources], [*content.assets], static, content.escapes)
        if self.names[0] != names:
            self.names = (names, problems_of_names(content))
        return self.names[1]

    def lexicon(self, laws: Any, glossary: Any) -> Lexicon:
        """Return the patterns of laws and terms; a change of them invalidates every parsed text."""
        if self.known[0] != (laws, glossary):
            self.known = ((laws, glossary), lexicon(laws, glossary))
            self.parsed.clear()
        found: Lexicon = self.known[1]
        return found

    def parse(self, files: Iterable[tuple[Source, Above]], settings: ParseSettings) -> Iterator[Parsed]:
        """Yield each parsed file, the newest only, cached by its bytes, the site's kinds and what it inherits."""
        for source, above in files:
            key = (source, settings.kinds, above)
            if self.parsed.get(source.path, (None,))[0] != key:
                parse = self.kept.parse if self.kept else parse_each
                (found,) = parse([(source, above)], settings)
                self.parsed[source.path] = (key, found)
            yield self.parsed[source.path][1]

    def check(self, site: Site) -> tuple[Diagnostic, ...]:
        """Return the problems of a site; a document that is as it was is not read again for those of its own."""
        known = self.checked if self.checked_with == site.config else {}
        old = {each.path: known[each.path] for each in site.documents if _same(known.get(each.path), each)}
        new = tuple(each for each in site.documents if each.path not in old)
        found: dict[str, list[Diagnostic]] = defaultdict(list)
        check = self.kept.check_documents if self.kept else check_documents
        for each in check(replace(site, documents=new)):
            found[each.location.file].append(each)
        self.checked_with = site.config
        self.checked = old | {each.path: (each, tuple(found[each.path])) for each in new}
        return (*check_whole(site), *(each for _, problems in self.checked.values() for each in problems))

    def words(self, layouts: Layouts, settings: Config | None = None) -> tuple[Strings, tuple[Diagnostic, ...]]:
        """Return the words of the layouts in the site's languages, and the problems of these and of the assets."""
        spoken = of_languages(settings)
        if self.layouts is None or self.layouts[0] != (layouts, spoken):
            store = self.kept.store if self.kept else None
            self.layouts = ((layouts, spoken), *words_of(layouts, store, *spoken))
        return self.layouts[1:]

    def published(self, assets: Mapping[str, bytes]) -> PublishedAssets:
        """Return style and script of the layouts as they are published; `assets` are their files."""
        if self.assets is None or self.assets[0] != assets:
            self.assets = (assets, kept_assets(assets, self.kept.store if self.kept else None))
        return self.assets[1]

    def log(self, root: Path) -> Log:
        """Return the git log, read once: saving a file does not change it, and commits are rare."""
        self.commits = self.commits or read_log(root)
        return self.commits


def _last_name(path: str) -> str:
    """Return the last part of a path as every system tells it: one has slashes, another other letters for å."""
    name = path[max(path.rfind("/"), path.rfind("\\")) + 1 :]
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _same(known: tuple[Document, tuple[Diagnostic, ...]] | None, document: Document) -> bool:
    return known is not None and (known[0] is document or known[0] == document)
