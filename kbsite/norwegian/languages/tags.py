"""Language tags (BCP 47): which are well formed and known, and which one a mistyped one means.

A tag is `sv`, `pt-BR`, `sr-Latn`, or one of private use, such as `qaa` or `x-dialect`.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from kbsite.norwegian.languages.parts import PATTERN, primary

SHIPPED = ("nb", "nn", "en")
"""The languages whose words come with kbsite: every site can have pages in them."""

_PRIVATE = re.compile(r"q[a-t][a-z]|x")

_COLLECTIVE = {"no": "nb"}
"""Tags that are valid but say too little: Norwegian is written in two standards."""


def is_tag(text: str) -> bool:
    """Return whether a text is a well-formed tag of a known language, or of private use."""
    if text in SHIPPED:
        return True
    if not re.fullmatch(PATTERN, text):
        return False
    own = primary(text)
    if _PRIVATE.fullmatch(own):
        return True
    from kbsite.norwegian.languages import cldr  # noqa: PLC0415 - a site in a shipped language needs none of it

    return own in cldr.known() and own not in _COLLECTIVE


def meant_tag(word: str) -> str:
    """Return the tag that a word most likely means, or "": `swe`, `SV`, `svensk` and `Swedish` all mean `sv`."""
    from kbsite.norwegian.languages import cldr  # noqa: PLC0415 - for those alone who mistyped a tag

    plain = word.strip().replace("_", "-").casefold()
    own, _, rest = plain.partition("-")
    named = cldr.names().get(plain, "")
    found = named or _COLLECTIVE.get(own, "") or cldr.aliases().get(own, own if own in cldr.known() else "")
    found = _COLLECTIVE.get(found, found)
    if found:
        whole = "-".join([found, *map(_cased, rest.split("-"))]) if rest and not named else found
        return whole if is_tag(whole) else found
    near = get_close_matches(plain, cldr.names(), n=1, cutoff=0.8)
    return _COLLECTIVE.get(cldr.names()[near[0]], cldr.names()[near[0]]) if near else ""


def _cased(part: str) -> str:
    """Return a later part of a tag as it is usually written: a script as Latn, a region as BR."""
    return part.title() if len(part) == len("Latn") else part.upper() if len(part) == len("BR") else part
