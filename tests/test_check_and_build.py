"""`check` reports all that `build` refuses, and nothing else: the same problems, the same exit status."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbsite.cli import main
from tests.samples import plain_text, text
from tests.sites import LAYOUTS, TODAY, files, write_site

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("a", "b", "c")

ALIASES = ("/gammel/", "/a/", "/aktuelt/a/", "/sok/", "/feed.xml", "/tema/plan/", "/gammel.html", "/x" * 40)

LINES = (
    "Et avsnitt.",
    "[En lenke](b.md)",
    "[Et utkast](c.md#ingen)",
    "[Et vedlegg](vedlegg.pdf)",
    "[Borte](borte.md)",
    "![Et bilde](bilde.png)",
    "[her](https://example.com/)",
    "## Mer",
    "#### Dypt",
    "Se pbl. § 3-1.",
    "<b>rå</b>",
)

FIELDS: dict[str, tuple[str, ...]] = {
    "draft": ("true", "ja"),
    "date": ("2025-01-01", "2030-01-01", "2025-02-30"),
    "expires": ("2026-01-01",),
    "review_by": ("2026-01-01", "2030-01-01"),
    "themes": ("[plan]", "[plam]"),
    "summary": ("Kort.",),
    "lang": ("nn", "xx"),
    "resources": ("[{title: R, url: 'https://a.no/'}]", "[{title: R}]"),
}


def _replaced(name: str, data: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return change


def _appended(name: str, data: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).write_bytes((folder / name).read_bytes() + data)

    return change


def _removed(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


LAYOUT_FAULTS: dict[str, Callable[[Path], None]] = {
    "none": lambda _folder: None,
    "no folder": shutil.rmtree,
    "syntax": _replaced("news.html", b"{% if %}"),
    "rarely shown": _replaced("news.html", b"{% if page.resources %}{{ page.nope }}{% endif %}"),
    "only where overdue": _appended("reader.html", b"{% if page.overdue %}{{ page.nope }}{% endif %}"),
    "redirects": _replaced("redirect.html", b"{{ nope }}"),
    "no layout of a kind": _removed("news.html"),
    "no base": _removed("base.html"),
    "no 404": _removed("not_found.html"),
    "encoding": _replaced("search.html", b"\xff\xfe"),
    "no words": _removed("strings/nn.yaml"),
    "words are a list": _replaced("strings/nb.yaml", b"- a\n"),
    "words are broken": _replaced("strings/nb.yaml", b"a: [\n"),
    "words without one": _replaced("strings/nn.yaml", b"search: S\xc3\xb8k\n"),
    "no style": _removed("assets/style.css"),
}

LENT = {"none", "no layout of a kind", "no base", "no 404", "no words", "words without one", "no style"}
"""No faults: what a site's layouts lack, those of the package have."""

SETTINGS_FAULTS = {
    "none": {},
    "no themes": {"data/themes.yaml": ""},
    "no host": {"data/site.yaml": "title: N\nbase_url: 'https://['\nemail: post@example.org\n"},
    "no email": {"data/site.yaml": "title: N\nbase_url: https://example.org/\n"},
    "unknown": {"data/site.yaml": "title: N\nbase_url: https://e.org/\nemail: p@example.org\nhva: 1\n"},
    "editing": {
        "data/site.yaml": "title: N\nbase_url: https://e.org/\nemail: p@example.org\n"
        "cms: {backend: github, repo: a/b, branch: main}\n"
    },
}


def _page(name: str) -> st.SearchStrategy[str]:
    """Return texts of a page: fields that may be wrong, aliases that may collide, lines that may be faulty."""
    fields = st.fixed_dictionaries({}, optional={key: st.sampled_from(each) for key, each in FIELDS.items()})
    aliases = st.lists(st.sampled_from(ALIASES), max_size=2).map(lambda each: f"[{', '.join(each)}]")
    body = st.lists(st.sampled_from(LINES), min_size=1, max_size=4).map("\n\n".join)
    return st.builds(
        lambda field, alias, lines: text(f"Side {name}", body=lines, aliases=alias, **field), fields, aliases, body
    )


SITES = st.fixed_dictionaries(
    {f"aktuelt/{NAMES[0]}.md": _page("a")},
    optional={
        **{f"aktuelt/{name}.md": _page(name) for name in NAMES[1:]},
        "forfattere/kari.md": st.just(plain_text("Kari")),
        "aktuelt/vedlegg.pdf": st.just("%PDF"),
        "aktuelt/bilde.png": st.just("PNG"),
        "tema/plan.md": st.just(plain_text("Om temaet")),
        "annet/feil.md": st.just(plain_text("Feil sted")),
    },
)

FLAGS = st.lists(st.sampled_from(("--strict", "--drafts", "--future", "--expired")), unique=True)


def outcome(command: str, root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    """Return the exit status of a command and all problems that it prints."""
    capsys.readouterr()
    status = main(
        [command, "--root", str(root), "--layouts", str(root / "layouts"), "--today", TODAY, "-q", *options]
    )
    return status, capsys.readouterr().err


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    content=SITES,
    layouts=st.sampled_from(sorted(LAYOUT_FAULTS)),
    data=st.sampled_from(sorted(SETTINGS_FAULTS)),
    flags=FLAGS,
)
def test_check_and_build_find_the_same(
    content: dict[str, str], layouts: str, data: str, flags: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = write_site(Path(name), {**content, **SETTINGS_FAULTS[data]})
        shutil.copytree(LAYOUTS, root / "layouts")
        LAYOUT_FAULTS[layouts](root / "layouts")
        before = files(root)
        checked = outcome("check", root, capsys, *flags)
        assert files(root) == before
        output = root / "public"
        assert outcome("build", root, capsys, "--no-search", "--output", str(output), *flags) == checked
        assert output.exists() is (checked[0] == 0)


@pytest.mark.parametrize("layouts", sorted(LAYOUT_FAULTS))
def test_they_agree_on_each_fault_of_layouts(
    layouts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {
        "aktuelt/a.md": text("A", aliases="[/gammel/]", review_by="2026-01-01", resources=FIELDS["resources"][0]),
        "forfattere/kari.md": plain_text("Kari"),
    }
    root = write_site(tmp_path, pages)
    shutil.copytree(LAYOUTS, root / "layouts")
    LAYOUT_FAULTS[layouts](root / "layouts")
    checked = outcome("check", root, capsys)
    assert checked[0] == (0 if layouts in LENT else 2)
    assert outcome("build", root, capsys, "--no-search", "--output", str(tmp_path / "public")) == checked


def test_every_fault_of_the_layouts_is_found_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(tmp_path, {"aktuelt/a.md": text("A"), "forfattere/kari.md": plain_text("Kari")})
    shutil.copytree(LAYOUTS, root / "layouts")
    for name in ("news.html", "search.html"):
        _replaced(name, b"{{ nope }}")(root / "layouts")
    status, problems = outcome("check", root, capsys, "--lang", "en")
    assert status == 2
    assert "layouts/news.html:1:1" in problems
    assert "layouts/search.html:1:1" in problems


def test_content_is_reported_where_the_layouts_are_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_site(tmp_path, {"aktuelt/a.md": text("A", themes="[ukjent]")})
    for command in (["check"], ["build", "--output", str(tmp_path / "public")]):
        assert main([*command, "--root", str(root), "--layouts", str(tmp_path / "borte"), "--lang", "en"]) == 2
        shown = capsys.readouterr().err
        assert "error[unknown-theme]" in shown
        assert "cannot find the layouts" in shown


def test_an_attachment_that_cannot_be_read_stops_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {
        "aktuelt/a.md": text("A", body="[v](v.pdf)"),
        "aktuelt/v.pdf": "%PDF",
        "forfattere/kari.md": plain_text("K"),
    }
    root = write_site(tmp_path, pages)
    shutil.copytree(LAYOUTS, root / "layouts")
    opened = Path.open

    def refused(self: Path, *arguments: object, **named: object) -> object:
        if self.name == "v.pdf":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *arguments, **named)  # type: ignore[call-overload] # whatever was asked for

    monkeypatch.setattr(Path, "open", refused)
    checked = outcome("check", root, capsys)
    assert checked[0] == 2
    assert "v.pdf" in checked[1]
    assert outcome("build", root, capsys, "--no-search", "--output", str(tmp_path / "public")) == checked


def test_the_result_is_still_a_list_where_there_is_no_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_site(tmp_path, {"aktuelt/a.md": text("A"), "forfattere/kari.md": plain_text("Kari")})
    assert main(["check", "--root", str(root), "--today", TODAY, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
