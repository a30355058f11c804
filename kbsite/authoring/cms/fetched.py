"""Decap CMS, as it is fetched: where it is, and its files."""

from __future__ import annotations

FETCHED = ".tools/decap-cms"
"""Where `make cms` puts Decap CMS, counted from the site's root."""

SCRIPT = "decap-cms.js"
LICENCE = f"{SCRIPT}.LICENSE.txt"
