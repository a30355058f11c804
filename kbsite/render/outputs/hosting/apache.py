"""Apache: `.htaccess`, which needs `AllowOverride All` and the modules alias, headers, mime, dir and rewrite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.model.hosting import KEPT, REVALIDATED, TEXTS, TYPES

if TYPE_CHECKING:
    from kbsite.render.outputs.hosting.rules import Rules


def htaccess(rules: Rules) -> bytes:
    """Return the whole file."""
    types = "".join(f'AddType "{kind}" .{ending}\n' for ending, kind in TYPES.items())
    common = "".join(f'Header always set {name} "{value}"\n' for name, value in rules.common)
    policy = f'Header always set Content-Security-Policy "{rules.policy}"\n'
    if rules.edited:
        policy = f'<If "! %{{REQUEST_URI}} =~ m#^{re.escape(rules.editors)}#">\n{policy}</If>\n'
    moved = "".join(f'RedirectMatch 301 "^{_pattern(old)}$" "{_target(new)}"\n' for old, _, new in rules.moved)
    kept = f'  Header set Cache-Control "{KEPT}"\n</If>\n'
    return (
        "# Made by kbsite.\n"
        "Options -Indexes -MultiViews\nDirectoryIndex index.html\n"
        f"ErrorDocument 404 {rules.base}404.html\n{types}{common}{policy}"
        f'Header set Cache-Control "{REVALIDATED}"\n'
        f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(rules.index)}[^/]+/#">\n{kept}'
        '<If "%{QUERY_STRING} =~ /(^|&)v=/ && %{REQUEST_URI} =~ /[.](?!html)[a-z0-9]+$/">\n'
        + kept
        + moved
        + (_compressed() if rules.compressed else "")
    ).encode()


def _compressed() -> str:
    """Return the rules that send the file beside the one that is asked for, where the browser can read it."""
    accepted = r'RewriteCond "%{HTTP:Accept-Encoding}" "(^|[, ])NAME(?![ ]*;[ ]*q=0([.]0*)?([ ,]|$))"'
    lines = ["<IfModule mod_rewrite.c>", "RewriteEngine On"]
    for name, ending in (("br", "br"), ("gzip", "gz")):
        accepts = accepted.replace("NAME", name)
        lines += [
            accepts,
            f'RewriteCond "%{{REQUEST_FILENAME}}index.html.{ending}" -s',
            f'RewriteRule "^(|.*/)$" "$1index.html.{ending}" [L]',
            accepts,
            f'RewriteCond "%{{REQUEST_FILENAME}}.{ending}" -s',
            f'RewriteRule "^(.*[.]({"|".join(sorted(TEXTS))}))$" "$1.{ending}" [L]',
        ]
    texts = "|".join(sorted(TEXTS))
    lines += [
        "</IfModule>",
        f'<FilesMatch "[.]({texts})[.](br|gz)$">\nAddEncoding br .br\nAddEncoding gzip .gz\n</FilesMatch>',
        f'<FilesMatch "[.]({texts})([.](br|gz))?$">\nHeader append Vary Accept-Encoding\n</FilesMatch>',
    ]
    return "".join(f"{line}\n" for line in lines)


def _pattern(address: str) -> str:
    return "".join(c if c.isalnum() or c in "/-_" else f"[{c}]" if c not in '^"\\[]' else "." for c in address)


def _target(address: str) -> str:
    return address.replace("$", "%24").replace("&", "%26")
