"""docs/developer/security.md and publishing.md name tests: each is there."""

from __future__ import annotations

import re

import pytest

from tests.sites import ROOT

PAGE = (ROOT / "docs/developer/security.md").read_text(encoding="utf-8")


PUBLISHING = (ROOT / "docs/developer/publishing.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("page", "least"), [(PAGE, 30), (PUBLISHING, 10)], ids=["security", "publishing"])
def test_every_test_that_a_page_names_is_there(page: str, least: int) -> None:
    there = set()
    for path in (ROOT / "tests").glob("test_*.py"):
        there |= {path.name, *re.findall(r"^\s*def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)}
    named = set(re.findall(r"`(test_\w+(?:\.py)?)`", page))
    assert len(named) > least
    assert named <= there


def test_every_threat_of_the_list_has_its_section() -> None:
    sections = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    for threat in (
        "stranger's pull request",
        "crafted link",
        "beside the workbench",
        "stolen token",
        "killed machine",
    ):
        assert any(threat in section for section in sections), threat
