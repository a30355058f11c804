"""Values → JSON as browsers and search engines fetch it: in as few characters as there may be."""

from __future__ import annotations

import json


def compact_json(value: object) -> str:
    """Return a value as JSON without blanks between its parts, in which æ, ø and å are themselves."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
