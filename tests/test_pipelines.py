"""The pipelines of the git hosts, read: the commands in them are ours, and what they need is there.

The files were held against the public schemas of both hosts too, see docs/developer/pipelines.md.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kbsite.cli import _parser
from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yaml"))
GITLAB = ROOT / ".gitlab-ci.yml"
HOOKS, CONFIG = ROOT / ".pre-commit-hooks.yaml", ROOT / ".pre-commit-config.yaml"
FILES = [*WORKFLOWS, GITLAB, HOOKS, CONFIG]


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


COMMANDS = [(path.name, line) for path in FILES for line in scripts(read(path)) if "kbsite " in line]


def test_all_files_are_read_and_none_is_without_commands() -> None:
    assert len(WORKFLOWS) == 2
    assert {name for name, _ in COMMANDS} == {path.name for path in FILES}


@pytest.mark.parametrize(("file", "line"), COMMANDS)
def test_the_commands_are_words_that_kbsite_knows(file: str, line: str) -> None:
    words = shlex.split(re.split(r" (?:>>?|\|\||&&) ", line)[0])
    assert words[0] in (".venv/bin/kbsite", "kbsite"), file
    _parser().parse_args(words[1:])


@pytest.mark.parametrize("words", [["check", "--format", "bitbucket"], ["check", "--changed"], ["prove"]])
def test_a_command_that_kbsite_does_not_know_would_be_seen(words: list[str]) -> None:
    with pytest.raises(SystemExit):
        _parser().parse_args(words)


def test_what_is_installed_is_a_target_of_the_makefile() -> None:
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    asked = {line.split()[1] for path in FILES for line in scripts(read(path)) if line.startswith("make ")}
    assert asked == {".venv/installed"}
    assert "$(VENV)/installed:" in targets


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_write_nothing_but_pages_and_runs_no_text_of_a_stranger(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        rights = job.get("permissions", {})
        assert {name for name, right in rights.items() if right == "write"} <= {"pages", "id-token"}
        assert int(job["timeout-minutes"]) <= 15
    assert not [line for line in scripts(workflow) if "${{" in line]  # names of branches come by the environment


def test_each_pull_request_is_checked_with_its_whole_history() -> None:
    workflow = read(ROOT / ".github/workflows/check.yaml")
    assert set(workflow["on"]) == {"pull_request"}
    first = workflow["jobs"]["check"]["steps"][0]
    assert first["with"]["fetch-depth"] == "0"
    assert read(GITLAB)["variables"]["GIT_DEPTH"] == "0"


def test_the_main_branch_is_published_and_every_night_anew() -> None:
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
