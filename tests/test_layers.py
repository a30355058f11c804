"""A site's layouts lie over the package's: file by file, block by block, word by word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from tests.sites import TODAY, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "---\ntitle: Om oss\n---\n\nTekst.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", {"sider/om.md": PAGE})


def over(root: Path, name: str, text: str) -> None:
    path = root / "layouts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def built(root: Path) -> dict[str, bytes]:
    output = root.parent / "public"
    assert main(["build", "--root", str(root), "--output", str(output), "--no-search", "--today", TODAY]) == 0
    return files(output)


def errors(root: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, int, str, str]]:
    capsys.readouterr()
    main(["check", "--root", str(root), "--today", TODAY, "--lang", "en", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    return [(e["file"], e["line"], e["code"], e["message"]) for e in found if e["severity"] == "error"]


def test_an_empty_folder_of_layouts_changes_nothing(root: Path) -> None:
    before = built(root)
    (root / "layouts").mkdir()
    assert built(root) == before


def test_one_file_takes_the_place_of_the_package_s(root: Path) -> None:
    before = built(root)
    over(root, "page.html", "<title>{{ page.head.title }}</title>Eget")
    after = built(root)
    assert after["om/index.html"] == b"<title>Om oss</title>Eget"
    assert {name for name in before if before[name] != after[name]} == {"om/index.html"}


def test_a_layout_extends_the_package_s_layout_of_the_same_name(root: Path) -> None:
    over(
        root,
        "base.html",
        '{% extends "kbsite/base.html" %}\n{% block header_search %}<p>Før</p>{{ super() }}{% endblock %}\n',
    )
    pages = built(root)
    for name in ("om/index.html", "tema/index.html"):  # others have their own search field
        assert "<p>Før</p>" in pages[name].decode()
        assert 'action="/sok/"' in pages[name].decode()


def test_a_page_of_the_package_is_built_on_a_site_s_own_layout(root: Path) -> None:
    own = '{% extends "kbsite/content.html" %}{% block after_text %}<p>Etter</p>{% endblock %}'
    over(root, "content.html", own)
    assert "<p>Etter</p>" in built(root)["om/index.html"].decode()


def test_words_merge_by_key(root: Path) -> None:
    over(root, "strings/nb.yaml", "not_found_title: Borte vekk\n")
    page = built(root)["404.html"].decode()
    assert "Borte vekk" in page
    assert 'lang="nb"' in page


def test_assets_lie_over_the_package_s(root: Path) -> None:
    before = built(root)
    over(root, "assets/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    over(root, "assets/own.css", "p { color: red; }\n")
    after = built(root)
    assert after["assets/logo.svg"] != before["assets/logo.svg"]
    assert after["assets/own.css"] == b"p { color: red; }\n"
    assert after["assets/style.css"].split(b"?v=")[0] == before["assets/style.css"].split(b"?v=")[0]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('{% extends "kbsite/page.html" %}\n{% block mian %}x{% endblock %}\n', 2, "never be shown"),
        ('{% extends "kbsite/page.html" %}\n\n{% block main %}{{ page.titel }}{% endblock %}\n', 3, "titel"),
        ("<p>\n{% if %}</p>\n", 2, "Expected"),
    ],
)
def test_an_override_that_does_not_fit_is_told_with_its_line(
    root: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, said: str
) -> None:
    over(root, "page.html", text)
    ((file, at, code, message),) = errors(root, capsys)
    assert (file, at, code) == ("layouts/page.html", line, "layout-error")
    assert said in message


def test_a_block_within_a_block_of_the_package_is_no_fault(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = '{% extends "kbsite/page.html" %}{% block main %}{% block mine %}x{% endblock %}{% endblock %}'
    over(root, "page.html", text)
    assert errors(root, capsys) == []


def test_a_layout_of_the_package_that_is_not_there_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    over(root, "page.html", '{% extends "kbsite/pgae.html" %}')
    ((file, line, code, message),) = errors(root, capsys)
    assert (file, line, code) == ("layouts/page.html", 1, "missing-file")
    assert "pgae.html" in message
