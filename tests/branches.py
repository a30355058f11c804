"""Sites in git repositories of their own: how tests make one and ask what a branch introduces."""

from __future__ import annotations

import json
import subprocess
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from kbsite.cli import main
from tests.sites import TODAY, write_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "artikler/Ærlig og åpen.md"
AUTHOR = "---\ntitle: Kari\n---\n"


def article(body: str = "Tekst.", themes: str = "plan", title: str = "En") -> str:
    """Return the text of an article."""
    return f"---\ntitle: {title}\ndate: 2026-01-01\nthemes: [{themes}]\nauthors: [kari]\n---\n\n{body}\n"


@dataclass(frozen=True)
class Repository:
    """A repository with a site in it, in the folder `inside`."""

    top: Path
    inside: str = "."

    @property
    def root(self) -> Path:
        return self.top / self.inside

    def git(self, *words: str) -> None:
        own = ["-c", "user.name=K", "-c", "user.email=k@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *own, *words], cwd=self.top, check=True, capture_output=True)

    def write(self, files: Mapping[str, str], *, commit: bool = False) -> None:
        """Write files of content, and commit everything if requested."""
        write_site(self.root, files)
        if commit:
            self.commit()

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--allow-empty")

    def check(self, *words: str, ref: str = "main") -> tuple[int, str]:
        """Return the exit status and the result of a check of what the branch introduces."""
        out = StringIO()
        with redirect_stdout(out):
            status = main(
                [
                    "check",
                    "--root",
                    str(self.root),
                    "--today",
                    TODAY,
                    "--lang",
                    "en",
                    "--changed-since",
                    ref,
                    *words,
                ]
            )
        return status, out.getvalue()

    def new(self) -> list[str]:
        """Return `file:line code` for each problem that the branch introduces."""
        _, out = self.check("--format", "json")
        return [f"{row['file'].removeprefix('content/')}:{row['line']} {row['code']}" for row in json.loads(out)]


def repository(top: Path, files: Mapping[str, str], inside: str = ".") -> Repository:
    """Return a repository with a site on `main`, and the branch `gren` checked out."""
    made = Repository(top, inside)
    top.mkdir(parents=True, exist_ok=True)
    made.git("init", "-q", "-b", "main")
    made.write({"forfattere/kari.md": AUTHOR, **files}, commit=True)
    made.git("switch", "-qc", "gren")
    return made
