"""References in the formats of reference managers: BibTeX, and RIS as EndNote, Zotero and Mendeley read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.norwegian.names_and_dates import english_name, with_territory

if TYPE_CHECKING:
    from kbsite.render.views import CiteView

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The months as every BibTeX style knows them, which are written without braces."""

_BABEL = {"nb": "norsk", "nn": "nynorsk", "en": "british"}
"""The languages as the package babel calls them: https://ctan.org/pkg/babel-norsk."""

_LATEX = {ord(sign): f"\\{sign}" for sign in "$&%#_"} | {
    # BibTeX counts braces even after a backslash, so they are written by name.
    ord("\\"): "{\\textbackslash}",
    ord("{"): "{\\textbraceleft}",
    ord("}"): "{\\textbraceright}",
    ord("~"): "{\\textasciitilde}",
    ord("^"): "{\\textasciicircum}",
}

_IN_ADDRESS = {ord("\\"): "%5C", ord("{"): "%7B", ord("}"): "%7D"}


def bibtex(reference: CiteView) -> str:
    """Return an entry for BibTeX and biblatex, in UTF-8; every name is in braces, so that none is inverted."""
    year, month, *_ = (*reference.iso.split("-"), "")
    kind, container = ("incollection", "booktitle") if reference.whole else ("misc", "howpublished")
    values = {
        "author": " and ".join(f"{{{_latex(name)}}}" for name in reference.authors),
        "title": f"{{{_latex(reference.title)}}}",
        container: _latex(reference.whole or reference.site),
        "publisher": _latex(reference.publisher),
        "year": year,
        "date": reference.iso,
        "url": reference.url.translate(_IN_ADDRESS),
        "language": with_territory(reference.lang).replace("_", "-") or reference.lang,
        "langid": _BABEL.get(reference.lang) or english_name(reference.lang),
        "note": _latex(reference.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in values.items() if value.strip("{}")]
    if month:
        lines.append(f"  month = {_MONTHS[int(month) - 1]},")
    return "\n".join([f"@{kind}{{{reference.key},", *lines, "}", ""])


def ris(reference: CiteView) -> str:
    """Return the reference in RIS: a field on each line, lines ending in CR LF as the format requires."""
    fields = [
        ("TY", "ELEC"),
        *(("AU", name) for name in reference.authors),
        ("TI", reference.title),
        ("T2", reference.whole or reference.site),
        ("PB", reference.publisher),
        ("PY", reference.iso[:4]),
        ("DA", reference.iso.replace("-", "/")),
        ("UR", reference.url),
        ("LA", reference.lang),
        ("N1", reference.note),
        ("ER", ""),
    ]
    kept = ((tag, _line(value)) for tag, value in fields)
    return "".join(f"{tag}  - {value}\r\n" for tag, value in kept if value or tag == "ER")


def _latex(text: str) -> str:
    return _line(text).translate(_LATEX)


def _line(text: str) -> str:
    """Return the text on one line, for a line break would start another field."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()
