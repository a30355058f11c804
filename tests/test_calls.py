"""Wide values are built by keyword, so that no field is mistaken for its neighbour."""

from __future__ import annotations

import ast
import itertools
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from kbsite.model import Config, Site
from kbsite.pipeline.report import Options, Report
from tests.sites import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MOST = 6
"""How many arguments a call has at most without their names."""

COMMANDS = {"_git", "_try"}
"""What takes the words of a command line, however many."""

SOURCES = sorted((ROOT / "kbsite").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_call_has_many_arguments_without_a_name(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    wide = [
        f"{ast.unparse(call.func)} in line {call.lineno}"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and len(call.args) > MOST and ast.unparse(call.func) not in COMMANDS
    ]
    assert wide == []


@pytest.mark.parametrize("kind", [Config, Site, Options, Report])
def test_the_widest_values_take_nothing_without_a_name(kind: type) -> None:
    assert len(fields(kind)) > MOST
    assert all(each.kw_only for each in fields(kind))


def test_every_setting_is_documented_in_one_line() -> None:
    (declared,) = (
        node
        for node in ast.parse((ROOT / "kbsite/model/settings.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name == "Config"
    )
    body = declared.body[1:]
    for field, after in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign):
            assert isinstance(after, ast.Expr), ast.unparse(field)
            assert "\n" not in ast.literal_eval(after.value), ast.unparse(field)
