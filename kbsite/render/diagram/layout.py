"""The layout of a diagram: steps in lanes → boxes, lines of text and arrows. Pure and deterministic.

Lanes are columns and time goes downwards. Arrows run in the gutters between the lanes and in the gaps between rows,
so that none crosses a box.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kbsite.render.diagram.paths import head, path
from kbsite.render.diagram.text_width import wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kbsite.render.diagram.paths import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The dimensions of a diagram: text, padding, and gaps between boxes; `beside` is the room for a number."""

    lane: int
    size: int
    line: int
    pad: int
    beside: int
    margin: int
    gutter: int
    track: int
    gap: int


WIDE = Measures(lane=380, size=17, line=22, pad=14, beside=38, margin=14, gutter=22, track=13, gap=30)
NARROW = Measures(lane=150, size=12, line=15, pad=7, beside=0, margin=4, gutter=8, track=7, gap=20)
SKETCH = Measures(lane=120, size=17, line=20, pad=3, beside=0, margin=6, gutter=12, track=8, gap=14)
"""The dimensions of a diagram without titles, which is shown small."""


@dataclass(frozen=True, slots=True)
class Node:
    """A step to draw; `lane` and `row` count from 0."""

    title: str
    lane: int
    row: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A link between two nodes, by their numbers from 0; `again` where it leads back to earlier work."""

    start: int
    end: int
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle with lines of text; `text` is the baseline and start of the first line."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    text: Point
    line: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow: the points of its line, and line and head as SVG paths."""

    points: tuple[Point, ...]
    line: str
    head: str
    again: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole diagram: a box for each lane, a box for each node, and an arrow for each edge."""

    width: int
    height: int
    lanes: tuple[Box, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class _Route:
    """The route of an edge: straight down, or out at one side of a box and in at one side of another.

    `sides` are -1 for left and 1 for right, at the start and at the end; `gutters` are the gutters at those sides.
    """

    edge: Edge
    sides: tuple[int, int] = (0, 0)
    gutters: tuple[int, int] = (0, 0)

    @property
    def straight(self) -> bool:
        return self.sides == (0, 0)


def draw(titles: Sequence[str], nodes: Sequence[Node], edges: Sequence[Edge], m: Measures) -> Drawing:
    """Return the diagram of `nodes` in the lanes called `titles`, which are set in a condensed font."""
    routes = _routes(nodes, edges, len(titles))
    tracks, counts = _tracks(nodes, routes, len(titles))
    starts, lane_width, gutters = _columns(counts, len(titles), m)
    heads = [wrapped(title, m.size * 5 // 6, lane_width - 2 * m.margin) for title in titles]
    over = any(r.gutters[0] != r.gutters[1] and nodes[r.edge.end].row == 0 for r in routes)
    top = m.margin + m.line * max(len(lines) for lines in heads) + (m.gap if over else m.gap // 2)
    boxes, tops, bottom = _boxes(nodes, starts, lane_width, top, m)
    height = bottom + m.margin + 2
    lanes = tuple(
        Box(
            x=x,
            y=1,
            width=lane_width,
            height=height - 2,
            lines=lines,
            text=(x + lane_width // 2, 1 + m.margin + m.size),
            line=m.line,
        )
        for x, lines in zip(starts, heads, strict=True)
    )
    ports = _ports(nodes, boxes, routes)
    arrows = []
    for number, route in enumerate(routes):
        points = _points(
            route=route,
            boxes=boxes,
            ports=ports[number],
            gutters=gutters,
            tracks=tracks[number],
            tops=tops,
            nodes=nodes,
            m=m,
        )
        arrows.append(Arrow(points, path(points, m.track), head(points, max(m.track // 2, 4)), route.edge.again))
    return Drawing(m.lane * len(titles), height, lanes, boxes, tuple(arrows))


def _routes(nodes: Sequence[Node], edges: Sequence[Edge], lanes: int) -> tuple[_Route, ...]:
    following: dict[int, int] = {}
    for lane in range(lanes):
        mine = sorted((n for n in range(len(nodes)) if nodes[n].lane == lane), key=lambda n: (nodes[n].row, n))
        following.update(pairwise(mine))
    return tuple(_route(edge, nodes, following, lanes) for edge in edges if edge.start != edge.end)


def _route(edge: Edge, nodes: Sequence[Node], following: Mapping[int, int], lanes: int) -> _Route:
    start, end = nodes[edge.start].lane, nodes[edge.end].lane
    if start == end:
        if following.get(edge.start) == edge.end and not edge.again:
            return _Route(edge)
        side = 1 if start == lanes - 1 and lanes > 1 else -1
        beside = start + (side > 0)
        return _Route(edge, (side, side), (beside, beside))
    if start < end:
        return _Route(edge, (1, -1), (start + 1, end))
    return _Route(edge, (-1, 1), (start, end + 1))


def _tracks(
    nodes: Sequence[Node], routes: Sequence[_Route], lanes: int
) -> tuple[list[dict[int, int]], tuple[int, ...]]:
    """Return the track of each route in each gutter that it uses, and the number of tracks of each gutter.

    Two routes share a track where they have no row in common.
    """
    taken: dict[int, list[list[tuple[int, int]]]] = defaultdict(list)
    found: list[dict[int, int]] = [{} for _ in routes]
    spans = [sorted((nodes[r.edge.start].row, nodes[r.edge.end].row)) for r in routes]
    for number in sorted(range(len(routes)), key=lambda n: (spans[n][1] - spans[n][0], spans[n][0], n)):
        if routes[number].straight:
            continue
        low, high = spans[number]
        for gutter in dict.fromkeys(routes[number].gutters):
            free = (
                index
                for index, spans_there in enumerate(taken[gutter])
                if all(high < first or last < low for first, last in spans_there)
            )
            track = next(free, len(taken[gutter]))
            if track == len(taken[gutter]):
                taken[gutter].append([])
            taken[gutter][track].append((low, high))
            found[number][gutter] = track
    return found, tuple(len(taken[gutter]) for gutter in range(lanes + 1))


def _columns(counts: Sequence[int], lanes: int, m: Measures) -> tuple[list[int], int, list[tuple[int, int]]]:
    """Return the start of each lane, the total width, and each gutter's first track (its middle) and step.

    The step is negative in the first gutter, whose first track is the one nearest to its lane.
    """
    widths = [
        m.gutter + m.track * max(count - 1, 0) if 0 < gutter < lanes or count else 1
        for gutter, count in enumerate(counts)
    ]
    lane = (m.lane * lanes - sum(widths)) // lanes
    starts, gutters, x = [], [], 0
    for gutter, count in enumerate(counts):
        used = m.track * max(count - 1, 0)
        first = x + (widths[gutter] - used) // 2
        gutters.append((first + used, -m.track) if gutter == 0 else (first, m.track))
        x += widths[gutter]
        if gutter < lanes:
            starts.append(x)
            x += lane
    return starts, lane, gutters


def _boxes(
    nodes: Sequence[Node], starts: Sequence[int], lane: int, top: int, m: Measures
) -> tuple[tuple[Box, ...], list[int], int]:
    """Return the box of each node, the start of each row, and the end of the last one."""
    width = lane - 2 * m.margin
    room = width - 2 * m.pad - m.beside
    lines = [wrapped(node.title, m.size, room) for node in nodes]
    above = m.line if not m.beside else 0
    heights = [m.line * len(each) + above + 2 * m.pad for each in lines]
    stacks: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, node in enumerate(nodes):
        stacks[node.row][node.lane].append(number)
    found: dict[int, Box] = {}
    tops, y = [], top
    for row in range(max(stacks) + 1):
        tops.append(y)
        sizes = {
            lane: sum(heights[n] for n in each) + m.gap * (len(each) - 1) for lane, each in stacks[row].items()
        }
        tallest = max(sizes.values(), default=0)
        for column, each in stacks[row].items():
            at = y + (tallest - sizes[column]) // 2
            for n in each:
                x = starts[column] + m.margin
                first = at + m.pad + above + (m.line + m.size * 7 // 10) // 2
                found[n] = Box(
                    x=x,
                    y=at,
                    width=width,
                    height=heights[n],
                    lines=lines[n],
                    text=(x + m.pad + m.beside, first),
                    line=m.line,
                )
                at += heights[n] + m.gap
        y += tallest + m.gap
    return tuple(found[n] for n in range(len(nodes))), tops, y - m.gap


def _ports(nodes: Sequence[Node], boxes: Sequence[Box], routes: Sequence[_Route]) -> list[tuple[int, int]]:
    """Return the heights at which each route leaves its first box and meets its last, evenly spaced on a side."""
    ends: dict[tuple[int, int], list[tuple[int, int, int, int]]] = defaultdict(list)
    for number, route in enumerate(routes):
        if not route.straight:
            a, b = route.edge.start, route.edge.end
            ends[a, route.sides[0]].append((boxes[b].y, nodes[b].lane, number, 0))
            ends[b, route.sides[1]].append((boxes[a].y, nodes[a].lane, number, 1))
    found = [[0, 0] for _ in routes]
    for (node, _), each in ends.items():
        box = boxes[node]
        for position, (_, _, number, end) in enumerate(sorted(each), start=1):
            found[number][end] = box.y + box.height * position // (len(each) + 1)
    return [(first, last) for first, last in found]


def _points(
    route: _Route,
    boxes: Sequence[Box],
    ports: tuple[int, int],
    gutters: Sequence[tuple[int, int]],
    tracks: Mapping[int, int],
    tops: Sequence[int],
    nodes: Sequence[Node],
    m: Measures,
) -> tuple[Point, ...]:
    a, b = boxes[route.edge.start], boxes[route.edge.end]
    if route.straight:
        middle = a.x + a.width // 2
        return ((middle, a.y + a.height), (middle, b.y))
    (y1, y2), (out, into) = ports, route.sides
    x1 = a.x + (a.width if out > 0 else 0)
    x2 = b.x + (b.width if into > 0 else 0)
    first, last = (gutters[g][0] + gutters[g][1] * tracks[g] for g in route.gutters)
    if route.gutters[0] != route.gutters[1]:
        between = tops[nodes[route.edge.end].row] - m.gap // 2
        return ((x1, y1), (first, y1), (first, between), (last, between), (last, y2), (x2, y2))
    if out != into and abs(y1 - y2) < m.track:
        return ((x1, y2), (x2, y2)) if a.y < y2 < a.y + a.height else ((x1, y1), (x2, y1))
    return ((x1, y1), (first, y1), (first, y2), (x2, y2))
