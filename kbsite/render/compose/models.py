"""Clickable models → their diagrams and lists of steps, and the steps that other pages belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kbsite.model.steps import StepPlace
from kbsite.norwegian.languages.parts import is_rtl
from kbsite.render.compose.hrefs import href
from kbsite.render.compose.mirrored import mirrored
from kbsite.render.compose.named_pages import named_pages
from kbsite.render.diagram.layout import NARROW, SKETCH, WIDE, Box, Drawing, Edge, Measures, Node, draw
from kbsite.render.views import (
    ArrowView,
    BoxView,
    DrawingView,
    LinkView,
    ModelPlace,
    ModelView,
    SketchView,
    StepView,
    TextLine,
)
from kbsite.site.assemble import language
from kbsite.site.model_steps import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.model import Document, Site, Theme
    from kbsite.schema.model_fields import Process

NARROW_LANES = 2
"""How many lanes fit side by side on a phone; a model with more is a list there."""


def model_view(site: Site, document: Document) -> ModelView | None:
    """Return the view of a clickable model; None for any other document."""
    model = document.meta.process()
    if model is None:
        return None
    titles, nodes, edges = _graph(model)

    def drawn(measures: Measures) -> DrawingView:
        made = _drawing(draw(titles, nodes, edges, measures), model, measures)
        return mirrored(made) if is_rtl(language(document, site.config)) else made

    return ModelView(
        wide=drawn(WIDE),
        narrow=drawn(NARROW) if len(titles) <= NARROW_LANES else None,
        steps=_steps(site, document, model),
    )


def sketch(document: Document, lang: str) -> SketchView | None:
    """Return the small drawing of a clickable model in a language; None for any other document."""
    model = document.meta.process()
    if model is None:
        return None
    titles, nodes, edges = _graph(model)
    untitled = [replace(node, title="") for node in nodes]
    small = _drawing(draw([""] * len(titles), untitled, edges, SKETCH), model, SKETCH)
    small = mirrored(small) if is_rtl(lang) else small
    return SketchView(
        width=small.width,
        height=small.height,
        size=small.size,
        lanes=small.lanes,
        steps=small.steps,
        arrows=small.arrows,
        lane_titles=tuple(titles),
    )


def _graph(model: Process) -> tuple[list[str], list[Node], list[Edge]]:
    """Return the titles of the lanes of a model, its steps, and what leads from one to another."""
    order = {step.id: index for index, step in enumerate(model.steps)}
    lanes = {lane.id: index for index, lane in enumerate(model.lanes)}
    placed = zip(model.steps, rows(model.steps), strict=True)
    nodes = [Node(step.title, lanes[step.lane], row) for step, row in placed]
    edges = [Edge(order[step.id], order[name]) for step in model.steps for name in dict.fromkeys(step.next)]
    edges += [
        Edge(order[step.id], order[name], again=True) for step in model.steps for name in dict.fromkeys(step.again)
    ]
    return [lane.title for lane in model.lanes], nodes, edges


def places(site: Site, document: Document, lang: str) -> tuple[ModelPlace, ...]:
    """Return the places of a document in the models; a chapter that no step names has those of its article."""
    found = site.steps.get(document.address) or site.steps.get(document.place.parent, ())
    return _places(site, found, lang)


def theme_places(site: Site, theme: Theme, lang: str) -> tuple[ModelPlace, ...]:
    """Return the steps that link to a theme's page, and every other model on the theme as a whole."""
    intro = site.introductions.get(theme.id)
    found = site.steps.get(intro.address, ()) if intro else ()
    named = {place.document.address for place in found}
    whole = [d for d in site.by_theme.get(theme.id, ()) if d.meta.process() and d.address not in named]
    return _places(site, (*found, *(StepPlace(d) for d in whole)), lang)


def step_id(name: str) -> str:
    """Return the HTML id of a step's section; it has an underscore, which no heading's id has."""
    return f"steg_{name}"


def _places(site: Site, found: Iterable[StepPlace], lang: str) -> tuple[ModelPlace, ...]:
    views = []
    for place in found:
        model = place.document
        own = language(model, site.config)
        link = href(site.config, model.address) + (f"#{step_id(place.id)}" if place.number else "")
        place_lang = "" if own == lang else own
        views.append(
            ModelPlace(
                model=model.meta.title,
                href=link,
                lane=place.lane,
                number=place.number,
                step=place.title,
                lang=place_lang,
            )
        )
    return tuple(views)


def _steps(site: Site, document: Document, model: Process) -> tuple[StepView, ...]:
    lanes = {lane.id: (number, lane.title) for number, lane in enumerate(model.lanes, start=1)}
    numbers = {step.id: number for number, step in enumerate(model.steps, start=1)}
    pages = named_pages(site, document)

    def links(names: Iterable[str]) -> tuple[LinkView, ...]:
        steps = [model.steps[numbers[name] - 1] for name in dict.fromkeys(names)]
        return tuple(LinkView(s.title, f"#{step_id(s.id)}", note=str(numbers[s.id])) for s in steps)

    return tuple(
        StepView(
            id=step_id(step.id),
            number=number,
            lane=lanes[step.lane][0],
            lane_title=lanes[step.lane][1],
            title=step.title,
            text=step.text,
            pages=tuple(pages.get(number - 1, ())),
            next=links(step.next),
            again=links(step.again),
        )
        for number, step in enumerate(model.steps, start=1)
    )


def _drawing(drawing: Drawing, model: Process, measures: Measures) -> DrawingView:
    lanes = {lane.id: (number, lane.title) for number, lane in enumerate(model.lanes, start=1)}
    steps = []
    for number, (step, box) in enumerate(zip(model.steps, drawing.boxes, strict=True), start=1):
        cx, cy = box.x + measures.pad + measures.size // 2, box.y + measures.pad + measures.line // 2
        if measures.beside:
            cx, cy = box.x + (measures.pad + measures.beside) // 2 + 2, box.y + box.height // 2
        lane, lane_title = lanes[step.lane]
        shown = _box(box, lane, step.title)
        link = f"#{step_id(step.id)}"
        steps.append(
            replace(shown, number=number, cx=cx, cy=cy, href=link, title=step.title, lane_title=lane_title)
        )
    return DrawingView(
        width=drawing.width,
        height=drawing.height,
        size=measures.size,
        lanes=tuple(
            _box(box, number, lane.title)
            for number, (lane, box) in enumerate(zip(model.lanes, drawing.lanes, strict=True), start=1)
        ),
        steps=tuple(steps),
        arrows=tuple(ArrowView(arrow.line, arrow.head, arrow.again) for arrow in drawing.arrows),
    )


def _box(box: Box, lane: int, title: str) -> BoxView:
    x, y = box.text
    lines = tuple(
        TextLine(x, y + box.line * index, text, divided=_divided(text, after, title))
        for index, (text, after) in enumerate(zip(box.lines, (*box.lines[1:], ""), strict=False))
    )
    return BoxView(lane=lane, x=box.x, y=box.y, width=box.width, height=box.height, lines=lines)


def _divided(line: str, after: str, title: str) -> bool:
    """Return whether a word of the title is divided between a line and the one after it."""
    return line.endswith("-") and any(f"{start}{after}" in title for start in (line, line[:-1]))
