"""External links: find them, request those whose verdict is not cached, and report what is wrong.

Imported only with `--external`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.checks.external.addresses import host_of, sendable
from kbsite.checks.external.cache import FILE, CachedVerdict, as_json, from_json
from kbsite.checks.external.client import Client
from kbsite.checks.external.crawl import RATE_LIMITS, RateLimits, ask_all
from kbsite.checks.external.mentions import Mention, mentions
from kbsite.checks.external.verdicts import DEAD, INSECURE, MOVED, UNSURE, Verdict
from kbsite.diagnostics import Diagnostic, EnvironmentFault, MessageKey, problem
from kbsite.publish.folder import overwrite
from kbsite.read.links import LINKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from kbsite.model import Site

_CODES = {DEAD: "dead-link", MOVED: "moved-link", INSECURE: "insecure-link"}
_UNREACHED = ("unknown_host", "no_contact", "timeout")
_SEVERAL, _ENOUGH = 3, 8
"""So many hosts out of reach, and none that is not, mean that there is no network: at the end, and before it."""

_MALFORMED = Verdict(DEAD, "malformed")


@dataclass(frozen=True, slots=True)
class Found:
    """The problems, the mentions without a clear verdict, and the number of addresses requested and cached.

    `saved` is false where the cache could not be written.
    """

    problems: tuple[Diagnostic, ...]
    unsure: tuple[tuple[Mention, Verdict], ...]
    fetched: int
    remembered: int
    saved: bool


def check_external(
    site: Site,
    root: Path,
    now: datetime,
    progress: Callable[[str, int, int], None],
    rate_limits: RateLimits = RATE_LIMITS,
) -> Found:
    """Return the verdict on every external address; raises EnvironmentFault where no host can be reached.

    When it is interrupted, the verdicts so far are cached.
    """
    mentioned = mentions(site, _data(root))
    wanted = {each.address for each in mentioned} - {""}
    before = _remembered(root, now)
    remembered = {address: before[address].verdict for address in wanted & before.keys()}
    answers: dict[str, Verdict] = {}
    saved = True
    try:
        missing = wanted - remembered.keys()
        progress("asking", 0, len(missing))
        for address, verdict in ask_all(missing, Client(sendable(site.config.base_url)).ask, rate_limits):
            answers[address] = verdict
            progress("asking", len(answers), len(missing))
            if _offline(answers, remembered, _ENOUGH):
                break
    finally:
        offline = _offline(answers, remembered, _SEVERAL)
        if answers and not offline:
            saved = _save(
                root, {**before, **{address: CachedVerdict(verdict, now) for address, verdict in answers.items()}}
            )
    if offline:
        raise EnvironmentFault("no-network")
    return _found({"": _MALFORMED, **remembered, **answers}, mentioned, len(answers), saved=saved)


def _found(verdicts: Mapping[str, Verdict], mentioned: Iterable[Mention], fetched: int, *, saved: bool) -> Found:
    """Return the result for each mention."""
    judged = [(each, verdicts[each.address]) for each in mentioned]
    return Found(
        tuple(_problem(each, verdict) for each, verdict in judged if verdict.kind in _CODES),
        tuple((each, verdict) for each, verdict in judged if verdict.kind == UNSURE),
        fetched,
        len(verdicts) - fetched - 1,
        saved,
    )


def _offline(answers: Mapping[str, Verdict], remembered: Mapping[str, Verdict], hosts: int) -> bool:
    """Return whether all is out of reach, on so many hosts or more that the fault is most likely ours."""
    unreached = (each.reason in _UNREACHED for each in (*answers.values(), *remembered.values()))
    return all(unreached) and len(set(map(host_of, answers))) >= hosts


def _problem(mention: Mention, verdict: Verdict) -> Diagnostic:
    if verdict.kind == DEAD:
        status = f" ({verdict.status})" if verdict.status else ""
        return problem(
            mention.at,
            _CODES[DEAD],
            target=mention.href,
            reason=MessageKey(f"@link_{verdict.reason}"),
            status=status,
        )
    fragment = mention.href.partition("#")[2]
    to = f"{verdict.to}#{fragment}" if fragment else verdict.to
    return problem(mention.at, _CODES[verdict.kind], target=mention.href, address=to)


def _data(root: Path) -> dict[str, str]:
    """Return the texts of the files in ROOT/data, without the list of what is not to be checked."""
    paths = sorted((root / "data").glob("*.yaml"))
    texts = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8", errors="replace") for path in paths
    }
    return {name: text for name, text in texts.items() if name != LINKS}


def _remembered(root: Path, now: datetime) -> dict[str, CachedVerdict]:
    try:
        return from_json((root / FILE).read_bytes(), now)
    except OSError:
        return {}


def _save(root: Path, found: dict[str, CachedVerdict]) -> bool:
    try:
        overwrite(root / FILE, as_json(found))
    except EnvironmentFault:
        return False
    return True
