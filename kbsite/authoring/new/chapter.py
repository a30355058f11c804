"""The path of a new chapter: in the folder of its parent, with the number after the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.authoring.new.request import file_name
from kbsite.diagnostics import EnvironmentFault, nearest
from kbsite.schema.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kbsite.authoring.choices import Choices
    from kbsite.authoring.new.prompts import Prompts
    from kbsite.model import Place


def chapter_path(given: str, title: str, choices: Choices, prompts: Prompts | None) -> str:
    """Return the path of the chapter `title`; its parent was given, or is prompted for on a terminal."""
    parents = {path: at for path, at in choices.places.items() if at.kind.chaptered and not at.language}
    if not parents:
        raise EnvironmentFault("no-parents")
    path = _parent(_name(given), given, parents, prompts)
    index = "/index.md"
    if not path.endswith(index):
        raise EnvironmentFault("parent-is-one-file", file=path, index=path.removesuffix(".md") + index)
    numbers = (at.number for at in choices.places.values() if at.parent == parents[path].address)
    return f"{path.removesuffix('index.md')}{max(numbers, default=0) + 1:02}-{file_name(title)}.md"


def _name(given: str) -> str:
    """Return `artikler/planstrategi` or `planstrategi` of a path, an address or a name."""
    name = given.strip("/").removeprefix("content/")
    return name.removesuffix("/index.md").removesuffix(".md")


def _parent(name: str, given: str, parents: Mapping[str, Place], prompts: Prompts | None) -> str:
    """Return the path of the page that `name` means.

    Raises EnvironmentFault where it means none, or two in different folders.
    """
    offered = tuple(Choice(f"{at.kind.folder}/{at.slug}", at.slug) for at in parents.values())
    if not name and not prompts:
        raise EnvironmentFault("no-parent")
    if not name and prompts:
        name = prompts.pick("new_ask_parent", offered, several=False)[0]
    meant = [path for path, at in parents.items() if name in (at.slug, f"{at.kind.folder}/{at.slug}")]
    if len(meant) != 1:
        known = [choice.id for choice in offered]
        raise EnvironmentFault("unknown-parent", name=given, near=nearest(name, known), known=", ".join(known))
    return meant[0]
