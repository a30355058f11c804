"""The parser: one file's bytes → a document and its problems; a pure function of the bytes and the settings."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, Location, problem
from kbsite.model import Document, Parsed, Place
from kbsite.parse.annotate import NO_LEXICON, Lexicon
from kbsite.parse.columns import Columns, columns, fields_in_file, in_file
from kbsite.parse.conflict import without_conflicts
from kbsite.parse.field_texts import markdown_fields, with_field_texts
from kbsite.parse.front_matter import split
from kbsite.parse.hidden_characters import hidden_in_addresses
from kbsite.parse.laws.fields import FIRST, law_context, laws_in_fields
from kbsite.parse.laws.scopes import NOTHING_ABOVE, Above
from kbsite.parse.markdown import markdown
from kbsite.parse.pasted import clean
from kbsite.parse.personal_numbers import personal_numbers
from kbsite.parse.place import place
from kbsite.parse.stray import stray_characters
from kbsite.schema.kinds import BUILT_IN, Kinds
from kbsite.schema.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.model import Source
    from kbsite.schema.kinds import FrontMatter

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class ParseSettings:
    """The configuration that parsing depends on: the site's kinds, and its laws and glossary terms."""

    kinds: Kinds
    lexicon: Lexicon = NO_LEXICON


BUILT_IN_ONLY = ParseSettings(BUILT_IN)
"""The settings of a site without kinds, laws or glossary terms of its own."""


def parse(source: Source, settings: ParseSettings, above: Above = NOTHING_ABOVE) -> Parsed:
    """Return the document in `source`, and every problem that the file alone can show.

    `above` is what it inherits of the law that a section without one belongs to.
    """
    where = place(source.path, settings.kinds)
    read = decoded(source)
    text, problems = read.text, read.problems
    raw = characters(source)[0]
    written = (*hidden_in_addresses(raw, source.path), *personal_numbers(raw, source.path))
    if not isinstance(where, Place):
        return Parsed(None, (where, *problems, *written))
    divided = split(text, source.path)
    given = fields_in_file(divided.fields, read.columns)
    checked = validate(where.kind, given, where.kind.stand_ins, where.kind.may_lack(given.data))
    language = checked.value.lang or where.language or settings.kinds.language
    outer, laws = law_context(given, checked.value, language, settings.lexicon.laws, above)
    body, faults = markdown(
        divided.body,
        source.path,
        divided.body_line,
        where.kind.sections,
        settings.lexicon,
        columns=read.columns,
        outer=outer,
    )
    outer = replace(outer, above=(*outer.above, *body.named))
    body, in_fields = with_field_texts(
        body, checked.value, divided.fields.marks, text.split("\n"), settings.lexicon, outer
    )
    if settings.lexicon.laws:
        laws = laws_in_fields(
            given, settings.lexicon.laws, outer, without=(*FIRST, *markdown_fields(where.kind)), found=laws
        )
    body = replace(body, references=(*laws.references, *body.references))
    faults = (*faults, *(replace(each, location=in_file(each.location, read.columns)) for each in in_fields))
    if not divided.bounded:
        faults = tuple(each for each in faults if each.code not in _of_division(where.kind))
    document = Document(
        path=source.path,
        place=where,
        meta=checked.value,
        marks=given.marks,
        body=body,
        sound=checked.sound and not problems,
    )
    conflict = _language_conflict(document, checked.value)
    stray = stray_characters(text, source.path, read.columns)
    found = (*problems, *written, *checked.problems, *faults, *laws.problems, *conflict, *stray)
    return Parsed(document, found)


def parse_each(files: Iterable[tuple[Source, Above]], settings: ParseSettings) -> Iterator[Parsed]:
    """Yield each of some files, parsed: each comes with what it inherits."""
    return (parse(source, settings, above) for source, above in files)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the problems of its characters, and the original columns of lines that lost characters."""

    text: str
    problems: tuple[Diagnostic, ...]
    columns: Columns


def decode(source: Source) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a file's text and its problems: `decoded` for callers that need no columns."""
    found = decoded(source)
    return found.text, found.problems


def decoded(source: Source) -> Decoded:
    """Return a file's text, with line feeds only and pasted characters removed, and its characters' problems.

    A file whose bytes are not UTF-8 is read as Windows-1252, which it most often is, so that the rest of it can be
    checked too. In a file with merge conflicts nothing else is reported.
    """
    text, problems = characters(source)
    text, conflicts = without_conflicts(text, source.path)
    cleaned = clean(text)
    return Decoded(cleaned, conflicts or problems, columns(text, cleaned))


def characters(source: Source) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a file's text with line feeds only, and a problem where its bytes are not UTF-8."""
    data = source.data.removeprefix(codecs.BOM_UTF8)
    skipped = len(source.data) - len(data)
    try:
        return _visible(_lines(data.decode("utf-8")), source.path)
    except UnicodeDecodeError as error:
        before = _lines(data[: error.start].decode("utf-8"))
        column = len(before) - before.rfind("\n")
        at = Location(source.path, before.count("\n") + 1, column)
        byte = f"{data[error.start]:02X}"
        found = problem(at, "wrong-encoding", byte=byte, offset=error.start + skipped)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _lines(data.decode("utf-16", "replace")), (found,)
    return _lines(data.decode("cp1252", "replace")), (found,)


def _visible(text: str, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a text without control characters, which no page can hold, and a problem for each line with one."""
    if not _CONTROL.search(text):
        return text, ()
    found = ((line, _CONTROL.search(written)) for line, written in enumerate(text.split("\n"), start=1))
    problems = tuple(
        problem(Location(path, line, match.start() + 1), "control-character", character=f"U+{ord(match[0]):04X}")
        for line, match in found
        if match
    )
    return _CONTROL.sub("", text), problems


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _of_division(kind: type[FrontMatter]) -> set[str]:
    """Return the codes that are dropped where the front matter has no end, and so the body no beginning."""
    codes = [spec.codes for spec in kind.sections]
    return {
        "accidental-heading",
        *(code for each in codes for code in (each.missing, each.empty, each.text_before)),
    }


def _language_conflict(document: Document, meta: FrontMatter) -> tuple[Diagnostic, ...]:
    suffix = document.place.language
    if not suffix or meta.lang in (None, suffix):
        return ()
    at = document.at("lang")
    return (problem(at, "language-conflict", language=str(meta.lang), suffix=suffix),)
