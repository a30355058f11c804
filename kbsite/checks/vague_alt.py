"""The text of a picture says what it shows, not that it is a picture or what its file is called."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kbsite.diagnostics import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

CODE = "vague-alt"

_KIND = (
    r"(?:bilde|bildet|bilete|biletet|foto|fotoet|fotografi|illustrasjon|illustrasjonen|illustrasjonsfoto"
    r"|illustrasjonsbilde|figur|figuren"
    r"|tegning|teikning|diagram|graf|grafikk|tabell|kart|kartet|skjermbilde|skjermbilete|skjermdump|ikon|logo"
    r"|plansje|plakat|skisse"
    r"|image|img|picture|pic|photo|graphic|screenshot|figure|fig|icon|chart|diagram|map|drawing)"
)
_VAGUE = re.compile(
    rf"{_KIND}(?:[ _-]?(?:nr\.? ?)?\(?\d{{1,5}}\)?[a-z]?)?"
    rf"|(?:et|eit|ei|en|dette er et|dette er eit|a|an) {_KIND}|{_KIND} (?:av|of)|(?:se|sjå) {_KIND}"
    r"|alt|alt[ -]?te(?:k|x)st|alternativ (?:tekst|text)|bildetekst|bilettekst|billedtekst|beskrivelse"
    r"|description|caption|tekst"
    r"|(?:uten|utan) (?:navn|namn|tittel)|untitled|unnamed|navnløs|null|none|undefined|n/?a|x+|[\W_\d]+"
    r"|(?:img|dsc|dscn|dscf|pxl|mvimg|gopr|dji|wp|p|screen ?shot|skjermbilde|skjermdump|whatsapp image|bilde"
    r"|image|scan)"
    r"[ _-]?\d{2,}[\w .:-]*",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\S[^/\n]{0,200}\.(?:png|jpe?g|jfif|gif|svg|webp|avif|bmp|tiff?|heic|heif|pdf|eps|ico)", re.IGNORECASE
)
_MADE = re.compile(
    r"automatisk generert|automatically generated|ki-generert (?:innhold|innhald)|ai-generated|(?:skriv|beskriv"
    r"|describe)\b[^.]{0,40}\b(?:her|bildet|biletet|image)\Z"
    r"|\Ahttps?://\S+\Z|\bTODO\b|lorem ipsum",
    re.IGNORECASE,
)


def vague_alt(site: Site) -> Iterator[Diagnostic]:
    """No alternative text is «Bilde», «image1», the name of a file, or what a program guessed."""
    for document in site.documents:
        for picture in document.body.pictures:
            alt = " ".join(picture.alt.split())
            bare = alt.strip(" .:!()[]«»\"'")
            if alt and (
                not bare
                or _VAGUE.fullmatch(bare)
                or _FILE.fullmatch(bare)
                or _MADE.search(alt)
                or _is_name(bare, picture.src)
            ):
                yield problem(picture.at, CODE, alt=alt if len(alt) <= 80 else f"{alt[:79]}…", target=picture.src)


def _is_name(alt: str, src: str) -> bool:
    """Return whether a text is the name of the file, without its ending; one plain word may be both."""
    return bool(re.search(r"[\d_-]", alt)) and alt.casefold() == PurePosixPath(unquote(src)).stem.casefold()
