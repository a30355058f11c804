"""Markup of other programs, which kbsite does not support and shows as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import Diagnostic, MessageKey, problem
from kbsite.parse.lost.written import WrittenParagraph, as_written, paragraphs, shown_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.parse.reading import Reading

_IN_A_LINE: tuple[tuple[str, str, str], ...] = (
    ("highlight", r"(?<![=\w])==(?=[^\s=])[^=\n]+(?<=\S)==(?!=)", "@instead_highlight"),
    ("wiki link", r"!?\[\[[^\[\]\n]+\]\]", "@instead_link"),
    ("attribute", r"\{:?\s?[#.][A-Za-z][\w. #=\"%-]*\}|\{:?\s?[A-Za-z-]+=[^{}\n]*\}", "@instead_nothing"),
    ("template", r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}", "@instead_nothing"),
    ("superscript", r"(?<=[\w)])\^[\w+-]{1,9}\^", "@instead_sign"),
    ("subscript", r"(?<=[A-Za-zÆØÅæøå)])~[\w+-]{1,9}~(?!~)", "@instead_sign"),
    ("emoji", r"(?<![\w:/]):[a-z][a-z_+-]{1,30}[a-z0-9]:(?![\w:/])", "@instead_emoji"),
    ("entity", r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,6});", "@instead_sign"),
    ("unended entity", r"&(?:nbsp|shy|aelig|oslash|aring|ndash|laquo|raquo|amp|lt|gt)(?![\w;])", "@instead_sign"),
    ("contents", r"\[\[?_?(?:toc|TOC|TableOfContents)_?\]?\]", "@instead_contents"),
    ("shortcode", r"\[/?(?:caption|gallery|embed|video)(?:[ =][^\[\]\n]*)?\]", "@instead_markdown"),
    ("forum", r"\[/?(?:b|i|u|url|quote|img|code|size|color)(?:[ =][^\[\]\n]*)?\]", "@instead_markdown"),
    ("note", r"\[![A-Za-z]{2,20}\](?!\()", "@instead_note"),
    ("formula", r"\$\$[^$\n]+\$\$|\\begin\{\w+\}", "@instead_sign"),
    ("formula in text", r"(?<![\w$])\$(?=[A-Za-z\\])[^$\n]+(?<=\S)\$(?![\w$])", "@instead_sign"),
    ("strike", r"(?<![\w~])~(?=[^\s~\d])[^~\n]+(?<=\S)~(?![\w~])", "@instead_strike"),
    ("wiki emphasis", r"(?<![\d'])'{2,3}(?=[^\s'])[^'\n]+(?<=\S)'{2,3}(?!')", "@instead_markdown"),
    ("hidden comment", r"(?<![%\w])%%[^%\n]+%%(?!%)", "@instead_nothing"),
    ("inserted", r"(?<![+\w])\+\+(?=[^\s+])[^+\n]+(?<=\S)\+\+(?![+\w])", "@instead_highlight"),
)  # fmt: skip
"""Name, pattern, and the message key of what to write instead."""

_FORMS = re.compile("|".join(f"(?P<n{index}>{form})" for index, (_, form, _) in enumerate(_IN_A_LINE)))
_QUICK = re.compile(r"[=\[{^~:&$+'%]")

_NOTES = (
    "note|info|abstract|summary|tip|hint|success|question|faq|warning|attention|caution|important|danger|error"
    "|failure|bug|example|quote|merk|tips|obs|viktig|fare|eksempel|sitat"
)
_LINES: tuple[tuple[str, str], ...] = (
    (rf"(?:!{{3}}|\?{{3}})\+? +(?:{_NOTES})(?: +\".*)?", "@instead_note"),
    (r"\.\. +[\w-]+::.*", "@instead_note"),
    (r":{2,}\s*\{?[\w-]*\}?", "@instead_passage"),
    (r"\[(?: *|[xX*-])\]\s*[^\W\d_(].*", "@instead_task"),
    (r"h[1-6]\. +\S.*", "@instead_heading"),
    (r"\[\[_TOC_\]\]", "@instead_contents"),
    (r"\[[^\[\]\n^]+\]:\s*\S.*", "@instead_definition"),
    (r":\s+\S.*|:[^\W\d_][^:]*", "@instead_term"),
)
_LINE_FORMS = tuple((re.compile(form), instead) for form, instead in _LINES)


def foreign_markup(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a problem for each piece of other programs' markup that readers would see."""
    for _, text, trace in shown_texts(reading):
        for found in _FORMS.finditer(text) if _QUICK.search(text) else ():
            at = as_written(reading, text, trace, found.start())
            if at >= 0:
                instead = _IN_A_LINE[int((found.lastgroup or "n0")[1:])][2]
                yield problem(
                    reading.source.at(at), "foreign-markup", markup=found[0][:60], instead=MessageKey(instead)
                )
    for paragraph in paragraphs(reading):
        for line in paragraph.lines:
            for form, instead in _LINE_FORMS:
                if form.fullmatch(line.text) and not (instead == "@instead_task" and _is_task(paragraph, reading)):
                    place = reading.source.at(line.at)
                    yield problem(place, "foreign-markup", markup=line.text[:60], instead=MessageKey(instead))
                    break
        end = paragraph.lines[-1]
        if end.text.endswith("\\") and not end.text.endswith("\\\\"):
            at = end.at + len(end.text) - 1
            yield problem(
                reading.source.at(at), "foreign-markup", markup="\\", instead=MessageKey("@instead_nothing")
            )


def _is_task(paragraph: WrittenParagraph, reading: Reading) -> bool:
    """Return whether a paragraph is the text of a task, whose box is shown as one."""
    return reading.tokens[paragraph.index - 1].meta.get("done") is not None
