"""What a text gets beside its addresses: links to its headings, and words on links that lead to something else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kbsite.model import Html, IdSlot, LevelSlot, LinkSlot, Slot, Target, ToAddress, ToAsset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kbsite.model import Document, Site

_KILO = 1000


def annotated(site: Site, document: Document, parts: Html, words: Mapping[str, str], lang: str = "") -> Html:
    """Return the HTML of a text with what its readers need to know of its links and headings.

    A heading with an id is followed by a link to itself, which has a name and no text, so that neither the search
    nor the table of contents sees it. A link to another site says so to those who cannot see its sign; a link to
    a file tells the file's type and size. `words` are the site's own, in the page's language; `lang` is that
    language where the text is in another.
    """
    titles = {heading.id: heading.text for heading in document.body.headings}
    targets = site.targets[document.path]
    marked = f' lang="{lang}"' if lang else ""

    def note(slot: LinkSlot) -> str:
        return _note(targets[slot.index], words, marked)

    def anchor(name: str) -> tuple[str | Slot, ...]:
        label = escape(words["heading_link"].replace("{title}", titles[name]))
        return ('<a class="anchor" href="#', IdSlot(name), f'" aria-label="{label}"{marked}></a>')

    return tuple(_with_anchors(tuple(_with_notes(parts, note)), titles, anchor))


def file_note(name: str, size: int) -> str:
    """Return a file's type and size as Norwegians write them: PDF, 240 kB."""
    before, _, ending = name.rpartition("/")[2].rpartition(".")
    kind = f"{ending.upper()}, " if before and ending else ""
    kilobytes = max(1, round(size / _KILO))
    if kilobytes < _KILO:
        return f"{kind}{kilobytes}\u00a0kB"
    megabytes = f"{size / _KILO / _KILO:.1f}".replace(".", ",")
    return f"{kind}{megabytes}\u00a0MB"


def _note(target: Target, words: Mapping[str, str], lang: str) -> str:
    match target:
        case ToAsset(asset, _):
            file = escape(file_note(asset.path, asset.size))
            return f' <span class="file" data-pagefind-ignore{lang}>({file})</span>'
        case ToAddress(url) if url.lower().startswith("http"):
            hidden = f'class="visually-hidden" data-pagefind-ignore{lang}'
            return f"<span {hidden}> ({escape(words['external_link'])})</span>"
        case _:
            return ""


def _with_notes(parts: Html, note: Callable[[LinkSlot], str]) -> Iterator[str | Slot]:
    """Yield the parts with the note of each link at the end of its text; links do not stand in links."""
    waiting = ""
    for part in parts:
        if isinstance(part, LinkSlot):
            waiting = note(part)
        if waiting and isinstance(part, str) and "</a>" in part:
            yield part.replace("</a>", f"{waiting}</a>", 1)
            waiting = ""
        else:
            yield part


def _with_anchors(parts: Html, titles: Mapping[str, str], anchor: Callable[[str], Html]) -> Iterator[str | Slot]:
    """Yield the parts with each heading that readers can link to in a box of its own, its link beside it."""
    heading = ""
    for index, part in enumerate(parts):
        if not isinstance(part, str):
            yield part
            continue
        text = part
        match parts[max(index - 2, 0) : index]:
            case (str(end), LevelSlot()) if heading and end.endswith("</h"):
                yield from (">", *anchor(heading), "</div>")
                text, heading = text.removeprefix(">"), ""
        match parts[index + 1 : index + 4]:
            case (LevelSlot(), ' id="', IdSlot(name)) if name in titles:
                text, heading = f'{text.removesuffix("<h")}<div class="heading"><h', name
        yield text
