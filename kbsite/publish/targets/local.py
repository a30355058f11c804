"""A folder on this machine, in releases: readers see all of one or all of the other."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kbsite.model import Output
from kbsite.publish.beside import beside, replace
from kbsite.publish.folder import put, stage
from kbsite.publish.releases import current, refuse_unlinked, release, release_files, releases, roll_back
from kbsite.publish.targets.ledger import Ledger, digests

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from kbsite.publish.targets.ledger import Plan
    from kbsite.publish.targets.target import Built, Sent

_GONE = "gone.json"


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder that is a link to a release."""

    output: Path
    keep: int
    shows_settings: ClassVar[bool] = True
    in_steps: ClassVar[bool] = False

    def ledger(self, site: Built, *, force: bool) -> Ledger:
        """Return what the release has that readers see now."""
        refuse_unlinked(self.output)
        files = digests(self.output, release_files(self.output))
        gone = {path: since for path, since in self._gone().items() if path in files}
        return Ledger({path: digest for path, digest in files.items() if path not in gone}, gone)

    def publish(self, site: Built, plan: Plan, sent: Sent) -> None:
        """Make a release of the site, and exchange the link."""
        with stage(self.output, force=False, releases=True) as folder:
            paths = put(folder, (Output(path, site.folder / path) for path in site.files))
            release(folder, self.output, paths, keep=self.keep, resting=tuple(plan.after.gone))
            noted = {"release": current(self.output), "gone": plan.after.gone}
            with suppress(OSError):  # readers have the release; without the note, what rests there rests anew
                replace(beside(self.output) / _GONE, json.dumps(noted, sort_keys=True).encode())
        sent(len(plan.sent), len(plan.sent))

    def releases(self) -> tuple[str, list[str]]:
        """Return the release that readers see, and all there are, the newest first."""
        return current(self.output), releases(self.output)

    def roll_back(self, to: str, now: datetime.datetime, grace: datetime.timedelta) -> str:
        """Let readers see the release `to`, or the one before; return its name."""
        return roll_back(self.output, to)

    def _gone(self) -> dict[str, str]:
        try:
            found = json.loads((beside(self.output) / _GONE).read_bytes())
            return dict(found["gone"]) if found["release"] == current(self.output) else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}
