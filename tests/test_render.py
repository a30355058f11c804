"""Layouts and views → pages, and faults in layouts as problems."""

from __future__ import annotations

import pytest

from kbsite.norwegian.names_and_dates import PAGE_LANGUAGES
from kbsite.read.content import Layouts
from kbsite.render.compose import PageJob, site_views
from kbsite.render.compose.head import head
from kbsite.render.templates import NEEDED, LayoutError, fill, load_strings, renderer
from kbsite.render.views import NotFoundPage
from tests.samples import site

ALL = "".join(f"{name}: x\n" for name in NEEDED).encode()
"""A file of strings that has what kbsite itself uses."""

STRINGS = {lang: {"hello": f"hei {lang}", "count": "{n} av {total}"} for lang in PAGE_LANGUAGES}


def layouts(templates: dict[str, str], **more: dict[str, bytes]) -> Layouts:
    found = {name: text.encode() for name, text in templates.items()}
    return Layouts("layouts", found, more.get("assets", {}), more.get("strings", {}))


def page(templates: dict[str, str], title: str = "Borte", lang: str = "nb") -> str:
    """Return what not_found.html of `templates` gives."""
    built = site({})
    view = NotFoundPage(head(built, "/404.html", title, (), lang=lang, found=False))
    sites = site_views(built, {"style.css": "/assets/style.css?v=1"}, searchable=True)
    render = renderer(layouts(templates), sites, STRINGS)
    return render.page(PageJob("404.html", "not_found.html", view)).decode()


def fault(templates: dict[str, str]) -> tuple[str, str, int]:
    with pytest.raises(LayoutError) as raised:
        page(templates)
    found = raised.value.problem
    return found.code, found.location.file, found.location.line


def test_a_layout_gets_the_page_the_site_and_the_sites_words() -> None:
    out = page(
        {"not_found.html": "{{ page.head.title }}|{{ site.title }}|{{ ui.hello }}|{{ site.assets['style.css'] }}"}
    )
    assert out == "Borte|Nettsted|hei nb|/assets/style.css?v=1"


def test_words_and_site_are_those_of_the_pages_language() -> None:
    assert (
        page({"not_found.html": "{{ ui.lang }} {{ ui.hello }} {{ site.title }}"}, lang="nn") == "nn hei nn Nettstad"
    )


def test_texts_are_escaped() -> None:
    assert page({"not_found.html": "{{ page.head.title }}"}, "<b>&\"'") == "&lt;b&gt;&amp;&#34;&#39;"


def test_a_layout_can_extend_and_include_others() -> None:
    base = {"base.html": "<{% block main %}{% endblock %}>"}
    assert page({**base, "not_found.html": '{% extends "base.html" %}{% block main %}x{% endblock %}'}) == "<x>"


def test_fill_puts_values_in_their_places() -> None:
    assert page({"not_found.html": "{{ ui.count | fill(n=3, total='<b>') }}"}) == "3 av &lt;b&gt;"
    assert fill("{a} {b} {a}", a=1) == "1 {b} 1"


@pytest.mark.parametrize(
    ("templates", "expected"),
    [
        ({"not_found.html": "a\n{{ page.borte }}\n"}, ("layout-error", "layouts/not_found.html", 2)),
        ({"not_found.html": "a\n\n{{ ui.borte }}"}, ("layout-error", "layouts/not_found.html", 3)),
        ({"not_found.html": "{{ borte }}"}, ("layout-error", "layouts/not_found.html", 1)),
        ({"not_found.html": "{{ site.borte.mer }}"}, ("layout-error", "layouts/not_found.html", 1)),
        ({"not_found.html": "a\n{% if %}\n"}, ("layout-error", "layouts/not_found.html", 2)),
        ({"not_found.html": "a\n{{ 1 / 0 }}"}, ("layout-error", "layouts/not_found.html", 2)),
        ({"not_found.html": "\n{% include 'borte.html' %}"}, ("missing-file", "layouts/not_found.html", 2)),
        (
            {"not_found.html": '{% extends "base.html" %}', "base.html": "\n\n{{ page.borte }}"},
            ("layout-error", "layouts/base.html", 3),
        ),
        (
            {
                "not_found.html": '{% from "macros.html" import m %}\n{{ m(page) }}',
                "macros.html": "{% macro m(page) %}\n{{ page.borte }}\n{% endmacro %}",
            },
            ("layout-error", "layouts/macros.html", 2),
        ),
        ({}, ("missing-file", "layouts/not_found.html", 1)),
    ],
)
def test_a_fault_in_a_layout_is_reported_with_file_and_line(
    templates: dict[str, str], expected: tuple[str, str, int]
) -> None:
    assert fault(templates) == expected


def test_a_layout_that_is_not_utf_8_is_reported() -> None:
    built = site({})
    broken = Layouts("layouts", {"not_found.html": b"a\nb\xe5"}, {}, {})
    render = renderer(broken, site_views(built, {}, searchable=True), STRINGS)
    with pytest.raises(LayoutError) as raised:
        render.page(PageJob("404.html", "not_found.html", NotFoundPage(head(built, "/", "x", ()))))
    assert (raised.value.problem.code, raised.value.problem.location.line) == ("wrong-encoding", 2)


def test_strings_are_read_in_each_language() -> None:
    found, problems = load_strings(
        layouts({}, strings={"nb": ALL + b"a: b\n", "nn": ALL + "a: å\n".encode(), "en": ALL})
    )
    assert (found["nb"]["a"], found["nn"]["a"]) == ("b", "å")
    assert problems == ()


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (b"a: b\na: c\n", "double-field"),
        (b"b: c\na: [b]\n", "wrong-type"),
        (b"b: c\na: b: c\n", "broken-yaml"),
        (b"b: c\na: \xe5\n", "wrong-encoding"),
    ],
)
def test_faults_in_strings_are_reported_with_file_and_line(last: bytes, code: str) -> None:
    _, problems = load_strings(layouts({}, strings={"nb": ALL, "nn": ALL + last, "en": ALL}))
    found = [(each.code, each.location.file, each.location.line) for each in problems]
    assert found == [(code, "layouts/strings/nn.yaml", len(NEEDED) + 2)]


@pytest.mark.parametrize(
    ("nn", "code"), [(None, "missing-file"), (b"- a\n", "wrong-type"), (b"a: b\n", "missing-field")]
)
def test_strings_that_are_not_there_are_reported(nn: bytes | None, code: str) -> None:
    _, problems = load_strings(layouts({}, strings={"nb": ALL, "en": ALL, **({} if nn is None else {"nn": nn})}))
    assert {(each.code, each.location.file) for each in problems} == {(code, "layouts/strings/nn.yaml")}


def test_a_page_depends_on_nothing_but_its_view() -> None:
    templates = {"not_found.html": "{{ page.head.title }}{% for link in site.menu %}{{ link.href }}{% endfor %}"}
    assert page(templates) == page(templates)
