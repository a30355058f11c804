"""What the lock says → `data/laws.lock.yaml`, the same bytes for the same contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbsite.model.law_lock import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model.law_lock import LawLock, LockedSection

_HEAD = """\
# Når hver paragraf som sidene viser til, sist ble endret. Skrevet av «kbsite laws update».
# Hva feltene betyr, står i docs/redaktor/content/artikler/lover-og-ord.md.
# Inneholder data under Norsk lisens for offentlige data (NLOD) 2.0, tilgjengeliggjort av Lovdata.
"""


def lock_file(lock: LawLock) -> bytes:
    """Return the file: an entry for each section, in the order of the laws and of their sections."""
    return "\n".join([_HEAD, *("".join(_entry(each)) for each in lock.values())]).encode()


def _entry(each: LockedSection) -> Iterator[str]:
    yield f'- law: {each.law}\n  section: "{each.section}"\n'
    if each.state != IN_FORCE:
        yield f"  state: {each.state}\n"
    for name in ("changed", "by", "moved_to", "moved", "digest", "read", "source"):
        value = getattr(each, name)
        if value:
            yield f'  {name}: "{value}"\n' if name == "moved_to" else f"  {name}: {value}\n"
