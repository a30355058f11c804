"""Whatever was edited: a build with what earlier builds have kept gives the bytes of a build that has nothing."""

from __future__ import annotations

import io
import shutil
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kbsite.cli import main
from kbsite.pipeline.cache import ParseCache
from kbsite.pipeline.load import problems_of_names
from kbsite.pipeline.report import Options
from kbsite.render.outputs.card import draw
from kbsite.serve.rebuild import refresh
from kbsite.site.shown import Shown
from tests.sites import LAYOUTS, files

if TYPE_CHECKING:
    from kbsite.serve.rebuild import Outcome
    from kbsite.serve.snapshot import Snapshot

WORDS = (
    "plan",
    "kommune",
    "folkehelse",
    "høring",
    "vedtak",
    "TODO",
    "loven § 11-1",
    "pbl. § 3-1",
    "[her](annet.md)",
)
NAMES = ("plan", "annet", "tredje")
THEMES = ("plan", "helse")
AUTHORS = ("kari", "ola")
DAYS = ("2026-01-01", "2026-11-20", "2026-12-01")

EDITS = (
    *("text", "title", "theme", "author", "date", "chapter", "translation", "field", "picture", "rename", "delete"),
    *("layout", "words", "laws", "glossary", "kinds", "configuration", "writing", "static", "day"),
)
numbers = st.integers(0, 8)
Edit = tuple[str, int, int]
edits = st.tuples(st.sampled_from(EDITS), numbers, numbers)
drawn_once = cache(draw)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def page(text: str, *, title: str = "Plan", theme: str = "plan", author: str = "kari", date: str = DAYS[0]) -> str:
    head = f"title: {title}\nsummary: Kort.\ndate: {date}\nthemes: [{theme}]\nauthors: [{author}]\n"
    return f"---\n{head}---\n\n{text}\n"


def begun(root: Path) -> None:
    """Write the site that edits begin with, which has no errors."""
    write(root / "data/site.yaml", "title: Nettsted\nbase_url: https://example.org/\nemail: post@example.org\n")
    write(root / "data/themes.yaml", "- id: plan\n  title: Plan\n- id: helse\n  title: Helse\n")
    for author in AUTHORS:
        write(root / f"content/forfattere/{author}.md", f"---\ntitle: {author.capitalize()}\n---\n")
    for name in NAMES:
        write(root / f"content/artikler/{name}/index.md", page(f"Om {name} i kommunen.", title=name.capitalize()))
    shutil.copytree(LAYOUTS, root / "layouts")


def line(path: Path, name: str, value: str) -> None:
    """Give a field of a page another value."""
    if path.is_file():
        lines = path.read_text(encoding="utf-8").split("\n")
        write(path, "\n".join(f"{name}: {value}" if each.startswith(f"{name}:") else each for each in lines))


def edit_page(root: Path, what: str, which: int, how: int) -> None:
    """Edit the text or a field of a page."""
    file = root / "content/artikler" / NAMES[which % 3] / "index.md"
    match what:
        case "text" if file.is_file():
            write(file, file.read_text(encoding="utf-8") + f"\nMer om {WORDS[how]}.\n")
        case "title":
            line(file, "title", f"Om plan {how}")
        case "theme":
            line(file, "themes", f"[{THEMES[how % 2]}]")
        case "author":
            line(file, "authors", f"[{AUTHORS[how % 2]}]")
        case "date":
            line(file, "date", DAYS[how % 3])
        case "field" if file.is_file():
            write(file, file.read_text(encoding="utf-8").replace("summary: Kort.", f"summary: Kort om {how}."))


def edit_files(root: Path, what: str, which: int, how: int) -> None:
    """Move or remove a page, or give it files that belong to it."""
    folder = root / "content/artikler" / NAMES[which % 3]
    file = folder / "index.md"
    match what:
        case "rename" if folder.is_dir():
            folder.rename(folder.with_name(f"{folder.name}-{how}"))
        case "delete":
            shutil.rmtree(folder, ignore_errors=True)
        case "chapter" if file.is_file():
            write(folder / f"0{how}-del.md", f"---\ntitle: Del {how}\n---\n\nSe § 11-1 om {WORDS[how]}. NPF.\n")
        case "translation" if file.is_file():
            write(folder / "index.nn.md", page(f"Ikkje {how}.", title=f"Nynorsk {how}"))
        case "picture" if file.is_file():
            (folder / "fil.txt").write_bytes(b"tekst" * how)
            write(file, file.read_text(encoding="utf-8") + "\nSe [filen](fil.txt).\n")


def edit_setting(root: Path, what: str, how: int) -> None:
    """Edit what all pages are made with."""
    match what:
        case "layout":
            path = root / "layouts/article.html"
            write(path, path.read_text(encoding="utf-8") + f"<!-- {how} -->\n")
        case "words":
            path = root / "layouts/strings/nb.yaml"
            write(path, path.read_text(encoding="utf-8").replace("Søk", f"Søk{how}"))
        case "laws":
            law = f"- id: pbl\n  title: Lov {how}\n  names: [plan- og bygningsloven]\n  abbreviations: [pbl.]\n"
            write(root / "data/laws.yaml", f"{law}  lovdata: lov/2008-06-27-7{how}\n")
        case "glossary":
            write(root / "data/glossary.yaml", f"- id: plan\n  term: {WORDS[how % 4]}\n  definition: Ord {how}.\n")
        case "kinds":
            names = f"  name:\n    one: Kurs {how}\n    many: Kurs\n"
            write(root / "data/kinds.yaml", f"- id: kurs\n  folder: kurs\n{names}")
        case "configuration":
            path = root / "data/site.yaml"
            write(path, path.read_text(encoding="utf-8").replace("title: Nettsted", f"title: Nettsted {how}"))
        case "writing":
            write(root / "data/writing.yaml", "abbreviations: [NPF]\n" if how % 2 else "")
        case "static":
            write(root / "static/filen.txt", f"{how}")


def built(root: Path, output: Path, day: str, *, search: bool) -> tuple[tuple[int, str], dict[str, bytes]]:
    """Return the exit status and what was told, and the files of the output without those of an earlier index."""
    arguments = ["build", "--root", str(root), "--output", str(output), "--lang", "en", "--quiet", "--today", day]
    with redirect_stderr(io.StringIO()) as told:
        status = main([*arguments, *(() if search else ("--no-search",))])
    return (status, told.getvalue()), without_earlier(files(output) if output.is_dir() else {})


def checked(root: Path, day: str) -> tuple[int, str]:
    """Return the exit status of a check and the problems that it finds."""
    with redirect_stdout(io.StringIO()) as told:
        status = main(["check", "--root", str(root), "--lang", "en", "--format", "json", "--today", day])
    return status, told.getvalue()


def without_earlier(found: dict[str, bytes]) -> dict[str, bytes]:
    """Return files without those of an earlier index: what stands in the output folder says which of them stay."""
    newest, *earlier = found.pop("sok/indeks/utgaver.txt", b"").decode().split() or [""]
    kept = {path for path in found if not path.startswith(tuple(f"sok/indeks/{name}/" for name in earlier))}
    return {path: found[path] for path in kept} | {"newest": newest.encode()}


def edit(root: Path, what: str, which: int, how: int) -> None:
    """Make one edit, which may be none where what it is about is not there any more."""
    edit_page(root, what, which, how)
    edit_files(root, what, which, how)
    edit_setting(root, what, how)


def compared(chosen: list[Edit], *, search: bool) -> int:
    """Compare, after each edit, a build of a site that has been built before with one of a copy that has not.

    The same is built once more, which changes nothing, and some sites are checked too.

    Return how many of the builds had no error.
    """
    sound = 0
    with tempfile.TemporaryDirectory() as name, patch("kbsite.render.outputs.card.draw", drawn_once):
        root, output, day = Path(name) / "site", Path(name) / "public", DAYS[1]
        begun(root)
        assert built(root, output, day, search=search)[0][0] == 0
        for number, (what, which, how) in enumerate(chosen):
            edit(root, what, which, how)
            day = DAYS[1 + how % 2] if what == "day" else day
            clean = Path(name) / f"clean-{number}"
            shutil.copytree(root, clean, ignore=shutil.ignore_patterns(".kbsite"))
            first = checked(clean, day) if number % 3 == 0 else None
            told, found = built(root, output, day, search=search)
            expected, fresh = built(clean, Path(name) / f"fresh-{number}", day, search=search)
            assert told == expected, what
            if first is not None:
                assert first == checked(root, day) == checked(root, day), what
            assert built(root, output, day, search=search) == (told, found), what
            if told[0] == 0:
                sound += 1
                assert [path for path in sorted({*found, *fresh}) if found.get(path) != fresh.get(path)] == [], what
    return sound


EVERY = [(what, number % 3, number % 9) for number, what in enumerate(EDITS)]
"""Each edit once."""


@pytest.mark.parametrize("chosen", [EVERY, EVERY[::-1]], ids=["in order", "backwards"])
def test_a_build_after_each_edit_is_a_clean_build(chosen: list[Edit]) -> None:
    assert compared(chosen, search=False) > len(chosen) / 2  # of a site with errors nothing is written


@settings(max_examples=5, deadline=None)
@given(st.lists(edits, min_size=1, max_size=4))
def test_a_build_after_edits_is_a_clean_build(chosen: list[Edit]) -> None:
    compared(chosen, search=False)


@settings(max_examples=2, deadline=None)
@given(st.lists(edits, min_size=1, max_size=4))
@example([("text", 0, 1), ("layout", 0, 1), ("day", 0, 1), ("static", 0, 1), ("glossary", 0, 1), ("date", 0, 2)])
def test_the_index_after_edits_is_that_of_a_clean_build(chosen: list[Edit]) -> None:
    compared(chosen, search=True)


def served(root: Path, cache: ParseCache, before: Snapshot | None, day: str) -> Outcome:
    """Return what the workbench shows of a site."""
    shown = Shown(drafts=True, future=True)
    options = Options(
        root=root, layouts=root / "layouts", output=root / "public", today=date.fromisoformat(day), shown=shown
    )
    return refresh(options, cache, before)


def shown_files(snapshot: Snapshot | None) -> dict[str, bytes]:
    """Return each page of a snapshot, and each file beside the pages that is made of text."""
    if snapshot is None:
        return {}
    beside = {path: data for path, data in snapshot.companions.items() if isinstance(data, bytes)}
    return {path: snapshot.page(path) for path in snapshot.planned} | beside


def served_as_clean(chosen: list[Edit]) -> int:
    """Compare what a workbench shows that has shown the site before each edit with what a new one shows.

    They are compared after every fourth edit and the last. Return how often the site was shown as it was saved.
    """
    sound = 0
    with tempfile.TemporaryDirectory() as name:
        root, cache, day = Path(name) / "site", ParseCache(), DAYS[1]
        begun(root)
        snapshot = served(root, cache, None, day).snapshot
        shown_files(snapshot)
        cache.trusting = True
        for number, (what, which, how) in enumerate(chosen):
            old = files(root)
            edit(root, what, which, how)
            new = files(root)
            cache.doubt(path for path in {*old, *new} if old.get(path) != new.get(path))
            day = DAYS[1 + how % 2] if what == "day" else day
            outcome = served(root, cache, snapshot, day)
            snapshot = outcome.snapshot or snapshot
            if number % 4 and number + 1 < len(chosen):
                continue
            fresh = served(root, ParseCache(), None, day)
            assert (outcome.problems, outcome.fault, outcome.held) == (fresh.problems, fresh.fault, fresh.held), (
                what
            )
            if fresh.snapshot and not fresh.held:
                sound += 1
                found, expected = shown_files(snapshot), shown_files(fresh.snapshot)
                assert [path for path in sorted({*found, *expected}) if found.get(path) != expected.get(path)] == []
    return sound


def test_the_workbench_shows_after_each_edit_what_a_new_one_shows() -> None:
    assert served_as_clean(EVERY) > 1


@settings(max_examples=2, deadline=None)
@given(st.lists(edits, min_size=1, max_size=4))
@example([("text", 0, 1), ("title", 1, 2), ("rename", 0, 2), ("delete", 1, 0), ("chapter", 2, 1), ("theme", 2, 1)])
def test_the_workbench_shows_after_edits_what_a_new_one_shows(chosen: list[Edit]) -> None:
    served_as_clean(chosen)


def test_a_text_is_read_again_when_its_file_is_another_or_a_change_of_it_was_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, read = tmp_path / "content/artikler/en.md", ParseCache(trusting=True)
    monkeypatch.setattr("kbsite.pipeline.cache.file_state", lambda path: (Path(path).stat().st_size,))
    seen = []
    for text in ("en", "to", "tre", "fire", "fem!"):
        write(file, text)
        if text == "fem!":
            read.doubt(["C:\\et annet sted\\content\\en.md"])
        seen.append(read.read(tmp_path, 100).sources[0].data.decode())
    assert seen == ["en", "en", "tre", "fire", "fem!"]


def test_the_problems_of_names_are_those_of_the_files_that_there_are(tmp_path: Path) -> None:
    cache, seen = ParseCache(), []
    for name, there in (("plan", True), ("vedtak - Kopi", True), ("plan", True), ("vedtak - Kopi", False)):
        file = tmp_path / f"content/artikler/{name}.txt"
        write(file, "tekst") if there else file.unlink()
        found = cache.named(cache.read(tmp_path, 100))
        assert found == problems_of_names(cache.read(tmp_path, 100))
        seen.append({each.code for each in found})
    assert seen == [set(), {"copied-file"}, {"copied-file"}, set()]


def test_every_edit_changes_the_site(tmp_path: Path) -> None:
    for what, which, how in ((each, 0, 1) for each in EDITS if each != "day"):
        root = tmp_path / what
        begun(root)
        before = files(root)
        edit(root, what, which, how)
        assert files(root) != before, what
