"""`cms` in data/site.yaml, as it is written there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field

from kbsite.diagnostics import problem
from kbsite.model.cms import HOSTS, Cms
from kbsite.schema.field_types import InJson, Strict, Text, expected

if TYPE_CHECKING:
    from kbsite.diagnostics import Diagnostic
    from kbsite.schema.yaml_fields import Fields

_REPO = r"[\w.-]+(/[\w.-]+)+"
_ROOT = r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)*/?"
_BRANCH = r"[\w./-]+"


def _backend(value: str) -> str:
    if value not in HOSTS:
        raise expected("@backend")
    return value


def _repo(value: str) -> str:
    if not re.fullmatch(_REPO, value):
        raise expected("@repo")
    return value


def _root(value: str) -> str:
    if not re.fullmatch(_ROOT, value):
        raise expected("@url")
    return value.rstrip("/")


def _branch(value: str) -> str:
    if not re.fullmatch(_BRANCH, value):
        raise expected("@branch")
    return value


Backend = Annotated[Text, AfterValidator(_backend), InJson((("enum", tuple(HOSTS)),))]
Repo = Annotated[Text, AfterValidator(_repo)]
Root = Annotated[Text, AfterValidator(_root)]
Branch = Annotated[Text, AfterValidator(_branch)]


class CmsEntry(Strict):
    """The fields of `cms` in `data/site.yaml`."""

    backend: Backend = Field(description="Hva slags tjeneste innholdet ligger på.")
    repo: Repo = Field(description="Prosjektet innholdet ligger i, slik: `eier/navn`.")
    branch: Branch = Field("main", description="Grenen som blir publisert. Uten feltet: `main`.")
    host: Root | None = Field(
        None,
        description="Adressen til tjenesten, når den ikke er github.com eller gitlab.com. Gitea må ha den.",
    )
    login: Root | None = Field(None, description="Adressen til det som logger inn på GitHub. GitHub må ha den.")
    app_id: Text = Field("", description="Id-en nettstedet fikk av tjenesten. GitLab og Gitea må ha den.")


def cms(entry: CmsEntry | None, found: Fields, problems: list[Diagnostic]) -> Cms | None:
    """Return the settings of `cms` without empty ones; adds a problem for each that the git host needs."""
    if entry is None:
        return None
    given = entry.model_dump()
    problems += [
        problem(found.keys.get(("cms",), found.marks[()]), "missing-field", field=f"cms.{name}", name=name)
        for name in HOSTS[entry.backend].needs
        if not given[name]
    ]
    return Cms(**{name: value or "" for name, value in given.items()})
