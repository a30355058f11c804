"""Active content in an XML file (scripts, external resources), and the size of an SVG drawing.

Read with expat, Python's own: it gives line numbers and builds no tree. No entity is ever expanded, since a file
that declares one is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from kbsite.diagnostics import MessageKey
from kbsite.model.files import ActiveContent

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
XLINK = "http://www.w3.org/1999/xlink"
_MATH = "http://www.w3.org/1998/Math/MathML"
_XSLT = "http://www.w3.org/1999/XSL/Transform"
_EVENTS = "http://www.w3.org/2001/xml-events"
_BASE = "http://www.w3.org/XML/1998/namespace base"

_DRAWING = frozenset((
    "svg", "g", "defs", "symbol", "use", "switch", "view", "title", "desc", "metadata", "style", "a",
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image",
    "text", "tspan", "textPath", "tref", "altGlyph", "glyph", "missing-glyph", "hkern", "vkern",
    "font", "font-face", "font-face-src", "font-face-name", "cursor", "color-profile",
    "linearGradient", "radialGradient", "meshgradient", "meshrow", "meshpatch", "hatch", "hatchpath", "stop",
    "solidColor", "solidcolor", "pattern", "clipPath", "mask", "marker", "filter",
    "animate", "animateColor", "animateMotion", "animateTransform", "mpath", "set",
    "flowRoot", "flowRegion", "flowPara", "flowSpan", "flowDiv",
))  # fmt: skip
"""The elements of SVG that draw or describe; the filters (fe…) too. All others of SVG's are refused."""

_CHANGES = frozenset(("animate", "animateColor", "animateTransform", "set"))
"""Elements that set an attribute of another while the drawing is shown."""

_ADDRESSES = frozenset(("href", f"{XLINK} href", "src", "action", "formaction", "data", "ping"))
_STYLED = frozenset(
    (
        "fill", "stroke", "filter", "mask", "clip-path", "marker", "marker-start", "marker-mid", "marker-end",
        "cursor", "color-profile", "font-family",
    )
)  # fmt: skip
_INSIDE = re.compile(r"(?:#\S*|data:image/(?:png|jpe?g|gif|webp|avif)[;,].*)?", re.IGNORECASE | re.DOTALL)
_TO_OTHERS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
"""Schemes allowed in a drawing's links, which only a reader's click follows."""

_IMPORT = re.compile(r"@import|expression\(|-moz-binding|(?<![\w-])behavior\s*:|javascript:", re.IGNORECASE)
_FETCH = re.compile(r"\b(?:url|src|image|image-set)\(\s*[\"']?([^\"')]*)", re.IGNORECASE)
_INSIDE_CSS = re.compile(
    r"\s*(?:#|data:(?:image/(?:png|jpe?g|gif|webp|avif)|font/|application/(?:x-)?font))", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LENGTH = re.compile(r"\+?([0-9]*\.?[0-9]+(?:e[0-9]+)?)\s*(px|pt|pc|mm|cm|in|q|em|ex)?", re.IGNORECASE)
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6,
           "em": 16, "ex": 8}  # fmt: skip

_DEFAULT = (300, 150)
"""The size, in pixels, at which browsers show a drawing without one."""

_COLUMN = 720
"""At least as wide as the column of text; the style lets no picture be wider than that."""

_LARGEST = 1_000_000
"""Pixels that no drawing has on either side."""

_MOST = 20
"""The most problems reported for one file."""

_DEEPEST = 500
"""More levels than any drawing has; a browser may stop at fewer than expat does."""


@dataclass(frozen=True, slots=True)
class XmlFacts:
    """Whether the file is well formed, its root element, its size as a drawing, and what is active in it."""

    sound: bool
    root: str = ""
    width: int = 0
    height: int = 0
    active: tuple[ActiveContent, ...] = ()


def xml_facts(data: bytes) -> XmlFacts:
    """Return the facts of an XML file; `root` is its namespace, a blank, and its name."""
    reading = _Reading(expat.ParserCreate(namespace_separator=" "))
    try:
        reading.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return XmlFacts(sound=False, root=reading.root, active=tuple(reading.active[:_MOST]))
    return XmlFacts(True, reading.root, *reading.size, tuple(reading.active[:_MOST]))


@dataclass(slots=True)
class _Reading:
    """One run of the parser through a file, and what it has found."""

    parser: expat.XMLParserType
    root: str = ""
    size: tuple[int, int] = (0, 0)
    active: list[ActiveContent] = field(default_factory=list)
    style: list[str] = field(default_factory=list)
    depth: int = 0
    in_style: int = 0

    def __post_init__(self) -> None:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.buffer_text = True

    def _found(self, what: MessageKey, name: str) -> None:
        if len(self.active) < _MOST:
            line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            self.active.append(ActiveContent(what, name, line, column))

    def _entity(self, name: str, *_: object) -> None:
        self._found(MessageKey("@active_entity"), name)
        raise ValueError(name)  # no entity is ever expanded

    def _instruction(self, target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._found(MessageKey("@active_stylesheet"), target)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ValueError(tag)
        if not self.root:
            self.root = tag
            self.size = drawing_size(attributes) if tag == f"{SVG} svg" else (0, 0)
        namespace, _, name = tag.rpartition(" ")
        if namespace in (XHTML, _MATH, _XSLT) or (namespace == SVG and not _draws(name)):
            self._found(MessageKey("@active_element"), name)
        if namespace == SVG and name == "style":
            self.in_style = self.depth
            self.style.clear()
        if namespace == SVG and name in _CHANGES:
            self._changes(attributes)
        for full, value in attributes.items():
            self._attribute(namespace, name, full, value)

    def _changes(self, attributes: dict[str, str]) -> None:
        changed = attributes.get("attributeName", "").strip().lower()
        if changed.startswith("on") or changed.rpartition(":")[2] in ("href", "src", "style"):
            self._found(MessageKey("@active_attribute"), changed)

    def _attribute(self, namespace: str, element: str, full: str, value: str) -> None:
        name = full.rpartition(" ")[2]
        if namespace not in (SVG, XHTML) and full != f"{XLINK} href":
            return  # attributes of other vocabularies mean nothing to a browser
        if (full == name and name.lower().startswith("on")) or full == _BASE or full.startswith(f"{_EVENTS} "):
            self._found(MessageKey("@active_attribute"), name)
        elif full in _ADDRESSES:
            link = namespace == SVG and element == "a" and _TO_OTHERS.fullmatch(value.strip())
            if namespace in (SVG, XHTML) and not _INSIDE.fullmatch(value.strip()) and not link:
                self._found(MessageKey("@active_address"), value.strip()[:60])
        elif (name == "style" or name in _STYLED) and (address := fetched(value)):
            self._found(MessageKey("@active_address"), address)

    def _text(self, text: str) -> None:
        if self.in_style:
            self.style.append(text)

    def _end(self, _tag: str) -> None:
        if self.in_style == self.depth:
            self.in_style = 0
            if address := fetched("".join(self.style)):
                self._found(MessageKey("@active_address"), address)
        self.depth -= 1


def _draws(name: str) -> bool:
    return name in _DRAWING or re.fullmatch(r"fe[A-Z]\w*", name) is not None


def fetched(css: str) -> str:
    """Return the first thing that a style makes a browser fetch from outside, or run; "" where there is none."""
    if not re.search(r"[(@\\:]", css):
        return ""
    plain = _COMMENT.sub("", _ESCAPE.sub(_character, css))
    if found := _IMPORT.search(plain):
        return found[0]
    for found in _FETCH.finditer(plain):
        if not _INSIDE_CSS.match(found[1]):
            return found[1].strip()[:60] or found[0]
    return ""


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1], 16) if escape[1] else 0
    return chr(number) if 0 < number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else (escape[2] or "")


def drawing_size(attributes: dict[str, str]) -> tuple[int, int]:
    """Return the width and height in pixels that an `<svg>` has by its attributes, as CSS works them out."""
    width, height = _length(attributes.get("width", "")), _length(attributes.get("height", ""))
    numbers = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    try:
        _, _, box_width, box_height = (float(number) for number in numbers)
    except ValueError:
        box_width = box_height = 0.0
    if box_width > 0 and box_height > 0:
        if width and not height:
            height = width * box_height / box_width
        elif height and not width:
            width = height * box_width / box_height
        elif not width:
            width, height = _COLUMN, _COLUMN * box_height / box_width  # it fills its column
    width = width if 0 < width < _LARGEST else _DEFAULT[0]
    height = height if 0 < height < _LARGEST else _DEFAULT[1]
    return max(1, round(width)), max(1, round(height))


def _length(text: str) -> float:
    found = _LENGTH.fullmatch(text[:40].strip())
    return float(found[1]) * _PIXELS[(found[2] or "").lower()] if found else 0.0
