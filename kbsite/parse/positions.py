"""Where in the source a part of a paragraph stands, which markdown-it does not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kbsite.diagnostics import Location

_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")


@dataclass(slots=True)
class Positions:
    """The lines of a body that begins on line `first_line` of `file`.

    Each occurrence in a block is found once, in order; what stands as `code` is passed over.
    """

    file: str
    first_line: int
    lines: tuple[str, ...]
    _passed: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)

    def line(self, index: int) -> Location:
        """Return the place of the first character that is no blank on a line, counted from 0 in the body."""
        text = self.lines[index] if index < len(self.lines) else ""
        return Location(self.file, self.first_line + index, len(text) - len(text.lstrip()) + 1)

    def find(self, block: tuple[int, int], *needles: tuple[str, int]) -> Location:
        """Return where the first of `needles` stands that is found in the lines `block`.

        Each needle is a text and how many of its characters come before the place that is meant. A needle that
        was found before is looked for behind that place; where none is found, the block's first line it is.
        """
        begin, end = block
        for needle, offset in needles:
            if not needle or "\n" in needle:
                continue
            from_line, from_column = self._passed.get((needle, begin), (begin, 0))
            for index in range(from_line, min(end, len(self.lines))):
                line = _CODE.sub(_blank, self.lines[index])
                column = line.find(needle, from_column if index == from_line else 0)
                if column >= 0:
                    self._passed[needle, begin] = (index, column + len(needle))
                    return Location(self.file, self.first_line + index, column + offset + 1)
        return self.line(begin)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
