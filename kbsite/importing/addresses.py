"""A sitemap, a server's log or a list of addresses → which of them the site answers, the most asked for first."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from kbsite.diagnostics import EnvironmentFault
from kbsite.pipeline.load import load
from kbsite.pipeline.report import silent
from kbsite.site.published import published

if TYPE_CHECKING:
    from pathlib import Path

    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.pipeline.report import Options

_SITEMAP = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>", re.IGNORECASE)
_LOGGED = re.compile(r'"(?:GET|HEAD) (\S+) HTTP/[\d.]+" (\d{3})')
_FILES = re.compile(r"\.(?:css|js|png|jpe?g|gif|ico|svg|woff2?|ttf|map|webp|axd)$", re.IGNORECASE)
_MOST = 50
_ROBOTS = re.compile(r"bot\b|crawl|spider|slurp", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answered:
    """How often each address was asked for, by whether the site answers it."""

    there: Counter[str]
    lost: Counter[str]


def answered(file: Path, options: Options) -> Answered:
    """Return which addresses in a file the site answers; raises EnvironmentFault where it cannot be read."""
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            asked = Counter(path for line in lines for path in paths(line))
    except OSError as error:
        raise EnvironmentFault("not-readable", file=str(file), reason=error.strerror or "?") from error
    site = load(options, silent).site
    if site is None:
        raise EnvironmentFault("faulty-settings")
    known = {_key(address) for address in published(site)} | {"/"}
    there, lost = Counter[str](), Counter[str]()
    for path, count in asked.items():
        (there if _key(path) in known else lost)[path] += count
    return Answered(there, lost)


def paths(line: str) -> list[str]:
    """Return the paths that a line asks for; none for pictures and style, robots, and what failed in the log."""
    logged = _LOGGED.search(line)
    if logged:
        given = [] if _ROBOTS.search(line) or logged[2][0] not in "234" else [logged[1]]
    else:
        given = _SITEMAP.findall(line) or (
            [line.split(maxsplit=1)[0]] if line.strip().startswith(("/", "http")) else []
        )
    return [path for each in given if (path := _path(each)) and not _FILES.search(path)]


def _path(address: str) -> str:
    try:
        return unquote(urlsplit(address).path) or "/"
    except ValueError:
        return ""


def _key(address: str) -> str:
    return address.rstrip("/") or "/"


def as_report(found: Answered, words: Catalogue) -> str:
    """Return the numbers, and the addresses that lead nowhere, the most asked for first."""
    there, lost = len(found.there), len(found.lost)
    asked, asked_there = found.there.total() + found.lost.total(), found.there.total()
    lines = [words.line("import_addresses", there=there, all=there + lost, asked=asked, asked_there=asked_there)]
    for path, count in sorted(found.lost.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]:
        lines.append(f"{count:8}  {path}")
    if lost > _MOST:
        lines.append(words.line("import_addresses_more", count=lost - _MOST))
    return "\n".join(lines) + "\n"
