"""The bill of materials names all that kbsite ships, with a licence for each."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

from bench.sbom import EXTRAS, parts
from tests.sites import ROOT

DEVELOPERS = {"dev", "mutation", "search-test"}


def test_every_dependency_is_in_it_with_a_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {*EXTRAS} | DEVELOPERS == {*project["optional-dependencies"]}
    named = [
        *project["dependencies"],
        *(line for extra in EXTRAS for line in project["optional-dependencies"][extra]),
    ]
    found = {part.name: part for part in parts()}
    assert {line.split(">")[0] for line in named} <= {*found}
    assert [part.name for part in found.values() if part.license in {"", "?", "UNKNOWN"}] == []
    assert "pytest" not in found
    assert {name for name, part in found.items() if part.in_browsers} == {"pagefind-bin", "wordfreq"}


def test_what_lies_in_the_package_is_in_it() -> None:
    assert (ROOT / "kbsite/render/fonts/OFL.txt").is_file()
    assert "CC BY-SA 4.0" in (ROOT / "kbsite/search/frequent.txt").read_text(encoding="utf-8")[:400]
    assert {("Noto Sans, Noto Serif", "OFL-1.1"), ("wordfreq", "CC-BY-SA-4.0")} <= {
        (part.name, part.license) for part in parts()
    }


def test_it_is_printed_as_cyclonedx_and_the_same_each_time() -> None:
    command = [sys.executable, "-m", "bench.sbom"]
    first, second = (subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout for _ in range(2))
    assert first == second
    found = json.loads(first)
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    assert all(each["licenses"] for each in found["components"])
