"""A branch in git: the repository of a folder, the merge base, and the files at that commit.

git is run with `-z`, for otherwise it escapes æ, ø and å in names; nothing in the repository is changed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kbsite.diagnostics import EnvironmentFault
from kbsite.read.git import PATIENCE, top_of
from kbsite.read.process import Finished, run

_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Environment variables that git sets for its hooks, and that would point it to another repository."""

_LINK = "120000"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file in a commit: its path relative to the folder, its object id, and whether it is a symbolic link."""

    name: str
    oid: str
    is_link: bool


def place_in_repository(folder: Path) -> str:
    """Return the prefix of the paths of `folder` in its repository, such as `site/`; "" where it is in none."""
    here, top = folder.resolve(), top_of(folder)
    return "" if top in (None, here) else f"{here.relative_to(top or here).as_posix()}/"


def merge_base(root: Path, ref: str) -> str:
    """Return the merge base of the checked-out branch and `ref`.

    Raises EnvironmentFault where there is no git, no repository, no such commit, or no common history.
    """
    if top_of(root) is None:
        raise EnvironmentFault("no-repository", folder=str(root))
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    tip = _try(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if tip is None:
        raise EnvironmentFault("unknown-ref-shallow" if shallow else "unknown-ref", ref=ref)
    base = _try(root, "merge-base", tip.decode().strip(), "HEAD")
    if base is None:
        raise EnvironmentFault("shallow-clone" if shallow else "no-common-history", ref=ref)
    return base.decode().strip()


def export(root: Path, commit: str, folder: Path) -> None:
    """Write ROOT's content/, data/ and static/ of `commit` to `folder`.

    Pictures, attachments and files of static/ are exported empty, for only their existence matters to problems
    elsewhere.
    """
    (folder / "content").mkdir()
    entries = _entries(root, commit)
    read = {each.oid for each in entries if each.is_link or _is_text(each.name)}
    blobs = _blobs(root, sorted(read))
    for each in sorted(entries, key=lambda each: each.is_link):  # links last: nothing is written through one
        path = folder / each.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if each.is_link:
            path.symlink_to(os.fsdecode(blobs[each.oid]))
        else:
            path.write_bytes(blobs.get(each.oid, b""))


def changed(root: Path, commit: str) -> frozenset[str]:
    """Return the paths of all files of ROOT that differ from `commit`, new ones included."""
    tracked = _git(root, "diff", "-z", "--name-only", "--no-renames", "--relative", commit, "--", ".")
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", ".")
    return frozenset(os.fsdecode(name) for name in (tracked + new).split(b"\0") if name)


def renamed_since_commit(root: Path) -> dict[str, str]:
    """Return the new path of each file of ROOT that was renamed in the index since the last commit.

    Nothing where there is no git, no repository or no commit.
    """
    if top_of(root) is None:
        return {}
    try:
        said = _try(root, "diff", "-z", "--name-status", "--diff-filter=R", "-M", "--relative", "HEAD", "--", ".")
    except EnvironmentFault:
        return {}
    names = [os.fsdecode(name) for name in (said or b"").split(b"\0")]
    return dict(zip(names[1::3], names[2::3], strict=False))


def _entries(root: Path, commit: str) -> list[_Entry]:
    """Return the files of content/, data/ and static/ in `commit`, submodules left out."""
    found = []
    for row in _git(root, "ls-tree", "-r", "-z", commit, "--", "content", "data", "static").split(b"\0"):
        meta, _, name = row.partition(b"\t")
        if name and _inside(os.fsdecode(name)):
            mode, what, oid = meta.decode().split()
            found += [_Entry(os.fsdecode(name), oid, mode == _LINK)] if what == "blob" else []
    return found


def _is_text(name: str) -> bool:
    return name.endswith((".md", ".yaml")) and not name.startswith("static/")


def _inside(name: str) -> bool:
    return ".." not in PurePosixPath(name).parts and not PurePosixPath(name).is_absolute()


def _blobs(root: Path, oids: list[str]) -> dict[str, bytes]:
    """Return the contents of objects by id, in one call of git."""
    out = _git(root, "cat-file", "--batch", given="".join(f"{oid}\n" for oid in oids).encode())
    found, at = {}, 0
    for oid in oids:
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[2])
        found[oid] = out[end + 1 : end + 1 + size]
        at = end + size + 2
    return found


def _git(root: Path, *words: str, given: bytes = b"") -> bytes:
    """Return git's output; raises EnvironmentFault when it fails."""
    done = _run(root, words, given)
    if done.status:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise EnvironmentFault("git-failed", reason=said[0] if said else f"git {words[0]}: {done.status}")
    return done.stdout


def _try(root: Path, *words: str) -> bytes | None:
    """Return git's output, or None when it fails."""
    done = _run(root, words, b"")
    return None if done.status else done.stdout


def _run(root: Path, words: tuple[str, ...], given: bytes) -> Finished:
    environment = {name: value for name, value in os.environ.items() if name not in _OURS}
    try:
        return run(
            ["git", "-c", "core.quotePath=false", *words],
            seconds=PATIENCE,
            cwd=root,
            given=given,
            env={**environment, "LC_ALL": "C"},
        )
    except FileNotFoundError:
        raise EnvironmentFault("no-git") from None
