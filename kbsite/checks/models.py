"""The lanes and steps that a clickable model names are its own, and its steps lead onwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, nearest, problem
from kbsite.schema.model_fields import STAND_IN_LANES, STAND_IN_STEPS
from kbsite.site.model_steps import in_loops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Document, Site
    from kbsite.schema.model_fields import Process

LANE = "unknown-lane"
STEP = "unknown-step"
DOUBLE = "double-id"
LOOP = "step-loop"


def models(site: Site) -> Iterator[Diagnostic]:
    """Every step has an id of its own and a lane that is there, and leads to steps that are there, in no loop."""
    for document in site.documents:
        process = document.meta.process()
        if process is not None:
            yield from _ids(document, process)
            if process.steps != STAND_IN_STEPS:
                yield from _lanes(document, process)
                yield from _links(document, process)


def _ids(document: Document, process: Process) -> Iterator[Diagnostic]:
    for field, ids in (
        ("lanes", [each.id for each in process.lanes]),
        ("steps", [each.id for each in process.steps]),
    ):
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield problem(document.at(field, index, "id"), DOUBLE, id=name)


def _lanes(document: Document, process: Process) -> Iterator[Diagnostic]:
    lanes = [lane.id for lane in process.lanes]
    for index, step in enumerate(process.steps):
        if process.lanes != STAND_IN_LANES and step.lane not in lanes:
            at = document.at("steps", index, "lane")
            yield problem(at, LANE, lane=step.lane, near=nearest(step.lane, lanes), known=", ".join(lanes))


def _links(document: Document, process: Process) -> Iterator[Diagnostic]:
    order = {step.id: index for index, step in reversed([*enumerate(process.steps)])}
    looping = in_loops(process.steps)
    for index, step in enumerate(process.steps):
        for field, names in (("next", step.next), ("again", step.again)):
            for position, name in enumerate(names):
                at = document.at("steps", index, field, position)
                if name not in order:
                    yield problem(at, STEP, step=name, near=nearest(name, order), known=", ".join(order))
                elif field == "next" and {name, step.id} <= looping and order[name] <= index:
                    yield problem(at, LOOP, step=name)
