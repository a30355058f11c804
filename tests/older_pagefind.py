"""An older Pagefind beside the one that the project uses: what a deploy with an upgrade leaves in browsers."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.sites import ROOT

if TYPE_CHECKING:
    from pathlib import Path

OLDER = re.search(r"^OLDER_PAGEFIND := (\S+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1]  # type: ignore[index]
"""Its version, from the Makefile, which installs it by `make older-pagefind`."""


def older_pagefind() -> Path:
    """Return its program; where it is not installed the test is skipped."""
    program = ROOT / ".tools" / f"pagefind-{OLDER}" / "pagefind_bin" / "pagefind"
    if program.is_file():
        return program
    reason = f"Pagefind {OLDER} is not installed (make older-pagefind)"
    if os.environ.get("KBSITE_REQUIRE_OLDER") == "1":
        pytest.fail(f"KBSITE_REQUIRE_OLDER=1, but {reason}", pytrace=False)
    pytest.skip(f"no test of an upgrade: {reason}")
