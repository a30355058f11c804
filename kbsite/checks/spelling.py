"""Misspelt words; the only user of hunspell and its Norwegian dictionaries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbsite.diagnostics import EnvironmentFault, MessageKey, problem
from kbsite.norwegian.names_and_dates import LANGUAGES, without_quotations
from kbsite.norwegian.standards import INSTEAD, OTHER
from kbsite.read.process import run
from kbsite.site.assemble import language
from kbsite.site.prose import prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kbsite.diagnostics import Diagnostic, Location
    from kbsite.model import Config, Site

CODE = "misspelt-word"

_WORD = re.compile(r"(?<![\w'’/.@-])[a-zæøåàáäéèêëíïóòôöúüç]{3,}(?![\w'’/@-]|\.\w|://)")
"""A word of small letters alone: names have a capital one, and what has a hyphen is a part or put together."""

_LACKING = frozenset({"noe", "noen", "poeng", "éi", "éin", "éitt"})
"""Common words that the dictionaries have not."""

_ENDING = re.compile(r"(?<=[aiouyæøå])(?:en|et|ene|er|ar|ane)s?$")
"""The inflections of words with such a vowel last, most of which the dictionaries have not: temaet, risikoen."""

_LONGEST = 60
"""How many letters a compound has at most; nobody takes a longer word for one."""

_SHORTEST = 4
"""How many letters a part of a compound has at least: two short words are in many a misspelt one."""

_SHORT = frozenset({"by", "fag", "inn", "lov", "ned", "ord", "rus", "råd", "sak", "tid", "ute"})
"""Shorter words that compounds may have as parts all the same."""

_PATIENCE = 300.0
"""How many seconds hunspell is given for all the words of a site."""

_SHOWN = 3
"""How many suggestions a message has."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that an editor wrote, its language, and the places of its characters."""

    file: str
    lang: str
    text: str
    place: Callable[[int], Location]


def spelling(site: Site) -> Iterator[Diagnostic]:
    """Yield each word of the site that no dictionary has, once for each file.

    A EnvironmentFault where hunspell is missing.
    """
    texts = tuple(_texts(site))
    for lang in LANGUAGES:
        mine = [each for each in texts if each.lang == lang]
        known = _known(site.config) | frozenset(INSTEAD[OTHER[lang]])
        wrong = _misspelt({word for each in mine for word in _WORD.findall(each.text)} - known, known, lang)
        near = _suggestions(wrong, lang)
        reported: set[tuple[str, str]] = set()
        for each in mine:
            for match in _WORD.finditer(each.text):
                word = match[0]
                if word in wrong and (each.file, word) not in reported:
                    reported.add((each.file, word))
                    at = each.place(match.start())
                    declared = MessageKey(f"@standard_{lang}")
                    yield problem(at, CODE, word=word, declared=declared, near=near.get(word, ""))


def real_words(words: Iterable[str]) -> frozenset[str]:
    """Return those of some words in lower case that a Norwegian dictionary has, in either standard.

    A compound of words that it has counts too. EnvironmentFault where hunspell is missing.
    """
    asked = frozenset(word for word in words if _WORD.fullmatch(word))
    return asked - frozenset.intersection(*(_misspelt(asked, frozenset(), lang) for lang in LANGUAGES))


def _texts(site: Site) -> Iterator[_Text]:
    """Yield titles, summaries, other ways of asking, and the writers' own words in the texts."""
    for document in site.documents:
        for field in ("title", "summary") if document.sound else ():
            text = without_quotations(getattr(document.meta, field))
            yield _Text(document.path, language(document, site.config), text, _always(document.at(field)))
        for index, question in enumerate(document.meta.also_asked if document.sound else ()):
            asked_at = _always(document.at("also_asked", index))
            yield _Text(document.path, language(document, site.config), without_quotations(question), asked_at)
        for block in prose(site, document):
            yield _Text(document.path, block.lang, block.passage.own, block.passage.place)


def _always(at: Location) -> Callable[[int], Location]:
    return lambda _offset: at


def _known(config: Config) -> frozenset[str]:
    """Return the words of the site's own data, in lower case."""
    said = [*config.known_words, *_LACKING, *(word for law in config.laws for word in law.names)]
    for term in config.glossary:
        said += (*term.term.forms, *term.variants, *term.synonyms)
    for theme in config.themes:
        said += (*theme.title.forms, *theme.synonyms)
    return frozenset(re.findall(r"\w+", " ".join(said).lower()))


def _misspelt(words: Iterable[str], known: frozenset[str], lang: str) -> frozenset[str]:
    """Return the words that are neither in the dictionary nor compounds of words in it."""
    unknown = _not_in_dictionary(words, lang)
    ways = {word: tuple(_ways(word)) for word in unknown}
    parts = {part for each in ways.values() for way in each for part in way} - known
    missing = _not_in_dictionary(parts, lang)
    return frozenset(word for word, each in ways.items() if not any(missing.isdisjoint(way) for way in each))


def _ways(word: str) -> Iterator[tuple[str, ...]]:
    """Yield the words that must be valid for `word` to be: its parts, with or without an s between, or its stem."""
    stem = _ENDING.sub("", word)
    if stem != word:
        yield (stem,)
    for begin in range(2, len(word) - 1) if len(word) <= _LONGEST else ():
        first, second = word[:begin], word[begin:]
        if _is_part(second) and _is_part(first):
            yield first, second
        joined = first.removesuffix("s")
        if _is_part(second) and first != joined and _is_part(joined) and not joined.endswith("s"):
            yield joined, second


def _is_part(word: str) -> bool:
    return len(word) >= _SHORTEST or word in _SHORT


def _not_in_dictionary(words: Iterable[str], lang: str) -> frozenset[str]:
    return frozenset(_hunspell("-l", words, lang).split())


def _suggestions(words: Iterable[str], lang: str) -> dict[str, str]:
    """Return hunspell's suggestions, by word."""
    found = {}
    for line in _hunspell("-a", (f"^{word}" for word in words), lang).splitlines():
        match = re.match(r"& (\S+) \d+ \d+: (.+)", line)
        if match:
            found[match[1]] = ", ".join(f"«{each}»" for each in match[2].split(", ")[:_SHOWN])
    return found


def _hunspell(mode: str, lines: Iterable[str], lang: str) -> str:
    """Return hunspell's output for `lines` with one dictionary, without the user's personal dictionary."""
    asked = "\n".join(sorted(lines))
    if not asked:
        return ""
    command = ["hunspell", "-d", f"{lang}_NO", "-i", "UTF-8", "-p", "/dev/null", mode]
    try:
        done = run(command, seconds=_PATIENCE, given=asked.encode())
    except OSError as error:
        raise EnvironmentFault("no-hunspell") from error
    if done.status != 0 or b"Can't open" in done.stderr:
        raise EnvironmentFault("no-dictionary", dictionary=f"{lang}_NO")
    return done.stdout.decode()
