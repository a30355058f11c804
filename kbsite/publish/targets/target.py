"""What every target can do, and how its address is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol
from urllib.parse import unquote, urlsplit

from kbsite.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kbsite.publish.targets.ledger import Ledger, Plan

    Sent = Callable[[int, int], object]
    """Called with how many files have been sent, and of how many."""

STORES = ("s3", "az", "gs")
"""The schemes of object stores; obstore knows them."""


@dataclass(frozen=True, slots=True)
class Built:
    """A built site on this machine: its folder, and the SHA-256 of each of its files."""

    folder: Path
    files: Mapping[str, str]


class Target(Protocol):
    """A place that a site is published at."""

    shows_settings: ClassVar[bool]
    """Whether the folder `_hosting/` belongs there: a server of the owner's own reads it."""
    in_steps: ClassVar[bool]
    """Whether readers may see some of the new files before all are there."""

    def ledger(self, site: Built, *, force: bool) -> Ledger:
        """Return what is there; raises EnvironmentFault where others' files are in the way, unless `force`."""

    def publish(self, site: Built, plan: Plan, sent: Sent) -> None:
        """Carry the plan out."""

    def releases(self) -> tuple[str, list[str]]:
        """Return the release that readers see ("" where that is none of them), and all, the newest first."""

    def roll_back(self, to: str, now: datetime.datetime, grace: datetime.timedelta) -> str:
        """Give readers the release `to`, or the one before ("") the one that they see; return its name.

        What pages need, and has left the site for less than `grace`, stays where releases share one place.
        """


@dataclass(frozen=True, slots=True)
class Address:
    """A target as written: `ssh://user@host:22/path`, `git:remote#branch:folder`, `s3://bucket/prefix`, a path."""

    scheme: str
    path: str
    host: str = ""
    user: str = ""
    port: int = 0
    branch: str = ""
    written: str = ""


def address(text: str) -> Address:
    """Return what a target's text means; raises EnvironmentFault where it means nothing."""
    scheme, colon, rest = text.partition(":")
    if not text.isprintable():
        raise EnvironmentFault("wrong-target", value=_shown(text))
    if scheme == "git" and colon:
        return _git(text, rest)
    if scheme == "ssh" and rest.startswith("//"):
        return _ssh(text)
    if scheme in STORES and rest.startswith("//"):
        parts = urlsplit(text)
        if "@" in parts.netloc or not parts.netloc or parts.query or parts.fragment:
            raise EnvironmentFault(
                "secret-in-target" if "@" in parts.netloc else "wrong-target", value=_shown(text)
            )
        return Address(scheme, parts.path.strip("/"), host=parts.netloc, written=text)
    if "://" in text or not text or text.startswith("-"):
        raise EnvironmentFault("wrong-target", value=_shown(text))
    return Address("folder", text, written=text)


def _ssh(text: str) -> Address:
    try:
        parts = urlsplit(text)
        port = parts.port or 0
    except ValueError:
        raise EnvironmentFault("wrong-target", value=_shown(text)) from None
    path = unquote(parts.path)
    path = path.removeprefix("/~/") if path.startswith("/~/") else path
    names = [name for name in path.split("/") if name]
    if parts.password is not None:
        raise EnvironmentFault("secret-in-target", value=_shown(text))
    known = re.fullmatch(r"[A-Za-z0-9\[][A-Za-z0-9.:_\[\]-]*", parts.hostname or "")
    user = parts.username or ""
    whole = not parts.query and not parts.fragment and path.isprintable() and re.fullmatch(r"[A-Za-z0-9._-]*", user)
    if not known or not whole or user.startswith("-") or not names or {".", ".."} & {*names}:
        raise EnvironmentFault("wrong-target", value=_shown(text))
    clean = "/".join(names)
    return Address(
        "ssh",
        f"/{clean}" if path.startswith("/") else f"./{clean}",
        host=parts.hostname or "",
        user=user,
        port=port,
        written=text,
    )


def _git(text: str, rest: str) -> Address:
    remote, _, place = rest.partition("#")
    branch, _, folder = place.partition(":")
    folder = folder.strip("/")
    password = urlsplit(remote).password if "://" in remote else None
    if password is not None:
        raise EnvironmentFault("secret-in-target", value=_shown(text))
    odd = ".." in f"{branch}/{folder}" or not re.fullmatch(r"[\w][\w./-]*", branch) or remote.startswith("-")
    if not remote or odd or not re.fullmatch(r"[\w./ -]*", folder) or folder.startswith("."):
        raise EnvironmentFault("wrong-target", value=_shown(text))
    return Address("git", folder, host=remote, branch=branch, written=text)


def _shown(text: str) -> str:
    """Return an address without the password that may be in it."""
    return re.sub(r"(?<=//)[^/@]*@", "…@", text)
