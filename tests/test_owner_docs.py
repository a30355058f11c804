"""The owners' documents are a site of kbsite's own, and what they tell an owner to write and type works."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import COMMANDS, _parser, main
from kbsite.cli.parser import all_parsers
from kbsite.publish.local_host import served
from kbsite.read.config import SiteFile
from kbsite.schema.explained import explanation
from kbsite.schema.kinds import BUILT_IN
from tests import owner_fields
from tests.document_sites import first_hits, unfit
from tests.nu import checked_folders
from tests.owner_docs import ARTICLES, commands, documents, init_arguments, search_path, told, write_told
from tests.owner_pictures import MOST, PICTURES
from tests.sites import OWNER, TODAY, broken_links, read_pages, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.sites import PageFile

DOCUMENTS = documents()
PARTS = ("begin", "shape", "run")
OTHERS = {".", "cd", "pip", "python"}
"""What a document tells an owner to type besides kbsite."""


@pytest.fixture(scope="module")
def site(built_owner_docs: Path) -> dict[str, PageFile]:
    return read_pages(built_owner_docs)


@pytest.fixture(scope="module")
def site_url(built_owner_docs: Path) -> Iterator[str]:
    with served(built_owner_docs) as address:
        yield address


def test_every_page_is_there_in_english_and_its_links_lead_somewhere(
    site: dict[str, PageFile], built_owner_docs: Path
) -> None:
    assert {f"articles/{name}/index.html" for name in DOCUMENTS} <= set(site)
    assert {page.root.attrib["lang"] for page in site.values()} == {"en"}
    assert {path: page.faults for path, page in site.items() if page.faults} == {}
    assert broken_links(site, built_owner_docs, "https://kbsite.kommunetorget.no/") == []


def test_the_front_page_begins_with_what_a_new_owner_needs_first(site: dict[str, PageFile]) -> None:
    links = [link for link in site["index.html"].links() if link.startswith("/articles/") and link != "/articles/"]
    assert links[:3] == ["/articles/start/", "/articles/write/", "/articles/settings/"]


def test_the_menu_and_the_list_have_every_page(site: dict[str, PageFile]) -> None:
    shown = {link for part in PARTS for link in site[f"topics/{part}/index.html"].links()}
    assert {f"/articles/{name}/" for name in DOCUMENTS} <= shown
    readme = (OWNER / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"\]\(content/articles/([a-z0-9-]+)\.md\)", readme)
    assert set(listed) == set(DOCUMENTS)


def test_every_page_is_valid(built_owner_docs: Path, nu: list[str]) -> None:
    found = checked_folders(nu, {"owner": built_owner_docs})["owner"]
    assert len(found.files) > len(DOCUMENTS)
    assert found.said == ()


@pytest.mark.browser
def test_every_page_is_fit_for_everyone(browser: Browser, site_url: str, site: dict[str, PageFile]) -> None:
    """The layouts are seen in every way elsewhere."""
    assert unfit(browser, site_url, site, "en-GB") == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("install", "/articles/start/"),
        ("colours", "/articles/settings/"),
        ("misspelt command", "/articles/command-line/"),
        ("rollback", "/articles/publish/"),
        ("translation", "/articles/languages/"),
        ("wordpress", "/articles/import/"),
        ("best bets", "/articles/search/"),
        ("new version", "/articles/upgrade/"),
    ],
)
def test_the_search_finds_the_page_among_the_first_three(
    browser: Browser, site_url: str, built_owner_docs: Path, query: str, address: str
) -> None:
    search = search_path((built_owner_docs / "index.html").read_text(encoding="utf-8"))
    assert address in first_hits(browser, site_url, search, query)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_page_tells_to_write_is_a_site_without_problems(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*init_arguments(), "--today", TODAY, "--lang", "en"]) == 0
    write_told(tmp_path / "Klimatorget", told(DOCUMENTS[name]))
    monkeypatch.chdir(tmp_path / "Klimatorget")
    capsys.readouterr()
    assert main(["check", "--strict", "--today", TODAY, "--lang", "en"]) == 0, capsys.readouterr().err


def test_a_faulty_block_would_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*init_arguments(), "--today", TODAY, "--lang", "en"]) == 0
    text = '**`data/site.yaml`**\n\n```yaml\ncolors:\n  link: "#1c5c3f"\n```\n'
    write_told(tmp_path / "Klimatorget", told(text))
    assert main(["check", "--root", "Klimatorget", "--strict", "--today", TODAY, "--lang", "en"]) != 0
    assert "colors" in capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name, text in DOCUMENTS.items() if commands(text)])
def test_what_a_page_tells_to_type_is_understood(name: str) -> None:
    for line in commands(DOCUMENTS[name]):
        words = shlex.split(line)
        if words[0] != "kbsite":
            assert words[0] in OTHERS, line
        elif not {"--help", "--version"} & set(words):
            assert words[1] != "--lang" or "--help" in words
            _parser().parse_args(words[1:])


def test_the_command_line_has_a_word_on_every_command() -> None:
    named = set(re.findall(r"`kbsite ([a-z-]+)`", DOCUMENTS["command-line"]))
    top = {name for name, _, _ in all_parsers(_parser()) if name and " " not in name}
    assert len(top) >= len(COMMANDS)
    assert top <= named


def test_every_option_and_command_that_is_named_exists() -> None:
    known = {name for name, _, _ in all_parsers(_parser())}
    actions = [action for _, each, _ in all_parsers(_parser()) for action in each._actions]
    options = {text for action in actions for text in action.option_strings}
    for text in DOCUMENTS.values():
        code = re.findall(r"`([^`\n]+)`", text)
        assert {each.split()[1] for each in code if re.match(r"kbsite [a-z]", each)} <= known
        assert {word for each in code for word in each.split() if re.fullmatch(r"--[a-z][a-z-]*", word)} <= options


def test_the_settings_page_has_every_setting_of_a_site() -> None:
    text = DOCUMENTS["settings"]
    assert {name for name in SiteFile.model_fields if f"`{name}`" not in text} == set()


def test_the_settings_page_has_no_setting_that_is_not_there() -> None:
    rows = re.findall(r"^\| [^|]+ \| (.+) \|$", DOCUMENTS["settings"], re.MULTILINE)
    of_site = {word for row in rows if "`data/site.yaml`" in row for word in re.findall(r"`([a-z_]+)`", row)}
    assert of_site <= set(SiteFile.model_fields)


def test_the_tables_of_fields_are_up_to_date() -> None:
    """`make docs` regenerates them."""
    for page in (owner_fields.PAGE, owner_fields.SETTINGS):
        assert owner_fields.with_tables(page.read_text(encoding="utf-8")) == page.read_text(encoding="utf-8")
    text = owner_fields.PAGE.read_text(encoding="utf-8")
    for kind in owner_fields.KINDS.values():
        assert {name for name in kind.model_fields if f"| `{name}` |" not in text} == set()


def test_every_setting_of_every_file_is_explained_in_english() -> None:
    text = DOCUMENTS[owner_fields.SETTINGS.stem]
    assert set(re.findall(r'^\[fields\]: # "(\S+)"$', text, re.MULTILINE)) == set(owner_fields.DATA)
    for model in owner_fields.DATA.values():
        for name, field in model.model_fields.items():
            told_of = explanation(field.description or "", {}, "en")
            assert told_of != field.description
            assert f"| `{name}` | {'yes' if field.is_required() else 'no'} | {told_of} |" in text


def test_the_kinds_page_has_every_kind_with_its_folder() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| `content/([a-z]+)/` \|", DOCUMENTS["kinds"], re.MULTILINE))
    assert set(rows) == {kind.kind for kind in BUILT_IN} - {"chapter"}
    assert "the eleven kinds".casefold() in DOCUMENTS["kinds"].casefold()


def test_the_pictures_are_those_of_the_command_light_and_told_of() -> None:
    files = {path.stem: path.stat().st_size for path in ARTICLES.glob("*.webp")}
    assert set(files) == {each.name for each in PICTURES}
    assert sum(files.values()) <= MOST
    shown = re.findall(r"!\[([^\]]+)\]\(([a-z-]+)\.webp\)", "\n".join(DOCUMENTS.values()))
    assert {name for _, name in shown} == set(files)
    assert all(len(alt) > 20 for alt, _ in shown)


def test_the_page_on_starting_is_the_first_that_is_shown(site: dict[str, PageFile]) -> None:
    assert text_of(site["index.html"].one("h1")) == "kbsite for owners"
