"""`kbsite rollback` and `kbsite releases` at every sort of target, broken at each step where it has steps."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import obstore
import pytest
from obstore.store import from_url

from kbsite.cli import main
from kbsite.publish.targets import objects
from kbsite.publish.targets.git import _Repository
from tests.publishing import NEW, OLD, RESTING, Branch, Bucket, built, published
from tests.test_publish_broken import whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.publishing import Place

STAYS = {path: NEW[path] for path in ("assets/b.js", "sok/indeks/1.5.2-ba9876543210/x.pf_meta")}
"""What stays of NEW beside OLD, for pages that are open, where releases share one place."""


def rolled_back(target: str, *options: str) -> int:
    """Go back, and return the exit status."""
    return main(["rollback", target, "--lang", "en", *options])


def listed(target: str, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[str, list[str]]:
    """Return the release that readers see, and all, the newest first."""
    capsys.readouterr()
    assert main(["releases", target, "--format", "json", *options]) == 0
    found = json.loads(capsys.readouterr().out)
    return next((each["name"] for each in found if each["current"]), ""), [each["name"] for each in found]


def test_readers_get_the_release_before_and_others_by_name(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "public"
    for content in (OLD, NEW, NEW | {"index.html": "third"}):
        assert published(place.address, built(output, content)) == 0
    now, names = listed(place.address, capsys)
    assert (now, len(names)) == (names[0], 3)
    assert rolled_back(place.address) == 0
    assert place.seen() == NEW | RESTING
    assert listed(place.address, capsys) == (names[1], names)
    assert rolled_back(place.address, "--grace", "0") == 0
    assert {path: text for path, text in place.seen().items() if path not in STAYS} == OLD
    assert rolled_back(place.address) == 2
    assert rolled_back(place.address, "--to", "../etc") == 2
    assert f"The releases there are: {', '.join(names)}" in capsys.readouterr().err
    assert rolled_back(place.address, "--to", names[0]) == 0
    assert place.seen()["index.html"] == "third"
    assert published(place.address, built(output, OLD), "--grace", "0") == 0
    assert place.seen() == OLD
    now, more = listed(place.address, capsys)
    assert (now, more[1:]) == (more[0], names)


def test_where_nothing_was_published_there_is_no_way_back(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(place.address, capsys) == ("", [])
    assert rolled_back(place.address) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_releases_belong_to_a_store_and_lie_in_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for target, history in (("/srv/www", "s3://bucket"), ("s3://bucket", "/srv/www")):
        assert rolled_back(target, "--history", history) == 2
        assert published(target, tmp_path, "--history", history) == 2
        assert "Nothing was done." in capsys.readouterr().err


def test_a_container_that_is_served_whole_keeps_no_releases_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert rolled_back("az://$web") == 2
    assert main(["releases", "az://$web", "--lang", "en"]) == 2
    assert "--history" in capsys.readouterr().err


# a branch


@pytest.fixture
def branch(tmp_path: Path) -> Branch:
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "pages.git")], check=True)
    return Branch(f"git:{tmp_path}/pages.git#pages", tmp_path / "pages.git")


def test_going_back_in_a_branch_is_a_commit_and_leaves_others_files(branch: Branch, tmp_path: Path) -> None:
    output, preview = tmp_path / "public", f"{branch.address}:forhandsvisning/12"
    assert published(branch.address, built(output, OLD)) == 0
    assert published(preview, built(tmp_path / "preview", {"index.html": "preview"})) == 0
    assert published(branch.address, built(output, NEW)) == 0
    before = branch.git("rev-list", "--count", "pages")
    assert rolled_back(branch.address, "--grace", "0") == 0
    assert branch.seen() == OLD | {"forhandsvisning/12/index.html": "preview"} | {
        path: text for path, text in branch.seen().items() if path.startswith("forhandsvisning/12/.kbsite/")
    }
    assert int(branch.git("rev-list", "--count", "pages")) == int(before) + 1
    assert rolled_back(preview) == 2


@pytest.mark.parametrize("at", range(20))
def test_a_branch_is_as_before_or_all_of_the_older_release_wherever_git_breaks(
    branch: Branch, tmp_path: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for content in (OLD, NEW):
        assert published(branch.address, built(tmp_path / "public", content)) == 0
    real: Callable[..., str] = _Repository._git
    count = 0

    def breaking(self: _Repository, *arguments: str, **named: Any) -> str:
        nonlocal count
        count += 1
        if count > at:
            raise KeyboardInterrupt
        return real(self, *arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(_Repository, "_git", breaking)
        status = rolled_back(branch.address)
    assert branch.seen() == (NEW | RESTING if status else OLD | STAYS)
    assert (status == 0) == (count <= at)
    assert status == 0 or rolled_back(branch.address) == 0
    assert branch.seen() == OLD | STAYS


def test_a_branch_that_was_moved_meanwhile_is_never_forced_back(
    branch: Branch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for content in (OLD, NEW):
        assert published(branch.address, built(tmp_path / "public", content)) == 0
    theirs = branch.git("-c", "user.name=a", "-c", "user.email=a@b.no", "commit-tree", "pages^{tree}", "-m", "x")
    real: Callable[..., str] = _Repository._git

    def meanwhile(self: _Repository, *arguments: str, **named: Any) -> str:
        if arguments[0] == "push":
            branch.git("update-ref", "refs/heads/pages", theirs.strip())
        return real(self, *arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(_Repository, "_git", meanwhile)
        assert rolled_back(branch.address) == 2
    assert "somebody else has published" in capsys.readouterr().err
    assert branch.git("rev-parse", "pages") == theirs
    assert branch.seen() == NEW | RESTING


# a store


class Breaking:
    """obstore, which fails when it has done so many operations."""

    def __init__(self, at: int, error: type[BaseException] = OSError) -> None:
        self.at, self.error = at, error

    def __getattr__(self, name: str) -> Any:
        def counted(*arguments: Any, **named: Any) -> Any:
            if self.at == 0:
                raise self.error("the network is gone")
            self.at -= 1
            return getattr(obstore, name)(*arguments, **named)

        return counted


def own(address: str, folder: str) -> set[str]:
    """Return the names of kbsite's own objects in a folder."""
    found = (str(each["path"]) for batch in obstore.list(from_url(address), prefix=folder) for each in batch)
    return {path.rpartition("/")[2] for path in found}


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_a_rollback_is_broken_at_each_step_and_gone_on_with(
    bucket: Bucket,
    tmp_path: Path,
    error: type[BaseException],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = 0
    for at in range(60):
        place = Bucket(f"{bucket.address}/{at}")
        for content in (OLD, NEW):
            assert published(place.address, built(tmp_path / "public", content)) == 0
        with monkeypatch.context() as patched:
            patched.setattr(objects, "_obstore", lambda at=at: Breaking(at, error))
            breaking = Breaking(at, error)
            patched.setattr(objects, "_obstore", lambda breaking=breaking: breaking)
            status = rolled_back(place.address)
        seen, said = place.seen(), capsys.readouterr().err
        assert whole(seen), at
        if status == 0:
            break
        broken += 1
        assert status == (2 if error is OSError else 130)
        touched = seen != NEW | RESTING
        assert "some pages of one release and some of another" in said or (not touched and error is OSError), at
        assert not touched or main(["releases", place.address, "--lang", "en"]) == 0
        assert not touched or "cut short" in capsys.readouterr().err
        assert rolled_back(place.address) == 0
        assert place.seen() == OLD | STAYS
        assert rolled_back(place.address) == 2, "it went back one step, not two"
    assert broken > 15


def test_a_publishing_that_was_cut_short_is_undone(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = 0
    for at in range(60):
        place = Bucket(f"{bucket.address}/{at}")
        assert published(place.address, built(tmp_path / "public", OLD)) == 0
        built(tmp_path / "public", NEW)
        with monkeypatch.context() as patched:
            breaking = Breaking(at)
            patched.setattr(objects, "_obstore", lambda breaking=breaking: breaking)
            status = published(place.address, tmp_path / "public")
        if status == 0:
            break
        if place.seen() != OLD:
            cut += 1
            assert rolled_back(place.address, "--grace", "0") == 0
            assert place.seen() == OLD
            assert listed(place.address, capsys)[0].startswith("0001-")
    assert cut > 7


def test_so_many_releases_stay_and_nothing_that_none_of_them_has(
    bucket: Bucket, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(5):
        content = OLD | {"index.html": str(number)}
        assert published(bucket.address, built(tmp_path / "public", content), "--releases", "3") == 0
    now, names = listed(bucket.address, capsys)
    assert ([name[:4] for name in names], now) == (["0005", "0004", "0003"], names[0])
    assert len(own(bucket.address, ".kbsite/kept")) == 2, "the front pages of the two older ones"
    assert rolled_back(bucket.address, "--to", names[2]) == 0
    assert bucket.seen() == OLD | {"index.html": "2"}
    assert published(bucket.address, built(tmp_path / "public", OLD), "--releases", "1") == 0
    assert len(listed(bucket.address, capsys)[1]) == 1
    assert own(bucket.address, ".kbsite/kept") == set()


def test_releases_can_lie_where_no_reader_is_served(
    bucket: Bucket, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = ("--history", f"{bucket.address}-history")
    for content in (OLD, NEW):
        assert published(bucket.address, built(tmp_path / "public", content), *history) == 0
    assert own(bucket.address, ".kbsite") == {"published.json"}
    assert len(own(history[1], "kept")) == 5, "front page, style, list, a page and an index"
    assert rolled_back(bucket.address, *history, "--grace", "0") == 0
    assert bucket.seen() == OLD
    assert listed(bucket.address, capsys, *history)[0].startswith("0001-")


@pytest.mark.parametrize("how", ["lost", "another"])
def test_a_release_that_is_not_what_it_was_is_not_given_to_readers(
    bucket: Bucket, tmp_path: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for content in (OLD, NEW):
        assert published(bucket.address, built(tmp_path / "public", content)) == 0
    store = from_url(bucket.address)
    for name in own(bucket.address, ".kbsite/kept"):
        if how == "lost":
            obstore.delete(store, [f".kbsite/kept/{name}"])
        else:
            obstore.put(store, f".kbsite/kept/{name}", b"defaced")
    assert rolled_back(bucket.address) == 2
    assert "no longer has all of that release" in capsys.readouterr().err
    assert "defaced" not in bucket.seen().values()
    assert bucket.seen() == NEW | RESTING


def test_a_file_of_others_is_not_in_the_way_of_nothing(
    bucket: Bucket, branch: Branch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for content in (OLD, NEW):
        assert published(bucket.address, built(tmp_path / "public", content)) == 0
    obstore.put(from_url(bucket.address), "gone/index.html", b"theirs")
    assert rolled_back(bucket.address) == 2
    assert "gone/index.html" in capsys.readouterr().err
    assert bucket.seen() == NEW | RESTING | {"gone/index.html": "theirs"}


def test_what_an_older_kbsite_published_is_a_release_too(
    bucket: Bucket, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert published(bucket.address, built(tmp_path / "public", OLD)) == 0
    store = from_url(bucket.address)
    data = json.loads(bytes(obstore.get(store, ".kbsite/published.json").bytes()))
    del data["release"]
    obstore.put(store, ".kbsite/published.json", json.dumps(data).encode())
    (name,) = own(bucket.address, ".kbsite/releases")
    obstore.delete(store, [f".kbsite/releases/{name}"])
    assert published(bucket.address, built(tmp_path / "public", NEW)) == 0
    assert len(listed(bucket.address, capsys)[1]) == 2
    assert rolled_back(bucket.address, "--grace", "0") == 0
    assert bucket.seen() == OLD


def test_types_and_cache_rules_are_those_of_each_file_after_going_back(bucket: Bucket, tmp_path: Path) -> None:
    assert published(bucket.address, built(tmp_path / "public", OLD)) == 0
    store = from_url(bucket.address)
    before = {path: obstore.get(store, path).attributes for path in OLD}
    assert published(bucket.address, built(tmp_path / "public", NEW), "--grace", "0") == 0
    assert rolled_back(bucket.address) == 0
    assert {path: obstore.get(store, path).attributes for path in OLD} == before
