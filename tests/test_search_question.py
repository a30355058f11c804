"""From a query to what is looked up: words that matter, their alternatives, corrections, sections of laws."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from tests.search_modules import data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.search_modules import Modules

pytestmark = pytest.mark.browser

WORDS = [
    "alkohol",
    "ansvar",
    "arbeid",
    "bygningsloven",
    "folkehelse",
    "folkehelsearbeid",
    "folkehelsearbeidet",
    "handlingsplan",
    "handlingsplanen",
    "kontroll",
    "kronikk",
    "medverknad",
    "medvirkning",
    "medvirke",
    "plan",
    "planstrategi",
    "rus",
    "rusarbeid",
    "veileder",
    "rettleiar",
    "strategi",
    "øl",
]
GIVEN = data(
    WORDS,
    stop="den er for hva i og om på ta",
    same=["veileder|rettleiar", "ip|individuell plan", "pbl|plan- og bygningsloven|plan- og bygningslova", "ta|og"],
    near=["alkohol|øl|rus", "råd|veileder"],
    bets=[[["hva er planstrategi", "strategi"], "no_bet"], [["§ 5"], "no_five"]],
    laws=[["pbl", ["plan- og bygningsloven", "pbl"]], ["fhl", ["folkehelseloven"]]],
)
LABELS = [["kind", "Kronikk"], ["kind", "Spørsmål og svar"], ["author", "Åse Eksempel"], ["theme", "Folkehelse"]]

ASK = """async ([query, options]) => {
  const { literal = false, known = [], off = [], given, labels } = options;
  const language = question.language(given, labels, new Set(off));
  return language.understand(query, literal, async (word) => known.includes(word));
}"""


def asked(modules: Modules, query: str, **options: object) -> Any:
    return modules.run(ASK, [query, {"given": GIVEN, "labels": LABELS, **options}])


def texts(question: Any) -> list[str]:
    return [concept["text"] for concept in question["concepts"]]


def weights(question: Any, text: str) -> dict[str, float]:
    """Return the alternatives of a concept with their weights."""
    [concept] = [each for each in question["concepts"] if each["text"] == text]
    return {" ".join(each["words"]): each["weight"] for each in concept["alternatives"]}


def weigh(modules: Modules, name: str) -> float:
    found: float = modules.run("(name) => alternatives.WEIGHTS[name]", name)
    return found


class TestStopWords:
    @pytest.mark.parametrize(
        ("query", "left"),
        [
            ("Hva er planstrategi?", ["planstrategi"]),
            ("hva er", ["hva", "er"]),
            ("og", ["og"]),
            ("alkohol og rus", ["alkohol", "rus"]),
            ("?!", []),
            ("", []),
        ],
    )
    def test_they_are_left_out_unless_they_are_all_there_is(
        self, modules: Modules, query: str, left: list[str]
    ) -> None:
        assert texts(asked(modules, query)) == left

    def test_none_is_taken_away_by_a_minus_in_the_wrong_place(self, modules: Modules) -> None:
        question = asked(modules, "plan -og bygningsloven -rus")
        assert question["without"] == ["rus"]
        assert texts(question) == ["plan", "bygningsloven"]

    def test_without_them_in_the_site_all_words_matter(self, modules: Modules) -> None:
        assert texts(asked(modules, "hva er plan", off=["stop"])) == ["hva", "er", "plan"]


class TestAlternatives:
    @pytest.mark.parametrize(("query", "other"), [("veileder", "rettleiar"), ("rettleiar", "veileder")])
    def test_a_word_leads_to_that_of_the_other_standard(self, modules: Modules, query: str, other: str) -> None:
        assert weights(asked(modules, query), query)[other] == weigh(modules, "same")
        assert other not in weights(asked(modules, query, off=["same"]), query)

    def test_an_abbreviation_leads_to_all_words_of_the_full_form(self, modules: Modules) -> None:
        found = weights(asked(modules, "pbl"), "pbl")
        assert found["pbl"] == 1
        assert found["plan bygningsloven"] == weigh(modules, "same")

    def test_a_full_form_leads_to_its_abbreviation_by_each_of_its_words(self, modules: Modules) -> None:
        question = asked(modules, "individuell plan i rusarbeid")
        for word in ("individuell", "plan"):
            assert weights(question, word)["ip"] == weigh(modules, "same")
        assert "ip" not in weights(question, "rusarbeid")
        for other in ("plan individuell", "individuell rusarbeid plan"):
            assert "ip" not in {
                key for word in texts(asked(modules, other)) for key in weights(asked(modules, other), word)
            }

    def test_of_an_abbreviation_longer_words_are_something_else(self, modules: Modules) -> None:
        question = asked(modules, "ip planstrategi")
        exact = {
            each["words"][0]: each.get("exact") for one in question["concepts"] for each in one["alternatives"]
        }
        assert (exact["ip"], exact["planstrategi"]) == (True, False)

    def test_a_near_word_weighs_less_and_leads_on_in_both_standards(self, modules: Modules) -> None:
        near = weigh(modules, "near")
        found = weights(asked(modules, "råd"), "råd")
        assert (found["veileder"], found["rettleiar"]) == (near, near)
        assert list(weights(asked(modules, "råd", off=["near"]), "råd")) == ["råd"]
        assert weights(asked(modules, "alkohol"), "alkohol") == {"alkohol": 1, "øl": near, "rus": near}

    def test_a_word_that_means_the_same_does_not_lead_on(self, modules: Modules) -> None:
        given = data(["tillatelse", "løyve", "bevilling"], same=["tillatelse|løyve", "løyve|bevilling"])
        found = weights(asked(modules, "tillatelse", given=given), "tillatelse")
        assert set(found) == {"tillatelse", "løyve"}

    def test_a_regular_difference_is_tried_where_no_list_has_the_word(self, modules: Modules) -> None:
        assert weights(asked(modules, "medvirkning"), "medvirkning")["medverknad"] == weigh(modules, "rule")
        assert "medverknad" not in weights(asked(modules, "medvirkning", off=["rule"]), "medvirkning")

    def test_a_label_is_an_alternative_by_each_of_its_words(self, modules: Modules) -> None:
        assert weights(asked(modules, "kronikker"), "kronikker")["kind=Kronikk"] == weigh(modules, "kind")
        assert weights(asked(modules, "åse"), "åse")["author=Åse Eksempel"] == weigh(modules, "author")
        assert weights(asked(modules, "folkehelse"), "folkehelse")["theme=Folkehelse"] == weigh(modules, "theme")
        assert "kind=Spørsmål og svar" not in weights(asked(modules, "og"), "og")
        assert list(weights(asked(modules, "åse", off=["label"]), "åse")) == ["åse"]

    def test_words_that_the_site_has_not_are_no_alternatives(self, modules: Modules) -> None:
        given = data(["rus", "veileder"], same=["veileder|guide|ip"], near=["rus|fyll"])
        assert set(weights(asked(modules, "veileder", given=given), "veileder")) == {"veileder", "ip"}
        assert set(weights(asked(modules, "rus", given=given), "rus")) == {"rus"}

    def test_an_alternative_stands_once_with_its_greatest_weight(self, modules: Modules) -> None:
        given = data(["rus", "øl"], same=["rus|øl"], near=["rus|øl"])
        assert weights(asked(modules, "rus", given=given), "rus") == {"rus": 1, "øl": weigh(modules, "same")}


class TestCompounds:
    @pytest.mark.parametrize("query", ["plan handling", "handling plan", "handlings plan"])
    def test_two_words_lead_to_the_compound_that_the_site_makes_of_them(self, modules: Modules, query: str) -> None:
        question = asked(modules, query)
        for word in query.split():
            assert weights(question, word)["handlingsplan"] == weigh(modules, "joined")
            assert "handlingsplan" not in weights(asked(modules, query, off=["joined", "compound"]), word)

    def test_only_two_words_beside_each_other_are_joined(self, modules: Modules) -> None:
        assert "handlingsplan" not in weights(asked(modules, "plan rus handling"), "plan")

    def test_what_the_compound_is_also_called_comes_with_it(self, modules: Modules) -> None:
        given = data(["rusplan", "ruspolitikk", "rus", "plan"], same=["rusplan|ruspolitikk"])
        found = weights(asked(modules, "rus plan", given=given), "plan")
        assert found["ruspolitikk"] == pytest.approx(weigh(modules, "same") * weigh(modules, "joined"))

    def test_a_compound_that_the_site_has_not_leads_to_its_parts(self, modules: Modules) -> None:
        assert weights(asked(modules, "alkoholplan"), "alkoholplan")["alkohol plan"] == weigh(modules, "parts")
        assert list(weights(asked(modules, "alkoholplan", off=["parts"]), "alkoholplan")) == ["alkoholplan"]
        assert "rus arbeid" not in weights(asked(modules, "rusarbeid"), "rusarbeid")

    def test_a_word_alone_leads_to_compounds_that_end_in_it(self, modules: Modules) -> None:
        found = weights(asked(modules, "arbeid"), "arbeid")
        assert found["folkehelsearbeidet"] == found["rusarbeid"] == weigh(modules, "compound")
        assert "rusarbeid" not in weights(asked(modules, "arbeid ansvar"), "arbeid")
        assert "rusarbeid" not in weights(asked(modules, "arbeid", off=["compound"]), "arbeid")


class TestCorrection:
    @pytest.mark.parametrize(
        ("query", "corrected"),
        [
            ("planstartegi", "planstrategi"),
            ("Planstartegi, og PLANSTARTEGI!", "planstrategi, og planstrategi!"),
            ("Hva er ei planstratgi for Rus?", "Hva er ei planstrategi for Rus?"),
            ("alkohol", ""),
            ("alkoholen", ""),
            ("heimelaga", ""),
            ("plxn", ""),
            ("planstartegi2", ""),
            ("folkehelsarbeid kontoll", "folkehelsearbeid kontroll"),
        ],
    )
    def test_a_misspelt_word_is_put_right_and_the_rest_left_as_it_was_typed(
        self, modules: Modules, query: str, corrected: str
    ) -> None:
        assert asked(modules, query)["corrected"] == corrected

    def test_what_was_meant_is_looked_up(self, modules: Modules) -> None:
        assert texts(asked(modules, "PLANSTARTEGI rus")) == ["planstrategi", "rus"]

    def test_in_quotation_marks_it_is_put_right_too(self, modules: Modules) -> None:
        question = asked(modules, '"Ny planstartegi" -alkohol')
        assert question["phrases"] == ["ny planstrategi"]
        assert question["corrected"] == '"Ny planstrategi" -alkohol'

    def test_decomposed_letters_are_put_right_too(self, modules: Modules) -> None:
        given = data(["rådgivning"])
        query = unicodedata.normalize("NFD", "Rådgivnign åpen")
        assert asked(modules, query, given=given)["corrected"] == "rådgivning åpen"

    @pytest.mark.parametrize(
        ("query", "corrected"),
        [
            ("planst", ""),
            ("rus folkehelsea", ""),
            ("planstr rus", ""),
            ("folkehelsex", "folkehelse"),
            ("folkehelsea ", "folkehelse "),
            ("folkehelsea rus", "folkehelse rus"),
        ],
    )
    def test_the_last_word_may_not_be_finished(self, modules: Modules, query: str, corrected: str) -> None:
        assert asked(modules, query)["corrected"] == corrected

    def test_what_a_list_or_the_index_or_another_standard_has_is_no_error(self, modules: Modules) -> None:
        given = data(["planstrategi", "medvirkning"], same=["planstartegi|ip"])
        assert asked(modules, "planstartegi", given=given)["corrected"] == ""
        assert asked(modules, "planstratgi", given=given, known=["planstratgi"])["corrected"] == ""
        assert asked(modules, "teneste", given=data(["tjeneste"]))["corrected"] == ""

    def test_a_word_of_three_letters_is_left_alone(self, modules: Modules) -> None:
        given = data(["råd", "måte"])
        assert asked(modules, "rad mate plan", given=given)["corrected"] == "rad måte plan"

    def test_a_stop_word_is_never_what_was_meant(self, modules: Modules) -> None:
        given = data(["mellom", "planstrategi"], stop="mellom")
        assert asked(modules, "mellxom rus", given=given)["corrected"] == ""

    @pytest.mark.parametrize("options", [{"literal": True}, {"off": ["correct"]}])
    def test_what_is_meant_literally_is_left_alone(self, modules: Modules, options: dict[str, object]) -> None:
        question = asked(modules, "planstartegi", **options)
        assert (texts(question), question["corrected"]) == (["planstartegi"], "")


class TestSections:
    def test_a_section_is_looked_up_as_the_pages_have_it(self, modules: Modules) -> None:
        law = weigh(modules, "law")
        assert weights(asked(modules, "§ 11-1"), "11-1") == {"par11x1": law, "11-1": 1}
        assert weights(asked(modules, "§ 5"), "5") == {"par5": law}

    def test_of_a_letter_the_whole_section_is_an_alternative(self, modules: Modules) -> None:
        law = weigh(modules, "law")
        found = weights(asked(modules, "§ 3-9 b"), "3-9b")
        assert found == {"par3x9b": law, "par3x9": law / 2, "3-9b": 1, "3-9": 1}

    def test_of_a_law_that_is_named_its_own_section_weighs_most(self, modules: Modules) -> None:
        law = weigh(modules, "law")
        for query in ("pbl § 11-1", "§ 11-1 i plan- og bygningsloven", "11-1 plan- og bygningslovens"):
            assert weights(asked(modules, query), "11-1") == {"pblpar11x1": law, "par11x1": law / 3, "11-1": 1}

    @pytest.mark.parametrize(
        ("query", "sections"),
        [
            ("pbl 5", ["5"]),
            ("folkehelseloven 7 a", ["7"]),
            ("folkehelseloven 7a", ["7a"]),
            ("folkehelseloven 2012", []),
            ("plan 5", []),
            ("bygningsloven 5", []),
            ("pbl § 11-1 30 dager", ["11-1"]),
        ],
    )
    def test_where_a_law_is_named_a_number_is_a_section(
        self, modules: Modules, query: str, sections: Sequence[str]
    ) -> None:
        question = asked(modules, query)
        found = [text for text in texts(question) if f"par{text.replace('-', 'x')}" in weights(question, text)]
        assert found == sections
        assert len(texts(question)) == len(set(texts(question)))


class TestBestBets:
    @pytest.mark.parametrize(
        ("query", "page"),
        [
            ("Hva er planstrategi?", "no_bet"),
            ("planstrategien", "no_bet"),
            ("STRATEGI", "no_bet"),
            ("om strategier", "no_bet"),
            ("strategi plan", ""),
            ("hva er", ""),
            ("", ""),
            ("?", ""),
            ("§ 5", "no_five"),
        ],
    )
    def test_queries_that_ask_the_same_have_the_same_best_bet(
        self, modules: Modules, query: str, page: str
    ) -> None:
        script = "([query, given]) => question.language(given, [], new Set()).bet(query)"
        assert modules.run(script, [query, GIVEN]) == page

    def test_they_can_be_switched_off(self, modules: Modules) -> None:
        script = "(given) => question.language(given, [], new Set(['bets'])).bet('strategi')"
        assert modules.run(script, GIVEN) == ""


LOOSELY = """async ([query, given]) => {
  const language = question.language(given, [], new Set());
  return language.loosely(await language.understand(query, true, async () => false));
}"""


def test_loosely_asked_only_the_beginnings_of_words_count(modules: Modules) -> None:
    found = modules.run(LOOSELY, ['"planstrek" -rus alkoholix qqq', GIVEN])
    assert found == {
        "concepts": [
            {"text": word, "alternatives": [{"words": [word], "weight": 1}]} for word in ("planstrategi", "alkohol")
        ],
        "phrases": [],
        "without": [],
        "corrected": "",
    }


def test_a_word_begins_as_a_form_of_it_does(modules: Modules) -> None:
    script = "([word, given]) => question.language(given, [], new Set()).begins(word)"
    assert [modules.run(script, [word, GIVEN]) for word in ("folk", "planene", "xyz")] == [True, True, False]
