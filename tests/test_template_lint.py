"""What the linter of the templates finds in them: each kind of fault, and nothing in a template that is right."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.sites import LAYOUTS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = """{% extends "base.html" %}
{% block main %}
{% for each in page.links %}
<p{% if each.lang %} lang="{{ each.lang }}"{% endif %}><a href="{{ each.url }}">{{ each.title }}</a></p>
{% endfor %}
<img src="{{ page.image }}" alt="{{ page.alt }}">
<script type="module" src="{{ site.assets['page.js'] }}"></script>
{% endblock %}
"""
FAULTS = {
    "T038": [("{% endfor %}", ""), ("{% endblock %}", "{% endblok %}"), ("{% endif %}", "")],
    "T039": [("{{ each.title }}", "{{ each.title }"), ("{% if each.lang %}", "{% if each.lang %")],
    "H025": [("</a>", ""), ("<p{%", "<div{%")],
    "H037": [('alt="{{ page.alt }}"', 'alt="{{ page.alt }}" src="x"')],
    "H013": [(' alt="{{ page.alt }}"', "")],
    "H021": [("<a href", '<a style="color: red" href')],
    "KB001": [("<a href", '<a onclick="go()" href')],
    "KB002": [('<script type="module" src="{{ site.assets[\'page.js\'] }}">', "<script>go()")],
    "KB003": [("<img", "<style>p { color: red; }</style>\n<img")],
}
"""The code of each fault, and what makes the template have it."""


def lint(*paths: Path) -> str:
    command = [sys.executable, "-m", "djlint", "--lint", "--quiet", "--linter-output-format", "{filename} {code}"]
    return subprocess.run([*command, *paths], cwd=ROOT, capture_output=True, text=True, check=False).stdout


def test_the_projects_own_templates_have_none() -> None:
    assert lint(LAYOUTS, ROOT / "kbsite") == ""


def test_every_kind_of_fault_is_found_and_none_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "right.html").write_text(RIGHT)
    expected = set()
    for code, changes in FAULTS.items():
        for number, (right, wrong) in enumerate(changes):
            assert right in RIGHT
            (tmp_path / f"{code}-{number}.html").write_text(RIGHT.replace(right, wrong))
            expected.add((f"{code}-{number}", code))
    command = ["--profile=jinja", f"--rules={ROOT / '.djlint_rules.yaml'}", tmp_path]
    found = set(re.findall(r"([\w-]+)\.html (\w+)", lint(*command)))  # type: ignore[arg-type] # options too
    assert {name for name, _ in found} == {name for name, _ in expected}
    assert expected <= found
