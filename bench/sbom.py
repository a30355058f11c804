"""Print the software bill of materials of what kbsite ships, with licences, as CycloneDX 1.6.

    python -m bench.sbom             # JSON
    python -m bench.sbom --text      # a table for people

Listed is what an installed kbsite with its extras brings along, in the versions of this environment, and what lies
in the package itself. What readers get in their browsers is marked.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from kbsite import __version__

ROOT = Path(__file__).resolve().parent.parent

EXTRAS = ("import", "pdf", "compress", "cloud", "cluster")
"""Extras that a site uses; others are for developers."""

IN_BROWSERS = {"pagefind-bin"}
"""Whose files are among those of a built site."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of others' work."""

    name: str
    version: str
    license: str
    purl: str = ""
    in_browsers: bool = False


READ = {"resvg-py": "MIT"}
"""Licences that distributions have a file of, and no name."""

CARRIED = (
    Part("Noto Sans, Noto Serif", "2.015", "OFL-1.1"),
    Part("wordfreq", "3.1.1", "CC-BY-SA-4.0", in_browsers=True),
)
"""What lies in the package itself: fonts for PDF files and pictures for sharing, and kbsite/search/frequent.txt."""


def parts() -> list[Part]:
    """Return everything, sorted by name."""
    found: dict[str, Part] = {}
    waiting = _declared()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        said = metadata.metadata(name)
        version = str(said["Version"])
        purl = f"pkg:pypi/{name}@{version}"
        found[name] = Part(name, version, READ.get(name) or _license(said), purl, name in IN_BROWSERS)
        waiting += _wanted(name)
    return [*(found[name] for name in sorted(found)), *CARRIED]


def _declared() -> list[str]:
    """Return the names of what pyproject.toml says that kbsite and its extras need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (line for extra in EXTRAS for line in project["optional-dependencies"][extra])
    return [_name(line) for line in (*project["dependencies"], *extras)]


def _wanted(name: str) -> list[str]:
    """Return the names of what a distribution needs here, without its own extras.

    What it needs on other systems alone is not installed, and so not listed.
    """
    lines = (line for line in metadata.requires(name) or () if not re.search(r";.*\bextra\b", line))
    return [each for each in map(_name, lines) if _installed(each)]


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""


def _installed(name: str) -> bool:
    try:
        metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _license(said: Any) -> str:
    """Return what a distribution says of its licence: an expression, else its classifiers, else its first line."""
    if said.get("License-Expression"):
        return str(said.get("License-Expression"))
    named = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::")
    ]
    return "; ".join(named) or str(said.get("License") or "").strip().partition("\n")[0] or "?"


def cyclonedx(found: list[Part]) -> dict[str, Any]:
    """Return the bill of materials."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "kbsite", "version": __version__}},
        "components": [
            {
                "type": "library" if part.purl else "data",
                "name": part.name,
                **({"version": part.version} if part.version else {}),
                **({"purl": part.purl, "bom-ref": part.purl} if part.purl else {}),
                "licenses": [{"license": {"name": part.license}}],
                "properties": [{"name": "kbsite:in-browsers", "value": str(part.in_browsers).lower()}],
            }
            for part in found
        ],
    }


def main() -> None:
    """Print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", action="store_true")
    found = parts()
    if parser.parse_args().text:
        for part in found:
            where = "  (in readers' browsers)" if part.in_browsers else ""
            print(f"{part.name} {part.version}: {part.license}{where}")
    else:
        json.dump(cyclonedx(found), sys.stdout, indent=2)
        print()


if __name__ == "__main__":
    main()
