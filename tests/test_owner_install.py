"""What start.md tells, from the first line: an empty folder, an empty environment, and pip with its index.

`tests/test_owner.py` looks at the same site closely; there, what kbsite depends on is that of the development
environment. Here nothing is there before. Without an index the test is skipped; KBSITE_REQUIRE_INDEX=1 makes that a
failure.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.installed import install_from_index, reaches_index, run
from tests.owner_docs import klimatorget
from tests.sites import ROOT, TODAY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def programs(tmp_path: Path, dist: Path) -> Path:
    """Return the folder of programs of an environment in which pip has installed the wheel, and nothing else."""
    if not reaches_index(tmp_path):
        reason = "no index of Python packages can be reached"
        if os.environ.get("KBSITE_REQUIRE_INDEX") == "1":
            pytest.fail(f"KBSITE_REQUIRE_INDEX=1, but {reason}", pytrace=False)
        pytest.skip(reason)
    (wheel,) = dist.glob("*.whl")
    folder = tmp_path / "Klimatorget"
    folder.mkdir()
    return install_from_index(folder, wheel)


def test_an_empty_folder_becomes_a_site(programs: Path) -> None:
    folder = programs.parent.parent
    assert [path.name for path in folder.iterdir()] == [".venv"]

    def kbsite(*arguments: str, cwd: Path) -> None:
        done = run(programs / "kbsite", *arguments, "--today", TODAY, cwd=cwd)
        assert done.returncode == 0, done.stderr

    root = klimatorget(folder, kbsite)
    built = run(programs / "kbsite", "build", "--today", TODAY, "--lang", "en", cwd=root)
    assert (built.returncode, built.stderr) == (0, "")
    assert re.match(r"\d+ pages, 0 errors and 0 warnings, ", built.stdout)
    page = (root / "public/index.html").read_text(encoding="utf-8")
    assert "<title>Klimatorget</title>" in page
    assert any((root / "public").rglob("pagefind-entry.json"))


def test_what_is_installed_is_what_the_package_says_and_no_tool_of_developers(programs: Path) -> None:
    listed = run(programs / "pip", "--disable-pip-version-check", "list", "--format", "json", cwd=programs)
    found = {each["name"].casefold().replace("_", "-") for each in json.loads(listed.stdout)}
    assert {"kbsite", "jinja2", "pagefind-bin", "tqdm"} <= found
    assert not found & {"pytest", "mypy", "ruff", "playwright", "hypothesis"}
    where = run(programs / "python", "-c", "import kbsite; print(kbsite.__file__)", cwd=programs)
    assert where.stdout.startswith(str(programs.parent))
    assert not where.stdout.startswith(str(ROOT / "kbsite"))
