"""Caddy: a file to import in a site's block, beside its `root`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.model.hosting import KEPT, REVALIDATED, TYPES
from kbsite.render.outputs.hosting.rules import FOLDER

if TYPE_CHECKING:
    from kbsite.render.outputs.hosting.rules import Rules


def caddyfile(rules: Rules) -> bytes:
    """Return the whole file."""
    common = "".join(f'\t{name} "{value}"\n' for name, value in rules.common)
    types = "".join(
        f'@kbsite_{ending} path *.{ending}\nheader @kbsite_{ending} Content-Type "{kind}"\n'
        for ending, kind in TYPES.items()
    )
    moved = "".join(f'\t"{old}" "{new}"\n' for old, _, new in rules.moved)
    shown = "file_server {\n\tprecompressed br gzip\n}" if rules.compressed else "file_server"
    lost = shown.replace("\n", "\n\t\t")
    outside = f"not path {rules.editors}*" if rules.edited else "path *"
    return (
        "# Made by kbsite. Import this file in the block of the site, below root.\n"
        f'map {{path}} {{kbsite_moved}} {{\n{moved}\tdefault ""\n}}\n'
        '@kbsite_moved expression `{kbsite_moved} != ""`\n'
        "redir @kbsite_moved {kbsite_moved} permanent\n"
        f"@kbsite_hidden path {rules.base}{FOLDER}/*\nerror @kbsite_hidden 404\n"
        f'header {{\n{common}\t?Cache-Control "{REVALIDATED}"\n}}\n'
        f'@kbsite_policy {outside}\nheader @kbsite_policy Content-Security-Policy "{rules.policy}"\n'
        f"@kbsite_edition path_regexp ^{re.escape(rules.index)}[^/]+/\n"
        f'header @kbsite_edition Cache-Control "{KEPT}"\n'
        "@kbsite_digest {\n\tquery v=*\n\tpath_regexp [.][a-z0-9]+$\n\tnot path *.html\n}\n"
        f'header @kbsite_digest Cache-Control "{KEPT}"\n'
        f"{types}encode zstd gzip\n{shown}\n"
        "handle_errors {\n\t@kbsite_lost expression `{err.status_code} == 404`\n\thandle @kbsite_lost {\n"
        f'\t\theader Content-Type "{TYPES["html"]}"\n\t\theader Cache-Control "{REVALIDATED}"\n'
        f"\t\trewrite * {rules.base}404.html\n\t\t{lost}\n\t}}\n}}\n"
    ).encode()
