"""Where the content is hosted and how editors sign in: `cms` in data/site.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Cms:
    """The git host and the sign-in of Decap CMS; `host` is "" for the public one."""

    backend: str
    repo: str
    branch: str = "main"
    host: str = ""
    login: str = ""
    app_id: str = ""


@dataclass(frozen=True, slots=True)
class Host:
    """A kind of git host: required settings, whether it has drafts for review, and its Decap CMS backend."""

    needs: tuple[str, ...]
    reviews: bool
    settings: Callable[[Cms], Mapping[str, Any]]
    reached: Callable[[Cms], tuple[str, ...]]


def _github(cms: Cms) -> Mapping[str, Any]:
    own = {"api_root": f"{cms.host}/api/v3"} if cms.host else {}
    login = urlsplit(cms.login)
    path = {"auth_endpoint": login.path.strip("/")} if login.path.strip("/") else {}
    return {"base_url": f"{login.scheme}://{login.netloc}", **path, **own, "squash_merges": True}


def _gitlab(cms: Cms) -> Mapping[str, Any]:
    own = {"base_url": cms.host, "api_root": f"{cms.host}/api/v4"} if cms.host else {}
    return {"auth_type": "pkce", "app_id": cms.app_id, **own, "squash_merges": True}


def _gitea(cms: Cms) -> Mapping[str, Any]:
    return {"app_id": cms.app_id, "base_url": cms.host, "api_root": f"{cms.host}/api/v1"}


def _reached_on_github(cms: Cms) -> tuple[str, ...]:
    return (cms.host,) if cms.host else ("https://api.github.com", "https://avatars.githubusercontent.com")


HOSTS: Mapping[str, Host] = {
    "github": Host(("login",), True, _github, _reached_on_github),
    "gitlab": Host(("app_id",), True, _gitlab, lambda cms: (cms.host or "https://gitlab.com",)),
    "gitea": Host(("host", "app_id"), False, _gitea, lambda cms: (cms.host,)),
}
"""The git hosts that Decap CMS is set up for, by their name in its settings.

Sources: decapcms.org/docs/github-backend, /gitlab-backend, /gitea-backend and /editorial-workflows.
"""


def backend(cms: Cms) -> Mapping[str, Any]:
    """Return the `backend` settings of Decap CMS."""
    return {"name": cms.backend, "repo": cms.repo, "branch": cms.branch, **HOSTS[cms.backend].settings(cms)}


def policy(cms: Cms) -> str:
    """Return the Content-Security-Policy of the page: its own files, and the git host's addresses.

    Decap CMS compiles its validation of settings and fields (unsafe-eval), and puts style in the page
    (unsafe-inline); it shows uploaded pictures from memory (blob:).
    """
    hosts = " ".join(f"{at.scheme}://{at.netloc}" for at in map(urlsplit, HOSTS[cms.backend].reached(cms)))
    return (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob: {hosts}; font-src 'self' data:; connect-src 'self' blob: {hosts}; "
        "frame-src 'self' blob:; base-uri 'none'; form-action 'none'"
    )
