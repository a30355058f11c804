"""A machine of one's own, by ssh and rsync: releases there, and a link that is exchanged by one rename.

`/srv/site` is a link to `/srv/site.releases/0007-3f2a…`, as `kbsite build --releases` makes it. The host needs
a shell, rsync, and what every Linux has. Two that publish at once find out: the second one's link is not exchanged.
What was interrupted lies in a hidden folder beside the releases; the next publishing goes on with it.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from kbsite.diagnostics import EnvironmentFault
from kbsite.publish.targets.causes import refused
from kbsite.publish.targets.ledger import Ledger, digest_of
from kbsite.publish.targets.redaction import without_secrets
from kbsite.read.process import hold_signals, run

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from kbsite.publish.targets.ledger import Plan
    from kbsite.publish.targets.target import Address, Built, Sent
    from kbsite.read.process import Finished

SHELL = "KBSITE_SSH"
"""The variable of the environment that names the ssh to use, with options, as `GIT_SSH_COMMAND` does for git."""

_OPTIONS = ("-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15")
_LOOK, _SEND = 300, 3600
_FOREIGN, _MISSING, _OVERTAKEN, _UNDONE = 41, 42, 43, 44
_UNREACHED = re.compile(
    r"Permission denied \(|Connection refused|Could not resolve hostname|Host key verification failed|"
    r"No route to host"
)
"""What ssh says where it has not come as far as to run anything."""

_HEAD = r"""
set -eu
LC_ALL=C; export LC_ALL
out=$1; rel=$out.releases; switched=
trap 'case $? in 0|4[1-3]) ;; *) if [ -z "$switched" ]; then exit 44; fi ;; esac' EXIT
names() { if [ -d "$rel" ]; then ls -1 "$rel" | grep -E '^[0-9]{4,9}-[0-9a-f]{12}$' | sort -rn || true; fi; }
now=
if [ -L "$out" ]; then
  now=$(readlink "$out"); now=${now##*/}
  if [ "$(readlink "$out")" != "${out##*/}.releases/$now" ]; then exit 41; fi
elif [ -e "$out" ]; then
  if [ ! -d "$out" ] || [ -n "$(ls -A "$out")" ]; then exit 41; fi
fi
switch() {
  rm -f "$rel/.link"
  ln -s "${out##*/}.releases/$1" "$rel/.link"
  if [ -d "$out" ] && [ ! -L "$out" ]; then rmdir "$out"; fi
  mv -fT "$rel/.link" "$out"
  switched=yes
}
"""

_NAMES = """
echo "$now"
names
"""

_STATE = """
echo "$now"
if [ -n "$now" ]; then
  cat "$rel/.gone.json" 2>/dev/null || true; echo
  cd "$out/" && find . -type f -exec sha256sum {} +
fi
"""

_READY = """
mkdir -p "$rel/.incoming-$2"
echo "$now"
"""

_FINISH = """
if command -v flock >/dev/null; then
  exec 9> "$rel/.lock"
  flock -n 9 || exit 43
  now=
  if [ -L "$out" ]; then now=$(readlink "$out"); now=${now##*/}; fi
fi
if [ "$now" != "$5" ]; then exit 43; fi
new=$rel/.incoming-$2
while IFS= read -r path; do
  if [ -n "$path" ] && [ ! -e "$new/$path" ]; then
    case $path in */*) mkdir -p "$new/${path%/*}" ;; esac
    ln "$out/$path" "$new/$path" 2>/dev/null || cp -p "$out/$path" "$new/$path"
  fi
done
last=$(names | head -n 1)
name=$(printf '%04d-%s' "$(expr "${last%%-*}" + 1 2>/dev/null || echo 1)" "$2")
printf '{"release": "%s", "gone": %s}' "$name" "$4" > "$rel/.gone.json"
mv "$new" "$rel/$name"
switch "$name"
names | tail -n +"$(expr "$3" + 1)" | while IFS= read -r old; do
  if [ "$old" != "$name" ]; then rm -rf "${rel:?}/$old" || true; fi
done
find "$rel" -maxdepth 1 -name '.incoming-*' -mtime +0 -exec rm -rf {} + || true
echo "$name"
"""

_BACK = """
if [ -z "$now" ]; then exit 42; fi
to=$2
if [ -z "$to" ]; then to=$(names | sed -n "/^$now\\$/,\\$p" | sed -n 2p); fi
if [ -z "$to" ] || ! names | grep -qxF -e "$to"; then exit 42; fi
switch "$to"
echo "$to"
"""


@dataclass(frozen=True, slots=True)
class OverSsh:
    """A folder of another machine that is a link to a release."""

    address: Address
    keep: int = 5
    shows_settings: ClassVar[bool] = True
    in_steps: ClassVar[bool] = False

    def ledger(self, site: Built, *, force: bool) -> Ledger:
        """Return what the release has that readers see now, by its bytes."""
        now, *rest = self._ask(_STATE).splitlines()
        if not now:
            return Ledger()
        gone = _gone(rest[0], now)
        files = dict(_summed(line) for line in rest[1:] if line)
        gone = {path: since for path, since in gone.items() if path in files}
        return Ledger({path: digest for path, digest in files.items() if path not in gone}, gone)

    def releases(self) -> tuple[str, list[str]]:
        """Return the release that readers see now, and all there are, the newest first."""
        now, *names = self._ask(_NAMES).splitlines()
        return now, names

    def roll_back(self, to: str, now: datetime.datetime, grace: datetime.timedelta) -> str:
        """Go to the release `to`, or to the one before; return its name."""
        hold_signals()
        return self._ask(_BACK, to, unsure="unsure-back").strip()

    def publish(self, site: Built, plan: Plan, sent: Sent) -> None:
        """Send what differs, make a release of it, and exchange the link."""
        digest = digest_of(site.files)
        now = self._ask(_READY, digest).strip()
        place = f"{self.address.path}.releases/.incoming-{digest}/"
        command = [
            *(
                "rsync",
                "--recursive",
                "--checksum",
                "--perms",
                "--chmod=D755,F644",
                "--secluded-args",
                "--partial",
                "--timeout=120",
            ),
            *(f"--rsh={shlex.join(self._shell())}", "--from0", "--files-from=-"),
            *([f"--link-dest=../{now}"] if now else []),
            *("--", f"{site.folder}/", f"{self._host()}:{place}"),
        ]
        self._done(_ran(command, _SEND, "\0".join(site.files).encode()), "rsync")
        gone = json.dumps(plan.after.gone)
        hold_signals()
        staying = "".join(f"{path}\n" for path in plan.after.gone)
        self._ask(_FINISH, digest, str(self.keep), gone, now, given=staying, unsure="unsure")
        sent(len(plan.sent), len(plan.sent))

    def _shell(self) -> list[str]:
        port = ["-p", str(self.address.port)] if self.address.port else []
        return [*shlex.split(os.environ.get(SHELL, "ssh")), *_OPTIONS, *port]

    def _host(self) -> str:
        host = f"[{self.address.host}]" if ":" in self.address.host else self.address.host
        return f"{self.address.user}@{host}" if self.address.user else host

    def _ask(self, script: str, *arguments: str, given: str = "", unsure: str = "") -> str:
        """Run a script on the host and return what it prints; `given` is its standard input.

        `unsure` is the fault of a script that may have done its work though its answer was lost.
        """
        line = shlex.join(["sh", "-c", _HEAD + script, "sh", self.address.path, *arguments])
        host = self._host().replace("[", "").replace("]", "")
        return self._done(_ran([*self._shell(), "--", host, line], _LOOK, given.encode()), "ssh", unsure)

    def _done(self, finished: Finished, program: str, unsure: str = "") -> str:
        target = self.address.written
        if finished.status == _FOREIGN:
            raise EnvironmentFault("no-release-link", folder=target)
        if finished.status == _OVERTAKEN:
            raise EnvironmentFault("overtaken", target=target)
        if finished.status == _MISSING:
            names = ", ".join(self.releases()[1])
            raise EnvironmentFault("no-such-release", folder=target, names=names)
        if finished.status:
            said = without_secrets(finished.stderr.decode("utf-8", "replace"), os.environ)
            reason = said or f"{program} {finished.status}"
            if unsure and finished.status != _UNDONE and not _UNREACHED.search(said):
                raise EnvironmentFault(unsure, target=target, reason=reason)
            raise refused(target, program, reason)
        return finished.stdout.decode("utf-8", "replace")


def _ran(command: Sequence[str], seconds: float, given: bytes) -> Finished:
    try:
        return run(command, seconds=seconds, given=given)
    except OSError as error:
        raise EnvironmentFault("no-program", program=command[0], reason=error.strerror or "?") from error


def _summed(line: str) -> tuple[str, str]:
    digest, _, path = line.partition("  ")
    return path.removeprefix("./"), digest


def _gone(text: str, release: str) -> dict[str, str]:
    try:
        found = json.loads(text)
        return dict(found["gone"]) if found["release"] == release else {}
    except (ValueError, KeyError, TypeError):
        return {}
