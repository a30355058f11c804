"""ROOT → the newest edition, kept warm: what was made of the same bytes is not made again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kbsite.assemble import Shown
from kbsite.config import config
from kbsite.diagnostics import Diagnostic, Fault, errors
from kbsite.git_log import read_log
from kbsite.parse import parse
from kbsite.parse.annotate import lexicon
from kbsite.pipeline import Steps, load, with_history
from kbsite.read import read_layouts
from kbsite.render import load_strings
from kbsite.serve.edition import Edition, edition

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.history import Log
    from kbsite.model import Parsed, Source
    from kbsite.parse.annotate import Lexicon
    from kbsite.pipeline import Options


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build: an edition where there is no error, all problems, and what the surroundings lack."""

    edition: Edition | None
    problems: tuple[Diagnostic, ...] = ()
    fault: Fault | None = None
    editor: str = ""


@dataclass(slots=True)
class Memory:
    """What was made of files before; each part is a pure function of the bytes that it is kept by."""

    settings: tuple[Any, Any] = (None, None)
    known: tuple[Any, Any] = (None, None)
    parsed: dict[str, tuple[bytes, Parsed]] = field(default_factory=dict)
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

    def parse(self, source: Source, known: Lexicon) -> Parsed:
        """Return what a file gives, kept by its digest; of each file the newest alone is kept."""
        digest = hashlib.sha256(source.data).digest()
        if self.parsed.get(source.path, (b"",))[0] != digest:
            self.parsed[source.path] = (digest, parse(source, known))
        return self.parsed[source.path][1]

    def log(self, root: Path) -> Log:
        """Return what git knows, asked for once: nothing that is saved changes it, and a commit seldom does."""
        self.commits = self.commits or read_log(root)
        return self.commits


def refresh(options: Options, memory: Memory, before: Edition | None) -> Outcome:
    """Return what ROOT and its layouts give now.

    What a build for publishing would say is said too: a page that is out may not link to a draft.
    """
    steps = Steps(memory.config, memory.lexicon, memory.parse)
    try:
        loaded = with_history(load(options, _silent, steps), options.root, memory.log)
        published = load(replace(options, shown=Shown()), _silent, steps)
        layouts = read_layouts(options.layouts)
    except Fault as fault:
        return Outcome(None, fault=fault)
    except OSError as error:  # a file went away while it was read
        return Outcome(None, fault=Fault("not-readable", file=str(error.filename), reason=error.strerror or "?"))
    strings, faults = load_strings(layouts)
    problems = tuple(sorted({*loaded.problems, *published.problems, *faults}))
    stopped = errors(loaded.problems) or faults
    if loaded.site is None or stopped:
        return Outcome(None, problems)
    return Outcome(edition(loaded.site, layouts, strings, before), problems, editor=loaded.site.config.editor)


def _silent(_name: str, _done: int, _total: int) -> None:
    """Tell of no progress: it is over before one could read it."""
