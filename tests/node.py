"""Node, where it is installed: runs modules of script without a browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tests.sites import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

OLDEST = 20
"""The version from which on Node has all that the tests use."""

_EACH = """
const { FUNCTION } = await import(process.argv[1]);
let text = "";
for await (const part of process.stdin) text += part;
console.log(JSON.stringify(JSON.parse(text).map((each) => FUNCTION(each))));
"""


def run_node(*arguments: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """Return what Node says; where it is missing the test is skipped, or fails where it is required."""
    program = shutil.which("node")
    if program is None:
        _no_node("it is not installed (apt-get install nodejs)")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.removeprefix("v").partition(".")[0]) < OLDEST:
        _no_node(f"it is {version}, and {OLDEST} or later is needed")
    return subprocess.run(
        [program, *arguments], input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )


def each(module: str, function: str, arguments: Iterable[object]) -> list[Any]:
    """Return what a function of a module in layouts/assets makes of each of these."""
    address = (LAYOUTS / "assets" / module).resolve().as_uri()
    script = _EACH.replace("FUNCTION", function)
    done = run_node("--input-type=module", "--eval", script, address, given=json.dumps(list(arguments)))
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def _no_node(reason: str) -> NoReturn:
    if os.environ.get("KBSITE_REQUIRE_NODE") == "1":
        pytest.fail(f"KBSITE_REQUIRE_NODE=1, but {reason}", pytrace=False)
    pytest.skip(f"no tests in Node: {reason}")
