"""A JavaScript file → its imports, exports and comments.

The only user of tree-sitter, whose tree distinguishes a statement from the same text in a string, a comment, a
template or a regular expression.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import tree_sitter_javascript
from tree_sitter import Language, Parser, Query, QueryCursor

from kbsite.diagnostics import problem
from kbsite.render.script.model import Export, Import, Script, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from kbsite.diagnostics import Diagnostic

_LANGUAGE = Language(tree_sitter_javascript.language())
_PARSER = Parser(_LANGUAGE)
_QUERY = Query(
    _LANGUAGE,
    """
    (comment) @comment
    [(template_string) (string)] @text
    (program (import_statement) @import)
    (program (export_statement) @export)
    (call_expression function: (import) arguments: (arguments) @dynamic)
    (meta_property) @meta
    [(await_expression) (for_in_statement "await")] @await
    [(jsx_element) (jsx_self_closing_element)] @jsx
    [
      (assignment_expression left: (_) @assigned)
      (augmented_assignment_expression left: (_) @assigned)
      (update_expression argument: (_) @assigned)
      (for_in_statement !kind left: (_) @assigned)
    ]
    (ERROR) @error
    (MISSING) @error
    """,
)
_FUNCTIONS = re.compile(r"function|arrow|method|static_block|field_definition")
"""Matches the types of nodes whose content runs later than the module, or elsewhere."""

_SHOWN = 30
"""How many characters a message shows of a syntax error."""

_SIGN = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
"""The byte order mark that some editors begin a file with."""


@lru_cache(maxsize=256)
def read_script(path: str, data: bytes) -> Script:
    """Return a parsed script; of one that is not JavaScript, its syntax errors."""
    data = data.removeprefix(_SIGN)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        at = Script(path, data).at(Span(error.start, error.end))
        byte = f"{data[error.start]:02X}"
        return Script(path, data, (problem(at, "wrong-encoding", byte=byte, offset=error.start),))
    root = _PARSER.parse(data).root_node
    found = QueryCursor(_QUERY).captures(root)
    wrong = min((*found.get("error", ()), *found.get("jsx", ())), key=lambda node: node.start_byte, default=None)
    if wrong:
        return Script(path, data, (_broken(path, data, wrong.start_byte),))
    return Script(
        path,
        data,
        comments=tuple(map(_span, _sorted(found, "comment"))),
        texts=tuple(_span(each) for each in _sorted(found, "text") if each.start_point.row < each.end_point.row),
        body=_body(root),
        imports=tuple(map(_import, _sorted(found, "import"))),
        exports=tuple(map(_export, _sorted(found, "export"))),
        dynamic=tuple(map(_argument, _sorted(found, "dynamic"))),
        waits=tuple(_span(each) for each in _sorted(found, "await") if not _in_function(each)),
        meta=tuple(_span(each) for each in _sorted(found, "meta") if _text(each).startswith("import")),
        changed=tuple(_changed(_sorted(found, "assigned"))),
    )


def _broken(path: str, data: bytes, start: int) -> Diagnostic:
    """Return the syntax error at a byte offset, or at what follows the whitespace there."""
    start = len(data) - len(data[start:].lstrip())
    found = data[start:].decode().split("\n")[0][:_SHOWN].rstrip() or "…"
    return problem(Script(path, data).at(Span(start, start)), "broken-script", found=found)


def _sorted(found: dict[str, list[Node]], name: str) -> list[Node]:
    return sorted(found.get(name, ()), key=lambda node: node.start_byte)


def _span(node: Node) -> Span:
    return Span(node.start_byte, node.end_byte)


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _body(root: Node) -> int:
    """Return the offset of the first statement that is no import; imports below it are hoisted."""
    passed = {"import_statement", "comment", "hash_bang_line", "empty_statement"}
    first = next((node for node in root.children if node.type not in passed), None)
    return first.start_byte if first else root.end_byte


def _in_function(node: Node) -> bool:
    above = node.parent
    while above and not _FUNCTIONS.search(above.type):
        above = above.parent
    return above is not None


def _source(node: Node | None) -> Source | None:
    return Source(node.start_byte, node.end_byte, _text(node)[1:-1]) if node else None


def _argument(arguments: Node) -> Source:
    """Return the argument of `import()`: a literal, or an expression known only at run time."""
    first = arguments.named_children[0] if arguments.named_children else arguments
    fixed = first.type == "string" or (
        first.type == "template_string" and all(each.type == "string_fragment" for each in first.named_children)
    )
    return Source(first.start_byte, first.end_byte, _text(first)[1:-1] if fixed else "")


def _import(statement: Node) -> Import:
    source = _source(statement.child_by_field_name("source"))
    clause = next((each for each in statement.children if each.type == "import_clause"), None)
    parts = {each.type: each for each in clause.named_children} if clause else {}
    namespace = parts.get("namespace_import")
    named = parts.get("named_imports")
    specifiers = (
        [_specifier(each) for each in named.named_children if each.type == "import_specifier"] if named else []
    )
    return Import(
        statement.start_byte,
        statement.end_byte,
        source,
        default=_text(parts["identifier"]) if "identifier" in parts else "",
        namespace=_text(namespace.named_children[-1]) if namespace else "",
        named=_span(named) if named else None,
        names=tuple((_name(first), _name(last), _span(first)) for first, last in specifiers),
        renamed=tuple(Span(a.end_byte, b.start_byte) for a, b in specifiers if a.start_byte != b.start_byte),
    )


def _specifier(node: Node) -> tuple[Node, Node]:
    """Return both names of `a as b`, or the one name twice."""
    # `default` is no named child, so the word between the names is skipped by its position.
    names = [each for each in node.children if each.type != "comment"]
    return names[0], names[-1]


def _name(node: Node) -> str:
    """Return a name as it is; one in quotation marks with double ones."""
    text = _text(node)
    return f'"{text[1:-1]}"' if node.type == "string" else text


def _export(statement: Node) -> Export:
    start, end = statement.start_byte, statement.end_byte
    source = _source(statement.child_by_field_name("source"))
    children = statement.children
    clause = next((each for each in children if each.type == "export_clause"), None)
    if clause:
        pairs = [_specifier(each) for each in clause.named_children if each.type == "export_specifier"]
        names = tuple((_name(last), _name(first), _span(first)) for first, last in pairs)
        return Export(start, end, source, names)
    namespace = next((each for each in children if each.type == "namespace_export"), None)
    if namespace:
        last = namespace.named_children[-1]
        return Export(start, end, source, ((_name(last), "*", _span(last)),))
    if source:
        return Export(start, end, source, star=True)
    keyword = next(each for each in children if each.type == "export")
    default = any(each.type == "default" for each in children)
    value = statement.child_by_field_name("value")
    if value:
        cut = Span(keyword.start_byte, value.start_byte)
        return Export(start, end, None, (("default", "", _span(value)),), cut=cut, value=_span(value))
    declaration = statement.child_by_field_name("declaration")
    assert declaration is not None  # noqa: S101 - the grammar has no other export
    found = [(_text(each), _span(each)) for each in _declared(declaration)]
    names = tuple(("default" if default else name, name, place) for name, place in found)
    return Export(start, end, None, names, cut=Span(keyword.start_byte, declaration.start_byte))


def _declared(declaration: Node) -> Iterator[Node]:
    """Yield the names that a declaration binds, in order."""
    name = declaration.child_by_field_name("name")
    if name:
        yield name
    for each in declaration.named_children:
        pattern = each.child_by_field_name("name") if each.type == "variable_declarator" else None
        if pattern:
            yield from _bound(pattern)


def _bound(pattern: Node) -> Iterator[Node]:
    """Yield the names that a pattern binds; defaults, keys and properties are not bound."""
    match pattern.type:
        case "identifier" | "shorthand_property_identifier_pattern":
            yield pattern
        case "assignment_pattern" | "object_assignment_pattern":
            yield from _bound(pattern.named_children[0])
        case "pair_pattern":
            yield from _bound(pattern.named_children[-1])
        case "object_pattern" | "array_pattern" | "rest_pattern" | "parenthesized_expression":
            for each in pattern.named_children:
                yield from _bound(each)


def _changed(assigned: list[Node]) -> Iterator[tuple[str, Span]]:
    for pattern in assigned:
        if _in_function(pattern):
            yield from ((_text(each), _span(each)) for each in _bound(pattern))
