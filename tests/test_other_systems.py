"""What Windows and macOS do to a project, as far as Linux can show it: line ends, names, and commands without make.

No such machine was at hand: paths with a drive, locked files and the terminals of those systems are untried here.
The job *Without make on …* in `.github/workflows/code.yaml` runs what it can there.
"""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Literal

import pytest

from kbsite.checks.file_names import LONGEST
from kbsite.cli import _parser, main
from kbsite.schema.file_names import refused_by_windows
from tests.samples import text
from tests.sites import LAYOUTS, ROOT, SETTINGS, TODAY, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def site(root: Path, form: Literal["NFC", "NFD"] = "NFC", ends: str = "\n") -> Path:
    """Write a site whose file names have accents in a Unicode form, and whose texts have those line ends."""

    def named(name: str) -> str:
        return unicodedata.normalize(form, name)

    def page(title: str, body: str = "Tekst.") -> bytes:
        return text(title, body).replace("kari", "kare").replace("\n", ends).encode()

    content: dict[str, str | bytes] = {
        named("artikler/språk.md"): page(
            "Språk", "Se [den andre](måte.md#så-langt).\n\n![Blå bær i en skål](blåbær.png)"
        ),
        named("artikler/måte.md"): page(
            "Måte", "## Så langt\n\n- en\n- to\n\n```\nkode\n```\n\nSe [språk](språk.md)."
        ),
        named("artikler/blåbær.png"): PNG,
        named("forfattere/kåre.md"): "---\ntitle: Kåre\n---\n".replace("\n", ends).encode(),
        "data/site.yaml": SETTINGS.replace("\n", ends).encode(),
        "data/themes.yaml": f"- id: plan{ends}  title: Planlegging{ends}".encode(),
    }
    root = write_site(root, content)
    (root / "static").mkdir()
    (root / "static" / named("må.txt")).write_text("x", encoding="utf-8")
    return root


def built(root: Path, output: Path) -> dict[str, bytes]:
    where = ["--root", str(root), "--output", str(output), "--layouts", str(LAYOUTS)]
    assert main(["build", *where, "--no-search", "--strict", "--today", TODAY, "--lang", "en"]) == 0
    return {unicodedata.normalize("NFC", path): data for path, data in files(output).items()}


def test_names_as_macos_writes_them_make_the_same_site(tmp_path: Path) -> None:
    """macOS may give å as a and a ring: links, pictures and authors reach the file all the same."""
    ours = built(site(tmp_path / "composed"), tmp_path / "one")
    theirs = built(site(tmp_path / "decomposed", form="NFD"), tmp_path / "two")
    assert "artikler/sprak/index.html" in ours
    assert theirs.keys() == ours.keys()
    pages = [path for path in ours if path.endswith((".html", ".xml", ".json"))]
    assert [
        path for path in pages if unicodedata.normalize("NFC", theirs[path].decode()) != ours[path].decode()
    ] == []


def test_line_ends_of_windows_make_the_same_site(tmp_path: Path) -> None:
    ours = built(site(tmp_path / "lf"), tmp_path / "one")
    theirs = built(site(tmp_path / "crlf", ends="\r\n"), tmp_path / "two")
    assert theirs.keys() == ours.keys()
    differing = {path for path in ours if theirs[path] != ours[path]}
    assert {path for path in differing if b"\r\n" in theirs[path] or path.endswith(".html")} == set()


def test_a_problem_has_its_place_whatever_the_line_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, ends in (("lf", "\n"), ("crlf", "\r\n")):
        root = site(tmp_path / name, ends=ends)
        path = root / "content/artikler/måte.md"
        path.write_bytes(path.read_bytes().replace("språk.md".encode(), b"borte.md"))
        assert main(["check", "--root", str(root), "--today", TODAY, "--lang", "en"]) == 1
    one, two = (each for each in capsys.readouterr().err.splitlines() if each.startswith("content/"))
    assert one == two
    assert ": error[broken-link]" in one


@pytest.mark.parametrize(
    "name",
    [
        "con.md",
        "CON",
        "nul.tar.gz",
        "Aux.md",
        "com1.md",
        "lpt9",
        "conin$",
        "a.",
        "a ",
        "a:b",
        "a?b.md",
        "a|b",
        "a\tb",
    ],
)
def test_a_name_that_windows_cannot_have_is_known(name: str) -> None:
    assert refused_by_windows(name)


@pytest.mark.parametrize(
    "name", ["console.md", "aux-1.md", "com.md", "com10.md", ".md", "a.b", "å b.md", "nulle", "lpt"]
)
def test_a_name_that_windows_can_have_is_not_told_of(name: str) -> None:
    assert refused_by_windows(name) is None


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("static/aux.txt", "windows-name"),
        ("static/a/b./c.txt", "windows-name"),
        (f"static/{'x' * 99}/{'y' * 99}/a.txt", "windows-name"),
        ("static/MÅ.txt", "duplicate-address"),
        ("content/artikler/Blåbær.png", "twin-name"),
    ],
)
def test_a_file_that_others_cannot_get_is_told_of(
    path: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(tmp_path)
    assert main(["check", "--root", str(root), "--strict", "--today", TODAY]) == 0
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(PNG)
    assert main(["check", "--root", str(root), "--strict", "--today", TODAY]) == 1
    assert f"[{code}]" in capsys.readouterr().err


def test_a_path_that_is_long_and_allowed_is_not_told_of(tmp_path: Path) -> None:
    root = site(tmp_path)
    name = f"static/{'x' * 150}/"
    path = root / (name + "y" * (LONGEST - len(name)))
    path.parent.mkdir()
    path.write_bytes(b"")
    assert main(["check", "--root", str(root), "--strict", "--today", TODAY]) == 0


def tasks(path: Path) -> list[dict[str, object]]:
    """Return the tasks of VS Code in a file, whose lines may be comments."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.strip().startswith("//")]
    found: list[dict[str, object]] = json.loads("\n".join(lines))["tasks"]
    return found


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_new_site_has_tasks_that_need_no_shell_and_no_make(language: str, tmp_path: Path) -> None:
    given = ["--title", "Test", "--base-url", "https://example.org/", "--email", "post@example.org"]
    assert main(["init", str(tmp_path / "site"), *given, "--language", language, "--today", TODAY]) == 0
    found = tasks(tmp_path / "site/.vscode/tasks.json")
    assert [each["type"] for each in found] == ["process", "process"]
    for each in found:
        arguments = each["args"]
        assert each["command"] == "${command:python.interpreterPath}"
        assert isinstance(arguments, list)
        assert arguments[:2] == ["-m", "kbsite"]
        _parser().parse_args(arguments[2:])
    for path in (tmp_path / "site").rglob("*.y*ml"):
        assert not re.search(r"\bmake\b", path.read_text(encoding="utf-8").replace("Make a", "")), path


def test_the_task_of_this_project_has_a_command_for_windows() -> None:
    (task,) = tasks(ROOT / ".vscode/tasks.json")
    assert task["windows"] == {"command": ".venv\\Scripts\\python -m kbsite check"}
