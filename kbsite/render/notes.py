"""What footnotes say besides their text."""

from __future__ import annotations

from kbsite.norwegian.local_text import LocalText

NOTE_BACK = LocalText("Tilbake til teksten", "Tilbake til teksten", "Back to the text", key="note_back")
"""Where the arrow after a footnote leads."""
