"""A text as readers see it: what belongs together stays on one line, and what is special to HTML is escaped."""

from __future__ import annotations

import re
from html import escape

_SYMBOL = r"(?:%|‰|°C|kr|kB|MB|GB|km|m|m²|cm|mm|kvm|daa|kg|g|mg|cl|dl|l)(?!\w)"

_TOGETHER = re.compile(
    rf"""
    §{{1,2}}[ ]\d+[a-z]?(?:[-–]\d+[a-z]?)*(?:[ ][a-hj-z](?![\w-]))?  # § 5, §§ 11-12, § 3-9 c, not § 5 i
    | §{{1,2}}[ ](?=\S)
    | \b(?i:kap|kapittel|chapter|art|nr|pkt|kl|s|kr)\.?[ ]\d+(?:[ ]\d{{3}})*(?:[-–.]\d+)*(?!\w)  # kap. 4
    | (?<![\w.,])\d{{1,3}}(?:[ ]\d{{3}})+(?!\w)(?:[ ]{_SYMBOL})?     # 20 000, the telephone 116 123
    | (?<![\w.,])\d{{2}}(?:[ ]\d{{2}}){{3}}(?!\w)                    # the telephone 22 22 22 22
    | (?<![\w.,/-])\d{{1,2}}\.[ ](?=[^\W\d_A-ZÆØÅ])                  # 26. november, 3. ledd
    | (?<![\w-])\d+(?:[,.]\d+)?[ ]{_SYMBOL}                          # 5 km, 12 %
    | (?<![\w-])\d+(?:[-–]\d+)+(?![\w-])                             # 2023–2026, §§ 11-12 and 11-13
    | (?<![\w-])[^\W\d_]{{1,8}}-\d+(?![\w-])                         # covid-19, IS-2824
    """,
    re.VERBOSE,
)

_LIKELY = re.compile(r"[\d§]")


def escaped(text: str) -> str:
    """Return text escaped for HTML, also for an attribute with double quotes."""
    return escape(text, quote=False).replace('"', "&quot;")


def without_breaks(text: str) -> str:
    """Return text with no-break spaces inside sections of laws, numbers and dates, and before units."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), text) if _LIKELY.search(text) else text


def kept_together(text: str) -> str:
    """Return text as HTML, with no-break spaces as in `without_breaks`; the filter `kept_together` of the layouts.

    What a hyphen or a dash would part stands in an element of class `together`, so that the text that is copied and
    searched has the hyphen that was written.
    """
    if not _LIKELY.search(text):
        return escaped(text)
    parts: list[str] = []
    end = 0
    for found in _TOGETHER.finditer(text):
        parts.append(escaped(text[end : found.start()]))
        whole = escaped(found[0].replace(" ", "\u00a0"))
        parts.append(f'<span class="together">{whole}</span>' if "-" in whole or "–" in whole else whole)
        end = found.end()
    parts.append(escaped(text[end:]))
    return "".join(parts)
