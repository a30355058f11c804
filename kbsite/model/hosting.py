"""Where a site is published: the hosts that kbsite makes settings for, and what each response should say."""

from __future__ import annotations

from dataclasses import dataclass

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
    "connect-src 'self'; style-src 'self'; img-src 'self'"
)
"""The Content-Security-Policy that the site must work under."""

HEADERS = {
    "Content-Security-Policy": f"{POLICY}; base-uri 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "SAMEORIGIN",
}
"""What every response says. HSTS is the owner's to decide: it binds the whole domain."""

REVALIDATED = "no-cache"
"""The cache rule of whatever may change at its address: kept, but asked for each time."""

KEPT = "public, max-age=31536000, immutable"
"""The cache rule of whatever carries its digest in its address."""


@dataclass(frozen=True, slots=True)
class HostLimits:
    """What a host takes at most; 0 for what it sets no limit to."""

    files: int = 0
    bytes: int = 0
    redirects: int = 0


HOSTS = {
    "github-pages": HostLimits(),
    "gitlab-pages": HostLimits(),
    "netlify": HostLimits(),
    "cloudflare-pages": HostLimits(files=20_000, bytes=25 * 1024 * 1024, redirects=2000),
    "nginx": HostLimits(),
    "apache": HostLimits(),
    "caddy": HostLimits(),
    "static": HostLimits(),
}
"""The values of `hosting` in data/site.yaml, and the limits of each.

Sources: developers.cloudflare.com/pages/platform/limits and /configuration/redirects. GitLab Pages reads
`_redirects` only where there is no page, so the pages with a refresh stay what leads readers on there.
"""
