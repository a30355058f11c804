"""`--portable`: pages whose links work from files on disk, such as an unpacked archive, without a server.

Addresses become paths from the page to the file, `index.html` included. Scripts are modules, which browsers do not
run from files, and the search needs a server: pages work without.
"""

from __future__ import annotations

import posixpath
import re
from functools import partial

_TAG = re.compile(r"<[A-Za-z][^>]*>")
_ADDRESS = re.compile(r'(?<=\s)(href|src|action|data-[a-z-]+)="(/(?!/)[^"]*)"')
_SIZES = re.compile(r'(?<=\s)srcset="([^"]*)"')
_REFRESH = re.compile(r'(?<=\s)content="(\d+; url=)(/(?!/)[^"]*)"')


def portable(path: str, page: bytes, base: str) -> bytes:
    """Return a page, which lies at `path`, with relative links; `base` is the path of the site, with slashes."""
    here = posixpath.dirname(path)
    return _TAG.sub(partial(_tag, here, base), page.decode()).encode()


def relative(address: str, here: str, base: str) -> str:
    """Return an address of the site as a path from the folder `here`; another one as it is."""
    if not f"{address}/".startswith(base):
        return address
    parts = re.fullmatch(r"([^?#]*)(.*)", address.removeprefix(base.rstrip("/")), re.DOTALL)
    place, rest = (parts[1], parts[2]) if parts else (address, "")
    target = f"{place}index.html" if place.endswith("/") or not place else place
    return f"{posixpath.relpath(target.lstrip('/'), here or '.')}{rest}"


def _tag(here: str, base: str, found: re.Match[str]) -> str:
    text = _ADDRESS.sub(lambda each: f'{each[1]}="{relative(each[2], here, base)}"', found[0])
    text = _REFRESH.sub(lambda each: f'content="{each[1]}{relative(each[2], here, base)}"', text)
    return _SIZES.sub(lambda each: f'srcset="{_sizes(each[1], here, base)}"', text)


def _sizes(value: str, here: str, base: str) -> str:
    pairs = (each.strip().partition(" ") for each in value.split(","))
    return ", ".join(f"{relative(address, here, base)} {size}".rstrip() for address, _, size in pairs)
