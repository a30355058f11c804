"""A store that fails at chosen requests: what readers see, what is said of it, and how the next run goes on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import obstore
import pytest
from obstore.store import from_url

from kbsite.cli import main
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.publish.targets import objects
from tests.failing_store import (
    ANSWER_LOST,
    ANSWERED_IN_HALF,
    ASKED_IN_HALF,
    BUSY,
    DENIED,
    FULL,
    HALF_AS_WHOLE,
    PORTAL,
    SKEWED,
    Failing,
    Refusal,
    failing_store,
)
from tests.publishing import NEW, OLD, RESTING, Bucket, built, published

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDPOINTS = {"s3": "AWS_ENDPOINT_URL", "az": "AZURITE_BLOB_STORAGE_URL", "gs": "GOOGLE_BASE_URL"}
PAGE, NOTE, LIST, ANY = "ny/index.html", "published.json", "list", "."

REFUSED: dict[str, tuple[str, str, Refusal | str, str]] = {
    "no right to read": ("GET", NOTE, DENIED, "right"),
    "no right to list": ("GET", LIST, DENIED, "right"),
    "no right to write the note": ("PUT", NOTE, DENIED, "right"),
    "no right to keep older pages": ("PUT", "kept/", DENIED, "right"),
    "a clock that is wrong": (ANY + "*", ANY, SKEWED, "clock"),
    "a list that is cut": ("GET", LIST, ANSWERED_IN_HALF, "network"),
    "half a list as if it were all": ("GET", LIST, HALF_AS_WHOLE, "network"),
    "a note that is cut": ("GET", NOTE, ANSWERED_IN_HALF, "network"),
}
"""Before anything that readers see: the request, how it fails, and what is advised."""

HALF: dict[str, tuple[str, str, Refusal | str, str]] = {
    "no right to one page": ("PUT", PAGE, DENIED, "right"),
    "a host that is busy at one page": ("PUT", PAGE, BUSY, "busy"),
    "a disk that is full": ("PUT", PAGE, FULL, "full"),
    "a page that is cut on its way": ("PUT", PAGE, ASKED_IN_HALF, "network"),
    "no right to remove": ("POST|DELETE", ANY, DENIED, "right"),
}
"""After some of it: the same."""

PASSING: dict[str, tuple[str, str, Refusal | str]] = {
    "busy once": ("PUT", PAGE, BUSY),
    "cut once": ("PUT", PAGE, ASKED_IN_HALF),
    "a page's answer lost once": ("PUT", PAGE, ANSWER_LOST),
    "the note's answer lost once": ("PUT", NOTE, ANSWER_LOST),
    "the release's answer lost once": ("PUT", "releases/", ANSWER_LOST),
}
"""What passes by itself: nothing is said."""

MISLEADING: dict[str, tuple[str, Refusal | str, tuple[str, ...]]] = {
    "a page for logging in": (LIST, PORTAL, ("does not answer with the whole list", "invalid list response")),
    "half a note as if it were all": (NOTE, HALF_AS_WHOLE, ("a note of kbsite's that cannot be read",)),
}
"""Answers that look whole, and are not; that to a login page is obstore's own for Azure."""


@pytest.fixture
def failing(bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Failing]:
    """Return what fails on demand, before a store that has the older site; the newer one is built."""
    output = built(tmp_path / "public", OLD)
    assert published(bucket.address, output, "--quiet") == 0
    built(output, NEW)
    name = ENDPOINTS[bucket.address[:2]]
    with failing_store(urlsplit(os.environ[name]).port or 0) as (state, address):
        monkeypatch.setenv(name, address)
        yield state


def heals(bucket: Bucket, failing: Failing, output: Path) -> None:
    """Publish again, without a failure: readers see all of the new site."""
    assert failing.failed, "it has failed"
    failing.left = 0
    assert published(bucket.address, output, "--quiet") == 0
    assert bucket.seen() == NEW | RESTING


def told(bucket: Bucket, output: Path, capsys: pytest.CaptureFixture[str], fault: str, advised: str) -> list[str]:
    """Publish in each language, which must fail with a fault and an advice, and return what was said."""
    found = []
    for lang in LANGUAGES:
        capsys.readouterr()
        assert main(["publish", bucket.address, "--output", str(output), "--lang", lang]) == 2
        found.append(capsys.readouterr().err)
        assert catalogue(lang).words[f"advice_{advised}"] in found[-1]
        assert catalogue(lang).faults[fault]["hint"].partition(" {advice}")[0] in found[-1]
    return found


@pytest.mark.parametrize("what", REFUSED)
def test_what_fails_before_readers_see_anything(
    what: str, bucket: Bucket, failing: Failing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    method, address, how, advised = REFUSED[what]
    failing.fail(method, address, how)
    assert len(told(bucket, tmp_path / "public", capsys, "target-refused", advised)) == len(LANGUAGES)
    left, failing.left = failing.left, 0
    assert bucket.seen() == OLD
    failing.left = left
    heals(bucket, failing, tmp_path / "public")


@pytest.mark.parametrize("what", HALF)
def test_what_fails_when_readers_see_some_of_it(
    what: str, bucket: Bucket, failing: Failing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    method, address, how, advised = HALF[what]
    failing.fail(method, address, how)
    for said in told(bucket, tmp_path / "public", capsys, "half-sent", advised):
        if isinstance(how, Refusal):
            assert how.code in said
    failing.left = 0
    assert "assets/b.js" in bucket.seen(), "what pages need was sent before them"
    heals(bucket, failing, tmp_path / "public")


@pytest.mark.parametrize("what", PASSING)
def test_what_passes_is_not_told(
    what: str, bucket: Bucket, failing: Failing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing.fail(*PASSING[what], times=1)
    assert published(bucket.address, tmp_path / "public", "--quiet") == 0
    assert capsys.readouterr().err == ""
    heals(bucket, failing, tmp_path / "public")


@pytest.mark.parametrize("what", MISLEADING)
def test_an_answer_that_is_not_what_it_seems_is_not_believed(
    what: str, bucket: Bucket, failing: Failing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, how, words = MISLEADING[what]
    failing.fail("GET", address, how)
    for command in (
        ["publish", bucket.address, "--output", str(tmp_path / "public")],
        ["rollback", bucket.address],
    ):
        assert main([*command, "--lang", "en"]) == 2
        said = capsys.readouterr().err
        assert any(each in said for each in words), command
        assert "Nothing was done" in said or "Readers see what they saw" in said
    failing.left = 0
    assert bucket.seen() == OLD
    heals(bucket, failing, tmp_path / "public")


def test_what_others_removed_is_no_list_that_is_cut(bucket: Bucket, tmp_path: Path) -> None:
    output = built(tmp_path / "public", OLD)
    assert published(bucket.address, output) == 0
    obstore.delete(from_url(bucket.address), ["gone/index.html", "same/index.html"])
    assert published(bucket.address, built(output, NEW)) == 0
    assert bucket.seen() == NEW | RESTING


class PanicException(BaseException):
    """What obstore raises where it comes to a state that its makers held to be impossible."""


def test_a_store_library_that_panics_is_a_fault_and_no_traceback(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    output = built(tmp_path / "public", OLD)
    assert published(bucket.address, output) == 0

    class Panicking:
        def __getattr__(self, name: str) -> object:
            return getattr(obstore, name)

        def delete(self, *_arguments: object) -> None:
            raise PanicException("called `Option::unwrap()` on a `None` value")

    with monkeypatch.context() as patched:
        patched.setattr(objects, "_obstore", Panicking)
        assert published(bucket.address, built(output, NEW)) == 2
    said = capsys.readouterr().err
    assert "stopped after 6 of 7 files" in said
    assert "Traceback" not in said
    assert published(bucket.address, output) == 0
    assert bucket.seen() == NEW | RESTING
