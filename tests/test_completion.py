"""`kbsite completion`: what a real shell offers after the beginning of a command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kbsite.cli import main
from kbsite.read.names import names
from tests.sites import write_site

KARI = {"forfattere/kari.md": "---\ntitle: Kari\n---\n", "forfattere/kari.nn.md": "---\ntitle: Kari\n---\n"}
KINDS = {"data/kinds.yaml": "- id: course\n  folder: kurs\n  name: { one: Kurs, many: Kurs }\n"}

_BASH = """source ./script
COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); COMPREPLY=()
_shtab_kbsite kbsite "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def offered(shell: str, root: Path, *typed: str) -> set[str]:
    """Return what a shell offers for the last of the words typed, in the folder of a site."""
    if not (program := shutil.which(shell)):
        pytest.skip(f"{shell} is not installed")
    made = subprocess.run(
        [sys.executable, "-m", "kbsite", "completion", shell], capture_output=True, check=True, cwd=root
    )
    (root / "script").write_bytes(made.stdout)
    beside = str(Path(sys.executable).parent)
    own = {**os.environ, "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}", "HOME": str(root)}
    if shell == "fish":
        text = f'source script; complete -C "{" ".join(typed)}"'
        command = [program, "--no-config", "-c", text]
    else:
        command = [program, "-c", _BASH, "bash", *typed]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root, env=own)
    return {line.partition("\t")[0].strip() for line in done.stdout.splitlines()} - {""}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("site"), {**KARI, **KINDS})


@pytest.mark.parametrize("shell", ["bash", "fish"])
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("kbsite", "new", "co"), {"course"}),
        (("kbsite", "new", "qa", "x", "--theme", "pl"), {"plan"}),
        (("kbsite", "new", "qa", "x", "--author", ""), {"kari"}),
        (("kbsite", "publish", "--str"), set()),
        (("kbsite", "check", "--str"), {"--strict"}),
        (("kbsite", "publish", "ss"), {"ssh://"}),
        (("kbsite", "rollback", "g"), {"git:", "gs://"}),
        (("kbsite", "check", "--format", "gi"), {"github", "gitlab"}),
        (("kbsite", "init", "--language", "n"), {"nb", "nn"}),
        (("kbsite", "report", "st"), {"stale"}),
        (("kbsite", "completion", ""), {"bash", "zsh", "fish"}),
    ],
)
def test_a_shell_offers_what_fits(shell: str, root: Path, typed: tuple[str, ...], found: set[str]) -> None:
    assert offered(shell, root, *typed) == found


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_folders_are_offered_where_the_help_says_so(shell: str, root: Path) -> None:
    found = offered(shell, root, "kbsite", "build", "--output", "cont")
    assert {each.rstrip("/") for each in found} == {"content"}


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_a_target_may_be_a_folder(shell: str, root: Path) -> None:
    assert {each.rstrip("/") for each in offered(shell, root, "kbsite", "publish", "cont")} == {"content"}


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_shell_can_read_its_script(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not (program := shutil.which(shell)):
        pytest.skip(f"{shell} is not installed")
    main(["completion", shell])
    (tmp_path / "script").write_text(capsys.readouterr().out, encoding="utf-8")
    done = subprocess.run([program, "-n", str(tmp_path / "script")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_names_are_those_of_the_site_and_none_where_there_is_no_site(root: Path, tmp_path: Path) -> None:
    assert "plan" in names("themes", root)
    assert names("authors", root) == ("kari",)
    assert {"qa", "course", "translation"} <= set(names("kinds", root))
    assert names("themes", tmp_path / "nothing") == ()


def test_the_parser_itself_is_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    """Options that one command passes over are those of another too, and stay in its help."""
    assert main(["completion", "bash", "--lang", "en"]) == 0
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["check", "--help", "--lang", "en"])
    assert "--strict" in capsys.readouterr().out
