"""What the host of `hosting` in data/site.yaml reads: real redirects, headers, cache rules and content types."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from kbsite.model import Output
from kbsite.render.compose.hrefs import base_path, href
from kbsite.render.outputs.hosting.apache import htaccess
from kbsite.render.outputs.hosting.caddy import caddyfile
from kbsite.render.outputs.hosting.cloudfront import headers_policy, viewer_function
from kbsite.render.outputs.hosting.flat import headers_file, redirects_file
from kbsite.render.outputs.hosting.nginx import brotli_part, http_part, server_part
from kbsite.render.outputs.hosting.rules import FOLDER, Rules
from kbsite.site import routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbsite.model import Config

_SHARED = (".github.io", ".gitlab.io")
"""Hosts' own domains, on which a site needs no CNAME."""


def hosting_files(config: Config, moved: Iterable[tuple[str, str]], paths: Iterable[str]) -> Iterator[Output]:
    """Yield the files that the chosen host reads; `paths` are those of all other outputs but the search index.

    `moved` are the paths of pages that only lead on, each with where it leads.
    """
    rules = _rules(config, moved, paths)
    match config.hosting:
        case "github-pages":
            yield Output(".nojekyll", b"")
            host = urlsplit(config.base_url).hostname or ""
            if not host.endswith(_SHARED) and rules.base == "/":
                yield Output("CNAME", f"{host}\n".encode())
        case "netlify" | "cloudflare-pages":
            yield Output("_redirects", redirects_file(rules, force=config.hosting == "netlify"))
            yield Output("_headers", headers_file(rules))
        case "nginx":
            yield Output(f"{FOLDER}/nginx-http.conf", http_part(rules))
            yield Output(f"{FOLDER}/nginx-server.conf", server_part(rules))
            if rules.compressed:
                yield Output(f"{FOLDER}/nginx-brotli.conf", brotli_part())
        case "apache":
            yield Output(".htaccess", htaccess(rules))
        case "s3":
            yield Output(f"{FOLDER}/cloudfront-function.js", viewer_function(rules))
            yield Output(f"{FOLDER}/cloudfront-headers.json", headers_policy(rules))
        case "caddy":
            yield Output(f"{FOLDER}/Caddyfile", caddyfile(rules))


def _rules(config: Config, pages: Iterable[tuple[str, str]], paths: Iterable[str]) -> Rules:
    base = base_path(config)
    leading = [(path.removesuffix("index.html"), target) for path, target in pages]
    files = [(path[:-1], target) for path, target in leading if path[-1:] == "/" and "." in path.split("/")[-2]]
    moved = {href(config, f"/{path}"): target for path, target in (*leading, *files)}
    tops = sorted({path.partition("/")[0] for path in paths if "/" in path} | {config.routes.search.strip("/")})
    return Rules(
        base=base,
        moved=tuple((unquote(old), old, new) for old, new in sorted(moved.items())),
        folders=tuple(name for name in tops if name != routes.ADMIN.strip("/")),
        edited=config.cms is not None,
        compressed=config.precompress,
        editions=config.routes.index,
    )
