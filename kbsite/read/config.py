"""`data/*.yaml` → the site's configuration."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from kbsite.diagnostics import CODES, Diagnostic, Location, Severity, nearest, problem
from kbsite.model import Config, MenuItem, Theme
from kbsite.model.hosting import COMPRESS_THEMSELVES
from kbsite.model.settings import License, Limits
from kbsite.norwegian.forms import ChosenForm
from kbsite.norwegian.local_text import LocalText
from kbsite.norwegian.names_and_dates import slug
from kbsite.read.cms import CmsEntry, cms
from kbsite.read.data_files import entries, load
from kbsite.read.front import FrontEntry, front, order_problems
from kbsite.read.kinds import kinds
from kbsite.read.law_lock import law_lock
from kbsite.read.lexicon import glossary, laws
from kbsite.read.links import unchecked_links
from kbsite.read.looks import ColoursEntry, FontsEntry, Picture, files_of, looks
from kbsite.read.redirects import RedirectEntry, redirect_problems, redirects
from kbsite.read.routes import RoutesEntry, route_problems, routes
from kbsite.read.search import search_words
from kbsite.read.words import words_of_site
from kbsite.read.writing import writing
from kbsite.schema.advice import meant_name
from kbsite.schema.field_types import (
    LOCAL_TEXT,
    BaseUrl,
    Boolean,
    Editor,
    Email,
    Endings,
    Hosting,
    Id,
    Language,
    Languages,
    Local,
    Megapixels,
    Months,
    OrJson,
    Size,
    Strict,
    Text,
    Texts,
    Url,
    Warnings,
)
from kbsite.schema.kinds import BUILT_IN
from kbsite.schema.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kbsite.model.cms import Cms
    from kbsite.model.looks import Looks
    from kbsite.model.settings import Front
    from kbsite.schema.kinds import Kinds
    from kbsite.schema.yaml_fields import Fields


class MenuEntry(Strict):
    """A link in the menu or at the foot of the pages."""

    title: Local = Field(description="Teksten leseren ser.")
    url: Text = Field("", description="En adresse på nettstedet, som begynner med `/`, eller en nettadresse.")


class LicenseEntry(Strict):
    """The licence of the content, in `data/site.yaml`."""

    title: Text = Field(description="Navnet på lisensen, slik: `CC BY 4.0`.")
    url: Url = Field(description="Adressen der lisensen står.")


class LimitsEntry(Strict):
    """How large files may be, in `data/site.yaml`."""

    text: Size = Field(
        Limits().text, description="En tekst, slik: `2 MB` eller `500 kB`. Uten feltet: `2 MB`. Over: feil."
    )
    picture: Size = Field(Limits().picture, description="Et bilde. Uten feltet: `10 MB`. Over: advarsel.")
    attachment: Size = Field(Limits().attachment, description="Et vedlegg. Uten feltet: `50 MB`. Over: feil.")
    pixels: Megapixels = Field(
        Limits().pixels // 1_000_000,
        description="Et bilde, i millioner bildepunkter, fra 1 til 100. Uten feltet: `50`. Over: advarsel.",
    )


def _listed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _text_or_list(value: object) -> object:
    return ({"title": value},) if isinstance(value, str | dict) else _listed(value)


Menu = Annotated[tuple[MenuEntry, ...], BeforeValidator(_listed)]
Redirects = Annotated[tuple[RedirectEntry, ...], BeforeValidator(_listed)]
Footer = Annotated[tuple[MenuEntry, ...], BeforeValidator(_text_or_list), OrJson((LOCAL_TEXT,))]

_DATED = " og ".join(kind.many.nb.lower() for kind in BUILT_IN if not kind.ages)


class SiteFile(Strict):
    """The fields of `data/site.yaml`."""

    title: Local = Field(description="Nettstedets navn.")
    base_url: BaseUrl = Field(description="Adressen nettstedet ligger på, med `https://` foran.")
    email: Email = Field(description="E-postadressen som leserne sender spørsmål til.")
    description: Local = Field(
        LocalText(), description="Hva nettstedet er, i en eller to setninger. Står på forsiden og i søkemotorer."
    )
    publisher: Text = Field("", description="Den som gir ut nettstedet. Uten feltet brukes nettstedets navn.")
    license: LicenseEntry | None = Field(
        None,
        description="Lisensen for innholdet, med `title` og `url`. Står nederst på sidene og i de åpne dataene.",
    )
    forum_url: Url | None = Field(None, description="Adressen til et forum, om det finnes.")
    menu: Menu = Field(
        (), description="Menyen øverst, med `title` og `url`. Uten feltet får den innholdstypene som har sider."
    )
    footer: Footer = Field(
        (), description="Det som står nederst på alle sider: en tekst, eller lenker med `title` og `url`."
    )
    front: FrontEntry | None = Field(
        None,
        description="Det som står på forsiden, med `heading`, `text`, `questions`, `searches` og `order`.",
    )
    logo: Picture | None = Field(
        None, description="Merket øverst på sidene: adressen til en fil i `static/`, slik: `/logo.svg`."
    )
    favicon: Picture | None = Field(
        None, description="Merket i fanen i nettleseren: en fil i `static/`. Uten feltet brukes `logo`."
    )
    colours: ColoursEntry | None = Field(
        None,
        description='Farger, slik: `link: "#14566c"`, eller en for lyse og en for mørke omgivelser:'
        ' `link: { light: "#14566c", dark: "#92cfe0" }`. Fargene som ikke er nevnt, blir som de er.',
    )
    fonts: FontsEntry | None = Field(
        None, description="Skrifter, som filer i `static/` på formen WOFF2, med `text` og `headings`."
    )
    ask: Local = Field(
        LocalText(),
        description="Det som står øverst på siden der leserne spør, i en eller to setninger. "
        "Uten feltet står malenes tekst.",
    )
    language: Language = Field(
        "nb", description="Språket på forsiden og listene, og på sider uten feltet `lang`. Uten feltet: `nb`."
    )
    languages: Languages = Field(
        (),
        description="Andre språk som sider kan være på, utenom `nb`, `nn` og `en`, slik: `[se, uk]`. Ordene på"
        " hvert av dem står i `layouts/strings/`.",
    )
    routes: RoutesEntry | None = Field(
        None,
        description="Navnene på adresser som nettstedet har uten en fil i `content/`, slik: `search: finn`. Uten"
        " feltet følger de språket.",
    )
    redirects: Redirects = Field(
        (),
        description="Tidligere adresser, hver med `old` og `new`: når et navn i `routes` eller mappen til en"
        " innholdstype er byttet.",
    )
    review_after_months: Months | None = Field(
        None,
        description="Hvor mange måneder en side kan stå uten faglig gjennomgang før den sier fra om det øverst. "
        f"Gjelder ikke {_DATED}, og ikke sider med `review_by`. Uten feltet er det ingen grense.",
    )
    updated_from_git: Boolean = Field(
        True,
        description="Om sider uten feltet `updated` får datoen for siste endring fra git. `false` slår det av."
        " Uten feltet: `true`.",
    )
    pdf: Boolean = Field(
        False,
        description="`true` gir PDF-er av artikler med kapitler, av temaene og av ordlisten. Det krever"
        " `pip install 'kbsite[pdf]'`. Uten feltet: `false`.",
    )
    hosting: Hosting | None = Field(
        None,
        description="Hvor nettstedet blir publisert: `github-pages`, `gitlab-pages`, `netlify`, `cloudflare-pages`,"
        " `nginx`, `apache`, `caddy`, `s3`, `azure-blob` eller `static`. Da blir det laget oppsett for verten:"
        " omdirigeringer, sikkerhetsregler og regler for mellomlagring. Uten feltet: ikke noe oppsett.",
    )
    precompress: Boolean = Field(
        False,
        description="`true` legger en komprimert utgave (`.br` og `.gz`) ved siden av hver tekstfil, så serveren"
        " slipper å komprimere selv. Det krever `pip install 'kbsite[compress]'`. Verter som komprimerer selv, får"
        " ingen slike filer. Uten feltet: `false`.",
    )
    editor: Editor | None = Field(
        None,
        description="Adressen som åpner en fil i redigeringsprogrammet når du ser nettstedet med `kbsite serve`,"
        " med `{file}`, `{line}` og `{column}`. Uten feltet: Visual Studio Code.",
    )
    cms: CmsEntry | None = Field(
        None,
        description="Hvor innholdet ligger, for den som vil redigere i nettleseren. Uten feltet kan en ikke det.",
    )
    warnings_off: Warnings = Field((), description="Koder for advarsler som ikke skal gis på dette nettstedet.")
    attachments: Endings = Field(
        (),
        description="Filendelser som kan legges ut, utenom dem alle nettsteder kan ha, slik: `[mp3, mp4]`.",
    )
    limits: LimitsEntry | None = Field(
        None, description="Hvor store filene kan være, med `text`, `picture`, `attachment` og `pixels`."
    )


class ThemeEntry(Strict):
    """A theme in `data/themes.yaml`."""

    id: Id = Field(description="Temaets navn i adressen og i feltet `themes` på sidene.")
    title: Local = Field(description="Temaets tittel.")
    summary: Local = Field(LocalText(), description="Hva temaet handler om, i én setning.")
    parent: Text = Field("", description="`id` til temaet som dette ligger under.")
    featured: Boolean = Field(
        False, description="`true` for temaet som løftes fram på forsiden. Er det flere, vises det første."
    )
    synonyms: Texts = Field((), description="Andre ord som folk bruker om temaet.")
    sign: Picture | None = Field(
        None, description="Et lite tegn for temaet: adressen til en fil i `static/`, slik: `/tegn/plan.svg`."
    )


SITE, THEMES = "data/site.yaml", "data/themes.yaml"


def config(root: Path) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Return the settings in ROOT/data; None when an error makes their meaning unclear.

    An unknown field is only a warning, so that a site can be built by an older kbsite.
    """
    problems: list[Diagnostic] = []
    site, edited, menus, first, seen = _site(root, problems)
    themes = _themes(root, problems)
    known_laws, words = laws(root, problems), glossary(root, problems)
    lock = law_lock(root, problems) if known_laws else {}
    searched, passed_over = search_words(root, problems), writing(root, problems)
    unchecked = unchecked_links(root, problems)
    addresses = routes(site.routes, site.language)
    words_of = words_of_site(root, (site.language, *site.languages))
    known_kinds = kinds(root, problems, site.language, addresses, words_of)
    problems.extend(route_problems(site.routes, addresses, known_kinds, load(root, SITE)))
    problems.extend(order_problems(first, load(root, SITE), known_kinds))
    problems.extend(redirect_problems(site.redirects, load(root, SITE)))
    if any(CODES[each.code] is Severity.ERROR for each in problems):
        return None, tuple(sorted(problems))
    base_url = site.base_url if site.base_url.endswith("/") else f"{site.base_url}/"
    publisher = site.publisher or site.title.in_language(site.language)
    led = redirects(site.redirects, load(root, SITE))
    found = Config(
        title=site.title,
        base_url=base_url,
        email=site.email,
        language=site.language,
        description=site.description,
        publisher=publisher,
        forum_url=site.forum_url or "",
        license=License(site.license.title, site.license.url) if site.license else None,
        menu=menus["menu"],
        footer=menus["footer"],
        redirects=led,
        others=(
            *menus["others"],
            *(MenuItem(LocalText(), each.new, each.new_at) for each in led),
            *(MenuItem(each.title, each.sign, each.sign_at) for each in themes if each.sign),
        ),
        themes=themes,
        laws=known_laws,
        law_lock=lock,
        glossary=words,
        review_after_months=site.review_after_months or 0,
        search=searched,
        editor=site.editor or "",
        front=first,
        ask=site.ask,
        unchecked=unchecked,
        updated_from_git=site.updated_from_git,
        hosting=site.hosting or "",
        precompress=site.precompress and site.hosting not in COMPRESS_THEMSELVES,
        pdf=site.pdf,
        cms=edited,
        warnings_off=site.warnings_off,
        known_abbreviations=passed_over.abbreviations,
        known_words=passed_over.words,
        forms=tuple(ChosenForm(each.lang, each.use, each.avoid) for each in passed_over.forms),
        attachments=site.attachments,
        limits=_limits(site.limits or LimitsEntry()),
        routes=addresses,
        kinds=known_kinds,
        looks=seen,
        words=words_of,
    )
    return found, tuple(sorted(problems))


def kinds_of(root: Path) -> Kinds:
    """Return the kinds of the site in ROOT, where its settings have errors too."""
    site, *_ = _site(root, [])
    words_of = words_of_site(root, (site.language, *site.languages))
    return kinds(root, [], site.language, routes(site.routes, site.language), words_of)


def _site(
    root: Path, problems: list[Diagnostic]
) -> tuple[SiteFile, Cms | None, dict[str, tuple[MenuItem, ...]], Front, Looks]:
    stand_ins = {"title": "?", "base_url": "https://example.org/", "email": "post@example.org"}
    found = load(root, SITE)
    checked = validate(SiteFile, found, stand_ins)
    problems.extend(_as_setting(each) for each in checked.problems)
    value: SiteFile = checked.value
    problems += [
        problem(each.at, "missing-field", field=f"menu.{number}.url", name="url")
        for number, each in enumerate(_menu_items(value.menu, "menu", found), start=1)
        if not each.url
    ]
    menus = {name: tuple(_menu_items(getattr(value, name), name, found)) for name in ("menu", "footer")}
    at = found.marks.get(("forum_url",), found.marks[()])
    forum = (MenuItem(LocalText(), value.forum_url, at),) if value.forum_url else ()
    seen = looks(value.colours, value.fonts, value.logo or "", value.favicon or "", found)
    menus["others"] = (*forum, *files_of(seen, found))
    return value, cms(value.cms, found, problems), menus, front(value.front, found), seen


def _menu_items(entries: tuple[MenuEntry, ...], name: str, found: Fields) -> Iterator[MenuItem]:
    for index, entry in enumerate(entries):
        places = ((name, index, "url"), (name, index), (name,), ())
        at = next(found.marks[path] for path in places if path in found.marks)
        yield MenuItem(entry.title, entry.url, at)


def _limits(entry: LimitsEntry) -> Limits:
    return Limits(entry.text, entry.picture, entry.attachment, entry.pixels * 1_000_000)


def _as_setting(found: Diagnostic) -> Diagnostic:
    """Return an unknown field as a warning: the file may be written for another version of kbsite."""
    return replace(found, code="unknown-setting") if found.code == "unknown-field" else found


def _themes(root: Path, problems: list[Diagnostic]) -> tuple[Theme, ...]:
    themes: dict[str, Theme] = {}
    parents: dict[str, Location] = {}
    for index, inner in enumerate(entries(load(root, THEMES), THEMES, problems)):
        checked = validate(ThemeEntry, inner, {"id": f"tema-{index}", "title": "?"})
        problems.extend(checked.problems)
        entry: ThemeEntry = checked.value
        at = inner.marks.get(("id",), inner.marks[()])
        if entry.id in themes:
            first = themes[entry.id].at.line
            problems.append(problem(at, "double-field", field=f"id: {entry.id}", first=first))
            continue
        parents[entry.id] = inner.marks.get(("parent",), at)
        synonyms = tuple(entry.synonyms)
        themes[entry.id] = Theme(
            id=entry.id,
            title=entry.title,
            at=at,
            summary=entry.summary,
            parent=entry.parent,
            featured=entry.featured,
            synonyms=synonyms,
            sign=entry.sign or "",
            sign_at=inner.marks.get(("sign",), at),
        )
    problems.extend(_parent_problems(themes, parents))
    return tuple(themes.values())


def _parent_problems(themes: dict[str, Theme], parents: dict[str, Location]) -> Iterable[Diagnostic]:
    """Yield a problem for each unknown parent, and one for each loop, at its first theme."""
    looped: set[str] = set()
    for theme in themes.values():
        if theme.parent and theme.parent not in themes:
            named = {slug(name): each.id for each in themes.values() for name in each.title.forms}
            near = meant_name(theme.parent, themes, named) or nearest(theme.parent, themes)
            yield problem(
                parents[theme.id], "unknown-theme", theme=theme.parent, id=slug(theme.parent) or "id", near=near
            )
            continue
        seen, above = {theme.id}, theme.parent
        while above in themes and above not in seen:
            seen.add(above)
            above = themes[above].parent
        if above == theme.id and theme.id not in looped:
            looped |= seen
            yield problem(parents[theme.id], "theme-loop", theme=theme.id)
