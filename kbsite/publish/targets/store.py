"""A store of objects (`s3://`, `az://`, `gs://`), through obstore, which `kbsite[cloud]` installs.

A store exchanges one object at a time. So what pages need comes first, then pages, and what has left the site goes
last. What kbsite put there, and how the store marks it, is noted in `.kbsite/published.json`: an object that
somebody else has changed is sent again. By that note, too, two publishings at once find out about each other.
"""

from __future__ import annotations

import datetime
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from kbsite.diagnostics import EnvironmentFault
from kbsite.model.hosting import KEPT, REVALIDATED, TYPES
from kbsite.publish.editions import in_edition
from kbsite.publish.targets.ledger import Ledger, as_json, from_json, phases
from kbsite.publish.targets.redaction import without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kbsite.publish.targets.ledger import Plan
    from kbsite.publish.targets.target import Address, Built, Sent

LEDGER = ".kbsite/published.json"
AT_ONCE = 8
_CHECKPOINT = 200
_RETRIES: Any = {"max_retries": 3, "retry_timeout": datetime.timedelta(seconds=60)}


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """A bucket, or a part of one."""

    address: Address
    shows_settings: ClassVar[bool] = False
    in_steps: ClassVar[bool] = True
    _kept: dict[str, Any] = field(default_factory=dict)
    """The store, once it is open, and its mark of the ledger that was read: nobody may have written since."""

    def ledger(self, site: Built, *, force: bool) -> Ledger:
        """Return what is in the store, by what it says of each object now."""
        store = self._open()
        try:
            there = {str(each["path"]): _mark(each) for batch in _obstore().list(store) for each in batch}
            found = self._read() if LEDGER in there else None
        except Exception as error:
            raise self._refused(error) from error
        there.pop(LEDGER, None)
        known = found or Ledger()
        foreign = sorted({*there} & {*site.files} - {*known.files, *known.gone})
        if foreign and not force:
            raise EnvironmentFault("foreign-at-target", target=self.address.written, names=", ".join(foreign[:3]))
        files = {path: self._digest(path, known, there, site) for path in known.files if path in there}
        gone = {path: since for path, since in known.gone.items() if path in there}
        marks = {path: there[path] for path in files}
        return Ledger(files | dict.fromkeys(foreign, ""), gone, marks)

    def publish(self, site: Built, plan: Plan, sent: Sent) -> None:
        """Send what differs, in an order that leaves no page without what it needs, and remove what is gone."""
        same = set(site.files) - set(plan.sent)
        marks = dict(plan.after.marks)
        done = 0

        def noted(files: Mapping[str, str]) -> Ledger:
            unsent = dict.fromkeys({*site.files, *plan.removed} - {*files}, "")
            return Ledger(
                {**unsent, **files}, plan.after.gone, {path: marks[path] for path in files if path in marks}
            )

        files = {path: site.files[path] for path in same}
        try:
            self._write(noted(files))
        except Exception as error:
            raise self._refused(error) from error
        try:
            for phase in phases(plan):
                for start in range(0, len(phase), _CHECKPOINT):
                    part = phase[start : start + _CHECKPOINT]
                    for path, mark in self._put(site, part):
                        files[path], marks[path] = site.files[path], mark
                        done += 1
                        sent(done, len(plan.sent))
                    self._write(noted(files))
            if plan.removed:
                _obstore().delete(self._open(), list(plan.removed))
            self._write(Ledger(site.files, plan.after.gone, marks))
        except Exception as error:
            raise self._refused(error, done=done, total=len(plan.sent) + len(plan.removed)) from error

    def _put(self, site: Built, paths: Iterable[str]) -> Iterable[tuple[str, str]]:
        def one(path: str) -> tuple[str, str]:
            data = (site.folder / path).read_bytes()
            result = _obstore().put(self._open(), path, data, attributes=attributes(path), use_multipart=False)
            return path, _mark(result)

        workers = ThreadPoolExecutor(AT_ONCE)
        try:
            yield from workers.map(one, paths)
        finally:
            workers.shutdown(cancel_futures=True)

    def _digest(self, path: str, known: Ledger, there: Mapping[str, str], site: Built) -> str:
        """Return the digest of an object, or "" where it is not sure: another mark, and no MD5 of ours."""
        if known.files[path] and known.marks.get(path) == there[path]:
            return known.files[path]
        if path in site.files and there[path] == _md5(site, path):
            return site.files[path]
        return ""

    def _read(self) -> Ledger | None:
        found = _obstore().get(self._open(), LEDGER)
        self._kept["e_tag"] = str(found.meta["e_tag"] or "")
        return from_json(bytes(found.bytes()))

    def _write(self, ledger: Ledger) -> None:
        """Write the ledger, unless somebody else has since it was read."""
        from obstore.exceptions import AlreadyExistsError, PreconditionError  # noqa: PLC0415 - an extra

        mode: Any = {"e_tag": self._kept["e_tag"]} if self._kept.get("e_tag") else "create"
        kind = {"Content-Type": TYPES["json"], "Cache-Control": "no-store"}
        try:
            result = _obstore().put(
                self._open(), LEDGER, as_json(ledger), attributes=kind, mode=mode, use_multipart=False
            )
        except (AlreadyExistsError, PreconditionError) as error:
            raise EnvironmentFault("overtaken", target=self.address.written) from error
        self._kept["e_tag"] = str(result["e_tag"] or "")

    def _open(self) -> Any:
        if "store" not in self._kept:
            try:
                from obstore.store import from_url  # noqa: PLC0415 - an extra
            except ImportError as error:
                raise EnvironmentFault("no-obstore") from error
            place = f"/{self.address.path}" if self.address.path else ""
            try:
                self._kept["store"] = from_url(
                    f"{self.address.scheme}://{self.address.host}{place}", retry_config=_RETRIES
                )
            except Exception as error:
                raise self._refused(error) from error
        return self._kept["store"]

    def _refused(self, error: Exception, done: int = 0, total: int = 0) -> EnvironmentFault:
        """Return what to say of an error; with a `total` some of the new files may be there."""
        if isinstance(error, EnvironmentFault):
            return error
        said = str(error).partition("Debug source:")[0]
        reason = without_secrets(f"{type(error).__name__}: {said}", os.environ)
        target = self.address.written
        if total:
            return EnvironmentFault("half-sent", target=target, done=str(done), total=str(total), reason=reason)
        return EnvironmentFault("target-refused", target=target, program="obstore", reason=reason)


def attributes(path: str) -> dict[str, str]:
    """Return what a store says with an object: its type, and how long it may be kept.

    A network of caches before a store may pass over `?v=`, so that only editions of the search index are kept long.
    """
    kind = TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")
    return {"Content-Type": kind, "Cache-Control": KEPT if in_edition(path) else REVALIDATED}


def _mark(said: Mapping[str, Any]) -> str:
    """Return how a store marks an object; some put the mark in quotation marks, and some do in one answer only."""
    return str(said["e_tag"] or "").strip('"')


def _md5(site: Built, path: str) -> str:
    return hashlib.md5((site.folder / path).read_bytes(), usedforsecurity=False).hexdigest()


def _obstore() -> Any:
    import obstore  # noqa: PLC0415 - an extra

    return obstore
