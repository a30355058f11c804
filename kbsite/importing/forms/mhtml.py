"""A web page that a browser saved as one file (MHTML) → the same as any saved page; its address is in its head."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

from kbsite.importing.forms.html import read_html
from kbsite.importing.model import OldPage, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.importing.map_file import MapFile
    from kbsite.importing.model import Original


def read_mhtml(origin: str, data: bytes, original: Original, chosen: MapFile) -> Iterable[OldPage]:
    """Return the page: the first part that is HTML."""
    message = message_from_bytes(data, policy=policy.default)
    body = message.get_body(("html",)) if isinstance(message, EmailMessage) else None
    if body is None:
        told = (Problem(origin, "import_broken_mhtml"),)
        return (OldPage(origin=origin, form="html", blocks=(), original=original, problems=told),)
    url = str(message.get("Snapshot-Content-Location") or body.get("Content-Location") or "")
    content = body.get_payload(decode=True)
    return (read_html(origin, content if isinstance(content, bytes) else b"", original, chosen.selectors(), url),)
