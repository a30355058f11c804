"""The checks of one document: what they find depends on it and the configuration alone, so it can be kept."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kbsite.checks import CHECKS, CHECKS_OF_DOCUMENT, CHECKS_OF_VIEW, check
from kbsite.pipeline.cache import ParseCache
from tests.samples import site
from tests.sites import ROOT

if TYPE_CHECKING:
    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

FAULTY = {
    f"content/artikler/{name}.md": (
        f"---\ntitle: {title}\ndate: 2026-01-01\nthemes: [plan]\nauthors: [kari]\n---\n\n{text}\n"
    )
    for name, title, text in (
        ("a", "Første", "TODO. Vi bruker NPF her. Les mer [her](b.md)."),
        ("b", "Andre", "Vi bruker ADHT. Ikkje noko av dette er bokmål, men nynorsk. Eg veit ikkje kva det er."),
        ("c", "Tredje", "Hei,\n\n## Annet\n\nTeksten kommer her.\n\n" + "ord " * 45 + "."),
        ("d", "Fjerde", ""),
    )
}


@pytest.fixture(scope="module")
def faulty() -> Site:
    return site(FAULTY)


def found_by(shown: Site, name: str) -> list[Diagnostic]:
    return sorted(CHECKS[name](shown))


@pytest.mark.parametrize("name", CHECKS_OF_DOCUMENT)
def test_what_is_found_in_each_document_is_what_is_found_in_all(faulty: Site, name: str) -> None:
    apart = [each for d in faulty.documents for each in found_by(replace(faulty, documents=(d,)), name)]
    assert sorted(apart) == found_by(faulty, name)


@pytest.mark.parametrize("name", CHECKS_OF_DOCUMENT)
def test_what_is_found_is_in_the_file_of_the_document(faulty: Site, name: str) -> None:
    for document in faulty.documents:
        alone = replace(faulty, documents=(document,))
        assert {each.location.file for each in CHECKS[name](alone)} <= {document.path}


def test_these_checks_find_something_in_the_sample(faulty: Site) -> None:
    assert len({each.code for name in CHECKS_OF_DOCUMENT for each in CHECKS[name](faulty)}) >= 7


@pytest.mark.parametrize("name", CHECKS_OF_DOCUMENT)
def test_such_a_check_reads_nothing_of_the_site_but_documents_and_configuration(name: str) -> None:
    tree = ast.parse((ROOT / f"kbsite/checks/{name}.py").read_text(encoding="utf-8"))
    read = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "site"
    }
    assert read <= {"documents", "config"}
    assert name not in CHECKS_OF_VIEW


def test_a_site_checked_again_has_the_problems_of_a_site_checked_once(faulty: Site) -> None:
    cache = ParseCache()
    assert sorted(cache.check(faulty)) == sorted(check(faulty))
    first = faulty.documents[0]
    changed = first.with_meta(first.meta.model_copy(update={"title": "Ikkje eit ord"}))
    shorter = replace(faulty, documents=(changed, *faulty.documents[2:]))
    assert sorted(cache.check(shorter)) == sorted(check(shorter))
    assert cache.checked[faulty.documents[2].path][0] is faulty.documents[2]
    known = replace(shorter, config=replace(shorter.config, known_abbreviations=("NPF",)))
    assert sorted(cache.check(known)) == sorted(check(known)) != sorted(check(shorter))
    assert sorted(cache.check(faulty)) == sorted(check(faulty))
