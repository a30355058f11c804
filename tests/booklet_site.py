"""A small site with PDF files, in which an article has everything that a text can have."""

from __future__ import annotations

import struct
import zlib

from tests.sites import SETTINGS

WITH_PDF = f"{SETTINGS}pdf: true\n"

GLOSSARY = """
- id: planstrategi
  term: planstrategi
  definition: Kommunestyrets drøfting av hvilke planer kommunen trenger.
  synonyms: [kommunal planstrategi]
- id: aarshjul
  term: årshjul
  definition: Oversikten over når på året noe skjer.
"""

START = """---
title: Alt som en tekst kan ha
date: 2026-01-01
updated: 2026-02-03
themes: [plan]
authors: [{id: ida, role: planlegger, affiliation: Prøve kommune}]
summary: En artikkel med kapitler.
resources:
  - title: Veilederen
    url: https://example.com/veileder?a=1&b=2
    publisher: Departementet
    year: 2024
---

En planstrategi er *viktig*, **svært viktig**, ~~ikke~~ og `kode`. Se [kapitlet](01-kart.md#hoyder) og
[en kilde](https://example.com/kilde), [samme kilde](https://example.com/kilde)
og [et svar](../../sporsmal-og-svar/ett.md).

Først[^a], så[^b], og igjen[^a]. Et ord på [english]{lang=en}.

[^a]: Den første noten, med [kilden til noten](https://example.com/note).
[^b]: Den andre.

## En overskrift

### En til

- ett
- to
  1. under
  2. to

- [x] gjort
- [ ] ikke gjort

Begrep
: Det som forklares.

> Et sitat.

> [!NOTE]
> Merk dette.

:::nn
Ikkje på bokmål.
:::

| Frist | Antall |
| --- | ---: |
| januar | 3 |
| mai | 4 |

![Et kart over kommunen](kart.png "Slik ser det ut.")

```
kode  her
```

---

Slutt.
"""

KART = """---
title: Kart
---

## Høyder

Tekst med [innledningen](index.md).
"""

QUESTION = """---
title: Hva er en plan?
date: 2026-01-02
themes: [plan]
authors: [ida]
asked_by: rådgiver
summary: En plan er en avtale.
---

## Spørsmål

Hva er den?

## Svar

En avtale. Se [hva en tekst kan ha](../artikler/alt/index.md).
"""

NEWS = """---
title: Noe nytt
date: 2026-01-03
themes: [plan]
authors: [ida]
---

Tekst.
"""


def png(width: int = 4, height: int = 4) -> bytes:
    """Return a PNG in one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\x14\x56\x6c" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


SITE: dict[str, str | bytes] = {
    "data/site.yaml": WITH_PDF,
    "data/glossary.yaml": GLOSSARY,
    "artikler/alt/index.md": START,
    "artikler/alt/01-kart.md": KART,
    "artikler/alt/kart.png": png(),
    "sporsmal-og-svar/ett.md": QUESTION,
    "aktuelt/nytt.md": NEWS,
    "forfattere/ida.md": "---\ntitle: Ida Prøve\n---\n\nTekst.\n",
}

ARTICLE = "artikler/alt/alt.pdf"
THEME = "tema/plan/plan.pdf"
WORDS = "ordliste/ordliste.pdf"
