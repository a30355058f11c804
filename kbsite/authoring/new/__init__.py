"""`kbsite new`: a request and the choices of the site → the page to be created."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.authoring.new.chapter import chapter_path
from kbsite.authoring.new.wanted import Page, Wanted, file_name, kind_of, names, one_line
from kbsite.diagnostics import EnvironmentFault, nearest
from kbsite.model import Place
from kbsite.norwegian.names_and_dates import slug
from kbsite.parse.place import place
from kbsite.schema.choices import Choice
from kbsite.schema.kinds import KINDS, Chapter, ThemeIntroduction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kbsite.authoring.choices import Choices
    from kbsite.authoring.new.talk import Talk
    from kbsite.schema.kinds import FrontMatter


_STANDARDS = (Choice("nb", "bokmål"), Choice("nn", "nynorsk"))


def new(wanted: Wanted, choices: Choices, today: date, talk: Talk | None) -> Page:
    """Return the page; missing values are prompted for on a terminal, and else taken from the site.

    Raises EnvironmentFault where it cannot be created: an unknown name, nothing to choose from, an address that is
    taken.
    """
    kind = _kind(wanted, talk)
    if kind is ThemeIntroduction:
        return _introduction(wanted, choices, today, talk)
    title = one_line(wanted.title or (talk.insist("new_ask_title") if talk else ""))
    if not slug(title):
        raise EnvironmentFault("no-title", title=title)
    path = f"content/{kind.folder}/{file_name(title)}.md"
    if kind is Chapter:
        path = chapter_path(wanted.parent, title, choices, talk)
    _refuse_taken(path, choices)
    offered = (("themes", _listed(choices.themes)), ("authors", _listed(choices.authors)))
    page = Page(
        kind=kind,
        title=title,
        path=path,
        today=today,
        themes=(),
        authors=(),
        language=_language(wanted, kind, choices, talk),
        offered=offered,
    )
    if kind.model_fields["themes"].is_required():
        page = replace(page, themes=_chosen(wanted.themes, choices.themes, "theme", talk))
    if kind.model_fields["authors"].is_required():
        page = replace(page, authors=_chosen(wanted.authors, choices.authors, "author", talk))
    return page


def _kind(wanted: Wanted, talk: Talk | None) -> type[FrontMatter]:
    if wanted.kind or not talk:
        return kind_of(wanted.kind)
    offered = tuple(Choice(names(kind)[0], kind.one.nb) for kind in KINDS)
    return kind_of(talk.pick("new_ask_kind", offered, several=False)[0])


def _language(wanted: Wanted, kind: type[FrontMatter], choices: Choices, talk: Talk | None) -> str:
    """Return the requested language, or the site's; a chapter has that of its parent."""
    if wanted.language or kind is Chapter:
        return wanted.language
    if not talk:
        return choices.language
    offered = tuple(sorted(_STANDARDS, key=lambda standard: standard.id != choices.language))
    return talk.pick("new_ask_language", offered, several=False)[0]


def _listed(known: tuple[Choice, ...]) -> str:
    return ", ".join(choice.id for choice in known)


def _chosen(said: Sequence[str], known: tuple[Choice, ...], what: str, talk: Talk | None) -> tuple[str, ...]:
    """Return the requested ids, or those picked at the prompt, or the first one: the page is a draft."""
    if not known:
        raise EnvironmentFault(f"no-{what}s")
    _refuse_unknown(said, known, what)
    if said or len(known) == 1:
        return tuple(said) or (known[0].id,)
    return talk.pick(f"new_ask_{what}s", known, several=True) if talk else (known[0].id,)


def _refuse_unknown(said: Iterable[str], known: tuple[Choice, ...], what: str) -> None:
    ids = [choice.id for choice in known]
    for name in said:
        if name not in ids:
            raise EnvironmentFault(f"unknown-{what}", name=name, near=nearest(name, ids), known=", ".join(ids))


def _refuse_taken(path: str, choices: Choices) -> None:
    """Raise EnvironmentFault when another page, or one of the site's routes, has the address of the new one."""
    wanted = place(path)
    if isinstance(wanted, Place) and wanted.address in choices.taken:
        raise EnvironmentFault("address-of-site", address=wanted.address)
    for other, at in choices.places.items():
        if isinstance(wanted, Place) and at.address == wanted.address:
            raise EnvironmentFault("page-exists", file=other, address=at.address)


def _introduction(wanted: Wanted, choices: Choices, today: date, talk: Talk | None) -> Page:
    """Return the introduction of a theme of data/themes.yaml, given by id or title."""
    if not choices.themes:
        raise EnvironmentFault("no-themes")
    named = {slug(choice.title): choice for choice in choices.themes} | {each.id: each for each in choices.themes}
    said = slug(wanted.title) if wanted.title or not talk else ""
    said = said or (talk.pick("new_ask_theme", choices.themes, several=False)[0] if talk else "")
    if said not in named:
        near = nearest(said, [choice.id for choice in choices.themes])
        raise EnvironmentFault("unknown-theme", name=wanted.title, near=near, known=_listed(choices.themes))
    theme = named[said]
    path = f"content/{ThemeIntroduction.folder}/{theme.id}.md"
    _refuse_taken(path, choices)
    language = _language(wanted, ThemeIntroduction, choices, talk)
    return Page(kind=ThemeIntroduction, title=theme.title, path=path, today=today, language=language)
