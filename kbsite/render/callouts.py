"""What stands above the text of a note that stands out."""

from __future__ import annotations

from kbsite.norwegian.local_text import LocalText

CALLOUTS = {
    "note": LocalText("Merk", "Merk", "Note", key="callout_note"),
    "tip": LocalText("Tips", "Tips", "Tip", key="callout_tip"),
    "important": LocalText("Viktig", "Viktig", "Important", key="callout_important"),
    "warning": LocalText("Obs", "Obs", "Warning", key="callout_warning"),
    "caution": LocalText("Fare", "Fare", "Caution", key="callout_caution"),
}
"""The title of each kind of note."""
