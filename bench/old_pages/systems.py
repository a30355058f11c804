"""The made-up pages → files as three old systems would have left them, with all their faults."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from html import escape
from typing import TYPE_CHECKING

import ftfy.bad_codecs  # noqa: F401 - the encoding of browsers, sloppy-windows-1252

from bench.old_pages.pages import HEADING, ITEM, TEXT, Page

if TYPE_CHECKING:
    from pathlib import Path

HOST, OTHER = "www.kommunehjelpen.example", "kommunehjelpen.example"
BLOG = "blogg.fjordland.example"

TOP = (
    "EPiServer License Error: Invalid license or license has expired", "PublicTemplates", "Forsiden", "Temaområder",
    "Praksis", "Kronikk og debatt",
)  # fmt: skip
FOOT = (
    "Del denne saken", "Fremhevet tema", "Ansvarlig alkoholhåndtering", "Siste aktuelle saker",
    "Nettverkssamling i Fjordvik i november", "Utforsk tema", "Kommunehjelpen", "2021 (C) Kommunehjelpen",
    "» Info om Kommunehjelpen", "» FORUM", "E-post: post@kommunehjelpen.example", "Lukk", "Tips en venn:",
    "Ditt fornavn:", "Din e-post adresse:", "Ditt etternavn:", "Din venns e-post adresse:",
    "Din melding / beskjed / kommentar:", "(URL til siden blir automatisk lagt inn i e-post meldingen.)",
)  # fmt: skip
BLOG_FOOT = "Powered by WordPress"


def debris(page: Page) -> tuple[str, ...]:
    """Return the lines of a page that are not its text."""
    if page.form in ("html", "warc"):
        return (*TOP, *FOOT, f"Kode: {page.number:06x}", "(Skriv inn koden over.)")
    if page.form == "text":
        return (*TOP[:2], *FOOT, f"Kode: {page.number:06x}", "(Skriv inn koden over.)")
    return (BLOG_FOOT,) if page.form == "wxr" else ()


def written_lines(page: Page) -> list[tuple[str, str]]:
    """Return the lines of a page as its old system had them: kind of block and text, parts marked in the text."""
    lines: list[tuple[str, str]] = []
    if page.question:
        asked = page.asker[0].format(text=page.question[0])
        lines += [(TEXT, each) for each in asked.split("\n")]
        lines.append((TEXT, "Svar:"))
        rest = list(page.body)
        if page.greeting:
            joined = page.number % 2 == 0
            lines.append((TEXT, f"{page.greeting} {rest[0][1]}" if joined else page.greeting))
            rest = rest[1:] if joined else rest
        lines += rest
        lines += [(TEXT, each) for each in page.signature.lines]
        return lines
    lead, *rest = page.body
    if page.byline.words:
        place = page.number % 3
        lines = [(TEXT, page.byline.words), lead] if place == 0 else [lead, (TEXT, page.byline.words)]
        return [*lines, *rest]
    return [lead, *rest]


def _quoted(text: str, number: int) -> str:
    """Return a text with the quotation marks of its time."""
    return text.replace("planen", "”planen”", 1) if number % 4 == 1 and "Planen" not in text[:8] else text


def saved_html(page: Page) -> str:
    """Return a page as the first system sent it: tables for layout, a form around all, bullets typed by hand."""
    lines = [f"<tr><td class='top'>{escape(line)}</td></tr>" for line in TOP]
    text = []
    for kind, bare in written_lines(page):
        line = escape(_quoted(bare, page.number) if kind == TEXT else bare, quote=False)
        if kind == HEADING:
            text.append(f"<p><b>{line}</b></p>" if page.number % 2 else f"<h3>{line}</h3>")
        elif kind == ITEM:
            text.append(f"<p>·&nbsp;&nbsp;&nbsp;&nbsp; {line}</p>" if page.number % 2 else f"<ul><li>{line}</ul>")
        else:
            text.append(f"<p>{line}" + ("" if page.number % 4 == 2 else "</p>") + "<p>&nbsp;</p>")
    foot = "".join(
        f"<div>{escape(line)}</div>" for line in (*FOOT, f"Kode: {page.number:06x}", "(Skriv inn koden over.)")
    )
    return (
        f"<!-- saved from url=(0042)http://{HOST}{page.address} -->\n<html><head><title>{escape(page.title)} - "
        f"Kommunehjelpen</title><meta http-equiv='Content-Type' "
        f"content='text/html; charset={_encoding(page)}'></head>"
        f"<body><form id='aspnetForm'><table>{''.join(lines)}<tr><td><div><h1>{escape(page.title)}</h1>"
        f"{''.join(text)}</div></td></tr></table><div id='foot'>{foot}</div></form></body></html>"
    )


def _encoding(page: Page) -> str:
    return "iso-8859-1" if page.number % 3 == 1 else "utf-8"


def dump(page: Page) -> str:
    """Return a page as text copied from a browser: blank lines everywhere, lists and headings as plain lines."""
    lines = [
        f"URL: http://{OTHER if page.number % 2 else HOST}{page.address}",
        "",
        *TOP[:2],
        "",
        page.title,
        "",
        "",
    ]
    number = 0
    for kind, line in written_lines(page):
        number = number + 1 if kind == ITEM else 0
        text = _quoted(line, page.number) if kind == TEXT else line
        lines += [
            f"{number}.   {text}" if kind == ITEM and page.number % 2 else f"  •  {text}" if kind == ITEM else text
        ]
        lines += ["\u00a0"] if kind != ITEM else []
    return "\n".join([*lines, "", *FOOT, f"Kode: {page.number:06x}", "(Skriv inn koden over.)", ""])


def _bytes(text: str, page: Page) -> bytes:
    """Return a text in an encoding of its time; one in eight was encoded twice."""
    if page.number % 8 == 5:
        return text.encode().decode("sloppy-windows-1252").encode() if page.form == "text" else text.encode()
    return (
        text.encode("cp1252", "xmlcharrefreplace" if page.form == "html" else "replace")
        if (page.number % 3 == 1)
        else text.encode()
    )


def write(folder: Path, found: list[Page]) -> dict[int, str]:
    """Write the pages below a folder; return the name of each in the source, as the import calls it."""
    names: dict[int, str] = {}
    for page in found:
        if page.form == "html":
            names[page.number] = _put(folder, f"a/{HOST}{page.address}index.html", _bytes(saved_html(page), page))
        elif page.form == "text":
            names[page.number] = _put(folder, f"a/dump/side-{page.number}.txt", _bytes(dump(page), page))
        elif page.form == "markdown":
            names[page.number] = _put(folder, f"c/praksis/side-{page.number}.md", _markdown(page).encode())
        elif page.form == "word":
            names[page.number] = _put(folder, f"c/praksis/side-{page.number}.docx", _word(page))
        if page.twin:
            twin = saved_html(page).replace(f"http://{HOST}{page.address}", f"http://{OTHER}{page.twin}")
            _put(folder, f"a/{OTHER}{page.twin}index.html", twin.encode())
    names |= _archive(folder, [page for page in found if page.form == "warc"])
    names |= _export(folder, [page for page in found if page.form == "wxr"])
    names |= _rows(folder, [page for page in found if page.form in ("csv", "json")])
    return names


def _put(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name


def _archive(folder: Path, found: list[Page]) -> dict[int, str]:
    """Write a web archive, each record compressed by itself."""
    records, names = [], {}
    for page in found:
        url = f"http://{HOST}{page.address}"
        html = saved_html(page).replace("iso-8859-1", "utf-8").encode()
        reply = b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-03-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{page.number:032}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(reply)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + reply + b"\r\n\r\n", mtime=0))
        names[page.number] = f"a/arkiv.warc.gz#{url}"
    _put(folder, "a/arkiv.warc.gz", b"".join(records))
    return names


def _export(folder: Path, found: list[Page]) -> dict[int, str]:
    logins = {"Guro Solbakk": "guro", "Odd Rune Vik": "odd", "Åshild Nymoen": "aashild"}
    authors = "".join(
        f"<wp:author><wp:author_login>{login}</wp:author_login>"
        f"<wp:author_display_name><![CDATA[{name}]]></wp:author_display_name></wp:author>"
        for name, login in logins.items()
    )
    rows, names = [], {}
    for page in found:
        text = "\n\n".join(
            f"<h2>{escape(line)}</h2>"
            if kind == HEADING
            else f"<ul><li>{escape(line)}</li></ul>"
            if kind == ITEM
            else escape(line)
            for kind, line in written_lines(page)
        )
        category = "Kronikker" if page.kind == "opinion" else "Aktuelt"
        rows.append(
            f"<item><title>{escape(page.title)}</title><link>https://{BLOG}{page.address}</link>"
            f"<dc:creator><![CDATA[{logins[page.author]}]]></dc:creator>"
            f"<content:encoded><![CDATA[{text}\n\n{BLOG_FOOT}]]></content:encoded>"
            f"<wp:post_id>{page.number}</wp:post_id><wp:post_date><![CDATA[{page.date} 10:00:00]]></wp:post_date>"
            f"<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
            f'<category domain="category" nicename="x"><![CDATA[{category}]]></category></item>'
        )
        names[page.number] = f"b/eksport.xml#{page.number}"
    spaces = 'xmlns:dc="d" xmlns:content="c" xmlns:wp="w"'
    _put(
        folder,
        "b/eksport.xml",
        f'<?xml version="1.0"?><rss {spaces}><channel>{authors}{"".join(rows)}</channel></rss>'.encode(),
    )
    return names


def _markdown(page: Page) -> str:
    lines = [
        "---",
        f'title: "{page.title}"',
        f"date: {page.date}",
        f"author: {page.author}",
        f"url: {page.address}",
    ]
    lines += ["categories: [Praksiseksempler]", "---", ""]
    marks = {HEADING: "## ", ITEM: "* ", TEXT: ""}
    for kind, line in written_lines(page):
        lines += [f"{marks[kind]}{line}"] if kind == ITEM else ["", f"{marks[kind]}{line}", ""]
    return "\n".join([*lines, "", '{{< figure src="kart.png" >}}', ""])


def _word(page: Page) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rows = [_word_line(page.title, "Title")]
    for kind, line in written_lines(page):
        rows.append(_word_line(line if kind != ITEM else f"•  {line}", "Heading1" if kind == HEADING else ""))
    body = f"<w:body>{''.join(rows)}</w:body>"
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{space}">{body}</w:document>'
    styles = f'<?xml version="1.0"?><w:styles xmlns:w="{space}">' + "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
        for name, shown in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    kinds = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        'Extension="xml" ContentType="application/xml"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", kinds)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{office}/styles" '
            'Target="styles.xml"/></Relationships>',
        )
        archive.writestr("word/styles.xml", styles + "</w:styles>")
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def _word_line(text: str, style: str) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _rows(folder: Path, found: list[Page]) -> dict[int, str]:
    names: dict[int, str] = {}
    table: list[dict[str, str]] = []
    objects: list[dict[str, str]] = []
    for page in found:
        text = "".join(_cell(kind, line, page) for kind, line in written_lines(page))
        row = {"Tittel": page.title, "Tekst": text, "Forfatter": page.author, "År": page.date, "URL": page.address}
        row["Kategori"] = "Praksiseksempel"
        (table if page.form == "csv" else objects).append(row)
        names[page.number] = f"c/rader.{page.form}#{len(table if page.form == 'csv' else objects)}"
    out = io.StringIO()
    writer = csv.DictWriter(out, list(table[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(table)
    _put(folder, "c/rader.csv", b"\xef\xbb\xbf" + out.getvalue().encode())
    _put(
        folder, "c/rader.json", json.dumps({"antall": len(objects), "sider": objects}, ensure_ascii=False).encode()
    )
    return names


def _cell(kind: str, line: str, page: Page) -> str:
    if page.form == "csv":
        return f"- {line}\n" if kind == ITEM else f"{line}\n\n"
    marks = {HEADING: "h2", ITEM: "li", TEXT: "p"}
    return f"<{marks[kind]}>{escape(line)}</{marks[kind]}>"
