"""Text ↔ Markdown: escapes what Markdown would take for markup, and gives the words that a reader sees."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*\[\]<>|~])|(?<![^\W_])(_)|(_)(?![^\W_])")
_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|:(?=\s|::)|={2,}\s*$|-{2,}\s*$)")
_NUMBER_AT_START = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_PICTURE = re.compile(r"!\[((?:\\.|[^][\\]){0,2000})\]\([^)\s]*(?:\s\"[^\"]*\")?\)")
_LINK = re.compile(
    r"(?<!\\)\[((?:\\.|[^][\\]){0,2000})\]\((?:<[^>]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s\"[^\"]*\")?\)"
)
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3})(?=\S)([^*]{1,2000}?)(?<=\S)(?<!\\)\1")
_ESCAPED = re.compile(r"\\([^\w\s]|_)")
_BLANKS = re.compile(r"\s+")


def escape(text: str) -> str:
    """Return running text as inline Markdown that shows the same characters."""
    return _MARKS.sub(lambda match: f"\\{match[0]}", text)


def protect(markdown: str) -> str:
    """Return inline Markdown as a paragraph, whose beginning is no heading, list, definition or rule."""
    return _NUMBER_AT_START.sub(r"\1\\\2", _AT_START.sub(lambda found: f"{found[1]}\\{found[2]}", markdown))


def plain(markdown: str) -> str:
    """Return the words of inline Markdown, on one line."""
    text = _LINK.sub(r"\1", _PICTURE.sub("", markdown))
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    return _BLANKS.sub(" ", _ESCAPED.sub(r"\1", text).replace("\\\n", " ")).strip()
