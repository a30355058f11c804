"""The lanes and steps that a clickable model names are its own, and its steps lead onwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, nearest, problem
from kbsite.schema.kinds import Model
from kbsite.schema.model_fields import STAND_IN_LANES, STAND_IN_STEPS
from kbsite.site.model_steps import in_loops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site

LANE = "unknown-lane"
STEP = "unknown-step"
DOUBLE = "double-id"
LOOP = "step-loop"


def models(site: Site) -> Iterator[Diagnostic]:
    """Every step has an id of its own and a lane that is there, and leads to steps that are there, in no loop."""
    for document in site.documents:
        if isinstance(document.meta, Model):
            yield from _ids(document, document.meta)
            if document.meta.steps != STAND_IN_STEPS:
                yield from _lanes(document, document.meta)
                yield from _links(document, document.meta)


def _ids(document: Document, model: Model) -> Iterator[Diagnostic]:
    for field, ids in (("lanes", [each.id for each in model.lanes]), ("steps", [each.id for each in model.steps])):
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield problem(document.at(field, index, "id"), DOUBLE, id=name)


def _lanes(document: Document, model: Model) -> Iterator[Diagnostic]:
    lanes = [lane.id for lane in model.lanes]
    for index, step in enumerate(model.steps):
        if model.lanes != STAND_IN_LANES and step.lane not in lanes:
            at = document.at("steps", index, "lane")
            yield problem(at, LANE, lane=step.lane, near=nearest(step.lane, lanes), known=", ".join(lanes))


def _links(document: Document, model: Model) -> Iterator[Diagnostic]:
    order = {step.id: index for index, step in reversed([*enumerate(model.steps)])}
    looping = in_loops(model.steps)
    for index, step in enumerate(model.steps):
        for field, names in (("next", step.next), ("again", step.again)):
            for position, name in enumerate(names):
                at = document.at("steps", index, field, position)
                if name not in order:
                    yield problem(at, STEP, step=name, near=nearest(name, order), known=", ".join(order))
                elif field == "next" and {name, step.id} <= looping and order[name] <= index:
                    yield problem(at, LOOP, step=name)
