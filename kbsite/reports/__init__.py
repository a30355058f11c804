"""What can be told of a whole site beside its problems: Site → a report, and each report as text and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.reports import language_text
from kbsite.reports.language import language_report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kbsite.messages import Catalogue
    from kbsite.model import Site


@dataclass(frozen=True, slots=True)
class Report:
    """The two ways in which a report is written, in the words of a catalogue."""

    text: Callable[[Site, Catalogue], str]
    json: Callable[[Site, Catalogue], str]


REPORTS: Mapping[str, Report] = {
    "language": Report(
        text=lambda site, words: language_text.as_text(language_report(site), words),
        json=lambda site, words: language_text.as_json(language_report(site), words),
    ),
}
"""Every report, by the name that the command line uses."""
