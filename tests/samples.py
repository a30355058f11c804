"""Small texts, documents and sites to test with: strings in, values out, no disk."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kbsite.diagnostics import Location
from kbsite.model import Asset, Body, Config, Content, Source, Theme, nodes
from kbsite.norwegian.local_text import LocalText
from kbsite.parse import BUILT_IN_ONLY, ParseSettings, parse
from kbsite.parse.markdown import markdown
from kbsite.read.content import read_layouts
from kbsite.render.filled import Filled, FilledLink, FilledPicture, FilledTerm
from kbsite.render.html import html as print_html
from kbsite.render.templates import load_strings
from kbsite.site.assemble import assemble
from kbsite.site.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Document, Parsed, Site
    from kbsite.schema.kinds import SectionSpec

Node = TypeVar("Node")

TODAY = date(2026, 11, 21)

STRINGS, _ = load_strings(read_layouts(Path(__file__).parent.parent / "layouts"))
"""The site's own words, by language and name."""

AUTHOR = "content/forfattere/kari.md"


def config(*themes: str, **values: str) -> Config:
    """Return the settings of a site with these themes: in bokmål, at https://example.org/, by default."""
    listed = tuple(
        Theme(
            id=name,
            title=LocalText(f"Tema {name}", f"Tema {name} nn"),
            at=Location("data/themes.yaml", number),
            summary=LocalText(),
        )
        for number, name in enumerate(themes, start=1)
    )
    return Config(
        title=LocalText("Nettsted", "Nettstad"),
        base_url=values.get("base_url", "https://example.org/"),
        email="post@example.org",
        language=values.get("language", "nb"),
        description=LocalText("Beskrivelse", "Skildring"),
        publisher="Utgiver",
        forum_url="",
        menu=(),
        footer=(),
        themes=listed,
    )


def text(title: str = "Plan for alle", body: str = "Tekst.", **fields: str) -> str:
    """Return a file's text with front matter; a field is YAML as written, and "" leaves a field out."""
    given = {"title": title, "date": "2026-01-01", "themes": "[plan]", "authors": "[kari]", **fields}
    lines = [f"{name}: {value}" for name, value in given.items() if value]
    return "\n".join(["---", *lines, "---", "", body, ""])


def plain_text(title: str = "Plan for alle", body: str = "Tekst.", **fields: str) -> str:
    """Return the text of a file whose kind needs no date, theme or author."""
    return text(title, body, **{"date": "", "themes": "", "authors": "", **fields})


def parsed(path: str, content: str | bytes) -> Parsed:
    """Return what a file gives."""
    return parse(Source(path, content if isinstance(content, bytes) else content.encode()), BUILT_IN_ONLY)


def document(path: str, content: str | bytes) -> Document:
    """Return the document that a file without faults gives."""
    found = parsed(path, content)
    assert found.problems == (), found.problems
    assert found.document is not None
    return found.document


def site(
    files: Mapping[str, str],
    settings: Config | None = None,
    *,
    assets: Iterable[str] = (),
    escapes: Iterable[str] = (),
    shown: Shown | None = None,
    today: date = TODAY,
) -> Site:
    """Return the site that `files`, texts by path, make; with the theme `plan` and the author `kari`."""
    everything = {AUTHOR: plain_text("Kari"), **files}
    sources = tuple(Source(path, content.encode()) for path, content in sorted(everything.items()))
    pictures = {path: Asset(path, Path(path), 1) for path in assets}
    content = Content(sources, pictures, frozenset(escapes))
    known = settings or config("plan")
    found = [parse(source, ParseSettings(known.kinds)).document for source in sources]
    documents = [each for each in found if each is not None]
    return assemble(documents, content, known, today, shown or Shown())


def shown_html(body: Body) -> str:
    """Return the HTML of a text whose links lead to link-0, link-1 …, and whose pictures lie at picture-0 …"""
    links = [FilledLink(f"link-{number}") for number in range(len(body.links))]
    pictures = [FilledPicture(f"picture-{number}") for number in range(len(body.pictures))]
    terms = {term.id: FilledTerm(term.id, "meaning", "entry", "Entry", "nb") for term in nodes_of(body, nodes.Term)}
    return "".join(
        print_html(section.blocks, Filled(links, pictures, {}, terms.__getitem__)) for section in body.sections
    )


def nodes_of(tree: object, kind: type[Node]) -> list[Node]:
    """Return all nodes of one type in a text, in order."""
    if isinstance(tree, Body):
        parts: tuple[object, ...] = tuple(section.blocks for section in tree.sections)
    else:
        parts = tree if isinstance(tree, tuple) else tuple(getattr(tree, each) for each in _fields(tree))
    own = [tree] if isinstance(tree, kind) else []
    return [*own, *(found for part in parts for found in nodes_of(part, kind))]


def _fields(node: object) -> tuple[str, ...]:
    return tuple(each.name for each in fields(node)) if is_dataclass(node) else ()


def html(body: str, specs: tuple[SectionSpec, ...] = ()) -> str:
    """Return the HTML of a text without problems."""
    result, problems = markdown(body, "x.md", 1, specs)
    assert problems == (), problems
    return shown_html(result)


def codes(problems: Iterable[Diagnostic]) -> list[str]:
    """Return `line:column code` for each problem, by place."""
    return [f"{each.location.line}:{each.location.column} {each.code}" for each in sorted(problems)]


def marked(source: str) -> tuple[str, int, int]:
    """Return a text without its mark «»», and the line and column where the mark stood."""
    before, _, after = source.partition("»»")
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")
