"""Hosts of this machine to publish at: sshd with rsync, a store that speaks S3, each on a free port."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SSHD = Path("/usr/sbin/sshd")
S3_SERVER = ROOT / ".tools/s3/bin/python"
"""Its environment; `make s3-server` makes it."""

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


def needed(*programs: str | Path) -> None:
    """Skip the test where a program is missing, and fail where it must be here."""
    for program in programs:
        if not shutil.which(program):
            reason = f"{program} is not installed"
            if os.environ.get("KBSITE_REQUIRE_SERVERS") == "1":
                pytest.fail(reason)
            pytest.skip(reason)


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def sshd(run: Path) -> Iterator[str]:
    """Yield the ssh command that reaches a real sshd as `server`; `run` is for its keys and settings."""
    needed(SSHD, "ssh", "ssh-keygen", "rsync")
    run.mkdir(parents=True)
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(run / name)]
        subprocess.run(command, check=True)
    port = free_port()
    values = {"run": run, "port": port, "user": getpass.getuser()}
    (run / "sshd_config").write_text(SERVER.format(**values), encoding="utf-8")
    (run / "ssh_config").write_text(CLIENT.format(**values), encoding="utf-8")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd separates its privileges there
    with (run / "log").open("wb") as log:
        process = subprocess.Popen([str(SSHD), "-D", "-e", "-f", str(run / "sshd_config")], stderr=log)
        try:
            wait(process, port, run / "log")
            yield f"ssh -F {run / 'ssh_config'}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


@contextmanager
def s3(run: Path, bucket: str) -> Iterator[dict[str, str]]:
    """Yield the environment that reaches moto's S3 server, with an empty bucket in it."""
    needed(S3_SERVER)
    run.mkdir(parents=True)
    port = free_port()
    with (run / "log").open("wb") as log:
        command = [str(S3_SERVER), "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait(process, port, run / "log")
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
    import http.client  # noqa: PLC0415 - beside its one use

    connection = http.client.HTTPConnection(
        environment["AWS_ENDPOINT_URL"].removeprefix("http://"), timeout=PATIENCE
    )
    try:
        connection.request(method, address, body=body or None)
        answer = connection.getresponse()
        return answer.status, answer.read()
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
