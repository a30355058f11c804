"""One fault of an address."""

from __future__ import annotations

from dataclasses import dataclass

from kbsite.diagnostics import MessageKey


@dataclass(frozen=True, slots=True)
class AddressFault:
    """A fault of an address: the problem's code, the reason, and the corrected address or ""."""

    code: str
    near: str = ""
    reason: MessageKey | None = None

    def values(self, address: str) -> tuple[tuple[str, str], ...]:
        """Return the values for the problem's message."""
        reason = (("reason", self.reason),) if self.reason else ()
        return (("target", address), ("near", self.near), *reason)


def mistyped(near: str, reason: str) -> AddressFault:
    """Return the fault of a malformed address of a known kind."""
    return AddressFault("mistyped-address", near, MessageKey(reason))
