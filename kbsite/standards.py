"""Words that exist in only one of the two standards of written Norwegian, and how they tell which one a text is in.

A word that is allowed in both, were it ever so rare in one of them, is not here: `mye`, `også`, `bare`, `de`, `da`,
`hele`, `gikk` and `skole` may stand in either. Each word was looked up in hunspell's dictionaries of both; `frå`,
`fekk` and `gjekk`, which its bokmål has as well, are no bokmål by today's orthography.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from kbsite.norwegian import words

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
måned måneder måneden navn hvilke hvilken hvilket hvem hvor hver hvert hvis hvorvidt enhver fra dere eget samme
selve bedre eksempler kapitler endringen enhet enheten forebygging forebyggingen gammel
helhet hensyn hensynet hjem hjemme holder hvit hvite innledning ledelsen løse løser løsning løsningen mennesker
målene områdene oppfølgingen ordene ordningen planleggingen påvirkning regjeringen behandlingen utviklingen
vurderingen salg sier skjenkestedene skjenkesteder skjenkestedet stedet sykdom syke sykehus tiltakene tror
trygghet uken uker utredning utviklet valg valgt veiledning verksted øke forskning eierskap
"""

_NYNORSK = """
visast velje fortelje spørje innbyggarar innbyggarane krevje medverking førebyggande startar opplevingar eit dei
desse noko nokon nokre mykje frå utan medan difor gjer gje halde teke vedteke fekk gjekk finst synest setje
leggje liggje byggje tenkje tenkjer trengje søkje søkjer ønskje ønskjer byrje byrjar fremje føreslå takast
reglar reglane planar planleggar rapportar kronikkar kontrollar skulen skular leiar lærar lesar lagar varar
verkar arbeidar høyring høyrer gjeldande helsefremjande vanleg vanlege fagleg faglege offentleg offentlege
tidleg årleg dagleg tydeleg endeleg personleg ansvarleg forsvarleg skriftleg rettsleg sannsynleg tilstrekkeleg
nyleg mogleg sidan bidreg
"""

FEWEST = 3
"""How many different words of the other standard it takes; fewer may be a name, a title or a slip."""

TIMES = 3
"""How many times as many as the words of its own standard those must be."""

PAIRS: tuple[tuple[str, str], ...] = tuple(
    (nb, nn) for nb, _, nn in (pair.partition("/") for pair in _PAIRS.split())
)
"""The same word in bokmål and in nynorsk, where each is a word of that standard alone."""

ONLY: Mapping[str, frozenset[str]] = {
    "nb": frozenset([*(nb for nb, _ in PAIRS), *_BOKMAL.split()]),
    "nn": frozenset([*(nn for _, nn in PAIRS), *_NYNORSK.split()]),
}
"""The words that exist in one standard alone, by that standard."""

OTHER: Mapping[str, str] = {"nb": "nn", "nn": "nb"}
"""The other standard, by each."""

_QUOTED = re.compile('«[^»]*(?:»|$)|“[^”]*(?:”|$)|"[^"]*"')
"""What somebody else says; a quotation that never ends goes on in the next paragraph."""


def words_of_the_other(text: str, declared: str) -> tuple[str, ...]:
    """Return the words that show that a text, declared to be in nb or nn, is in the other; () where none do.

    What stands in quotation marks says nothing of the language around it. A first look, at what stands between
    blanks, is enough for most texts: one without any word of the other standard there is not read further.
    """
    own_words, other_words = ONLY[declared], ONLY[OTHER[declared]]
    if other_words.isdisjoint(normalize("NFC", text).lower().split()):
        return ()
    said = dict.fromkeys(words(_QUOTED.sub(" ", text)))
    own = sum(word in own_words for word in said)
    other = tuple(word for word in said if word in other_words)
    return other if len(other) >= max(FEWEST, TIMES * own) else ()
