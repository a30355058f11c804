"""The templates for issues and changes: the same questions on both git hosts, in the words of whoever asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.sites import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FORMS = [path for path in sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]
GITLAB = {path.stem: path for path in (ROOT / ".gitlab/issue_templates").glob("*.md")}
NAMES = {
    "1-innhold": "Innhold",
    "2-skrive-og-publisere": "Skrive og publisere",
    "3-bug": "Bug",
    "4-proposal": "Proposal",
}
"""A form of GitHub's, and the template of GitLab's that asks the same."""

CHANGES = [ROOT / ".github/PULL_REQUEST_TEMPLATE.md", ROOT / ".gitlab/merge_request_templates/Default.md"]
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def form(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_each_form_has_its_twin() -> None:
    assert [path.stem for path in FORMS] == list(NAMES)
    assert set(GITLAB) == set(NAMES.values())


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_both_hosts_ask_the_same(path: Path) -> None:
    asked = [part["attributes"]["label"] for part in form(path)["body"] if part["type"] != "markdown"]
    text = GITLAB[NAMES[path.stem]].read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == asked
    assert form(path)["description"] in text


def test_both_hosts_ask_the_same_of_a_change() -> None:
    github, gitlab = (path.read_text(encoding="utf-8") for path in CHANGES)
    assert github == gitlab.replace("](/", "](")


@pytest.mark.parametrize("path", [*FORMS, *GITLAB.values(), *CHANGES], ids=lambda path: path.name)
def test_what_a_template_links_to_is_there(path: Path) -> None:
    for target in _LINK.findall(path.read_text(encoding="utf-8")):
        assert (ROOT / target.removeprefix("../blob/HEAD").lstrip("/")).is_file(), target
