"""A store of objects (`s3://`, `az://`, `gs://`), or a part of one, by obstore, which `kbsite[cloud]` installs."""

from __future__ import annotations

import datetime
import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.targets.causes import cause, refused
from kbsite.publish.targets.redaction import without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kbsite.publish.targets.target import Address

AT_ONCE = 8

Edition = dict[str, str]
"""What a store knows an edition of an object by: its ETag at Amazon and in Azure, its generation at Google."""

_ANSWER = re.compile(r"<Code>(?P<code>[^<]*)</Code>.*?<Message>(?P<said>[^<]*)", re.DOTALL)
_RETRIES: Any = {"max_retries": 3, "retry_timeout": datetime.timedelta(seconds=60)}


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects below an address. What a store refuses is raised as obstore raises it: see `refused`."""

    address: Address
    _opened: dict[str, Any] = field(default_factory=dict)

    def marks(self, below: str = "") -> dict[str, str]:
        """Return how the store marks each object (its ETag), by its path."""
        with _panics():
            found = _obstore().list(self._store(), prefix=below or None)
            return {str(each["path"]): _mark(each) for batch in found for each in batch}

    def refuse_cut(self, listed: Iterable[str], expected: Iterable[str]) -> None:
        """Raise EnvironmentFault where a list lacks an object that is there: the list was cut, or is none at all.

        A page for logging in to a network, in place of the list, is an empty list to obstore.
        """
        missing = sorted({*expected} - {*listed})
        for path, there in each_at_once(self._looked_for, missing):
            if there:
                raise EnvironmentFault("list-cut", target=self.address.written, name=path)

    def _looked_for(self, path: str) -> tuple[str, str]:
        try:
            with _panics():
                _obstore().head(self._store(), path)
        except FileNotFoundError:
            return path, ""
        return path, path

    def read(self, path: str) -> tuple[bytes, Edition]:
        """Return the bytes of an object, and which edition of it that is."""
        with _panics():
            found = _obstore().get(self._store(), path)
            return bytes(found.bytes()), _edition(found.meta)

    def write(self, path: str, data: bytes, attributes: Mapping[str, str]) -> str:
        """Write an object, and return its mark."""
        return _mark(self._put(path, data, attributes, "overwrite"))

    def write_if(self, path: str, data: bytes, attributes: Mapping[str, str], there: Edition | None) -> Edition:
        """Write an object where that edition of it is still there, or none yet (None); return the new edition.

        Raises EnvironmentFault where somebody else has written it meanwhile. Where the same bytes are there,
        it was written, and the answer was lost.
        """
        from obstore.exceptions import AlreadyExistsError, PreconditionError  # noqa: PLC0415 - an extra

        try:
            result = self._put(path, data, attributes, there or "create")
        except (AlreadyExistsError, PreconditionError) as error:
            if cause(str(error)) == "lock":
                raise
            found, now = self.read(path)
            if found != data:
                raise EnvironmentFault("overtaken", target=self.address.written) from error
            return now
        return _edition(result)

    def copy(self, path: str, to: str) -> None:
        """Copy an object within the store."""
        with _panics():
            _obstore().copy(self._store(), path, to)

    def delete(self, paths: Iterable[str]) -> None:
        """Remove objects."""
        gone = list(paths)
        if gone:
            with _panics():
                _obstore().delete(self._store(), gone)

    def refused(self, error: Exception) -> EnvironmentFault:
        """Return what to say of an error before anything that readers see was touched."""
        if isinstance(error, EnvironmentFault):
            return error
        return refused(self.address.written, "obstore", reason(error))

    def _put(self, path: str, data: bytes, attributes: Mapping[str, str], mode: Any) -> Any:
        with _panics():
            return _obstore().put(
                self._store(), path, data, attributes=dict(attributes), mode=mode, use_multipart=False
            )

    def _store(self) -> Any:
        if "store" not in self._opened:
            try:
                from obstore.store import from_url  # noqa: PLC0415 - an extra
            except ImportError as error:
                raise EnvironmentFault("no-obstore") from error
            place = f"/{self.address.path}" if self.address.path else ""
            url = f"{self.address.scheme}://{self.address.host}{place}"
            self._opened["store"] = from_url(url, retry_config=_RETRIES)
        return self._opened["store"]


def reason(error: Exception) -> str:
    """Return what a store said, on one line and without secrets; its own code and words come first."""
    said = str(error).partition("Debug source:")[0]
    answer = _ANSWER.search(said)
    own = f"{answer['code']}: {answer['said']}: " if answer else ""
    rest = said.partition("<")[0] if answer else said
    return without_secrets(f"{own}{type(error).__name__}: {rest}", os.environ)


@contextmanager
def _panics() -> Iterator[None]:
    """Raise RuntimeError where obstore panics: what it raises then is no Exception, and would end kbsite."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise RuntimeError(str(error)) from error


def each_at_once(do: Callable[[str], tuple[str, str]], paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what `do` returns for each path, some at a time, in their order; the first error ends it."""
    workers = ThreadPoolExecutor(AT_ONCE)
    try:
        yield from workers.map(do, paths)
    finally:
        workers.shutdown(cancel_futures=True)


def _edition(said: Mapping[str, Any]) -> Edition:
    return {name: str(said[name]) for name in ("e_tag", "version") if said[name]}


def _mark(said: Mapping[str, Any]) -> str:
    """Return how a store marks an object; some put the mark in quotation marks, and some do in one answer only."""
    return str(said["e_tag"] or "").strip('"')


def _obstore() -> Any:
    import obstore  # noqa: PLC0415 - an extra

    return obstore
