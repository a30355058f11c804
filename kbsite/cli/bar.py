"""A bar on a terminal: what is being done, how far it is, and how long it still takes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tqdm import tqdm

    from kbsite.diagnostics.catalogue import Catalogue

_WIDEST = 100
_LONG = 2
"""What counts at least so many things has a bar; one thing has its name alone."""


class Bar:
    """Shows each step of a command on one line of stderr, which is gone when the step is done.

    A call says the name of the step (a line of the catalogue), how many of its things are done, and of how many.
    """

    def __init__(self, words: Catalogue) -> None:
        self._words = words
        self._step: tuple[str, int] | None = None
        self._shown: tqdm[Any] | None = None

    def __call__(self, name: str, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        if self._step != (name, total) or self._shown is None:
            self.erase()
            self._step, self._shown = (name, total), _tqdm(name, done, total, self._words)
        self._shown.update(done - self._shown.n)
        if done >= total:
            self.erase()

    def erase(self) -> None:
        """Take the line away."""
        if self._shown is not None:
            self._shown.close()
        self._step = self._shown = None


def _tqdm(name: str, done: int, total: int, words: Catalogue) -> tqdm[Any]:
    """Return a bar from tqdm; its thread that watches for slow loops is switched off, for processes are forked."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    text = words.line(name)
    left = words.line("time_left", time="{remaining}")
    form = f"{{desc}} {{bar}} {{n_fmt}}/{{total_fmt}}, {left}" if total >= _LONG else "{desc} …"
    return tqdm(
        desc=text, total=total, initial=done, leave=False, file=sys.stderr, dynamic_ncols=True, bar_format=form
    )
