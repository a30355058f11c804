"""Output formats of problems: text for a terminal, JSON, and annotations of GitHub and GitLab."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

from kbsite.diagnostics import Severity
from kbsite.diagnostics.personal_numbers import masked
from kbsite.diagnostics.printable import printable, printable_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbsite.diagnostics import Diagnostic
    from kbsite.diagnostics.catalogue import Catalogue


def as_text(problems: Iterable[Diagnostic], catalogue: Catalogue) -> str:
    """Return one line for each problem, `file:line:column: severity[code]: message`, its hint indented."""
    lines: list[str] = []
    for each in problems:
        at = each.location
        lines.append(
            f"{printable(at.file)}:{at.line}:{at.column}: {each.severity}[{each.code}]: {catalogue.message(each)}"
        )
        hint = catalogue.hint(each)
        if hint:
            lines.append(f"  {hint}")
    return "".join(f"{line}\n" for line in lines)


def as_json(problems: Iterable[Diagnostic], catalogue: Catalogue) -> str:
    """Return a JSON list of objects with file, line, column, severity, code, message and hint."""
    rows = [
        {
            "file": masked(each.location.file),
            "line": each.location.line,
            "column": each.location.column,
            "severity": each.severity.value,
            "code": each.code,
            "message": catalogue.message(each),
            "hint": catalogue.hint(each),
        }
        for each in problems
    ]
    return printable_json(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"


def as_github(problems: Iterable[Diagnostic], catalogue: Catalogue) -> str:
    """Return workflow commands that annotate a pull request on GitHub, one line for each problem."""
    lines: list[str] = []
    for each in problems:
        at = each.location
        text = "\n".join(filter(None, (catalogue.message(each, breaks=True), catalogue.hint(each, breaks=True))))
        lines.append(
            f"::{each.severity} file={_property(printable(at.file, breaks=True))},line={at.line},col={at.column},"
            f"title={_property(each.code)}::{_data(text)}\n"
        )
    return "".join(lines)


def as_gitlab(problems: Iterable[Diagnostic], catalogue: Catalogue) -> str:
    """Return GitLab's code quality report; a problem keeps its fingerprint when its line moves."""
    seen: Counter[str] = Counter()
    rows = []
    for each in problems:
        what = json.dumps([each.location.file, each.code, each.values], ensure_ascii=False)
        seen[what] += 1
        rows.append(
            {
                "description": ". ".join(filter(None, (catalogue.message(each), catalogue.hint(each)))),
                "check_name": each.code,
                "fingerprint": hashlib.sha256(f"{what}{seen[what]}".encode("utf-8", "surrogateescape")).hexdigest(),
                "severity": "major" if each.severity is Severity.ERROR else "minor",
                "location": {"path": masked(each.location.file), "lines": {"begin": each.location.line}},
            }
        )
    return printable_json(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": as_text, "json": as_json, "github": as_github, "gitlab": as_gitlab}
"""How problems can be written, by the name that the command line uses."""
