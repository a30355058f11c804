"""A store of objects (`s3://`, `az://`, `gs://`).

A store exchanges one object at a time. So what pages need comes first, then pages, and what has left the site goes
last. What kbsite put there, and how the store marks it, is noted in `.kbsite/published.json`: an object that
somebody else has changed is sent again. By that note, too, two publishings at once find out about each other.
Releases that readers no longer get are on a `Shelf`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from kbsite.diagnostics import EnvironmentFault
from kbsite.model.hosting import KEPT, OWN, REVALIDATED, TYPES
from kbsite.publish.editions import in_edition
from kbsite.publish.targets.causes import advice
from kbsite.publish.targets.ledger import FRESH, Ledger, as_json, compare, noted, phases
from kbsite.publish.targets.objects import Objects, each_at_once, reason
from kbsite.publish.targets.shelf import Shelf, before, staying

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping

    from kbsite.publish.targets.ledger import Plan
    from kbsite.publish.targets.target import Address, Built, Sent

LEDGER = f"{OWN}published.json"
ALL_SERVED = "$web"
"""The container of Azure whose every object readers are served."""

_CHECKPOINT = 200


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """A bucket, or a part of one; `keep` releases stay, at `history` where that is another place."""

    address: Address
    keep: int = 5
    history: Address | None = None
    shows_settings: ClassVar[bool] = False
    in_steps: ClassVar[bool] = True
    _kept: dict[str, Any] = field(default_factory=dict)
    """The objects and the shelf, the ledger that was read and its edition: nobody may have written since."""

    def ledger(self, site: Built, *, force: bool) -> Ledger:
        """Return what is in the store, by what it says of each object now."""
        return self._ledger(site.files, lambda path: _md5(site, path), force=force)

    def publish(self, site: Built, plan: Plan, sent: Sent) -> None:
        """Send what differs, in an order that leaves no page without what it needs, and remove what is gone."""
        self._carry(site.files, plan, lambda path: (site.folder / path).read_bytes(), sent, "")

    def releases(self) -> tuple[str, list[str]]:
        """Return the release that readers see ("" where a change was cut short), and all, the newest first."""
        shelf = self._shelf()
        try:
            found = self._known()
            names = shelf.names(found.release)
        except Exception as error:
            raise self._objects().refused(error) from error
        return "" if found.towards else found.release, names

    def roll_back(self, to: str, now: datetime.datetime, grace: datetime.timedelta) -> str:
        """Give readers the release `to`, or the one before; return its name.

        Where a rollback was cut short, it is gone on with; where a publishing was, readers get the one before it.
        """
        shelf = self._shelf()
        try:
            known = self._known()
            names = shelf.names(known.release)
            name = to or _back(known, names)
            if name not in names:
                target = self.address.written
                raise EnvironmentFault("no-such-release", folder=target, names=", ".join(names))
            files = shelf.files(name)
            found = self._ledger(files, lambda _: "", force=True)
            self._refuse_foreign(files, known, name)
            plan = compare(found, files, now, grace)
            sources = shelf.sources((files[path] for path in plan.sent), _staying(found, plan), found.files)
            shelf.refuse_other_bytes(sources)
        except Exception as error:
            raise self._objects().refused(error) from error

        def read(path: str) -> bytes:
            return shelf.bytes_of(files[path], sources[files[path]])

        self._carry(files, plan, read, lambda _done, _all: None, name)
        return name

    def _carry(
        self, files: Mapping[str, str], plan: Plan, read: Callable[[str], bytes], sent: Sent, to: str
    ) -> None:
        """Carry a plan out; `to` is the release that the files are of, "" for a new one."""
        marks, same = dict(plan.after.marks), set(files) - set(plan.sent)
        done, shelf = 0, self._shelf() if self._has_shelf() else None
        there: dict[str, str] = {path: files[path] for path in same}

        def so_far() -> Ledger:
            unsent = dict.fromkeys({*files, *plan.removed} - {*there}, "")
            known = {path: marks[path] for path in there if path in marks}
            return Ledger({**unsent, **there}, plan.after.gone, known, plan.after.release, to or FRESH)

        def put(path: str) -> tuple[str, str]:
            return path, self._objects().write(path, read(path), attributes(path))

        try:
            kept = self._keep(shelf, files, to) if shelf else []
            self._write(so_far())
        except Exception as error:
            raise self._objects().refused(error) from error
        try:
            for phase in phases(plan):
                for start in range(0, len(phase), _CHECKPOINT):
                    for path, mark in each_at_once(put, phase[start : start + _CHECKPOINT]):
                        there[path], marks[path] = files[path], mark
                        done += 1
                        sent(done, len(plan.sent))
                    self._write(so_far())
            self._objects().delete(plan.removed)
            name = self._shelve(shelf, files, to, kept) if shelf else ""
            self._write(Ledger(files, plan.after.gone, marks, name))
        except Exception as error:
            raise self._half(error, done, len(plan.sent) + len(plan.removed), to) from error

    def _keep(self, shelf: Shelf, files: Mapping[str, str], to: str) -> list[str]:
        """Keep what the plan replaces and a release that stays has; return the names of all releases."""
        known: Ledger = self._kept["before"]
        names = shelf.names(known.release)
        going = {path: digest for path, digest in known.files.items() if digest and files.get(path) != digest}
        whole = known.files and all(known.files.values()) and not known.towards
        if whole and not known.release and self.keep > 1:
            names = sorted({*names, shelf.add(known.files, names)})
        stay = names if to else staying(names, self.keep - 1)
        shelf.keep(going, stay)
        return names

    def _shelve(self, shelf: Shelf, files: Mapping[str, str], to: str, names: Iterable[str]) -> str:
        """Note the release, and remove those that are too many; return its name."""
        name = to or shelf.add(files, names)
        every = {*names, name}
        shelf.prune(every, every if to else {name, *staying(every, self.keep)})
        return name

    def _ledger(self, files: Mapping[str, str], md5: Callable[[str], str], *, force: bool) -> Ledger:
        """Return what is in the store of a site that is to have `files`; `md5` is that of a file here."""
        try:
            known = self._known()
            listed = self._objects().marks()
            own = (LEDGER,) if self._kept["edition"] else ()
            self._objects().refuse_cut(listed, {*known.files, *known.gone, *own})
            there = {path: mark for path, mark in listed.items() if not path.startswith(OWN)}
        except Exception as error:
            raise self._objects().refused(error) from error
        foreign = sorted({*there} & {*files} - {*known.files, *known.gone})
        if foreign and not force:
            raise EnvironmentFault("foreign-at-target", target=self.address.written, names=", ".join(foreign[:3]))

        def digest(path: str) -> str:
            """Return the digest of an object, or "" where it is not sure: another mark, and no MD5 of ours."""
            if known.files[path] and known.marks.get(path) == there[path]:
                return known.files[path]
            return files[path] if path in files and there[path] and there[path] == md5(path) else ""

        found = {path: digest(path) for path in known.files if path in there}
        gone = {path: since for path, since in known.gone.items() if path in there}
        self._kept["before"] = replace(
            known,
            files=found | dict.fromkeys(foreign, ""),
            gone=gone,
            marks={path: there[path] for path in found},
        )
        before: Ledger = self._kept["before"]
        return before

    def _refuse_foreign(self, files: Mapping[str, str], known: Ledger, name: str) -> None:
        found: Ledger = self._kept["before"]
        foreign = sorted(({*found.files} & {*files}) - {*known.files, *known.gone})
        if foreign:
            target = self.address.written
            raise EnvironmentFault("in-the-way", target=target, release=name, names=", ".join(foreign[:3]))

    def _known(self) -> Ledger:
        """Return the ledger that lies in the store."""
        try:
            data, self._kept["edition"] = self._objects().read(LEDGER)
        except FileNotFoundError:
            self._kept["edition"] = None
            return Ledger()
        return noted(data, self.address.written, LEDGER)

    def _write(self, ledger: Ledger) -> None:
        """Write the ledger, unless somebody else has since it was read."""
        kind = {"Content-Type": TYPES["json"], "Cache-Control": "no-store"}
        self._kept["edition"] = self._objects().write_if(LEDGER, as_json(ledger), kind, self._kept["edition"])

    def _half(self, error: Exception, done: int, total: int, to: str) -> EnvironmentFault:
        """Return what to say of an error when some of the new files may be there."""
        if isinstance(error, EnvironmentFault) and error.code != "release-lost":
            return error
        said = f"{error.code} {dict(error.values)}" if isinstance(error, EnvironmentFault) else reason(error)
        values = {"target": self.address.written, "reason": said, "advice": advice(said)}
        if to:
            return EnvironmentFault("half-back", release=to, **values)
        return EnvironmentFault("half-sent", done=str(done), total=str(total), **values)

    def _has_shelf(self) -> bool:
        return self.history is not None or self.address.host != ALL_SERVED

    def _shelf(self) -> Shelf:
        """Return the releases; raises EnvironmentFault where none are kept."""
        if not self._has_shelf():
            raise EnvironmentFault("no-history", target=self.address.written)
        if "shelf" not in self._kept:
            place = Objects(self.history) if self.history else self._objects()
            self._kept["shelf"] = Shelf(self._objects(), place)
        shelf: Shelf = self._kept["shelf"]
        return shelf

    def _objects(self) -> Objects:
        objects: Objects = self._kept.setdefault("objects", Objects(self.address))
        return objects


def attributes(path: str) -> dict[str, str]:
    """Return what a store says with an object: its type, and how long it may be kept.

    A network of caches before a store may pass over `?v=`, so that only editions of the search index are kept long.
    """
    kind = TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")
    return {"Content-Type": kind, "Cache-Control": KEPT if in_edition(path) else REVALIDATED}


def _staying(found: Ledger, plan: Plan) -> dict[str, str]:
    """Return the digests of the objects that a plan does not touch."""
    touched = {*plan.sent, *plan.removed, *plan.after.gone}
    return {path: digest for path, digest in found.files.items() if digest and path not in touched}


def _back(known: Ledger, names: Iterable[str]) -> str:
    """Return the release to go back to."""
    if known.towards:
        return known.release if known.towards == FRESH else known.towards
    return before(known.release, names)


def _md5(site: Built, path: str) -> str:
    return hashlib.md5((site.folder / path).read_bytes(), usedforsecurity=False).hexdigest()
