"""The output folder: all or nothing, and only what kbsite made itself."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Output
from kbsite.publish import journal
from kbsite.publish.beside import FORMER, MADE, beside, is_made, made
from kbsite.publish.folder import publish, put, refuse_foreign, stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kbsite.publish.written import Written


def build(output: Path, files: dict[str, str], *, force: bool = False) -> Written:
    """Write `files`, texts by path, as a build does."""
    with stage(output, force=force) as folder:
        paths = put(folder, [Output(path, text.encode()) for path, text in files.items()])
        return publish(folder, output, paths, force=force)


def tree(folder: Path) -> dict[str, str]:
    """Return all files below `folder`."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


BOTH = [".public.kbsite", "public"]
"""The output folder, and what kbsite keeps beside it."""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def fault(code: str) -> Iterator[None]:
    with pytest.raises(EnvironmentFault) as raised:
        yield
    assert raised.value.code == code


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public"


def test_files_are_written_and_what_they_were_staged_in_goes_away(output: Path) -> None:
    build(output, {"index.html": "a", "a/b/index.html": "b"})
    assert tree(output) == {"index.html": "a", "a/b/index.html": "b"}
    assert names(output.parent) == BOTH


def test_a_file_from_disk_is_copied(output: Path, tmp_path: Path) -> None:
    (tmp_path / "kart.svg").write_bytes(b"\x00\xff")
    with stage(output, force=False) as folder:
        publish(folder, output, put(folder, [Output("a/kart.svg", tmp_path / "kart.svg")]), force=False)
    assert (output / "a" / "kart.svg").read_bytes() == b"\x00\xff"


def test_stale_files_and_their_empty_folders_go_away(output: Path) -> None:
    build(output, {"a/b/c.html": "x", "a/d.html": "y", "e.html": "z"})
    build(output, {"e.html": "z"})
    assert tree(output) == {"e.html": "z"}
    assert not (output / "a").exists()


def test_unchanged_files_keep_their_time_stamps_and_changed_ones_do_not(output: Path) -> None:
    build(output, {"same.html": "a", "other.html": "b"})
    for file in (output / "same.html", output / "other.html", beside(output) / MADE):
        os.utime(file, ns=(1, 1))
    written = build(output, {"same.html": "a", "other.html": "c"})
    assert (written.changed, written.same, written.removed) == (1, 1, 0)
    assert (output / "same.html").stat().st_mtime_ns == 1
    assert (beside(output) / MADE).stat().st_mtime_ns == 1
    assert (output / "other.html").stat().st_mtime_ns != 1


def test_a_changed_file_is_replaced_as_a_whole(output: Path) -> None:
    build(output, {"a.html": "old"})
    with (output / "a.html").open(encoding="utf-8") as reader:
        build(output, {"a.html": "new and longer"})
        assert reader.read() == "old"
    assert tree(output) == {"a.html": "new and longer"}


def test_a_file_may_become_a_folder_and_a_folder_a_file(output: Path) -> None:
    build(output, {"a": "file", "b/c": "deep"})
    build(output, {"a/x": "deep", "b": "file"})
    assert tree(output) == {"a/x": "deep", "b": "file"}
    build(output, {"a": "file", "b/c": "deep"})
    assert tree(output) == {"a": "file", "b/c": "deep"}


# what kbsite did not make


def test_a_folder_with_other_files_is_refused_and_not_touched(output: Path) -> None:
    output.mkdir()
    (output / "mine.txt").write_text("mine", encoding="utf-8")
    with fault("foreign-output"):
        build(output, {"index.html": "a"})
    assert tree(output) == {"mine.txt": "mine"}
    assert names(output.parent) == ["public"]


def test_force_takes_a_folder_over_and_keeps_its_other_files(output: Path) -> None:
    output.mkdir()
    (output / "mine.txt").write_text("mine", encoding="utf-8")
    build(output, {"index.html": "a"}, force=True)
    assert tree(output) == {"index.html": "a", "mine.txt": "mine"}
    build(output, {"index.html": "b"})
    assert tree(output) == {"index.html": "b", "mine.txt": "mine"}


def test_an_empty_or_missing_folder_is_not_refused(output: Path) -> None:
    refuse_foreign(output, force=False)
    output.mkdir()
    refuse_foreign(output, force=False)


def test_a_file_where_the_folder_should_be_is_refused(output: Path) -> None:
    output.write_text("x", encoding="utf-8")
    with fault("output-is-file"):
        build(output, {"index.html": "a"}, force=True)


def test_a_file_among_kbsites_own_that_it_did_not_make_is_never_touched(output: Path) -> None:
    build(output, {"a/index.html": "a"})
    (output / "a" / "mine.txt").write_text("mine", encoding="utf-8")
    (output / "CNAME").write_text("example.org", encoding="utf-8")
    build(output, {"b.html": "b"})
    assert tree(output) == {"a/mine.txt": "mine", "b.html": "b", "CNAME": "example.org"}


@pytest.mark.parametrize(
    ("mine", "wanted"),
    [
        ("z.html", "z.html"),  # a file where a file should be
        ("z", "z/index.html"),  # a file where a folder should be
        ("z.html/mine.txt", "z.html"),  # a folder where a file should be
    ],
)
def test_a_file_in_the_way_is_refused_before_anything_is_changed(output: Path, mine: str, wanted: str) -> None:
    build(output, {"a.html": "old", "gone.html": "old"})
    (output / mine).parent.mkdir(exist_ok=True)
    (output / mine).write_text("mine", encoding="utf-8")
    before = tree(output)
    listed = (beside(output) / MADE).read_bytes()
    with fault("foreign-file"):
        build(output, {"a.html": "new", wanted: "x"})
    assert tree(output) == before
    assert (beside(output) / MADE).read_bytes() == listed


def test_force_writes_over_a_file_in_the_way(output: Path) -> None:
    build(output, {"a.html": "a"})
    (output / "b.html").write_text("mine", encoding="utf-8")
    build(output, {"b.html": "b"}, force=True)
    assert tree(output) == {"b.html": "b"}


def test_nothing_is_written_through_a_link_that_leads_out(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    build(output, {"index.html": "a"})
    (output / "a").symlink_to(outside)
    with fault("foreign-file"):
        build(output, {"a/index.html": "x"})
    assert list(outside.iterdir()) == []


def test_nothing_is_taken_away_through_a_link_that_leads_out(output: Path, tmp_path: Path) -> None:
    build(output, {"a/index.html": "a", "b.html": "b"})
    outside = tmp_path / "outside"
    (output / "a").rename(outside)
    (output / "a").symlink_to(outside)
    build(output, {"b.html": "b"})
    assert tree(outside) == {"index.html": "a"}


def test_a_link_that_took_the_place_of_a_file_becomes_a_file_again(output: Path, tmp_path: Path) -> None:
    """Even where the file that it leads to is the same: that one is somebody else's, and may change."""
    build(output, {"a.html": "a", "gone.html": "b"})
    for name in ("a.html", "gone.html"):
        (output / name).rename(tmp_path / name)
        (output / name).symlink_to(tmp_path / name)
    build(output, {"a.html": "a"})
    assert not (output / "a.html").is_symlink()
    assert tree(output) == {"a.html": "a"}
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "a"
    assert (tmp_path / "gone.html").read_text(encoding="utf-8") == "b"


def test_a_stale_link_that_leads_nowhere_goes_away(output: Path, tmp_path: Path) -> None:
    build(output, {"a.html": "a", "b.html": "b"})
    (output / "b.html").unlink()
    (output / "b.html").symlink_to(tmp_path / "borte")
    build(output, {"a.html": "a"})
    assert names(output) == ["a.html"]


@pytest.mark.parametrize("mine", ["z", "z/inside"])
@pytest.mark.parametrize("target", ["empty", "nowhere"])
def test_a_link_in_the_way_is_refused_wherever_it_leads(
    output: Path, tmp_path: Path, mine: str, target: str
) -> None:
    build(output, {"a.html": "a"})
    (tmp_path / "empty").mkdir()
    (output / mine).parent.mkdir(exist_ok=True)
    (output / mine).symlink_to(tmp_path / target)
    with fault("foreign-file"):
        build(output, {"z": "x"})
    assert (output / mine).is_symlink()


def test_a_folder_that_is_a_link_is_refused_with_force_too(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    build(output, {"index.html": "a"})
    (output / "a").symlink_to(outside)
    with fault("foreign-file"):
        build(output, {"a/b/index.html": "x"}, force=True)
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    "listed", ["kbsite 1\n../precious.txt\n", "kbsite 1\n/{outside}\n", "kbsite 9\nmine.txt\n", "", "\xff"]
)
def test_a_list_that_was_tampered_with_is_not_believed(output: Path, tmp_path: Path, listed: str) -> None:
    (tmp_path / "precious.txt").write_text("precious", encoding="utf-8")
    output.mkdir()
    (output / "mine.txt").write_text("mine", encoding="utf-8")
    text = listed.replace("{outside}", str(tmp_path / "precious.txt").lstrip("/"))
    beside(output).mkdir()
    (beside(output) / MADE).write_text(text, encoding="latin-1")
    assert made(output) == []
    build(output, {"index.html": "a"}, force=not is_made(output))
    assert tree(output) == {"index.html": "a", "mine.txt": "mine"}
    assert (tmp_path / "precious.txt").read_text(encoding="utf-8") == "precious"


# when something fails


def _half_a_site() -> Iterator[Output]:
    yield Output("index.html", b"new")
    raise KeyError


def test_when_building_fails_the_site_is_unchanged(output: Path) -> None:
    build(output, {"index.html": "old"})
    with pytest.raises(KeyError), stage(output, force=False) as folder:
        put(folder, _half_a_site())
    assert tree(output) == {"index.html": "old"}
    assert names(output.parent) == BOTH


def test_what_a_broken_build_left_behind_is_taken_away(output: Path) -> None:
    with stage(output, force=False) as folder:
        name = folder
    (name / "left").mkdir(parents=True)
    (name / "left" / "over.html").write_text("x", encoding="utf-8")
    with stage(output, force=False) as folder:
        assert folder == name
        assert list(folder.iterdir()) == []


def test_a_full_disk_is_a_fault_and_the_site_is_unchanged(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(output, {"index.html": "old"})

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with fault("not-writable"):
        build(output, {"index.html": "new"})
    assert tree(output) == {"index.html": "old"}


def test_a_publishing_that_was_cut_short_is_made_whole_by_the_next_build(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(output, {"a.html": "old", "stale.html": "old"})
    with monkeypatch.context() as patch:
        patch.setattr(journal, "_move", lambda *_, **__: (_ for _ in ()).throw(OSError(errno.EIO, "I/O error")))
        with fault("half-published"):
            build(output, {"a.html": "new", "b.html": "new"})
    build(output, {"b.html": "new"})
    assert tree(output) == {"b.html": "new"}


# the list of what kbsite made


def test_readers_are_not_served_the_list_and_git_does_not_see_it(output: Path) -> None:
    build(output, {"index.html": "a"})
    assert names(output) == ["index.html"]
    assert (beside(output) / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_list_in_the_folder_itself_is_believed_and_goes_away(output: Path) -> None:
    output.mkdir()
    for name, text in {"a.html": "a", "gone.html": "b", "mine.txt": "mine"}.items():
        (output / name).write_text(text, encoding="utf-8")
    (output / FORMER).write_text("kbsite 1\na.html\ngone.html\n", encoding="utf-8")
    written = build(output, {"a.html": "a"})
    assert tree(output) == {"a.html": "a", "mine.txt": "mine"}
    assert (written.changed, written.same, written.removed) == (0, 1, 1)
    build(output, {"a.html": "b"})
    assert tree(output) == {"a.html": "b", "mine.txt": "mine"}


def test_a_file_of_others_with_the_name_of_the_former_list_stays(output: Path) -> None:
    build(output, {"a.html": "a"})
    (output / FORMER).write_text("mine", encoding="utf-8")
    build(output, {"b.html": "b"})
    assert tree(output) == {"b.html": "b", FORMER: "mine"}


def test_a_folder_that_took_the_place_of_kbsites_is_not_believed_to_be_its(output: Path) -> None:
    build(output, {"index.html": "a", "b.html": "b", "c.html": "c"})
    output.rename(output.with_name("moved"))
    output.mkdir()
    (output / "index.html").write_text("mine", encoding="utf-8")
    with fault("foreign-output"):
        build(output, {"index.html": "b"})
    assert tree(output) == {"index.html": "mine"}


# two builds at once


def test_of_two_builds_at_once_the_second_is_refused_and_the_first_not_disturbed(output: Path) -> None:
    with stage(output, force=False) as folder:
        paths = put(folder, [Output("index.html", b"first")])
        with fault("busy"), stage(output, force=False):
            pass
        assert (folder / "index.html").read_bytes() == b"first"
        publish(folder, output, paths, force=False)
    assert tree(output) == {"index.html": "first"}
    build(output, {"index.html": "second"})
    assert tree(output) == {"index.html": "second"}
