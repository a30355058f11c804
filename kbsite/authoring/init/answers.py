"""What an owner says of a new site: from arguments, and from a terminal where there is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbsite.authoring.init import LANGUAGES, STARTERS, Answers
from kbsite.diagnostics import EnvironmentFault
from kbsite.schema.base_url import is_base_url
from kbsite.schema.choices import Choice
from kbsite.schema.field_types import is_email, is_language, near_language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kbsite.authoring.new.prompts import Prompts

_NEEDED: Mapping[str, Callable[[str], bool]] = {"title": bool, "base_url": is_base_url, "email": is_email}
"""What has no default, and what makes it valid."""

_NAMES = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}


def answers(given: Mapping[str, str], prompts: Prompts | None) -> Answers:
    """Return what is known of the new site; what is missing is prompted for on a terminal.

    Raises EnvironmentFault for a value that cannot be used, and for a missing one where nobody can be asked.
    """
    known = {name: _plain(value) for name, value in given.items()}
    for name, valid in _NEEDED.items():
        if known[name] and not valid(known[name]):
            raise EnvironmentFault(f"init-wrong-{name.replace('_', '-')}", value=known[name])
    missing = [f"--{name.replace('_', '-')}" for name in _NEEDED if not known[name]]
    if missing and not prompts:
        raise EnvironmentFault("init-missing", flags=", ".join(missing))
    for name, valid in _NEEDED.items():
        if not known[name] and prompts:
            known[name] = _asked(name, valid, prompts)
    if prompts and not known["language"]:
        known["language"] = prompts.pick(
            "init_ask_language", tuple(Choice(each, _NAMES[each]) for each in LANGUAGES), several=False
        )[0]
    if prompts and not known["starter"]:
        offered = tuple(Choice(each, prompts.words.line(f"init_starter_{each}")) for each in STARTERS)
        known["starter"] = prompts.pick("init_ask_starter", offered, several=False)[0]
    known["language"] = known["language"] or LANGUAGES[0]
    if known["language"] == "no" or not is_language(known["language"]):
        raise EnvironmentFault("no-language", language=known["language"], near=near_language(known["language"]))
    known["starter"] = known["starter"] or STARTERS[0]
    return Answers(**known)


def _asked(name: str, valid: Callable[[str], bool], prompts: Prompts) -> str:
    """Return an answer that can be used; prompts until there is one."""
    while not valid(answer := prompts.insist(f"init_ask_{name}")):
        prompts.show(f"{prompts.words.line(f'init_wrong_{name}')}\n")
    return answer


def _plain(value: str) -> str:
    """Return a value on one line, without characters that nobody sees."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", value).split())
