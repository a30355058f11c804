"""The laws report as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kbsite.diagnostics.printable import printable
from kbsite.model.law_lock import IN_FORCE
from kbsite.model.lexicon import CHAPTER, is_chapter, written_section
from kbsite.reports.pages import WORD, as_mapping
from kbsite.reports.writing import as_object, day, iso, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.model.law_lock import LockedSection
    from kbsite.reports.laws import CitingPage, LawPages, LawsReport


def as_text(report: LawsReport, words: Catalogue) -> str:
    """Return the laws with their sections, under each the pages with their last review, and the unused laws."""
    out = [words.line("laws_heading", day=day(report.day, words)), "\n"]
    if report.since:
        name = "laws_since" if report.laws else "laws_since_none"
        out.append(f"{words.line(name, day=day(report.since, words))}\n")
    for law in report.laws:
        if law.pages:
            out += _law(law, words)
    unused = sum(not law.pages for law in report.laws)
    return "".join([*out, f"\n{words.line('laws_unused', count=unused)}\n" if unused else ""])


def _law(law: LawPages, words: Catalogue) -> Iterator[str]:
    yield f"\n{printable(law.title.in_language(words.language))} ({number(len(law.pages), words)})\n"
    for each in law.sections:
        known = _known(each.locked, words)
        yield f"  {section_name(each.section, words)} ({number(len(each.pages), words)}){known}\n"
        yield from _pages(each.pages, words)
    resting = {one.page.address for each in law.sections for one in each.pages}
    others = [each for each in law.pages if each.page.address not in resting]
    if others:
        yield f"  {words.line('laws_others')} ({number(len(others), words)})\n"
        yield from _pages(others, words)


def _known(locked: LockedSection | None, words: Catalogue) -> str:
    """Return what is known of the wording of a section: its state, or its last change."""
    if locked is None:
        return ""
    state = "" if locked.state == IN_FORCE else f", {words.line(f'laws_update_{locked.state}')}"
    if locked.changed is None:
        return state
    by = words.act(locked.by) if locked.by else ""
    line = words.line("laws_changed_by" if by else "laws_changed", day=day(locked.changed, words), act=by)
    return f"{state}, {line}" if by or state else ""


def section_name(section: str, words: Catalogue) -> str:
    """Return a section as text shows it: § 7-2 a, or chapter 11."""
    if is_chapter(section):
        return words.line("laws_chapter", number=written_section(section.removeprefix(CHAPTER)))
    return f"§ {written_section(section)}"


def _pages(pages: Iterable[CitingPage], words: Catalogue) -> Iterator[str]:
    never = words.line("laws_never")
    for each in pages:
        is_word = each.page.kind == WORD
        last = each.reviewed.isoformat() if each.reviewed else "" if is_word else never
        named = f" ({printable(each.page.title)})" if is_word else ""
        yield f"    {last:<12}{printable(each.page.file)}{named}\n"


def as_json(report: LawsReport, words: Catalogue) -> str:
    """Return an object with day and laws: id, title, pages and sections (section, pages); pages have reviewed.

    A section whose wording is known has changed, by and state too.
    """
    laws = [
        {
            "id": law.id,
            "title": law.title.in_language(words.language),
            "pages": _listed(law.pages),
            "sections": [
                {"section": each.section, **_facts(each.locked), "pages": _listed(each.pages)}
                for each in law.sections
            ],
        }
        for law in report.laws
    ]
    return as_object({"day": report.day.isoformat(), "laws": laws})


def _facts(locked: LockedSection | None) -> dict[str, Any]:
    """Return changed, by and state of a section; nothing where they are not known."""
    if locked is None:
        return {}
    return {"changed": iso(locked.changed), "by": locked.by or None, "state": locked.state}


def _listed(pages: Iterable[CitingPage]) -> list[dict[str, Any]]:
    return [{**as_mapping(each.page), "reviewed": iso(each.reviewed)} for each in pages]
