"""Norwegian running text → its sentences. `jf.`, `bl.a.`, `1. januar` and `A. Hansen` end no sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEEDS_MORE = """
adm ang apr art aug avd bl.a ca cf des dir dok dr eks ekskl eng ev evt f.eks feb fig forskr fr.o.m gj.sn hhv iflg
inkl innst jan jf jfr jul jun kap kl komm lat m.a maks meld mht nov nr okt ot.prp pga pkt prof prop ref rskr s
sept sml st st.meld t.o.m tab tel tlf u.a vedr vol årg
"""

_CAN_END = """
al alkl bhgl bvl dvs e.kr e.l etc f.kr ff fhl flg forvl fvl hol ibid kommunel kr m.fl m.m m.v mfl mill min mrd mv
mva o.a o.l offl oppll osb osv pbl perm pst sek
"""

_GO_ON = frozenset(_NEEDS_MORE.split())
"""Abbreviations that something must follow; the next word may begin with a capital letter, for it may be a name."""

_MAY_END = frozenset(_CAN_END.split())
"""Abbreviations that a sentence may end with; the next word decides."""

_STOP = re.compile(
    r"(?<![.!?…:])[.!?…:]++[»”\"’)\]]*+(?=\s+[«“\"(\[]*(?:[–—-]\s*)?(?:§|[^\W_a-zæøåéèêëïóòôöüúùûäâà]))"
)
"""The end of a sentence: a mark, followed by a capital letter, a number or a section."""

_NEXT = re.compile(r"\s+[^\w§]*([\w§])")
_LAST = re.compile(r"[^\s(«“\"\[]+$")

_LAST_DAY = 31
"""The highest number that is rather an ordinal, as in a date, than the end of a sentence."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of `text`; a capital letter after a colon starts a new one."""
    begin = 0
    for match in _STOP.finditer(text):
        if not _goes_on(text, match):
            yield begin, match.end()
            begin = match.end()
    if text[begin:].strip():
        yield begin, len(text)


def word_count(text: str) -> int:
    """Return the number of words as a reader counts them: `§` is none, `3-1` and `og/eller` are one."""
    return sum(any(map(str.isalnum, each)) for each in text.split())


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Return whether the sentence continues after a full stop."""
    mark = stop[0]
    following = _NEXT.match(text, stop.end())
    number_next = bool(following and (following[1].isdigit() or following[1] == "§"))
    if mark[0] == ":":
        return number_next
    last = _LAST.search(text, max(0, stop.start() - 40), stop.start())
    if mark != "." or last is None:
        return False
    word = last[0]
    if word.isdigit():
        return number_next and int(word) <= _LAST_DAY
    if len(word) == 1 and word.isupper():
        return True
    return word.lower() in _GO_ON or (number_next and word.lower() in _MAY_END)
