"""A link says where it leads, and an address is a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.diagnostics import problem
from kbsite.site.prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.diagnostics import Diagnostic
    from kbsite.model import Site

CODE, BARE = "vague-link", "bare-address"

_VAGUE = """
her, hit, herfra, se her, sjå her, gå hit, les her, les mer her, les meir her, klikk, klikk her, trykk her, les,
les mer, les meir, les videre, les vidare, les hele saken, les heile saka, les mer om dette, les meir om dette,
mer, meir, mer her, meir her, mer info, meir info, mer informasjon, meir informasjon, se mer, sjå meir, finn ut
mer, finn ut meir, denne, dette, denne siden, denne sida, denne nettsiden, denne nettsida, denne artikkelen,
denne saken, denne saka, denne lenken, denne lenka, denne lenkja, denne linken, lenke, lenkje, lenken, lenka,
lenkja, link, linken, siden, sida, nettsiden, nettsida, til siden, til sida, gå til siden, gå til sida,
artikkelen, saken, saka, dokumentet, dette dokumentet, filen, fila, last ned, last ned her, last ned filen, last
ned fila, pdf, vedlegg, kilde, kjelde, klikk på lenken, klikk på lenka, klikk på lenkja, følg lenken, følg
lenka, følg lenkja
"""

VAGUE = frozenset(" ".join(each.split()) for each in _VAGUE.split(","))
"""Texts that say nothing to readers who hear or see a page's links without their context."""

_CLICK = re.compile(
    r"(?:klikk|trykk) (?:her|på lenk(?:en|a|ja)) for (?:å (?:lese|se|sjå|finne|gå)(?: (?:mer|meir|videre|vidare"
    r"|alt|saken|saka|artikkelen|siden|sida|til|inn|om dette)){1,4}|(?:mer|meir) (?:info|informasjon))"
)
"""Texts that tell only what to do, and nothing of what is there."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

_IN_TEXT = re.compile(r"\b(?:https?://|www\.)[^\s<>«»\"]*[^\s<>«»\".,:;!?)\]…]", re.IGNORECASE)
"""An address in running text, without what ends the sentence or the brackets around it."""

_HALF_A_LINK = re.compile(r"(?:[\]}] ?\(|[)\]] ?\[|\[[^\[\]()]{1,80}\()\Z")
"""What stands before the address of a link that is wrongly written, which is a problem of its own."""
_LONGEST = 90


def vague_links(site: Site) -> Iterator[Diagnostic]:
    """No link has a text such as «her» and «les mer», or on an address, and no address is left unlinked."""
    for document in site.documents:
        for link in document.body.links:
            text = " ".join(link.text.split())
            bare = text.casefold().strip(".,:!?…»«→>() ")
            if bare in VAGUE or _CLICK.fullmatch(bare) or _ADDRESS.fullmatch(text):
                yield problem(link.at, CODE, text=text)
        for block in prose(site, document):
            own = block.passage.own
            for match in _IN_TEXT.finditer(own) if "://" in own or "www." in own else ():
                begin = match.start()
                if not _HALF_A_LINK.search(own[max(begin - _LONGEST, 0) : begin]):
                    yield problem(block.passage.place(begin), BARE, text=match[0])
