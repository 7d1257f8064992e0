"""Ten drafts in Word with faults that were put there: each block with the rules that it breaks and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

Row = Sequence[str]
Planted = tuple[str | Sequence[Row], str, Sequence[str]]
"""A block as ``building.draft`` takes it, the place in words, and the rules that it breaks there."""

_NR = ("Nr", "Krav", "Typ")
_GOOD = "Tjänsten ska visa varje ändring med användare och tidpunkt."

DRAFTS: dict[str, Sequence[Planted]] = {
    "e-arkiv": (
        ("# Krav", "", ()),
        ("## Leverans", "", ()),
        (_GOOD, "Krav › Leverans, stycke 1", ()),
        ("Leverantören ska skyndsamt åtgärda fel.", "Krav › Leverans, stycke 2", ("KL112",)),
        (
            "Tjänsten ska ha hundratio procents tillgänglighet per månad.",
            "Krav › Leverans, stycke 3",
            ("KL303",),
        ),
    ),
    "ekonomisystem": (
        ("# Kravspecifikation", "", ()),
        (
            "1. Systemet ska integreras med Raindance av Leverantören.",
            "Kravspecifikation, stycke 1, nr 1.",
            ("KL201",),
        ),
        ("1. Systemet ska visa saldot när en faktura attesteras.", "Kravspecifikation, stycke 2, nr 2.", ()),
        (
            "1. Leverantören ska vara certifierad enligt ISO 27001.",
            "Kravspecifikation, stycke 3, nr 3.",
            ("KL202",),
        ),
    ),
    "drift": (
        ("# Säkerhet", "", ()),
        ("Leverantören ska lagra uppgifterna endast i Sverige.", "Säkerhet, stycke 1", ()),
        ("# Drift", "", ()),
        ("Driften av Tjänsten sker i Azure West Europe.", "Drift, stycke 1", ("KL605",)),
    ),
    "konsultavtal": (
        ("# Ansvar", "", ()),
        ("Anbudsgivaren svarar för fel i leveransen.", "Ansvar, stycke 1", ("KL510",)),
        ("Leverantören ska avhjälpa fel utan dröjsmål.", "Ansvar, stycke 2", ("KL112",)),
        ("Leverantören betalar vite vid brister.", "Ansvar, stycke 3", ("KL505",)),
        ("Priserna ska vara marknadsmässiga.", "Ansvar, stycke 4", ("KL112",)),
    ),
    "kravtabell": (
        ("# Krav", "", ()),
        (
            (_NR, ("K1", _GOOD, "Ska"), ("K2", "Tjänsten ska vara användarvänlig.", "Ska")),
            "Krav, tabell 1, rad 3, kolumn ”Krav”, nr K2",
            ("KL112",),
        ),
        (
            (_NR, ("K3", "Leverantören ska logga fel och ska larma Beställaren.", "Ska")),
            "Krav, tabell 2, rad 2, kolumn ”Krav”, nr K3",
            ("KL101",),
        ),
    ),
    "kvalificering": (
        ("# Kvalificering", "", ()),
        ("Anbudsgivaren ska lämna fyra referenser från kommuner.", "Kvalificering, stycke 1", ("KL507",)),
        ("Konsulten ska ha minst tolv års erfarenhet av upphandling.", "Kvalificering, stycke 2", ("KL513",)),
        (
            "Leverantören ska vara certifierad enligt ISO 9001, ISO 14001 och ISO 27001 eller likvärdiga standarder.",
            "Kvalificering, stycke 3",
            ("KL512",),
        ),
    ),
    "utvardering": (
        ("# Utvärdering", "", ()),
        (
            "Kriterierna viktas med pris 70 procent och kvalitet 40 procent.",
            "Utvärdering, stycke 1",
            ("KL307",),
        ),
        ("Anbuden jämförs på priset i prisbilagan.", "Utvärdering, stycke 2", ()),
    ),
    "lag": (
        ("# Lagar", "", ()),
        ("Leverantören ska rapportera enligt NIS-lagen.", "Lagar, stycke 1", ("KL403",)),
        ("Leverantören ska följa dataskyddsförordningen.", "Lagar, stycke 2", ("KL404",)),
        ("Bestämmelserna finns i lagen (2031:44).", "Lagar, stycke 3", ("KL402",)),
    ),
    "punkter": (
        ("# Tjänsten", "", ()),
        ("Tjänsten ska:", "Tjänsten, stycke 1", ()),
        ("- visa text på svenska", "Tjänsten, stycke 2", ()),
        ("- fungera i Microsoft Teams", "Tjänsten, stycke 3", ("KL201",)),
        ("- i största möjliga mån fungera utan uppkoppling", "Tjänsten, stycke 4", ("KL112",)),
    ),
    "allmant": (
        ("# Allmänt", "", ()),
        ("Kommunen har 12 000 invånare och 1 400 anställda.", "Allmänt, stycke 1", ()),
        ("Det ska vara möjligt att skriva ut blanketter.", "Allmänt, stycke 2", ("KL105",)),
        ("Leverantören skall lämna en rapport och/eller en logg.", "Allmänt, stycke 3", ("KL104", "KL107")),
        ("Leverantören ska lämna ut loggar, bilagor m.m. på begäran.", "Allmänt, stycke 4", ("KL110",)),
    ),
}
