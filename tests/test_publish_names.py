"""Names of files that a site may have: the same at every sort of target, and after going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kbsite.cli import main
from tests.publishing import NEW, OLD, RESTING, built, published

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publishing import Place

ODD = {
    name: name
    for name in (
        "a b.txt", "100%25.txt", "50% av.txt", "a+b&c=d.txt", "a#b?c.txt", "it's «her».txt", "$HOME `x`.txt",
        "-rf.txt",
        "~kari.txt", "*[a]{b}.txt", "a;b|c.txt", "blåbær/ærfugl.txt", "Đáŋŋá.txt", "日本.txt", ".well-known/x",
        'si "hei".txt', f"{'lang' * 50}.txt", "A.txt", "a.txt", "tom fil .txt", "e\u0301.txt",
    )
}  # fmt: skip


BACKSLASH = "a\\b.txt"
"""In Azure it is a folder."""


def test_odd_names_are_published_changed_gone_back_to_and_removed(place: Place, tmp_path: Path) -> None:
    output = tmp_path / "public"
    first = OLD | ODD | ({} if place.address.startswith("az:") else {BACKSLASH: "old"})
    assert published(place.address, built(output, first)) == 0
    assert place.seen() == first
    assert published(place.address, output) == 0, "nothing to do"
    second = {name: text if name in OLD else f"{text}, new" for name, text in first.items()}
    assert published(place.address, built(output, second)) == 0
    assert place.seen() == second
    assert main(["rollback", place.address, "--grace", "0"]) == 0
    assert place.seen() == first
    assert published(place.address, built(output, OLD), "--max-delete", "100%") == 0
    assert place.seen() == OLD


@pytest.mark.parametrize(
    "name", ["a\tb.txt", "a\x7fb.txt", "a\x1bb/c.txt", f"{'å' * 100}/" * 5 + "a.txt", BACKSLASH]
)
def test_a_name_that_a_target_cannot_have_is_told_before_anything_is_sent(
    place: Place, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "public"
    assert published(place.address, built(output, OLD)) == 0
    status = published(place.address, built(output, {**NEW, name: "odd"}))
    said = capsys.readouterr().err
    if status:
        assert status == 2
        assert "cannot have files with these names" in said
        assert said.rstrip().endswith("Nothing was done.")
        assert place.seen() == OLD
    else:
        assert place.seen() == NEW | RESTING | {name: "odd"}
    assert (status == 0) == _can_be(name, place.address.partition(":")[0])


def _can_be(name: str, scheme: str) -> bool:
    if scheme in {"s3", "az", "gs"}:
        return name.isprintable() and len(name) < 500 and (scheme, name) != ("az", BACKSLASH)
    return name.isprintable() or scheme.startswith("/")
