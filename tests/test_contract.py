"""What editors, readers and checks outside this repository rely on."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from kbsite.cli import main
from kbsite.pipeline.load import load
from kbsite.pipeline.report import Options
from kbsite.publish.folder import stage
from kbsite.schema.kinds import BUILT_IN
from tests.sites import (
    LAYOUTS,
    ROOT,
    THEMES,
    PageFile,
    broken_links,
    build,
    files,
    newest_day,
    read_pages,
    text_of,
    unpacked,
    write_site,
)

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = ROOT / "tests" / "golden" / "site"

PUBLISHED = "date: 2026-01-01\nthemes: [plan]\nauthors: [kari]"


def text(title: str, body: str = "Tekst.", fields: str = PUBLISHED) -> str:
    return f"---\ntitle: {title}\n{fields}\n---\n\n{body}\n".replace("\n\n---", "\n---")


QUESTION = "## Spørsmål\n\nHva?\n\n## Svar\n\nDet."

MINIMAL = {
    "sporsmal-og-svar/hva.md": text("Hva?", QUESTION, f"{PUBLISHED}\nsummary: Det."),
    "artikler/plan/index.md": text("Plan"),
    "artikler/plan/01-start.md": text("Start", fields=""),
    "praksis/slik.md": text("Slik"),
    "kronikker/mener.md": text("Mener"),
    "aktuelt/nytt.md": text("Nytt"),
    "forfattere/kari.md": text("Kari", fields=""),
    "tema/plan.md": text("Planlegging", fields=""),
    "sider/om.md": text("Om", fields=""),
    "sider/om.nn.md": text("Om", fields=""),
}
"""A page of every kind, with nothing but what must be there."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", MINIMAL)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public"


def run(*command: str, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=cwd or ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
    )


# commands and options


BUILD = ("--output", "--layouts", "--base-url", "--drafts", "--future", "--expired", "--today", "--no-search")


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("build", (*BUILD, "--strict", "--force", "--root", "--lang", "-q", "-v")),
        ("check", ("--format", "--strict", "--today", "--root", "--lang", "-q", "-v")),
    ],
)
def test_commands_have_the_options_of_the_contract(
    command: str, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    named = re.findall(r"(?<![\w-])--?[a-z][\w-]*", capsys.readouterr().out)
    assert set(options) <= set(named)


def test_build_py_and_the_package_do_the_same(root: Path, tmp_path: Path) -> None:
    options = ("--root", str(root), "--layouts", str(LAYOUTS), "--no-search", "--today", "2026-11-21")
    one = run("build.py", *options, "--output", str(tmp_path / "one"))
    two = run("-m", "kbsite", "build", *options, "--output", str(tmp_path / "two"))
    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stderr
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_the_root_is_here_and_the_output_is_public_by_default(root: Path) -> None:
    (root / "layouts").symlink_to(LAYOUTS, target_is_directory=True)
    done = run("-m", "kbsite", "build", "--no-search", "--today", "2026-11-21", cwd=root)
    assert done.returncode == 0, done.stderr
    assert (root / "public" / "index.html").is_file()


# exit statuses and streams


def test_a_site_without_faults_is_0_with_the_result_on_stdout_alone(
    root: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(root, output) == 0
    out, err = capsys.readouterr()
    assert re.match(r"\d+ pages", out)
    assert err == ""


def test_errors_are_1_on_stderr_with_place_code_and_hint(
    root: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "content/aktuelt/x.md").write_text(
        text("X", fields=PUBLISHED.replace("plan", "plna")), encoding="utf-8"
    )
    assert build(root, output) == 1
    out, err = capsys.readouterr()
    first, hint = err.splitlines()
    assert first.startswith("content/aktuelt/x.md:4:10: error[unknown-theme]: ")
    assert hint.startswith("  ")
    assert "content/" not in out
    assert not output.exists()


def test_warnings_are_0_and_with_strict_1(root: Path, output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/forfattere/ola.md").write_text(text("Ola", fields=""), encoding="utf-8")
    assert build(root, output) == 0
    assert "warning[author-without-pages]" in capsys.readouterr().err
    assert build(root, output, "--strict") == 1
    assert main(["check", "--root", str(root), "--strict"]) == 1
    assert main(["check", "--root", str(root)]) == 0


@pytest.mark.parametrize(
    "arguments", [[], ["bygg"], ["build", "--nope"], ["check", "--format", "xml"], ["check", "--lang", "de"]]
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    try:
        status: object = main(arguments)
    except SystemExit as ended:  # argparse ends by itself; a command that is none is answered with a suggestion
        status = ended.code
    assert status == 2


def test_a_folder_that_is_no_site_is_2(tmp_path: Path, output: Path) -> None:
    assert build(tmp_path / "borte", output) == 2
    assert main(["check", "--root", str(tmp_path)]) == 2


def test_missing_layouts_are_2(root: Path, output: Path) -> None:
    assert build(root, output, "--layouts", str(root / "borte")) == 2


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("site.yaml", None, "data/site.yaml:1:1: error[missing-file]"),
        ("themes.yaml", None, "data/themes.yaml:1:1: error[missing-file]"),
        ("site.yaml", "title: a\nemail: post@example.org\n", "data/site.yaml:1:1: error[missing-field]"),
        ("site.yaml", "title: a: b\n", "data/site.yaml:1:9: error[broken-yaml]"),
        ("themes.yaml", "- id: plan\n  title: a: b\n", "data/themes.yaml:2:11: error[broken-yaml]"),
        ("themes.yaml", "plan: Planlegging\n", "data/themes.yaml:1:1: error[wrong-type]"),
        ("themes.yaml", "- id: plan\n", "data/themes.yaml:1:3: error[missing-field]"),
        ("themes.yaml", THEMES + THEMES, "data/themes.yaml:3:7: error[double-field]"),
        ("themes.yaml", f"{THEMES}  parent: borte\n", "data/themes.yaml:3:11: error[unknown-theme]"),
        ("themes.yaml", f"{THEMES}  parent: plan\n", "data/themes.yaml:3:11: error[theme-loop]"),
        ("site.yaml", "title: \xe5\n", "data/site.yaml:1:8: error[wrong-encoding]"),
    ],
)
def test_a_missing_or_broken_configuration_is_2_with_its_place(
    root: Path, output: Path, capsys: pytest.CaptureFixture[str], name: str, content: str | None, place: str
) -> None:
    path = root / "data" / name
    path.unlink() if content is None else path.write_text(content, encoding="latin-1")
    assert build(root, output) == 2
    error = capsys.readouterr().err
    assert place in error
    assert "Traceback" not in error


def test_a_setting_that_is_not_known_is_a_warning(
    root: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (root / "data/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("hva: x.png\n")
    assert build(root, output) == 0
    assert "data/site.yaml:4:1: warning[unknown-setting]" in capsys.readouterr().err


def test_a_fault_in_a_layout_is_2_with_its_file_and_line(
    root: Path, output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layouts = tmp_path / "maler"
    for path, data in files(LAYOUTS).items():
        (layouts / path).parent.mkdir(parents=True, exist_ok=True)
        (layouts / path).write_bytes(data)
    (layouts / "qa.html").write_text("a\n{{ page.borte }}\n", encoding="utf-8")
    assert build(root, output, "--layouts", str(layouts)) == 2
    error = capsys.readouterr().err
    assert "maler/qa.html:2:1: error[layout-error]" in error
    assert "Traceback" not in error
    assert not output.exists()


def test_problems_of_all_files_are_reported_in_one_run_sorted_by_place(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(40):
        path = root / f"content/aktuelt/x{number:02}.md"
        path.write_text(text("X", fields=f"{PUBLISHED}\nukjent: x\nlang: no"), encoding="utf-8")
    assert main(["check", "--root", str(root), "--format", "json", "--lang", "en"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 80
    places = [(row["file"], row["line"], row["column"]) for row in rows]
    assert places == sorted(places)
    assert {(row["line"], row["code"]) for row in rows} == {(6, "unknown-field"), (7, "unknown-language")}


def test_json_and_github_formats_go_to_stdout(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/aktuelt/x.md").write_text(text("X", "<b>a</b>"), encoding="utf-8")
    check = ["check", "--root", str(root), "--lang", "en", "--format"]
    assert main([*check, "json"]) == 1
    out, err = capsys.readouterr()
    (row,) = json.loads(out)
    assert err == ""
    assert set(row) == {"file", "line", "column", "severity", "code", "message", "hint"}
    assert (row["file"], row["line"], row["column"]) == ("content/aktuelt/x.md", 8, 1)
    assert (row["severity"], row["code"]) == ("error", "raw-html")
    assert main([*check, "github"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("::error file=content/aktuelt/x.md,line=8,col=1,title=raw-html::")
    assert (out.count("\n"), err) == (1, "")


def test_messages_come_in_the_language_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/aktuelt/x.md").write_text("Bare tekst.", encoding="utf-8")
    said = {}
    for lang in ("nb", "nn", "en"):
        main(["check", "--root", str(root), "--lang", lang])
        said[lang] = capsys.readouterr().err
    assert len(set(said.values())) == 3


def test_check_writes_nothing(root: Path) -> None:
    before = files(root)
    assert main(["check", "--root", str(root)]) == 0
    assert files(root) == before


def test_check_finds_what_build_finds(root: Path, output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "layouts").symlink_to(LAYOUTS, target_is_directory=True)
    (root / "content/aktuelt/x.md").write_text(text("X", "[a](borte.md)"), encoding="utf-8")
    build(root, output)
    built = capsys.readouterr().err
    main(["check", "--root", str(root), "--today", "2026-11-21", "--lang", "en"])
    assert capsys.readouterr().err == built


# the output folder


def test_a_folder_that_kbsite_did_not_make_is_refused_and_taken_over_with_force(root: Path, output: Path) -> None:
    output.mkdir()
    (output / "mine.txt").write_text("mine", encoding="utf-8")
    assert build(root, output) == 2
    assert files(output) == {"mine.txt": b"mine"}
    assert build(root, output, "--force") == 0
    assert files(output)["mine.txt"] == b"mine"
    assert (output / "index.html").is_file()


@pytest.mark.parametrize("name", ["content", "data", "content/artikler", "."])
def test_the_site_is_never_written_over_what_it_is_made_of(root: Path, name: str) -> None:
    before = files(root)
    assert build(root, root / name, "--force") == 2
    assert files(root) == before


def test_a_build_with_errors_leaves_the_site_byte_for_byte(root: Path, output: Path) -> None:
    assert build(root, output, "--search") == 0
    before = {path: (output / path).stat().st_mtime_ns for path in files(output)}
    content = files(output)
    (root / "content/artikler/plan/index.md").write_text(text("Ny", "[a](borte.md)"), encoding="utf-8")
    assert build(root, output, "--search") == 1
    assert files(output) == content
    assert {path: (output / path).stat().st_mtime_ns for path in files(output)} == before
    assert {path.name for path in output.parent.iterdir()} == {"site", "public", ".public.kbsite"}


def test_unchanged_files_keep_their_time_stamps_stale_ones_go_and_foreign_ones_stay(
    root: Path, output: Path
) -> None:
    assert build(root, output, "--search") == 0
    for path in files(output):
        os.utime(output / path, ns=(1, 1))
    (output / "CNAME").write_text("example.org", encoding="utf-8")
    assert build(root, output, "--search") == 0
    assert {path for path in files(output) if (output / path).stat().st_mtime_ns != 1} == {"CNAME"}
    (root / "content/praksis/slik.md").unlink()
    assert build(root, output, "--search") == 0
    assert not (output / "praksis/slik").exists()
    assert (output / "robots.txt").stat().st_mtime_ns == 1
    assert (output / "CNAME").read_text(encoding="utf-8") == "example.org"


def test_of_two_builds_at_once_one_learns_that_another_is_running(
    root: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(root, output) == 0
    before = files(output)
    with stage(output, force=False) as folder:
        (folder / "half.html").write_text("x", encoding="utf-8")
        capsys.readouterr()
        assert build(root, output) == 2
        assert "another build" in capsys.readouterr().err
        assert (folder / "half.html").exists()
    assert files(output) == before


# pages


def test_a_site_with_only_what_the_contract_demands_builds_with_the_projects_layouts(
    root: Path, output: Path
) -> None:
    assert build(root, output, "--search") == 0
    pages = read_pages(output)
    assert {path: fault for path, page in pages.items() for fault in page.faults} == {}
    assert broken_links(pages, output, "https://example.org/") == []
    assert {
        "index.html",
        "sporsmal-og-svar/index.html",
        "sporsmal-og-svar/hva/index.html",
        "artikler/plan/index.html",
        "artikler/plan/start/index.html",
        "praksis/slik/index.html",
        "kronikker/mener/index.html",
        "aktuelt/nytt/index.html",
        "forfattere/index.html",
        "forfattere/kari/index.html",
        "tema/index.html",
        "tema/plan/index.html",
        "om/index.html",
        "om/nn/index.html",
        "sok/index.html",
        "404.html",
    } <= set(pages)
    assert {"feed.xml", "tema/plan/feed.xml", "sitemap.xml", "robots.txt", "sok/indeks/utgaver.txt"} <= set(
        files(output)
    )


def test_an_empty_site_builds(tmp_path: Path, output: Path) -> None:
    root = write_site(tmp_path / "site", {"data/themes.yaml": "[]\n"})
    assert build(root, output) == 0
    assert broken_links(read_pages(output), output, "https://example.org/") == []


@pytest.mark.parametrize("base_url", ["https://golden.example/kb/", "https://golden.example/", "https://a.no/b/c/"])
def test_under_any_path_every_address_begins_with_it_and_reaches_a_file(output: Path, base_url: str) -> None:
    assert build(GOLDEN, output, "--base-url", base_url) == 0
    pages = read_pages(output)
    assert len(pages) > 25
    assert broken_links(pages, output, base_url) == []


def test_every_link_and_anchor_of_the_real_site_reaches_something(
    pages: dict[str, PageFile], built_site: Path
) -> None:
    assert broken_links(pages, built_site, "https://www.kommunetorget.no/") == []


def legacy_addresses() -> dict[str, str]:
    """Return the file of content that each address of the old site leads to."""
    lines = (ROOT / "tests" / "legacy-addresses.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len({address for address, _ in rows}) == len(rows) == 50
    return {row[0]: row[1] for row in rows}


def test_every_address_of_the_old_site_leads_to_the_page_on_its_subject(
    pages: dict[str, PageFile], tmp_path: Path
) -> None:
    today = date.fromisoformat(newest_day(ROOT))
    loaded = load(Options(root=ROOT, layouts=LAYOUTS, output=tmp_path, today=today), lambda *_: None)
    assert loaded.site
    shown = (*loaded.site.pages, *loaded.site.authors, *loaded.site.introductions.values())
    address_of = {page.path: page.address for page in shown}
    wrong = {}
    for address, path in legacy_addresses().items():
        alias = pages.get(f"{address.strip('/')}/index.html")
        leads = alias.redirect if alias else None
        target = pages.get(f"{leads.strip('/')}/index.html") if leads else None
        if leads != address_of.get(path) or target is None or target.redirect or not target.all("article"):
            wrong[address] = (leads, path)
    assert wrong == {}


def test_every_alias_in_the_style_of_the_old_site_is_one_of_its_addresses(pages: dict[str, PageFile]) -> None:
    """An old address begins with a capital letter; no page of the new site does."""
    old = {f"/{path.removesuffix('index.html')}" for path in pages if path[0].isupper()}
    assert old == set(legacy_addresses())


SECRETS = {
    "utkast": "draft: true",
    "framtid": "date: 2026-11-22",
    "utgått": "expires: 2026-11-21",
}


def test_drafts_future_and_expired_pages_are_in_no_file(root: Path, output: Path) -> None:
    for name, field in SECRETS.items():
        fields = f"{PUBLISHED}\n{field}" if "date" not in field else PUBLISHED.replace("date: 2026-01-01", field)
        body = f"Hemmelig{name}tekst. [vedlegg](hemmelig-{name}.txt) [plan](../artikler/plan/index.md)"
        content = text(f"Hemmelig{name}tittel", body, f"{fields}\naliases: [/hemmelig-{name}-alias/]")
        for folder in ("aktuelt", "artikler"):
            path = root / f"content/{folder}/hemmelig-{name}.md"
            path.write_text(content.replace("-alias", f"-alias-{folder}"), encoding="utf-8")
            path.with_suffix(".txt").write_text(f"hemmelig{name}vedlegg", encoding="utf-8")
        chapter = root / f"content/artikler/hemmelig-{name}/01-hemmelig.md"
        chapter.parent.mkdir()
        chapter.write_text(text("Hemmeligkapittel", fields=""), encoding="utf-8")
    assert build(root, output, "--search") == 0
    for name, data in files(output).items():
        assert "hemmelig" not in name.lower()
        assert "hemmelig" not in unpacked(data).decode("utf-8", "replace").lower(), name
    assert build(root, output, "--search", "--drafts", "--future", "--expired") == 0
    assert len([name for name in files(output) if "hemmelig" in name and name.endswith(".txt")]) == 6
    assert any("hemmelig" in unpacked(data).decode("utf-8", "replace").lower() for data in files(output).values())


def test_names_with_norwegian_letters_get_plain_addresses(root: Path, output: Path) -> None:
    (root / "content/artikler/På-øya-ære.md").write_text(text("Øy"), encoding="utf-8")
    (root / "content/artikler/a\u030apent.md").write_text(text("Åpent"), encoding="utf-8")
    assert build(root, output) == 0
    assert {"artikler/pa-oya-aere/index.html", "artikler/apent/index.html"} <= set(files(output))


# hooks in the pages


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageFile]:
    output = tmp_path_factory.mktemp("golden") / "public"
    assert build(GOLDEN, output, "--base-url", "https://golden.example/") == 0
    return read_pages(output)


def hrefs(page: PageFile, path: str) -> list[str]:
    return [element.attrib["href"] for element in page.all(path)]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("sporsmal-og-svar/planstrategi", "qa"),
        ("sporsmal-og-svar/planstrategi/nn", "qa"),
        ("artikler/planprosess", "article"),
        ("artikler/planprosess/oppstart", "chapter"),
        ("praksis/proveby", "practice"),
        ("kronikker/makt", "opinion"),
        ("aktuelt/nytt", "news"),
        ("forfattere/kari", "author"),
        ("tema/plan", "theme"),
        ("om", "page"),
        ("om/nn", "page"),
    ],
)
def test_the_text_of_a_page_is_in_an_article_that_shows_its_kind(
    golden: dict[str, PageFile], path: str, kind: str
) -> None:
    article = golden[f"{path}/index.html"].one("main[@id='innhold']//article[@data-kind]")
    assert article.attrib["data-kind"] == kind


def test_every_page_has_its_main_part(golden: dict[str, PageFile], pages: dict[str, PageFile]) -> None:
    for page in (*golden.values(), *pages.values()):
        assert page.one("main").attrib["id"] == "innhold", page.path


def test_question_and_answer_are_marked_with_their_languages(golden: dict[str, PageFile]) -> None:
    page = golden["sporsmal-og-svar/planstrategi/index.html"]
    question, answer = page.one("*[@data-part='question']"), page.one("*[@data-part='answer']")
    assert page.root.get("lang") == "nb"
    assert (question.get("lang"), answer.get("lang")) == ("nn", None)
    assert "kven vedtek han" in text_of(question)
    assert "hvilke planer kommunen skal lage" in text_of(answer)
    assert "kven vedtek han" not in text_of(answer)


def test_byline_and_themes_are_links(golden: dict[str, PageFile]) -> None:
    page = golden["artikler/planprosess/index.html"]
    byline = page.one("*[@data-part='byline']")
    assert [a.attrib["href"] for a in byline.findall(".//a[@rel='author']")] == [
        "/forfattere/kari/",
        "/forfattere/ase/",
    ]
    assert "planlegger" in text_of(byline)
    assert "Gamleby kommune" in text_of(byline)
    assert "Rådgiver" not in text_of(byline)
    assert hrefs(page, "*[@data-part='themes']//a") == ["/tema/plan/", "/tema/folkehelse/"]


def test_chapters_lead_to_each_other(golden: dict[str, PageFile]) -> None:
    first, second = "/artikler/planprosess/oppstart/", "/artikler/planprosess/vedtak/"
    for path, before, after in (
        ("artikler/planprosess", [], [first]),
        ("artikler/planprosess/oppstart", ["/artikler/planprosess/"], [second]),
        ("artikler/planprosess/vedtak", [first], []),
    ):
        page = golden[f"{path}/index.html"]
        assert hrefs(page, "*[@data-part='chapters']//li/a") == [first, second]
        assert hrefs(page, "a[@rel='prev']") == before
        assert hrefs(page, "a[@rel='next']") == after


def test_related_pages_and_backlinks_are_links(golden: dict[str, PageFile]) -> None:
    page = golden["sporsmal-og-svar/planstrategi/index.html"]
    related = [href for href in hrefs(page, "*[@data-part='related']//a") if not href.startswith("/forfattere/")]
    assert related[0] == "/artikler/planprosess/"
    assert len(related) <= 5
    assert hrefs(page, "*[@data-part='backlinks']//a") == ["/tema/plan/"]


def test_every_page_of_content_can_be_shared(pages: dict[str, PageFile]) -> None:
    kinds = {kind.kind for kind in BUILT_IN if not kind.introduces}
    shared = [
        page
        for page in pages.values()
        for article in page.all("article[@data-kind]")
        if article.attrib["data-kind"] in kinds and "data-whole" not in article.attrib
    ]
    assert len(shared) > 50
    for page in shared:
        form = page.one("form[@data-part='share']")
        names = {
            field.attrib["name"]
            for field in form.iter()
            if field.tag in ("input", "textarea") and "name" in field.attrib
        }
        assert {"name", "to", "message"} <= names, page.path
        link = urlsplit(page.one("a[@data-part='share-link']").attrib["href"])
        fields = parse_qs(link.query, strict_parsing=True)
        assert (link.scheme, link.path, set(fields)) == ("mailto", "", {"subject", "body"}), page.path
        assert page.one("head/link[@rel='canonical']").attrib["href"] in fields["body"][0], page.path
        assert len(link.geturl()) < 2000, page.path


def test_the_search_page_has_its_field_status_and_results(pages: dict[str, PageFile]) -> None:
    page = pages["sok/index.html"]
    assert page.one("*[@data-part='search-status']").attrib["data-state"] == "idle"
    assert page.one("*[@data-part='results']").tag == "ol"
    (form,) = (f for f in page.all("form") if f.find(".//input[@name='q']") is not None)
    assert (form.attrib["action"], form.get("method", "get")) == ("/sok/", "get")


def test_every_other_page_has_a_plain_form_that_leads_to_the_search(pages: dict[str, PageFile]) -> None:
    for path, page in pages.items():
        forms = [form for form in page.all("form") if form.get("action") == "/sok/"]
        assert forms, path
        for form in forms:
            assert form.find(".//input[@name='q']") is not None, path
