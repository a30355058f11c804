"""The pipelines of the git hosts: their commands exist, what they use is pinned, and they have few rights.

`make lint-pipelines` checks them against the schemas of both hosts as well, see docs/developer/pipelines.md.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kbsite.cli import _parser
from tests.repositories import commit, git, start
from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.y*ml"))
GITLAB = ROOT / ".gitlab-ci.yml"
HOOKS, CONFIG = ROOT / ".pre-commit-hooks.yaml", ROOT / ".pre-commit-config.yaml"
DEPENDABOT = ROOT / ".github/dependabot.yml"
FILES = [*WORKFLOWS, GITLAB, HOOKS, CONFIG]
PIPELINES = [*WORKFLOWS, GITLAB]

CONTENT, CODE = 15, 60
"""The longest that a job may take, in minutes: for editors, who wait for it, and for the whole suite of tests."""

WITHOUT_DIGEST = {"python:3.15.0-bookworm"}
"""Images that no digest could be looked up for when they were added; exact versions all the same."""

RIGHTS = {
    ("check.yaml", "preview"): {"contents"},
    ("check.yaml", "comment"): {"pull-requests"},
    ("preview-gone.yaml", "remove"): {"contents"},
    ("laws.yaml", "update"): {"contents", "pull-requests"},
    ("links.yaml", "ask"): {"issues"},
    ("publish.yaml", "deploy"): {"pages", "id-token"},
    ("publish.yaml", "tell"): {"issues"},
}
"""What a job may write; all others may only read."""

_PINNED_ACTION = re.compile(r"[\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
_PINNED_IMAGE = re.compile(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}")
_VERSION = re.compile(r"Programming Language :: Python :: (3\.\d+)")


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings alone


def scripts(node: Any) -> Iterator[str]:
    """Yield every line of shell in a file."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name in ("run", "script", "before_script", "entry"):
                yield from (
                    line for part in ([value] if isinstance(value, str) else value) for line in part.split("\n")
                )
            else:
                yield from scripts(value)
    elif isinstance(node, list):
        for each in node:
            yield from scripts(each)


def values(node: Any, key: str) -> Iterator[str]:
    """Yield every value under a name, at any depth."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key and isinstance(value, str):
                yield value
            yield from values(value, key)
    elif isinstance(node, list):
        for each in node:
            yield from values(each, key)


def make_targets(line: str) -> list[str]:
    """Return the targets that a line of shell asks make for."""
    commands = [shlex.split(part) for part in re.split(r" (?:\|\||&&|;) ", line) if part.startswith("make ")]
    return [word for command in commands for word in command[1:] if "=" not in word and not word.startswith("-")]


def targets_of(makefile: str) -> set[str]:
    return {
        name.replace("$(VENV)", ".venv")
        for name in re.findall(r"^([\w$().][\w$()./-]*):(?!=)", makefile, re.MULTILINE)
    }


def supported_pythons() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = [match[1] for name in settings["classifiers"] if (match := _VERSION.fullmatch(name))]
    assert settings["requires-python"] == f">={found[0]}"
    return found


COMMANDS = [(path.name, line) for path in FILES for line in scripts(read(path)) if "kbsite " in line]
JOBS = [(path.name, name, job) for path in WORKFLOWS for name, job in read(path)["jobs"].items()]


def test_all_files_are_read_and_none_is_without_commands() -> None:
    assert [path.name for path in WORKFLOWS] == [
        "check.yaml", "code.yaml", "laws.yaml", "links.yaml", "preview-gone.yaml", "publish.yaml",
    ]  # fmt: skip
    by_scripts = {"links.yaml", "preview-gone.yaml"}
    assert {name for name, _ in COMMANDS} == {path.name for path in FILES} - by_scripts


@pytest.mark.parametrize(("file", "line"), COMMANDS)
def test_the_commands_are_words_that_kbsite_knows(file: str, line: str) -> None:
    words = shlex.split(re.split(r" (?:>>?|\|\||&&) ", line)[0])
    assert words[0] in (".venv/bin/kbsite", "kbsite"), file
    _parser().parse_args(words[1:])


@pytest.mark.parametrize("words", [["check", "--format", "bitbucket"], ["check", "--changed"], ["prove"]])
def test_a_command_that_kbsite_does_not_know_would_be_seen(words: list[str]) -> None:
    with pytest.raises(SystemExit):
        _parser().parse_args(words)


def test_what_make_is_asked_for_is_a_target_of_the_makefile() -> None:
    asked = {target for path in FILES for line in scripts(read(path)) for target in make_targets(line)}
    assert {".venv/installed", "lint", "test", "dist"} <= asked
    assert asked <= targets_of((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert "prove" not in targets_of("lint: prove\nA := b\n") | targets_of("help: ## prove: it\n")


def test_the_script_that_a_pipeline_runs_is_there_and_can_be_run() -> None:
    asked = [line for path in PIPELINES for line in scripts(read(path)) if line.startswith(".ci/")]
    assert asked
    for line in asked:
        assert (ROOT / line.split()[0]).stat().st_mode & 0o111


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_an_action_is_pinned_by_digest_with_its_version_beside_it(path: Path) -> None:
    used = re.findall(r"^\s*(?:- )?uses: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(used) == len(list(values(read(path), "uses")))
    assert [action for action in used if not _PINNED_ACTION.fullmatch(action)] == []


def test_an_action_has_one_version_in_all_workflows() -> None:
    used = {action for path in WORKFLOWS for action in values(read(path), "uses")}
    assert len({action.split("@")[0] for action in used}) == len(used)


@pytest.mark.parametrize(
    "action",
    [
        "actions/checkout@v7",
        "actions/checkout@main # v7.0.1",
        "actions/checkout@3d3c42e # v7.0.1",
        "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
        "./.github/actions/own",
        "docker://python:3.14",
    ],
)
def test_an_action_that_is_not_pinned_would_be_seen(action: str) -> None:
    assert not _PINNED_ACTION.fullmatch(action)


def test_an_image_is_pinned_by_digest() -> None:
    used = {image for key in ("image", "PYTHON_IMAGE") for image in values(read(GITLAB), key)} - {"$PYTHON_IMAGE"}
    assert len(used) >= len(supported_pythons())
    assert {image for image in used if not _PINNED_IMAGE.fullmatch(image)} == WITHOUT_DIGEST
    assert all(re.fullmatch(r"[\w./-]+:\d+\.\d+\.\d+-\w+", image) for image in WITHOUT_DIGEST)


def test_the_code_is_linted_and_tested_on_every_python_that_is_supported() -> None:
    job = read(ROOT / ".github/workflows/code.yaml")["jobs"]["python"]
    assert job["strategy"]["matrix"]["python"] == supported_pythons()
    assert job["strategy"]["fail-fast"] == "false"
    gitlab = read(GITLAB)["python"]
    images = [entry["PYTHON_IMAGE"] for entry in gitlab["parallel"]["matrix"]]
    assert [".".join(re.split(r"[:.-]", image)[1:3]) for image in images] == supported_pythons()
    assert gitlab["image"] == "$PYTHON_IMAGE"
    for node in (job, gitlab):
        assert {target for line in scripts(node) for target in make_targets(line)} == {"lint", "test"}


def test_everything_that_must_hold_is_run_on_the_oldest_python() -> None:
    job, gitlab = read(ROOT / ".github/workflows/code.yaml")["jobs"]["everything"], read(GITLAB)["everything"]
    assert list(values(job, "python-version")) == [supported_pythons()[0]]
    assert gitlab["image"].startswith(f"python:{supported_pythons()[0]}")
    for node in (job, gitlab):
        assert ".ci/run" in list(scripts(node))


@pytest.mark.parametrize(("file", "name", "job"), JOBS)
def test_a_job_may_write_only_what_it_is_for_and_has_an_end(file: str, name: str, job: dict[str, Any]) -> None:
    assert rights(job) <= RIGHTS.get((file, name), set())
    assert int(job["timeout-minutes"]) <= (CODE if file in ("code.yaml", "links.yaml") else CONTENT), name
    assert job["name"]


@pytest.mark.parametrize(("file", "name", "job"), JOBS)
def test_a_job_of_a_request_that_may_write_runs_none_of_its_code(file: str, name: str, job: dict[str, Any]) -> None:
    if not rights(job) or "pull_request" not in read(ROOT / ".github/workflows" / file)["on"]:
        return
    assert "github.event.pull_request.head.repo.full_name == github.repository" in job["if"], name
    found = [step["with"]["ref"] for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert found == ["${{ github.event.pull_request.base.sha }}"]


def rights(job: dict[str, Any]) -> set[str]:
    return {right for right, level in job.get("permissions", {}).items() if level == "write"}


def test_a_job_of_gitlab_has_an_end() -> None:
    jobs = {name: job for name, job in read(GITLAB).items() if isinstance(job, dict) and "script" in job}
    limits = {
        name: (job if "timeout" in job else read(GITLAB)[job["extends"]])["timeout"] for name, job in jobs.items()
    }
    assert limits.pop("links") == "1 hour"
    assert limits.pop("everything") == "1 hour"
    assert limits.pop("python") == "30 minutes"
    assert set(limits.values()) == {f"{CONTENT} minutes"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read_runs_once_at_a_time_and_runs_no_text_of_a_stranger(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["group"]
    assert set(workflow["on"]) <= {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert not [line for line in scripts(workflow) if "${{" in line]  # names of branches come by the environment
    for step in (step for job in workflow["jobs"].values() for step in job["steps"]):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
            assert step["with"]["fetch-depth"] == "0", "git is asked for branches, dates and tags"


def test_the_law_is_read_every_week_on_both_hosts_where_the_site_has_laws() -> None:
    workflow = read(ROOT / ".github/workflows/laws.yaml")
    assert [each["cron"].split()[-1] for each in workflow["on"]["schedule"]] == ["1"]
    steps = [step for step in workflow["jobs"]["update"]["steps"] if "laws" in step.get("run", "")]
    assert [step["if"] for step in steps] == ["hashFiles('data/laws.yaml') != ''"] * 2
    [rule] = read(GITLAB)["laws"]["rules"]
    assert rule["exists"] == ["data/laws.yaml"]
    assert [line.split()[0] for line in read(GITLAB)["laws"]["script"]] == [".venv/bin/kbsite", ".ci/propose-laws"]


@pytest.mark.parametrize("host", ["", "github", "gitlab"])
def test_a_difference_in_the_law_is_proposed_and_nothing_where_there_is_none(host: str, tmp_path: Path) -> None:
    repository, said = tmp_path / "repository", tmp_path / "text"
    commit(start(repository), "2026-01-01", {"data/laws.lock.yaml": "- en\n"})
    said.write_text("folkehelseloven § 6\n", encoding="utf-8")
    tools = tmp_path / "tools"
    tools.mkdir()
    real = shutil.which("git")
    log = f'echo "$(basename "$0") $*" >> {tmp_path}/log'
    fake = {"git": f'if test "$1" = push; then {log}; else exec {real} "$@"; fi', "gh": log}
    for name, script in fake.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    hosts = {
        "": {},
        "github": {"GITHUB_REPOSITORY": "eier/navn", "GH_TOKEN": "x"},
        "gitlab": {
            "CI_PROJECT_PATH": "eier/navn",
            "CI_DEFAULT_BRANCH": "main",
            "CI_JOB_TOKEN": "x",
            "CI_SERVER_HOST": "h",
        },
    }

    def propose() -> str:
        environment = {"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(tmp_path), **hosts[host]}
        command = [str(ROOT / ".ci/propose-laws"), str(said)]
        subprocess.run(command, cwd=repository, env=environment, check=True, capture_output=True)
        return git(repository, "log", "--format=%s", "-1")

    first = propose()
    (repository / "data/laws.lock.yaml").write_text("- to\n", encoding="utf-8")
    assert propose() == "Write down what has changed in the law"
    assert first != "Write down what has changed in the law"
    assert "folkehelseloven § 6" in git(repository, "log", "--format=%b", "-1")
    done = (tmp_path / "log").read_text(encoding="utf-8") if host else ""
    assert ("git push" in done, "gh pr create" in done, "merge_request.create" in done) == (
        bool(host), host == "github", host == "gitlab",
    )  # fmt: skip


def test_a_nightly_schedule_does_not_test_the_code() -> None:
    for name in ("python", "everything"):
        assert read(GITLAB)[name]["rules"] == [{"if": '$CI_PIPELINE_SOURCE != "schedule"'}]
    assert "schedule" not in read(ROOT / ".github/workflows/code.yaml")["on"]


def test_a_fault_in_the_code_does_not_keep_editors_from_publishing() -> None:
    assert read(GITLAB)["pages"]["needs"] == ["quality"]
    assert "needs" not in read(ROOT / ".github/workflows/publish.yaml")["jobs"]["build"]


def test_dependencies_of_each_sort_are_kept_up_to_date_together_and_not_at_once() -> None:
    updates = read(DEPENDABOT)["updates"]
    assert [update["package-ecosystem"] for update in updates] == ["pip", "github-actions", "npm"]
    for update in updates:
        assert int(update["cooldown"]["default-days"]) >= 7
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]


def test_each_pull_request_is_checked_with_its_whole_history() -> None:
    workflow = read(ROOT / ".github/workflows/check.yaml")
    assert set(workflow["on"]) == {"pull_request"}
    first = workflow["jobs"]["check"]["steps"][0]
    assert first["with"]["fetch-depth"] == "0"
    assert read(GITLAB)["variables"]["GIT_DEPTH"] == "0"


def test_the_main_branch_is_published_and_again_every_night() -> None:
    workflow = read(ROOT / ".github/workflows/publish.yaml")
    assert workflow["on"]["push"]["branches"] == ["main"]
    minute, hour, *rest = workflow["on"]["schedule"][0]["cron"].split()
    assert rest == ["*", "*", "*"]
    assert 0 <= int(hour) <= 3, "a day begins an hour or two earlier in Norway, and must have begun"
    assert minute != "0", "on the hour, jobs wait"


def test_gitlab_gets_every_problem_since_it_compares_reports_itself() -> None:
    jobs = read(GITLAB)
    (script,) = jobs["quality"]["script"]
    assert "--changed-since" not in script
    report = jobs["quality"]["artifacts"]["reports"]["codequality"]
    assert f"> {report} " in script
    assert jobs["quality"]["artifacts"]["when"] == "always"
    assert re.fullmatch(r"[\w -]+", jobs["preview"]["artifacts"]["expose_as"], re.ASCII)


def test_hooks_run_also_when_a_commit_only_takes_files_away() -> None:
    hooks = [*read(HOOKS), *read(CONFIG)["repos"][0]["hooks"]]
    assert [hook["id"] for hook in hooks] == ["kbsite-fix", "kbsite-check", "kbsite-fix"]
    for hook in hooks:
        assert (hook["always_run"], hook["pass_filenames"]) == ("true", "false")
        assert hook["entry"].endswith("--changed-since HEAD")


STARTER = ROOT / "kbsite/authoring/init/starters/common"


def caches(node: Any) -> Iterator[tuple[str, str]]:
    """Yield the action and the condition of each step that restores or saves a cache."""
    for job in node["jobs"].values():
        for step in job["steps"]:
            action = step.get("uses", "").partition("@")[0]
            if action.startswith("actions/cache"):
                assert step["with"]["path"] == ".kbsite/cache"
                assert step["with"]["key"].startswith("kbsite-${{ github.run_id }}")
                yield action, step.get("if", "")


def test_what_a_build_keeps_is_kept_between_runs_and_no_request_writes_it() -> None:
    saving = {"actions/cache", "actions/cache/save"}
    found = {path.name: [*caches(read(path))] for path in WORKFLOWS}
    assert found["publish.yaml"] == [("actions/cache", "")]
    assert found["check.yaml"] == [("actions/cache/restore", "")]
    for path in WORKFLOWS:
        starts = {*read(path)["on"]} - {"push", "schedule", "workflow_dispatch"}
        assert not starts or not saving & {action for action, _ in found[path.name]}, path.name
    starter = [*caches(read(STARTER / "dot-github/workflows/site.yaml"))]
    assert starter == [("actions/cache/restore", ""), ("actions/cache/save", "github.ref == 'refs/heads/main'")]


@pytest.mark.parametrize("path", [GITLAB, STARTER / "dot-gitlab-ci.yml"], ids=["ours", "of a new site"])
def test_gitlab_keeps_it_under_a_key_that_protected_branches_do_not_share(path: Path) -> None:
    every = [each for node in read(path).values() if isinstance(node, dict) for each in node.get("cache", [])]
    every += read(path)["cache"]
    kept = [each for each in every if each["paths"] == [".kbsite/cache"]]
    assert {each["key"] for each in kept} == {"kbsite"}
    assert all("unprotect" not in each for each in kept)


def test_all_that_a_test_can_be_left_out_for_is_required_where_everything_is_run() -> None:
    """What `.ci/run` could not fetch is 0 there, and it has said so."""
    asked = re.compile(r"KBSITE_REQUIRE_[A-Z]+")
    tests = {
        name for path in (ROOT / "tests").glob("*.py") for name in asked.findall(path.read_text(encoding="utf-8"))
    }
    assert "KBSITE_REQUIRE_BROWSER" in tests
    last = (ROOT / ".ci/run").read_text(encoding="utf-8").rpartition("make build")[2]
    assert tests - {*asked.findall(last)} == set()
