"""An update of the lock as text: which sections, since when, by which act, and which pages they touch."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from kbsite.diagnostics.printable import printable
from kbsite.model.law_lock import IN_FORCE
from kbsite.model.lexicon import written_section
from kbsite.reports.writing import day as written_day
from kbsite.site.law_watch import is_watched, last_looked_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbsite.authoring.laws.lovdata import LawText
    from kbsite.authoring.laws.update import Difference, Update
    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.model import Site


def as_text(
    found: Update, site: Site, new: Mapping[str, LawText], old: Mapping[str, LawText], words: Catalogue
) -> str:
    """Return the differences, each with its pages; with the texts of an older source, those of the texts too."""
    out = [words.line("laws_update_heading", count=len(found.differences)) + "\n"]
    for each in found.differences:
        out += ["\n", *_difference(each, site, words), *_texts(each, new, old)]
    out += (f"\n{words.line('laws_update_absent', law=law.name(_norwegian(words)))}\n" for law in found.absent)
    out += (
        f"\n{words.line('laws_update_elsewhere', law=law.name(_norwegian(words)), source=law.source)}\n"
        for law in found.elsewhere
    )
    if found.dropped:
        out.append(f"\n{words.line('laws_update_dropped', count=len(found.dropped))}\n")
    return "".join(out)


def _difference(each: Difference, site: Site, words: Catalogue) -> Iterator[str]:
    after, before = each.after, each.before
    yield f"{printable(each.law.name(_norwegian(words)))} § {written_section(after.section)}\n"
    if after.state != IN_FORCE:
        yield f"  {words.line(f'laws_update_{after.state}')}\n"
    if after.changed:
        day = written_day(after.changed, words)
        by = words.act(after.by) if after.by else ""
        yield f"  {words.line('laws_update_changed' if by else 'laws_update_original', day=day, act=by)}\n"
    if after.moved_to:
        yield f"  {words.line('laws_update_moved', section=written_section(after.moved_to))}\n"
    if before is None:
        yield f"  {words.line('laws_update_new')}\n"
    elif before.digest != after.digest and before.digest:
        yield f"  {words.line('laws_update_text', day=before.read.isoformat())}\n"
    for page in each.pages:
        last = last_looked_at(site, page)
        newer = bool(last and after.changed and last < after.changed)
        due = is_watched(page) and (after.state != IN_FORCE or newer)
        seen = last.isoformat() if last else words.line("laws_never")
        yield f"  {seen:<12}{printable(page.path)}{words.line('laws_update_due') if due else ''}\n"
    for term in each.terms:
        name = printable(term.name(_norwegian(words)))
        due = before is not None or after.state != IN_FORCE
        yield f"  {'':<12}{printable(term.at.file)} ({name}){words.line('laws_update_due') if due else ''}\n"


def _texts(each: Difference, new: Mapping[str, LawText], old: Mapping[str, LawText]) -> Iterator[str]:
    """Yield the difference between the old and the new text of a section, where both are at hand."""
    if each.law.id not in old or each.law.id not in new:
        return
    was, now = (
        source[each.law.id].sections[each.after.section].text.split("\n")
        if each.after.section in source[each.law.id].sections
        else []
        for source in (old, new)
    )
    for line in list(difflib.unified_diff(was, now, lineterm="", n=1))[2:]:
        yield f"    {printable(line)}\n"


def _norwegian(words: Catalogue) -> str:
    return "nn" if words.language == "nn" else "nb"
