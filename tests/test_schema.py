"""What each kind's fields may hold, and that every error in them is reported, all at once."""

from __future__ import annotations

from datetime import date

import pytest

from kbsite.norwegian.known_date import KnownDate
from kbsite.norwegian.local_text import LocalText
from kbsite.schema.field_types import Local, Strict
from kbsite.schema.kinds import BUILT_IN, FrontMatter, Published
from kbsite.schema.kinds.article import Article
from kbsite.schema.kinds.opinion import Opinion
from kbsite.schema.kinds.practice import Practice
from kbsite.schema.kinds.qa import QuestionAndAnswer
from kbsite.schema.shown_fields import shown_fields
from kbsite.schema.validate import validate
from kbsite.schema.yaml_fields import fields
from tests.samples import codes, document, parsed, plain_text, text

QA = "content/sporsmal-og-svar/a.md"
ARTICLE = "content/artikler/a.md"
QUESTION = "## Spørsmål\n\nHva?\n\n## Svar\n\nDet.\n"


def problem_values(path: str, content: str) -> list[dict[str, str]]:
    return [dict(each.values) for each in parsed(path, content).problems]


def test_every_field_of_the_contract_is_read() -> None:
    meta = document(
        QA,
        text(
            "Hva er «IP»?",
            QUESTION,
            updated="2026-02-01",
            reviewed="2026-03-01",
            review_by="2027-01-01",
            expires="2028-01-01",
            lang="nn",
            summary="Kort sagt.",
            themes="[plan, folkehelse]",
            authors="\n  - kari\n  - id: ola\n    role: lege\n    affiliation: Eksempel kommune",
            asked_by="Koordinator",
            question_lang="nb",
            resources="\n  - title: Loven\n    url: https://lovdata.no/x\n    publisher: Lovdata\n    year: 2008",
            aliases="[/gammel/, /Temaområder/Eldre-/]",
            related="[../artikler/b.md]",
            draft="true",
        ),
    ).meta
    assert isinstance(meta, QuestionAndAnswer)
    assert (meta.title, meta.date, meta.updated) == ("Hva er «IP»?", KnownDate(2026, 1, 1), KnownDate(2026, 2, 1))
    assert (meta.reviewed, meta.review_by) == (date(2026, 3, 1), date(2027, 1, 1))
    assert (meta.expires, meta.lang, meta.question_lang) == (date(2028, 1, 1), "nn", "nb")
    assert (meta.summary, meta.asked_by, meta.draft) == ("Kort sagt.", "Koordinator", True)
    assert (meta.themes, meta.aliases) == (("plan", "folkehelse"), ("/gammel/", "/Temaområder/Eldre-/"))
    assert [(a.id, a.role, a.affiliation) for a in meta.authors] == [
        ("kari", None, None),
        ("ola", "lege", "Eksempel kommune"),
    ]
    assert [(r.title, r.url, r.publisher, r.year) for r in meta.resources] == [
        ("Loven", "https://lovdata.no/x", "Lovdata", "2008")
    ]
    assert meta.related == ("../artikler/b.md",)


@pytest.mark.parametrize("kind", BUILT_IN.every)
def test_title_is_required_of_every_kind(kind: type[FrontMatter]) -> None:
    assert kind.model_fields["title"].is_required()


@pytest.mark.parametrize("kind", BUILT_IN.every)
def test_date_themes_and_authors_are_required_as_the_contract_says(kind: type[FrontMatter]) -> None:
    required = {name for name in ("date", "themes", "authors") if kind.model_fields[name].is_required()}
    assert required == ({"date", "themes", "authors"} if kind.listed else set())


def test_municipality_belongs_to_practice_and_asked_by_to_questions() -> None:
    assert Practice.own_fields() == ("municipality",)
    assert QuestionAndAnswer.own_fields() == ("asked_by", "question_lang")
    assert Article.own_fields() == ()


def test_the_listed_kinds_are_those_that_are_published() -> None:
    assert set(BUILT_IN.listed) == {kind for kind in BUILT_IN if issubclass(kind, Published)}
    assert [kind.kind for kind in BUILT_IN.listed][:3] == ["qa", "article", "practice"]


def test_every_field_is_described_to_editors() -> None:
    for kind in BUILT_IN:
        assert all(info.description for info in kind.model_fields.values()), kind


def test_missing_fields_are_all_reported_at_the_first_line() -> None:
    content = "---\nlang: nb\n---\n\nTekst.\n"
    assert codes(parsed(ARTICLE, content).problems) == ["1:1 missing-field"] * 4
    assert {each["field"] for each in problem_values(ARTICLE, content)} == {"title", "date", "themes", "authors"}


def test_a_field_without_a_value_is_missing_at_its_name() -> None:
    assert codes(parsed(ARTICLE, text(summary="x").replace("title: Plan for alle", "title:")).problems) == [
        "2:1 missing-field"
    ]


@pytest.mark.parametrize("title", ['" "', '"\u00a0"', "'\t'"])
def test_a_title_of_nothing_but_blanks_is_missing(title: str) -> None:
    assert [each.code for each in parsed(ARTICLE, text(title)).problems] == ["missing-field"]


def test_all_faults_of_a_file_are_reported_at_once() -> None:
    content = text(
        title="[a]",
        date="2026-02-30",
        themes="plan",
        lang="no",
        temaer="[x]",
        draft="ja",
        resources="\n  - title: Loven\n    url: lovdata.no",
    )
    assert codes(parsed(ARTICLE, content).problems) == [
        "2:8 wrong-type",
        "3:7 impossible-date",
        "4:9 wrong-type",
        "6:7 unknown-language",
        "7:1 unknown-field",
        "8:8 wrong-type",
        "11:10 wrong-type",
    ]


def test_an_unknown_field_is_reported_with_the_nearest_and_all_that_are_known() -> None:
    (values,) = problem_values(ARTICLE, text(sumary="x"))
    assert (values["field"], values["near"]) == ("sumary", "summary")
    assert "review_by" in values["known"]


def test_an_unknown_field_further_in_is_reported_with_what_is_known_there() -> None:
    content = text(resources="\n  - title: Loven\n    url: https://x.no/\n    utgiver: Lovdata")
    (values,) = problem_values(ARTICLE, content)
    assert (values["field"], values["known"]) == ("resources.1.utgiver", "title, url, publisher, year, date, lang")


def test_a_field_of_another_kind_is_unknown() -> None:
    assert [each.code for each in parsed(ARTICLE, text(asked_by="Lege")).problems] == ["unknown-field"]
    assert parsed("content/praksis/a.md", text(municipality="Grue")).problems == ()


@pytest.mark.parametrize(("written", "near"), [("no", "nb"), ("norsk", "nb"), ("nynorsk", "nn"), ("xx", "")])
def test_an_unknown_language_is_reported_with_what_was_probably_meant(written: str, near: str) -> None:
    (values,) = problem_values(ARTICLE, text(lang=written))
    assert (values["language"], values["near"]) == (written, near)


def test_the_language_of_a_resource_may_be_one_that_a_page_cannot_be_in() -> None:
    resource = "\n  - title: Health for all\n    url: https://x.no/\n    lang: "
    assert parsed(ARTICLE, text(resources=f"{resource}en")).problems == ()
    (values,) = problem_values(ARTICLE, text(resources=f"{resource}engelsk"))
    assert (values["language"], values["near"]) == ("engelsk", "en")


@pytest.mark.parametrize(
    "day", ["2024-02-30", "2024-13-01", "24-01-01", "2024-1-1", "01.02.2024", "2024-01-01T10:00", "i går"]
)
def test_a_date_that_is_none_is_impossible(day: str) -> None:
    assert [each.code for each in parsed(ARTICLE, text(date=f'"{day}"')).problems] == ["impossible-date"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "[a, b]"),
        ("title", "{a: b}"),
        ("themes", "plan"),
        ("themes", "[]"),
        ("themes", "[[a]]"),
        ("authors", "kari"),
        ("authors", "[]"),
        ("authors", "[[kari]]"),
        ("date", "[2024-01-01]"),
        ("aliases", "[gammel/]"),
        ("aliases", "[https://example.org/]"),
        ("aliases", '["/a b/"]'),
        ("aliases", "[/a/../b/]"),
        ("aliases", "[//example.org/]"),
        ("aliases", '["/a?b=c"]'),
        ("resources", "[https://example.org/]"),
        ("resources", "[{title: a, url: 'javascript:alert(1)'}]"),
        ("resources", "[{title: a, url: https://example.org/, year: i fjor}]"),
        ("draft", "kanskje"),
        ("related", "../b.md"),
    ],
)
def test_a_value_of_the_wrong_type_is_reported_with_what_it_should_be(field: str, value: str) -> None:
    found = parsed(ARTICLE, text(**{field: value})).problems
    assert [each.code for each in found] == ["wrong-type"]
    assert dict(found[0].values)["expected"].startswith("@")


@pytest.mark.parametrize("address", ["kari", "kari@", "kari@example", "a b@example.org", "kari@example.org\n x"])
def test_an_author_has_a_mail_address_that_is_one(address: str) -> None:
    content = plain_text("Kari", email=f'"{address}"'.replace("\n", "\\n"))
    assert [each.code for each in parsed("content/forfattere/kari.md", content).problems] == ["wrong-type"]


def test_a_document_with_faults_has_placeholders_and_is_not_sound() -> None:
    found = parsed(ARTICLE, text(date="2024-02-30", themes=""))
    assert found.document is not None
    assert not found.document.sound
    assert found.document.meta.title == "Plan for alle"
    assert isinstance(found.document.meta.date, KnownDate)


def test_a_document_without_faults_is_sound() -> None:
    assert document(ARTICLE, text()).sound


def test_text_that_is_not_utf_8_is_reported_with_its_byte_and_the_rest_is_read() -> None:
    content = text("Øl", "Tekst med blåbær.").encode().replace("blåbær".encode(), "blåbær".encode("latin-1"))
    found = parsed(ARTICLE, content)
    (encoding,) = found.problems
    assert (encoding.code, encoding.location.line, encoding.location.column) == ("wrong-encoding", 8, 13)
    assert dict(encoding.values) == {"byte": "E5", "offset": str(content.index(b"\xe5"))}
    assert found.document is not None
    assert "blåbær" in found.document.body.sections[0].text


def test_a_byte_order_mark_and_other_line_ends_are_passed_over() -> None:
    plain = text("Tittel", "En.\n\nTo.")
    for variant in (
        plain.encode("utf-8-sig"),
        plain.replace("\n", "\r\n").encode(),
        plain.replace("\n", "\r").encode(),
    ):
        assert parsed(ARTICLE, variant) == parsed(ARTICLE, plain)


def test_a_language_in_the_file_name_and_another_in_the_fields_are_in_conflict() -> None:
    assert codes(parsed("content/artikler/a.nn.md", text(lang="nb")).problems) == ["6:7 language-conflict"]
    assert parsed("content/artikler/a.nn.md", text(lang="nn")).problems == ()


def test_fields_that_never_end_are_the_only_problem_of_a_question() -> None:
    assert codes(parsed(QA, "---\ntitle: a\n\nTekst.\n").problems) == ["1:1 broken-yaml"]


class _Named(Strict):
    name: Local


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("name: Plan", LocalText("Plan", "Plan")),
        ("name: {nb: Tema, nn: Emne}", LocalText("Tema", "Emne")),
        ("name: {nn: Emne}", LocalText("", "Emne")),
    ],
)
def test_a_text_may_be_one_or_one_for_each_standard(yaml: str, expected: LocalText) -> None:
    assert validate(_Named, fields(yaml, "x"), {"name": LocalText()}).value.name == expected


@pytest.mark.parametrize("yaml", ["name: [a]", "name: {zz: Tema}", "name: {nb: [a]}"])
def test_a_text_in_another_form_is_a_problem(yaml: str) -> None:
    found = validate(_Named, fields(yaml, "x"), {"name": LocalText("?")})
    assert [each.code for each in found.problems] == ["wrong-type"]
    assert not found.sound


def test_a_local_text_falls_back_to_the_other_standard() -> None:
    assert LocalText("Tema", "Emne").in_language("nn") == "Emne"
    assert LocalText("Tema", "").in_language("nn") == "Tema"
    assert LocalText("", "Emne").in_language("nb") == "Emne"
    assert not LocalText()


def test_articles_practice_and_op_eds_may_have_chapters() -> None:
    assert Article.chaptered
    assert Practice.chaptered
    assert Opinion.chaptered
    assert [field.name for field in shown_fields(Practice)] == ["municipality"]
