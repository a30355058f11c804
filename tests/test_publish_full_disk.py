"""A disk that is full at the target; a rename, a push and a lock that are refused there: what is said is true."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from tests.publishing import NEW, OLD, RESTING, Branch, Bucket, Folder, built, published
from tests.remote_hosts import azure, fill, needed, on_small_disk, s3, sshd
from tests.sites import files

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534


def refused(target: str, output: Path, advised: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Publish in each language, and return what was said in English."""
    said = ""
    for lang in LANGUAGES:
        capsys.readouterr()
        assert main(["publish", target, "--output", str(output), "--lang", lang]) == 2
        said = capsys.readouterr().err
        words = catalogue(lang)
        assert words.faults["target-refused"]["hint"].partition(" {advice}")[0] in said
        assert words.words[f"advice_{advised}"] in said
        assert "Traceback" not in said
    return said


# a full disk


def test_a_disk_that_is_full_at_the_other_end_of_ssh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, seen = on_small_disk(tmp_path / "disk"), list[int]()
    with sshd(tmp_path / "run", before, seen=seen) as command:
        monkeypatch.setenv("KBSITE_SSH", command)
        disk = Path(f"/proc/{seen[0]}/root{tmp_path}/disk")
        place = Folder(f"ssh://server{tmp_path}/disk/www", disk / "www")
        output = built(tmp_path / "public", OLD)
        assert published(place.address, output) == 0
        filler = fill(disk)
        assert "No space left on device" in refused(place.address, built(output, NEW), "full", capsys)
        assert place.seen() == OLD
        filler.unlink()
        assert published(place.address, output) == 0
        assert place.seen() == NEW | RESTING
        assert not list(disk.glob("www.releases/.incoming-*"))


@pytest.mark.parametrize("scheme", ["s3", "az"])
def test_a_disk_that_is_full_behind_a_store(
    scheme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, seen = on_small_disk(tmp_path / "disk"), list[int]()
    server = s3 if scheme == "s3" else azure
    with server(tmp_path / "run", "nettsted", before, tmp_path / "disk", seen) as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        bucket = Bucket(f"{scheme}://nettsted/sted")
        output = built(tmp_path / "public", OLD)
        assert published(bucket.address, output) == 0
        filler = fill(Path(f"/proc/{seen[0]}/root{tmp_path}/disk"))
        capsys.readouterr()
        assert published(bucket.address, built(output, NEW | {"tegning.svg": "x" * 100_000})) == 2
        said = capsys.readouterr().err
        assert "Traceback" not in said
        assert bucket.seen() == OLD or "Readers may see some new pages and some old ones" in said
        filler.unlink()
        assert published(bucket.address, built(output, NEW)) == 0
        assert bucket.seen() == NEW | RESTING


FULL_HERE = """
"$@" "$0" || exit 78
cp -rL "$DISK/www" "$AFTER/before" 2>/dev/null
cp -r "$AFTER/new/." "$OUTPUT/.."
cat /dev/zero > "$DISK/filler" 2>/dev/null
"$@" "$0"; status=$?
cp -rL "$DISK/www" "$AFTER/full" 2>/dev/null
rm "$DISK/filler"
"$@" "$0" || exit 79
cp -rL "$DISK/www" "$AFTER/healed" 2>/dev/null
exit $status
"""


@pytest.mark.parametrize("scheme", ["folder", "git"])
def test_a_disk_that_is_full_at_a_folder_or_a_repository(scheme: str, tmp_path: Path) -> None:
    before = on_small_disk(tmp_path / "disk")
    output = built(tmp_path / "here/public", OLD)
    shutil.copytree(tmp_path / "here", tmp_path / "new", symlinks=True)
    built(tmp_path / "new/public", NEW)
    where = f"git:{tmp_path}/disk/pages.git#pages" if scheme == "git" else f"{tmp_path}/disk/www"
    script = (f"git init --quiet --bare {tmp_path}/disk/pages.git\n" if scheme == "git" else "") + FULL_HERE
    command = [sys.executable, "-m", "kbsite", "publish", "--output", str(output), "--lang", "en"]
    places = {"DISK": f"{tmp_path}/disk", "AFTER": str(tmp_path), "OUTPUT": str(output), "CI": "1"}
    done = subprocess.run(
        [*before, "sh", "-c", script, where, *command],
        capture_output=True, text=True, check=False, env={**os.environ, **places},
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "No space left on device" in done.stderr
    assert "somebody else" not in done.stderr
    assert "Readers see what they saw" in done.stderr or "stands as it stood" in done.stderr
    if scheme == "folder":
        assert files(tmp_path / "full") == files(tmp_path / "before")
        assert {path: data.decode() for path, data in files(tmp_path / "healed").items()} == NEW | RESTING


# refused


@pytest.fixture
def strangers_host() -> Iterator[tuple[str, Path]]:
    """Yield the ssh to a host where one works as nobody, and a folder that nobody can reach and not write to."""
    needed("setpriv")
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    settings = (
        f'ForceCommand setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups sh -c "$SSH_ORIGINAL_COMMAND"\n'
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        with sshd(folder / "run", settings=settings) as command:
            yield command, folder


def owned(folder: Path) -> None:
    """Give a folder and all in it to nobody."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def test_a_link_that_may_not_be_exchanged_over_ssh(
    strangers_host: tuple[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    command, folder = strangers_host
    monkeypatch.setenv("KBSITE_SSH", command)
    place = Folder(f"ssh://server{folder}/www", folder / "www")
    output = built(tmp_path / "public", OLD)
    assert "Permission denied" in refused(place.address, output, "right", capsys), "no folder can be made"
    folder.chmod(0o777)
    assert published(place.address, output) == 0
    folder.chmod(0o755)
    owned(folder / "www.releases")
    assert "Permission denied" in refused(place.address, built(output, NEW), "right", capsys)
    assert place.seen() == OLD
    assert main(["rollback", place.address, "--to", "0002-" + "0" * 12, "--lang", "en"]) == 2
    assert "no such release" in capsys.readouterr().err
    assert place.seen() == OLD
    folder.chmod(0o777)
    assert published(place.address, output) == 0
    assert place.seen() == NEW | RESTING
    folder.chmod(0o755)
    assert main(["rollback", place.address, "--lang", "en"]) == 2
    assert "Readers see what they saw" in capsys.readouterr().err
    assert place.seen() == NEW | RESTING


@pytest.mark.parametrize("there", ["a folder with files", "a file", "a link elsewhere"])
@pytest.mark.parametrize("scheme", ["folder", "ssh"])
def test_what_is_no_link_to_a_release_is_left_alone(
    there: str, scheme: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    current = tmp_path / "current"
    if there == "a folder with files":
        current.mkdir()
        (current / "theirs.html").write_text("theirs", encoding="utf-8")
    elif there == "a file":
        current.write_text("theirs", encoding="utf-8")
    else:
        current.symlink_to("elsewhere")
    if scheme == "ssh":
        monkeypatch.setenv("KBSITE_SSH", request.getfixturevalue("ssh_server"))
    target = f"ssh://server{current}" if scheme == "ssh" else str(current)
    assert published(target, built(tmp_path / "public", OLD)) == 2
    assert "is not a link to a release" in capsys.readouterr().err
    assert current.is_symlink() == (there == "a link elsewhere")
    assert not (tmp_path / "current.releases").exists()


HOOKS = {
    "a branch that is protected": "echo 'GL-HOOK-ERR: protected branch' >&2; exit 1",
    "a quota": "echo 'quota exceeded' >&2; exit 1",
}


@pytest.mark.parametrize(("what", "advised"), [*zip(HOOKS, ("right", "full"), strict=True), ("a lock", "lock")])
def test_a_push_that_is_refused_is_nobody_elses_publishing(
    what: str, advised: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    branch = Branch(f"git:{tmp_path}/pages.git#pages", tmp_path / "pages.git")
    subprocess.run(["git", "init", "--quiet", "--bare", str(branch.repository)], check=True)
    output = built(tmp_path / "public", OLD)
    assert published(branch.address, output) == 0
    hook = branch.repository / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    in_the_way = hook if what in HOOKS else branch.repository / "refs/heads/pages.lock"
    in_the_way.write_text(f"#!/bin/sh\n{HOOKS.get(what, '')}\n", encoding="utf-8")
    in_the_way.chmod(0o755)
    assert "somebody else" not in refused(branch.address, built(output, NEW), advised, capsys)
    assert branch.seen() == OLD
    in_the_way.unlink()
    assert published(branch.address, output) == 0
    assert branch.seen() == NEW | RESTING


# what a killed publishing left, and clocks


def test_what_a_killed_publishing_left_over_ssh_is_in_nobodys_way(
    tmp_path: Path, ssh_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KBSITE_SSH", ssh_server)
    place, releases = Folder(f"ssh://server{tmp_path}/www", tmp_path / "www"), tmp_path / "www.releases"
    output = built(tmp_path / "public", OLD)
    assert published(place.address, output) == 0
    (releases / ".lock").touch()
    (releases / ".incoming-0123456789ab/assets").mkdir(parents=True)
    (releases / ".link").symlink_to("www.releases/nowhere")
    (releases / ".gone.json").write_text('{"release": "00', encoding="utf-8")
    for path in (*releases.rglob("*"), tmp_path / "www"):
        os.utime(path, (2_100_000_000, 2_100_000_000), follow_symlinks=False)  # a clock that is years ahead
    assert published(place.address, built(output, NEW)) == 0
    assert place.seen() == NEW | RESTING
    noted = json.loads((releases / ".gone.json").read_bytes())
    assert set(noted["gone"]) == {*RESTING}


def test_a_rollback_whose_answer_is_lost_is_told_truly(
    tmp_path: Path, ssh_server: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KBSITE_SSH", ssh_server)
    place = Folder(f"ssh://server{tmp_path}/www", tmp_path / "www")
    output = built(tmp_path / "public", OLD)
    assert published(place.address, output) == 0
    assert published(place.address, built(output, NEW)) == 0
    (tmp_path / "ssh").write_text(f'#!/bin/sh\n{ssh_server} "$@"\nexit 255\n', encoding="utf-8")
    (tmp_path / "ssh").chmod(0o755)
    monkeypatch.setenv("KBSITE_SSH", str(tmp_path / "ssh"))
    assert main(["rollback", place.address, "--lang", "nn"]) == 2
    assert catalogue("nn").faults["unsure-back"]["hint"] in capsys.readouterr().err
    assert place.seen() == OLD, "it was done, and nothing else was said"
