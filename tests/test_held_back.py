"""Whatever is wrong in some files, the workbench shows all other pages, and never fails over what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kbsite.diagnostics import CODES, Severity
from kbsite.pipeline.cache import ParseCache
from kbsite.pipeline.report import Options
from kbsite.read.content import read_layouts
from kbsite.serve.rebuild import refresh
from kbsite.site.shown import Shown
from tests.marked_faults import TODAY, fixture_paths, read_fixture, write_site
from tests.sites import LAYOUTS

if TYPE_CHECKING:
    from pathlib import Path

WRONG = {
    found.code: each
    for each in map(read_fixture, fixture_paths())
    for found in each.expected
    if CODES[found.code] is Severity.ERROR and found.file.startswith("content/")
}
"""A fixture for each error that a file of content/ can have."""

WORDS = ParseCache()
"""Has read the layouts, which are the same for every fixture."""


@pytest.mark.parametrize("code", sorted(WRONG))
def test_every_page_that_is_shown_can_be_shown(code: str, tmp_path: Path) -> None:
    options = Options(
        root=tmp_path,
        layouts=LAYOUTS,
        output=tmp_path / "public",
        today=TODAY,
        shown=Shown(True, True),
    )
    WORDS.words(read_layouts(LAYOUTS))
    cache = ParseCache(layouts=WORDS.layouts)
    write_site(tmp_path)
    before = refresh(options, cache, None).snapshot
    assert before is not None
    write_site(tmp_path, WRONG[code])
    outcome = refresh(options, cache, before)
    assert code in {each.code for each in outcome.problems}
    assert not outcome.held or outcome.snapshot
    shown = outcome.snapshot or before
    assert all(shown.page(path) for path in shown.planned)


def test_most_errors_hold_back_a_page_alone() -> None:
    assert len(WRONG) > 50
