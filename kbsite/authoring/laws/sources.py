"""Sources of law, on disk or at https addresses → the laws of the site that they hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.authoring.laws.archive import files, stamp
from kbsite.authoring.laws.download import downloaded
from kbsite.authoring.laws.lovdata import law_text
from kbsite.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbsite.authoring.laws.lovdata import LawText
    from kbsite.model.lexicon import Law


def laws_in(sources: Sequence[str], laws: Iterable[Law]) -> dict[str, LawText]:
    """Return the text of each of `laws` that a source holds, by the law's id.

    Raises EnvironmentFault where a source cannot be read, and where none holds any of them in Lovdata's form.
    """
    by_address = {law.lovdata: law.id for law in laws if law.lovdata}
    stamps = {address.partition("/")[2] for address in by_address}
    found: dict[str, LawText] = {}
    seen = 0

    def wanted(name: str) -> bool:
        return stamp(name) in ("", *stamps)

    def take(path: Path) -> None:
        nonlocal seen
        for _, data in files(path, wanted):
            seen += 1
            law = law_text(data)
            if law and law.address in by_address:
                found[by_address[law.address]] = law

    for source in sources:
        if "://" not in source:
            take(Path(source))
        elif source.startswith("https://"):
            with downloaded(source) as path:
                take(path)
        else:
            raise EnvironmentFault("odd-law-address", source=source)
    if not found:
        raise EnvironmentFault("no-laws-in-source", source=", ".join(sources), count=str(seen))
    return found
