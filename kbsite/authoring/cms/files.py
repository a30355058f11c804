"""A site → the files of /admin/: the page, its configuration, kbsite's script, and Decap CMS itself."""

from __future__ import annotations

import html
import json
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kbsite.authoring.choices import choices_in
from kbsite.authoring.cms.collections import collections
from kbsite.authoring.cms.fetched import FETCHED, LICENCE, SCRIPT
from kbsite.diagnostics import EnvironmentFault
from kbsite.model import Output
from kbsite.model.cms import HOSTS, backend, policy
from kbsite.site.routes import ADMIN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kbsite.model import Site
    from kbsite.model.cms import Cms

OWN = ("locale.js", "editor.js")

_FOLDER = ADMIN.strip("/")
_LOCALES = {"nb": "nb_no", "nn": "nn_no", "en": "en"}
_EDIT = {"nb": "Rediger", "nn": "Rediger", "en": "Edit"}


def cms_files(site: Site, cms: Cms, root: Path) -> tuple[Output, ...]:
    """Return the files; raises EnvironmentFault where Decap CMS has not been downloaded."""
    fetched = {name: root / FETCHED / name for name in (SCRIPT, LICENCE)}
    for path in fetched.values():
        if not path.is_file():
            raise EnvironmentFault("no-cms", file=str(path))
    page = (
        _asset("index.html")
        .replace("{{policy}}", html.escape(policy(cms)))
        .replace("{{lang}}", site.config.language)
        .replace("{{edit}}", _EDIT[_spoken(site)])
        .replace("{{title}}", html.escape(site.config.title.in_language(site.config.language)))
    )
    # Decap CMS reads its settings as YAML only, and JSON is YAML.
    told = json.dumps(settings(site, cms), ensure_ascii=False, indent=1) + "\n"
    return (
        Output(f"{_FOLDER}/index.html", page.encode()),
        Output(f"{_FOLDER}/config.yml", told.encode()),
        *(Output(f"{_FOLDER}/{name}", _asset(name).encode()) for name in OWN),
        *(Output(f"{_FOLDER}/{name}", path) for name, path in fetched.items()),
    )


def settings(site: Site, cms: Cms) -> Mapping[str, Any]:
    """Return the configuration of Decap CMS: decapcms.org/docs/configuration-options."""
    language = _spoken(site)
    words = tomllib.loads((files("kbsite.authoring.cms") / "words.toml").read_text(encoding="utf-8"))[language]
    return {
        "backend": backend(cms),
        "locale": _LOCALES[language],
        "site_url": site.config.base_url,
        "display_url": site.config.base_url,
        "show_preview_links": False,
        "publish_mode": "editorial_workflow" if HOSTS[cms.backend].reviews else "simple",
        "media_folder": f"content/{site.config.routes.names.pictures}",
        "public_folder": f"../{site.config.routes.names.pictures}",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": list(collections(site, choices_in(site.documents, site.config), words)),
    }


def _spoken(site: Site) -> str:
    """Return the language of the forms: that of the site where the forms have it, else English."""
    return site.config.language if site.config.language in _LOCALES else "en"


def _asset(name: str) -> str:
    return (files("kbsite.authoring.cms") / "assets" / name).read_text(encoding="utf-8")
