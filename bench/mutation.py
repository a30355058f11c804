"""Changes the code in small ways, one at a time, and counts the changes that no test sees.

`python -m bench.mutation` tries every change, which takes hours; `--sample 200` tries two hundred of them, always
the same ones. What is mutated, and which tests are run, is under `tool.mutmut` in pyproject.toml. The copy that
is changed is in mutants/; `.venv/bin/mutmut show NAME` shows a change that survived.

After the Python comes the script that ranks search results, changed by Stryker: bench/stryker.json says which files
and which tests. Its report lists the changes that survived; a later run tries only what has changed since.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

MUTANTS = Path("mutants")

STRYKER = Path(".tools/mutation/node_modules/.bin/stryker")

FIRST = "kbsite.parse.greeting.*"
"""A few mutants, that are tried first so that mutmut names them all."""

SURVIVED = 0
NOT_TRIED = None
NO_TESTS = 33


def main(arguments: list[str] | None = None) -> int:
    """Run mutmut, and print what was killed in each module, and what survived."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, metavar="N", help="try N mutants, always the same ones")
    parser.add_argument("--report", action="store_true", help="tell of what was tried before, and try nothing")
    parser.add_argument("--script", action="store_true", help="try the changes of the script alone")
    given = parser.parse_args(arguments)
    if not given.script:
        print(_python(given.sample, try_them=not given.report))
    if given.script or not (given.sample or given.report):
        subprocess.run([STRYKER, "run", "bench/stryker.json"], check=True)  # noqa: S603 - with settings of its own
    return 0


def _python(sample: int | None, *, try_them: bool) -> str:
    """Try the mutants of the Python, or a sample of them, and return the report on them."""
    if try_them:
        _mutmut(*([FIRST] if sample else []))
    chosen = sorted(_outcomes(), key=_digest)[:sample]
    if sample and try_them:
        _mutmut(*chosen)
    found = _outcomes()
    return report({name: found[name] for name in chosen})


def report(outcomes: dict[str, int | None]) -> str:
    """Return the share of killed mutants for each module and in all, and the names of those that survived."""
    tried = {name: code for name, code in outcomes.items() if code is not NOT_TRIED}
    if not tried:
        return "Nothing was tried."
    survivors = sorted(name for name, code in tried.items() if code in (SURVIVED, NO_TESTS))
    total, left = Counter(map(_module, tried)), Counter(map(_module, survivors))
    lines = [f"{_share(total[each] - left[each], total[each])}  {each}" for each in sorted(total)]
    summary = f"{_share(len(tried) - len(survivors), len(tried))}  in all, {len(outcomes) - len(tried)} not tried"
    return "\n".join([*lines, summary, "", "Survivors:", *survivors])


def _mutmut(*names: str) -> None:
    program = Path(sys.executable).with_name("mutmut")
    subprocess.run([program, "run", *names], check=True)  # noqa: S603 - mutmut, with names of its own


def _outcomes() -> dict[str, int | None]:
    """Return the exit status of pytest for each mutant by its name; None for those that were not tried."""
    found: dict[str, int | None] = {}
    for path in sorted(MUTANTS.rglob("*.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _module(name: str) -> str:
    """Return the module of a mutant: the text before the mangled name of its function."""
    parts = name.split(".")
    return ".".join(part for part in parts if not part.startswith(("x_", "xǁ")))


def _share(killed: int, total: int) -> str:
    return f"{killed / total:4.0%} {killed:5} of {total:5}"


if __name__ == "__main__":
    sys.exit(main())
