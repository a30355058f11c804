"""A target that refuses all: no such place, or no right to it. What is said is true, and nothing is touched."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from tests.conftest import STORE_SERVERS, bucket_of
from tests.publishing import NEW, OLD, Bucket, Folder, built, published

if TYPE_CHECKING:
    from pathlib import Path

SAID = {
    "en": ("did not take it", "Readers see what they saw."),
    "nb": ("tok ikke imot", "Leserne ser det de så."),
    "nn": ("tok ikkje imot", "Lesarane ser det dei såg."),
}


def refused(target: str, output: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Publish, go back and list in each language; return what was said in all of them."""
    every = ""
    for lang, words in SAID.items():
        capsys.readouterr()
        for command in (["publish", target, "--output", str(output)], ["rollback", target], ["releases", target]):
            assert main([*command, "--lang", lang]) == 2, command
            said = capsys.readouterr().err
            assert [word for word in words if word not in said] == [], said
            assert "Traceback" not in said
            every += said
    return every


@pytest.mark.parametrize("scheme", STORE_SERVERS)
def test_a_bucket_that_is_not_there(
    scheme: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bucket_of(scheme, request, monkeypatch)
    refused(f"{scheme}://finnes-ikke", built(tmp_path / "public", OLD), capsys)


def test_a_wrong_key_of_azure(
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = bucket_of("az", request, monkeypatch)
    output = built(tmp_path / "public", OLD)
    assert published(place.address, output) == 0
    with monkeypatch.context() as patched:
        key = base64.b64encode(b"en annen nokkel som er feil").decode()
        patched.setenv("AZURE_STORAGE_ACCOUNT_KEY", key)
        said = refused(place.address, built(output, NEW), capsys)
        assert key not in said
    assert Bucket(place.address).seen() == OLD


def test_a_login_by_ssh_that_is_refused(
    tmp_path: Path, ssh_server: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Folder(f"ssh://server{tmp_path}/www", tmp_path / "www")
    monkeypatch.setenv("KBSITE_SSH", ssh_server)
    output = built(tmp_path / "public", OLD)
    assert published(place.address, output) == 0
    monkeypatch.setenv("KBSITE_SSH", f"{ssh_server} -o PubkeyAuthentication=no")
    assert "Permission denied" in refused(place.address, built(output, NEW), capsys)
    assert place.seen() == OLD


def test_a_repository_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(f"git:{tmp_path}/finnes-ikke.git#pages", built(tmp_path / "public", OLD), capsys)
