"""`_redirects` and `_headers`, as Netlify and Cloudflare Pages read them.

Both revalidate by themselves what no rule keeps, and neither sees the query of an address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.model.hosting import KEPT

if TYPE_CHECKING:
    from kbsite.render.outputs.hosting.rules import Rules

_PATTERN = re.compile(r"\*|:[A-Za-z]")


def redirects_file(rules: Rules, *, force: bool) -> bytes:
    """Return `_redirects`. Netlify must be told (`force`) to redirect where there is a page with a refresh too.

    An address with `*` or `:name` in it would be a pattern, and there is no way to write that it is none: its page
    with a refresh leads on alone.
    """
    exact = ((old, new) for _, old, new in rules.moved if not _PATTERN.search(old))
    return "".join(f"{old} {new} 301{'!' if force else ''}\n" for old, new in exact).encode()


def headers_file(rules: Rules) -> bytes:
    """Return `_headers`; rules that fit an address add up, so others than the editors' pages are named."""
    policy = ("Content-Security-Policy", rules.policy)
    kept = ("Cache-Control", KEPT)
    blocks = [(f"{rules.base}*", [*rules.common] if rules.edited else [policy, *rules.common])]
    if rules.edited:
        blocks += [
            (place, [policy]) for place in (rules.base, *(f"{rules.base}{name}/*" for name in rules.folders))
        ]
    blocks += [(f"{rules.base}assets/*", [kept]), (f"{rules.index}*", [kept])]
    lines = ((place, "".join(f"  {name}: {value}\n" for name, value in each)) for place, each in blocks)
    return "".join(f"{place}\n{text}" for place, text in lines).encode()
