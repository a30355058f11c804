"""Which pages are related, kept by the digest of all that decides it: titles, summaries, themes and order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kbsite.pipeline.kept.store import key
from kbsite.site.relate import Related

if TYPE_CHECKING:
    from kbsite.model import Site
    from kbsite.pipeline.kept.store import Store


def with_related(site: Site, of_all: bytes, store: Store) -> None:
    """Let related pages be known, from the store or found now; `of_all` is a digest of the program."""
    related = site.related
    if not isinstance(related, Related):
        return
    name = key(b"related", of_all, json.dumps(list(related.facts())).encode())
    data = store.get(name)
    try:
        if data is not None and related.know(json.loads(data)):
            return
    except (ValueError, TypeError, LookupError, AttributeError):
        pass
    if store.writing:
        store.put(name, json.dumps(related.all_found()).encode())
