"""The forms of words that a site has chosen: the check, the fix, and this project's own texts in nynorsk."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml

from kbsite.authoring.fix.files import fix
from kbsite.norwegian.forms import ChosenForm, avoided, other_forms
from kbsite.read.config import config
from tests.samples import text
from tests.sites import ROOT, write_site

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = avoided([ChosenForm("nn", "blei", ("vart", "Vorte")), ChosenForm("nb", "ble", ("blei",))], "nn")

WRITING = """forms:
  - lang: nn
    use: blei
    avoid: [vart]
"""


def test_forms_belong_to_one_standard() -> None:
    assert KNOWN == {"vart": "blei", "vorte": "blei"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Planen vart vedteken.", [(7, "vart", "blei")]),
        ("Vart han vedteken?", [(0, "Vart", "Blei")]),
        ("Det varte lenge, og VART er ei forkorting.", []),
        ("Sjå vart-former, vart.no og post@vart.", []),
        ("", []),
    ],
)
def test_whole_words_are_found(text: str, found: list[tuple[int, str, str]]) -> None:
    assert [(each.offset, each.word, each.instead) for each in other_forms(text, KNOWN)] == found


def test_nothing_is_read_where_nothing_is_chosen() -> None:
    assert other_forms("Planen vart vedteken.", {}) == ()


def test_the_fix_writes_the_chosen_form_and_leaves_titles_and_quotations(tmp_path: Path) -> None:
    body = "Han vart **brukt**. Vart han?\n\n«Det vart slik», og [kva som vart sagt](https://example.org/vart)."
    page = text("Plan", body, lang="nn")
    root = write_site(tmp_path, {"artikler/plan.md": page, "data/writing.yaml": WRITING})
    assert [each.fixes[-1] for each in fix(root, {"content/artikler/plan.md"}, write=True)] == ["chosen_forms"]
    fixed = (root / "content/artikler/plan.md").read_text(encoding="utf-8")
    assert fixed.endswith(f"{body.replace('Han vart', 'Han blei').replace('Vart han', 'Blei han')}\n")
    assert list(fix(root, {"content/artikler/plan.md"}, write=True)) == []


def _own_words() -> dict[str, str]:
    """Return the texts of this project in nynorsk that are no page: definitions, words of layouts, messages."""
    found = {}
    for term in yaml.safe_load((ROOT / "data/glossary.yaml").read_text(encoding="utf-8")):
        found[f"glossary {term['id']}"] = term["definition"]["nn"]
    for key, words in yaml.safe_load((ROOT / "layouts/strings/nn.yaml").read_text(encoding="utf-8")).items():
        found[f"layouts {key}"] = words
    found["messages"] = (ROOT / "kbsite/diagnostics/messages/nn.toml").read_text(encoding="utf-8")
    found["help"] = (ROOT / "kbsite/cli/words/nn.toml").read_text(encoding="utf-8")
    fields = tomllib.loads((ROOT / "kbsite/schema/words/nn.toml").read_text(encoding="utf-8"))
    found["fields"] = "\n".join(fields.values())
    return found


def test_the_projects_other_texts_use_the_forms_of_its_pages() -> None:
    settings, _ = config(ROOT)
    assert settings
    known = avoided(settings.forms, "nn")
    assert len(known) > 50
    wrong = {where: [each.word for each in other_forms(text, known)] for where, text in _own_words().items()}
    assert {where: words for where, words in wrong.items() if words} == {}
