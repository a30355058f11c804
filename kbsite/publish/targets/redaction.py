"""What another program or a store says, without what nobody should read in a log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = re.compile(r"KEY|TOKEN|SECRET|PASS|CREDENTIAL|SAS|SIGNATURE|AUTH", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<=://)[^/\s@]+@")
_NAMED = re.compile(
    r"((?:x-amz-[a-z-]*(?:signature|credential|token)|sig|signature|authorization|access_?key(?:id)?|password|token)"
    r"(?:[\"']?\s*[=:]\s*|>))(?:bearer |basic )?[^\s&<\"']+",
    re.IGNORECASE,
)
_SHORT = 6
_MOST = 400


def without_secrets(text: str, environment: Mapping[str, str]) -> str:
    """Return one line of `text` without values of the environment that are secret by their name, and the like."""
    for name, value in environment.items():
        if _NAMES.search(name) and len(value) >= _SHORT:
            text = text.replace(value, "…")
    line = " ".join(_NAMED.sub(r"\1…", _IN_ADDRESS.sub("…@", text)).split())
    return line if len(line) <= _MOST else f"{line[:_MOST]}…"
