"""What was found out about a page → the text of its file: front matter and Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.importing.model import ITEM
from kbsite.importing.plain import protect
from kbsite.norwegian.names_and_dates import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kbsite.importing.model import Block, Person, Read

_PLAIN = re.compile(r"[A-Za-zÆØÅæøå][\wÆØÅæøå ,.()/–-]*[\wÆØÅæøå).]|[A-Za-zÆØÅæøå]")
_ADDRESS = re.compile(r"/[\wÆØÅæøå/._~-]*[\wÆØÅæøå/]")
_OTHER = ("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nei", "ja")


def document(
    read: Read,
    *,
    authors: Sequence[str],
    aliases: Sequence[str],
    language: str,
    is_chapter: bool = False,
    listed: bool = True,
) -> str:
    """Return the file of a page; `authors` are ids, in the order of its people, or those of the map."""
    lines = ["---", *_fields(read, authors, aliases, language, is_chapter=is_chapter, listed=listed), "---"]
    body = "\n\n".join(markdown(read.body))
    if read.question:
        asked = "\n\n".join(markdown(read.question))
        body = f"## Spørsmål\n\n{asked}\n\n## Svar\n\n{body}"
    return "\n".join(lines) + f"\n\n{body}\n"


def _fields(
    read: Read, authors: Sequence[str], aliases: Sequence[str], language: str, *, is_chapter: bool, listed: bool
) -> Iterator[str]:
    yield f"title: {scalar(read.title.value)}"
    if read.date.value:
        yield f"date: {read.date.value}"
    if read.updated.value:
        yield f"updated: {read.updated.value}"
    lang = read.lang.value or language
    yield f"lang: {lang}"
    if read.themes and not is_chapter:
        yield from ("themes:", *(f"  - {theme}" for theme in read.themes))
    yield from _authors(read.people, authors)
    if read.kind.value == "qa" and not is_chapter:
        if read.asked_by.value:
            yield f"asked_by: {scalar(read.asked_by.value)}"
        if read.question_lang.value and read.question_lang.value != lang:
            yield f"question_lang: {read.question_lang.value}"
    if read.municipality.value and not is_chapter and listed:
        yield f"municipality: {scalar(read.municipality.value)}"
    if aliases:
        yield from ("aliases:", *(f"  - {scalar(alias)}" for alias in aliases))
    if read.status == "archived":
        yield "status: archived"
    else:
        yield "draft: true"


def _authors(people: Sequence[Person], ids: Sequence[str]) -> Iterator[str]:
    """Yield the field: with what each was at the time, "" for what is not known."""
    if not ids:
        return
    yield "authors:"
    if not people:
        yield from (f"  - {each}" for each in ids)
        return
    for person, each in zip(people, ids, strict=True):
        yield f"  - id: {each}"
        yield f"    role: {scalar(person.role)}"
        yield f"    affiliation: {scalar(person.affiliation)}"


def profile(name: str, language: str, lines: Iterable[str]) -> str:
    """Return the file of an author's profile: the name, and what the old pages say, a line each."""
    said = "".join(f"- {protect(line)}\n" for line in lines)
    return f"---\ntitle: {scalar(name)}\nlang: {language}\n---\n" + (f"\n{said}" if said else "")


def scalar(value: str) -> str:
    """Return a text as a YAML scalar, quoted only where needed."""
    plain_id = slug(value) == value and value[:1].isalpha()
    if (plain_id or _PLAIN.fullmatch(value) or _ADDRESS.fullmatch(value)) and value.casefold() not in _OTHER:
        return value
    escaped = "".join(each if each.isprintable() else " " for each in value)
    escaped = escaped.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def markdown(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the Markdown of each block; the items of a list are one."""
    items: list[str] = []
    widths: list[int] = []
    for block in blocks:
        if block.kind == ITEM:
            level = min(block.level, len(widths) + 1)
            del widths[level - 1 :]
            mark = f"{block.number}. " if block.number else "- "
            items.append(" " * sum(widths) + mark + protect(block.text.strip()))
            widths.append(len(mark))
            continue
        if items:
            yield "\n".join(items)
            items, widths = [], []
        yield _one(block)
    if items:
        yield "\n".join(items)


def _one(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"{'#' * max(block.level, 2)} {block.text.strip()}"
        case "whole" | "picture":
            return block.text
        case _:
            return protect(block.text.strip())
