"""The work that a text makes grows with its length and no faster, whatever the text repeats.

Work is counted in steps of Python: lines and jumps back, so that no clock and no other process plays a part. What
the standard library does within one call, such as a search by a regular expression, is one step.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kbsite.checks import check
from kbsite.diagnostics import Location
from kbsite.model import Content, Source
from kbsite.model.lexicon import Law, Term
from kbsite.norwegian.local_text import LocalText
from kbsite.parse import ParseSettings, parse
from kbsite.parse.annotate import lexicon
from kbsite.render.compose.text import filled
from kbsite.render.html import html
from kbsite.schema.kinds import BUILT_IN
from kbsite.site.assemble import assemble
from kbsite.site.shown import Shown
from tests.samples import TODAY, config

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType

AT = Location("data/laws.yaml")
PBL = Law(
    id="pbl",
    title=LocalText("Plan- og bygningsloven"),
    names=("plan- og bygningsloven",),
    abbreviations=("pbl.",),
    lovdata="lov/2008-06-27-71",
    at=AT,
)
IP = Term(
    id="ip",
    term=LocalText("individuell plan"),
    abbreviation="IP",
    definition=LocalText("En plan."),
    synonyms=(),
    variants=(),
    at=AT,
)
SETTINGS = replace(config("plan"), laws=(PBL,), glossary=(IP,))
KNOWN = ParseSettings(BUILT_IN, lexicon(SETTINGS.laws, SETTINGS.glossary))
WORDS = {"heading_link": "{title}", "external_link": "ekstern"}

SHORT, TIMES, MOST = 800, 4, 6
"""A text of this length, one that is longer by this factor, and how many times the work that may take."""

REPEATED = (
    # references to laws, and terms
    "pbl. § 3-1 ", "pbl. § 3-1 a) ", "§ 3-1 ", "§§ 1, 2 ", "tulleloven § 3 ", "(jf. § 3) ", "pbl. (jf. § 3), ",
    "pbl. ", "pbl. § 3-1\n\n", "IP ", "pbl. § 1 IP ", "loven", "a- og b",
    # links, pictures, notes
    "[a](mal.md) ", "[a](", "[", "]", "![a](b.png) ", "![", "![a](b.png)\n\n", "[a\n](b.md)\n", "[a](b c) ",
    "[^1] ", "^[a] ", "^[", "[^a", "[a] ", "[a]: b.md\n", "[a](#likt)\n\n## Likt\n\n", "[a](#x)\n\n## Likt\n\n",
    "(", "[a](b \"", "<http://a", "<http://a.b> ", "http://a.no ", "http://..", "www.", "a@b.no ",
    # raw HTML, attributes, characters that no page can hold
    "<b>a</b> ", "<b ", "<!-- ", "<", "<a href='", "&amp; ", "&shy;a", "\x01", "\x01\n", "\u00a0", "\\*",
    "[a]{lang=en} ", "[a]{lang=en ", "[a]{.b} ", "[a]{lang=xx}\n", "{", "[a]{b=\"", "[a]{%",
    "[a]{lang=en}{lang=nn}",
    # emphasis and code
    "*a ", "*a **b ", "a** ", "_a", "*", "`a` ", "`a ``b ", "~~a~~ ", "***", "*a* ",
    # blocks
    "## Likt\n\n", "## Likt\n\n### Likt\n\n", "# A\n\n", "a\n---\n\n", "---\n\n", "#", "- ", "- a\n", "1. a\n",
    "- a\n\n", "> ", "> a\n", ">\n", "```\n", "    a\n", "a\n: b\n\n", ":::nn\na\n:::\n\n", ":::nn\n\n",
    "> :::nn\n\n", ":::\n", "a\n", "a  \n", "\n", " ", "\t", "|", "| a | b |\n|---|---|\n", "a | b\n",
    # what is lost or shown with its marks
    "##a\n", "== a ==\n\n", "-a\n", "• a\n", "– a\n\n", "1.A\n", "a) a\n", "1. a\n  - b\n", "- a\n - b\n",
    "| a | b |\n", "--- | ---\n", "| a |\n|---|\n| b | c |\n\n", "==a== ", "{#a} ", "[[a]] ", "&amp;amp; ", "~~a ",
    "^a^ ", ":a", ":a: ", "- [ ] a\n", "> [!NOTE]\n> a\n\n", "``` a b c\n```\n", "(a)[b.md] ", "[a] (b.md) ",
    "    - a\n\n", "a.\n---\n\n", "<<<<<<< a\n", "=======\n\n", "a\n=======\n", ">>>>>>> a\n", "||||||| a\n",
    "\u00ad", "a\u200b", "e\u0301", "\u00a0\n", "\u00a0- a\n", "\u202e", "\ufffc", "[a](b\u00a0c) ", "** a ",
    "i) a\n", "(a) b\n", "[1] a\n", "1: a\n", "-[ ] a\n", "a\tb\n", "a   b\n", "a;b;c\n", "#1 A\n\n", "''a'' ",
    "%%a%% ",
    "{a}(b.md) ", "[a(b.md) ", "a](b.md) ", "!(b.md) ", "<b.md> ", "(a) [b.md] ", "[a] [b.md] ", "[a}(", "{a",
    # identity numbers, placeholders, what was pasted, addresses
    "15819000066 ", "158190**00066** ", "158190 ", "158190* ", "1", "TODO ", "xx.xx.20xx ", "[sett inn ",
    "[bilde] ",
    "Skriv svaret her.\n\n", "(sjekk) ", "%NAVN% ", "Her kommer tekst ", "les mer HER ", "les mer her. ",
    "Hei!\n\n",
    "For mer informasjon, klikk her. ", "Fra: a\nSendt: b\n", "Den 3. mars 2025 skrev a:\n\n", "Kode: a\n\n",
    "[a](https:/b.no) ", "[a](https://https://b.no) ", "[a](mailto:b) ", "[a](https://intra.b.no/) ", "[a](b%20) ",
    "[a](https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fb.no) ", "[a](https://b.no,) ",
    # words
    "Hilsen ", "med ", "Hei ", "a", "ord ", "ABC ", "AB CD ", ". ", "Ord. Ord ", "\" ", "« ", "ikke korleis ",
    "Hei! ", "a-", "Lykke til!\n\n",
)  # fmt: skip
"""Pieces that a text repeats."""

NUMBERED = (
    "## Likt {0}\n\n", "[a](#x{0})\n\n## H {0}\n\n", "[a{0}]\n\n[a{0}]: b{0}.md\n\n", "a[^{0}]\n\n[^{0}]: x\n\n",
    "[a]{{lang=x{0}}}\n", "[a](b{0}.md) ", "a{0}loven § 3 ", "![a](b{0}.png)\n\n",
)  # fmt: skip
"""Pieces that a text repeats with a number in each."""

FIELDS = {
    "aliases": ("aliases:\n", "  - /a{0}/\n"),
    "related": ("related:\n", "  - b{0}.md\n"),
    "resources": ("resources:\n", "  - title: a\n    url: https://a.no/{0}\n"),
    "themes": ("themes:\n", "  - t{0}\n"),
    "authors": ("authors:\n", "  - a{0}\n"),
    "unknown fields": ("", "x{0}: y\n"),
    "double fields": ("", "draft: false\n"),
    "warnings": ("warnings_off:\n", "  - a{0}\n"),
    "a list on one line": ("also_asked: [x", ", a{0}"),
    "rules": ("", "---\n"),
    "empty lines": ("", "\n"),
    "quotation marks": ("", "a{0}: 'x\n"),
    "brackets": ("x: ", "["),
    "references": ("also_asked: &a [x]\n", "a{0}: *a\n"),
}
"""Fields that repeat a piece."""

AROUND = {
    "[a] ": ("", "\n\n[a]: b.md\n"),
    "[": ("", "\n\n[a]: b.md\n"),
    "[a](": ("", "\n\n[a]: b.md\n"),
    "[^1] ": ("", "\n\n[^1]: Note.\n"),
    "[^a": ("", "\n\n[^a]: Note.\n"),
    "a | b\n": ("| a | b |\n|---|---|\n", ""),
    "*a ": ("", "a* " * 50),
    **dict.fromkeys(("<<<<<<< a\n", "=======\n\n", ">>>>>>> a\n", "||||||| a\n"), ("Tekst.\n\n", "")),
    **dict.fromkeys(("\u00ad", "\u00a0\n"), ("Tekst.", "")),
}
"""What some of them need before or behind."""


@pytest.mark.parametrize("piece", [*REPEATED, *NUMBERED, "letters"])
def test_work_grows_with_the_length_of_a_text(piece: str) -> None:
    empty = work("Tekst.")
    short, long = work(made(piece, SHORT)) - empty, work(made(piece, TIMES * SHORT)) - empty
    assert long <= MOST * max(short, 100), (short, long)


@pytest.mark.parametrize("name", FIELDS)
def test_work_grows_with_the_number_of_fields(name: str) -> None:
    head, piece = FIELDS[name]

    begin = iter(range(10_000, 10**6, 10_000))

    def needed(length: int) -> int:
        """Return the work of fields that are new each time, so that nothing of them is kept from before."""
        start = next(begin)
        fields = head + "".join(piece.format(start + number) for number in range(length // len(piece)))
        return work("Tekst.", f"{fields}\n")

    needed(TIMES * SHORT)  # what is kept from the first time, such as compiled patterns, is no growth
    first, second, third = needed(SHORT), needed(TIMES * SHORT), needed(TIMES * TIMES * SHORT)
    assert third - second <= MOST * max(second - first, 100), (first, second, third)


def test_what_grows_too_fast_is_seen() -> None:
    def quadratic(length: int) -> int:
        return counted(lambda: [a for a in range(length) for b in range(length) if a == b])

    assert quadratic(400) > MOST * quadratic(100)


def made(piece: str, length: int) -> str:
    """Return a text of about `length` characters that repeats a piece."""
    if piece == "letters":  # abbreviations, each another
        return " ".join(f"{'ABCDEFGH'[n // 512 % 8]}X{n:03o}".translate(_LETTERS) + "." for n in range(length // 7))
    before, behind = AROUND.get(piece, ("", ""))
    if piece in NUMBERED:
        return "".join(piece.format(number) for number in range(length // len(piece)))
    return before + piece * (length // len(piece)) + behind


_LETTERS = str.maketrans("01234567", "ABCDEFGH")


def work(body: str, fields: str = "") -> int:
    """Return how many steps it takes to parse and check a page with this text, and to print it."""
    content = f"---\ntitle: Tittel\ndate: 2026-01-01\n{fields}---\n\n{body}\n"
    sources = (
        Source("content/artikler/a.md", content.encode()),
        Source("content/forfattere/kari.md", b"---\ntitle: Kari\n---\n"),
    )
    return counted(lambda: _whole(sources))


def _whole(sources: tuple[Source, ...]) -> None:
    documents = [each.document for each in (parse(source, KNOWN) for source in sources) if each.document]
    site = assemble(documents, Content(sources, {}, frozenset()), SETTINGS, TODAY, Shown())
    check(site)
    for document in documents:
        found = filled(site, document, WORDS)
        for section in document.body.sections:
            html(section.blocks, found)


if sys.version_info >= (3, 12):

    def counted(task: Callable[[], object]) -> int:
        """Return how many steps a task takes."""
        steps = 0
        tool, events = 4, sys.monitoring.events

        def step(_code: CodeType, *_: int) -> None:
            nonlocal steps
            steps += 1

        sys.monitoring.use_tool_id(tool, "growth")
        try:
            for event in (events.LINE, events.JUMP):
                sys.monitoring.register_callback(tool, event, step)
            sys.monitoring.set_events(tool, events.LINE | events.JUMP)
            task()
        finally:
            sys.monitoring.set_events(tool, 0)
            sys.monitoring.free_tool_id(tool)
        return steps

else:

    def counted(task: Callable[[], object]) -> int:
        """Return how many steps a task takes."""
        steps = 0

        def step(_frame: FrameType, event: str, _arg: Any) -> Any:
            nonlocal steps
            steps += event == "line"
            return step

        before = sys.gettrace()
        sys.settrace(step)
        try:
            task()
        finally:
            sys.settrace(before)
        return steps
