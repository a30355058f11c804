"""Values → compact JSON, as browsers and search engines fetch it."""

from __future__ import annotations

import json


def compact_json(value: object) -> str:
    """Return a value as JSON without whitespace; æ, ø and å are not escaped."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
