"""Memory at its limit: a clear word, exit status 2, nothing mixed, and nothing left over."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.pipeline import build as pipeline
from kbsite.publish import releases
from kbsite.publish.targets import objects
from tests.publishing import OLD, built
from tests.samples import plain_text, text
from tests.sites import LAYOUTS, TODAY, build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = (30, 45, 60, 80, 100, 120, 140, 180, 240)
"""Megabytes of addresses: from too little for Python's modules to too little for the search index."""

ENDED_BY_A_LIBRARY = (-signal.SIGABRT, -signal.SIGSEGV)
"""Libraries in Rust and C end the whole process where they get no memory; the next build removes what they left."""


@pytest.mark.parametrize("kept", [(), ("--releases", "2")])
def test_a_build_without_memory_leaves_the_site_as_it_was_and_says_so(
    kept: tuple[str, ...], tmp_path: Path
) -> None:
    root, output = write_site(tmp_path / "site", {"forfattere/kari.md": plain_text("Kari")}), tmp_path / "public"
    assert build(root, output, "--search", *kept) == 0
    before, beside = files(output), {path.name for path in (tmp_path / ".public.kbsite").iterdir()}
    (root / "content/artikler").mkdir()
    (root / "content/artikler/ny.md").write_text(text("Ny"), encoding="utf-8")
    command = [sys.executable, "-m", "kbsite", "build", "--root", str(root), "--output", str(output)]
    command += ["--layouts", str(LAYOUTS), "--today", TODAY, "--lang", "en", "--quiet", *kept]
    short = 0
    for limit in LIMITS:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, "CI": "1"},
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_AS, (limit << 20, limit << 20)),
        )  # fmt: skip
        if done.returncode == 0:
            break
        if "kbsite" not in done.stderr:  # Python itself did not start
            continue
        assert "Traceback" not in done.stderr, (limit, done.stderr)
        assert "memory" in done.stderr or "Pagefind" in done.stderr, (limit, done.stderr)
        assert files(output) == before
        if done.returncode in ENDED_BY_A_LIBRARY:
            continue
        short += 1
        assert done.returncode == 2, (limit, done.stderr)
        assert {path.name for path in (tmp_path / ".public.kbsite").iterdir()} <= beside
    assert short > 3
    assert build(root, output, "--search", *kept) == 0
    assert "artikler/ny/index.html" in files(output)


def test_what_is_said_depends_on_whether_readers_may_see_it_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_site(tmp_path / "site", {"forfattere/kari.md": plain_text("Kari")})

    def full(*_: object, **__: object) -> None:
        raise MemoryError

    arguments = ["build", "--root", str(root), "--output", str(tmp_path / "public"), "--layouts", str(LAYOUTS)]
    arguments += ["--no-search", "--lang", "en", "--today", TODAY, "--releases", "2"]
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "load", full)
        assert main(arguments) == 2
    assert "stands as it stood" in capsys.readouterr().err
    with monkeypatch.context() as patched:
        patched.setattr(releases, "_prune", full)
        assert main(arguments) == 2
    said = capsys.readouterr().err
    assert "readers may see what is new already" in said
    assert "stands as it stood" not in said
    assert (tmp_path / "public/index.html").exists()


def test_a_bucket_is_never_said_to_stand_when_some_of_it_was_sent(
    tmp_path: Path, s3_server: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in s3_server.items():
        monkeypatch.setenv(name, value)
    output = built(tmp_path / "public", OLD)
    real = objects.Objects.write

    def full(self: objects.Objects, path: str, *arguments: object) -> str:
        if path == "sitemap.xml":
            raise MemoryError
        return real(self, path, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(objects.Objects, "write", full)
    assert main(["publish", f"s3://nettsted/{tmp_path.name}", "--output", str(output), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "Readers may see some new pages and some old ones" in said
    assert "stands as it stood" not in said
