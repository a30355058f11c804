"""The layout of a diagram: nothing overlaps, every text has room, and arrows go round the boxes."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.render.diagram.layout import NARROW, WIDE, Arrow, Box, Drawing, Edge, Measures, Node, draw
from kbsite.render.diagram.paths import Point, head, path
from kbsite.render.diagram.text_width import width

TITLES = ("Planprosessen", "Folkehelsearbeidet", "Kommunestyret")
WORDS = ("Høring", "Mål og strategier", "Kunnskapsgrunnlag og medvirkning", "Rullering av handlingsdelen")


@st.composite
def drawings(draw_one: st.DrawFn) -> tuple[Drawing, list[Node], list[Edge], Measures]:
    measures = draw_one(st.sampled_from([WIDE, NARROW]))
    lanes = draw_one(st.integers(1, 3 if measures is WIDE else 2))
    count = draw_one(st.integers(1, 9))
    rows = sorted(draw_one(st.lists(st.integers(0, 5), min_size=count, max_size=count)))
    rank = {row: position for position, row in enumerate(sorted(set(rows)))}
    nodes = [Node(draw_one(st.sampled_from(WORDS)), draw_one(st.integers(0, lanes - 1)), rank[row]) for row in rows]
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.booleans())
    edges = [Edge(*each) for each in draw_one(st.lists(pairs, max_size=10)) if each[0] != each[1]]
    return draw(TITLES[:lanes], nodes, edges, measures), nodes, edges, measures


def inside(inner: Box, outer: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def crosses(a: Point, b: Point, box: Box) -> bool:
    """Return whether the line from a to b goes through the inside of a box, not only along its edge."""
    low_x, high_x = sorted((a[0], b[0]))
    low_y, high_y = sorted((a[1], b[1]))
    return low_x < box.x + box.width and high_x > box.x and low_y < box.y + box.height and high_y > box.y


@settings(max_examples=120)
@given(drawings())
def test_no_box_overlaps_another_and_each_is_in_its_lane(
    made: tuple[Drawing, list[Node], list[Edge], Measures],
) -> None:
    drawing, nodes, _, measures = made
    for one, other in combinations(drawing.boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.y + one.height + measures.gap <= other.y or other.y + other.height <= one.y
    for box, node in zip(drawing.boxes, nodes, strict=True):
        assert inside(box, drawing.lanes[node.lane])
    whole = Box(x=0, y=0, width=drawing.width, height=drawing.height, lines=(), text=(0, 0), line=0)
    assert all(inside(lane, whole) for lane in drawing.lanes)
    assert all(a.x + a.width < b.x for a, b in pairwise(drawing.lanes))


@settings(max_examples=120)
@given(drawings())
def test_every_line_of_text_is_within_its_box_and_below_the_one_before(
    made: tuple[Drawing, list[Node], list[Edge], Measures],
) -> None:
    drawing, _, _, measures = made
    for box in drawing.boxes:
        x, y = box.text
        assert y - measures.size >= box.y - 2
        for number, line in enumerate(box.lines):
            assert x + width(line, measures.size) <= box.x + box.width
            assert y + number * box.line + measures.size // 4 <= box.y + box.height
        assert box.line >= measures.size


@settings(max_examples=120)
@given(drawings())
def test_no_arrow_goes_through_a_box_or_out_of_the_drawing(
    made: tuple[Drawing, list[Node], list[Edge], Measures],
) -> None:
    drawing, _, edges, _ = made
    assert len(drawing.arrows) == len(edges)
    for arrow in drawing.arrows:
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in arrow.points)
        for a, b in pairwise(arrow.points):
            assert a[0] == b[0] or a[1] == b[1], "arrows run at right angles"
            assert not any(crosses(a, b, box) for box in drawing.boxes)


@settings(max_examples=80)
@given(drawings())
def test_an_arrow_begins_and_ends_at_its_boxes(made: tuple[Drawing, list[Node], list[Edge], Measures]) -> None:
    drawing, _, edges, _ = made
    for arrow, edge in zip(drawing.arrows, edges, strict=True):
        assert on_edge(arrow.points[0], drawing.boxes[edge.start])
        assert on_edge(arrow.points[-1], drawing.boxes[edge.end])
        assert arrow.again == edge.again


def on_edge(point: Point, box: Box) -> bool:
    x, y = point
    beside = x in (box.x, box.x + box.width) and box.y < y < box.y + box.height
    return beside or (y in (box.y, box.y + box.height) and box.x < x < box.x + box.width)


def two_lanes(*edges: Edge) -> tuple[Arrow, ...]:
    nodes = [Node("A", 0, 0), Node("B", 1, 0), Node("C", 0, 1), Node("D", 0, 2)]
    return draw(TITLES[:2], nodes, edges, WIDE).arrows


def test_an_arrow_to_the_next_box_of_the_lane_goes_straight_down() -> None:
    [arrow] = two_lanes(Edge(0, 2))
    assert len({x for x, _ in arrow.points}) == 1


def test_an_arrow_between_neighbours_in_a_row_goes_straight_across() -> None:
    [arrow] = two_lanes(Edge(0, 1))
    assert len({y for _, y in arrow.points}) == 1


def test_an_arrow_past_another_box_goes_around_it() -> None:
    [arrow] = two_lanes(Edge(0, 3))
    assert len(arrow.points) == 4


def test_arrows_that_run_side_by_side_have_tracks_of_their_own() -> None:
    one, other = two_lanes(Edge(0, 3), Edge(3, 0, again=True))
    assert one.points[1][0] != other.points[1][0]


def test_an_arrow_to_the_first_row_runs_below_the_names_of_the_lanes() -> None:
    nodes = [Node("A", 0, 0), Node("B", 2, 1)]
    drawing = draw(TITLES, nodes, [Edge(1, 0, again=True)], WIDE)
    below = max(lane.text[1] + lane.line * (len(lane.lines) - 1) for lane in drawing.lanes) + WIDE.size // 4
    assert below < min(y for _, y in drawing.arrows[0].points)


def test_drawing_twice_gives_the_same() -> None:
    assert two_lanes(Edge(0, 1), Edge(0, 3)) == two_lanes(Edge(0, 1), Edge(0, 3))


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (((0, 0), (0, 20)), "M0 0L0 15"),
        (((0, 0), (20, 0)), "M0 0L15 0"),
        (((0, 0), (20, 0), (20, 30)), "M0 0L12 0Q20 0 20 8L20 25"),
    ],
)
def test_a_path_has_round_corners_and_ends_under_the_head(points: tuple[Point, ...], expected: str) -> None:
    assert path(points, 8) == expected


def test_a_head_points_the_way_the_line_goes() -> None:
    assert head(((0, 0), (0, 20)), 4) == "M0 20L-4 12L4 12Z"
    assert head(((20, 5), (0, 5)), 4) == "M0 5L8 1L8 9Z"
