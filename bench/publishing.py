"""Publish this repository's site to a machine by ssh and to a bucket, break it on purpose, and print what is seen.

    python -m bench.publishing          # both
    python -m bench.publishing --only s3

Everything is real and on this machine: sshd, rsync and nginx of Debian, moto as the server of S3 (`make s3-server`)
with nginx before it. The commands that are printed can be given by hand.
"""

from __future__ import annotations

import argparse
import http.client
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbsite.publish.local_host import Server
from tests.remote_hosts import free_port, s3, sshd, wait
from tests.web_servers import AS_ROOT, PATIENCE, PROGRAMS, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent

BEFORE_BUCKET = """
worker_processes 1; pid {run}/pid; error_log {run}/error.log; daemon off; {user}
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {run}/a; proxy_temp_path {run}/b; fastcgi_temp_path {run}/c;
  uwsgi_temp_path {run}/d; scgi_temp_path {run}/e;
  server {{
    listen 127.0.0.1:{port};
    rewrite ^(.*)/$ $1/index.html;
    proxy_intercept_errors on;
    error_page 403 404 /404.html;
    location / {{
      proxy_pass {store}/nettsted/;
      proxy_set_header Host $proxy_host;
      proxy_set_header Authorization "{signed}";
    }}
  }}
}}
"""

SIGNED = (
    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/s3/aws4_request, "
    "SignedHeaders=host, Signature=0"
)
"""What a host before a private bucket sends; moto looks at its form alone."""

BREAK = """#!/bin/sh
n=$(cat {base}/count); echo $((n + 1)) > {base}/count
if [ "$n" -eq {at} ]; then {how}; fi
exec {ssh} "$@"
"""


@dataclass(frozen=True)
class Shell:
    """Runs commands, and prints each with what it says, without what differs from machine to machine."""

    base: Path
    hidden: dict[str, str]

    def run(self, command: str, environment: dict[str, str] | None = None) -> int:
        """Run one command of kbsite."""
        print(f"$ {self._short(command)}", flush=True)
        done = subprocess.run(  # noqa: S603 - kbsite itself
            [sys.executable, "-m", *command.split()],
            cwd=ROOT,
            env={**os.environ, **(environment or {}), "CI": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        lines = [self._short(line) for line in (done.stdout + done.stderr).splitlines()]
        for line in [*lines[:12], *(["…"] if len(lines) > 12 else [])]:
            print(line)
        print(f"(exit status {done.returncode})" if done.returncode else "", flush=True)
        return done.returncode

    def say(self, text: str) -> None:
        """Print what is done by hand."""
        print(f"# {text}", flush=True)

    def _short(self, text: str) -> str:
        for found, instead in self.hidden.items():
            text = text.replace(found, instead)
        return text.replace(str(self.base), "")


def main() -> None:
    """Publish, prove, break, publish again, go back: by ssh, then in a bucket."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("ssh", "s3"), default="")
    only = parser.parse_args().only
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        for site in ("site", "newer"):
            for folder in ("content", "data", "static"):
                if (ROOT / folder).is_dir():
                    shutil.copytree(ROOT / folder, base / site / folder)
            with (base / site / "data/site.yaml").open("a", encoding="utf-8") as settings:
                settings.write("hosting: nginx\n")
        _change(base / "newer")
        shell = Shell(base, {str(sys.executable): "python"})
        if only != "s3":
            for site in ("site", "newer"):
                build = (
                    f"kbsite build --root {base / site} --layouts layouts --output {base / site}-public --lang en"
                )
                shell.run(build)
            _over_ssh(shell)
        if only != "ssh":
            _in_bucket(shell)


def _change(site: Path) -> None:
    """Change three pages of a copy of the site, take one away, and add one."""
    pages = sorted((site / "content/aktuelt").glob("*.md"))
    for page in pages[:3]:
        page.write_text(page.read_text(encoding="utf-8") + "\nEn ny setning.\n", encoding="utf-8")
    news = pages[-1]
    text = news.read_text(encoding="utf-8")
    text = re.sub('title: ("?)', r"title: \1Ny sak om ", text, count=1)
    news.with_name("ny-sak.md").write_text(text, encoding="utf-8")


def _over_ssh(shell: Shell) -> None:
    base = shell.base
    with sshd(base / "sshd") as ssh:
        usual = {"KBSITE_SSH": ssh}
        target = f"ssh://server{base}/www"
        publish = f"kbsite publish {target} --lang en --output {base}/"
        shell.run(f"{publish}site-public", usual)
        with serving("nginx", base / "www", base / "nginx") as port:
            url = f"http://127.0.0.1:{port}/"
            shell.hidden[url] = "http://www/"
            prove = f" --verify {url}"
            shell.run(f"{publish}site-public{prove}", usual)
            for at, what in enumerate(
                ("it asks what is there", "it makes ready", "it sends", "it exchanges the link")
            ):
                for how, act in (
                    ("the connection is refused", "exit 255"),
                    ("kbsite is killed", "kill -9 $PPID; exit 1"),
                ):
                    shell.say(f"{how} when {what}")
                    (base / "count").write_text("0", encoding="utf-8")
                    broken = base / "broken-ssh"
                    broken.write_text(BREAK.format(base=base, at=at, how=act, ssh=ssh), encoding="utf-8")
                    broken.chmod(0o755)
                    shell.run(f"{publish}newer-public", {"KBSITE_SSH": str(broken)})
                    shell.say("what readers have is the site as it was, all of it:")
                    shell.run(f"{publish}site-public{prove}", usual)
            shell.run(f"{publish}newer-public{prove}", usual)
            shell.say("somebody writes over the front page on the server")
            front = base / "www/index.html"
            front.unlink()
            front.write_text("defaced", encoding="utf-8")
            shell.run(f"{publish}newer-public{prove}", usual)
            shell.run(f"kbsite releases {target} --lang en", usual)
            shell.run(f"kbsite rollback {target} --lang en", usual)
            shell.run(f"kbsite releases {target} --lang en", usual)


def _in_bucket(shell: Shell) -> None:
    base = shell.base
    with s3(base / "moto", "nettsted") as environment, _before(base / "front", environment) as url:
        shell.hidden[url] = "http://bucket/"
        publish = f"kbsite publish s3://nettsted --lang en --verify {url} --output {base}/"
        gone = {**environment, "AWS_ENDPOINT_URL": "http://127.0.0.1:9"}
        plain = base / "plain"
        for site in ("site", "newer"):
            settings = base / site / "data/site.yaml"
            settings.write_text(settings.read_text("utf-8").replace("hosting: nginx\n", ""), encoding="utf-8")
            shell.run(f"kbsite build --root {base / site} --layouts layouts --output {plain}-{site} --lang en")
        shell.run(f"{publish}plain-site", environment)
        shell.say("the network is gone")
        shell.run(f"{publish}plain-newer", gone)
        usual = f"kbsite publish s3://nettsted --lang en --output {base}/"
        for most in (1, 4, 6, 100, 400, 660):
            shell.say(f"the network is lost after {most} requests")
            with _losing(environment["AWS_ENDPOINT_URL"], most) as address:
                shell.run(f"{usual}plain-newer", {**environment, "AWS_ENDPOINT_URL": address})
        shell.say("and again, with the network: it goes on where it stopped")
        shell.run(f"{publish}plain-newer", environment)
        shell.run("kbsite releases s3://nettsted --lang en", environment)
        for most in (6, 300):
            shell.say(f"going back, the network is lost after {most} requests")
            with _losing(environment["AWS_ENDPOINT_URL"], most) as address:
                shell.run("kbsite rollback s3://nettsted --lang en", {**environment, "AWS_ENDPOINT_URL": address})
        shell.run("kbsite releases s3://nettsted --lang en", environment)
        shell.run("kbsite rollback s3://nettsted --lang en", environment)
        shell.say("what readers have is the older site, all of it:")
        shell.run(f"{publish}plain-site", environment)
        shell.run("kbsite releases s3://nettsted --lang en", environment)
        shell.say("with a wrong folder")
        (base / "empty/content").mkdir(parents=True)
        shell.run(f"{publish}nothing", environment)


@contextmanager
def _losing(store: str, most: int) -> Iterator[str]:
    """Yield an address that passes so many requests on to the store, and then answers no more."""
    left, lock = [most], threading.Lock()

    class Passing(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            with lock:
                left[0] -= 1
                lost = left[0] < 0
            if lost:
                self.close_connection = True
                self.connection.close()
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            connection = http.client.HTTPConnection(store.removeprefix("http://"), timeout=PATIENCE)
            connection.request(self.command, self.path, body=body or None, headers=headers)
            answer = connection.getresponse()
            data = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {"content-length", "transfer-encoding", "connection", "server", "date"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)
            connection.close()

        do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _pass_on  # noqa: N815 - the base class's names

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    with Server(("127.0.0.1", 0), Passing) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@contextmanager
def _before(run: Path, environment: dict[str, str]) -> Iterator[str]:
    """Yield the address at which nginx shows the bucket, as a host of buckets does."""
    run.mkdir()
    port = free_port()
    user = AS_ROOT["nginx"] if os.geteuid() == 0 else ""
    text = BEFORE_BUCKET.format(run=run, port=port, user=user, store=environment["AWS_ENDPOINT_URL"], signed=SIGNED)
    (run / "settings").write_text(text, encoding="utf-8")
    command = [PROGRAMS["nginx"], "-c", str(run / "settings"), "-p", str(run), "-e", str(run / "error.log")]
    with (run / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - nginx
        try:
            wait(process, port, run / "log")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(PATIENCE)


if __name__ == "__main__":
    main()
