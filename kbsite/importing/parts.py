"""The parts of a question and answer: who asks, the question, the answer; greeting and signature lifted out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kbsite.importing.model import HEADING, ITEM, LIKELY, NOTHING, SURE, TEXT, Found, Person
from kbsite.importing.names import is_name, is_role, is_team, name_length
from kbsite.importing.people import people
from kbsite.importing.plain import plain
from kbsite.parse.greeting import greeting_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbsite.importing.model import Block

_QUESTION = re.compile(
    r"(?:spørsmål|spm\.?)(?:et|a)?(?:\s+(?:fra|frå|av|til redaksjonen fra)\s+(?P<role>[^:.?!]{2,120}))?\s*:\s*"
    r"|(?P<asker>[^:.?!]{2,80})\s+(?:spør|spur|skriver|skriv)\s*:\s*",
    re.IGNORECASE,
)
_QUESTION_LINE = re.compile(
    r"(?:spørsmål(?:et)?|spm\.?)(?:\s+(?:fra|frå)\s+(?P<role>[^:.?!]{2,120}))?\s*:?", re.IGNORECASE
)
_ANSWER = re.compile(
    r"(?:svar(?:et)?|vårt svar|(?P<who>[^:.?!]{2,100})\s+svar(?:er|ar)?"
    r"|svar (?:fra|frå)\s+(?P<from>[^:.?!]{2,100}))\s*:\s*"
    r"|(?:svar(?:et)?|vårt svar)\s*$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:med\s+)?(?:vennlig|vennleg|venleg|beste|hjertelig|hjarteleg)?\s*(?:hilsen|hilsing|helsing)"
    r"|mvh\.?|vh\.?)(?:\s*,)?(?P<rest>\s+.{0,160}|)$",
    re.IGNORECASE | re.DOTALL,
)
_WISHES = re.compile(
    r"(?:(?:og\s+)?lykke til(?: videre| vidare)?(?:\s+(?:med|videre med)\s[^.!?]{1,60})?|god arbeidslyst"
    r"|ta gjerne kontakt[^.!?]{0,80}|ha en fin dag)[.! ]*",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:foto|fotograf|illustrasjon|bilde|figur|kilde|kjelde)\s*:", re.IGNORECASE)
_LONGEST_SIGNATURE = 7
_LONGEST_LINE = 140


@dataclass(frozen=True, slots=True)
class Parts:
    """A text in its parts; `greetings` and `signature` are the words that were lifted out."""

    question: tuple[Block, ...]
    answer: tuple[Block, ...]
    asked_by: Found = NOTHING
    people: tuple[Person, ...] = ()
    greetings: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    before: tuple[Block, ...] = ()


def parts(blocks: Sequence[Block]) -> Parts | None:
    """Return question and answer, where a text has both, each with its mark."""
    asked = next((at for at, block in enumerate(blocks) if _opens_question(block)), None)
    answers = [at for at, block in enumerate(blocks) if _opens_answer(block)]
    at_answer = next((at for at in answers if asked is None or at > asked), None)
    if at_answer is None or (asked is None and at_answer == 0):
        return None
    begin = asked if asked is not None else 0
    role, question = _question(blocks[begin:at_answer], marked=asked is not None)
    answer, who = _answer(blocks[at_answer:])
    if not question or not answer:
        return None
    answer, first = without_greeting(answer)
    answer, greeting = without_greeting(answer) if first else (answer, "")
    answer, signed, signature = without_signature(answer)
    signers = who if who and not signed else signed
    question, asked_greeting = without_greeting(question)
    greetings = tuple(each for each in (asked_greeting, first, greeting) if each)
    before = tuple(blocks[:begin])
    return Parts(
        question=tuple(question), answer=tuple(answer), asked_by=role, people=signers, greetings=greetings,
        signature=signature, before=before,
    )  # fmt: skip


def _opens_question(block: Block) -> bool:
    text = plain(block.text)
    return bool(_QUESTION_LINE.fullmatch(text) or (block.kind in (TEXT, HEADING) and _QUESTION.match(text)))


def _opens_answer(block: Block) -> bool:
    text = plain(block.text)
    return block.kind in (TEXT, HEADING) and bool(_ANSWER.match(text))


def _question(blocks: Sequence[Block], *, marked: bool) -> tuple[Found, list[Block]]:
    """Return who asks, never by name, and the question without its mark."""
    if not marked:
        return NOTHING, list(blocks)
    first = blocks[0]
    text = plain(first.text)
    match = _QUESTION_LINE.fullmatch(text) or _QUESTION.match(text)
    if match is None:
        return NOTHING, list(blocks)
    groups = match.groupdict()
    said = (groups.get("role") or groups.get("asker") or "").strip()
    words = match[0].strip()
    role = Found(said, words, SURE) if said and not name_length(said) else Found("", words if said else "", LIKELY)
    rest = _after(first, match[0])
    return role, [*([rest] if rest else []), *blocks[1:]]


def _answer(blocks: Sequence[Block]) -> tuple[list[Block], tuple[Person, ...]]:
    first = blocks[0]
    match = _ANSWER.match(plain(first.text))
    who = (match.groupdict().get("who") or match.groupdict().get("from") or "") if match else ""
    named = people(who)[0] if name_length(who) or is_team(who) else ()
    rest = _after(first, match[0] if match else "")
    return [*([rest] if rest else []), *blocks[1:]], named


def _after(block: Block, mark: str) -> Block | None:
    """Return a block without the mark that its words begin with; None where nothing is left."""
    if plain(block.text) == mark.strip():
        return None
    text = block.text.lstrip("*")
    at = text.find(":")
    rest = text[at + 1 :].lstrip("* ") if at >= 0 and ":" in mark else text
    return replace(block, kind=TEXT, text=rest) if plain(rest) else None


def without_greeting(blocks: list[Block]) -> tuple[list[Block], str]:
    """Return a text without the greeting that it begins with, and that greeting."""
    if not blocks or blocks[0].kind not in (TEXT, HEADING):
        return blocks, ""
    first = blocks[0]
    words = plain(first.text)
    length = greeting_length(words)
    greeting = words[:length].strip()
    if not length or not first.text.startswith(words[:length].rstrip()):
        return blocks, ""
    rest = first.text[len(words[:length].rstrip()) :].strip()
    if not plain(rest):
        return (blocks[1:], greeting) if len(blocks) > 1 else (blocks, "")
    if rest[:1].islower():  # the greeting is part of a sentence that goes on
        return blocks, ""
    return [replace(first, text=rest), *blocks[1:]], greeting


def without_signature(blocks: list[Block]) -> tuple[list[Block], tuple[Person, ...], tuple[str, ...]]:
    """Return a text without its signature, who signed, and the lines of the signature."""
    captions = next((at for at, block in enumerate(reversed(blocks)) if not _CAPTION.match(plain(block.text))), 0)
    blocks, below = blocks[: len(blocks) - captions], blocks[len(blocks) - captions :]
    begin = _signature_at(blocks)
    if begin is None:
        return [*blocks, *below], (), ()
    lines = [plain(block.text) for block in blocks[begin:]]
    named = [line for line in (_without_closing(line) for line in lines) if line]
    signed = people("\n".join(named))[0] if named else ()
    wishes = begin
    while wishes > 0 and _WISHES.fullmatch(plain(blocks[wishes - 1].text)):
        wishes -= 1
    return [*blocks[:wishes], *below], signed, tuple(plain(block.text) for block in blocks[wishes:])


def _signature_at(blocks: list[Block]) -> int | None:
    """Return the index of the block that a signature begins with: a closing, or a name with a title below it."""
    last = len(blocks)
    for at in range(last - 1, max(0, last - _LONGEST_SIGNATURE) - 1, -1):
        text = plain(blocks[at].text)
        if len(text) > _LONGEST_LINE and not _CLOSING.match(text):
            break
        if _closes(text) and all(len(plain(each.text)) <= _LONGEST_LINE for each in blocks[at:]):
            return at
    for at in range(max(1, last - 3), last):
        lines = [plain(block.text) for block in blocks[at:]]
        if blocks[at].kind != ITEM and is_name(lines[0]) and (len(lines) == 1 or is_role(lines[1])):
            return at
        if name_length(lines[0]) and is_role(lines[0][name_length(lines[0]) :].strip(" ,")) and len(lines) < 3:
            return at
    wishes = last
    while wishes > 1 and _WISHES.fullmatch(plain(blocks[wishes - 1].text)):
        wishes -= 1
    return wishes if wishes < last else None


def _closes(text: str) -> bool:
    match = _CLOSING.fullmatch(text)
    if match is None:
        return False
    rest = match["rest"].strip(" ,")
    return not rest or is_team(rest) or bool(name_length(rest))


def _without_closing(line: str) -> str:
    if _WISHES.fullmatch(line):
        return ""
    match = _CLOSING.fullmatch(line)
    return match["rest"].strip(" ,.") if match else line
