"""What must not be in a text that readers download: an unfinished merge, somebody's identity number."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from kbsite.model import Source
from kbsite.parse import characters
from kbsite.parse.conflict import without_conflicts
from kbsite.parse.personal_numbers import personal_numbers

if TYPE_CHECKING:
    from kbsite.diagnostics import Diagnostic

_SURE = re.compile(rb"^(?:<{7}|>{7})(?: |\r?$)", re.MULTILINE)
"""A mark of a merge that nothing else looks like; a line of `=======` underlines a heading in many texts."""

_MOST = 20
"""So many identity numbers of one file are reported: a list of people has thousands."""


def text_problems(data: bytes, name: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the text of an attachment; where a merge is unfinished, nothing else."""
    text = characters(Source(name, data))[0]
    conflicts = without_conflicts(text, name)[1] if _SURE.search(data) else ()
    return conflicts or tuple(islice(personal_numbers(text, name), _MOST))
