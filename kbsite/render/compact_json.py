"""Values → compact JSON, as browsers and search engines fetch it."""

from __future__ import annotations

import json

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def compact_json(value: object) -> str:
    """Return a value as JSON without whitespace; æ, ø and å are not escaped."""
    return _ENCODER.encode(value)
