"""Properties that hold for any input."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.checks import check
from kbsite.model import Content, Source
from kbsite.parse import BUILT_IN_ONLY, parse
from kbsite.parse.place import place
from kbsite.render.compose.text import filled
from kbsite.render.html import html
from kbsite.schema.kinds import BUILT_IN
from kbsite.site.assemble import assemble
from kbsite.site.shown import Shown
from tests.samples import TODAY, config, parsed, shown_html
from tests.sites import build, files, read_pages, write_site

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from kbsite.model import Parsed, Site

PATHS = st.sampled_from(
    [
        "content/artikler/a.md",
        "content/sporsmal-og-svar/a.md",
        "content/artikler/a/01-b.md",
        "content/praksis/a.nn.md",
        "content/forfattere/a.md",
        "content/sider/a.md",
    ]
)

FIELDS = """\
title: Hva er «planstrategi»?
date: 2026-01-31
updated: 2026-02-01
lang: nn
summary: >-
  En eller to
  setninger.
themes: [plan, "folkehelse"]
authors:
  - kari
  - id: ola
    role: lege
resources:
  - title: Loven
    url: https://lovdata.no/x
    year: 2008
aliases: [/gammel/]
draft: false
"""

PIECES = st.sampled_from(
    [
        "# ", "## Spørsmål\n\n", "## Svar\n\n", "### ", "#### Frister\n", "- ", "1. ", "> ", "\n", "\n\n", "    ",
        "\t", "**", "*", "_", "`", "```\n", "~~~html\n", "[a](b.md)", "[a](b.md#c \"d\")",
        "[a][b]", "\n[b]: c.md\n", "![a](b.png)", "![](b.png \"c\")", "<b>", "</b>", "<!-- ",
        " -->", "<https://example.org/>", "[^1]",
        "\n[^1]: note\n", "^[", "]", "[x]{lang=en}", "[x]{onclick=a}", "{", "}", ":::nn\n", ":::\n", ":::xx\n",
        "| a | b |\n|---|--:|\n| c | d |\n", "|",
        "Ord\n: forklaring\n", "æøå", "e\u0301", "\u2028", "\x00",
        "\u200b", "🙂", "\\", "&amp;", "&#0;", "---\n", "===\n", "Hei og takk for spørsmålet! ", "Lykke til!\n",
        "javascript:", "(", ")", "\"", "'", "\ufeff",
    ]
)  # fmt: skip
"""What Markdown is made of, and what breaks it."""

MARKDOWN = st.lists(PIECES | st.text(max_size=12), max_size=40).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return front matter that is nearly right: some of its characters are taken away, doubled or changed."""
    text = FIELDS
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 5))
        put = draw(
            st.sampled_from(
                ["", ":", "\n", "  ", "- ", "[", "]", "{", "&a ", "*a", "'", '"', "#", "\t", "!", "|", "é"]
            )
        )
        text = text[:at] + put + text[at + length :]
    return f"---\n{text}---\n\nTekst.\n"


def holds(path: str, data: bytes) -> Parsed:
    """Parse, and hold that every place is inside the file, and every section's HTML well-formed."""
    found = parsed(path, data)
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    document = found.document
    places = [each.location for each in found.problems]
    if document:
        body = document.body
        places += [*document.marks.values(), *(link.at for link in body.links)]
        places += [*(picture.at for picture in body.pictures), *(heading.at for heading in body.headings)]
    for at in places:
        assert at.file == path
        assert 1 <= at.line <= len(lines), at
        # Text that is not UTF-8 is read in another encoding, in which a line is longer.
        assert 1 <= at.column <= max(len(lines[at.line - 1]) + 1, len(data) + 1), at
        if not any(each.code == "wrong-encoding" for each in found.problems):
            assert at.column <= len(lines[at.line - 1]) + 1, at
    if document and "wrong-encoding" not in [each.code for each in found.problems]:
        ids = [heading.id for heading in document.body.headings]
        assert [each for each, times in Counter(ids).items() if times > 1] == []
        well_formed(shown_html(document.body))
    return found


def well_formed(html: str) -> None:
    """Raise where `html` would not be valid in a page, under the policy of its host."""
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(f"<div>{html}</div>")
    for element in root.iter():
        assert element.tag not in ("script", "style")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


@given(PATHS, st.binary(max_size=400))
def test_any_bytes_are_parsed(path: str, data: bytes) -> None:
    holds(path, data)


@given(PATHS, st.text(max_size=200))
def test_any_front_matter_is_parsed(path: str, fields: str) -> None:
    holds(path, f"---\n{fields}\n---\n\nTekst.\n".encode("utf-8", "surrogatepass"))


@settings(max_examples=300)
@given(PATHS, mutated())
def test_front_matter_that_is_nearly_right_is_parsed(path: str, text: str) -> None:
    holds(path, text.encode())


@settings(max_examples=300)
@given(PATHS, MARKDOWN)
def test_any_markdown_is_parsed_to_well_formed_html(path: str, body: str) -> None:
    holds(path, f"---\ntitle: a\n---\n{body}".encode("utf-8", "surrogatepass"))


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_path_has_a_place_or_a_problem(folder: str, name: str) -> None:
    for path in (f"content/{folder}/{name}.md", f"content/artikler/{folder}/{name}.md"):
        if "\x00" not in path:
            place(path, BUILT_IN)
            holds(path, b"---\ntitle: a\n---\n\nTekst.\n")


@given(PATHS, MARKDOWN)
def test_parsing_twice_gives_the_same(path: str, body: str) -> None:
    data = f"---\n{FIELDS}---\n{body}".encode("utf-8", "surrogatepass")
    assert parsed(path, data) == parsed(path, data)


NAMES = ("a", "b", "c")


@st.composite
def sources(draw: st.DrawFn) -> list[Source]:
    """Return the files of a small site that links to itself in all ways, with and without faults."""
    found = [Source("content/forfattere/kari.md", b"---\ntitle: Kari\n---\n")]
    folders = ["sporsmal-og-svar", "artikler", "praksis", "kronikker", "aktuelt"]
    paths = [f"content/{folder}/{name}{tail}" for folder in folders for name in NAMES for tail in (".md", ".nn.md")]
    paths += [f"content/artikler/a/0{n}-del.md" for n in range(3)]
    for path in draw(st.lists(st.sampled_from(paths), unique=True, max_size=8)):
        link = draw(st.sampled_from([*paths, "borte.md", "#x", "/tema/plan/", "a.png"]))
        target = (
            link
            if link.startswith(("#", "/", "a."))
            else "../" * (path.count("/") - 1) + link.removeprefix("content/")
        )
        body = f"## Spørsmål\n\nHva? [lenke]({target})\n\n## Svar\n\n{draw(MARKDOWN)}\n"
        fields = f"title: {draw(st.sampled_from(['Ås', 'Aas', 'Øl', 'Zoo']))}\n"
        fields += f"date: 2026-0{draw(st.integers(1, 9))}-01\n"
        fields += f"themes: [{draw(st.sampled_from(['plan', 'rus', 'plan, rus', 'borte']))}]\nauthors: [kari]\n"
        fields += draw(st.sampled_from(["", "draft: true\n", "expires: 2026-01-01\n", "aliases: [/gammel/]\n"]))
        found.append(Source(path, f"---\n{fields}---\n{body}".encode("utf-8", "surrogatepass")))
    return found


def site_of(files: list[Source]) -> Site:
    documents = [found.document for found in (parse(each, BUILT_IN_ONLY) for each in files) if found.document]
    content = Content(tuple(files), {}, frozenset())
    return assemble(documents, content, config("plan", "rus"), TODAY, Shown())


@settings(max_examples=60)
@given(sources(), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(found: list[Source], chance: random.Random) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    one, other = site_of(found), site_of(shuffled)
    assert one == other
    assert sorted(check(one)) == sorted(check(other))


@settings(max_examples=60)
@given(sources())
def test_no_page_is_related_to_itself_or_to_a_hidden_one_and_has_at_most_five(found: list[Source]) -> None:
    built = site_of(found)
    shown = {page.address for page in built.pages}
    for address, pages in built.related.items():
        addresses = [page.address for page in pages]
        assert len(addresses) == len(set(addresses)) <= 5
        assert address not in addresses
        assert set(addresses) <= shown


@settings(max_examples=60)
@given(sources())
def test_the_finished_html_of_every_page_is_well_formed(found: list[Source]) -> None:
    built = site_of(found)
    for document in built.pages:
        words = {"heading_link": "<{title}>", "external_link": '"&'}
        for section in document.body.sections:
            well_formed(html(section.blocks, filled(built, document, words)))


def test_building_twice_gives_the_same_bytes_and_no_page_has_an_id_twice(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", _content())
    for name in ("one", "two"):
        assert build(root, tmp_path / name) == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")
    for path, page in read_pages(tmp_path / "one").items():
        assert [each for each, times in Counter(page.ids).items() if times > 1] == [], path


def _content() -> dict[str, str]:
    headings = "## Frister\n\nTekst[^1].\n\n### Frister\n\n## Innhold\n\nMer.\n\n[^1]: Note.\n"
    found = {"forfattere/kari.md": "---\ntitle: Kari\n---\n\n## Frister\n\nTekst.\n"}
    for kind in BUILT_IN:
        if not kind.listed:
            continue
        for number in range(3):
            body = (
                f"## Spørsmål\n\nHva?\n\n## Svar\n\n{headings.replace('## ', '### ')}"
                if kind.sections
                else headings
            )
            fields = f"title: {kind.kind} {number}\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n"
            if "steps" in kind.model_fields:
                step = "{id: en, lane: plan, title: En, text: Noe.}"
                fields += f"lanes: [{{id: plan, title: Plan}}]\nsteps: [{step}]\n"
            if "events" in kind.model_fields:
                fields += "events: [{id: en, title: En, text: Noe., starts: 2027-01-01}]\n"
            found[f"{kind.folder}/{kind.kind}{number}.md"] = f"---\n{fields}---\n\n{body}"
            if kind.chaptered:
                chapter = f"---\ntitle: Kapittel\n---\n\n{headings}"
                found[f"{kind.folder}/{kind.kind}{number}/01-en.md"] = chapter
                found[f"{kind.folder}/{kind.kind}{number}/02-to.md"] = chapter
    return found
