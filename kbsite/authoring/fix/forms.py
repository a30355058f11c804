"""The fix of forms: a word that the site avoids becomes the form that it has chosen, in the text of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.norwegian.forms import OtherForm, avoided, other_forms
from kbsite.parse import ParseSettings, decode, parse
from kbsite.site.assemble import section_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Location
    from kbsite.model import Config, Document, Source

NAME = "chosen_forms"


def fix_forms(source: Source, config: Config) -> tuple[bytes, tuple[str, ...]]:
    """Return the file with the chosen forms in its text, and the name of the fix if it was applied.

    A word is only replaced where the source has it as the reader sees it; fields are left to people.
    """
    document = parse(source, ParseSettings(config.kinds)).document if config.forms else None
    if document is None or not document.sound:
        return source.data, ()
    lines = decode(source)[0].split("\n")
    fixed = False
    for at, form in sorted(_found(document, config), key=lambda each: each[0], reverse=True):
        line, begin = lines[at.line - 1], at.column - 1
        if line[begin : begin + len(form.word)] == form.word:
            lines[at.line - 1] = line[:begin] + form.instead + line[begin + len(form.word) :]
            fixed = True
    return ("\n".join(lines).encode(), (NAME,)) if fixed else (source.data, ())


def _found(document: Document, config: Config) -> Iterator[tuple[Location, OtherForm]]:
    for section in document.body.sections:
        own = section_language(document, section, config)
        for passage in section.passages:
            for form in other_forms(passage.own, avoided(config.forms, passage.lang or own)):
                yield passage.place(form.offset), form
