"""Sites on disk: helpers to write one, build it, and read its output."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import html5lib

from kbsite.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

ROOT = Path(__file__).resolve().parent.parent
LAYOUTS = ROOT / "layouts"

HANDBOOK = ROOT / "docs" / "redaktor"
"""The editors' handbook, a site of its own."""

OWNER = ROOT / "docs" / "owner"
"""The owners' documents, a site of their own in English."""

GOLDEN = ROOT / "tests" / "golden" / "site"
"""A small site in both standards, with something of everything that an editor can write."""

TODAY = "2026-11-21"
"""The day that tests build for."""

SETTINGS = "title: Nettsted\nbase_url: https://example.org/\nemail: post@example.org\n"
THEMES = "- id: plan\n  title: Planlegging\n"


def newest_day(root: Path) -> str:
    """Return the day of a site's last change, on which all of its pages are published and no day is to come."""
    dated = re.compile(r"^(?:date|updated|reviewed): (\d{4}-\d\d-\d\d)$", re.MULTILINE)
    texts = (path.read_text(encoding="utf-8") for path in (root / "content").rglob("*.md"))
    return max(str(day) for text in texts for day in dated.findall(text))


def write_site(root: Path, content: Mapping[str, str | bytes]) -> Path:
    """Write a site with the settings that every site must have; `content` is by path from ROOT/content."""
    files: dict[str, str | bytes] = {"data/site.yaml": SETTINGS, "data/themes.yaml": THEMES}
    files |= {name if name.startswith("data/") else f"content/{name}": text for name, text in content.items()}
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (root / "content").mkdir(exist_ok=True)
    return root


def build(root: Path, output: Path, *options: str) -> int:
    """Build with the project's own layouts, without the search index unless `--search` is given."""
    chosen = [each for each in options if each != "--search"]
    if "--search" not in options:
        chosen.append("--no-search")
    arguments = ["build", "--root", str(root), "--output", str(output), "--layouts", str(LAYOUTS)]
    return main([*arguments, "--today", TODAY, "--lang", "en", *chosen])


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files below `folder`, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def edition(folder: Path) -> Path:
    """Return the folder of the newest edition of the search index of the site in `folder`."""
    newest = (folder / "sok/indeks/utgaver.txt").read_text(encoding="utf-8").split()[0]
    return folder / "sok/indeks" / newest


def unpacked(data: bytes) -> bytes:
    """Return what a file holds, unpacked where it is compressed as the search index is."""
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


@dataclass(frozen=True)
class PageFile:
    """A page as a browser would read it: its path in the output, its elements, and its faults of syntax."""

    path: str
    root: Element
    faults: tuple[str, ...]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """All ids of the page, in order."""
        return tuple(element.attrib["id"] for element in self.root.iter() if "id" in element.attrib)

    def all(self, path: str) -> list[Element]:
        """Return the elements that `path`, in ElementTree's XPath, finds anywhere in the page."""
        return self.root.findall(f".//{path}")

    def one(self, path: str) -> Element:
        """Return the only element that `path` finds."""
        (found,) = self.all(path)
        return found

    @property
    def redirect(self) -> str:
        """Return where the page sends its readers at once, or ""."""
        for meta in self.all("meta[@http-equiv='refresh']"):
            return meta.attrib["content"].partition("url=")[2]
        return ""

    def links(self) -> Iterator[str]:
        """Yield every address that the page makes a browser or a reader go to."""
        for element in self.root.iter():
            for name in (
                "href",
                "src",
                "action",
                "poster",
                "data",
                "data-bundle",
                "data-words",
                "data-pages",
                "data-suggest",
            ):
                if name in element.attrib and element.tag is not None:
                    yield element.attrib[name]
            if "srcset" in element.attrib:
                yield from (each.split()[0] for each in element.attrib["srcset"].split(","))
        if self.redirect:
            yield self.redirect


def text_of(element: Element) -> str:
    """Return the text of an element and all below it, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def read_page(path: str, data: bytes) -> PageFile:
    """Return a page, its faults as html5lib's strict parser sees them."""
    parser: Any = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(data, transport_encoding="utf-8")
    faults = tuple(f"{line}:{column} {code} {values or ''}" for (line, column), code, values in parser.errors)
    return PageFile(path, root, faults)


def read_pages(folder: Path) -> dict[str, PageFile]:
    """Return every page of a built site by its path, the search index's own left out."""
    return {
        path: read_page(path, data)
        for path, data in files(folder).items()
        if path.endswith(".html") and not path.startswith("pagefind/")
    }


def broken_links(pages: Mapping[str, PageFile], folder: Path, base_url: str) -> list[str]:
    """Return `page: address` for each link that does not lead where it should.

    An address on the site begins with the path of `base_url` and reaches a file, and the id in it when it has one.
    """
    base = urlsplit(base_url)
    broken = []
    for path, page in pages.items():
        for link in page.links():
            parts = urlsplit(link)
            if parts.scheme in ("mailto", "tel") or (parts.netloc and parts.netloc != base.netloc):
                continue
            where = parts.path or f"{base.path}{_address(path)}"
            target = _file(where.removeprefix(base.path)) if where.startswith(base.path) else None
            if target is None or not (folder / target).is_file():
                broken.append(f"{path}: {link}")
            elif parts.fragment and unquote(parts.fragment) not in pages[target].ids:
                broken.append(f"{path}: {link} (no such id)")
    return broken


def _address(path: str) -> str:
    return re.sub(r"(^|/)index\.html$", r"\1", path)


def _file(address: str) -> str:
    plain = unquote(address)
    return f"{plain}index.html" if not plain or plain.endswith("/") else plain
