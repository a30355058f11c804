"""What is staged: only files that the output folder does not have already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Output
from kbsite.publish.folder import publish, stage
from kbsite.publish.staged import Staged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kbsite.publish.written import Written

OLD = {"index.html": b"front", "a/index.html": b"page", "a/b.css": b"style"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public"


def build(output: Path, files: Mapping[str, bytes | Path], lying: set[str]) -> Written:
    """Publish files, and hold that those of `lying` alone were staged."""
    with stage(output, force=False) as folder:
        staged = Staged(folder, output)
        for path, data in files.items():
            staged.put(Output(path, data))
        assert {path for path in files if (folder / path).exists()} == lying
        assert staged.same == set(files) - lying
        return publish(folder, output, list(files), force=False, same=staged.same)


def test_a_file_that_stands_already_is_not_staged_and_keeps_its_time_stamp(output: Path) -> None:
    build(output, OLD, set(OLD))
    before = (output / "index.html").stat()
    written = build(output, OLD | {"a/index.html": b"pagE", "c.txt": b"new"}, {"a/index.html", "c.txt"})
    assert (written.changed, written.same, written.removed) == (2, 2, 0)
    assert (output / "a/index.html").read_bytes() == b"pagE"
    assert (output / "index.html").stat().st_mtime_ns == before.st_mtime_ns


def test_a_file_that_was_damaged_is_staged(output: Path) -> None:
    build(output, OLD, set(OLD))
    (output / "a/b.css").write_bytes(b"stylE")
    assert build(output, OLD, {"a/b.css"}).changed == 1
    assert (output / "a/b.css").read_bytes() == b"style"


def test_a_link_to_a_file_with_the_same_bytes_does_not_stand(output: Path, tmp_path: Path) -> None:
    build(output, OLD, set(OLD))
    (tmp_path / "elsewhere").write_bytes(b"style")
    (output / "a/b.css").unlink()
    (output / "a/b.css").symlink_to(tmp_path / "elsewhere")
    assert build(output, OLD, {"a/b.css"}).changed == 1
    assert not (output / "a/b.css").is_symlink()


def test_a_file_of_somebody_else_with_the_same_bytes_is_refused(output: Path) -> None:
    build(output, OLD, set(OLD))
    (output / "theirs.txt").write_bytes(b"theirs")
    with pytest.raises(EnvironmentFault) as refused:
        build(output, OLD | {"theirs.txt": b"theirs"}, set())
    assert refused.value.code == "foreign-file"


def test_a_copied_file_stands_as_well_and_one_that_cannot_be_read_is_a_fault(output: Path, tmp_path: Path) -> None:
    (tmp_path / "map.svg").write_bytes(b"map")
    build(output, {"map.svg": tmp_path / "map.svg"}, {"map.svg"})
    assert build(output, {"map.svg": tmp_path / "map.svg"}, set()).same == 1
    with pytest.raises(EnvironmentFault):
        build(output, {"map.svg": tmp_path / "none.svg"}, set())


def test_a_file_that_stands_may_be_changed_in_the_staging_folder_alone(output: Path) -> None:
    build(output, OLD, set(OLD))
    with stage(output, force=False) as folder:
        staged = Staged(folder, output)
        for path, data in OLD.items():
            staged.put(Output(path, data))
        assert staged.at("a/index.html") == output / "a/index.html"
        assert list(staged.pages()) == ["a/index.html", "index.html"]
        staged.own("a/index.html").write_bytes(b"other")
        assert staged.at("a/index.html") == folder / "a/index.html"
        assert "a/index.html" not in staged.digests
        assert list(staged.pages()) == ["a/index.html", "index.html"]
        assert (output / "a/index.html").read_bytes() == b"page"
        assert publish(folder, output, list(OLD), force=False, same=staged.same).changed == 1
    assert (output / "a/index.html").read_bytes() == b"other"
