"""Words of only one of the two written standards of Norwegian, and detection of a text's standard.

A word that is allowed in both, however rare in one of them, is not listed: `mye`, `også`, `bare`, `de`, `da`,
`hele`, `gikk` and `skole` are valid in either. Each word was looked up in hunspell's dictionaries of both; `frå`,
`fekk` and `gjekk`, which its bokmål dictionary has as well, are not valid bokmål today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from kbsite.norwegian.names_and_dates import without_quotations, words

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAIRS = """
ikke/ikkje jeg/eg hvordan/korleis hva/kva hvorfor/kvifor hverandre/kvarandre være/vere vært/vore en/ein
deres/deira selv/sjølv sammen/saman innen/innan utenfor/utanfor innenfor/innanfor ovenfor/ovanfor
nedenfor/nedanfor annet/anna gjøre/gjere gjøres/gjerast brukes/brukast kalles/kallast lages/lagast
legges/leggjast meldes/meldast sendes/sendast holdes/haldast skrives/skrivast vurderes/vurderast
gjennomføres/gjennomførast behandles/behandlast utarbeides/utarbeidast oppdateres/oppdaterast settes/setjast
vedtas/vedtakast holdt/heldt beholde/behalde innhold/innhald innholdet/innhaldet brukere/brukarar
brukerne/brukarane innbygger/innbyggjar innbyggere/innbyggjarar innbyggerne/innbyggjarane ledere/leiarar
tjeneste/teneste tjenester/tenester tjenesten/tenesta tjenestene/tenestene helsetjenester/helsetenester mer/meir
flere/fleire tidligere/tidlegare viktigste/viktigaste viktigere/viktigare vanligste/vanlegaste
virksomhet/verksemd virksomheten/verksemda virksomheter/verksemder medvirkning/medverknad medvirke/medverke
kommuner/kommunar kommunene/kommunane planene/planane ungdommer/ungdommar personer/personar dager/dagar
dagene/dagane måter/måtar rutiner/rutinar oppgave/oppgåve oppgaver/oppgåver oppgaven/oppgåva oppgavene/oppgåvene
opplysninger/opplysningar opplysningene/opplysningane endringer/endringar endringene/endringane
erfaringer/erfaringar erfaringene/erfaringane utfordringer/utfordringar utfordringene/utfordringane
vurderinger/vurderingar anbefalinger/tilrådingar løsninger/løysingar høringen/høyringa hovedsak/hovudsak
hovedregel/hovudregel hovedregelen/hovudregelen hovedsakelig/hovudsakleg enheter/einingar mulighet/moglegheit
muligheter/moglegheiter særlig/særleg egentlig/eigentleg muntlig/munnleg forebyggende/førebyggjande
forebygge/førebyggje følgende/følgjande løpende/løpande avgjørende/avgjerande omfattende/omfattande
nåværende/noverande kommende/komande trolig/truleg sjelden/sjeldan alene/åleine veileder/rettleiar
selvmord/sjølvmord forfatter/forfattar forfatteren/forfattaren forfattere/forfattarar artikler/artiklar
artiklene/artiklane deltaker/deltakar deltakere/deltakarar deltakerne/deltakarane politikere/politikarar
politikerne/politikarane lærere/lærarar øker/aukar slutter/sluttar mangler/manglar handler/handlar samler/samlar
påvirker/påverkar påvirke/påverke hverken/korkje egenskap/eigenskap egenskaper/eigenskapar borgere/borgarar
mottaker/mottakar mottakere/mottakarar rådgiver/rådgivar rådgivere/rådgivarar leseren/lesaren lesere/lesarar
eier/eigar eiere/eigarar fylkeskommuner/fylkeskommunar ordføreren/ordføraren planleggere/planleggarar
medarbeider/medarbeidar medarbeidere/medarbeidarar foreninger/foreiningar forening/foreining
helhetlig/heilskapleg nyheter/nyheiter nyhet/nyheit lettere/lettare sterkere/sterkare raskere/raskare
enklere/enklare oftere/oftare senere/seinare høyere/høgare lavere/lågare ordninger/ordningar rettigheter/rettar
rettighetene/rettane barnehager/barnehagar barnehagene/barnehagane arrangører/arrangørar partnere/partnarar
aktører/aktørar aktørene/aktørane penger/pengar pengene/pengane
"""

_BOKMAL = """
måned/månad måneder/månader navn/namn hvilke/kva hvilken/kva hvilket/kva hvem/kven hvor/kvar hver/kvar hvert/kvart
hvis/viss hvorvidt/om enhver/kvar fra/frå dere/de eget/eige samme/same selve/sjølve bedre/betre eksempler/eksempel
kapitler/kapittel endringen/endringa enhet/eining enheten/eininga forebygging/førebygging
forebyggingen/førebygginga gammel/gammal helhet/heilskap hensyn/omsyn hensynet/omsynet hjem/heim hjemme/heime
holder/held hvit/kvit hvite/kvite innledning/innleiing ledelsen/leiinga løse/løyse løser/løyser løsning/løysing
løsningen/løysinga mennesker/menneske målene/måla områdene/områda oppfølgingen/oppfølginga ordene/orda
ordningen/ordninga planleggingen/planlegginga påvirkning/påverknad regjeringen/regjeringa behandlingen/behandlinga
utviklingen/utviklinga vurderingen/vurderinga salg/sal sier/seier skjenkestedene/skjenkestadene
skjenkesteder/skjenkestader skjenkestedet/skjenkestaden stedet/staden sykdom/sjukdom syke/sjuke sykehus/sjukehus
tiltakene/tiltaka tror/trur trygghet/tryggleik uken/veka uker/veker utredning/utgreiing utviklet/utvikla valg/val
valgt/vald veiledning/rettleiing verksted/verkstad øke/auke forskning/forsking eierskap/eigarskap
"""

_NYNORSK = """
visast/vises velje/velge fortelje/fortelle spørje/spørre innbyggarar/innbyggere innbyggarane/innbyggerne
krevje/kreve medverking/medvirkning førebyggande/forebyggende startar/starter opplevingar/opplevelser eit/et
dei/de desse/disse noko/noe nokon/noen nokre/noen mykje/mye frå/fra utan/uten medan/mens difor/derfor gjer/gjør
gje/gi halde/holde teke/tatt vedteke/vedtatt fekk/fikk gjekk/gikk finst/finnes synest/synes setje/sette
leggje/legge liggje/ligge byggje/bygge tenkje/tenke tenkjer/tenker trengje/trenge søkje/søke søkjer/søker
ønskje/ønske ønskjer/ønsker byrje/begynne byrjar/begynner fremje/fremme føreslå/foreslå takast/tas reglar/regler
reglane/reglene planar/planer planleggar/planlegger rapportar/rapporter kronikkar/kronikker kontrollar/kontroller
skulen/skolen skular/skoler leiar/leder lærar/lærer lesar/leser lagar/lager varar/varer verkar/virker
arbeidar/arbeider høyring/høring høyrer/hører gjeldande/gjeldende helsefremjande/helsefremmende vanleg/vanlig
vanlege/vanlige fagleg/faglig faglege/faglige offentleg/offentlig offentlege/offentlige tidleg/tidlig årleg/årlig
dagleg/daglig tydeleg/tydelig endeleg/endelig personleg/personlig ansvarleg/ansvarlig forsvarleg/forsvarlig
skriftleg/skriftlig rettsleg/rettslig sannsynleg/sannsynlig tilstrekkeleg/tilstrekkelig nyleg/nylig mogleg/mulig
sidan/siden bidreg/bidrar
"""

_UNSURE = frozenset({"anna", "skulen", "skular"})
"""Words that tell in number, but are no slip by themselves: bokmål has had them, or has them in some use."""

FEWEST = 3
"""How many different words of the other standard it takes; fewer may be a name, a title or a slip."""

TIMES = 3
"""How many times as many as the words of its own standard those must be."""


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((own, other) for own, _, other in (pair.partition("/") for pair in text.split()))


PAIRS = _pairs(_PAIRS)
"""The same word in bokmål and in nynorsk, where each is a word of that standard alone."""

INSTEAD: Mapping[str, Mapping[str, str]] = {
    "nb": {**dict(_pairs(_BOKMAL)), **dict(PAIRS)},
    "nn": {**dict(_pairs(_NYNORSK)), **{nn: nb for nb, nn in PAIRS}},
}
"""The words that exist in one standard alone, by that standard, each with a word of the other to use instead.

Those of `_BOKMAL` and `_NYNORSK` are no pairs: their other word is one of both standards, or of several.
"""

ONLY: Mapping[str, frozenset[str]] = {standard: frozenset(known) for standard, known in INSTEAD.items()}
"""The words that exist in one standard alone, by that standard."""

_SMALL_WORD = re.compile(r"(?<![\w'’/.-])[^\W\d_]+(?![\w'’/-])")

OTHER: Mapping[str, str] = {"nb": "nn", "nn": "nb"}
"""The other standard, by each."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A word of the other written standard: its offset in the text, and what to write instead."""

    offset: int
    word: str
    instead: str


def has_words_of_the_other(text: str, declared: str) -> bool:
    """Return whether a quick scan, word by word, finds a word of the other written standard.

    A prefilter: most texts have none and need no closer reading.
    """
    return not ONLY[OTHER[declared]].isdisjoint(normalize("NFC", text).lower().split())


def slips(text: str, declared: str) -> tuple[Slip, ...]:
    """Return each word of a text, declared to be in nb or nn, that exists only in the other written standard.

    A capitalized word may be a name, and one with a hyphen is part of another; both are skipped.
    """
    known = INSTEAD[OTHER[declared]]
    found = ((match.start(), match[0]) for match in _SMALL_WORD.finditer(text))
    return tuple(Slip(at, word, known[word]) for at, word in found if word in known and word not in _UNSURE)


def words_of_the_other(text: str, declared: str) -> tuple[str, ...]:
    """Return the words that show that a text declared as nb or nn is in the other standard; () if none.

    Quotations are ignored.
    """
    own_words, other_words = ONLY[declared], ONLY[OTHER[declared]]
    said = dict.fromkeys(words(without_quotations(text)))
    own = sum(word in own_words for word in said)
    other = tuple(word for word in said if word in other_words)
    return other if len(other) >= max(FEWEST, TIMES * own) else ()
