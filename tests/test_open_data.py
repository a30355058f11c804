"""Open data: Markdown, the list of pages, the JSON feed and the guide, of a small site and of this one."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options, silent
from kbsite.render.outputs.open_data import open_data
from tests.samples import document, plain_text, site, text
from tests.sites import LAYOUTS, ROOT, TODAY

if TYPE_CHECKING:
    from kbsite.render.compose import Strings


class _Words(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return name


WORDS: Strings = {"nb": _Words(), "nn": _Words()}
FILES = {
    "content/sporsmal-og-svar/q.md": text(
        "Hva nå?", "## Spørsmål\n\nHva?\n\n## Svar\n\nDette: [a](../artikler/a/index.md).", summary="Kort svar."
    ),
    "content/sporsmal-og-svar/q.nn.md": text(
        "Kva no?", "## Spørsmål\n\nKva?\n\n## Svar\n\nDette.", lang="nn", example="true"
    ),
    "content/artikler/a/index.md": text(
        "A & B", "Om *a*.", date="2011-05", resources='[{title: "Kilde [1]", url: "https://x.example/"}]'
    ),
    "content/artikler/a/01-en.md": plain_text("En", "Første."),
    "content/artikler/gammel.md": text("Gammel", "Tekst.", status="archived"),
    "content/artikler/kladd.md": text("Kladd", "Tekst.", draft="true"),
}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    found = {}
    for output in open_data(site(FILES), WORDS):
        assert isinstance(output.data, bytes)
        found[output.path] = output.data.decode()
    return found


@pytest.fixture(scope="module")
def pages(made: dict[str, str]) -> dict[str, Any]:
    return {
        each["url"].removeprefix("https://example.org"): each for each in json.loads(made["innhold.json"])["pages"]
    }


def test_every_published_page_has_its_text_and_its_place_in_the_list(made: dict[str, str], pages: Any) -> None:
    texts = {f"/{path.removesuffix('index.md')}" for path in made if path.endswith("index.md")}
    assert texts == set(pages)
    assert "/artikler/kladd/" not in texts
    assert {"/artikler/a/", "/artikler/a/en/", "/sporsmal-og-svar/q/nn/", "/forfattere/kari/"} <= texts


def test_a_page_has_its_facts_its_text_and_its_sources(made: dict[str, str]) -> None:
    _, front, body = made["artikler/a/index.md"].split("---\n", 2)
    facts = yaml.safe_load(front)
    assert (facts["title"], facts["published"], facts["kind"]) == ("A & B", "2011-05", "article")
    assert body == (
        "\n# A & B\n\nOm *a*.\n\n## chapters\n\n- [En](https://example.org/artikler/a/en/index.md)\n\n"
        "## resources\n\n- [Kilde \\[1\\]](https://x.example/)\n"
    )


def test_a_question_has_its_headings_in_the_language_of_the_page(made: dict[str, str]) -> None:
    body = made["sporsmal-og-svar/q/index.md"].split("---\n", 2)[2]
    assert "## Spørsmål\n\nHva?\n\n## Svar\n\nDette: [a](https://example.org/artikler/a/)." in body


def test_the_list_says_what_a_page_is(pages: Any) -> None:
    assert pages["/artikler/gammel/"]["archived"] is True
    assert pages["/sporsmal-og-svar/q/nn/"]["example"] is True
    assert pages["/artikler/a/en/"]["part_of"] == "https://example.org/artikler/a/"
    assert pages["/sporsmal-og-svar/q/"]["translations"] == ["https://example.org/sporsmal-og-svar/q/nn/"]
    assert "archived" not in pages["/artikler/a/"]


def test_the_guide_names_living_pages_once_by_theme(made: dict[str, str]) -> None:
    guide = made["llms.txt"]
    assert guide.count("artikler/a/index.md") == 1
    assert "gammel" not in guide
    assert "## Tema plan" in guide


def test_the_feed_has_the_pages_of_the_other_feed(made: dict[str, str]) -> None:
    feed = json.loads(made["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    items = {item["id"]: item for item in feed["items"]}
    assert "https://example.org/artikler/gammel/" not in items
    assert items["https://example.org/artikler/a/"]["date_published"] == "2011-05-01T00:00:00Z"
    assert all(item["content_text"] and item["url"] for item in items.values())


@pytest.fixture(scope="module")
def whole() -> Any:
    today = date.fromisoformat(TODAY).replace(year=2027)
    found = load(Options(root=ROOT, layouts=LAYOUTS, output=ROOT / "public", today=today), silent).site
    assert found is not None
    return found


@pytest.fixture(scope="module")
def files(whole: Any) -> dict[str, str]:
    outputs = open_data(whole, WORDS)
    return {each.path: each.data.decode() for each in outputs if isinstance(each.data, bytes)}


class TestThisSite:
    def test_the_list_is_what_its_schema_says(self, files: dict[str, str]) -> None:
        schema = json.loads(files["innhold.schema.json"])
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(files["innhold.json"]), schema, jsonschema.Draft202012Validator)

    def test_the_schema_refuses_what_it_does_not_know(self, files: dict[str, str]) -> None:
        found = json.loads(files["innhold.json"])
        found["pages"][0]["kjind"] = "qa"
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(found, json.loads(files["innhold.schema.json"]), jsonschema.Draft202012Validator)

    def test_every_text_says_the_same_when_it_is_read_again(self, whole: Any, files: dict[str, str]) -> None:
        assert whole.pages
        for page in whole.pages:
            again = files[f"{page.address}index.md".removeprefix("/")].split("---\n", 2)[2]
            read = document("content/sider/a.md", plain_text(body=again))
            words = " ".join(" ".join(section.text for section in read.body.sections).split())
            for section in page.body.sections:
                for line in section.text.split("\n"):
                    assert " ".join(line.split()) in words, page.path
