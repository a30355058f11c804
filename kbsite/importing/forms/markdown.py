"""Markdown of Hugo, Jekyll, MkDocs or Eleventy → a page in blocks, with the fields of its front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kbsite.importing.decode import decode
from kbsite.importing.forms.front import front_matter
from kbsite.importing.forms.html import split_address
from kbsite.importing.model import HEADING, ITEM, PICTURE, TEXT, WHOLE, Block, OldPage, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kbsite.importing.map_file import MapFile
    from kbsite.importing.model import Original

_NAMES = {
    "title": ("title", "tittel"),
    "date": ("date", "published", "dato", "publishDate"),
    "updated": ("updated", "lastmod", "last_modified_at", "modified", "oppdatert"),
    "author": ("author", "authors", "forfatter"),
    "tags": ("tags", "tema", "themes"),
    "kind": ("categories", "category", "type", "kategori", "kind"),
    "address": ("url", "permalink", "slug_path"),
    "aliases": ("aliases", "redirect_from"),
    "order": ("weight", "nav_order", "order"),
}
_TEMPLATE = re.compile(r"\{\{[<%].*?[%>]\}\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<(?=/?[A-Za-z!])")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*(?:\{[^}]*\})?$")
_UNDERLINED = re.compile(r"(?P<text>[^\n]+)\n(?P<mark>=+|-+)\s*$")
_LINE_ITEM = re.compile(r"(?P<indent>\s*)(?:[-*+]|(?P<number>\d{1,9})[.)])\s+(?P<text>.*)$")
_TABLE_RULE = re.compile(r"\s*\|?[\s:|-]+\|[\s:|-]*$")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|:::)\s*(\w+)?\s*(?:\"([^\"]*)\")?\s*$")


def read_markdown(origin: str, data: bytes, original: Original, _chosen: MapFile) -> Iterable[OldPage]:
    """Return the page of a Markdown file; the marks of templates are cut, and listed as cut."""
    decoded = decode(data)
    matter, text = front_matter(decoded.text)
    templates = _TEMPLATE.findall(text)
    fields = {field: _value(matter, names) for field, names in _NAMES.items()}
    fields["cut"] = "\n".join(" ".join(each.split()) for each in templates)
    address = fields.pop("address")
    host, path = split_address(address)
    told = (Problem(origin, "import_lost_letters"),) if decoded.lost else ()
    return (
        OldPage(
            origin=origin, form="markdown", blocks=tuple(_blocks(_TEMPLATE.sub("", text))), original=original,
            host=host, address=path or (address if address.startswith("/") else ""),
            fields={field: value for field, value in fields.items() if value}, problems=told,
        ),
    )  # fmt: skip


def _value(matter: Mapping[str, Any], names: Iterable[str]) -> str:
    lower = {str(name).lower(): value for name, value in matter.items()}
    for name in names:
        value = lower.get(name.lower())
        if isinstance(value, list):
            return ("\n" if "alias" in name or "redirect" in name else ", ").join(map(str, value))
        if isinstance(value, dict):
            value = value.get("name") or value.get("text")
        if value:
            return str(value)
    return ""


def _blocks(text: str) -> Iterator[Block]:
    """Yield a block for each part between blank lines; lists are taken apart, tables and code are kept whole."""
    for part in _parts(text):
        lines = part.split("\n")
        is_table = len(lines) > 1 and _TABLE_RULE.match(lines[1]) is not None
        if is_table or part.lstrip().startswith(("```", "~~~")):
            yield Block(WHOLE, part)
        elif found := _UNDERLINED.fullmatch(part):
            yield Block(HEADING, _safe(found["text"].strip()), 1 if found["mark"][0] == "=" else 2)
        else:
            yield from _lines([line for line in lines if not _ADMONITION.match(line.strip())])


def _parts(text: str) -> Iterator[str]:
    lines: list[str] = []
    fenced = ""
    for line in text.split("\n"):
        mark = line.lstrip()[:3]
        if mark in ("```", "~~~") and fenced in ("", mark):
            fenced = "" if fenced else mark
        if not line.strip() and not fenced:
            if lines:
                yield "\n".join(lines)
            lines = []
        else:
            lines.append(line.rstrip())
    if lines:
        yield "\n".join(lines)


def _lines(lines: Iterable[str]) -> Iterator[Block]:
    paragraph: list[str] = []
    for line in lines:
        heading, item = _HEADING.match(line.strip()), _LINE_ITEM.match(line)
        if heading or item:
            yield from _paragraph(paragraph)
            paragraph = []
        if heading:
            yield Block(HEADING, _safe(heading[2]), len(heading[1]))
        elif item:
            depth = len(item["indent"].expandtabs(4)) // 2
            paragraph = []
            yield Block(ITEM, _safe(item["text"]), min(depth, 3) // 2 + 1 if depth else 1, int(item["number"] or 0))
        else:
            paragraph.append(line.strip())
    yield from _paragraph(paragraph)


def _paragraph(lines: list[str]) -> Iterator[Block]:
    text = " ".join(lines).strip()
    if re.fullmatch(r"!\[[^\]]*\]\([^)]*\)", text):
        yield Block(PICTURE, text)
    elif text and not re.fullmatch(r"[-*_ ]{3,}", text):
        strong = re.fullmatch(r"\*\*([^*]+)\*\*", text)
        yield Block(TEXT, _safe(strong[1] if strong else text.removeprefix("> ")), strong=bool(strong))


def _safe(text: str) -> str:
    """Return Markdown in which raw HTML is text; automatic links are links."""
    linked = re.sub(r"<(https?://[^>\s]+)>", r"[\1](\1)", text)
    return _TAG.sub(r"\\<", linked)
