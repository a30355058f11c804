"""The field types, each with the message key that describes a valid value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator
from pydantic_core import PydanticCustomError

from kbsite.diagnostics import WARNINGS, nearest
from kbsite.norwegian.known_date import PATTERN as KNOWN_DATE
from kbsite.norwegian.known_date import KnownDate, known_date
from kbsite.norwegian.languages.parts import PATTERN as TAG
from kbsite.norwegian.languages.tags import SHIPPED, is_tag, meant_tag
from kbsite.norwegian.local_text import LocalText
from kbsite.schema.base_url import BASE_URL, has_host, is_base_url
from kbsite.schema.declared import declared
from kbsite.schema.file_types import ACTIVE

if TYPE_CHECKING:
    from collections.abc import Sequence

_URL = r"https?://[^\s/?#]+[^\s]*"
_EMAIL = r"[A-Za-z0-9_'+-]+(\.[A-Za-z0-9_'+-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
_SIZE = r"[1-9][0-9]{0,8} ?(kB|MB)"
_YEAR = r"[12][0-9]{3}([-–/][12][0-9]{3})?"
_ADDRESS = r"/[^\x00-\x20\\?#%\x7f]*"
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"

PASSAGE_LANGUAGES = (
    "nb", "nn", "no", "en", "se", "sma", "smj", "fkv", "da", "sv", "fi", "is", "fo", "kl", "de", "fr", "es",
    "it", "nl", "pl", "lt", "uk", "ru", "ro", "ar", "fa", "so", "ti", "ur", "tr", "zh", "la",
)  # fmt: skip
"""The languages that a passage, or the title of a resource, is most often in, as BCP 47 tags; any may be used."""

STATUSES = ("archived",)
"""What a page can be other than in use; `archived` is kept for the record."""

_LANGUAGES = {
    "no": "nb",
    "nor": "nb",
    "norsk": "nb",
    "bokmål": "nb",
    "bokmal": "nb",
    "nob": "nb",
    "nb-no": "nb",
    "nynorsk": "nn",
    "nno": "nn",
    "nn-no": "nn",
    "engelsk": "en",
    "english": "en",
    "eng": "en",
    "samisk": "se",
    "nordsamisk": "se",
    "dansk": "da",
    "svensk": "sv",
}
"""Common misspellings and names of languages, and the code of each."""


@dataclass(frozen=True, slots=True)
class InJson:
    """JSON Schema keywords to add to the schema that pydantic generates for a type."""

    more: tuple[tuple[str, Any], ...]

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """Return the generated schema with the keywords added."""
        return {**handler(core_schema), **dict(self.more)}


@dataclass(frozen=True, slots=True, eq=False)
class AsJson:
    """The whole JSON Schema of a type that pydantic cannot describe."""

    schema: dict[str, Any]

    def __get_pydantic_json_schema__(self, _core_schema: Any, _handler: Any) -> dict[str, Any]:
        """Return the schema."""
        return dict(self.schema)


@dataclass(frozen=True, slots=True, eq=False)
class OrJson:
    """JSON Schemas of other forms in which a value may be written."""

    others: tuple[dict[str, Any], ...]

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """Return a schema that the generated one or one of the others meets."""
        return {"anyOf": [*self.others, handler(core_schema)]}


def whole_number(least: int, most: int) -> AsJson:
    """Return the schema of a whole number between two."""
    return AsJson({"type": "integer", "minimum": least, "maximum": most})


def pattern(text: str, *types: str) -> InJson:
    """Return the keywords for a value that fully matches `text`, and the types that YAML may read it as."""
    return InJson((("type", types or "string"), ("pattern", f"^(?:{text})$")))


@dataclass(frozen=True, slots=True)
class WholeDays:
    """JSON Schema keywords with which a date that has a day must be one that is in the calendar."""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """Return the generated schema with the keywords added."""
        return {**handler(core_schema), "if": {"pattern": "^.{10}$"}, "then": {"format": "date"}}


@dataclass(frozen=True, slots=True)
class OfTags:
    """JSON Schema keywords for a language tag; editors are offered those of `usual`."""

    usual: tuple[str, ...]

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """Return the generated schema with the keywords added."""
        return {**handler(core_schema), "pattern": f"^(?:{TAG})$", "examples": list(self.usual)}


FILLED = InJson((("minItems", 1),))


def near_language(word: str, known: Sequence[str] = ()) -> str:
    """Return the language that `word` most likely means, or ""; one of `known`, unless that is empty."""
    meant = _LANGUAGES.get(word.casefold(), "")
    if not known:
        return meant or meant_tag(word)
    if meant not in known and set(known) - set(SHIPPED):
        meant = meant_tag(word)
    return meant if meant in known else nearest(word, known)


def is_language(value: Any) -> bool:
    """Return whether a value is a well-formed tag of a known language."""
    return isinstance(value, str) and (value in PASSAGE_LANGUAGES or is_tag(value))


def expected(what: str) -> PydanticCustomError:
    """Return the error for a value of the wrong type; `what` is the message key that describes a valid one."""
    return PydanticCustomError("expected", "{what}", {"what": what})


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise expected("@text")
    return value


def _date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise expected("@date")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("impossible_date", "")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("impossible_date", "") from None


def _known(value: Any) -> Any:
    if isinstance(value, KnownDate):
        return value
    if not isinstance(value, str):
        raise expected("@date")
    if found := known_date(value):
        return found
    raise PydanticCustomError("impossible_known_date", "")


def _boolean(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise expected("@boolean")
    return value == "true"


def _url(value: str) -> str:
    if not re.fullmatch(_URL, value) or not has_host(value):
        raise expected("@url")
    return value


def _base_url(value: str) -> str:
    if not is_base_url(value):
        raise expected("@url")
    return value


def is_editor(template: str) -> bool:
    """Return whether a text is an address with a placeholder for the file and no way to inject a script."""
    unsafe = template.casefold().startswith(("javascript:", "data:", "vbscript:"))
    return not unsafe and bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\"'<>]*\{file\}[^\s\"'<>]*", template))


def _editor(value: str) -> str:
    if not is_editor(value):
        raise expected("@editor")
    return value


def is_email(value: str) -> bool:
    """Return whether a text is one e-mail address and nothing else."""
    return bool(re.fullmatch(_EMAIL, value))


def _email(value: str) -> str:
    if not is_email(value):
        raise expected("@email")
    return value


def _year(value: str) -> str:
    if not re.fullmatch(_YEAR, value):
        raise expected("@year")
    return value


def _address(value: str) -> str:
    parts = value.split("/")
    if not re.fullmatch(_ADDRESS, value) or {".", ".."} & set(parts) or "" in parts[1:-1]:
        raise expected("@address")
    return value


def _id(value: str) -> str:
    if not re.fullmatch(_ID, value):
        raise expected("@id")
    return value


def _months(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[1-9][0-9]{0,3}", value):
        raise expected("@months")
    return int(value)


def _size(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(_SIZE, value, re.IGNORECASE):
        raise expected("@size")
    number, unit = value[:-2].strip(), value[-2:].lower()
    return int(number) * (1_000_000 if unit == "mb" else 1000)


def _megapixels(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[1-9][0-9]?|100", value):
        raise expected("@megapixels")
    return int(value)


def _ending(value: str) -> str:
    plain = value.removeprefix(".").lower()
    if not re.fullmatch(r"[a-z0-9]{1,12}", plain) or plain in ACTIVE:
        raise expected("@ending")
    return plain


def _number(value: Any) -> Any:
    if isinstance(value, int | float):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?", value):
        raise expected("@number")
    return float(value)


def _language(value: Any) -> Any:
    if value == "no" or not is_language(value):
        raise PydanticCustomError("unknown_language", "", {"known": ()})
    return value


HOSTINGS = (
    "github-pages", "gitlab-pages", "netlify", "cloudflare-pages", "nginx", "apache", "caddy", "s3", "azure-blob",
    "static",
)  # fmt: skip
"""The hosts that settings are made for."""


def _hosting(value: str) -> str:
    if value not in HOSTINGS:
        raise expected("@hosting")
    return value


def _passage_language(value: Any) -> Any:
    if not is_language(value):
        raise PydanticCustomError("unknown_language", "", {"known": ()})
    return value


def _warning(value: str) -> str:
    if value not in WARNINGS:
        raise PydanticCustomError("unknown_warning", "")
    return value


def _status(value: Any) -> Any:
    if value not in STATUSES:
        raise expected("@status")
    return value


def _list(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise expected("@list")
    return tuple(value)


def _filled(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not value:
        raise expected("@empty_list")
    return value


def _local_text(value: Any) -> Any:
    if isinstance(value, LocalText):
        return value
    if isinstance(value, str):
        return LocalText(value, value)
    if (
        isinstance(value, dict)
        and value
        and all(isinstance(text, str) for text in value.values())
        and all(isinstance(tag, str) and is_tag(tag) for tag in value)
    ):
        return LocalText.of(value)
    raise expected("@local_text")


Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date, BeforeValidator(_date)]
Known = Annotated[
    KnownDate,
    PlainValidator(_known),
    pattern(KNOWN_DATE, "string", "integer"),
    WholeDays(),
]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
WEB_ADDRESS = "address for readers"
"""Marks the type of an address that readers follow, so that it is checked as the address of a link is."""
Url = Annotated[Text, AfterValidator(_url), pattern(_URL), WEB_ADDRESS]
UrlPrefix = Annotated[Text, AfterValidator(_url), pattern(_URL)]
BaseUrl = Annotated[Text, AfterValidator(_base_url), pattern(BASE_URL)]
Editor = Annotated[Text, AfterValidator(_editor)]
Email = Annotated[Text, AfterValidator(_email), pattern(_EMAIL)]
Year = Annotated[Text, AfterValidator(_year), pattern(_YEAR, "string", "integer")]
Address = Annotated[Text, AfterValidator(_address), pattern(_ADDRESS)]
Number = Annotated[float, BeforeValidator(_number)]
MARKDOWN = InJson((("contentMediaType", "text/markdown"),))
Markdown = Annotated[Text, MARKDOWN]
Months = Annotated[int, BeforeValidator(_months), whole_number(1, 9999)]
Size = Annotated[
    int, BeforeValidator(_size), AsJson({"type": "string", "pattern": r"^[1-9][0-9]{0,8} ?[kKmM][bB]$"})
]
Megapixels = Annotated[int, BeforeValidator(_megapixels), whole_number(1, 100)]
Ending = Annotated[Text, AfterValidator(_ending)]
Endings = Annotated[tuple[Ending, ...], BeforeValidator(_list)]
Id = Annotated[Text, AfterValidator(_id), pattern(_ID)]
Hosting = Annotated[Text, AfterValidator(_hosting), InJson((("enum", HOSTINGS),))]
Language = Annotated[Text, BeforeValidator(_language), OfTags(SHIPPED)]
PassageLanguage = Annotated[Text, BeforeValidator(_passage_language), OfTags(PASSAGE_LANGUAGES)]
Languages = Annotated[tuple[Language, ...], BeforeValidator(_list)]
Status = Annotated[Text, BeforeValidator(_status), InJson((("enum", STATUSES),))]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_list)]
SomeTexts = Annotated[Texts, AfterValidator(_filled), FILLED]
WarningCode = Annotated[Text, AfterValidator(_warning), InJson((("enum", WARNINGS),))]
Warnings = Annotated[tuple[WarningCode, ...], BeforeValidator(_list)]
Addresses = Annotated[tuple[Address, ...], BeforeValidator(_list)]
SomeAddresses = Annotated[Addresses, AfterValidator(_filled), FILLED]
LOCAL_TEXT = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^(?:{TAG})$"},
            "additionalProperties": {"type": "string"},
        },
    ]
}
"""The JSON Schema of a text, or of a text in each language."""
Local = Annotated[LocalText, BeforeValidator(_local_text), AsJson(LOCAL_TEXT)]


class Strict(BaseModel):
    """An immutable mapping with known fields only."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _author(value: Any) -> Any:
    if not isinstance(value, str | dict | BaseModel):
        raise expected("@author")
    return {"id": value} if isinstance(value, str) else value


class AuthorRef(Strict):
    """An author of a page, with the role and affiliation at the time of writing: "" where they are not known.

    None is not given. Where neither is given, those of the profile apply.
    """

    id: Text = declared(LocalText("Id", en="Id"), "Forfatterens filnavn i `content/forfattere/`, uten `.md`.")
    role: Text | None = declared(
        LocalText("Rolle", en="Role"),
        'Rollen forfatteren hadde da siden ble skrevet. `""` når du ikke vet det: da vises ingen rolle.',
        None,
    )
    affiliation: Text | None = declared(
        LocalText("Arbeidssted", "Arbeidsstad", "Place of work"),
        'Arbeidsstedet forfatteren hadde da siden ble skrevet. `""` når du ikke vet det.',
        None,
    )


class Resource(Strict):
    """An external resource that a page points to."""

    title: Text = declared(LocalText("Tittel", en="Title"), "Tittelen på det du viser til.")
    url: Url = declared(LocalText("Adresse", en="Address"), "Adressen, med `https://` foran.")
    publisher: Text = declared(LocalText("Utgiver", "Utgjevar", "Publisher"), "Den som har gitt det ut.", "")
    year: Year | None = declared(
        LocalText("År", en="Year"), "Året det kom ut, eller to år med strek mellom, som 2019-2021.", None
    )
    date: Known | None = declared(
        LocalText("Dato", en="Date"), "Når det kom ut, så nøyaktig som du vet det. Vises i stedet for `year`.", None
    )
    lang: PassageLanguage | None = declared(
        LocalText("Språk", en="Language"),
        "Språket tittelen er på, når det er et annet enn språket på siden: `nb`, `nn`, `en` og så videre.",
        None,
    )


Authors = Annotated[
    tuple[Annotated[AuthorRef, BeforeValidator(_author)], ...],
    BeforeValidator(_list),
]
SomeAuthors = Annotated[Authors, AfterValidator(_filled), FILLED]
Resources = Annotated[tuple[Resource, ...], BeforeValidator(_list)]
