"""The tables of fields in the handbook, made from the schema; `python -m tests.field_tables` regenerates them."""

from __future__ import annotations

import re
import sys
import types
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from kbsite.importing import map_file
from kbsite.read import cms as cms_entry
from kbsite.read import config, front, law_lock, lexicon, links, looks, redirects, routes, writing
from kbsite.read import search as search_files
from kbsite.schema import calendar_fields, field_types, kinds, model_fields, own_kinds
from kbsite.schema.field_types import PASSAGE_LANGUAGES
from tests.sites import HANDBOOK, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = HANDBOOK / "content" / "artikler"

COMMON = "felles"
"""The table of the fields that every kind of content has."""

LANGUAGES = "språkkoder"
"""The list of languages that a passage may be in."""

KINDS = {kind.folder or kind.kind: kind for kind in kinds.BUILT_IN}
"""The tables of what a kind must have and what it alone has, by the kind's folder."""

OTHERS: dict[str, type[field_types.Strict]] = {
    "authors": field_types.AuthorRef,
    "resources": field_types.Resource,
    "lanes": model_fields.Lane,
    "steps": model_fields.Step,
    "events": calendar_fields.Event,
    "site.yaml": config.SiteFile,
    "cms": cms_entry.CmsEntry,
    "menu": config.MenuEntry,
    "front": front.FrontEntry,
    "colours": looks.ColoursEntry,
    "fonts": looks.FontsEntry,
    "limits": config.LimitsEntry,
    "routes": routes.RoutesEntry,
    "redirects": redirects.RedirectEntry,
    "license": config.LicenseEntry,
    "themes.yaml": config.ThemeEntry,
    "kinds.yaml": own_kinds.KindEntry,
    "built_in": own_kinds.BuiltInEntry,
    "name": own_kinds.NameEntry,
    "fields": own_kinds.FieldEntry,
    "sections": own_kinds.SectionEntry,
    "schema_org": own_kinds.SchemaOrgEntry,
    "laws.yaml": lexicon.LawEntry,
    "laws.lock.yaml": law_lock.LockEntry,
    "glossary.yaml": lexicon.TermEntry,
    "search.yaml": search_files.SearchFile,
    "writing.yaml": writing.WritingFile,
    "forms": writing.FormEntry,
    "everyday": search_files.EverydayEntry,
    "best_bets": search_files.BetEntry,
    "links.yaml": links.LinksFile,
    "ignore": links.IgnoredEntry,
    "kart.yaml": map_file.MapFile,
    "rules": map_file.Rule,
    "otherwise": map_file.Defaults,
    "marks": map_file.Marks,
}

WORDS: dict[Any, str] = {
    field_types.Text: "tekst",
    field_types.Day: "dato, ÅÅÅÅ-MM-DD",
    field_types.Known: "dato, ÅÅÅÅ-MM-DD, eller så mye du vet: ÅÅÅÅ-MM, ÅÅÅÅ",
    field_types.Status: "`archived`",
    field_types.Boolean: "`true` eller `false`",
    field_types.Url: "nettadresse",
    field_types.UrlPrefix: "nettadresse, eller begynnelsen på en",
    field_types.BaseUrl: "nettadresse, gjerne med en mappe til slutt",
    field_types.Editor: "adresse med `{file}`",
    field_types.Hosting: "navnet på en vert",
    field_types.Email: "e-postadresse",
    field_types.Year: "årstall",
    field_types.Months: "helt tall, 1 eller mer",
    field_types.Id: "små bokstaver a–z, tall og bindestrek",
    field_types.Language: "språkkode: `nb`, `nn`, `en` eller en annen av nettstedets",
    field_types.Languages: "liste over språkkoder",
    field_types.PassageLanguage: "språkkode",
    field_types.Local: "tekst, eller en tekst på hvert språk",
    field_types.Texts: "liste",
    field_types.SomeTexts: "liste med minst ett punkt",
    field_types.Warnings: "liste over koder for advarsler",
    field_types.Address: "adresse på nettstedet",
    field_types.Addresses: "liste over adresser",
    field_types.Authors: "liste over forfattere",
    field_types.SomeAuthors: "liste med minst én forfatter",
    field_types.Resources: "liste over ressurser",
    lexicon.Lovdata: "`lov/ÅÅÅÅ-MM-DD-NR` eller `forskrift/ÅÅÅÅ-MM-DD-NR`",
    lexicon.SectionUrl: "nettadresse med `{section}`",
    law_lock.Section: "paragraf, slik: `7-2a`",
    law_lock.Act: "`lov/ÅÅÅÅ-MM-DD-NR` eller `forskrift/ÅÅÅÅ-MM-DD-NR`",
    law_lock.State: "`in_force`, `repealed` eller `missing`",
    law_lock.Digest: "`sha256:` og 64 tegn",
    model_fields.Lanes: "liste med minst ett løp",
    model_fields.Steps: "liste med minst ett steg",
    model_fields.Pages: "liste over `.md`-filer",
    model_fields.Ids: "liste over id-er",
    model_fields.Phase: "tall fra 1 til 99",
    calendar_fields.Events: "liste med minst én hendelse",
    calendar_fields.FirstYear: "årstall",
    search_files.WordGroups: "liste over grupper av ord",
    search_files.Bets: "liste over anbefalte sider",
    search_files.Everydays: "liste over hverdagsord",
    front.FrontPages: "liste med høyst åtte sider",
    front.Searches: "liste over tekster",
    front.Order: "liste over `themes` og innholdstyper",
    looks.Picture: "adressen til et bilde i `static/`",
    looks.Font: "adressen til en skrift i `static/`",
    looks.SiteColour: "farge, eller `light` og `dark`",
    looks.ColoursEntry: "linjer på formen `navn: verdi`",
    looks.FontsEntry: "linjer på formen `navn: verdi`",
    front.FrontEntry: "linjer på formen `navn: verdi`",
    links.Ignored: "liste over adresser og grunner",
    writing.Forms: "liste over valgte former",
    search_files.Page: "sti til en `.md`-fil, eller en adresse på nettstedet",
    cms_entry.CmsEntry: "linjer på formen `navn: verdi`",
    cms_entry.Backend: "`github`, `gitlab` eller `gitea`",
    cms_entry.Repo: "`eier/navn`",
    cms_entry.Branch: "navnet på en gren",
    cms_entry.Root: "nettadresse",
    own_kinds.NameEntry: "`one` og `many`",
    own_kinds.Fields: "liste over felter",
    own_kinds.Sections: "liste over deler av teksten",
    own_kinds.FieldName: "små bokstaver, tall og understrek",
    own_kinds.LayoutName: "navnet på en fil i `layouts/`",
    own_kinds.Example: "tekst, eller liste for `list`",
    own_kinds.SchemaOrg: "en type, eller `type` og `properties`",
    own_kinds.SchemaType: "navnet på en type",
    own_kinds.Properties: "linjer på formen `egenskap: felt`",
    config.Menu: "liste over lenker",
    config.Redirects: "liste over adresser, med `old` og `new`",
    config.LicenseEntry: "linjer på formen `navn: verdi`",
    config.LimitsEntry: "linjer på formen `navn: verdi`",
    routes.RoutesEntry: "linjer på formen `navn: verdi`",
    field_types.Size: "antall kB eller MB",
    field_types.Megapixels: "helt tall fra 1 til 100",
    field_types.Endings: "liste over filendelser",
    map_file.ImportStatus: "`archived` eller `draft`",
    map_file.CssSelectors: "liste over CSS-velgere",
    map_file.Rules: "liste over regler",
    map_file.Defaults: "linjer på formen `navn: verdi`",
    map_file.Marks: "linjer på formen `navn: verdi`",
    map_file.TextMap: "linjer på formen `navn: verdi`",
    map_file.ListMap: "linjer på formen `navn: [verdi, verdi]`",
    map_file.AddressMap: "linjer på formen `fil: [adresse]`",
    config.Footer: "tekst, eller liste over lenker",
}
"""What an editor calls each type of value."""

LANGUAGE_NAMES = {
    "nb": "bokmål", "nn": "nynorsk", "no": "norsk", "en": "engelsk", "se": "nordsamisk", "sma": "sørsamisk",
    "smj": "lulesamisk", "fkv": "kvensk", "da": "dansk", "sv": "svensk", "fi": "finsk", "is": "islandsk",
    "fo": "færøysk", "kl": "grønlandsk", "de": "tysk", "fr": "fransk", "es": "spansk", "it": "italiensk",
    "nl": "nederlandsk", "pl": "polsk", "lt": "litauisk", "uk": "ukrainsk", "ru": "russisk", "ro": "rumensk",
    "ar": "arabisk", "fa": "persisk", "so": "somali", "ti": "tigrinja", "ur": "urdu", "tr": "tyrkisk",
    "zh": "kinesisk", "la": "latin",
}  # fmt: skip

_BLOCK = re.compile(r'^\[felter\]: # "(\S+)"\n.*?^\[slutt\]: #$', re.MULTILINE | re.DOTALL)
"""A table between its marks, which are definitions of links that nothing uses: they show nowhere."""


def with_tables(text: str) -> str:
    """Return `text` with the tables between its marks regenerated; KeyError for a table that does not exist."""
    return _BLOCK.sub(lambda found: f'[felter]: # "{found[1]}"\n\n{made(found[1])}\n[slutt]: #', text)


def names_in(text: str) -> list[str]:
    """Return the names of the tables that `text` has marks for."""
    return [found[1] for found in _BLOCK.finditer(text)]


def made(name: str) -> str:
    """Return the table or the list called `name`."""
    if name == LANGUAGES:
        return "".join(f"- `{code}`: {LANGUAGE_NAMES[code]}\n" for code in PASSAGE_LANGUAGES)
    if name == COMMON:
        return _table((field, _where_required(field), kinds.FrontMatter) for field in _fields(kinds.FrontMatter))
    if name in KINDS:
        kind = KINDS[name]
        own = (
            field for field in _fields(kind) if _required(kind, field) or field not in _fields(kinds.FrontMatter)
        )
        return _table((field, _yes(_required(kind, field)), kind) for field in own)
    model = OTHERS[name]
    return _table((field, _yes(_required(model, field)), model) for field in _fields(model))


def type_in_words(annotation: Any) -> str:
    """Return what an editor calls the type; KeyError, with the type, for one that has no words yet."""
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(part for part in get_args(annotation) if part is not types.NoneType)
    return WORDS[annotation]


def _table(rows: Iterable[tuple[str, str, type[field_types.Strict]]]) -> str:
    lines = ["| felt | må være med | hva det er | type |", "| --- | --- | --- | --- |"]
    for field, required, model in rows:
        words = type_in_words(get_type_hints(model, include_extras=True)[field])
        description = (model.model_fields[field].description or "").replace("|", "\\|")
        lines.append(f"| `{field}` | {required} | {description} | {words} |")
    return "".join(f"{line}\n" for line in lines)


def _fields(model: type[field_types.Strict]) -> list[str]:
    return list(model.model_fields)


def _required(model: type[field_types.Strict], field: str) -> bool:
    return model.model_fields[field].is_required()


def _where_required(field: str) -> str:
    """Return whether every kind demands a field, or which kinds do."""
    demanding = [kind.one.nb.lower() for kind in kinds.BUILT_IN if _required(kind, field)]
    if len(demanding) in (0, len(kinds.BUILT_IN.every)):
        return _yes(bool(demanding))
    return f"for {', '.join(demanding[:-1])} og {demanding[-1]}" if demanding[1:] else f"for {demanding[0]}"


def _yes(required: bool) -> str:
    return "ja" if required else "nei"


def main() -> None:
    """Regenerate the tables in every document that has marks, and print those that changed."""
    for path in sorted(FOLDER.glob("*.md")):
        before = path.read_text(encoding="utf-8")
        after = with_tables(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
