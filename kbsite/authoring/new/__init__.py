"""`kbsite new`: a request and the choices of the site → the page to be created."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.authoring.new.chapter import chapter_path
from kbsite.authoring.new.profiles import Profiles
from kbsite.authoring.new.request import Page, PageRequest, file_name, kind_of, names, one_line
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
    from kbsite.authoring.new.prompts import Prompts
    from kbsite.schema.kinds import FrontMatter


_STANDARDS = (Choice("nb", "bokmål"), Choice("nn", "nynorsk"), Choice("en", "English"))


def new(request: PageRequest, choices: Choices, today: date, prompts: Prompts | None) -> Page:
    """Return the page; missing values are prompted for on a terminal, and else taken from the site.

    Raises EnvironmentFault where it cannot be created: an unknown name, nothing to choose from, an address that is
    taken.
    """
    kind = _kind(request, choices, prompts)
    if kind.introduces == "theme":
        return _introduction(kind, request, choices, today, prompts)
    title = one_line(clean(request.title or (prompts.insist("new_ask_title") if prompts else "")))
    if not slug(title):
        raise EnvironmentFault("no-title", title=title)
    path = f"content/{kind.folder}/{file_name(title)}.md"
    if kind.is_chapter:
        path = chapter_path(request.parent, title, choices, prompts)
    _refuse_taken(path, choices)
    offered = (("themes", _listed(choices.themes)), ("authors", _listed(choices.authors)))
    page = Page(
        kind=kind,
        title=title,
        path=path,
        today=today,
        themes=(),
        authors=(),
        language=_language(request, kind, choices, prompts),
        offered=offered,
    )
    if kind.model_fields["themes"].is_required():
        page = replace(page, themes=_chosen(request.themes, choices.themes, "theme", prompts))
    if kind.model_fields["authors"].is_required():
        profiles = Profiles(prompts)
        authors = _chosen(profiles.known(request.authors, choices), choices.authors, "author", prompts, profiles)
        page = replace(page, authors=authors, profiles=profiles.names(authors))
    return page


def _kind(request: PageRequest, choices: Choices, prompts: Prompts | None) -> type[FrontMatter]:
    if request.kind or not prompts:
        return kind_of(request.kind, choices.kinds)
    offered = tuple(Choice(names(kind)[0], kind.one.in_language(choices.language)) for kind in choices.kinds)
    return kind_of(prompts.pick("new_ask_kind", offered, several=False)[0], choices.kinds)


def _language(request: PageRequest, kind: type[FrontMatter], choices: Choices, prompts: Prompts | None) -> str:
    """Return the requested language, or the site's; a chapter has that of its parent."""
    if request.language or kind.is_chapter:
        return request.language
    if not prompts:
        return choices.language
    offered = tuple(sorted(_STANDARDS, key=lambda standard: standard.id != choices.language))
    return prompts.pick("new_ask_language", offered, several=False)[0]


def _listed(known: tuple[Choice, ...]) -> str:
    return ", ".join(choice.id for choice in known)


def _chosen(
    given: Sequence[str],
    known: tuple[Choice, ...],
    what: str,
    prompts: Prompts | None,
    profiles: Profiles | None = None,
) -> tuple[str, ...]:
    """Return the requested ids, or those picked at the prompt, or the first one: the page is a draft."""
    if not known and not given:
        raise EnvironmentFault(f"no-{what}s")
    made = profiles.made if profiles else {}
    _refuse_unknown([name for name in given if name not in made], known, what)
    if given or len(known) == 1:
        return tuple(given) or (known[0].id,)
    if not prompts:
        return (known[0].id,)
    offer = profiles.offer_name if profiles else lambda _answer: ""
    return prompts.pick(f"new_ask_{what}s", known, several=True, otherwise=offer)


def _refuse_unknown(given: Iterable[str], known: tuple[Choice, ...], what: str) -> None:
    ids = [choice.id for choice in known]
    by_title = {slug(choice.title): choice.id for choice in known}
    for name in given:
        if name not in ids:
            near = by_title.get(slug(name)) or nearest(name, ids)
            raise EnvironmentFault(f"unknown-{what}", name=name, near=near, known=", ".join(ids))


def _refuse_taken(path: str, choices: Choices) -> None:
    """Raise EnvironmentFault when another page, or one of the site's routes, has the address of the new one."""
    new_place = place(path, choices.kinds)
    if isinstance(new_place, Place) and new_place.address in choices.taken:
        raise EnvironmentFault("address-of-site", address=new_place.address)
    for other, at in choices.places.items():
        if isinstance(new_place, Place) and at.address == new_place.address:
            raise EnvironmentFault("page-exists", file=other, address=at.address)


def _introduction(
    kind: type[FrontMatter], request: PageRequest, choices: Choices, today: date, prompts: Prompts | None
) -> Page:
    """Return the introduction of a theme of data/themes.yaml, given by id or title."""
    if not choices.themes:
        raise EnvironmentFault("no-themes")
    named = {slug(choice.title): choice for choice in choices.themes} | {each.id: each for each in choices.themes}
    given = slug(request.title) if request.title or not prompts else ""
    given = given or (prompts.pick("new_ask_theme", choices.themes, several=False)[0] if prompts else "")
    if given not in named:
        near = nearest(given, [choice.id for choice in choices.themes])
        raise EnvironmentFault("unknown-theme", name=request.title, near=near, known=_listed(choices.themes))
    theme = named[given]
    path = f"content/{kind.folder}/{theme.id}.md"
    _refuse_taken(path, choices)
    language = _language(request, kind, choices, prompts)
    return Page(kind=kind, title=theme.title, path=path, today=today, language=language)
