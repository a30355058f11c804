"""What is not the text of a page: menus, banners, footers, forms; known by words, or by standing on most pages."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kbsite.importing.model import TEXT
from kbsite.importing.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbsite.importing.model import Block, OldPage

_KNOWN = re.compile(
    r"(?:(?:du er her:?\s*)?(?:hjem|heim|forsiden?|forsida|start)\s*[>»›/|]\s*\S.{0,200}"
    r"|lukk|tips en venn:?|ditt (?:fornavn|etternavn):?|din e-post(?:\s?adresse)?:?|din venns e-post adresse:?"
    r"|din melding / beskjed / kommentar:?|\(url til siden blir automatisk lagt inn i e-post meldingen\.?\)"
    r"|kode: ?\S{0,12}|\(skriv inn koden over\.?\).*|del denne (?:saken|siden|artikkelen)|skriv ut(?: siden)?"
    r"|utskriftsvennlig(?: versjon)?|»? ?(?:info om \w+|forum)|e-post: ?\S+@\S+|\d{4} \(c\) \w+|© ?\d{4}.{0,60}"
    r"|publictemplates?|publicpages?|til(?:bake til)? toppen|hopp til (?:hoved)?innhold(?:et)?|siste aktuelle saker"
    r"|utforsk tema|fremhevet tema|relaterte (?:saker|artikler)|mest lest|les også:?"
    r"|(?:vi|dette nettstedet) bruker (?:cookies|informasjonskapsler).{0,200}"
    r"|.{0,40}\blisen[sc]e?n?\b.{0,60}\b(?:utløpt|expired|invalid)\b.{0,120}"
    r"|.{0,60}\b(?:license|licence)\b.{0,40}\b(?:expired|invalid|error)\b.{0,120}"
    r"|logg (?:inn|ut)|meny|søk|forsiden?"
    r"|del på (?:facebook|twitter|linkedin).{0,20}|powered by .{1,40}|alle rettigheter (?:reservert|forbeholdt)\.?"
    r"|legg (?:igjen )?en kommentar.{0,60}|dele|facebook|twitter|e-post|skriv ut)",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:\d{4}\s*(?:\(c\)|©)|(?:\(c\)|©)\s*\d{4})\s*([^\d.]{2,40}?)\.?", re.IGNORECASE)
"""The line of the foot of a page that names its owner; the name alone is then of the foot too."""

_KEPT = re.compile(r"(?:svar|spørsmål|lykke til|(?:med )?(?:vennlig |beste )?hils)", re.IGNORECASE)
"""Lines that stand on many pages and belong to their text all the same."""

_FEWEST = 3
_SHARE = 0.3
_LONGEST = 400


def normal(text: str) -> str:
    """Return a line for comparison: lower case, one kind of blank."""
    return " ".join(text.lower().split())


def repeated(pages: Iterable[OldPage]) -> dict[str, frozenset[str]]:
    """Return the lines that stand on a good share of the pages of a source system, by system."""
    groups: dict[str, list[OldPage]] = {}
    for page in pages:
        groups.setdefault(system(page), []).append(page)
    return {name: _common(group) for name, group in groups.items()}


def system(page: OldPage) -> str:
    """Return what pages of one system have in common: their form and host."""
    return f"{page.form} {page.host}"


def _common(pages: Sequence[OldPage]) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({normal(plain(block.text)) for block in page.blocks})
    least = max(_FEWEST, _SHARE * len(pages))
    return frozenset(
        line for line, count in seen.items() if count >= least and len(line) <= _LONGEST and not _KEPT.match(line)
    )


def without_debris(
    blocks: Sequence[Block], common: frozenset[str], known: Sequence[re.Pattern[str]]
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks of the text, and the lines that were cut.

    Lines that repeat are cut above and below the text only; lines that are known, everywhere. Once the form to tip
    a friend, or the foot of the page, has begun, short lines in between go too.
    """
    owner = next((found[1] for block in blocks if (found := _OWNER.fullmatch(plain(block.text)))), "")
    known = [*known, pattern(owner)] if owner else known
    flags = [_is_known(block, known) for block in blocks]
    lines = [normal(plain(block.text)) for block in blocks]
    begin, end = 0, len(blocks)
    while begin < end and (flags[begin] or lines[begin] in common):
        begin += 1
    while end > begin and (flags[end - 1] or lines[end - 1] in common):
        end -= 1
    kept = [block for at, block in enumerate(blocks) if begin <= at < end and not flags[at]]
    cut = [plain(block.text) for at, block in enumerate(blocks) if not begin <= at < end or flags[at]]
    return tuple(kept), tuple(line for line in cut if line)


def _is_known(block: Block, known: Sequence[re.Pattern[str]]) -> bool:
    text = plain(block.text)
    if _KNOWN.fullmatch(text) and (block.kind == TEXT or len(text) < 40):
        return True
    return any(pattern.fullmatch(text) for pattern in known)


def pattern(line: str) -> re.Pattern[str]:
    """Return the pattern of a line of the map, in which * stands for any text."""
    return re.compile(".*".join(map(re.escape, " ".join(line.split()).split("*"))), re.IGNORECASE)
