"""Logs and lists of queries: what is read of them, and what of a reader is not."""

from __future__ import annotations

import gzip
import os
import threading
from typing import TYPE_CHECKING

import pytest

from kbsite.diagnostics import EnvironmentFault
from kbsite.read.query_log import LONGEST_LINE, MOST_UNPACKED, Tally, queries_in

if TYPE_CHECKING:
    from pathlib import Path

SEARCH = "https://www.example.org/kb/sok/"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


def line(
    target: str, *, status: int = 200, program: str | None = BROWSER, before: str = "10.0.0.1", method: str = "GET"
) -> str:
    more = "" if program is None else f' "https://example.org/?q=nei" "{program}"'
    return f'{before} - - [26/Nov/2026:02:00:00 +0100] "{method} {target} HTTP/1.1" {status} 512{more}'


def read(path: Path, content: str | bytes) -> tuple[list[str], Tally]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    tally = Tally()
    return [asked.text for asked in queries_in(path, SEARCH, tally)], tally


def test_the_query_is_read_from_both_formats_with_its_signs_decoded(tmp_path: Path) -> None:
    lines = [
        line("/kb/sok/?q=h%C3%B8ring+frist"),
        line("/kb/sok/?q=h%F8ring", program=None),
        line("/kb/sok/index.html?sort=date&q=plan%zz"),
        line("https://www.example.org/kb/sok/?q=hel"),
        line("/kb/sok/?q=vert", before="example.org:443 10.0.0.2"),
    ]
    found, tally = read(tmp_path / "log", "\n".join(lines))
    assert found == ["høring frist", "høring", "plan%zz", "hel", "vert"]
    assert (tally.lines, tally.broken, tally.bots) == (5, 0, 0)


@pytest.mark.parametrize(
    "other",
    [
        line("/sok/?q=annet+sted"),
        line("/kb/sok/?q=annen+vert", before="www.other.org:443 10.0.0.2"),
        line("/kb/sok/?q="),
        line("/kb/sok/?q=+%00+"),
        line("/kb/sok/"),
        line("/kb/sok/?q=feil", status=404),
        line("/kb/sok/?q=videre", status=301),
        line("/kb/sok/?q=sendt", method="POST"),
        line("//[/kb/sok/?q=klamme"),
        line("/kb/artikler/?q=side"),
    ],
)
def test_what_is_no_search_of_the_site_is_passed_over(tmp_path: Path, other: str) -> None:
    assert read(tmp_path / "log", f"{line('/kb/sok/?q=en')}\n{other}\n")[0] == ["en"]


@pytest.mark.parametrize(
    "program", ["-", "", "Googlebot/2.1", "curl/8.5", "python-requests/2", "bingbot/2.0; +http://x"]
)
def test_programs_are_counted_and_left_out(tmp_path: Path, program: str) -> None:
    found, tally = read(tmp_path / "log", line("/kb/sok/?q=en", program=program))
    assert (found, tally.bots) == ([], 1)


def test_a_browser_with_a_quotation_mark_in_its_name_is_one(tmp_path: Path) -> None:
    assert read(tmp_path / "log", line("/kb/sok/?q=en", program=r"Mozilla/5.0 \"x\" Cubot"))[0] == []
    assert read(tmp_path / "log", line("/kb/sok/?q=en", program=r"Mozilla/5.0 \"x\" Firefox"))[0] == ["en"]


def test_broken_lines_and_lines_without_end_do_no_harm(tmp_path: Path) -> None:
    broken = ["[" * 50_000, '"' * 50_000, '[a] "' * 10_000, "\x16\x03\x01", '[26/Nov/2026:02:00:00 +0100] "']
    text = "\n".join([line("/kb/sok/?q=en"), *broken, "x" * (3 * LONGEST_LINE), line("/kb/sok/?q=to")])
    found, tally = read(tmp_path / "log", text.encode("latin-1"))
    assert found == ["en", "to"]
    assert tally.broken == len(broken) + 1


def test_a_packed_log_is_read_and_one_that_is_cut_is_said(tmp_path: Path) -> None:
    packed = gzip.compress(line("/kb/sok/?q=en").encode())
    assert read(tmp_path / "log.gz", packed)[0] == ["en"]
    for damaged in (packed[:-9], packed[:20] + b"x" * 40):
        with pytest.raises(EnvironmentFault, match="not-readable"):
            read(tmp_path / "cut.gz", damaged)
    with pytest.raises(EnvironmentFault, match="not-readable"):
        list(queries_in(tmp_path / "none", SEARCH, Tally()))


def test_a_list_has_a_query_on_each_line_in_either_encoding(tmp_path: Path) -> None:
    found, _ = read(
        tmp_path / "list", "\ufeffhøring frist\n\n  plan \n/kb/sok/?q=adresse\n".encode() + "bål".encode("latin-1")
    )
    assert found == ["høring frist", "plan", "adresse", "bål"]


def test_one_reader_is_told_from_another_and_nothing_else_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "log"
    same, other = line("/kb/sok/?q=en"), line("/kb/sok/?q=en", before="10.0.0.9")
    path.write_text(f"{same}\n{same}\n{other}", encoding="utf-8")
    readers = [asked.reader for asked in queries_in(path, SEARCH, Tally())]
    assert readers[0] == readers[1] != readers[2]
    assert not any("10.0.0" in str(asked) or "Mozilla" in str(asked) for asked in queries_in(path, SEARCH, Tally()))


@pytest.mark.parametrize("fill", [b"a", b"\n"])
def test_a_packed_file_that_is_far_larger_than_a_log_is_refused(tmp_path: Path, fill: bytes) -> None:
    with pytest.raises(EnvironmentFault, match="not-readable"):
        read(tmp_path / "bomb.gz", gzip.compress(fill * (MOST_UNPACKED + 2**20)))
    assert read(tmp_path / "small.gz", gzip.compress(b"en\n" * 1000))[0] == ["en"] * 1000


def test_a_pipe_is_read_from_its_beginning(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(line("/kb/sok/?q=en").encode(),))
    writer.start()
    assert [asked.text for asked in queries_in(pipe, SEARCH, Tally())] == ["en"]
    writer.join()


@pytest.mark.parametrize(
    "other",
    [
        '{"remote_addr": "10.0.0.1", "request": "GET /kb/sok/?q=en HTTP/1.1"}',
        "2026-11-26 02:00:00 10.0.0.9 GET /kb/sok/ q=en 80 - 10.1.1.1 Mozilla 200",
        '2026/11/26 02:00:00 [error] 1#1: client: 10.7.7.1, request: "GET /kb/sok/?q=en HTTP/1.1"',
        'Nov 26 web1 nginx: 10.0.0.1 - - [26/Nov/2026:02:00:00] "GET /kb/sok/?q=en HTTP/1.1"',
    ],
)
def test_a_log_of_another_format_is_broken_and_no_list_of_queries(tmp_path: Path, other: str) -> None:
    found, tally = read(tmp_path / "log", f"{other}\n" * 4)
    assert (found, tally.broken) == ([], 4)
