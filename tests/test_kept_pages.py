"""A page is kept with what it is made of, and made again only where some of that is different."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kbsite.model import Site
from kbsite.pipeline.kept.assets import kept_assets
from kbsite.pipeline.kept.pages import KeptPages, Rendered
from kbsite.pipeline.kept.store import Store, key, store
from kbsite.render.compose import planned_pages
from kbsite.render.outputs.assets import asset_links
from kbsite.render.outputs.open_data.pages import page_texts
from kbsite.render.outputs.page_facts import PageFacts
from kbsite.render.templates import Renderer
from kbsite.site.reads import Digests, Reads, UnknownValueError, read_site
from tests.samples import config, plain_text, site, text
from tests.sites import build, files, write_site
from tests.test_compose import WORDS, _Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kbsite.model import Document
    from kbsite.render.compose import PageJob

FILES = {
    "content/artikler/a.md": text("A", "Se [b](b.md).", themes="[plan]", authors="[kari]"),
    "content/artikler/b.md": text("B", themes="[plan]", authors="[kari]"),
    "content/artikler/c/index.md": text("C", themes="[helse]", authors="[ola]"),
    "content/artikler/c/01-d.md": plain_text("D"),
    "content/artikler/c/index.nn.md": text("C nynorsk", lang="nn"),
    "content/forfattere/kari.md": plain_text("Kari"),
    "content/forfattere/ola.md": plain_text("Ola"),
}
STRINGS: dict[str, dict[str, str]] = {"nb": _Words(WORDS), "nn": _Words(WORDS)}


def site_of(of: dict[str, str]) -> Site:
    return site(of, config("plan", "helse"))


def digests(built: Site) -> Digests:
    return Digests(built, {each.path: repr(each).encode() for each in built.documents})


def read_by(built: Site) -> dict[str, dict[tuple[str, ...], None]]:
    """Return what the view of each page reads of the site, by the page's path."""
    noting = read_site(built)
    found = {}
    for planned in planned_pages(noting, STRINGS):
        with noting.reads.noted() as reads:
            planned.make()
        found[planned.path] = reads
    return found


def test_a_site_that_notes_what_is_read_is_the_same_site() -> None:
    built = site_of(FILES)
    noting = read_site(built)
    for each in fields(Site):
        if each.init:
            value, noted = getattr(built, each.name), getattr(noting, each.name)
            assert noted is value or dict(noted) == dict(value), each.name
    plain = {each.path: each.make() for each in planned_pages(built, STRINGS)}
    assert {each.path: each.make() for each in planned_pages(noting, STRINGS)} == plain


def test_what_one_page_reads_is_noted_also_where_another_page_made_it() -> None:
    built = site_of(FILES)
    everything = read_by(built)
    noting = read_site(built)
    for planned in planned_pages(noting, STRINGS):
        alone = read_site(built)
        (same,) = (each for each in planned_pages(alone, STRINGS) if each.path == planned.path)
        with alone.reads.noted() as reads:
            same.make()
        assert reads.keys() == everything[planned.path].keys(), planned.path


def test_a_page_reads_what_belongs_to_it_and_no_list_of_all_pages() -> None:
    found = read_by(site_of(FILES))["artikler/a/index.html"]
    assert ("related", "/artikler/a/") in found
    assert ("backlinks", "/artikler/a/") in found
    assert ("targets", "content/artikler/a.md") in found
    assert ("profiles", "kari") in found
    assert not {read for read in found if len(read) == 1}
    assert ("pages",) in read_by(site_of(FILES))["index.html"]


def test_nothing_is_noted_outside_and_what_is_noted_within_counts_outside() -> None:
    reads = Reads()
    reads.note("pages")
    with reads.noted() as outer:
        reads.note("authors")
        with reads.noted() as inner:
            reads.note("targets", "a")
    assert [*inner] == [("targets", "a")]
    assert [*outer] == [("authors",), ("targets", "a")]


def test_a_digest_changes_with_each_value_and_not_without() -> None:
    built = site_of(FILES)
    some = digests(built)
    one = some.of([("related", "/artikler/a/")], "x", 1)
    assert one == digests(site_of(FILES)).of([("related", "/artikler/a/")], "x", 1)
    others = [
        some.of([("related", "/artikler/b/")], "x", 1),
        some.of([("related", "/artikler/a/")], "x", "1"),
        some.of([("related", "/artikler/a/")], ("x", 1)),
        some.of([("related", "/artikler/a/")], "x", True),
        some.of([], "x", 1),
        digests(site_of({**FILES, "content/artikler/b.md": text("B ny")})).of(
            [("related", "/artikler/a/")], "x", 1
        ),
    ]
    assert len({one, *others}) == len(others) + 1


def test_what_has_no_digest_is_refused() -> None:
    built = site_of(FILES)
    (page,) = (each for each in built.pages if each.path == "content/artikler/a.md")
    for value in (object(), page.with_meta(page.meta), {1, 2}):
        with pytest.raises(UnknownValueError):
            digests(built).of([], value)
    with pytest.raises(UnknownValueError):
        Digests(built, {}).of([("pages",)])


class Makes:
    """Counts what is made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made: list[str] = []

    def all_pages(self, built: Site, of_all: bytes = b"1", *others: object) -> list[str]:
        """Return the paths of the pages that are made anew."""
        self.made = []
        with store(self.root) as kept:
            noting = read_site(built)
            pages = KeptPages(kept, noting, digests(built), of_all)
            for planned in planned_pages(noting, STRINGS):

                def make() -> Rendered:
                    self.made.append(planned.path)  # noqa: B023 - called at once
                    html = repr(planned.make()).encode()  # noqa: B023
                    facts = PageFacts(planned.path, ("x", ""), (("a", "b"),), ("1", "2", "3"), "y")  # noqa: B023
                    return Rendered(html, facts)

                found = pages.page(planned, make, *others)
                assert found == Rendered(
                    repr(planned.make()).encode(),
                    PageFacts(planned.path, ("x", ""), (("a", "b"),), ("1", "2", "3"), "y"),
                )
        return self.made


def test_a_page_is_made_again_where_something_that_it_is_made_of_is_different(tmp_path: Path) -> None:
    makes = Makes(tmp_path)
    built = site_of(FILES)
    first = makes.all_pages(built)
    assert len(first) == len([*planned_pages(built, STRINGS)])
    assert makes.all_pages(built) == []
    edited = site_of({**FILES, "content/artikler/b.md": text("B", "Ny tekst.", themes="[plan]", authors="[kari]")})
    again = makes.all_pages(edited)
    assert {"artikler/b/index.html", "artikler/a/index.html", "index.html"} <= set(again)
    assert not {"forfattere/ola/index.html", "artikler/c/del/index.html", "sok/index.html"} & set(again)
    assert makes.all_pages(edited) == []
    assert makes.all_pages(edited, b"2") == first
    assert makes.all_pages(edited, b"2", "pdf") == first
    later = replace(edited, today=date(2030, 1, 1))
    assert "artikler/a/index.html" not in makes.all_pages(later, b"2", "pdf")


@pytest.mark.parametrize("data", [b"", b"[]\nx", b'[[], "", []]\nx', b"{}\n", b"\xff\n"])
def test_a_kept_page_that_cannot_be_read_is_made_again(tmp_path: Path, data: bytes) -> None:
    makes = Makes(tmp_path)
    built = site_of(FILES)
    first = makes.all_pages(built)
    with store(tmp_path) as kept:
        for path in first:
            kept.put(key(b"page", b"1", path.encode()), data)
    assert makes.all_pages(built) == first


def test_a_build_after_an_edit_renders_only_pages_that_it_concerns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "---\ntitle: {}\nsummary: Kort.\ndate: 2026-01-01\nthemes: [{}]\nauthors: [{}]\n---\n\n{}\n"
    content = {
        "artikler/a.md": page.format("A", "plan", "kari", "Tekst."),
        "artikler/b.md": page.format("B", "rus", "ola", "Tekst."),
        "forfattere/kari.md": "---\ntitle: Kari\n---\n",
        "forfattere/ola.md": "---\ntitle: Ola\n---\n",
        "data/themes.yaml": "- id: plan\n  title: Plan\n- id: rus\n  title: Rus\n",
    }
    rendered: list[str] = []
    render = Renderer.page

    def noted(self: Renderer, job: PageJob) -> bytes:
        rendered.append(job.path)
        return render(self, job)

    monkeypatch.setattr(Renderer, "page", noted)
    root = write_site(tmp_path / "site", content)
    assert build(root, tmp_path / "public") == 0
    every = [*rendered]
    rendered.clear()
    (root / "content/artikler/a.md").write_text(page.format("A", "plan", "kari", "Ny tekst."), encoding="utf-8")
    assert build(root, tmp_path / "public") == 0
    assert "artikler/a/index.html" in rendered
    assert not {"artikler/b/index.html", "forfattere/ola/index.html", "sok/index.html"} & set(rendered)
    rendered.clear()
    content["artikler/a.md"] = page.format("A", "plan", "kari", "Ny tekst.")
    fresh = write_site(tmp_path / "fresh", content)
    assert build(fresh, tmp_path / "other") == 0
    assert sorted(rendered) == sorted(every)
    assert files(tmp_path / "public") == files(tmp_path / "other")


def test_the_markdown_of_a_page_is_made_again_where_something_that_it_says_is_different(tmp_path: Path) -> None:
    def texts(built: Site) -> list[str]:
        """Return the paths of those that are made anew; all are compared with what is made without a store."""
        made: list[str] = []

        def keep(path: str, document: Document, make: Callable[[], bytes]) -> bytes:
            def noted() -> bytes:
                made.append(path)
                return make()

            return pages.text(path, document, noted)

        with store(tmp_path) as kept:
            noting = read_site(built)
            pages = KeptPages(kept, noting, digests(built), b"1")
            assert [*page_texts(noting, STRINGS, keep)] == [*page_texts(built, STRINGS)]
        return made

    first = texts(site_of(FILES))
    assert "artikler/a/index.md" in first
    assert texts(site_of(FILES)) == []
    edited = {**FILES, "content/artikler/b.md": text("B ny", themes="[plan]", authors="[kari]")}
    assert set(texts(site_of(edited))) == {"artikler/b/index.md", "artikler/a/index.md", "forfattere/kari/index.md"}


def test_assets_are_published_alike_whether_they_are_kept_or_made(tmp_path: Path) -> None:
    assets = {
        "assets/a.js": b'import { b } from "./b.js";\nb();\n',
        "assets/b.js": b"// A comment.\nexport const b = () => 1;\n",
        "assets/c.css": b"/* A comment. */\nbody { color: red }\n",
        "assets/empty.txt": b"",
    }
    made = kept_assets(assets, None)
    for _ in range(2):
        with store(tmp_path) as kept:
            assert kept_assets(assets, kept) == made
            assert kept_assets({**assets, "assets/c.css": b"body { color: blue }\n"}, kept) != made
    assert asset_links(assets, "/x/", made.version) == asset_links(assets, "/x/")


@pytest.mark.parametrize("data", [b"", b"x", b"[]\n", b'["v", [["a", 2]]]\nx', b'["v", [["a", 1]]]\nxy'])
def test_assets_that_are_kept_as_something_else_are_made(tmp_path: Path, data: bytes) -> None:
    class Other(Store):
        def get(self, name: bytes) -> bytes:
            return data

    assets = {"assets/c.css": b"body { color: red }\n"}
    assert kept_assets(assets, Other()) == kept_assets(assets, None)
