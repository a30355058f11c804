"""`kbsite new`: what was asked for and what the site has → a page that is about to be made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.authoring.new.chapter import chapter_path
from kbsite.authoring.new.profiles import Profiles
from kbsite.authoring.new.wanted import Page, Wanted, file_name, kind_of, names, one_line
from kbsite.diagnostics import EnvironmentFault, nearest
from kbsite.model import Place
from kbsite.norwegian.names_and_dates import slug
from kbsite.parse.pasted import clean
from kbsite.parse.place import place
from kbsite.schema.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kbsite.authoring.choices import Choices
    from kbsite.authoring.new.talk import Talk
    from kbsite.schema.kinds import FrontMatter, Kinds


_STANDARDS = (Choice("nb", "bokmål"), Choice("nn", "nynorsk"))


def new(wanted: Wanted, choices: Choices, today: date, talk: Talk | None) -> Page:
    """Return the page; what is missing is asked for where there is a terminal, and else taken from the site.

    Raises EnvironmentFault where it cannot be made: an unknown name, nothing to choose from, an address that is
    taken.
    """
    kind = _kind(wanted, choices.kinds, talk)
    if kind.introduces == "theme":
        return _introduction(kind, wanted, choices, today, talk)
    title = one_line(clean(wanted.title or (talk.insist("new_ask_title") if talk else "")))
    if not slug(title):
        raise EnvironmentFault("no-title", title=title)
    path = f"content/{kind.folder}/{file_name(title)}.md"
    if kind.is_chapter:
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
        profiles = Profiles(talk)
        authors = _chosen(profiles.known(wanted.authors, choices), choices.authors, "author", talk, profiles)
        page = replace(page, authors=authors, profiles=profiles.names(authors))
    return page


def _kind(wanted: Wanted, kinds: Kinds, talk: Talk | None) -> type[FrontMatter]:
    if wanted.kind or not talk:
        return kind_of(wanted.kind, kinds)
    offered = tuple(Choice(names(kind)[0], kind.one.nb) for kind in kinds)
    return kind_of(talk.pick("new_ask_kind", offered, several=False)[0], kinds)


def _language(wanted: Wanted, kind: type[FrontMatter], choices: Choices, talk: Talk | None) -> str:
    """Return what was asked for, or the site's language; a chapter has that of its parent."""
    if wanted.language or kind.is_chapter:
        return wanted.language
    if not talk:
        return choices.language
    offered = tuple(sorted(_STANDARDS, key=lambda standard: standard.id != choices.language))
    return talk.pick("new_ask_language", offered, several=False)[0]


def _listed(known: tuple[Choice, ...]) -> str:
    return ", ".join(choice.id for choice in known)


def _chosen(
    said: Sequence[str], known: tuple[Choice, ...], what: str, talk: Talk | None, profiles: Profiles | None = None
) -> tuple[str, ...]:
    """Return the ids that were said, or are asked for, or else the first that there is: the page is a draft."""
    if not known and not said:
        raise EnvironmentFault(f"no-{what}s")
    made = profiles.made if profiles else {}
    _refuse_unknown([name for name in said if name not in made], known, what)
    if said or len(known) == 1:
        return tuple(said) or (known[0].id,)
    if not talk:
        return (known[0].id,)
    offer = profiles.offer_name if profiles else lambda _answer: ""
    return talk.pick(f"new_ask_{what}s", known, several=True, otherwise=offer)


def _refuse_unknown(said: Iterable[str], known: tuple[Choice, ...], what: str) -> None:
    ids = [choice.id for choice in known]
    by_title = {slug(choice.title): choice.id for choice in known}
    for name in said:
        if name not in ids:
            near = by_title.get(slug(name)) or nearest(name, ids)
            raise EnvironmentFault(f"unknown-{what}", name=name, near=near, known=", ".join(ids))


def _refuse_taken(path: str, choices: Choices) -> None:
    """Raise EnvironmentFault when a page, or the site itself, has the address that the new one would have."""
    wanted = place(path, choices.kinds)
    if isinstance(wanted, Place) and wanted.address in choices.taken:
        raise EnvironmentFault("address-of-site", address=wanted.address)
    for other, at in choices.places.items():
        if isinstance(wanted, Place) and at.address == wanted.address:
            raise EnvironmentFault("page-exists", file=other, address=at.address)


def _introduction(
    kind: type[FrontMatter], wanted: Wanted, choices: Choices, today: date, talk: Talk | None
) -> Page:
    """Return the introduction of a theme that is in data/themes.yaml, whose id or title was said."""
    if not choices.themes:
        raise EnvironmentFault("no-themes")
    named = {slug(choice.title): choice for choice in choices.themes} | {each.id: each for each in choices.themes}
    said = slug(wanted.title) if wanted.title or not talk else ""
    said = said or (talk.pick("new_ask_theme", choices.themes, several=False)[0] if talk else "")
    if said not in named:
        near = nearest(said, [choice.id for choice in choices.themes])
        raise EnvironmentFault("unknown-theme", name=wanted.title, near=near, known=_listed(choices.themes))
    theme = named[said]
    path = f"content/{kind.folder}/{theme.id}.md"
    _refuse_taken(path, choices)
    language = _language(wanted, kind, choices, talk)
    return Page(kind=kind, title=theme.title, path=path, today=today, language=language)
