"""`kbsite publish`: the same promises at a folder, by a real ssh, in a git branch, and at an S3 server."""

from __future__ import annotations

import subprocess
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from tests.publishing import NEW, OLD, RESTING, Branch, Bucket, Folder, built, published
from tests.sites import files

if TYPE_CHECKING:
    from tests.publishing import Place


def test_what_was_built_is_there_and_then_the_difference_alone(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = built(tmp_path / "public", OLD)
    assert published(place.address, output) == 0
    assert place.seen() == OLD
    assert "9 new, 0 changed, 0 removed, 0 as before" in capsys.readouterr().out
    assert published(place.address, output) == 0
    assert "all is there already (9 files)" in capsys.readouterr().out
    assert published(place.address, built(output, NEW)) == 0
    assert place.seen() == NEW | RESTING
    assert "3 new, 3 changed, 1 removed, 4 as before" in capsys.readouterr().out


def test_a_page_goes_at_once_and_what_open_pages_need_when_its_time_is_over(place: Place, tmp_path: Path) -> None:
    output = built(tmp_path / "public", OLD)
    assert published(place.address, output) == 0
    assert published(place.address, built(output, NEW)) == 0
    assert "gone/index.html" not in place.seen()
    assert published(place.address, built(output, NEW | {"sitemap.xml": "newer"})) == 0
    assert place.seen() == NEW | RESTING | {"sitemap.xml": "newer"}
    assert published(place.address, output, "--grace", "0") == 0
    assert place.seen() == NEW | {"sitemap.xml": "newer"}


def test_what_comes_back_while_it_rests_is_of_the_site_again(place: Place, tmp_path: Path) -> None:
    output = built(tmp_path / "public", OLD)
    assert published(place.address, output) == 0
    assert published(place.address, built(output, NEW)) == 0
    assert published(place.address, built(output, OLD), "--grace", "0") == 0
    assert place.seen() == OLD


def test_a_dry_run_shows_the_difference_and_does_nothing(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = built(tmp_path / "public", OLD)
    assert published(place.address, output, "--dry-run") == 0
    assert place.seen() == {}
    assert published(place.address, output) == 0
    capsys.readouterr()
    assert published(place.address, built(output, NEW), "--dry-run") == 0
    assert place.seen() == OLD
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "+ assets/b.js",
        "+ ny/index.html",
        "+ sok/indeks/1.5.2-ba9876543210/x.pf_meta",
        "~ assets/a.css",
        "~ index.html",
        "~ sitemap.xml",
        "- gone/index.html",
        "… sok/indeks/1.5.2-0123456789ab/x.pf_meta",
    ]
    assert "Nothing was done." in said.err


def test_a_site_is_not_emptied_by_mistake(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = OLD | {f"sider/{number}/index.html": "x" for number in range(30)}
    output = built(tmp_path / "public", many)
    assert published(place.address, output) == 0
    built(output, OLD)
    for options in ((), ("--max-delete", "29"), ("--max-delete", "50%")):
        assert published(place.address, output, *options) == 2
        assert place.seen() == many
    assert "30 of 37 files" in capsys.readouterr().err
    assert published(place.address, output, "--max-delete", "30") == 0
    assert place.seen() == OLD


def test_nothing_but_the_site_is_published(place: Place, tmp_path: Path) -> None:
    output = built(tmp_path / "public", OLD)
    (output / "notat.txt").write_text("an editor's own", encoding="utf-8")
    assert published(place.address, output) == 0
    assert place.seen() == OLD


def test_a_folder_that_is_no_whole_site_is_refused(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/index.html").write_text("not kbsite's", encoding="utf-8")
    for output in (tmp_path / "other", tmp_path / "missing"):
        assert published(place.address, output) == 2
        assert "is no built site" in capsys.readouterr().err
    output = built(tmp_path / "public", OLD)
    (tmp_path / ".public.kbsite/journal").write_text("kbsite journal 1\n+index.html\n", encoding="utf-8")
    assert published(place.address, output) == 2
    assert "kbsite recover" in capsys.readouterr().err
    assert place.seen() == {}


# others' files


def test_others_files_in_a_folder_are_never_replaced(
    tmp_path: Path, ssh_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KBSITE_SSH", ssh_server)
    output = built(tmp_path / "public", OLD)
    there = tmp_path / "www"
    there.mkdir()
    (there / "index.html").write_text("theirs", encoding="utf-8")
    for target in (str(there), f"ssh://server{there}"):
        assert published(target, output) == 2
        assert published(target, output, "--force") == 2
    assert files(there) == {"index.html": b"theirs"}
    assert not (tmp_path / "www.releases").exists()


def test_others_files_in_a_branch_or_a_bucket_stay(
    tmp_path: Path, s3_server: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import obstore  # noqa: PLC0415 - beside its one use
    from obstore.store import from_url  # noqa: PLC0415

    for name, value in s3_server.items():
        monkeypatch.setenv(name, value)
    bucket = Bucket(f"s3://nettsted/{uuid.uuid4().hex}")
    for path, text in {"index.html": "theirs", "theirs.txt": "theirs"}.items():
        obstore.put(from_url(bucket.address), path, text.encode())
    branch = Branch(f"git:{tmp_path}/pages.git#pages", tmp_path / "pages.git")
    subprocess.run(["git", "init", "--quiet", "--bare", str(branch.repository)], check=True)
    other = built(tmp_path / "other", {"index.html": "theirs", "theirs.txt": "theirs"})
    assert published(branch.address, other) == 0
    branch.git("update-ref", "refs/heads/pages", _without_note(branch))
    output = built(tmp_path / "public", OLD)
    for place in (bucket, branch):
        capsys.readouterr()
        assert published(place.address, output) == 2
        assert "index.html" in capsys.readouterr().err
        assert place.seen() == {"index.html": "theirs", "theirs.txt": "theirs"}
        assert published(place.address, output, "--force") == 0
        assert place.seen() == OLD | {"theirs.txt": "theirs"}


def _without_note(branch: Branch) -> str:
    """Return a commit with the same files, made by somebody else."""
    lines = [line for line in branch.git("ls-tree", "pages").splitlines() if ".kbsite" not in line]
    command = ["git", "-C", str(branch.repository), "mktree"]
    tree = subprocess.run(command, input="\n".join(lines).encode() + b"\n", check=True, capture_output=True).stdout
    who = ("-c", "user.name=annen", "-c", "user.email=annen@example.org")
    return branch.git(*who, "commit-tree", tree.decode().strip(), "-m", "x").strip()


# releases


@pytest.mark.parametrize("kind", ["folder", "ssh"])
def test_releases_can_be_listed_and_gone_back_to(
    kind: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = str(tmp_path / "www")
    if kind == "ssh":
        monkeypatch.setenv("KBSITE_SSH", request.getfixturevalue("ssh_server"))
        target = f"ssh://server{target}"
    there, output = Folder(target, tmp_path / "www"), tmp_path / "public"
    for number in range(4):
        assert published(target, built(output, OLD | {"index.html": str(number)}), "--releases", "3") == 0
    capsys.readouterr()
    assert main(["releases", target, "--lang", "en"]) == 0
    names = capsys.readouterr().out.splitlines()
    assert [name[:4] for name in names] == ["0004", "0003", "0002"]
    assert ["  (" in name for name in names] == [True, False, False]
    assert main(["rollback", target]) == 0
    assert there.seen() == OLD | {"index.html": "2"}
    assert main(["rollback", target, "--to", names[2]]) == 0
    assert there.seen() == OLD | {"index.html": "1"}
    assert main(["rollback", target]) == 2
    assert main(["rollback", target, "--to", "../etc"]) == 2
    assert there.seen() == OLD | {"index.html": "1"}
    assert published(target, output) == 0
    assert there.seen() == OLD | {"index.html": "3"}


def test_a_file_that_is_the_same_is_one_on_disk_and_keeps_its_time(
    tmp_path: Path, ssh_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KBSITE_SSH", ssh_server)
    for target in (str(tmp_path / "a"), f"ssh://server{tmp_path}/b"):
        output = built(tmp_path / "public", OLD)
        there = Path(tmp_path / target[-1])
        assert published(target, output) == 0
        before = {path: (there / path).stat() for path in OLD}
        assert published(target, built(output, NEW)) == 0
        same = {path for path in OLD if path in NEW and OLD[path] == NEW[path]}
        assert {path for path in before if (there / path).exists() and (there / path).stat() == before[path]} <= {
            *same, *RESTING,
        }  # fmt: skip
        for path in (*same, *RESTING):
            assert (there / path).stat().st_ino == before[path].st_ino
            assert (there / path).stat().st_mtime_ns == before[path].st_mtime_ns
