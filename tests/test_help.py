"""The help of the command line, and what it says of wrong usage, in each language."""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import shlex
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import _parser, main
from kbsite.cli.arguments import lang_after_command, language
from kbsite.cli.examples import EXAMPLES
from kbsite.cli.parser import IDLE, HelpTexts, all_parsers, help_texts
from kbsite.diagnostics.catalogue import LANGUAGES
from tests.command_tables import command_names
from tests.sites import ROOT, SETTINGS, write_site

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = [each for each in LANGUAGES if each != "en"]

FOR_PROGRAMMERS = {
    "conflicting option string: %s", "conflicting option strings: %s", ".__call__() not defined",
    "'required' is an invalid argument for positionals", "mutually exclusive arguments must be optional",
    "%r is not callable", "can't open '%(filename)s': %(error)s", "cannot merge actions - two groups are named %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "dest= is required for options like %r", "invalid conflict_resolution value: %r",
    "cannot have multiple subparser arguments", "conflicting subparser: %s", "conflicting subparser alias: %s",
    'argument "-" with mode %r', "%(heading)s:", "option '%(option)s' is deprecated",
    "argument '%(argument_name)s' is deprecated", "command '%(parser_name)s' is deprecated", "subcommands",
    "invalid option string %(option)r: must start with a character", "%(prog)s: warning: %(message)s\n",
}  # fmt: skip
"""What argparse says of a faulty program, or of what kbsite does not use: of files, and of what is deprecated."""


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what a command that ends by itself prints."""
    with pytest.raises(SystemExit):
        main(arguments)
    out, err = capsys.readouterr()
    return out + err


def english() -> set[str]:
    """Return every text of the help, as the code has it."""
    found = {text for examples in EXAMPLES.values() for _, text in examples}
    for name, parser, summary in all_parsers(_parser()):
        found |= {summary} if name else set()
        found |= {action.help for action in parser._actions if action.help}
        found |= {group.title for group in parser._action_groups if group.title and group._group_actions}
    return found | {"examples", "usage: ", "build a knowledge base from Markdown files"}


def of_argparse() -> set[str]:
    """Return every text of the argparse of this Python."""
    calls = [each for each in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(each, ast.Call)]
    words = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext")]
    return {str(arg.value) for call in words for arg in call.args if isinstance(arg, ast.Constant)}


def own_errors() -> set[str]:
    """Return the errors that the commands give argparse to report, with their values as templates have them."""
    found = set()
    for path in sorted((ROOT / "kbsite/cli").glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in (
                "argparse.ArgumentTypeError",
                "args.wrong",
            ):
                found.add("".join(map(_piece, getattr(call.args[0], "values", [call.args[0]]))))
    return found


def _piece(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "'x'"


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_help_is_in_every_language(language: str) -> None:
    texts = help_texts(language)
    assert sorted(text for text in english() if text not in texts.words) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_left_that_the_code_does_not_have(language: str) -> None:
    of_argparse_somewhere = {
        text for text in help_texts(language).words if "%" in text or text.startswith("expected")
    }
    assert set(help_texts(language).words) - english() - own_errors() - of_argparse_somewhere == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_argparse_is_in_every_language(language: str) -> None:
    """A new Python may say something new: translate it, or say in FOR_PROGRAMMERS why no user reads it."""
    texts = {text.strip() for text in of_argparse() - FOR_PROGRAMMERS}
    assert sorted(texts - {text.strip() for text in help_texts(language).words}) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_error_in_an_argument_is_in_every_language(language: str) -> None:
    assert len(own_errors()) >= 7
    assert [text for text in own_errors() if help_texts(language).error(text) == text] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_values_of_the_english_text(language: str) -> None:
    def places(text: str) -> list[str]:
        return sorted(re.sub("[rd]$", "s", place) for place in re.findall(r"%(?:\([a-z_]+\))?[rsd%]", text))

    words = help_texts(language).words
    assert {text: told for text, told in words.items() if places(text) != places(told)} == {}
    braces = {text: told for text, told in words.items() if "{" in text}
    assert [list(Formatter().parse(text))[-1] for text in braces] == [
        list(Formatter().parse(told))[-1] for told in braces.values()
    ]


@pytest.mark.parametrize(("language", "usage"), [("nb", "bruk: "), ("nn", "bruk: "), ("en", "usage: ")])
@pytest.mark.parametrize("name", ["", *command_names()])
def test_help_is_in_the_chosen_language_with_examples(
    name: str, language: str, usage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(capsys, *name.split(), "--help", "--lang", language)
    assert shown.startswith(usage)
    assert help_texts(language).word("examples") in shown
    for typed, does in EXAMPLES[name]:
        assert f"    {typed}\n" in shown
        assert f"  {help_texts(language).word(does)}:\n" in shown
    foreign = ["show this help", "options", "positional", "default:"] if language != "en" else ["vis ", "valg"]
    assert [text for text in foreign if text in shown] == []


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_is_a_command_that_is_understood(name: str) -> None:
    assert set(EXAMPLES) == {"", *command_names()}
    for typed, _ in EXAMPLES[name]:
        words = shlex.split(typed.removeprefix(". <(").removesuffix(")").partition(" > ")[0])
        assert words[0] == "kbsite"
        assert " ".join(words[1:]).startswith(name)
        if "--help" not in words:
            _parser().parse_args(words[1:])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "kbsite: feil: disse argumentene mangler: COMMAND"),
        (
            ["check", "--format", "xml"],
            "kbsite check: feil: argumentet --format: 'xml' kan ikke velges (velg mellom ",
        ),
        (["build", "--nope"], "kbsite build: feil: ukjente argumenter: --nope\n"),
        (["build", "more"], "kbsite build: feil: ukjente argumenter: more\n"),
        (["build", "--adress", "x"], "kbsite build: feil: ukjente argumenter: --adress x\n"),
        (["check", "--strct"], "kbsite check: feil: ukjente argumenter: --strct; mente du --strict?\n"),
        (["new", "--verbso"], "kbsite new: feil: ukjente argumenter: --verbso\n"),  # does nothing there
        (["serve", "--prt=80"], "kbsite serve: feil: ukjente argumenter: --prt=80; mente du --port?\n"),
        (
            ["report", "langauge"],
            "argumentet REPORT: 'langauge' kan ikke velges; mente du 'language'? (Velg mellom ",
        ),
        (
            ["report", "stale", "--dyas", "3"],
            "kbsite report stale: feil: ukjente argumenter: --dyas 3; mente du --days?",
        ),
        (["build", "--jobs", "0"], "kbsite build: feil: argumentet --jobs: '0' er ikke et tall fra 1 til 9999"),
        (["build", "--output"], "kbsite build: feil: argumentet --output: trenger én verdi"),
        (["build", "--strict=1"], "kbsite build: feil: argumentet --strict: tar ingen verdi, men fikk '1'"),
        (["mv", "a"], "kbsite mv: feil: disse argumentene mangler: NEW"),
        (["serve", "--port", "x"], "kbsite serve: feil: argumentet --port: 'x' er ikke en gyldig verdi (int)"),
        (["report", "nope"], "kbsite report: feil: argumentet REPORT: 'nope' kan ikke velges (velg mellom "),
        (["publish", "x", "--max-delete", "many"], "'many' er verken et antall filer eller en andel som 10%"),
        (["report", "queries", "f", "--least", "1"], "'1' er ikke et tall fra 3 og oppover"),
        (["build", "--li"], "kbsite build: feil: ukjente argumenter: --li"),
        (["report"], "kbsite report: feil: skriv enten navnet på en rapport (REPORT) eller --html DIR"),
    ],
)
def test_wrong_usage_is_told_in_the_chosen_language(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(capsys, *arguments, *(["--lang", "nb"] if arguments else []))
    assert shown.startswith("bruk: ")
    assert message in shown
    shown = said(capsys, *arguments, "--lang", "en")
    assert ": error: " in shown


def test_an_error_within_an_error_is_translated_and_a_value_is_not() -> None:
    texts = help_texts("nn")
    assert texts.error("argument --x: expected 2 arguments") == "argumentet --x: treng 2 verdiar"
    assert texts.error("unrecognized arguments: expected one argument") == "ukjende argument: expected one argument"
    assert texts.error("what no Python says") == "what no Python says"
    assert HelpTexts().error("expected one argument") == "expected one argument"


@pytest.mark.parametrize(
    "typed",
    [
        ["--lang", "nn", "report", "stale", "--help"],
        ["--lang=nn", "report", "stale", "--help"],
        ["report", "--lang", "nn", "stale", "--help"],
        ["report", "stale", "--help", "--lang", "nn"],
        ["report", "stale", "--lang=nn", "-h"],
    ],
)
def test_the_language_can_be_said_anywhere(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, *typed).startswith("bruk: kbsite report stale")
    assert lang_after_command(typed)[0] == "report"


TYPED = {
    name: shlex.split(examples[0][0].removeprefix(". <(").removesuffix(")").partition(" > ")[0])[1:]
    for name, examples in EXAMPLES.items()
}


@pytest.mark.parametrize("name", command_names())
def test_the_help_lists_no_option_that_does_nothing(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    listed = set(re.findall(r"--(root|quiet|verbose|strict|today)\b", said(capsys, *name.split(), "--help")))
    idle = IDLE.get(name.split(maxsplit=1)[0], frozenset())
    assert listed & idle == set()
    assert listed | idle == {"root", "quiet", "verbose", "strict", "today"}
    _parser().parse_args([*TYPED[name], "--strict"])  # taken, as before


@pytest.mark.parametrize(("language", "summary"), [("nb", "lag ingen søkeindeks"), ("en", "make no search index")])
def test_completion_explains_in_the_chosen_language(
    language: str, summary: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", "zsh", "--lang", language]) == 0
    assert summary in capsys.readouterr().out


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("title: A\n", "nb"),
        ("language: nn\n", "nn"),
        ("title: A\nlanguage: en  # ours\n", "en"),
        ("\ufefflanguage: 'en'\n", "en"),
        ("language: sv\n", "en"),
        ("footer:\n  language: en\n", "nb"),
        ("# language: en\n", "nb"),
        (b"language: en\ntitle: \xff\n", "en"),
        ("language: [\n", "nb"),
    ],
)
def test_messages_are_in_the_language_of_the_site(tmp_path: Path, settings: str | bytes, expected: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/site.yaml").write_bytes(settings if isinstance(settings, bytes) else settings.encode())
    assert language(["check", "--root", str(tmp_path)]) == expected
    assert language(["check", f"--root={tmp_path}", "--lang", "nn"]) == "nn"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["check", "--root", "\0"], "nb"),
        (["check", "--root", "/dev/null"], "nb"),
        (["init", "Klimatorget", "--language", "en"], "en"),
        (["init", "--language=nn"], "nn"),
        (["init", "--language", "se"], "en"),
        (["init", "--language", "en", "--lang", "nb"], "nb"),
    ],
)
def test_without_a_site_messages_are_in_bokmal_or_as_asked_for(typed: list[str], expected: str) -> None:
    assert language(typed) == expected


def test_a_site_in_english_is_checked_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(tmp_path, {"data/site.yaml": f"{SETTINGS}language: en\n"})
    main(["check", "--root", str(root)])
    assert " errors " in capsys.readouterr().out
    main(["check", "--root", str(root), "--lang", "nb"])
    assert " feil " in capsys.readouterr().out
