"""An update of the lock as text for people: which sections, since when, by which act, and which pages they touch."""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import TYPE_CHECKING

from kbsite.diagnostics.printable import printable
from kbsite.model.law_lock import IN_FORCE
from kbsite.model.lexicon import written_section
from kbsite.norwegian.names_and_dates import long_date
from kbsite.site.law_watch import last_looked_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.laws.lovdata import LawText
    from kbsite.laws.update import Difference, Update
    from kbsite.model import Site


def as_text(
    found: Update, site: Site, new: Mapping[str, LawText], old: Mapping[str, LawText], words: Catalogue
) -> str:
    """Return the differences, each with its pages; with the texts of an older source, those of the texts too."""
    out = [words.line("laws_update_heading", count=len(found.differences)) + "\n"]
    for each in found.differences:
        out += ["\n", *_difference(each, site, words), *_texts(each, new, old)]
    out += (f"\n{words.line('laws_update_absent', law=law.name(_norwegian(words)))}\n" for law in found.absent)
    if found.dropped:
        out.append(f"\n{words.line('laws_update_dropped', count=len(found.dropped))}\n")
    return "".join(out)


def written_act(act: str, words: Catalogue) -> str:
    """Return an act as text names it: lov 20. juni 2025 nr. 69."""
    kind, _, rest = act.partition("/")
    match = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([0-9]+))?", rest)
    if match is None:
        return act
    number = f" nr. {match[2]}" if match[2] else ""
    if words.language == "en":
        return f"{words.line('laws_act_' + kind)} {match[1]}{number}"
    return f"{words.line('laws_act_' + kind)} {long_date(date.fromisoformat(match[1]))}{number}"


def _difference(each: Difference, site: Site, words: Catalogue) -> Iterator[str]:
    after, before = each.after, each.before
    yield f"{printable(each.law.name(_norwegian(words)))} § {written_section(after.section)}\n"
    if after.state != IN_FORCE:
        yield f"  {words.line(f'laws_update_{after.state}')}\n"
    if after.changed:
        day = after.changed.isoformat() if words.language == "en" else long_date(after.changed)
        by = written_act(after.by, words) if after.by else ""
        yield f"  {words.line('laws_update_changed' if by else 'laws_update_original', day=day, act=by)}\n"
    if after.moved_to:
        yield f"  {words.line('laws_update_moved', section=written_section(after.moved_to))}\n"
    if before is None:
        yield f"  {words.line('laws_update_new')}\n"
    elif before.digest != after.digest and before.digest:
        yield f"  {words.line('laws_update_text', day=before.read.isoformat())}\n"
    for page in each.pages:
        last = last_looked_at(site, page)
        due = after.state != IN_FORCE or bool(last and after.changed and last < after.changed)
        seen = last.isoformat() if last else words.line("laws_never")
        yield f"  {seen:<12}{printable(page.path)}{words.line('laws_update_due') if due else ''}\n"


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
