"""The summary of external links after the problems: unclear verdicts, and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.diagnostics import MessageKey

if TYPE_CHECKING:
    from kbsite.checks.external import Found
    from kbsite.diagnostics.catalogue import Catalogue


def as_text(found: Found, words: Catalogue) -> str:
    """Return a line for each address that nothing is sure about, with its first place, and one that counts."""
    lines = []
    unsure = {mention.address: (mention, verdict) for mention, verdict in reversed(found.unsure)}
    if unsure:
        lines.append(words.line("links_unsure", count=len(unsure)))
    for mention, verdict in sorted(unsure.values(), key=lambda pair: pair[0].at):
        at = f"{mention.at.file}:{mention.at.line}:{mention.at.column}"
        status = f" ({verdict.status})" if verdict.status else ""
        reason = MessageKey(f"@link_{verdict.reason}")
        lines.append(
            "  " + words.line("links_unsure_one", at=at, target=mention.href, reason=reason, status=status)
        )
    lines.append(words.line("links_asked", asked=found.fetched, remembered=found.remembered))
    if not found.saved:
        lines.append(words.line("links_not_kept"))
    return "".join(f"{line}\n" for line in lines)
