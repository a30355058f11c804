"""A term in a text → a button that explains it on the spot, by HTML's own popover, without script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kbsite.model.lexicon import GLOSSARY

if TYPE_CHECKING:
    from kbsite.model.lexicon import Term


def explained(term: Term, text: str, lang: str, popover_id: str, entry: str) -> str:
    """Return `text` as a button, and behind it what the term means in `lang`, with a link to `entry`.

    Both stand in the paragraph, so a screen reader and the keyboard come to the meaning right after the word.
    """
    return (
        f'<button type="button" class="term" popovertarget="{popover_id}">{escape(text)}</button>'
        f'<span popover class="meaning" id="{popover_id}" lang="{lang}" data-pagefind-ignore>'
        f"<b>{escape(term.name(lang))}</b> {escape(term.definition.in_language(lang))} "
        f'<a href="{escape(entry)}">{GLOSSARY.in_language(lang)}</a></span>'
    )
