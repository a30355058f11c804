"""nginx, Apache and Caddy, each with the settings that kbsite writes, on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS = {"nginx": "/usr/sbin/nginx", "apache": "/usr/sbin/apache2", "caddy": "/usr/bin/caddy"}
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
"""Debian has it in libnginx-mod-http-brotli-static."""
PATIENCE = 30

NGINX = """
{modules}
worker_processes 1; pid {run}/pid; error_log {run}/error.log; daemon off; {user}
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {run}/a; proxy_temp_path {run}/b; fastcgi_temp_path {run}/c;
  uwsgi_temp_path {run}/d; scgi_temp_path {run}/e;
  include {site}/_hosting/nginx-http.conf;
  server {{ listen 127.0.0.1:{port}; root {site}; include {site}/_hosting/nginx-server.conf; {extra} }}
}}
"""

APACHE = """
ServerRoot {run}
ServerName localhost
PidFile {run}/pid
ErrorLog {run}/error.log
Listen 127.0.0.1:{port}
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so
LoadModule negotiation_module /usr/lib/apache2/modules/mod_negotiation.so
LoadModule autoindex_module /usr/lib/apache2/modules/mod_autoindex.so
TypesConfig /dev/null
DocumentRoot {site}
<Directory {site}>
  AllowOverride All
  Require all granted
</Directory>
<Files ".ht*">
  Require all denied
</Files>
{user}
"""

CADDY = """
{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  root * {site}
  import {site}/_hosting/Caddyfile
}}
"""

SETTINGS = {"nginx": NGINX, "apache": APACHE, "caddy": CADDY}
AS_ROOT = {"nginx": "user root;", "apache": "User www-data\nGroup www-data", "caddy": ""}


def needed(name: str) -> str:
    """Return the program of a server; skips the test where it is missing, and fails where it must be here."""
    program = PROGRAMS[name]
    if not Path(program).is_file():
        reason = f"{program} is not installed"
        if os.environ.get("KBSITE_REQUIRE_SERVERS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return program


def needed_module() -> None:
    """Skip the test where nginx has no module for brotli, and fail where it must be here."""
    reason = f"{BROTLI} is not installed"
    if os.environ.get("KBSITE_REQUIRE_SERVERS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def serving(name: str, site: Path, run: Path) -> Iterator[int]:
    """Yield the port at which the real server shows the folder `site`; `run` is for its own files."""
    program = needed(name)
    run.mkdir(exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = AS_ROOT[name] if os.geteuid() == 0 else ""
    settings = run / "settings"
    brotli = BROTLI.is_file() and (site / "_hosting/nginx-brotli.conf").is_file()
    modules = f"load_module {BROTLI};" if brotli else ""
    extra = f"include {site}/_hosting/nginx-brotli.conf;" if brotli else ""
    text = SETTINGS[name].format(run=run, site=site, port=port, user=user, modules=modules, extra=extra)
    settings.write_text(text, encoding="utf-8")
    command = {
        "nginx": [program, "-c", str(settings), "-p", str(run), "-e", str(run / "error.log")],
        "apache": [program, "-f", str(settings), "-DFOREGROUND"],
        "caddy": [program, "run", "--config", str(settings), "--adapter", "caddyfile"],
    }[name]
    output = run / "output"
    with output.open("wb") as said:
        env = {"PATH": os.environ.get("PATH", ""), "HOME": str(run)}
        process = subprocess.Popen(command, stdout=said, stderr=said, env=env, cwd=run)
        try:
            _wait(process, port, output)
            yield port
        finally:
            process.terminate()
            process.wait(PATIENCE)
            shutil.rmtree(run, ignore_errors=True)


def _wait(process: subprocess.Popen[bytes], port: int, output: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    error = output.with_name("error.log")
    raise RuntimeError(output.read_text("utf-8") + (error.read_text("utf-8") if error.is_file() else ""))
