"""Where the time of a build goes: `python -m bench.profile [PAGES …]`, 1,000 and 10,000 unless told otherwise.

Each size is built in a process of its own, from nothing, without the search index and without the pictures for
sharing that a cache would hold after the first build (`--cards` draws them too). Wall time depends on what else the
machine does; processor time much less. The last column is how many times the processor time has grown from the
first size to the last: more than the number of pages has grown by is more than linear.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.measure import TODAY, write_site
from bench.sentences import Sentences
from kbsite.pipeline.build import build
from kbsite.pipeline.load import LOADERS
from kbsite.pipeline.report import Options, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent

STAGES = {
    "parse": "kbsite.pipeline.load.parse_all",
    "check": "kbsite.pipeline.kept.parsed.KeptParsing.check",
    "link": "kbsite.pipeline.load.link",
    "view": "kbsite.pipeline.load.view",
    "plan": "kbsite.pipeline.build.plan",
    "compose": "kbsite.render.compose.PlannedPage.job",
    "render": "kbsite.render.templates.Renderer.page",
    "keep": "kbsite.pipeline.kept.store.Store.put",
    "write": "kbsite.publish.staged.Staged.put",
    "publish": "kbsite.pipeline.build.publish",
}
"""The function of each stage, by the name that it is called by; the rest of a build is `else`."""

LOADED = ("read",)
"""The stages whose functions are among the `Loaders` of a build; documents are checked where they are parsed."""

ORDER = (
    "read",
    "parse",
    "link",
    "view",
    "check",
    "plan",
    "compose",
    "render",
    "keep",
    "write",
    "publish",
    "else",
    "all",
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, seconds of the processor, and peak memory in MiB when the stage has ended."""

    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0


class Stopwatch:
    """The cost of each stage, without that of the stages that it calls."""

    def __init__(self) -> None:
        self.costs: dict[str, Cost] = {}
        self._inner: list[Cost] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add what is done within to a stage."""
        self._inner.append(Cost())
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            taken = Cost(time.perf_counter() - wall, time.process_time() - cpu)
            inner = self._inner.pop()
            known = self.costs.get(name, Cost())
            self.costs[name] = Cost(
                known.wall + taken.wall - inner.wall, known.cpu + taken.cpu - inner.cpu, _peak_memory()
            )
            if self._inner:
                outer = self._inner[-1]
                self._inner[-1] = Cost(outer.wall + taken.wall, outer.cpu + taken.cpu)

    def watched(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same as another, as a stage."""

        def wrapper(*arguments: Any, **named: Any) -> Any:
            with self.stage(name):
                return function(*arguments, **named)

        return wrapper


def profiled(root: Path, output: Path, *, cards: bool = False) -> Mapping[str, Cost]:
    """Return the cost of each stage of a build of `root`."""
    watch = Stopwatch()
    for name, path in STAGES.items():
        owner, attribute = _found(path)
        setattr(owner, attribute, watch.watched(name, getattr(owner, attribute)))
    loaders = {name: watch.watched(name, getattr(LOADERS, name)) for name in LOADED}
    vars(import_module("kbsite.pipeline.build"))["LOADERS"] = replace(LOADERS, **loaders)
    if not cards:
        vars(import_module("kbsite.pipeline.pictures"))["card_bytes"] = lambda _card, _root: b""
    with watch.stage("else"):
        report = build(
            Options(root=root, layouts=ROOT / "layouts", output=output, today=TODAY, searchable=False), silent
        )
    if report.written is None:
        raise SystemExit(f"the site has errors: {report.problems[:3]}")
    print(f"{len(report.problems)} warnings", file=sys.stderr)
    return watch.costs


def table(found: Sequence[tuple[int, Mapping[str, Cost]]]) -> str:
    """Return the costs of some sizes as a table in Markdown, with how much each stage has grown."""
    sizes = " | ".join(f"{pages:,}: s | CPU s | MB" for pages, _ in found)
    lines = [f"| stage | {sizes} | growth |", "| --- " * (2 + 3 * len(found)) + "|"]
    whole = [(pages, {**costs, "all": _sum(costs)}) for pages, costs in found]
    for name in ORDER:
        costs = [each.get(name, Cost()) for _, each in whole]
        cells = " | ".join(f"{each.wall:.2f} | {each.cpu:.2f} | {each.memory:.0f}" for each in costs)
        growth = f"{costs[-1].cpu / costs[0].cpu:.1f}" if costs[0].cpu else "–"
        lines.append(f"| {name} | {cells} | {growth} |")
    return "\n".join(lines)


def _sum(costs: Mapping[str, Cost]) -> Cost:
    each = costs.values()
    return Cost(sum(c.wall for c in each), sum(c.cpu for c in each), max(c.memory for c in each))


def _found(path: str) -> tuple[Any, str]:
    """Return the module or the class that has a function, and the function's name."""
    owner, _, attribute = path.rpartition(".")
    try:
        return import_module(owner), attribute
    except ModuleNotFoundError:
        module, _, name = owner.rpartition(".")
        return getattr(import_module(module), name), attribute


def _peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _in_process_of_its_own(pages: int, *, cards: bool) -> Mapping[str, Cost]:
    command = [sys.executable, "-m", "bench.profile", "--one", str(pages), *(["--cards"] if cards else [])]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own command
    return {name: Cost(**cost) for name, cost in json.loads(done.stdout).items()}


def main() -> None:
    """Print the table of the stages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--cards", action="store_true", help="draw the pictures for sharing too")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.one:
        found = [(pages, _in_process_of_its_own(pages, cards=given.cards)) for pages in given.pages]
        print(table(found))
        return
    with tempfile.TemporaryDirectory(prefix="kbsite-profile-") as folder:
        root = Path(folder) / "site"
        write_site(root, given.pages[0], Sentences(ROOT / "content").draw, summaries=True)
        before = _peak_memory()
        costs = profiled(root, Path(folder) / "public", cards=given.cards)
    costs = {name: replace(cost, memory=max(cost.memory, before)) for name, cost in costs.items()}
    print(json.dumps({name: asdict(cost) for name, cost in costs.items()}))


if __name__ == "__main__":
    main()
