"""The search of the built site: asked for anything by its name, it gives that first."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbsite.norwegian.names_and_dates import LANGUAGES
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options
from tests.node import run_node
from tests.sites import LAYOUTS, ROOT, newest_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.model import Site

ASK = Path(__file__).parent / "script/built_site.mjs"


def ask(folder: Path, queries: Iterable[str], many: int = 1) -> list[dict[str, Any]]:
    """Return what the search of a built site says to each query."""
    done = run_node(ASK, str(folder), str(many), given=json.dumps(list(queries)))
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def names(site: Site) -> dict[str, set[str]]:
    """Return the addresses that each title, law, term, theme and author of a site leads to."""
    found: dict[str, set[str]] = defaultdict(set)
    for page in (*site.pages, *site.authors):
        found[page.meta.title].add(page.address)
    for lang in LANGUAGES:
        for theme in site.config.themes:
            found[theme.title.in_language(lang)].add(f"/tema/{theme.id}/")
        for law in site.config.laws:
            for name in (law.title.in_language(lang), *law.names, *law.abbreviations):
                found[name].add(f"/lover/{law.id}/")
                found[f"alt om {name} § 4-1"].add(f"/lover/{law.id}/")
        for term in site.config.glossary:
            for name in filter(None, (term.term.in_language(lang), term.abbreviation)):
                found[name].add(f"/ordliste/#{term.id}")
    return found


def test_what_is_asked_for_by_its_name_comes_first(built_site: Path, tmp_path: Path) -> None:
    today = date.fromisoformat(newest_day(ROOT))
    loaded = load(Options(root=ROOT, layouts=LAYOUTS, output=tmp_path, today=today), lambda *_: None)
    assert loaded.site
    named = names(loaded.site)
    assert len(named) > 300
    folded: dict[str, set[str]] = defaultdict(set)
    for name, addresses in named.items():
        folded[name.lower()] |= addresses
    wrong = {
        name: answer["found"]
        for name, answer in zip(named, ask(built_site, named), strict=True)
        if not folded[name.lower()].intersection(answer["found"])
    }
    assert wrong == {}
