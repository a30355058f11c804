"""Measures what an import of many pages takes: `python -m bench.import_speed [PAGES]` (default: 1,000).

Writes made-up pages (the forms of bench/old_pages by turns) and an empty site, and imports them in a process of its
own, once and then once again. Prints seconds and the peak of memory.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.old_pages.pages import Page, body, pages
from bench.old_pages.systems import write

if TYPE_CHECKING:
    from collections.abc import Iterator

_SITE = """title: Prøve
base_url: https://prove.example/
email: post@prove.example
language: nb
description: { nb: Prøve, nn: Prøve }
publisher: Prøve
"""
_THEMES = "- id: plan\n  title: Plan\n  summary: Om planer.\n"
_MAP = "status: archived\notherwise:\n  themes: [plan]\nrules:\n  - address: [/Temaomrader/]\n    kind: article\n"


def many(count: int) -> Iterator[Page]:
    """Yield that many pages: those of the corpus again and again, each time with other numbers and texts."""
    first = pages()
    for at in range(count):
        page, turn = first[at % len(first)], at // len(first)
        if turn == 0:
            yield page
            continue
        number = page.number + 1000 * turn
        address = page.address.replace("/", f"/{turn}-", 1) if page.address else ""
        yield replace(
            page, number=number, title=f"{page.title} {turn}", address=address, parent=-1, twin="",
            body=body(page.standard, number),
        )  # fmt: skip


def main() -> None:
    """Print the measurements."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "old", list(many(count)))
        (folder / "site/data").mkdir(parents=True)
        (folder / "site/content").mkdir()
        (folder / "site/data/site.yaml").write_text(_SITE, encoding="utf-8")
        (folder / "site/data/themes.yaml").write_text(_THEMES, encoding="utf-8")
        (folder / "map.yaml").write_text(_MAP, encoding="utf-8")
        command = [sys.executable, "-m", "kbsite", "import", str(folder / "old"), "--map", str(folder / "map.yaml")]
        for run in ("first", "again"):
            begun = time.monotonic()
            subprocess.run([*command, "--root", str(folder / "site")], check=True)  # noqa: S603 - its own
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            print(
                f"{count} pages, {run}: {time.monotonic() - begun:.1f} s, of processor time so far "
                f"{used.ru_utime + used.ru_stime:.1f} s, peak of memory {used.ru_maxrss / 1024:.0f} MB"
            )


if __name__ == "__main__":
    main()
