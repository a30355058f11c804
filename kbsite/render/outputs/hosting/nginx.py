"""nginx: a part for `http` (what is decided from an address) and one for `server` (what is done with it)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.model.hosting import KEPT, REVALIDATED, TYPES
from kbsite.render.outputs.hosting.rules import FOLDER

if TYPE_CHECKING:
    from kbsite.render.outputs.hosting.rules import Rules


def http_part(rules: Rules) -> bytes:
    """Return the maps: where an earlier address leads, how long a response is kept, whether it has the policy."""
    moved = "".join(f"  {_quoted(old)} {_quoted(new.replace('$', '%24'))};\n" for old, _, new in rules.moved)
    return (
        "# Made by kbsite. Include this file in http { }.\n"
        "map_hash_bucket_size 1024;\nmap_hash_max_size 16384;\n"
        f'map $uri $kbsite_moved {{\n  default "";\n{moved}}}\n'
        f"map $request_uri $kbsite_cache {{\n  default {_quoted(REVALIDATED)};\n"
        f'  "~^{re.escape(rules.index)}[^/?]+/" {_quoted(KEPT)};\n'
        f'  "~^[^?]*\\.(?!html)[a-z0-9]+\\?(?:.*&)?v=" {_quoted(KEPT)};\n}}\n'
        f"map $uri $kbsite_policy {{\n  default {_quoted(rules.policy)};\n"
        + (f'  "~^{re.escape(rules.editors)}" "";\n' if rules.edited else "")
        + "}\n"
    ).encode()


def server_part(rules: Rules) -> bytes:
    """Return what `server` does; its `root` is the output folder, and is the owner's to say."""
    types = "".join(f"  {_quoted(kind)} {ending};\n" for ending, kind in TYPES.items())
    common = "".join(f"add_header {name} {_quoted(value)} always;\n" for name, value in rules.common)
    packed = "gzip_static on;\ngzip_vary on;\n" if rules.compressed else ""
    return (
        "# Made by kbsite. Include this file in server { }, below root.\n"
        "index index.html;\nautoindex off;\nabsolute_redirect off;\netag on;\n"
        f"types {{\n{types}}}\ndefault_type application/octet-stream;\n"
        f"add_header Content-Security-Policy $kbsite_policy always;\n{common}"
        "add_header Cache-Control $kbsite_cache;\n"
        f"{packed}"
        f"error_page 404 {rules.base}404.html;\n"
        f"location ^~ {rules.base}{FOLDER}/ {{\n  return 404;\n}}\n"
        "if ($kbsite_moved) {\n  return 301 $kbsite_moved;\n}\n"
    ).encode()


def brotli_part() -> bytes:
    """Return what uses the `.br` files: nginx starts with it only where it has the module of that name."""
    return b"# Made by kbsite. Include this file in server { }, where nginx has the module brotli_static.\n" + (
        b"brotli_static on;\n"
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
