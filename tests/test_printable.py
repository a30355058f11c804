"""What an author writes never breaks out of a line of output, whatever the problem and the format."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbsite.diagnostics import CODES, Diagnostic, Location, problem
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.diagnostics.formats import FORMATS
from kbsite.diagnostics.printable import printable, printable_json
from kbsite.reports.dashboard import dashboard
from kbsite.reports.text_table import table
from kbsite.serve.overlay import Seen, with_overlay
from kbsite.serve.state import State
from tests import samples

NUMBER = "15819000066"
HOSTILE = st.sampled_from(
    ["\n", "\r", "\t", "\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\x85", "\u2028", "\u2029", "\u202e",
     "\u2066", "\u200b",
     "\xad", "::error::", "::", "%0A", "%", "\\", '"', "'", "<script>", "{near}", "@text",
     "\udcff", "\U000e0041", "å",
     "a", NUMBER]
)  # fmt: skip
VALUES = st.lists(HOSTILE, min_size=1, max_size=8).map("".join)


def _is_plain(text: str) -> bool:
    kinds = ("Cc", "Cf", "Zl", "Zp", "Cs")
    return not any(unicodedata.category(each) in kinds for each in text.replace("\n", ""))


@settings(max_examples=40)
@given(VALUES, VALUES)
def test_no_value_and_no_name_breaks_out_of_its_line(value: str, name: str) -> None:
    for language in LANGUAGES:
        words = catalogue(language)
        for code in CODES:
            entry = words.problems[code]
            places = set(re.findall(r"\{([a-z_]+)[:}]", "".join(entry.values())))
            found = Diagnostic(Location(name), code, tuple((place, value) for place in sorted(places)))
            shown = {form: show([found], words) for form, show in FORMATS.items()}
            assert all(map(_is_plain, shown.values())), (code, shown)
            assert len(shown["text"].splitlines()) == 2, (code, shown["text"])
            assert len(shown["github"].splitlines()) == 1, (code, shown["github"])
            assert len(json.loads(shown["json"])) == len(json.loads(shown["gitlab"])) == 1
            assert not any(NUMBER in text for text in shown.values())
            for text in shown.values():
                text.encode("utf-8")


def test_a_value_cannot_begin_a_command_of_a_git_host() -> None:
    found = Diagnostic(Location("a.md\n::set-output name=x::y"), "raw-html", (("html", "\n::add-mask::x"),))
    (line,) = FORMATS["github"]([found], catalogue("nb")).splitlines()
    assert line.startswith("::error file=a.md%0A%3A%3Aset-output name=x%3A%3Ay,line=1")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("planarbeid å 👩‍👧", "planarbeid å 👩‍👧"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x1b[31m", r"\x1b[31m"),
        ("a\u202eb", r"a\u202eb"),
        ("gr\udcf8nn", r"gr\xf8nn"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_a_value_is_shown_with_escapes(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_json_says_the_same_with_escapes_of_its_own() -> None:
    text = json.dumps(["a\u202e\udcff\U000e0041å\x1b"], ensure_ascii=False, indent=2)
    assert json.loads(printable_json(text)) == json.loads(text)
    assert "\u202e" not in printable_json(text)


def test_the_panel_of_the_workbench_and_the_dashboard_show_escapes() -> None:
    name = "content/artikler/a\u202eb.md"
    found = problem(Location(name), "raw-html", html="\u202e\x1b")
    state = State(problems=(found,), fine=False)
    panel, _ = with_overlay(b"", state, Seen(), catalogue("nb"), lambda _: "x:")
    board = dashboard(
        samples.site({"content/artikler/x.md": samples.text(title='"a\\u202eb"')}), {}, None, catalogue("nb")
    )
    for shown in (panel.decode(), *map(bytes.decode, board.values())):
        assert _is_plain(shown)
        assert "a\\u202eb" in shown


def test_reports_keep_each_value_on_its_line() -> None:
    assert table([["a\nb\x1b", "1"]]) == "a\\nb\\x1b  1\n"
