"""What keeps its address keeps its bytes, and which editions of the search index stay for those who hold one."""

from __future__ import annotations

import html
import io
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from PIL import Image

from kbsite.model.routes import Routes
from kbsite.publish import journal
from kbsite.publish.beside import made
from kbsite.site import routes
from tests.samples import plain_text, text
from tests.sites import build, edition, files, read_page, write_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><title>{}</title></svg>'

QUOTED = re.compile(r"""["'(=;,\s](?P<address>[^"'()<>\s&;,]+\.[a-z0-9]+(?:\?[^"'()<>\s&#,]*)?)(?=["')\s#&<,])""")
"""Whatever may be the address of a file: in an attribute, a srcset, style, script, JSON-LD or HTML in a feed."""

TEXTS = (".html", ".xml", ".css", ".js", ".json", ".webmanifest")
"""Files that refer to others. What is in an edition of the search index is under one digest."""

SAME = ("", ".html", ".xml", ".txt", ".md", ".ics")
OPEN_DATA = tuple(
    address.removeprefix("/")
    for address in (routes.FEED, routes.JSON_FEED, Routes().content_list, Routes().content_schema, routes.GUIDE)
)
"""Pages, their texts, feeds, lists of pages, calendars: readers and programs hold on to their addresses."""


def site(root: Path, title: str, drawing: str = "a", paper: str = "a") -> Path:
    """Write a site with pictures and an attachment."""
    body = "Tekst.\n\n![Et trinn](trinn.svg)\n\n![Kart med tre soner](kart.jpg)\n\n[Skjema](skjema.pdf)"
    content: dict[str, str | bytes] = {
        "artikler/a/index.md": text(title, body),
        "artikler/a/trinn.svg": DRAWING.format(drawing),
        "artikler/a/kart.jpg": photograph("red" if drawing == "a" else "blue"),
        "artikler/a/skjema.pdf": f"%PDF-1.4 {paper}",
        "forfattere/kari.md": plain_text("Kari"),
    }
    return write_site(root, content)


def photograph(colour: str) -> bytes:
    """Return a picture that is so wide that smaller copies of it are made."""
    data = io.BytesIO()
    Image.new("RGB", (2600, 100), colour).save(data, "JPEG")
    return data.getvalue()


def references(public: Path) -> dict[str, str]:
    """Return every address of a file of the site that a file of it has, and where one such stands."""
    found: dict[str, str] = {}
    for path, data in files(public).items():
        if not path.endswith(TEXTS) or path.startswith("sok/indeks/"):
            continue
        for match in QUOTED.finditer(html.unescape(data.decode())):
            address = urljoin(f"https://example.org/{path}", match["address"])
            parts = urlsplit(address)
            file = public / unquote(parts.path).lstrip("/")
            if parts.netloc == "example.org" and not _is_held(file) and file.is_file():
                found[address.removeprefix("https://example.org")] = path
    return found


def _is_held(file: Path) -> bool:
    return file.suffix in SAME or file.name in OPEN_DATA


def parts(public: Path) -> dict[str, bytes]:
    """Return the bytes of all that pages show, run or offer for download, by the address that they use."""
    return {
        address: (public / unquote(urlsplit(address).path).lstrip("/")).read_bytes()
        for address in references(public)
    }


def names(public: Path) -> set[str]:
    return {path.name for path in (public / "sok/indeks").iterdir() if path.is_dir()}


def test_nothing_keeps_its_address_when_its_bytes_change(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    assert build(site(tmp_path / "one", "En tittel"), before, "--search") == 0
    assert build(site(tmp_path / "two", "En annen tittel", "b", "b"), after, "--search") == 0
    old, new, old_places = parts(before), parts(after), references(before)
    endings = {urlsplit(address).path.rpartition(".")[2] for address in old}
    assert endings >= {"js", "css", "svg", "pdf", "json"}
    kept = old.keys() & new.keys()
    assert kept
    assert [each for each in kept if old[each] != new[each]] == []
    changed = {urlsplit(each).path.rpartition("/")[2] for each in new.keys() - old.keys()}
    assert changed >= {"trinn.svg", "skjema.pdf", "siter.bib", "siter.ris", "forslag.json", "pagefind.js"}
    assert changed >= {"ord.json", "sider.json"}
    assert len([name for name in changed if re.fullmatch(r"kart-\d+\.jpg", name)]) > 1, "each size of a picture"
    seen = {path.rpartition(".")[2] for path in old_places.values()}
    assert seen >= {"html", "js"}, "pages and scripts refer to files; style and feeds of these layouts do not"


def test_an_address_stays_when_its_bytes_do(tmp_path: Path) -> None:
    outputs = [tmp_path / "one" / "public", tmp_path / "two" / "public"]
    for output in outputs:
        assert build(site(output.parent / "site", "En tittel"), output, "--search") == 0
    first, second = map(parts, outputs)
    assert first == second
    assert names(outputs[0]) == names(outputs[1])


def test_the_edition_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    public = tmp_path / "public"
    made = []
    for title in ("En", "To", "Tre"):
        assert build(site(tmp_path / "site", f"Tittel {title}"), public, "--search") == 0
        made.append(edition(public).name)
    assert len(set(made)) == 3
    assert names(public) == set(made[1:])
    whole = files(public / "sok/indeks" / made[1])
    assert {"pagefind.js", "pagefind-entry.json", "ord.json", "sider.json", "vanlige.json", "oppslag.json"} <= set(
        whole
    )
    assert build(site(tmp_path / "site", "Tittel Tre"), public, "--search") == 0
    assert names(public) == set(made[1:]), "the same content is no new edition"
    assert build(site(tmp_path / "site", "Tittel To"), public, "--search") == 0
    assert edition(public).name == made[1]
    assert names(public) == set(made[1:]), "an edition that comes back is the newest, and the other stays"


def test_what_interrupted_deploys_leave_goes_away_and_the_search_page_names_an_index_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = tmp_path / "public"
    stopping = Stopping(journal._move)
    monkeypatch.setattr(journal, "_move", stopping)

    def deployed(title: str, most: int = 10_000) -> int:
        stopping.left = most
        status = build(site(tmp_path / "site", title), public, "--search")
        assert status == (0 if stopping.left >= 0 else 130)
        return most - stopping.left

    deployed("En")
    moves = deployed("To")
    for number, most in enumerate((0, 1, moves // 2, moves - 1)):
        before = names(public)
        deployed(f"Halv {number}", most)
        assert (public / index_in_search_page(public)).is_file()
        assert before <= names(public), "what pages that are open need is there still"
        deployed(f"Hel {number}")
        assert (public / index_in_search_page(public)).is_file()
        listed = (public / "sok/indeks/utgaver.txt").read_text(encoding="utf-8").split()
        assert len(listed) == 2
        assert index_folders(public) == names(public) == set(listed), "nothing of others is left"


class Stopping:
    """A function that is interrupted when it has been called so many times."""

    def __init__(self, function: Callable[..., None]) -> None:
        self.function = function
        self.left = 0

    def __call__(self, *arguments: Path, **named: bool) -> None:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        self.function(*arguments, **named)


def index_in_search_page(public: Path) -> str:
    """Return the path of the script of the index that the search page names."""
    [found] = read_page("", (public / "sok/index.html").read_bytes()).all("*[@data-bundle]")
    return found.attrib["data-bundle"].lstrip("/")


def index_folders(public: Path) -> set[str]:
    """Return the folders of the editions that kbsite's own list has, which are the files that are there."""
    listed = made(public)
    there = [f"sok/indeks/{path}" for path in files(public / "sok/indeks")]
    assert sorted(path for path in listed if path.startswith("sok/indeks/")) == sorted(there)
    return {path.split("/")[2] for path in there if path.count("/") > 2}


def test_the_name_of_an_edition_has_the_version_of_pagefind(tmp_path: Path) -> None:
    assert build(site(tmp_path / "site", "En"), tmp_path / "public", "--search") == 0
    made = edition(tmp_path / "public")
    entry = (made / "pagefind-entry.json").read_text(encoding="utf-8")
    assert f'"version":"{made.name.rpartition("-")[0]}"' in entry.replace(": ", ":")


def test_a_list_of_editions_that_is_not_kbsites_keeps_nothing(tmp_path: Path) -> None:
    public = tmp_path / "public"
    assert build(site(tmp_path / "site", "En"), public, "--search") == 0
    first = edition(public).name
    (public / "sok/indeks/utgaver.txt").write_text(f"../../artikler\n..\n{first}\n", encoding="utf-8")
    assert build(site(tmp_path / "site", "To"), public, "--search") == 0
    assert names(public) == {first, edition(public).name}
    (public / "sok/indeks/utgaver.txt").write_bytes(b"\xff")
    assert build(site(tmp_path / "site", "Tre"), public, "--search") == 0
    assert names(public) == {edition(public).name}


def test_without_a_search_no_edition_stays(tmp_path: Path) -> None:
    public = tmp_path / "public"
    assert build(site(tmp_path / "site", "En"), public, "--search") == 0
    assert build(site(tmp_path / "site", "En"), public) == 0
    assert not (public / "sok/indeks").exists()
