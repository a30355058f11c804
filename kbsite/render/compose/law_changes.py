"""The changed sections that a page cites → what its readers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.model.lexicon import section_key, written_section
from kbsite.norwegian.names_and_dates import listed
from kbsite.render.compose.parts import day
from kbsite.render.views import LawChangeView
from kbsite.site.assemble import language
from kbsite.site.law_watch import law_changes
from kbsite.site.review import reviewed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kbsite.model import Document, Site
    from kbsite.model.lexicon import Law


def law_change_views(site: Site, document: Document) -> tuple[LawChangeView, ...]:
    """Return the changes after a page's last review, those of one law on one day together, the newest first."""
    groups: dict[tuple[date, str], tuple[Law, list[str]]] = {}
    for change in law_changes(site, document):
        groups.setdefault((change.day, change.law.id), (change.law, []))[1].append(change.locked.section)
    lang, seen = language(document, site.config), reviewed(site, document) is not None
    found = []
    for (when, _), (law, sections) in sorted(
        groups.items(), key=lambda each: (-each[0][0].toordinal(), each[0][1])
    ):
        shown = day(when, lang)
        if shown:
            found.append(
                LawChangeView(_listed(sorted(sections, key=section_key), lang), law.name(lang), shown, seen)
            )
    return tuple(found)


def _listed(sections: Sequence[str], lang: str) -> str:
    """Return sections as running text has them: § 6, or §§ 5, 6 og 7."""
    written = [written_section(each) for each in sections]
    if len(written) == 1:
        return f"§ {written[0]}"
    return f"§§ {listed(written, lang)}"
