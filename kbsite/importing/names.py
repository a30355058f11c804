"""Words that tell names of people, titles and institutions apart."""

from __future__ import annotations

import re

_ROLES = frozenset((
    "rådgiver", "rådgivar", "rådgivarar", "rådgivere", "forsker", "forskar", "forskarar", "forskere",
    "professor", "professorar", "professorer", "dosent", "lektor", "lærer", "lærar", "lege", "leder",
    "leiar", "ledere", "leiarar", "koordinator", "koordinatorar", "koordinatorer", "konsulent",
    "konsulentar", "konsulenter", "psykolog", "psykologar", "sosionom", "vernepleier", "planlegger",
    "planleggar", "planleggere", "planleggarar", "direktør", "rektor", "sjef", "redaktør", "ordfører",
    "ordførar", "rådmann", "kommunedirektør", "stipendiat", "student", "jurist", "advokat", "statsviter",
    "sosiolog", "sosialkonsulent", "helsesykepleier", "helsesøster", "sykepleier", "sjukepleiar", "pedagog",
    "prosjektleder", "prosjektleiar", "enhetsleder", "einingsleiar", "fagleder", "fagleiar", "fagkonsulent",
    "postdoktor", "ph.d", "phd", "dr.polit", "dr", "mag.art", "cand.polit", "cand.san", "siviløkonom",
    "arkitekt", "geograf", "førsteamanuensis", "amanuensis", "fylkesmann", "assisterende", "assistent",
    "pensjonert", "tidligere", "tidlegare", "medarbeider", "medarbeidar", "saksbehandler", "saksbehandlar",
    "inspektør", "kommuneoverlege", "overlege", "folkehelsekoordinator", "slt-koordinator",
    "ruskoordinator", "master", "høgskolelektor", "høyskolelektor", "daglig", "dagleg", "spesialist",
    "spesialrådgiver",
))  # fmt: skip

_ROLE_ENDINGS = (
    "rådgiver", "rådgivar", "leder", "leiar", "sjef", "forsker", "forskar", "lege", "koordinator", "konsulent",
    "professor", "lektor", "psykolog", "direktør", "planlegger", "planleggar", "ansvarlig", "ansvarleg",
    "redaktør", "utvikler", "utviklar", "pleier", "pleiar", "arbeider", "arbeidar", "inspektør", "stipendiat",
    "rådmann", "sekretær", "medarbeider", "medarbeidar", "terapeut", "økonom", "jurist",
)  # fmt: skip

_INSTITUTION = frozenset((
    "kommune", "fylkeskommune", "senter", "senteret", "universitetet", "universitet", "høgskolen",
    "høyskolen", "høgskulen", "institutt", "instituttet", "direktoratet", "departementet", "fylkesmannen",
    "statsforvalteren", "statsforvaltaren", "korus", "stiftelsen", "nav", "ks", "avdeling", "seksjon",
    "etat", "etaten", "helse", "sykehus", "sykehuset", "sjukehus", "forening", "foreningen", "forbundet",
    "råd", "rådet", "stiftinga", "kompetansesenter", "kompetansesenteret", "regionsenter", "as", "sa", "hf",
    "rhf", "norge", "noreg", "fakultet", "fakultetet", "bedriftshelsetjeneste", "tjenesten", "tenesta",
    "bydel", "politi", "politiet", "region", "distrikt", "nettverk", "nettverket", "planforum",
))  # fmt: skip

_INSTITUTION_ENDINGS = (
    "kommune", "kommunen", "direktoratet", "instituttet", "senteret", "senter", "universitetet", "universitet",
    "høgskolen", "høyskolen", "høgskulen", "departementet", "foreningen", "foreininga", "forbundet", "etaten",
    "tilsynet", "sykehuset", "sjukehuset", "mannen", "forvalteren", "forvaltaren", "stiftelsen", "forskning",
    "forsking", "avdelingen", "avdelinga", "institutt", "verket", "skolen", "skulen", "kontoret", "laget",
)  # fmt: skip

_TEAMS = re.compile(
    r"(?:(?:fag|nynorsk)?redaksjonen|\w+torget|team|teamet|arbeidsgruppa|arbeidsgruppen|prosjektgruppa|"
    r"prosjektgruppen|gruppa|gruppen|styringsgruppa)\b",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[A-ZÆØÅÄÖÜÉÁČŠŽ](?:[^\W\d_]|['’-])*\.?")
_PARTICLES = frozenset(("von", "van", "de", "der", "den", "af", "la", "du"))
_LONGEST_NAME = 5


def is_role(text: str) -> bool:
    """Return whether a text begins with a title or an occupation."""
    words = text.replace(",", " ").split()
    if not words:
        return False
    first = words[0].lower().rstrip(".")
    second = words[1].lower().rstrip(".") if len(words) > 1 else ""
    return _role_word(first) or (first in ("senior", "første", "fungerende", "konstituert") and bool(second))


def _role_word(word: str) -> bool:
    return word in _ROLES or word.endswith(_ROLE_ENDINGS) or _one(word).endswith(_ROLE_ENDINGS)


def _one(word: str) -> str:
    """Return the singular of a noun in plural: rådgivere → rådgiver, leiarar → leiar, sjefer → sjef."""
    for plural, single in (
        ("ere", "er"),
        ("arar", "ar"),
        ("ører", "ør"),
        ("orer", "or"),
        ("øger", "øg"),
        ("er", ""),
    ):
        if word.endswith(plural):
            return word.removesuffix(plural) + single
    return word


def is_institution(text: str) -> bool:
    """Return whether a text has a word that institutions have in their names, or is an abbreviation."""
    words = [word.strip("().,") for word in text.split()]
    if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 8:
        return True
    lower = [word.lower() for word in words]
    return any(
        word in _INSTITUTION or word.startswith(("korus", "nav-")) or word.endswith(_INSTITUTION_ENDINGS)
        for word in lower
    )


def is_team(text: str) -> bool:
    """Return whether a text names a group that writes together."""
    return _TEAMS.match(text) is not None


def name_length(text: str) -> int:
    """Return the length of the person's name that a text begins with, of two words or more; 0 for none."""
    words = re.split(r"(\s+)", text)
    end, count, at = 0, 0, 0
    for index in range(0, len(words), 2):
        word = words[index]
        bare = word.rstrip(",;:()")
        at += len(word)
        if _NAME_WORD.fullmatch(bare) and not _role_word(bare.lower().rstrip(".")) and count < _LONGEST_NAME:
            count, end = count + 1, at - (len(word) - len(bare))
        elif not (bare in _PARTICLES and count):
            break
        if bare != word:
            break
        at += len(words[index + 1]) if index + 1 < len(words) else 0
    found = text[:end]
    return end if count >= 2 and not is_institution(found) and not _initials_only(found) else 0


def _initials_only(name: str) -> bool:
    return all(len(word.rstrip(".")) < 2 for word in name.split())


def is_name(text: str) -> bool:
    """Return whether a text is a person's name and nothing else."""
    stripped = text.strip()
    return bool(stripped) and name_length(stripped) == len(stripped)


def is_first_name(text: str) -> bool:
    """Return whether a text is one word that can be a first name."""
    return (
        " " not in text.strip()
        and len(text) > 1
        and _NAME_WORD.fullmatch(text.strip()) is not None
        and not text.isupper()
        and not is_institution(text)
        and not is_team(text)
    )


def usual_case(name: str) -> str:
    """Return a name that was written in capitals as names are written; others stay."""
    letters = [word for word in name.split() if len(word) > 1]
    if not letters or not all(word.isupper() for word in letters):
        return name
    return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in name.split())
