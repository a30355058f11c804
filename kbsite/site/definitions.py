"""What the glossary's definitions say of laws."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kbsite.model.lexicon import LawReference
from kbsite.parse.laws.cite import cite
from kbsite.parse.laws.patterns import law_patterns
from kbsite.parse.laws.scopes import Outer, Scopes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbsite.model import Config
    from kbsite.model.lexicon import Law, Term
    from kbsite.parse.laws.cite import Cited
    from kbsite.parse.laws.patterns import LawPatterns


@dataclass(frozen=True, slots=True)
class Definition:
    """A word whose definition names laws or refers to them; `unclear` are its sections of which nobody is sure.

    Each of those has the laws that it may be of. What both written standards say counts once.
    """

    term: Term
    references: tuple[LawReference, ...]
    unclear: tuple[tuple[str, tuple[str, ...]], ...]


def definitions(config: Config) -> tuple[Definition, ...]:
    """Return the words of the glossary whose definitions say something of the site's laws, in its order."""
    return _definitions(config.laws, config.glossary)


@lru_cache(maxsize=1)
def _definitions(laws: tuple[Law, ...], glossary: tuple[Term, ...]) -> tuple[Definition, ...]:
    """Return the same: the register of laws, the checks and the update of the law each want it."""
    patterns = law_patterns(laws)
    if patterns is None:
        return ()
    found = (_definition(term, patterns) for term in glossary)
    return tuple(each for each in found if each.references or each.unclear)


def _definition(term: Term, patterns: LawPatterns) -> Definition:
    said = [
        cite(text, 0, patterns, Scopes(Outer(language=language)))
        for language, text in (("nb", term.definition.nb), ("nn", term.definition.nn), ("en", term.definition.en))
        if text or language != "en"
    ]
    keys = dict.fromkeys(key for each in said for key in _keys(each))
    unclear = {one.section: one.laws for each in reversed(said) for one in each.unclear}
    references = tuple(LawReference(law, section, term.at) for law, section in keys)
    return Definition(term, references, tuple(unclear.items()))


def _keys(cited: Cited) -> Iterator[tuple[str, str]]:
    """Yield the id of each law that a text refers to, with the section, or the chapter, or neither."""
    for each in cited.citations:
        yield from ((each.law.id, section) for section in each.covered)
    yield from ((each.law.id, each.chapter) for each in cited.named)
