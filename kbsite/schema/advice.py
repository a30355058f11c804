"""Corrections of invalid field values: what the writer most likely meant, as it should be written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kbsite.norwegian.iso_date import iso_date, iso_month
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_TRUE = {"ja", "yes", "on", "1", "sann", "true", "y", "j", "x"}
_FALSE = {"nei", "nei.", "no", "off", "0", "usann", "false", "n", "-"}

_ARCHIVED = {"arkivert", "arkiv", "archive", "archived", "arkivet"}

_OPENING, _CLOSING = "“”„‟‘’‚«»‹›\"'", "“”‟‘’«»‹›\"'"

_CURLY = re.compile(r"[“”„‟‘’‚]([^“”„‟‘’‚]*)[“”‟‘’]")
"""A value in the curly quotation marks of word processors, with none inside."""

_DASH = r"[-–—•*·]"

_LONGEST = 200
"""The longest value, in characters, that is compared with the names of themes and authors."""

_PLAIN = re.compile(r"[\w/æøåÆØÅ][\w/.æøåÆØÅ -]*")

_NO_PLAIN_TEXT = {"true", "false", "yes", "no", "on", "off", "null", "~", "y", "n"}


def bare(value: str) -> str:
    """Return a value without surrounding quotation marks of any kind, and without a dash before it."""
    plain = re.sub(rf"^{_DASH}+\s*", "", value.strip())
    if len(plain) > 1 and plain[0] in _OPENING and plain[-1] in _CLOSING:
        return plain[1:-1].strip()
    return plain


def in_curly(value: str) -> str:
    """Return the content of a value wrapped in curly quotation marks, else "".

    «…» is how Norwegian quotes, and may well be all of a title.
    """
    found = _CURLY.fullmatch(value.strip())
    return found[1].strip() if found else ""


def quoted(value: str) -> str:
    """Return a text as unambiguous YAML: in quotation marks where it needs them."""
    if _PLAIN.fullmatch(value) and value.casefold() not in _NO_PLAIN_TEXT and value == value.strip():
        return value
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def advice(name: str, what: str, value: Any, *, on_line: bool) -> str:
    """Return the corrected line `name: …`, or "" where no correction is certain.

    `what` is the message key of the expected type, `on_line` whether a list is on its name's line.
    """
    meant = ""
    if isinstance(value, str):
        meant = _of_text(what, bare(value), value)
        if name == "aliases" and what == "@list":
            meant = re.sub(r"([\[ ])/?([^\s,\]]+?)/?(?=[,\]])", r"\1/\2/", meant)
    elif what == "@text" and isinstance(value, list) and all(isinstance(each, str) for each in value):
        meant = quoted(f"[{', '.join(value)}]") if on_line else quoted(" ".join(value))
    return f"{name}: {meant}" if meant else ""


def line_advice(line: str) -> str:
    """Return a line that YAML cannot read, corrected with quotation marks or with blanks for tabs; or ""."""
    found = re.fullmatch(r"(\s*(?:- +)?[\w-]+):[ \t]+(\S.*)", line.rstrip())
    if found:
        name, value = found[1].strip().removeprefix("-").strip(), found[2]
        listed = re.fullmatch(r"\[[^\[\]]*\]|\{.*\}|[|>][+-]?", value)
        closed = value[0] in "\"'" and value[-1] == value[0] and value.count(value[0]) == 2
        unclosed = value[0] == "#" or (value[0] in "\"'" and value.count(value[0]) == 1)
        unclosed = unclosed or (value[0] in "[{" and not re.search(r"[\]}]", value))
        return "" if listed or closed or unclosed else f"{name}: {quoted(in_curly(value) or value)}"
    tabbed = re.fullmatch(r"\s*\t\s*(\S.*)", line)
    return f"  {tabbed[1]}" if tabbed else ""


def date_advice(name: str, value: str, *, partial: bool) -> str:
    """Return the line with the date that a value means, or ""; `partial` is whether it may be a month."""
    plain = bare(value)
    day = iso_date(plain) or iso_date(re.split(r"[T ]", plain)[0]) or (iso_month(plain) if partial else "")
    return f"{name}: {day}" if day else ""


def meant_name(word: str, known: Collection[str], names: Mapping[str, str]) -> str:
    """Return the id or ids that `word` names, found by the slugs of their names in `names`; or ""."""
    plain = bare(word)
    if len(plain) > _LONGEST:
        return ""
    if plain in known:
        return plain
    if slug(plain) in names:
        return names[slug(plain)]
    parts = [part for part in re.split(r"\s*[,;]\s*|\s+og\s+|\s+", plain) if part]
    found = [bare(part) if bare(part) in known else names.get(slug(part), "") for part in parts]
    return ", ".join(found) if len(found) > 1 and all(found) else ""


def _of_text(what: str, plain: str, value: str) -> str:
    match what:
        case "@boolean":
            return "true" if plain.casefold() in _TRUE else "false" if plain.casefold() in _FALSE else ""
        case "@list":
            return _list(value)
        case "@status":
            return "archived" if plain.casefold() in _ARCHIVED else ""
        case "@url":
            host = re.fullmatch(
                r"(?:https?:/{0,2}|//)?((?:[\w-]+\.)+[a-zæøå]{2,}(?:[/?#]\S*)?)", plain, re.IGNORECASE
            )
            return f"https://{host[1]}" if host else ""
        case "@email":
            return re.sub(r"^mailto:", "", plain) if plain.count("@") == 1 and " " not in plain else ""
        case "@year":
            years = re.fullmatch(r"([12]\d{3})\s*[-–—/]\s*(\d{2}|[12]\d{3})", plain)
            return f"{years[1]}-{years[1][: 4 - len(years[2])]}{years[2]}" if years else ""
        case _:
            return ""


def _list(value: str) -> str:
    """Return the YAML list of the items in a text: after dashes without a blank, or separated by commas."""
    text = " ".join(value.split())
    dashed = re.match(rf"{_DASH}\S", text) is not None
    parts = re.split(rf"(?:^|\s+){_DASH}\s*" if dashed else r"\s*[,;]\s*", text)
    items = [quoted(bare(part)) for part in parts if part.strip()]
    return f"[{', '.join(items)}]" if items and not any(":" in each for each in items) else ""
