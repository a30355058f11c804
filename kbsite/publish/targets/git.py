"""A branch of git, for a host that shows one (Pages without actions), or a folder in it, for a preview.

One commit is the whole change; nobody else's files in the branch are touched, and no commit is taken out of it.
What kbsite put there it notes in `.kbsite/published.json`. A release is a commit that published; going back to one
is a new commit, which names it.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.targets.causes import answered, refused
from kbsite.publish.targets.ledger import Ledger, as_json, compare, digest_of, noted
from kbsite.publish.targets.redaction import without_secrets
from kbsite.read.process import hold_signals, run

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from kbsite.publish.targets.ledger import Plan
    from kbsite.publish.targets.target import Address, Built, Sent
    from kbsite.read.process import Finished

LEDGER = ".kbsite/published.json"
_WHO = (
    "-c",
    "user.name=kbsite",
    "-c",
    "user.email=kbsite@users.noreply.example.org",
    "-c",
    "core.quotePath=false",
    "-c",
    "core.hooksPath=/dev/null",
)
_SECONDS = 1800
_TRAILER = "Kbsite-Release"
_DEEP = 100
"""So many commits are looked at for releases."""

_OVERTAKEN = re.compile(r"stale info|! \[rejected\]|is at [0-9a-f]{40} but expected|reference already exists")
_DIGITS = 12
_NO_FILE = "0" * 40


@dataclass(frozen=True, slots=True)
class GitBranch:
    """A branch of another repository; `root` is where a remote's name, such as origin, is known."""

    address: Address
    root: Path
    shows_settings: ClassVar[bool] = False
    in_steps: ClassVar[bool] = False

    def ledger(self, site: Built, *, force: bool) -> Ledger:
        """Return what kbsite has put in the branch."""
        with self._repository(site.folder) as repository:
            there = repository.files()
            known = self._noted(repository, repository.before) if self._in(LEDGER) in there else Ledger()
        here = {path for path in site.files if self._in(path) in there}
        foreign = sorted(here - {*known.files, *known.gone})
        if foreign and not force:
            raise EnvironmentFault("foreign-at-target", target=self.address.written, names=", ".join(foreign[:3]))
        files = {path: digest if self._in(path) in there else "" for path, digest in known.files.items()}
        return replace(known, files=files | dict.fromkeys(foreign, ""))

    def publish(self, site: Built, plan: Plan, sent: Sent) -> None:
        """Make a commit of what differs, and push it."""
        with self._repository(site.folder) as repository:
            made = repository.add(plan.sent)
            note = repository.store(as_json(plan.after))
            lines = [f"100644 {each}\t{self._in(path)}" for path, each in made.items()]
            lines += [f"0 {_NO_FILE}\t{self._in(path)}" for path in plan.removed]
            lines.append(f"100644 {note}\t{self._in(LEDGER)}")
            folder = f" {self.address.path}" if self.address.path else ""
            repository.commit(lines, f"Publish{folder} {digest_of(site.files)}", "unsure")
        sent(len(plan.sent), len(plan.sent))

    def releases(self) -> tuple[str, list[str]]:
        """Return the release that readers see, and all in the last hundred commits, the newest first."""
        with self._repository(self.root, _DEEP) as repository:
            now, commits = repository.releases(self._in(LEDGER))
        return now[:_DIGITS], [commit[:_DIGITS] for commit in commits]

    def roll_back(self, to: str, now: datetime.datetime, grace: datetime.timedelta) -> str:
        """Make a commit with the files of the release `to`, or of the one before, and push it; return its name."""
        with self._repository(self.root, _DEEP) as repository:
            seen, commits = repository.releases(self._in(LEDGER))
            older = commits[commits.index(seen) + 1 :] if seen in commits else []
            wanted = [each for each in commits if each[:_DIGITS] == to] if to else older
            if not wanted:
                names = ", ".join(each[:_DIGITS] for each in commits)
                raise EnvironmentFault("no-such-release", folder=self.address.written, names=names)
            name = wanted[0][:_DIGITS]
            if wanted[0] != seen:
                self._restore(repository, wanted[0], now, grace)
        return name

    def _restore(
        self, repository: _Repository, commit: str, now: datetime.datetime, grace: datetime.timedelta
    ) -> None:
        """Push a commit in which the site is as it was in `commit`."""
        target, name = self.address.written, commit[:_DIGITS]
        known, wanted = (self._noted(repository, at) for at in (repository.before, commit))
        there, then = repository.files(), repository.blobs(commit)
        foreign = sorted(path for path in {*wanted.files} - {*known.files, *known.gone} if self._in(path) in there)
        if foreign:
            raise EnvironmentFault("in-the-way", target=target, release=name, names=", ".join(foreign[:3]))
        lost = sorted(path for path in wanted.files if self._in(path) not in then)
        if lost or not wanted.files:
            raise EnvironmentFault("release-lost", target=target, digest=", ".join(lost[:3]) or name)
        plan = compare(known, wanted.files, now, grace)
        lines = [f"{then[self._in(path)]}\t{self._in(path)}" for path in wanted.files]
        lines += [f"0 {_NO_FILE}\t{self._in(path)}" for path in plan.removed]
        lines.append(f"100644 {repository.store(as_json(plan.after))}\t{self._in(LEDGER)}")
        folder = f" {self.address.path}" if self.address.path else ""
        repository.commit(lines, f"Go back{folder} to {name}\n\n{_TRAILER}: {commit}", "unsure-back")

    def _noted(self, repository: _Repository, commit: str) -> Ledger:
        return noted(repository.read(self._in(LEDGER), commit), self.address.written, self._in(LEDGER))

    def _in(self, path: str) -> str:
        return f"{self.address.path}/{path}" if self.address.path else path

    @contextmanager
    def _repository(self, folder: Path, depth: int = 1) -> Iterator[_Repository]:
        """Yield a repository of its own, with the branch in it; the settings are those of the site's own."""
        with tempfile.TemporaryDirectory(prefix="kbsite-git-") as name:
            yield _Repository(self.address, Path(name).resolve(), folder.resolve(), self.root).fetched(depth)


@dataclass(frozen=True, slots=True)
class _Repository:
    """A repository of its own in `place`, with the branch as it was at `before`, "" where there is none yet."""

    address: Address
    place: Path
    folder: Path
    root: Path
    settings: tuple[str, ...] = ()
    before: str = ""

    def fetched(self, depth: int) -> _Repository:
        """Return it with so many commits of the branch in it, and with the site's own settings: its remotes."""
        _ran(("init", "--quiet", "--bare", str(self.place)), _environment(), self.folder)
        own = _ran(("rev-parse", "--git-common-dir"), _environment(), self.root)
        found = self
        if not own.status:
            place = (self.root / own.stdout.decode().strip()).resolve() / "config"
            found = replace(self, settings=("-c", f"include.path={place}"))
        ref = f"refs/heads/{self.address.branch}"
        before = found._git("ls-remote", "--", found._remote(), ref).partition("\t")[0].strip()
        if before:
            found._git("fetch", "--quiet", f"--depth={depth}", "--", found._remote(), ref)
            found._git("read-tree", before)
        return replace(found, before=before)

    def files(self) -> set[str]:
        return set(self._git("ls-files", "-z").split("\0")) if self.before else set()

    def read(self, path: str, commit: str = "") -> bytes:
        return self._git("cat-file", "blob", f"{commit or self.before}:{path}").encode()

    def releases(self, ledger: str) -> tuple[str, list[str]]:
        """Return the commit whose site readers see, and all that published one, the newest first."""
        if not self.before:
            return "", []
        trailer = f"%(trailers:key={_TRAILER},valueonly,separator=)"
        said = self._git("log", f"--format=%H%x09{trailer}", self.before, "--", f":(top,literal){ledger}")
        commits = [line.partition("\t") for line in said.splitlines() if line]
        published = [commit for commit, _, of in commits if not of]
        return (commits[0][2] or commits[0][0]) if commits else "", published

    def blobs(self, commit: str) -> dict[str, str]:
        """Return the mode and the id of each file of a commit, as `update-index` takes them."""
        lines = (line.partition("\t") for line in self._git("ls-tree", "-r", "-z", commit).split("\0") if line)
        return {path: " ".join((what.split()[0], what.split()[2])) for what, _, path in lines}

    def add(self, paths: tuple[str, ...]) -> dict[str, str]:
        """Store the files and return the id of each."""
        given = "".join(f"{self.folder / path}\n" for path in paths)
        ids = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=given).split()
        return dict(zip(paths, ids, strict=True))

    def store(self, data: bytes) -> str:
        return self._git("hash-object", "-w", "--stdin", given=data.decode()).strip()

    def commit(self, lines: list[str], message: str, unsure: str) -> None:
        """Push a commit of these files; `unsure` is the fault where the answer is lost."""
        self._git("update-index", "-z", "--index-info", given="".join(f"{line}\0" for line in lines))
        tree = self._git("write-tree").strip()
        parent = ("-p", self.before) if self.before else ()
        commit = self._git("commit-tree", tree, *parent, given=f"{message}\n").strip()
        ref = f"refs/heads/{self.address.branch}"
        lease = f"--force-with-lease={ref}:{self.before}"
        hold_signals()
        self._git("push", "--quiet", lease, "--", self._remote(), f"{commit}:{ref}", unsure=unsure)

    def _remote(self) -> str:
        """Return the remote as git takes it: a path counts from the site's folder."""
        path = self.root / self.address.host
        return str(path.resolve()) if ":" not in self.address.host and path.is_dir() else self.address.host

    def _git(self, *arguments: str, given: str = "", unsure: str = "") -> str:
        """Return what git prints; `unsure` is the fault of a step that may be done though its answer was lost."""
        environment = _environment(GIT_DIR=str(self.place), GIT_WORK_TREE=str(self.folder))
        done = _ran((*self.settings, *_WHO, *arguments), environment, self.folder, given)
        if done.status:
            whole = done.stderr.decode("utf-8", "replace")
            said = without_secrets(whole, os.environ)
            if unsure and _OVERTAKEN.search(whole):
                raise EnvironmentFault("overtaken", target=self.address.written)
            if unsure and "[remote rejected]" not in whole and not answered(whole):
                raise EnvironmentFault(unsure, target=self.address.written, reason=said or "?")
            raise refused(self.address.written, "git", said or "?")
        return done.stdout.decode("utf-8", "replace")


def _ran(arguments: Sequence[str], environment: Mapping[str, str], cwd: Path, given: str = "") -> Finished:
    try:
        return run(("git", *arguments), seconds=_SECONDS, given=given.encode(), env=environment, cwd=cwd)
    except OSError as error:
        raise EnvironmentFault("no-program", program="git", reason=error.strerror or "?") from error


def _environment(**more: str) -> dict[str, str]:
    """Return the environment without what a hook of git, say, sets for its own repository."""
    own = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX"}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return {**kept, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "LANGUAGE": "", **more}
