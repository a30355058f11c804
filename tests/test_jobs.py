"""Whoever does the work, the bytes are the same."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Executor, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from kbsite.diagnostics import EnvironmentFault
from kbsite.pipeline.jobs.cores import cores
from kbsite.pipeline.jobs.pool import Workers, workers
from tests.sites import build, files, write_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SITE = {
    "forfattere/kari.md": "---\ntitle: Kari\n---\n",
    "data/laws.yaml": (
        "- id: pbl\n  title: Plan- og bygningsloven\n  names: [plan- og bygningsloven]\n"
        "  abbreviations: [pbl.]\n  lovdata: lov/2008-06-27-71\n"
    ),
    "data/kinds.yaml": "- id: kurs\n  folder: kurs\n  name:\n    one: Kurs\n    many: Kurs\n",
    "kurs/k.md": (
        "---\ntitle: Kurs\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n---\n\n"
        "Les mer [her](../artikler/a0.md).\n"
    ),
} | {
    f"artikler/a{number}.md": (
        f"---\ntitle: Om sak {number}\nsummary: Kort {number}.\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n"
        f"law: pbl\n---\n\nSe § 11-{number + 1} i sak {number}. NPF.\n\n## Om {number}\n\nTekst *{number}*.\n"
    )
    for number in range(12)
}
SITE |= {
    "artikler/bok/index.md": SITE["artikler/a0.md"].replace("sak 0", "bok"),
    "artikler/bok/01-del.md": "---\ntitle: Del\n---\n\nSe § 3-1.\n",
}


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes be worth it for a small site."""
    for module in ("kept.parsed", "pictures"):
        monkeypatch.setattr(f"kbsite.pipeline.{module}.WORTH_IT", 1)
    monkeypatch.setattr("kbsite.pipeline.kept.parsed.AT_ONCE", 3)


def built(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, *options: str) -> tuple[int, str, Any]:
    root = write_site(tmp_path / name / "site", SITE)
    capsys.readouterr()
    status = build(root, tmp_path / name / "public", "--quiet", *options)
    return status, capsys.readouterr().err, files(tmp_path / name / "public")


@pytest.mark.usefixtures("eager")
def test_several_processes_make_the_bytes_of_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = built(tmp_path, capsys, "one", "--jobs", "1")
    two = built(tmp_path, capsys, "two", "--jobs", "2")
    assert two == one
    assert one[0] == 0
    assert "vague-link" in one[1]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Two workers of Dask on this machine, each a process; yields the address."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as started:
        yield started.scheduler_address.replace("tcp://", "dask://")


def test_a_cluster_makes_the_bytes_of_one_process(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = built(tmp_path, capsys, "one", "--jobs", "1")
    done = []
    whole = Workers.each

    def counted(self: Workers, function: Callable[..., Any], pieces: Any) -> Iterator[Any]:
        done.append(function.__name__)
        return whole(self, function, pieces)

    monkeypatch.setattr(Workers, "each", counted)
    far = built(tmp_path, capsys, "far", "--executor", cluster)
    assert far == one
    assert {*done} == {"parsed", "drawn"}


def test_a_cluster_with_another_version_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbsite.pipeline.jobs.pool.engine", lambda: b"another")
    status, told, made = built(tmp_path, capsys, "far", "--executor", cluster)
    assert (status, made) == (2, {})
    assert "another version" in told


@pytest.mark.parametrize(
    ("address", "message"), [("tcp://127.0.0.1:1", "not the address"), ("dask://127.0.0.1:1", "distributed")]
)
def test_an_address_that_leads_to_no_cluster_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, address: str, message: str
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("kbsite.pipeline.jobs.pool.PATIENCE", 1)
    status, told, made = built(tmp_path, capsys, "none", "--executor", address)
    assert (status, made) == (2, {})
    assert message in told


def test_without_dask_a_cluster_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    status, told, _ = built(tmp_path, capsys, "none", "--executor", "dask://127.0.0.1:1")
    assert status == 2
    assert "Dask is not installed" in told


def test_any_executor_will_do() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert list(Workers(executor).each(max, [(1, 2), (4, 3)])) == [2, 4]


def test_a_worker_that_dies_is_a_fault() -> None:
    class Dying(Executor):
        def map(self, *_arguments: Any, **_named: Any) -> Any:
            raise BrokenExecutor("gone")

    with pytest.raises(EnvironmentFault, match="workers-failed"):
        list(Workers(Dying()).each(max, [(1, 2)]))


def test_no_process_is_started_for_one_job() -> None:
    with workers(1, "") as found:
        assert found is None
    assert cores() >= 1


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "10000"])
def test_a_number_of_jobs_is_a_number(tmp_path: Path, jobs: str) -> None:
    with pytest.raises(SystemExit):
        build(write_site(tmp_path, SITE), tmp_path / "public", f"--jobs={jobs}")
