"""What `--fix` fixes, what it leaves alone, and that a fixed file says the same as before."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.authoring.fix import FIXES, fix_source
from kbsite.authoring.fix.difference import difference
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.model import Source
from kbsite.norwegian.iso_date import iso_date
from kbsite.parse.front_matter import split
from kbsite.read.content import read_content
from kbsite.schema.kinds import BUILT_IN
from kbsite.schema.validate import sure
from tests.samples import parsed
from tests.sites import HANDBOOK, ROOT

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "content/artikler/x.md"
AUTHOR = "content/forfattere/x.md"
SOUND = "title: X\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n"


def fixed(fields: str, body: str = "Tekst.\n", path: str = ARTICLE) -> tuple[str, str, tuple[str, ...]]:
    """Return the fields and the body of a fixed file, and the names of the fixes applied."""
    done = fix_source(Source(path, f"---\n{fields}---\n\n{body}".encode()), BUILT_IN)
    text = done.data.decode()
    assert text.startswith("---\n")
    after, _, rest = text.removeprefix("---\n").partition("---\n")
    return after, rest.removeprefix("\n"), done.fixes


def fields_fixed(fields: str, path: str = ARTICLE) -> str:
    """Return the fields of a fixed file."""
    after, body, _ = fixed(fields, path=path)
    assert body == "Tekst.\n"
    return after


def body_fixed(body: str) -> str:
    """Return the body of a fixed file, whose fields were valid."""
    after, rest, _ = fixed(SOUND, body)
    assert after == SOUND
    return rest


def test_a_sound_file_is_left_as_it_is() -> None:
    assert fixed(SOUND) == (SOUND, "Tekst.\n", ())


def test_the_content_of_this_site_has_nothing_to_fix() -> None:
    assert [source.path for source in read_content(ROOT).sources if fix_source(source, BUILT_IN).fixes] == []


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1.9.2026", "2026-09-01"),
        ("01.09.2026", "2026-09-01"),
        ("1. 9. 2026", "2026-09-01"),
        ("2026-9-1", "2026-09-01"),
        ("2026.09.01", "2026-09-01"),
        ("2026/9/1", "2026-09-01"),
        ("1. september 2026", "2026-09-01"),
        ("17 Mai 2026", "2026-05-17"),
        ("31.12.2026", "2026-12-31"),
        ("2026-09-01", "2026-09-01"),
        # which day is meant is not sure, or there is no such day
        ("1/9/2026", ""),
        ("01-09-2026", ""),
        ("1.9.26", ""),
        ("31.2.2026", ""),
        ("2026-9/1", ""),
        ("2026-13-01", ""),
        ("9.2026", ""),
        ("1. septembre 2026", ""),
        ("2026-09-01T10:00", ""),
        ("0000-1-1", ""),
        ("", ""),
    ],
)
def test_a_date_is_corrected_where_one_day_alone_can_be_meant(written: str, day: str) -> None:
    assert iso_date(written) == day


def test_the_forms_that_the_handbook_describes_are_corrected() -> None:
    page = (HANDBOOK / "content/artikler/sjekk.md").read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith("| dato |")]
    *forms, day = re.findall("`([^`]+)`", row)
    assert len(forms) == 4
    assert {iso_date(form) for form in forms} == {day}
    (row,) = [line for line in page.splitlines() if line.startswith("| feltnavn")]
    names = [name.rstrip(":") for name in re.findall("`([^`]+)`", row)]
    known = tuple(BUILT_IN.every[0].model_fields)
    assert [sure(name, known) for name in names[: len(names) // 2]] == names[len(names) // 2 :]


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("date: 1.9.2026", "date: 2026-09-01"),
        ('date: "1.9.2026"', 'date: "2026-09-01"'),
        ("date: '1.9.2026'  # hvorfor", "date: '2026-09-01'  # hvorfor"),
        ("date:   2026-9-1", "date:   2026-09-01"),
        ("date: 1/9/2026", "date: 1/9/2026"),
        ("date: &a 1.9.2026", "date: &a 1.9.2026"),
    ],
)
def test_the_value_alone_of_a_date_is_exchanged(line: str, after: str) -> None:
    given_fields = SOUND.replace("date: 2026-01-01", line)
    assert fields_fixed(given_fields) == SOUND.replace("date: 2026-01-01", after)


def test_what_looks_like_a_date_elsewhere_is_text() -> None:
    given_fields = SOUND.replace("title: X", "title: 1.9.2026") + 'related: ["1.9.2026"]\n'
    assert fields_fixed(given_fields) == given_fields


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("titel: X", "title: X"),
        ("Title: X", "title: X"),
        ("tittel: X", "title: X"),
    ],
)
def test_a_misspelt_field_gets_its_name(before: str, after: str) -> None:
    assert fields_fixed(SOUND.replace("title: X", before)) == SOUND.replace("title: X", after)


@pytest.mark.parametrize(
    ("more", "after"),
    [
        ('sumary: "Kort." # slik\n', 'summary: "Kort." # slik\n'),
        ('"sumary": Kort.\n', '"summary": Kort.\n'),
        ("review-by: 2027-01-01\n", "review_by: 2027-01-01\n"),
        ("oppdatert: 1.9.2026\n", "updated: 2026-09-01\n"),
    ],
)
def test_a_misspelt_field_keeps_its_value_and_comment(more: str, after: str) -> None:
    got = fields_fixed(SOUND + more)
    assert after in got
    assert more not in got


@pytest.mark.parametrize(
    "more",
    [
        "review: 2027-01-01\n",  # reviewed and review_by are as near
        "titel: Y\n",  # the right one is there too
        "sumary: Y\nsummery: Z\n",  # two that mean the same
        "bilde: x.png\n",  # like none
        "tema: folkehelse\n",  # the right one is there, and the value would not fit
    ],
)
def test_a_field_that_may_mean_something_else_is_left(more: str) -> None:
    assert fields_fixed(SOUND + more) == SOUND + more


def test_a_misspelt_field_whose_value_does_not_fit_is_left() -> None:
    given_fields = SOUND.replace("themes: [plan]", "tema: plan")
    assert fields_fixed(given_fields) == given_fields


def test_a_misspelt_field_inside_another_gets_its_name() -> None:
    resources = "resources:\n  - titel: Y\n    urll: https://example.org/\n"
    assert fields_fixed(SOUND + resources) == SOUND + resources.replace("titel", "title").replace("urll", "url")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("update", "updated"),
        ("review", ""),
        ("reviewby", "review_by"),
        ("dat", "date"),
        ("x", ""),
        ("navn", "title"),
    ],
)
def test_only_a_name_that_is_near_one_field_alone_is_sure(name: str, meant: str) -> None:
    assert sure(name, ("title", "date", "updated", "reviewed", "review_by", "expires")) == meant


def test_fields_are_put_in_the_order_of_the_schema_with_the_comments_above_them() -> None:
    before = (
        "# hele filen\n\ntitle: X # her\nauthors:\n  - kari\n  # inni\n# om temaene\n# og mer\nthemes: [plan]\n"
        "\n# når\ndate: 2026-01-01\nsummary: |\n  En.\n\n  To.\n"
    )
    after = (
        "# hele filen\n\ntitle: X # her\n# når\ndate: 2026-01-01\nsummary: |\n  En.\n\n  To.\n"
        "# om temaene\n# og mer\nthemes: [plan]\n\nauthors:\n  - kari\n  # inni\n"
    )
    assert fields_fixed(before) == after


@pytest.mark.parametrize(
    "fields",
    [
        "date: 2026-01-01\ntitle: X\nthemes: [plan]\nauthors: [kari]\nukjent: 1\n",  # a field that is not known
        "date: 2026-01-01\ntitle: X\n\n# alene\n\nthemes: [plan]\nauthors: [kari]\n",  # whose comment is that?
        "# hele filen?\ndate: 2026-01-01\ntitle: X\nthemes: [plan]\nauthors: [kari]\n",
        "date: 2026-01-01\ntitle: X\nthemes: [plan]\nauthors: [kari]\n# sist\n",
        "{date: 2026-01-01, title: X, themes: [plan], authors: [kari]}\n",  # all on one line
        "date: 2026-01-01\ntitle: X\ntitle: Y\nthemes: [plan]\nauthors: [kari]\n",  # twice
        "themes: &t [plan]\ntitle: X\nrelated: *t\ndate: [\n",  # not readable
        "summary: &a X\ntitle: *a\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n",  # needs what stands above
    ],
)
def test_the_order_is_left_where_a_move_could_change_something(fields: str) -> None:
    assert fields_fixed(fields) == fields


def test_a_kinds_own_fields_follow_the_authors_and_an_authors_follow_the_language() -> None:
    for kind in BUILT_IN:
        assert sorted(kind.order()) == sorted(kind.model_fields)
    assert fields_fixed("role: B\nsummary: C\ntitle: A\n", AUTHOR) == "title: A\nrole: B\nsummary: C\n"


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("En \nTo\t\n \nTre\n", "En\nTo\n\nTre\n"),
        ("En  \nTo\n", "En  \nTo\n"),  # a line break
        ("En   \nTo \n", "En   \nTo\n"),
        ("Slutt.  \n\nNy.  \n", "Slutt.\n\nNy.\n"),  # the end of a paragraph is none
        ("## A  \n\n| a | b |  \n| - | - |\n| 1 | 2 |\n", "## A\n\n| a | b |  \n| - | - |\n| 1 | 2 |\n"),
        ("```\nkode \n\n \n```\n\nEn \n", "```\nkode \n\n \n```\n\nEn\n"),
        ("    kode \n      \n    mer\n\nEn \n", "    kode \n      \n    mer\n\nEn\n"),
        ("- en\n\n      kode \n- to \n", "- en\n\n      kode \n- to\n"),
        ("En `kode \nmer` to \n", "En `kode \nmer` to\n"),
        ("En", "En\n"),
        ("En\n\n\n", "En\n"),
        ("```\nkode\n\n\n", "```\nkode\n\n\n"),
        ("En\u00a0\n", "En\u00a0\n"),
    ],
)
def test_blanks_at_the_end_of_lines_go_where_they_mean_nothing(body: str, after: str) -> None:
    assert body_fixed(body) == after


def test_blanks_in_the_fields_go_where_they_are_no_part_of_a_value() -> None:
    given_fields = 'title: X  \ndate: 2026-01-01\t\nsummary: "En \n  to"\nthemes: [plan]\nauthors: [kari]\n'
    text = given_fields.replace("themes", "aliases: []\nthemes").replace('"En \n  to"', "|\n  En \n  to")
    assert "summary: |\n  En \n  to\n" in fields_fixed(text)
    assert fields_fixed(given_fields).startswith("title: X\ndate: 2026-01-01\n")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_are_line_feeds_and_a_byte_order_mark_stays(mark: bytes) -> None:
    text = f"---\n{SOUND}---\n\nEn\nto\n"
    done = fix_source(Source(ARTICLE, mark + text.replace("\n", "\r\n").encode()), BUILT_IN)
    assert (done.data, done.fixes) == (mark + text.encode(), ("line_ends",))


@pytest.mark.parametrize(
    ("path", "data", "after"),
    [
        (ARTICLE, b"---\r\ntitle: \xe6 \r\n---\r\n", b"---\r\ntitle: \xe6 \r\n---\r\n"),  # not UTF-8
        (ARTICLE, b"---\ntitle: \x07 \n---\nEn ", b"---\ntitle: \x07 \n---\nEn "),  # a control character
        (ARTICLE, b"En \r\nto", b"En \nto"),  # no fields
        (ARTICLE, b"---\r\ntitle: X \r\nEn ", b"---\ntitle: X \nEn "),  # fields without an end
        ("content/annet/x.md", b"---\r\ntitle: X \r\n---\r\nEn ", b"---\ntitle: X \n---\nEn "),  # no page
        (ARTICLE, b"", b""),
    ],
)
def test_what_cannot_be_read_is_left_but_for_the_ends_of_lines(path: str, data: bytes, after: bytes) -> None:
    assert fix_source(Source(path, data), BUILT_IN).data == after


def test_every_fix_has_a_name_in_each_language() -> None:
    for language in LANGUAGES:
        words = catalogue(language)
        assert all(words.line(f"fix_{name}") for name in ("line_ends", *(name for name, _ in FIXES)))


FIELD_LINES = st.lists(
    st.sampled_from(
        [
            "title: X ", 'titel: "Å: b" # c', "date: 1.9.2026", "date: '2026-9-1'", "dato: 01.09.2026  ",
            "lang: nn", "themes: [plan]", "themes:\n  - plan \n  # inni", "tema: [plan]",
            "authors:\n- kari\n# under\n- ola", "authors: [kari]",
            "summary: |+\n  En \n\n", "sumary: >\n  En\n  to ", 'summary: "en\n# ikke\n  to"',
            "# alene", "", "  ", "\t", "resources:\n  - titel: A\n    url: https://a.no/ ", "draft: true",
            "draft: &a false\nrelated: []", "aliases: [/a/, /b/ ]", "review: 2026-1-1", "oppdatert: 2. mai 2026",
            "x: *a", "---", "- a",
        ]
    ),
    max_size=8,
)  # fmt: skip
BODY_LINES = st.lists(
    st.sampled_from(
        [
            "En ", "En  ", "To\t", "Tre   ", "", " ", "    kode ", "\tkode\t", "```", "``` ", "~~~~", "`a ", "b` ",
            "# A ", "## Svar ", "- en ", "  to  ", "1. en ", "| a | b | ", "| - | - |", "| 1 | 2 |  ", "> sitat ",
            "> ", "[a]: b.md ", "[a]  ", "[x](y.md) ", "<b> ", "\\ ", "\\", "[^1] ", "[^1]: note ", ":::nn ",
            "::: ", "Ord ", ": def ", "***  ", "---  ", "&nbsp; ", "å\u00a0", "![](a.png) ",
            "folkehelseloven §\u00a05 ",
        ]
    ),
    max_size=10,
)  # fmt: skip


@settings(max_examples=250)
@given(
    FIELD_LINES,
    BODY_LINES,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n", "\n\n\n", " "]),
    st.sampled_from([ARTICLE, AUTHOR, "content/sporsmal-og-svar/x.md", "content/annet/x.md"]),
)
def test_a_fixed_file_says_the_same_and_fixing_twice_changes_nothing(
    fields: list[str], body: list[str], line_end: str, end: str, path: str
) -> None:
    text = "\n".join(["---", *fields, "---", *body]) + end
    data = text.replace("\n", line_end).encode()
    done = fix_source(Source(path, data), BUILT_IN)
    again = fix_source(Source(path, done.data), BUILT_IN)
    assert (again.data, again.fixes) == (done.data, ())
    old, new = parsed(path, data), parsed(path, done.data)
    if old.document is None or new.document is None:
        assert old.document is new.document is None
        return
    assert new.document.body == old.document.body
    assert not Counter(each.code for each in new.problems) - Counter(each.code for each in old.problems)
    after = done.data.decode()
    if not {"names", "dates"} & set(done.fixes):
        assert split(after, path).fields.data == split(text, path).fields.data
        assert new.document.meta == old.document.meta
    for comments in (re.compile(r"# ?\w+"), re.compile("[\"']"), re.compile(r"[^\W\d]+")):
        if "names" not in done.fixes and "dates" not in done.fixes:
            assert Counter(comments.findall(after)) == Counter(comments.findall(text))


@settings(max_examples=25)
@given(FIELD_LINES, BODY_LINES, st.sampled_from(["", "\n"]))
def test_git_makes_the_fixed_file_of_the_difference(
    tmp_path_factory: pytest.TempPathFactory, fields: list[str], body: list[str], end: str
) -> None:
    folder: Path = tmp_path_factory.mktemp("patched")
    data = ("\r\n".join(["---", *fields, "---", *body]) + end).encode()
    done = fix_source(Source("content/artikler/å x.md", data), BUILT_IN)
    file = folder / "content/artikler/å x.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    shown = difference("content/artikler/å x.md", data, done.data)
    assert bool(shown) == (done.data != data)
    if shown:
        subprocess.run(["git", "apply", "-"], cwd=folder, input=shown.encode(), check=True, capture_output=True)
    assert file.read_bytes() == done.data


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](https:/x.no/a)", "[a](https://x.no/a)"),
        ("[a](https://https://x.no) og [b](htpps://x.no/b)", "[a](https://x.no) og [b](https://x.no/b)"),
        ("[a](..\\artikler\\plan.md 'T')", "[a](../artikler/plan.md 'T')"),
        ("[a](<mailto:kari @x.no>)", "[a](<mailto:kari@x.no>)"),
        ("<https:///x.no>", "<https:///x.no>"),  # its text would change too
        ("[a][1] og [b][1]\n\n[1]: https:/x.no\n", "[a][1] og [b][1]\n\n[1]: https://x.no\n"),
        ("> - [a](https:/x.no)", "> - [a](https://x.no)"),
        ("`[a](https:/x.no)`", "`[a](https:/x.no)`"),
        (
            "[a](https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.no%2Fa_(b)&data=kari)",
            "[a](https://x.no/a_(b))",
        ),
        ("[a](https://protect-eu.mimecast.com/s/A)", "[a](https://protect-eu.mimecast.com/s/A)"),
        ("[a](https://x.no/ok)", "[a](https://x.no/ok)"),
    ],
)
def test_addresses_are_corrected_where_one_alone_can_be_meant(before: str, after: str) -> None:
    assert body_fixed(f"{before.rstrip()}\n") == f"{after.rstrip()}\n"


def test_the_addresses_of_resources_are_corrected() -> None:
    fields = SOUND + "resources:\n  - title: A\n    url: 'https://https://x.no/a' # kilden\n"
    assert fields_fixed(fields) == fields.replace("https://https://", "https://")


def test_characters_that_were_pasted_are_taken_out_or_made_blanks() -> None:
    fields, body, fixes = fixed(
        "title:\u00a0Kommune\u00adplan\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n",
        "##\u00a0Fris\u200bter\n\n-\u00a0en pa\u030a 10\u00a0km\n",
    )
    assert fields.startswith("title: Kommuneplan\n")
    assert body == "## Frister\n\n- en på 10\u00a0km\n"
    assert fixes == ("characters",)
