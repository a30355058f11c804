"""Modules of script → one file, so that a reader fetches one: for a module whose first line is `// bundle`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARK = "// bundle\n"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)


def bundled(modules: Mapping[str, str], name: str) -> str:
    """Return a module with what it imports in it, if it asks for that, else as it is.

    Each module keeps its names to itself, in a function that gives what it exports. Imports by name and exports of
    functions, classes and constants are understood, which is all that the layouts use; other imports stay.
    """
    if not modules[name].startswith(_MARK):
        return modules[name]
    inner: dict[str, str] = {}
    entry = _taken_in(modules, name, inner)
    return "".join([*inner.values(), entry.removeprefix(_MARK)])


def _taken_in(modules: Mapping[str, str], name: str, inner: dict[str, str], underway: tuple[str, ...] = ()) -> str:
    """Return a module that reads what it imports from `inner`, to which those modules are added in their order.

    What imports itself, by way of those that are `underway`, keeps that import.
    """

    def instead(match: re.Match[str]) -> str:
        names, other = match[1], match[2]
        if other not in modules or other in underway:
            return match[0]
        if other not in inner:
            body = _taken_in(modules, other, inner, (*underway, other))
            exports = ", ".join(_EXPORT.findall(body))
            inner[other] = (
                f"const {_variable(other)} = (() => {{\n{_EXPORT.sub('', body)}return {{ {exports} }};\n}})();\n"
            )
        return f"const {{{names.replace(' as ', ': ')}}} = {_variable(other)};\n"

    return _IMPORT.sub(instead, modules[name])


def _variable(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))
