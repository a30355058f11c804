"""A publishing that is stopped at each of its operations in turn: what readers see, what is said, how it heals."""

from __future__ import annotations

import shutil
import warnings
from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING

import pytest

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Output
from kbsite.publish import journal
from kbsite.publish.beside import beside
from kbsite.publish.folder import publish, put, recover, stage
from kbsite.publish.releases import current, release, releases, roll_back
from tests.stopping import Disk, full, killed_after

if TYPE_CHECKING:
    from pathlib import Path

OLD = {
    "a.css": "old style",
    "index.html": "old, needs a.css",
    "same.html": "same, needs a.css",
    "stale/page.html": "old, needs a.css",
    "folder/x.html": "old, needs a.css",
    "file": "old",
}
NEW = {
    "b.css": "new style",
    "new/page.html": "new, needs b.css",
    "index.html": "new, needs b.css and new/page.html",
    "same.html": "same, needs a.css",
    "a.css": "old style",
    "folder": "now a file",
    "file/now/a.html": "a folder, needs b.css",
}
NEWEST = {"a.css": "old style", "index.html": "newest, needs a.css"}


@cache
def disk() -> Disk:
    """Return the one audit hook of this process, which cannot be taken away again."""
    return Disk()


def write(output: Path, files: dict[str, str], keep: int = 0) -> None:
    """Publish `files`, as a build does; with `keep` as a release."""
    with stage(output, force=False, releases=keep > 0) as folder:
        paths = put(folder, [Output(path, text.encode()) for path, text in files.items()])
        if keep:
            release(folder, output, paths, keep=keep)
        else:
            publish(folder, output, paths, force=False)


def tree(folder: Path) -> dict[str, str]:
    """Return what readers see."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def left_over(output: Path) -> list[str]:
    """Return what lies beside the output folder other than what always does."""
    usual = {".gitignore", "made"}
    return sorted(path.name for path in beside(output).iterdir() if path.name not in usual)


def killed(operations: int, output: Path, files: dict[str, str], keep: int = 0) -> bool:
    with warnings.catch_warnings():  # from Python 3.12 on, of threads in the parent, which the child does not use
        warnings.simplefilter("ignore", DeprecationWarning)
        return killed_after(disk(), operations, lambda: write(output, files, keep))


def lacking(seen: dict[str, str]) -> list[str]:
    """Return the pages that need a file that is not there."""
    pages = {path: text.rpartition("needs ")[2].split(" and ") for path, text in seen.items() if "needs" in text}
    return [path for path, needs in pages.items() if not set(needs) <= set(seen)]


def every_stop(tmp_path: Path, keep: int = 0) -> dict[int, Path]:
    """Return an output folder for each operation before which the publishing of NEW over OLD is killed."""
    stopped: dict[int, Path] = {}
    for number in range(500):
        output = tmp_path / str(number) / "public"
        output.parent.mkdir()
        write(output, OLD, keep)
        if not killed(number, output, NEW, keep):
            assert tree(output) == NEW
            return stopped
        stopped[number] = output
    raise AssertionError("it never comes to its end")


def test_a_killed_publishing_is_finished_by_the_next_build(tmp_path: Path) -> None:
    stopped = every_stop(tmp_path)
    assert len(stopped) > 20
    states = [tree(output) for output in stopped.values()]
    assert OLD in states
    assert any(state not in (OLD, NEW) for state in states), "the run of renames was reached"
    for output in stopped.values():
        assert lacking(tree(output)) == []
        write(output, NEWEST)
        assert tree(output) == NEWEST
        assert [path for path in output.rglob("*") if path.is_dir()] == []
        assert left_over(output) == []


def test_a_killed_publishing_is_finished_without_building(tmp_path: Path) -> None:
    for output in every_stop(tmp_path).values():
        before = tree(output)
        left = recover(output)
        assert tree(output) == (before if left is None else NEW), "nothing was begun, or all is finished"
        assert recover(output) is None
        write(output, NEW)
        assert tree(output) == NEW
        assert left_over(output) == []


def test_a_recovery_that_is_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    halves = [output for output in every_stop(tmp_path).values() if journal.begun(output)]
    assert len(halves) > 5
    half = halves[0].parent
    for number in range(100):
        output = tmp_path / f"again-{number}" / "public"
        shutil.copytree(half, output.parent)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            stopped = killed_after(disk(), number, partial(recover, output))
        assert lacking(tree(output)) == []
        recover(output)
        assert tree(output) == NEW
        if not stopped:
            return
    raise AssertionError("it never comes to its end")


@pytest.mark.parametrize("keep", [1, 3])
def test_with_releases_readers_see_all_of_the_old_or_all_of_the_new(tmp_path: Path, keep: int) -> None:
    stopped = every_stop(tmp_path, keep)
    states = [tree(output) for output in stopped.values()]
    assert all(state in (OLD, NEW) for state in states)
    assert OLD in states
    assert (NEW in states) == (keep == 1), "after the switch nothing is left to do but to remove older releases"
    for output in stopped.values():
        write(output, NEWEST, keep)
        assert tree(output) == NEWEST
        assert left_over(output) == []
        assert len(releases(output)) <= keep


def full_after(operations: int, output: Path, keep: int = 0) -> tuple[str, bool]:
    """Publish NEW over OLD, with a disk that is full after so many operations; return what is said, if it was."""
    output.parent.mkdir()
    write(output, OLD, keep)
    said = ""
    with suppress(EnvironmentFault), disk().failing(operations, full):
        try:
            write(output, NEW, keep)
        except EnvironmentFault as fault:
            said = fault.code
            raise
    return said, disk().failed


def test_on_a_full_disk_what_is_said_is_true(tmp_path: Path) -> None:
    heard = set()
    for number in range(500):
        output = tmp_path / str(number) / "public"
        said, failed = full_after(number, output)
        heard.add(said)
        seen = tree(output)
        assert lacking(seen) == []
        assert seen == {"not-writable": OLD, "half-published": seen, "": NEW}[said]
        recover(output)
        assert tree(output) == (OLD if said == "not-writable" else NEW)
        write(output, NEW)
        assert tree(output) == NEW
        assert left_over(output) == []
        if not failed:
            assert heard == {"not-writable", "half-published", ""}
            return
    raise AssertionError("it never comes to its end")


def test_on_a_full_disk_a_release_is_not_seen_and_that_is_said(tmp_path: Path) -> None:
    for number in range(500):
        output = tmp_path / str(number) / "public"
        said, failed = full_after(number, output, keep=2)
        assert tree(output) == {"not-writable": OLD, "": NEW}[said]
        write(output, NEW, 2)
        assert tree(output) == NEW
        assert left_over(output) == []
        if not failed:
            return
    raise AssertionError("it never comes to its end")


# releases


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public"


def test_the_output_folder_is_a_link_to_the_newest_of_so_many_releases(output: Path) -> None:
    for files in (OLD, NEW, NEWEST):
        write(output, files, 2)
        assert tree(output) == files
    assert output.is_symlink()
    assert current(output) == releases(output)[0]
    assert [name.partition("-")[0] for name in releases(output)] == ["0003", "0002"]


def test_the_same_site_is_no_new_release(output: Path) -> None:
    write(output, OLD, 3)
    write(output, OLD, 3)
    assert len(releases(output)) == 1


def test_a_file_that_is_the_same_keeps_its_time_stamp_and_takes_no_room(output: Path) -> None:
    write(output, OLD, 3)
    before = (output / "same.html").stat()
    write(output, NEW, 3)
    after = (output / "same.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_open_pages_ask_for_is_in_the_new_release_too(output: Path) -> None:
    write(output, {"i/1/a.js": "one", "index.html": "one"}, 3)
    with stage(output, force=False, releases=True) as folder:
        paths = put(folder, [Output("i/2/a.js", b"two"), Output("index.html", b"two")])
        (folder / "not-listed").write_text("x", encoding="utf-8")
        release(folder, output, paths, keep=3, kept=("i/1",))
    assert tree(output) == {"i/1/a.js": "one", "i/2/a.js": "two", "index.html": "two"}


def test_one_goes_back_a_release_and_forward_again(output: Path) -> None:
    for files in (OLD, NEW, NEWEST):
        write(output, files, 5)
    newest = current(output)
    roll_back(output)
    assert tree(output) == NEW
    roll_back(output)
    assert tree(output) == OLD
    with pytest.raises(EnvironmentFault, match="no-such-release"):
        roll_back(output)
    assert tree(output) == OLD
    assert roll_back(output, newest) == newest
    assert tree(output) == NEWEST
    with pytest.raises(EnvironmentFault, match="no-such-release"):
        roll_back(output, "../outside")


def test_after_going_back_the_next_build_is_the_newest(output: Path) -> None:
    for files in (OLD, NEW):
        write(output, files, 2)
    roll_back(output)
    write(output, NEWEST, 2)
    assert tree(output) == NEWEST
    assert len(releases(output)) == 2


def test_the_release_that_readers_see_is_never_removed(output: Path) -> None:
    for files in (OLD, NEW, NEWEST):
        write(output, files, 5)
    roll_back(output, releases(output)[-1])
    write(output, OLD, 1)
    assert tree(output) == OLD


def test_a_folder_is_not_made_a_link_nor_a_link_a_folder(output: Path) -> None:
    write(output, OLD)
    with pytest.raises(EnvironmentFault, match="no-release-link"):
        write(output, NEW, 3)
    assert tree(output) == OLD
    other = output.with_name("other")
    write(other, OLD, 3)
    with pytest.raises(EnvironmentFault, match="output-is-release"):
        write(other, NEW)
    assert tree(other) == OLD
    with pytest.raises(EnvironmentFault, match="no-release-link"):
        roll_back(output)


def test_an_empty_folder_may_become_a_link(output: Path) -> None:
    output.mkdir()
    write(output, OLD, 3)
    assert tree(output) == OLD
