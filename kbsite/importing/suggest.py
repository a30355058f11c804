"""A first map from what is in a source: hosts, addresses, lines that repeat, names that are alike, with counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kbsite.importing.analyse import Settings, analyse
from kbsite.importing.bring_in import site_of
from kbsite.importing.debris import repeated, system
from kbsite.importing.draft import scalar
from kbsite.importing.forms.read import read
from kbsite.importing.gather import same_people
from kbsite.importing.map_file import MapFile
from kbsite.importing.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.importing.model import OldPage, Problem, Read
    from kbsite.pipeline.report import Options

_MOST = 40


def suggest(source: Path, options: Options, words: Catalogue) -> str:
    """Return a map in YAML, with comments that say how often each pattern occurs."""
    site = site_of(options)
    chosen = MapFile()
    told: list[Problem] = []
    pages = list(read(source, chosen, told.append))
    common = repeated(pages)
    settings = Settings(chosen, common, {kind.folder: kind.kind for kind in site.config.kinds.listed})
    reads = [analyse(page, common[system(page)], settings) for page in pages]
    themes = ", ".join(theme.id for theme in site.config.themes)
    lines = [
        f"# {words.line('import_map_head', pages=len(pages))}",
        *(f"#   {form}: {count}" for form, count in Counter(page.form for page in pages).most_common()),
        "",
        *_hosts(pages, words),
        f"# {words.line('import_map_status')}",
        "status: draft",
        f"# {words.line('import_map_otherwise', themes=themes)}",
        "otherwise:",
        "  kind: article",
        f"  themes: [{site.config.themes[0].id if site.config.themes else ''}]",
        *_rules(reads, words, [theme.id for theme in site.config.themes]),
        *_debris(pages, words),
        *_names(reads, words),
    ]
    return "\n".join(lines) + "\n"


def _hosts(pages: Sequence[OldPage], words: Catalogue) -> Iterator[str]:
    found = Counter(page.host for page in pages if page.host)
    if found:
        yield f"# {words.line('import_map_hosts')}"
        yield "hosts:"
        yield from (f"  - {host}  # {count}" for host, count in found.most_common())


def _rules(reads: Sequence[Read], words: Catalogue, themes: Sequence[str]) -> Iterator[str]:
    """Yield a rule for each beginning of addresses, or folder, that several pages share."""
    for name in ("address", "file"):
        beginnings: dict[str, list[Read]] = {}
        for each in reads:
            if name == "file" and each.page.address:
                continue
            parts = (each.page.address if name == "address" else each.page.origin).split("/")
            for depth in range(2, min(len(parts), 5)):
                beginnings.setdefault("/".join(parts[:depth]) + "/", []).append(each)
        several = {begin: found for begin, found in beginnings.items() if len(found) > 1}
        chosen = sorted(several, key=lambda begin: (-begin.count("/"), begin))[:_MOST]
        if chosen and name == "address":
            yield f"# {words.line('import_map_rules')}"
            yield "rules:"
        elif chosen and not any(each.page.address for each in reads):
            yield "rules:"
        for begin in chosen:
            kinds = Counter(each.kind.value for each in several[begin]).most_common()
            counts = ", ".join(f"{kind}: {count}" for kind, count in kinds)
            theme = next((theme for theme in themes if theme in begin.lower()), "")
            yield f"  - {name}: [{scalar(begin)}]  # {len(several[begin])} ({counts})"
            yield f"    kind: {kinds[0][0]}"
            if theme:
                yield f"    themes: [{theme}]"


def _debris(pages: Sequence[OldPage], words: Catalogue) -> Iterator[str]:
    """Yield the lines that stand on many pages: they are cut above and below a text already."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({plain(block.text) for block in page.blocks if len(block.text) < 100})
    many = [(line, count) for line, count in counts.most_common(_MOST) if count >= max(3, len(pages) // 5)]
    if many:
        yield f"# {words.line('import_map_debris')}"
        yield "debris:"
        yield from (f"#  - {scalar(line)}  # {count}" for line, count in many)


def _names(reads: Sequence[Read], words: Catalogue) -> Iterator[str]:
    """Yield the names that are nearly the same."""
    pairs = {
        doubt.words
        for each in same_people(reads, {})
        for doubt in each.doubts
        if doubt.line == "import_doubt_same_person"
    }
    if pairs:
        yield f"# {words.line('import_map_names')}"
        yield "names:"
        for pair in sorted(pairs):
            other, _, name = pair.partition(" / ")
            yield f"#  {scalar(name)}: [{scalar(other)}]"
