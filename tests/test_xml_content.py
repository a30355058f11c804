"""What a browser could run or fetch in a drawing, and how large the drawing is."""

from __future__ import annotations

import pytest

from kbsite.read.xml_content import drawing_size, fetched, xml_facts

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:ev="http://www.w3.org/2001/xml-events" viewBox="0 0 4 3">'
)


def names(inner: str) -> list[str]:
    found = xml_facts(f"{HEAD}{inner}</svg>".encode())
    assert found.sound
    return [str(each.what).removeprefix("@active_") for each in found.active]


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        ("<script>a()</script>", "element"),
        ('<script href="#a"/>', "element"),
        ('<x:script xmlns:x="http://www.w3.org/2000/svg"/>', "element"),
        ("<foreignObject/>", "element"),
        ("<iframe/>", "element"),
        ("<handler/>", "element"),
        ("<audio/>", "element"),
        ("<unknown/>", "element"),
        ('<b xmlns="http://www.w3.org/1999/xhtml"/>', "element"),
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"/>', "element"),
        ('<metadata><b xmlns="http://www.w3.org/1999/xhtml"/></metadata>', "element"),
        ('<g onload="a()"/>', "attribute"),
        ('<g ONCLICK="a()"/>', "attribute"),
        ('<g onclick=""/>', "attribute"),
        ('<g xml:base="https://example.org/"/>', "attribute"),
        ('<g ev:event="click"/>', "attribute"),
        ('<set attributeName="onclick" to="a()"/>', "attribute"),
        ('<animate attributeName="xlink:href" values="a;b"/>', "attribute"),
        ('<animate attributeName=" HREF " values="a;b"/>', "attribute"),
        ('<a href="javascript:a()"/>', "address"),
        ('<a href=" java&#10;script:a()"/>', "address"),
        ('<a xlink:href="data:text/html,x"/>', "address"),
        ('<a href="/inn/"/>', "address"),
        ('<use href="annen.svg#a"/>', "address"),
        ('<use xlink:href="https://example.org/a.svg#a"/>', "address"),
        ('<image href="https://example.org/a.png"/>', "address"),
        ('<image href="//example.org/a.png"/>', "address"),
        ('<image href="data:image/svg+xml,x"/>', "address"),
        ('<feImage href="a.png"/>', "address"),
        ('<rect fill="url(https://example.org/a#b)"/>', "address"),
        ('<rect filter="url(a.svg#b)"/>', "address"),
        ('<rect style="fill:url(&quot;https://example.org&quot;)"/>', "address"),
        ('<rect style="fill:u\\72l(https://example.org)"/>', "address"),
        ('<rect style="fill:u/**/rl(a); background:url(b)"/>', "address"),
        ("<style>@import 'a.css';</style>", "address"),
        ("<style>@im\\70ort 'a.css';</style>", "address"),
        ("<style><![CDATA[a { fill: url(a.svg) }]]></style>", "address"),
        ("<style>@font-face { src: url(https://example.org/a.woff2) }</style>", "address"),
        ("<style>a { background: image-set('a.png' 1x) }</style>", "address"),
    ],
)
def test_what_can_run_or_fetch_is_found(inner: str, what: str) -> None:
    assert names(inner) == [what]


@pytest.mark.parametrize(
    "inner",
    [
        "<title>javascript: er et ord</title><desc>onclick og url(https://example.org)</desc>",
        '<a href="https://example.org/"><text>Kilde</text></a>',
        '<a xlink:href="#del"/>',
        '<use href="#a"/>',
        '<image href="data:image/png;base64,iVBOR"/>',
        '<rect fill="url(#a)" style="filter:url(&quot;#b&quot;)"/>',
        "<style>.a { fill: url(#a); font-family: 'Open Sans' } /* @import */</style>",
        "<style>@font-face { src: url(data:font/woff2;base64,d09) }</style>",
        '<animate attributeName="opacity" values="0;1"/>',
        '<linearGradient id="a"><stop offset="0"/></linearGradient><filter><feGaussianBlur/></filter>',
        '<x:view xmlns:x="http://www.inkscape.org/namespaces/inkscape" x:onscreen="1" onscreen="1"/>',
        '<g data-name="Image (2)" aria-label="url(a)" id="src(x)"/>',
        '<g style="scroll-behavior: smooth"/>',
    ],
)
def test_what_draws_is_let_be(inner: str) -> None:
    assert names(inner) == []


def test_an_entity_is_never_expanded() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + HEAD + "<text>&b;</text></svg>"
    found = xml_facts(bomb.encode())
    assert [str(each.what) for each in found.active] == ["@active_entity"]
    assert (found.active[0].name, found.active[0].line) == ("a", 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_script_is_found_in_every_encoding(encoding: str) -> None:
    text = f"{HEAD}<script>å</script></svg>"
    assert [each.name for each in xml_facts(text.encode(encoding)).active] == ["script"]


def test_a_default_of_the_document_type_is_an_attribute_too() -> None:
    text = '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "a()">]><svg xmlns="http://www.w3.org/2000/svg"/>'
    assert [each.name for each in xml_facts(text.encode()).active] == ["onload"]


def test_a_style_sheet_of_the_document_is_found() -> None:
    assert [each.name for each in xml_facts(b'<?xml-stylesheet href="a.xsl"?><a/>').active] == ["xml-stylesheet"]


def test_a_script_before_a_fault_is_found() -> None:
    found = xml_facts(f"{HEAD}<script>a()</script><g".encode())
    assert not found.sound
    assert [each.name for each in found.active] == ["script"]


def test_a_file_that_nests_without_end_is_faulty() -> None:
    assert not xml_facts(("<g>" * 2000).encode()).sound


def test_one_file_is_reported_a_few_times() -> None:
    assert len(names("<script/>" * 1000)) == 20


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ({"width": "30", "height": "10"}, (30, 10)),
        ({"width": "30px", "height": "1in"}, (30, 96)),
        ({"width": "210mm", "height": "297mm"}, (794, 1123)),
        ({"width": "30", "viewBox": "0 0 60 20"}, (30, 10)),
        ({"height": "10", "viewBox": "0,0,60,20"}, (30, 10)),
        ({"viewBox": "0 0 800 620"}, (720, 558)),
        ({"width": "100%", "height": "100%", "viewBox": "0 0 100 50"}, (720, 360)),
        ({}, (300, 150)),
        ({"viewBox": "0 0 0 0"}, (300, 150)),
        ({"viewBox": "a b c d", "width": "1e3"}, (1000, 150)),
        ({"width": "-5", "height": "9" * 50}, (300, 150)),
    ],
)
def test_a_drawing_is_as_large_as_a_browser_shows_it(attributes: dict[str, str], size: tuple[int, int]) -> None:
    assert drawing_size(attributes) == size


@pytest.mark.parametrize(
    "css", ["", "fill: red", "a { b: c }", "fill: url( '#a' )", "/* url(b) */", "font: curl(1)"]
)
def test_a_style_of_its_own_fetches_nothing(css: str) -> None:
    assert fetched(css) == ""
