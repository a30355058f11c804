"""The steps of clickable models: the row of each in the diagram, and which pages belong to it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kbsite.model import Document, Target, ToPage
from kbsite.model.steps import StepPlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kbsite.schema.model_fields import Step


def by_page(pages: Iterable[Document], named: Mapping[str, Sequence[Target]]) -> dict[str, tuple[StepPlace, ...]]:
    """Return, by address, the steps that each page belongs to, in the order of models and steps.

    `named` holds what the fields of each document reach. A translated model is another way to read the same one,
    and so it gives no places of its own.
    """
    found: dict[str, dict[tuple[str, int], StepPlace]] = defaultdict(dict)
    for document in pages:
        process = document.meta.process()
        if process is None or document.place.original:
            continue
        lanes = {lane.id: lane.title for lane in process.lanes}
        for (path, _), target in zip(document.meta.named_pages(), named[document.path], strict=True):
            if isinstance(target, ToPage) and target.shown:
                number = int(path[1]) + 1
                step = process.steps[number - 1]
                place = StepPlace(document, number, step.id, step.title, lanes.get(step.lane, ""))
                found[target.document.address][document.path, number] = place
    return {address: tuple(places.values()) for address, places in found.items()}


def rows(steps: Sequence[Step]) -> tuple[int, ...]:
    """Return the row of each step, from 0 without gaps: that of its phase, or below the steps that lead to it.

    Steps in a loop are placed in the order of the file.
    """
    index = {step.id: number for number, step in enumerate(steps)}
    before: list[list[int]] = [[] for _ in steps]
    for number, step in enumerate(steps):
        for name in step.next:
            if name in index and index[name] != number:
                before[index[name]].append(number)
    placed: dict[int, int] = {}
    waiting = list(range(len(steps)))
    while waiting:
        ready = [n for n in waiting if all(each in placed for each in before[n])] or waiting[:1]
        for n in ready:
            below = max((placed[each] for each in before[n] if each in placed), default=0) + 1
            placed[n] = steps[n].phase or below
        waiting = [n for n in waiting if n not in placed]
    rank = {row: position for position, row in enumerate(sorted(set(placed.values())))}
    return tuple(rank[placed[n]] for n in range(len(steps)))


def in_loops(steps: Sequence[Step]) -> frozenset[str]:
    """Return the steps that lead to themselves by way of `next`, and those between two such loops."""
    known = {step.id for step in steps}
    left = {step.id: {name for name in step.next if name in known} for step in steps}
    while True:
        reached = {name for names in left.values() for name in names}
        kept = {name: names & set(left) for name, names in left.items() if name in reached and names & set(left)}
        if kept == left:
            return frozenset(left)
        left = kept
