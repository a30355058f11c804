"""Who does the work: processes of this machine, a cluster, or this process alone."""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.out_of_memory import out_of_memory
from kbsite.pipeline.jobs import work
from kbsite.pipeline.kept.engine import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PATIENCE = 10
"""For how many seconds a cluster may not answer."""

DASK = "dask://"
"""What the address of a cluster begins with."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work, in pieces of so many; `far` are workers on other machines."""

    executor: Executor
    far: bool = False

    def each(self, function: Callable[..., Any], pieces: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
        """Yield the result of a function for each piece of work, in order.

        Raises EnvironmentFault where workers fail.
        """
        try:
            yield from self.executor.map(function, *zip(*pieces, strict=True))
        except Exception as error:  # another machine can fail in whatever way it likes
            if out_of_memory(error):
                raise EnvironmentFault("no-memory") from error
            raise EnvironmentFault("workers-failed", reason=str(error) or type(error).__name__) from error


@contextmanager
def workers(jobs: int, address: str) -> Iterator[Workers | None]:
    """Yield who does the work: the cluster at `address`, else `jobs` processes; None for this process alone.

    No process is started before there is work for it.
    """
    if address:
        with _cluster(address) as executor:
            yield Workers(executor, far=True)
        return
    if jobs < 2:
        yield None
        return
    context = get_context("forkserver")
    context.set_forkserver_preload([work.__name__])
    executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=work.quiet)
    try:
        yield Workers(executor)
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    """Yield the workers of a Dask cluster; raises EnvironmentFault where they have another version of kbsite."""
    try:
        from distributed import Client  # noqa: PLC0415 - only for those who have a cluster
    except ImportError as error:
        raise EnvironmentFault("no-dask") from error
    if not address.startswith(DASK):
        raise EnvironmentFault("wrong-executor", value=address)
    try:
        client = Client(f"tcp://{address.removeprefix(DASK)}", timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EnvironmentFault("workers-failed", reason=str(error) or type(error).__name__) from error
    with client:
        versions = client.run(work.version).values()
        if not versions:
            raise EnvironmentFault("workers-failed", reason="0 workers")
        if any(found != engine() for found in versions):
            raise EnvironmentFault("other-version")
        yield client.get_executor()
