"""The review of an import: a row for each page, with what was found, cut and doubted, as CSV and as HTML."""

from __future__ import annotations

import csv
import io
from html import escape
from typing import TYPE_CHECKING

from kbsite.importing.write import original_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kbsite.diagnostics.catalogue import Catalogue
    from kbsite.importing.model import Found, Problem
    from kbsite.importing.plan import Page, Plan
    from kbsite.importing.write import Done

COLUMNS = (
    "file", "outcome", "origin", "original", "addresses", "kind", "title", "byline", "authors", "date", "updated",
    "standards", "asked_by", "doubts", "cut", "twins", "parent",
)  # fmt: skip
"""The columns, each with its heading in the catalogue as import_column_NAME."""

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem; color: #111; background: #fff; }
table { border-collapse: collapse; font-size: .9rem; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .4rem .6rem; text-align: left; vertical-align: top; min-width: 6rem; }
thead th { position: sticky; top: 0; background: #eef2f7; }
ul { margin: 0; padding-left: 1.1rem; }
.scroll { overflow-x: auto; }
"""


def as_csv(plan: Plan, done: Done, words: Catalogue) -> bytes:
    """Return the table as CSV that spreadsheets open: UTF-8 with a mark, semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([words.line(f"import_column_{name}") for name in COLUMNS])
    for page in plan.pages:
        writer.writerow([_harmless("\n".join(_cell(name, page, done, words))) for name in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "@", "\t") or (text[:1] == "-" and len(text) > 1) else text


def as_html(plan: Plan, done: Done, problems: Sequence[Problem], words: Catalogue) -> bytes:
    """Return the table as one page that needs no script and nothing else."""
    title = escape(words.line("import_review_title"))
    parts = [
        f'<!DOCTYPE html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        f"<p>{escape(words.line('import_review_intro', pages=len(plan.pages)))}</p>\n",
        _list("import_review_problems", (_problem(each, words) for each in problems), words),
        _list("import_review_lost", (f"{address} ← {path}" for address, path in sorted(plan.lost.items())), words),
        _list("import_review_waiting", sorted(plan.waiting), words),
        _list("import_review_skipped", plan.skipped, words),
        '<div class="scroll" tabindex="0" role="region" aria-labelledby="pages">\n<table>\n',
        f'<caption id="pages">{escape(words.line("import_review_pages"))}</caption>\n<thead><tr>',
        *(f'<th scope="col">{escape(words.line(f"import_column_{name}"))}</th>' for name in COLUMNS),
        "</tr></thead>\n<tbody>\n",
    ]
    for page in plan.pages:
        cells = [_cell(name, page, done, words) for name in COLUMNS]
        parts.append(f'<tr><th scope="row">{escape(cells[0][0])}</th>')
        parts += [f"<td>{_in_html(cell)}</td>" for cell in cells[1:]]
        parts.append("</tr>\n")
    parts.append("</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n")
    return "".join(parts).encode()


def _in_html(cell: Sequence[str]) -> str:
    if len(cell) < 2:
        return escape("".join(cell))
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in cell) + "</ul>"


def _list(heading: str, lines: Iterable[str], words: Catalogue) -> str:
    items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
    return f"<h2>{escape(words.line(heading))}</h2>\n<ul>\n{items}</ul>\n" if items else ""


def _problem(each: Problem, words: Catalogue) -> str:
    return f"{each.file}: {words.line(each.line, **dict(each.values))}"


def _cell(name: str, page: Page, done: Done, words: Catalogue) -> list[str]:
    """Return the lines of a cell."""
    read = page.read
    cells: dict[str, list[str]] = {
        "file": [page.path],
        "outcome": [words.line(f"import_outcome_{done.outcomes[page.path]}")],
        "origin": [read.page.origin],
        "original": [original_name(read.page.original)] if name == "original" else [],
        "addresses": list(read.addresses),
        "byline": [read.byline],
        "authors": [" – ".join(filter(None, (each.name, each.role, each.affiliation))) for each in read.people],
        "standards": [said for each in (read.question_lang, read.lang) if (said := _found(each, words))],
        "doubts": [_doubt(words.line(each.line), each.words) for each in read.doubts],
        "cut": list(read.cut),
        "twins": list(read.twins),
        "parent": [page.parent],
    }
    return cells[name] if name in cells else [_found(getattr(read, name), words)]


def _found(found: Found, words: Catalogue) -> str:
    """Return a value with how sure it is, and what it was read from where that is something else."""
    if not found.value:
        return ""
    source = f": «{found.words}»" if found.words and found.words != found.value else ""
    return f"{found.value} ({words.line(f'import_{found.sure}')}{source})"


def _doubt(line: str, said: str) -> str:
    return f"{line}: {said}" if said else line
