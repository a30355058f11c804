"""`kbsite init`: what an owner answered → the files of a new site.

The files are in `starters/`: `common/` goes into every site, `LANGUAGE/` into those in that language. A name that
begins with `dot-` is that of a hidden file. In a file, `@title@` is replaced by the title, and `@"title"@` by the
title as a quoted value of YAML.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from kbsite import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from importlib.resources.abc import Traversable

STARTERS = ("knowledge-base", "empty")
"""What a new site can begin with: good example pages of each kind, or one page."""

LANGUAGES = ("nb", "nn", "en")
"""The languages that there are starters in."""

TOLD: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "night_title": "Nettstedet ble ikke publisert i natt",
        "night_text": "Leserne ser det som ble publisert sist. Hva som gikk galt, står i kjøringen:",
        "links_title": "Lenker som ikke virker",
    },
    "nn": {
        "night_title": "Nettstaden blei ikkje publisert i natt",
        "night_text": "Lesarane ser det som blei publisert sist. Kva som gjekk gale, står i køyringa:",
        "links_title": "Lenkjer som ikkje verkar",
    },
    "en": {
        "night_title": "The site was not published last night",
        "night_text": "Readers see what was published last. The run says what went wrong:",
        "links_title": "Links that do not work",
    },
}
"""What a pipeline tells the editors, in the language of the site."""

_VALUE = re.compile(r'@(?P<quote>"?)(?P<name>[a-z_]+)(?P=quote)@')


@dataclass(frozen=True, slots=True)
class Answers:
    """What must be known of a new site."""

    title: str
    base_url: str
    email: str
    language: str
    starter: str


def starter_files(answers: Answers, today: date) -> dict[str, str]:
    """Return the text of each file of a new site, by its path from the site's root.

    In a language without a starter its pages are in English, to be translated.
    """
    spoken = answers.language if answers.language in LANGUAGES else "en"
    values = {
        **{name: str(value) for name, value in asdict(answers).items()},
        "today": today.isoformat(),
        "year": str(today.year),
        "version": __version__,
        **TOLD[spoken],
    }
    starters = files("kbsite.authoring.init") / "starters"
    own = starters / spoken
    found = dict([*_texts(starters / "common"), ("README.md", (own / "README.md").read_text(encoding="utf-8"))])
    found |= dict(_texts(own / answers.starter))
    if spoken != answers.language:
        settings = "data/site.yaml"
        found[settings] = re.sub(
            "^language: .*$", f"language: {answers.language}", found[settings], flags=re.MULTILINE
        )
    return {path: _filled(text, values) for path, text in sorted(found.items())}


def _texts(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path, from the site's root, and the text of each file below `folder`."""
    for each in folder.iterdir():
        path = f"{above}{re.sub('^dot-', '.', each.name)}"
        if each.is_dir():
            yield from _texts(each, f"{path}/")
        else:
            yield path, each.read_text(encoding="utf-8")


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its values; an `@name@` that is none of them stays."""

    def value(match: re.Match[str]) -> str:
        found = values.get(match["name"], match[0])
        return json.dumps(found, ensure_ascii=False) if match["quote"] else found

    return _VALUE.sub(value, text)
