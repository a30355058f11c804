"""Small files in the form of Lovdata's open data, with laws of our own making."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def section(number: str, text: str, note: str = "", repealed: str = "") -> str:
    """Return a section; one that is repealed has no text of its own."""
    name = number.replace(" ", "")
    gone = f' data-repealeddate="{repealed}"' if repealed else ""
    body = "" if repealed else f'<article class="legalP" id="p-{name}-1">{text}</article>'
    title = "(Opphevet)" if repealed else "Om saken"
    change = f'<article class="changesToParent">{note}</article>' if note else ""
    return (
        f'<article class="legalArticle" data-lovdata-URL="NL/x/§{name}" data-name="§{name}"{gone} id="p-{name}">'
        f'<h3 class="legalArticleHeader"><span class="legalArticleValue">§ {number}</span>. '
        f'<span class="legalArticleTitle">{title}</span></h3>{body}{change}</article>'
    )


def law_file(address: str, *sections: str, in_force: str = "2012-01-01") -> bytes:
    """Return a file with a law."""
    return (
        f'<!DOCTYPE html><html lang="no"><head><title>Lov</title><base href="https://lovdata.no/" /></head><body>'
        f'<header class="documentHeader" id="hode"><dl class="data-document-key-info">'
        f'<dt class="dateInForce">I kraft fra</dt><dd class="dateInForce">{in_force}</dd>'
        f'<dt class="refid">RefID</dt><dd class="refid">{address}</dd></dl></header>'
        f'<main class="documentBody" data-lovdata-URL="NL/{address}" id="dokument"><h1>Lov</h1>'
        f'<section class="section" data-name="kap1"><h2>Kapittel 1</h2>'
        f"{''.join(sections)}</section></main></body></html>"
    ).encode()


def tarred(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write an archive with these files, as Lovdata packs them."""
    with tarfile.open(path, "w:bz2") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write a zip archive with these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
