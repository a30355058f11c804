"""Hosts of this machine to publish at: sshd with rsync, stores that speak S3 and Azure, each on a free port."""

from __future__ import annotations

import base64
import email.utils
import getpass
import hashlib
import hmac
import http
import http.client
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SSHD = Path("/usr/sbin/sshd")
S3_SERVER = ROOT / ".tools/s3/bin/python"
"""Its environment; `make s3-server` makes it."""

AZURE_SERVER = ROOT / ".tools/azure/node_modules/azurite/dist/src/blob/main.js"
"""The program of Azurite for blobs; `make azure-server` installs it."""

PATIENCE = 60

SERVER = """
Port {port}
ListenAddress 127.0.0.1
HostKey {run}/host
PidFile {run}/pid
AuthorizedKeysFile {run}/user.pub
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
"""

CLIENT = """
Host server
  HostName 127.0.0.1
  Port {port}
  User {user}
  IdentityFile {run}/user
  IdentitiesOnly yes
  UserKnownHostsFile {run}/known
  StrictHostKeyChecking accept-new
  LogLevel ERROR
"""


def needed(*programs: str | Path, required: str = "KBSITE_REQUIRE_SERVERS") -> None:
    """Skip the test where a program is missing, and fail where it must be here."""
    for program in programs:
        if not shutil.which(program) and not (isinstance(program, Path) and program.is_file()):
            reason = f"{program} is not installed"
            if os.environ.get(required) == "1":
                pytest.fail(f"{required}=1, but {reason}")
            pytest.skip(reason)


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def on_small_disk(folder: Path) -> tuple[str, ...]:
    """Return what goes before a command whose disk at `folder` has two megabytes; others see the folder empty.

    What it has is at /proc/PID/root of the process. Skips the test where no disk may be mounted.
    """
    script = 'mount -t tmpfs -o size=2m kbsite "$1" && shift && exec "$@"'
    before = ("unshare", "--mount", "sh", "-c", script, "sh", str(folder))
    folder.mkdir()
    if (
        not shutil.which("unshare")
        or subprocess.run([*before, "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("no disk may be mounted here")
    return before


def fill(folder: Path) -> Path:
    """Write a file that takes all the room that is left on a disk, and return it."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    return filler


@contextmanager
def sshd(run: Path, before: Sequence[str] = (), settings: str = "", seen: list[int] | None = None) -> Iterator[str]:
    """Yield the ssh command that reaches a real sshd as `server`; `run` is for its keys and settings.

    It is started by `before`, with more `settings`; its number is added to `seen`.
    """
    needed(SSHD, "ssh", "ssh-keygen", "rsync")
    run.mkdir(parents=True)
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(run / name)]
        subprocess.run(command, check=True)
    port = free_port()
    values = {"run": run, "port": port, "user": getpass.getuser()}
    (run / "sshd_config").write_text(SERVER.format(**values) + settings, encoding="utf-8")
    (run / "ssh_config").write_text(CLIENT.format(**values), encoding="utf-8")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd separates its privileges there
    with (run / "log").open("wb") as log:
        process = subprocess.Popen([*before, str(SSHD), "-D", "-e", "-f", str(run / "sshd_config")], stderr=log)
        try:
            wait(process, port, run / "log")
            if seen is not None:
                seen.append(process.pid)
            yield f"ssh -F {run / 'ssh_config'}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


@contextmanager
def s3(
    run: Path, bucket: str, before: Sequence[str] = (), disk: Path | None = None, seen: list[int] | None = None
) -> Iterator[dict[str, str]]:
    """Yield the environment that reaches moto's S3 server, with an empty bucket in it.

    It is started by `before`, keeps what it has on `disk` instead of in memory, and its number is added to `seen`.
    """
    needed(S3_SERVER)
    run.mkdir(parents=True)
    port = free_port()
    with (run / "log").open("wb") as log:
        command = [*before, str(S3_SERVER), "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        keeping = {"TMPDIR": str(disk), "MOTO_S3_DEFAULT_KEY_BUFFER_SIZE": "1"} if disk else {}
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **keeping})
        try:
            wait(process, port, run / "log")
            if seen is not None:
                seen.append(process.pid)
            environment = {
                "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY": "hemmelig-nokkel-som-ingen-skal-se",
                "AWS_REGION": "us-east-1",
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
                "AWS_ALLOW_HTTP": "true",
            }
            s3_request(environment, "PUT", f"/{bucket}")
            yield environment
        finally:
            process.terminate()
            process.wait(PATIENCE)


def s3_request(environment: dict[str, str], method: str, address: str, body: bytes = b"") -> tuple[int, bytes]:
    """Return what the S3 server answers; it asks for no signature."""
    connection = http.client.HTTPConnection(
        environment["AWS_ENDPOINT_URL"].removeprefix("http://"), timeout=PATIENCE
    )
    try:
        connection.request(method, address, body=body or None)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@contextmanager
def azure(
    run: Path, container: str, before: Sequence[str] = (), disk: Path | None = None, seen: list[int] | None = None
) -> Iterator[dict[str, str]]:
    """Yield the environment that reaches Azurite, with an empty container in it; it reports to nobody.

    `before`, `disk` and `seen` are as in `s3`.
    """
    needed("node", AZURE_SERVER, required="KBSITE_REQUIRE_AZURE")
    run.mkdir(parents=True)
    port, key = free_port(), base64.b64encode(b"hemmelig-nokkel-som-ingen-skal-se").decode()
    keeping = ["--location", str(disk)] if disk else ["--inMemoryPersistence"]
    options = ["--silent", "--disableTelemetry", *keeping, "--skipApiVersionCheck"]
    command = [*before, "node", str(AZURE_SERVER), *options, "--blobHost", "127.0.0.1", "--blobPort", str(port)]
    accounts = {**os.environ, "AZURITE_ACCOUNTS": f"{_ACCOUNT}:{key}"}
    with (run / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=run, env=accounts)
        try:
            wait(process, port, run / "log")
            if seen is not None:
                seen.append(process.pid)
            _make_container(port, key, container)
            yield {
                "AZURE_STORAGE_ACCOUNT_NAME": _ACCOUNT,
                "AZURE_STORAGE_ACCOUNT_KEY": key,
                "AZURE_STORAGE_USE_EMULATOR": "true",
                "AZURITE_BLOB_STORAGE_URL": f"http://127.0.0.1:{port}",
            }
        finally:
            process.terminate()
            process.wait(PATIENCE)


_ACCOUNT = "devstoreaccount1"
"""The account that obstore asks an emulator for."""


def _make_container(port: int, key: str, container: str) -> None:
    """Make a container, with a request signed as Azure wants it (Shared Key)."""
    path = f"/{_ACCOUNT}/{container}"
    headers = {"x-ms-date": email.utils.formatdate(usegmt=True), "x-ms-version": "2021-08-06"}
    lines = [*(f"{name}:{value}" for name, value in headers.items()), f"/{_ACCOUNT}{path}", "restype:container"]
    text = "PUT" + "\n" * 12 + "\n".join(lines)
    signed = hmac.new(base64.b64decode(key), text.encode(), hashlib.sha256).digest()
    headers["Authorization"] = f"SharedKey {_ACCOUNT}:{base64.b64encode(signed).decode()}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("PUT", f"{path}?restype=container", headers=headers)
        answer = connection.getresponse()
        said = answer.read().decode()
        if answer.status != http.HTTPStatus.CREATED:
            raise RuntimeError(said)
    finally:
        connection.close()


def wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until somebody listens to the port; raises RuntimeError where the process ends before."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(log.read_text("utf-8"))
