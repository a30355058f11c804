"""What was made of files before, for whoever reads a site more than once: `serve`, and a check of what changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kbsite.parse import parse
from kbsite.parse.annotate import lexicon
from kbsite.read.config import config
from kbsite.read.git.log import read_log

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.model import Parsed, Source
    from kbsite.model.history import Log
    from kbsite.parse import ParseSettings
    from kbsite.parse.annotate import Lexicon


@dataclass(slots=True)
class ParseCache:
    """What was made of files before; each part is a pure function of the bytes that it is kept by."""

    settings: tuple[Any, Any] = (None, None)
    known: tuple[Any, Any] = (None, None)
    parsed: dict[str, tuple[tuple[bytes, object], Parsed]] = field(default_factory=dict)
    commits: Log | None = None

    def config(self, root: Path) -> Any:
        """Return what data/ says."""
        files = {path.name: path.read_bytes() for path in (root / "data").glob("*.yaml") if path.is_file()}
        if self.settings[0] != files:
            self.settings = (files, config(root))
        return self.settings[1]

    def lexicon(self, laws: Any, glossary: Any) -> Lexicon:
        """Return the laws and words made ready; new ones mean that every text is parsed anew."""
        if self.known[0] != (laws, glossary):
            self.known = ((laws, glossary), lexicon(laws, glossary))
            self.parsed.clear()
        found: Lexicon = self.known[1]
        return found

    def parse(self, source: Source, settings: ParseSettings) -> Parsed:
        """Return what a file gives, kept by its digest and the site's kinds; of each file the newest alone."""
        key = (hashlib.sha256(source.data).digest(), settings.kinds)
        if self.parsed.get(source.path, (None,))[0] != key:
            self.parsed[source.path] = (key, parse(source, settings))
        return self.parsed[source.path][1]

    def log(self, root: Path) -> Log:
        """Return what git knows, asked for once: nothing that is saved changes it, and a commit seldom does."""
        self.commits = self.commits or read_log(root)
        return self.commits
