"""What readers asked: what is left out, which queries are one, the verdicts, and the command."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from kbsite.diagnostics import EnvironmentFault
from kbsite.diagnostics.catalogue import LANGUAGES, catalogue
from kbsite.reports.queries import VERDICTS, AskedGroup, QueriesReport
from kbsite.reports.queries_text import as_json, as_text
from kbsite.search import asked as asked_module
from kbsite.search.asked import Request, counted, queries_report
from kbsite.search.asked.group import concepts
from kbsite.search.asked.personal import is_personal
from kbsite.search.asked.verdict import Pages, alike, judged
from kbsite.search.evaluation.browser import Answer
from tests.samples import AUTHOR, plain_text, site, text
from tests.sites import ROOT, build, write_site

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kbsite.model import Site

KNOWN = frozenset(["plan", "og", "bygningsloven", "helse", "miljø", "kari", "vik", "bergen", "2028-09-30"])
PAGES = Pages(
    concepts={"/a/": frozenset({"plan", "frist", "skjenkekontroll"}), "/b/": frozenset({"høring"})},
    files={"/a/": "content/a.md", "/b/": "content/b.md"},
    everywhere=frozenset({"plan", "frist", "høring", "skjenkekontroll"}),
    alike=alike([("tidsgrense", "frist")]),
    stop=frozenset({"og", "for"}),
)


@pytest.mark.parametrize(
    "query",
    [
        "ola@example.org",
        "skriv til ola (at) example.org",
        "ring 22 33 44 55",
        "+47 987 65 432",
        "98765432",
        "01010112345",
        "010101 12345",
        "Per Hansen vedtak",
        "sak om Per-Olav Hansen",
        "Storgata 12 b",
        "naboen i fjellveien 3",
        "person født 1. mai",
        "personnr til bruker",
        "ola (a) example.org",
        "ola%40example.org",
        "ola alfakrøll example",
        "@olanordmann",
        "https://example.org/?token=abc",
        "10.0.0.17",
        "2001:db8::1",
        "98_765_432",
        "(22) 33 44 55",
        "Storgt. 12",
        "Bjørnsons gate 4",
        "EL 12345",
        "C1234567",
        "postboks 123",
        "f 010101",
        "password hunter2",
        "kari hansen",
        "per hansen vedtak",
        "sak om arne bakke",
        "hanne kjølstadmyr",
        "ola.nordmann",
        "perhansen",
        "karinordmann",
        "fatima eriksdotter",
        "vedtak 12.03.1985",
        "12. mars 1985",
        "1/7-99",
        "sak 120385",
        "12 03 85",
        "2011-03-12",
    ],
)
def test_what_may_tell_who_somebody_is_is_left_out(query: str) -> None:
    assert is_personal(query, KNOWN)


@pytest.mark.parametrize(
    "query",
    [
        "planstrategi",
        "§ 11-1",
        "IS-2824",
        "NOU 2022: 5",
        "2019-2023 2024-2028",
        "innen 30.09.2028",
        "10000 innbyggere",
        "Helse Miljø",
        "Kari Vik",
        "Plan og Bygningsloven",
        "plan 2025-2028",
        "gate",
        "kl. 02:30",
        "pbl 12-4",
        "hvilken vei",
        "prop. 82 l",
        "kari vik",
        "plan bergen",
        "bergen plan",
        "helse drammen",
        "permisjon",
        "karikatur",
        "plan 1999",
        "§ 3-9 12",
        "kapittel 310299",
    ],
)
def test_what_tells_of_nobody_is_kept(query: str) -> None:
    assert not is_personal(query, KNOWN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("planstrategi frist", "frist for planstrategien"),
        ("medvirkning", "medverknad"),
        ("Kommunen", "kommune"),
        ("hvordan vedta planer", "korleis vedta planar"),
        ("skjenkebevilling", "skjenkeløyve"),
    ],
)
def test_order_inflection_and_standard_make_no_other_question(one: str, other: str) -> None:
    stop = ("for",)
    assert concepts(one, stop) == concepts(other, stop)


def test_other_words_make_another_question() -> None:
    assert concepts("planstrategi frist", ()) != concepts("planstrategi høring", ())
    assert concepts("for", ("for",)) == ("for",)


@pytest.mark.parametrize(
    ("query", "answer", "verdict", "deeds"),
    [
        ("støysone", Answer(()), "none", ("page", "synonym")),
        ("plan frist", Answer(("/a/",), "A"), "answered", ()),
        ("tidsgrense for plan", Answer(("/a/",), "A"), "answered", ()),
        ("frister", Answer(("/b/", "/x/", "/b/", "/a/"), "B"), "answered", ()),
        ("høring støysone", Answer(("/b/",), "B"), "weak", ("synonym", "page")),
        ("plan frist høring", Answer(("/b/",), "B"), "weak", ("also_asked",)),
        ("plan frist", Answer(("/b/",), "B"), "weak", ("also_asked", "best_bet")),
        ("kirke", Answer(("/a/",), "A", "plan"), "miscorrected", ("synonym", "page")),
        ("plqn", Answer(("/a/",), "A", "plan"), "corrected", ()),
    ],
)
def test_the_verdict_is_on_the_first_hits(query: str, answer: Answer, verdict: str, deeds: tuple[str, ...]) -> None:
    group = AskedGroup(query=query, readers=3, wordings=1)
    found = judged(group, answer, PAGES, lambda path: path, lambda word: word == "kirke")
    assert (found.verdict, found.deeds) == (verdict, deeds)


def some() -> Site:
    return site({AUTHOR: plain_text("Kari"), "content/artikler/en.md": text("Plan", "En plan har en frist.")})


def request(file: Path, **values: int) -> Request:
    def real(_words: Iterable[str]) -> frozenset[str]:
        return frozenset()

    return Request(file=file, folder=file.parent / "public", real=real, **{"least": 3, "most": 100, **values})


def test_what_few_asked_is_never_shown_nor_a_rare_wording(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_text(
        "plan\n" * 3 + "hemmelig\n" * 2 + "frist for plan\nplanens frist\nfristen plan\n", encoding="utf-8"
    )
    report = counted(some(), request(file))
    found = {group.query: (group.readers, group.wordings) for group in report.groups}
    assert found.pop("plan") == (3, 1)
    assert list(found.values()) == [(3, 3)]
    shown = as_json(report, catalogue("nb"))
    assert "hemmelig" not in shown
    assert "planens frist" not in shown
    assert "frist for plan" not in shown
    assert report.rare == 1


def test_one_reader_who_asks_again_and_again_is_one(tmp_path: Path) -> None:
    entry = '10.0.0.1 - - [26/Nov/2026:02:00:00 +0100] "GET /sok/?q=privat+sak HTTP/1.1" 200 5 "-" "Firefox"\n'
    file = tmp_path / "log"
    file.write_text(entry * 50, encoding="utf-8")
    report = counted(some(), request(file))
    assert (report.groups, report.rare, report.queries) == ((), 1, 50)


def test_without_a_built_site_or_a_browser_it_counts_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "list"
    file.write_text("plan\n" * 4, encoding="utf-8")
    report, fault = queries_report(some(), request(file), lambda *_: None)
    assert fault is not None
    assert fault.code == "no-site"
    assert [group.verdict for group in report.groups] == ["unasked"]

    def failing(*_: object) -> QueriesReport:
        raise EnvironmentFault("search-failed", query="plan", reason="?")

    monkeypatch.setattr(asked_module, "_answered", failing)
    with pytest.raises(EnvironmentFault):
        queries_report(some(), request(file), lambda *_: None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_verdict_and_deed_has_words(lang: str) -> None:
    groups = tuple(
        AskedGroup(
            query="q",
            readers=3,
            wordings=2,
            verdict=verdict,
            page="/a/",
            title="A",
            corrected="c",
            missing=("m",),
            deeds=("page", "also_asked", "synonym", "best_bet"),
        )
        for verdict in VERDICTS
    )
    report = QueriesReport(
        least=3, asked=True, lines=9, queries=8, broken=1, bots=1, personal=1, rare=1, more=1, groups=groups
    )
    shown = as_text(report, catalogue(lang))
    assert "{" not in shown
    assert shown.count("\n") > 6 * 6
    assert json.loads(as_json(report, catalogue(lang)))["groups"][0]["verdict"] == "none"


@pytest.mark.parametrize("least", ["2", "0", "-1", "x"])
def test_the_limit_goes_up_only(least: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", "queries", str(tmp_path / "log"), "--least", least])
    assert "3" in capsys.readouterr().err


def test_the_handbook_tells_how() -> None:
    page = (ROOT / "docs/redaktor/content/artikler/blir-siden-funnet.md").read_text(encoding="utf-8")
    assert "kbsite report queries" in page


def _kbsite(*arguments: str) -> str:
    """Return what a command prints, in a process of its own: the tests' browser may be open in this one."""
    command = [sys.executable, "-m", "kbsite", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.browser
def test_a_log_is_asked_of_the_built_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_site(
        tmp_path / "site",
        {
            "artikler/en.md": text(
                "Gjennomføring", "Slik blir vedtaket fulgt opp.", also_asked="[dokumentet samler støv]"
            ),
            "artikler/to.md": text("Beredskap", "Planen øves hvert år."),
            "forfattere/kari.md": plain_text("Kari"),
        },
    )
    output = root / "public"
    assert build(root, output, "--search", "-q") == 0
    capsys.readouterr()
    file = tmp_path / "list"
    file.write_text("dokumentet samler støv\n" * 4 + "xyzzy\n" * 3, encoding="utf-8")
    given = ["--root", str(root), "--output", str(output), "--json"]
    groups = json.loads(_kbsite("report", "queries", str(file), *given))["groups"]
    assert [(group["query"], group["verdict"], group["page"]) for group in groups] == [
        ("xyzzy", "none", ""),
        ("dokumentet samler støv", "answered", "/artikler/en/"),
    ]
    board = tmp_path / "board"
    _kbsite("report", "--root", str(root), "--html", str(board), "--queries", str(file))
    assert 'id="asked_' in (board / "index.html").read_text(encoding="utf-8")
