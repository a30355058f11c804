"""One fault of an address."""

from __future__ import annotations

from dataclasses import dataclass

from kbsite.diagnostics import MessageKey


@dataclass(frozen=True, slots=True)
class AddressFault:
    """What is wrong with an address: the problem's code, why, and the address that was meant, or ""."""

    code: str
    near: str = ""
    reason: MessageKey | None = None

    def values(self, address: str) -> tuple[tuple[str, str], ...]:
        """Return the values that the problem's message is filled with."""
        reason = (("reason", self.reason),) if self.reason else ()
        return (("target", address), ("near", self.near), *reason)


def mistyped(near: str, reason: str) -> AddressFault:
    """Return the fault of an address of a known kind that is not written as such an address must be."""
    return AddressFault("mistyped-address", near, MessageKey(reason))
