"""The developers' reference of views is that of kbsite/render/views/."""

from __future__ import annotations

from kbsite.render import views
from tests.view_tables import DOCUMENT, reference, with_reference


def test_the_reference_is_fresh() -> None:
    """`make docs` writes it anew."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert with_reference(text) == text


def test_the_reference_names_every_page_and_its_attributes() -> None:
    text = reference()
    for page in views.Page.__args__:
        assert f"### {page.__name__}\n" in text
        for name in page.__dataclass_fields__:
            assert f"| `{name}` |" in text
