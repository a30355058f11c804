"""The configuration of Decap CMS, and the files of /admin/."""

from __future__ import annotations

import html
import json
import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kbsite.authoring.cms.fetched import FETCHED, LICENCE, SCRIPT
from kbsite.authoring.cms.files import settings
from kbsite.diagnostics import Location
from kbsite.model.cms import HOSTS, Cms, backend, policy
from kbsite.model.lexicon import Law
from kbsite.norwegian.local_text import LocalText
from kbsite.schema.kinds import BUILT_IN, FrontMatter
from kbsite.schema.kinds.chapter import Chapter
from tests import samples
from tests.samples import plain_text, text
from tests.sites import ROOT, build, files, write_site

if TYPE_CHECKING:
    from pathlib import Path

GITHUB = Cms(backend="github", repo="eier/navn", login="https://logginn.example.org")
IN_SITE_YAML = "cms:\n  backend: github\n  repo: eier/navn\n  login: https://logginn.example.org\n"
BASE = "title: Nettsted\nbase_url: https://example.org/\nemail: post@example.org\n"

FILES = {
    "content/artikler/en.md": text("En"),
    "content/artikler/to/index.md": text("To", draft="true"),
    "content/artikler/to/01-forst.md": plain_text("Først"),
    "content/artikler/to/03-sist.md": plain_text("Sist"),
}


def without_disabled(language: str = "nb", **more: str) -> dict[str, Any]:
    """Return the collections of a site by their names."""
    site = samples.site({**FILES, **more}, samples.config("plan", language=language))
    return {each["name"]: each for each in settings(site, GITHUB)["collections"]}


def field(collection: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a field of a collection."""
    return next(each for each in collection["fields"] if each["name"] == name)


def test_the_law_of_a_page_is_chosen_from_those_of_the_site() -> None:
    at = Location("data/laws.yaml")
    law = Law(
        id="pbl", title=LocalText("Lov"), names=("plan- og bygningsloven",), abbreviations=(), lovdata="", at=at
    )
    site = samples.site(FILES, replace(samples.config("plan"), laws=(law,)))
    [articles] = [each for each in settings(site, GITHUB)["collections"] if each["name"] == "article"]
    made = field(articles, "law")
    assert (made["widget"], made["options"]) == ("select", [{"label": "plan- og bygningsloven", "value": "pbl"}])
    assert made["required"] is False
    assert field(without_disabled()["article"], "law")["widget"] == "string"


@pytest.mark.parametrize("kind", [kind for kind in BUILT_IN if kind.folder], ids=lambda kind: str(kind.kind))
def test_a_kind_has_a_collection_of_its_folder_with_every_field_in_the_order_of_a_file(
    kind: type[FrontMatter],
) -> None:
    collection = without_disabled()[kind.kind]
    assert collection["folder"] == f"content/{kind.folder}"
    assert [each["name"] for each in collection["fields"]] == [*kind.order(), "body"]
    for name, info in kind.model_fields.items():
        made = field(collection, name)
        assert made["required"] == info.is_required()
        assert made["hint"] == (info.description or "").replace("`", "")
        assert made["label"] != name


@pytest.mark.parametrize(("language", "words"), [("nb", "Sammendrag"), ("nn", "Samandrag")])
def test_fields_are_named_in_the_language_of_the_site(language: str, words: str) -> None:
    assert field(without_disabled(language)["article"], "summary")["label"] == words
    site = samples.site(FILES, samples.config("plan", language=language))
    assert settings(site, GITHUB)["locale"] == {"nb": "nb_no", "nn": "nn_no"}[language]


def test_both_languages_have_the_same_words() -> None:
    words = tomllib.loads((ROOT / "kbsite/authoring/cms/words.toml").read_text(encoding="utf-8"))
    assert set(words["nb"]) == set(words["nn"])


def test_a_date_that_may_be_known_in_part_is_written_and_has_its_pattern() -> None:
    for name in ("date", "updated"):
        date = field(without_disabled()["article"], name)
        assert date["widget"] == "kbsite-date"
        assert all(re.fullmatch(date["pattern"][0], day) for day in ("2026-11-02", "2011-05", "2011"))
        assert not any(re.fullmatch(date["pattern"][0], day) for day in ("2011-13", "02.11.2026", "0000"))


def test_a_date_is_a_day_and_nothing_more() -> None:
    date = field(without_disabled()["article"], "reviewed")
    assert date["widget"] == "datetime"
    assert (date["date_format"], date["time_format"]) == ("YYYY-MM-DD", False)
    assert "format" not in date  # with it, Decap CMS asks for the time too


def test_themes_authors_and_languages_are_chosen_by_their_titles() -> None:
    article = without_disabled()["article"]
    assert field(article, "themes")["options"] == [{"label": "Tema plan", "value": "plan"}]
    assert field(article, "authors")["options"] == [{"label": "Kari", "value": "kari"}]
    assert [part["name"] for part in field(article, "authors")["parts"]] == ["role", "affiliation"]
    languages = [option["value"] for option in field(article, "lang")["options"]]
    assert languages == ["nb", "nn", "en"]


def test_a_field_keeps_the_pattern_of_the_schema_and_a_list_of_parts_has_their_fields() -> None:
    resources = field(without_disabled()["article"], "resources")
    assert [each["name"] for each in resources["fields"]] == ["title", "url", "publisher", "year", "date", "lang"]
    assert [each["required"] for each in resources["fields"]] == [True, True, False, False, False, False]
    url = field(resources, "url")
    assert url["pattern"][0].startswith("^(?:https?")
    phase = field(field(without_disabled()["model"], "steps"), "phase")
    assert (phase["widget"], phase["min"], phase["max"]) == ("number", 1, 99)


def test_a_new_page_is_a_draft_of_today_with_the_headings_that_it_must_have() -> None:
    question, author = without_disabled()["qa"], without_disabled()["author"]
    assert field(question, "draft")["default"] is True
    assert field(question, "date")["default"] == "{{now}}"
    assert field(question, "body")["default"].split() == ["##", "Spørsmål", "##", "Svar"]
    assert "default" not in field(author, "draft")
    assert not field(author, "body")["required"]


def test_markdown_is_written_as_it_is() -> None:
    assert field(without_disabled()["article"], "body")["modes"] == ["raw"]


def test_a_text_with_chapters_is_listed_and_its_chapters_are_a_collection_where_a_new_one_comes_last() -> None:
    collections = without_disabled()
    (listed,) = collections["article-chapters"]["files"]
    assert (listed["file"], listed["label"]) == ("content/artikler/to/index.md", "To")
    chapters = collections["artikler-to"]
    assert (chapters["folder"], chapters["label"]) == ("content/artikler/to", "Kapitler: To")
    assert chapters["slug"] == "04-{{slug}}"
    assert chapters["filter"] == {"field": "themes"}  # those that have none: index.md must have some
    assert [each["name"] for each in chapters["fields"]] == [*Chapter.order(), "body"]
    assert "practice-chapters" not in collections


def test_the_introduction_of_a_theme_is_changed_and_not_made_for_its_file_has_the_name_of_the_theme() -> None:
    collections = without_disabled()
    assert not collections["theme"]["create"]
    assert collections["page"]["create"]


def test_a_slug_has_the_letters_that_addresses_have() -> None:
    site = samples.site({})
    slug = settings(site, GITHUB)["slug"]
    assert slug == {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"}


def test_the_same_site_gives_the_same_bytes() -> None:
    once, again = (json.dumps(settings(samples.site(FILES), GITHUB)) for _ in range(2))
    assert once == again


@pytest.mark.parametrize(
    ("cms", "expected"),
    [
        (GITHUB, {"base_url": "https://logginn.example.org", "squash_merges": True}),
        (
            replace(GITHUB, login="https://example.org/api/auth", host="https://git.example.org"),
            {
                "base_url": "https://example.org",
                "auth_endpoint": "api/auth",
                "api_root": "https://git.example.org/api/v3",
                "squash_merges": True,
            },
        ),
        (
            Cms(backend="gitlab", repo="a/b", host="https://git.example.org", app_id="x"),
            {
                "auth_type": "pkce",
                "app_id": "x",
                "base_url": "https://git.example.org",
                "api_root": "https://git.example.org/api/v4",
                "squash_merges": True,
            },
        ),
        (
            Cms(backend="gitea", repo="a/b", host="https://git.example.org", app_id="x"),
            {
                "app_id": "x",
                "base_url": "https://git.example.org",
                "api_root": "https://git.example.org/api/v1",
            },
        ),
    ],
)
def test_each_git_host_is_configured_as_decap_wants_it(cms: Cms, expected: dict[str, Any]) -> None:
    common = {"name": cms.backend, "repo": cms.repo, "branch": "main"}
    assert backend(cms) == {**common, **expected}


def test_a_change_is_reviewed_where_the_git_host_can() -> None:
    modes = {name: settings(samples.site({}), replace(GITHUB, backend=name))["publish_mode"] for name in HOSTS}
    assert modes == {"github": "editorial_workflow", "gitlab": "editorial_workflow", "gitea": "simple"}


def test_the_page_may_ask_its_own_host_and_the_git_host_alone() -> None:
    rules = dict(
        rule.split(" ", 1) for rule in policy(Cms(backend="gitea", repo="a/b", host="https://git.no/x")).split("; ")
    )
    assert rules["connect-src"] == "'self' blob: https://git.no"
    assert rules["script-src"] == "'self' 'unsafe-eval'"
    assert "https://api.github.com" in policy(GITHUB)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site that is edited in the browser, with placeholders for the downloads of make cms."""
    content = {name.removeprefix("content/"): each for name, each in FILES.items()}
    made = write_site(
        tmp_path / "site",
        {**content, "forfattere/kari.md": plain_text("Kari"), "data/site.yaml": BASE + IN_SITE_YAML},
    )
    for name in (SCRIPT, LICENCE):
        (made / FETCHED).mkdir(parents=True, exist_ok=True)
        (made / FETCHED / name).write_text(name, encoding="utf-8")
    return made


def test_a_site_that_says_so_has_admin_and_is_else_the_same_byte_for_byte(root: Path, tmp_path: Path) -> None:
    assert build(root, tmp_path / "with") == 0
    (root / "data/site.yaml").write_text(BASE, encoding="utf-8")
    assert build(root, tmp_path / "without") == 0
    edited, plain = files(tmp_path / "with"), files(tmp_path / "without")
    added = {"config.yml", "decap-cms.js", "decap-cms.js.LICENSE.txt", "editor.js", "index.html", "locale.js"}
    assert set(edited) - set(plain) == {f"admin/{name}" for name in added}
    same = {path: data for path, data in edited.items() if not path.startswith("admin/")}
    assert same == plain


def test_the_page_is_not_to_be_found_and_has_its_policy_and_no_script_in_itself(root: Path, tmp_path: Path) -> None:
    assert build(root, tmp_path / "public") == 0
    page = (tmp_path / "public/admin/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert 'data-pagefind-ignore="all"' in page
    assert html.escape(policy(GITHUB)) in page
    assert page.count("<script") == page.count("<script src=") == 3
    assert "{{" not in page
    assert "admin" not in (tmp_path / "public/sitemap.xml").read_text(encoding="utf-8")


def test_without_the_script_one_sentence_says_which_command_gets_it(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / FETCHED / SCRIPT).unlink()
    assert build(root, tmp_path / "public") == 2
    assert "make cms" in capsys.readouterr().err
    assert not (tmp_path / "public").exists()


def test_a_page_called_admin_is_in_the_way_only_where_the_site_is_edited_in_the_browser(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "content/sider").mkdir()
    (root / "content/sider/admin.md").write_text(plain_text("Admin"), encoding="utf-8")
    assert build(root, tmp_path / "public") == 1
    assert "duplicate-address" in capsys.readouterr().err
    (root / "data/site.yaml").write_text(BASE, encoding="utf-8")
    assert build(root, tmp_path / "public") == 0
