"""The names that a site has, for whoever types one: its kinds, its themes and its authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault
from kbsite.read.config import config, kinds_of

if TYPE_CHECKING:
    from pathlib import Path


def names(what: str, root: Path) -> tuple[str, ...]:
    """Return the names of the kinds, themes or authors of the site in ROOT, in its order; none without a site."""
    try:
        if what == "kinds":
            return (*(kind.kind for kind in kinds_of(root) if kind.folder or kind.is_chapter), "translation")
        settings, _ = config(root)
    except EnvironmentFault:
        return ()
    if settings is None:
        return ()
    if what == "themes":
        return tuple(theme.id for theme in settings.themes)
    folder = root / "content" / settings.kinds.introducing("author").folder
    return tuple(sorted(path.stem for path in folder.glob("*.md") if "." not in path.stem))
