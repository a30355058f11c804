"""The order of a model's steps in time, and which pages belong to them."""

from __future__ import annotations

from kbsite.schema.model_fields import Step
from kbsite.site.model_steps import in_loops, rows
from tests.samples import plain_text, site, text

INTRO = "content/tema/plan.md"
MODEL = "content/modeller/m.md"


def step(name: str, *following: str, phase: int | None = None) -> Step:
    return Step(id=name, lane="l", title=name, text="T.", next=following, phase=phase)


def test_a_step_is_below_all_that_lead_to_it() -> None:
    assert rows([step("a", "b", "c"), step("b", "c"), step("c")]) == (0, 1, 2)


def test_the_order_in_the_file_does_not_matter() -> None:
    assert rows([step("c"), step("b", "c"), step("a", "b")]) == (2, 1, 0)


def test_a_phase_decides_and_no_row_is_left_empty() -> None:
    assert rows([step("a", "b", phase=2), step("b", phase=9), step("c", phase=2)]) == (0, 1, 0)


def test_steps_after_one_with_a_phase_are_below_it() -> None:
    assert rows([step("a", phase=1), step("b", "c", phase=4), step("c")]) == (0, 1, 2)


def test_a_loop_does_not_stop_the_rest() -> None:
    assert len(rows([step("a", "b"), step("b", "a"), step("c", "unknown")])) == 3


def test_only_the_steps_of_a_loop_are_in_it() -> None:
    assert in_loops([step("a", "b"), step("b", "c"), step("c", "b", "d"), step("d")]) == {"b", "c"}
    assert in_loops([step("a", "b"), step("b", "c"), step("c")]) == frozenset()
    assert in_loops([step("a", "a")]) == {"a"}


def model(*pages: str, **fields: str) -> str:
    steps = ", ".join(f"{{id: s{n}, lane: l, title: S{n}, text: T., pages: [{p}]}}" for n, p in enumerate(pages))
    return text("Modell", lanes="[{id: l, title: Løp}]", steps=f"[{steps}]", **fields)


def test_a_page_has_its_steps_in_order_each_once() -> None:
    built = site(
        {MODEL: model("../artikler/a.md, ../artikler/a.md", "../artikler/a.md"), "content/artikler/a.md": text()}
    )
    places = built.steps["/artikler/a/"]
    assert [(p.document.address, p.number, p.id, p.title, p.lane) for p in places] == [
        ("/modeller/m/", 1, "s0", "S0", "Løp"),
        ("/modeller/m/", 2, "s1", "S1", "Løp"),
    ]


def test_a_model_that_is_not_out_gives_no_places() -> None:
    files = {MODEL: model("../artikler/a.md", draft="true"), "content/artikler/a.md": text()}
    assert site(files).steps == {}


def test_a_page_that_is_not_out_has_none() -> None:
    files = {MODEL: model("../artikler/a.md"), "content/artikler/a.md": text(expires="2026-02-01")}
    assert site(files).steps == {}


def test_a_translated_model_gives_no_second_set_of_places() -> None:
    files = {
        MODEL: model("../artikler/a.md"),
        "content/modeller/m.nn.md": model("../artikler/a.md"),
        "content/artikler/a.md": text(),
    }
    assert len(site(files).steps["/artikler/a/"]) == 1


def test_a_theme_that_a_step_names_is_found_by_its_address() -> None:
    built = site({MODEL: model("../tema/plan.md"), INTRO: plain_text()})
    assert [place.number for place in built.steps["/tema/plan/"]] == [1]
