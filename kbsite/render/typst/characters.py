"""The characters that a PDF can show with the fonts that kbsite and Typst bring.

PDF/UA forbids a sign for a missing character, so Typst refuses a text with one. `tests/test_booklets.py` typesets
every character that is let through here.
"""

from __future__ import annotations

import re
import unicodedata

SHOWN: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E), (0x00A0, 0x00AC), (0x00AE, 0x02FF), (0x0370, 0x0373), (0x0384, 0x038A), (0x038E, 0x03A1),
    (0x03A3, 0x0481), (0x048A, 0x04FF), (0x05D0, 0x05EA), (0x0621, 0x063A), (0x0641, 0x064A), (0x1E00, 0x1EFF),
    (0x2000, 0x200A), (0x2010, 0x2027), (0x202F, 0x2040), (0x2044, 0x2052), (0x2070, 0x2071), (0x2074, 0x208E),
    (0x20A0, 0x20BF), (0x2100, 0x211E), (0x2122, 0x2122), (0x2126, 0x2126), (0x212A, 0x2151), (0x2153, 0x2184),
    (0x2190, 0x23CE), (0x2460, 0x24FF), (0x2500, 0x2606), (0x2609, 0x262F), (0x2638, 0x268B), (0x2690, 0x269C),
    (0x26A0, 0x26A7), (0x2701, 0x2704), (0x2706, 0x2709), (0x270C, 0x2714), (0x2717, 0x2726), (0x2756, 0x2756),
    (0x2758, 0x275E), (0x2761, 0x277F), (0x2794, 0x2794), (0x2798, 0x27AF), (0x27B1, 0x27BE),
)  # fmt: skip
"""Ranges of code points, first and last."""

MISSING = "\u25a1"
"""A white square, for a character that cannot be shown."""

_OTHERS = re.compile(
    f"[^{''.join(f'{chr(first)}-{chr(last)}' for first, last in SHOWN)}]".replace("[^ -~", r"[^\x20-\x7e")
)
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def shown(text: str) -> str:
    """Return the text as a PDF can show it: a character that no font has becomes a white square, or nothing.

    Nothing is left of control characters, of selectors of emoji, and of marks that no font has on their letter.
    """
    return _OTHERS.sub(_instead, unicodedata.normalize("NFC", _BREAKS.sub(" ", text)))


def _instead(found: re.Match[str]) -> str:
    category = unicodedata.category(found[0])
    return "" if category[0] in "CM" and category != "Cn" else MISSING
