"""Views and layouts → HTML; the only user of Jinja."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes

from kbsite.diagnostics import Diagnostic, Location, MessageKey, Number, problem
from kbsite.model import Source
from kbsite.norwegian.languages.tags import SHIPPED
from kbsite.norwegian.names_and_dates import form_of, language_name
from kbsite.parse import decode
from kbsite.parse.conflict import without_conflicts
from kbsite.read.layout_folders import PACKAGE
from kbsite.render.direction import direction, is_mixed
from kbsite.render.named_texts import needed
from kbsite.render.typeset import kept_together
from kbsite.render.views import SiteView, Ui
from kbsite.schema.yaml_fields import fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kbsite.read.content import Layouts
    from kbsite.render.compose import PageJob, Strings
    from kbsite.schema.kinds import Kinds

NEEDED = (
    "search",
    "ask_us",
    "ask_subject",
    "ask_body",
    "not_found_title",
    "share_subject",
    "share_body",
    "whole_article",
    "fault_subject",
    "fault_body",
    "external_link",
    "heading_link",
)
"""The words that composing needs, which every layout folder must have besides those of its layouts."""


class LayoutError(Exception):
    """A layout cannot be used; `problem` has the place and the reason."""

    def __init__(self, found: Diagnostic) -> None:
        super().__init__(found)
        self.problem = found


@dataclass(frozen=True, slots=True)
class Renderer:
    """Compiled layouts; a rendered page is a pure function of its view."""

    environment: Environment
    sites: Mapping[str, SiteView]
    words: Mapping[str, Ui]
    place: Callable[[str], str]

    def page(self, job: PageJob) -> bytes:
        """Return the HTML of a page; raises LayoutError with the line of the layout that failed."""
        lang = job.page.head.lang
        try:
            template = self.environment.select_template([job.layout, *filter(None, [job.otherwise])])
            html = template.render(page=job.page, site=self.sites[lang], ui=self.words[lang])
        except Exception as error:  # a layout is code: it can raise whatever it likes
            raise LayoutError(_problem(error, job.layout, self.place)) from error
        return html.encode("utf-8")


def environment(load: Callable[[str], tuple[str, str, None] | None], *, mixed: bool = False) -> Environment:
    """Return the Jinja environment: `load` gives a template's text and file name; an undefined name is an error.

    `mixed` says that the site has languages that are written from right to left.
    """
    made = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters["fill"] = fill
    as_html = made.filters["safe"]
    made.filters["direction"] = lambda language: as_html(direction(language, mixed=mixed))
    made.filters["kept_together"] = lambda text: as_html(kept_together(text))
    return made


def renderer(layouts: Layouts, sites: Mapping[str, SiteView], strings: Strings) -> Renderer:
    """Return a renderer for the layouts, in which an undefined name is an error."""

    def load(name: str) -> tuple[str, str, None] | None:
        of_package = name.removeprefix(f"{PACKAGE}/") if name not in layouts.templates else ""
        if of_package in layouts.base:
            return _text(layouts.base[of_package], name), name, None
        if name not in layouts.templates:
            return None
        return _text(layouts.templates[name], layouts.place(name)), layouts.place(name), None

    words = {lang: Ui(lang, own) for lang, own in strings.items()}
    return Renderer(environment(load, mixed=is_mixed(strings)), sites, words, layouts.place)


def fill(text: str, **values: object) -> str:
    """Return `text` with each {name} replaced by its value; the filter `fill` of the layouts."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def load_strings(
    layouts: Layouts, languages: Sequence[str] = SHIPPED, stand_in: str = "en"
) -> tuple[Strings, tuple[Diagnostic, ...]]:
    """Return the UI strings in each language, and the problems of the files that hold them.

    A language that does not come with kbsite may lack words: those in `stand_in` are shown, and one problem says
    how many.
    """
    found: Strings = {}
    problems: list[Diagnostic] = [*layouts.problems, *_conflicts(layouts), *unfit_blocks(layouts)]
    unread = {each.location.file for each in layouts.problems}
    for lang in SHIPPED:
        path = f"{layouts.shown_as}/strings/{lang}.yaml"
        data, under = layouts.strings.get(lang), layouts.words.get(lang)
        if data is None and under is None:
            problems += [] if path in unread else [problem(Location(path), "missing-file", file=path)]
            continue
        packages, in_package = _words(f"{PACKAGE}/strings/{lang}.yaml", under)
        own, faults = _words(path, data)
        words = {**packages, **own}
        missing = [] if faults or in_package else [name for name in NEEDED if name not in words]
        problems += [*in_package, *faults]
        problems += [problem(Location(path), "missing-field", field=name, name=name) for name in missing]
        found[lang] = words
    shown = found.get(stand_in) or found.get("en", {})
    for lang in (each for each in languages if each not in SHIPPED):
        path = f"{layouts.shown_as}/strings/{lang}.yaml"
        packages, in_package = _words(f"{PACKAGE}/strings/{lang}.yaml", layouts.words.get(lang))
        own, faults = _words(path, layouts.strings.get(lang))
        given = {name: text for name, text in {**packages, **own}.items() if text}
        problems += [*in_package, *faults, *([] if faults else _missing(path, given, shown, stand_in))]
        of_others = {name: text for name, text in shown.items() if not form_of(name, shown)}
        found[lang] = {**of_others, **given}
    for own_words in found.values():
        for lang in found:
            named = found[lang].get("language_name") or language_name(lang)
            own_words.setdefault(f"read_in_{lang}", found[lang].get(f"read_in_{lang}") or named)
    return found, tuple(problems)


def _missing(path: str, given: Mapping[str, str], shown: Mapping[str, str], stand_in: str) -> Iterator[Diagnostic]:
    """Yield one problem for all words that a language lacks, with the first of them."""
    names = needed(shown)
    if lacking := [name for name in names if name not in given]:
        tag = path.rpartition("/")[2].removesuffix(".yaml")
        yield problem(
            Location(path),
            "missing-words",
            n=Number(len(lacking)),
            total=Number(len(names)),
            first=lacking[0],
            language=tag,
            shown=MessageKey(f"@in_{stand_in}"),
        )


def _words(path: str, data: bytes | None) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return the words of one file, none where there is no file, and its problems."""
    if data is None:
        return {}, []
    text, faults = decode(Source(path, data))
    read = fields(text, path)
    problems = [*faults, *read.problems]
    if not isinstance(read.data, dict):
        wrong = problem(Location(path), "wrong-type", field=path, expected=MessageKey("@mapping"), value="…")
        return {}, [*problems, wrong]
    problems += [
        problem(read.marks[(name,)], "wrong-type", field=name, expected=MessageKey("@text"), value="…")
        for name, value in read.data.items()
        if not isinstance(value, str)
    ]
    return {name: value for name, value in read.data.items() if isinstance(value, str)}, problems


def unfit_blocks(layouts: Layouts) -> Iterator[Diagnostic]:
    """Yield each block of a site's own layouts that none of those that they extend has: it would never be shown."""
    known = environment(lambda _name: None)

    @cache
    def tree(name: str) -> nodes.Template | None:
        of_package = name.removeprefix(f"{PACKAGE}/") if name not in layouts.templates else name
        data = layouts.templates.get(name) or layouts.base.get(of_package)
        try:
            return known.parse(data.decode("utf-8", "replace")) if data is not None else None
        except TemplateSyntaxError:
            return None  # reported where it is rendered

    for name, data in layouts.templates.items():
        own = tree(name) if name not in layouts.borrowed and b"extends" in data else None
        above = _extended(own)
        blocks: set[str] = set()
        seen = {name}
        while above and above not in seen and (parent := tree(above)):
            seen.add(above)
            blocks |= {block.name for block in parent.find_all(nodes.Block)}
            above = _extended(parent)
        if own and len(seen) > 1 and not above:
            for block in (each for each in own.body if isinstance(each, nodes.Block)):
                if block.name not in blocks:
                    at = Location(layouts.place(name), block.lineno)
                    yield problem(at, "layout-error", reason=MessageKey("@no_such_block"))


def _extended(tree: nodes.Template | None) -> str:
    """Return the name of the layout that a layout extends, or ""."""
    found = tree.find(nodes.Extends) if tree else None
    named = found.template if found else None
    return str(named.value) if isinstance(named, nodes.Const) else ""


def _conflicts(layouts: Layouts) -> Iterator[Diagnostic]:
    """Yield the marks that an unfinished merge has left in templates, styles, scripts and drawings."""
    for name, data in (*layouts.templates.items(), *layouts.assets.items()):
        if b"<<<<<<<" in data or b">>>>>>>" in data:
            text = data.decode("utf-8", "replace").replace("\r\n", "\n")
            yield from without_conflicts(text, layouts.place(name))[1]


def missing_layouts(kinds: Kinds, layouts: Layouts) -> tuple[Diagnostic, ...]:
    """Return a problem for each layout that a site's own kind names and that is not there, where it is named."""
    return tuple(
        problem(kind.layout_at, "missing-file", file=f"{layouts.shown_as}/{kind.own_layout}")
        for kind in kinds
        if kind.own_layout and kind.own_layout not in layouts.templates
    )


def _text(data: bytes, path: str) -> str:
    text, faults = decode(Source(path, data))
    if faults:
        raise LayoutError(faults[0])
    return text


def _problem(error: Exception, layout: str, place: Callable[[str], str]) -> Diagnostic:
    """Return the problem of a layout, at the line of it that was reached last."""
    if isinstance(error, LayoutError):
        return error.problem
    folders = (f"{PACKAGE}/", place("").rstrip("/") + "/")
    at = _line(error, Location(place(layout)), folders)
    if isinstance(error, TemplateNotFound):
        return problem(at, "missing-file", file=place(str(error.name)))
    if isinstance(error, TemplateSyntaxError):
        return problem(at, "layout-error", reason=error.message or type(error).__name__)
    return problem(at, "layout-error", reason=str(error) or type(error).__name__)


def _line(error: Exception, top: Location, folders: tuple[str, ...]) -> Location:
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Location(error.filename, error.lineno)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(folders)]
    return Location(frames[-1].filename, frames[-1].lineno or 1) if frames else top
