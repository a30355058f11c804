"""Where in the source a part of a paragraph stands, which markdown-it does not tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from kbsite.diagnostics import Location


@dataclass(slots=True)
class Positions:
    """The lines of a body that begins on line `first_line` of `file`; finds each occurrence once, in order."""

    file: str
    first_line: int
    lines: tuple[str, ...]
    _passed: dict[str, tuple[int, int]] = field(default_factory=dict)

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
            from_line, from_column = max((begin, 0), self._passed.get(needle, (begin, 0)))
            for index in range(from_line, min(end, len(self.lines))):
                column = self.lines[index].find(needle, from_column if index == from_line else 0)
                if column >= 0:
                    self._passed[needle] = (index, column + len(needle))
                    return Location(self.file, self.first_line + index, column + offset + 1)
        return self.line(begin)
