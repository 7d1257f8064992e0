"""What goes with a requirement: evidence, test, phase, value, price and clauses about fines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.i18n import _, _n
from kravgen.lint import swedish
from kravgen.lint.collection import BINDING, Collection
from kravgen.lint.passage import Finding, Passage
from kravgen.lint.rule import Rule

MAX_REFERENCES = 2
MAX_REFERENCE_YEARS = 5

_EMPTY = re.compile(
    r"(?:-+|–|\.+|ja|nej|ja/nej|se (?:ovan|kravet?|texten)|saknas|ingen|inget|todo|xxx|anges senare)\.?", re.I
)
_PRICE = re.compile(
    r"(?:[Kk]ostnad(?:en|er|erna)?|[Pp]ris(?:et|er|erna)?|[Aa]vgift(?:en|er|erna)?|[Ee]rsättning(?:en)?|[Aa]rvode[tn]?)\b"
)
"""The end of a word about money: timpris, licenskostnader."""
_OF_MONEY = ("ostnad", "ris", "vgift", "rsättning", "rvode")
_FREE = re.compile(
    r"\b(?:utan (?:extra |särskild |ytterligare |någon )?(?:avgift|kostnad|ersättning)|ingår i (?:avtalets )?priset?"
    r"|inte (?:ta ut|tar ut) (?:någon )?(?:avgift|ersättning)|prisavdrag|avgiftsfri\w*|kostnadsfri\w*|avtalets pris)\b",
    re.IGNORECASE,
)
_FINE = re.compile(
    r"(?<!inte )\b(?:betala[rs]?|utgår|utgå|debiteras|erlägger|erlägga|tas ut)\b(?! (?:varken|inte))[^.]{0,40}\bvite\b"
    r"|\b[Vv]itet (?:är|uppgår|utgör)\b|\bvite (?:utgår|om|med)\b"
)
_FINE_ELSEWHERE = re.compile(
    rf"\bvite(?:t)? (?:betalas )?(?:enligt|i|utgår enligt) (?:{swedish.MENTION}|[\w ]*(?:avtalet|förbindelse|villkor))"
)
_TRIGGER = re.compile(
    r"\b(?:när|om|för varje|vid varje|per påbörjad|per överträdelse|överskrider|understiger|försen\w+)\b|\bHar\b|\bBryter\b"
)
_FORMULA = re.compile(
    rf"(?:\d|{swedish.PARAMETER}|\b(?:en|ett|två|tre|fyra|fem|tio)\b)\s*(?:kronor|kr\b|procent|%|prisbasbelopp)"
)
_AMOUNT_LEFT = re.compile(r"\[[^\]]*\b(?:vite\w*|belopp\w*|kronor|kr|procent)\b[^\]]*\]", re.IGNORECASE)
"""A place in a draft that is to be filled in with an amount."""
_PRINTED = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_CAP = re.compile(r"\b(?:högst|maximalt|sammanlagt|tak(?:et)?|begränsa[ts]|överstiger inte)\b")
_REFERENCE = re.compile(
    r"\b(?:referens(?:er|uppdrag|projekt|kund|kunder|leverans\w*)?|liknande uppdrag)\b", re.IGNORECASE
)
_AMOUNTS = {
    "en": 1,
    "ett": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
}
_COUNTED = re.compile(
    rf"(?<!\w)({swedish.PARAMETER}+|\d+|{'|'.join(_AMOUNTS)}) (?:\w+ )?(?:referens\w*|liknande uppdrag)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio) (?:senaste )?år(?:en)?\b", re.IGNORECASE)
_QUALIFICATION = {
    "certifi": re.compile(r"\b(?:certifi\w+)\b", re.IGNORECASE),
    "omsättning": re.compile(r"\b\w*omsättning\w*\b", re.IGNORECASE),
}
_TOO_EARLY = {
    "anbud": re.compile(
        r"\b(?:acceptanstest\w*|under avtalet|i drift|leveransgodkännande\w*|driftstart\w*)\b", re.I
    ),
}
_METHODS = {
    "anbud": ("granskning", "demonstration", "prov", "intyg"),
    "tecknande": ("granskning", "demonstration", "prov", "intyg"),
}


def _empty_proof(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("motive", "evidence", "accept"), ("requirement", "check")):
        demand = str(text.entry.data.get("text", ""))
        # Most say more than two words and begin otherwise than the demand.
        if len(begins := text.value.split(None, 2)) > 2 and begins[:1] != demand.split(None, 1)[:1]:
            continue
        wanted = " ".join(text.value.split())
        if _EMPTY.fullmatch(wanted) or wanted == " ".join(demand.split()):
            yield text.at(
                0,
                _('"{text}" tells nothing that can be checked.').format(text=wanted[:60]),
                _("Say why, what is handed in, or what must be true."),
            )


def _test_out_of_phase(all_: Collection) -> Iterator[Finding]:
    for entry in all_.of("requirement"):
        test, phase = entry.data.get("test"), entry.data["phase"]
        if not isinstance(test, dict):
            continue
        allowed = _METHODS.get(phase)
        if allowed and test["method"] not in allowed:
            yield entry.at(
                _('The method "{method}" cannot be used in the phase "{phase}".').format(
                    method=test["method"], phase=phase
                ),
                _("Possible then: {methods}.").format(methods=", ".join(allowed)),
                ("test", "method"),
            )
    for text in all_.texts(("accept",), ("requirement",)):
        pattern = _TOO_EARLY.get(text.entry.data["phase"])
        if pattern is None:
            continue
        # The test may go on to how the promise is followed up, but it begins in the phase.
        _start, end = text.sentence(0)
        if found := pattern.search(text.plain, 0, end):
            yield text.at(
                found.start(),
                _('"{words}" comes after the phase "{phase}" that the requirement is for.').format(
                    words=found[0], phase=text.entry.data["phase"]
                ),
                _("Change the phase or the test."),
            )


def _wrong_party(all_: Collection) -> Iterator[Finding]:
    for text in all_.demands("ska", "bör", "villkor"):
        early = text.entry.data["phase"] == "anbud"
        if text.lower[:1] == ["leverantören" if early else "anbudsgivaren"] and (
            words := text.sentence_words(0)
        ):
            right = "Anbudsgivaren" if early else "Leverantören"
            yield text.at(
                0,
                _('In the phase "{phase}" the party is {right}.').format(
                    phase=text.entry.data["phase"], right=right
                ),
                proposal=text.with_replaced(words[0].start, words[0].end, right),
            )


def _no_value(all_: Collection) -> Iterator[Finding]:
    for entry in all_.of("requirement"):
        criteria = entry.file.data.get("evaluation", {}).get("criteria", ())
        judged = any(entry.id in criterion.get("items", ()) for criterion in criteria)
        if entry.kind == "bör" and "worth" not in entry.data and not judged:
            yield entry.at(
                _('The requirement is "bör" but gives no value in the evaluation.'),
                _("Add the key value with deduction or points, or make it a condition or drop it."),
            )


def _fine(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("text",), BINDING).holding("vite", "Vite"):
        plain = text.plain
        found = _FINE.search(plain)
        if not found or (_FINE_ELSEWHERE.search(plain) and not _FORMULA.search(plain)):
            continue
        missing = [
            name
            for name, pattern in (
                (_("what triggers it"), _TRIGGER),
                (_("how it is calculated"), _FORMULA),
                (_("a cap"), _CAP),
            )
            # A contract tells of a fine in several paragraphs.
            if not pattern.search(section := str(text.entry.data.get("section", plain)))
            and not (pattern is _FORMULA and (_amount_asked(text, all_) or _AMOUNT_LEFT.search(section)))
        ]
        if missing:
            yield text.at(
                found.start(),
                _("The fine lacks {parts}.").format(parts=", ".join(missing)),
                _("Say what triggers it, how it is calculated and the most that can be paid."),
            )


def _amount_asked(text: Passage, all_: Collection) -> bool:
    """Whether a question asks for an amount that the text prints with its unit."""
    asked = (all_.questions.get(name) for name in _PRINTED.findall(text.value))
    return any(question is not None and question.unit == "kronor" for question in asked)


def _no_price_row(all_: Collection) -> Iterator[Finding]:
    for text in all_.demands("ska", "bör").holding(*_OF_MONEY):
        found = _PRICE.search(text.plain)
        # A price that is no cost, as what is paid back, stands in a table of the tender and not in the sum.
        asked = "prices" in text.entry.data or "table" in text.entry.data.get("answer", {})
        if found and not asked and not _FREE.search(text.plain):
            word = next(word for word in text.words if word.end == found.end())
            yield text.at(
                word.start,
                _('"{word}" is about money but no row of the price annex is named.').format(word=word.text),
                _("Add the key prices, ask for a table with answer, or say that it is without charge."),
            )


def _references(all_: Collection) -> Iterator[Finding]:
    for text in all_.demands().meaning(_may_be_reference):
        if not _REFERENCE.search(text.plain):
            continue
        counted = _COUNTED.search(text.plain)
        if counted and _most(text, counted) > MAX_REFERENCES:
            yield text.at(
                counted.start(),
                _("More than {count} references are asked for.").format(count=MAX_REFERENCES),
                _("One or two are enough to judge by, and more keep small companies out."),
            )
        years = _YEARS.search(text.plain)
        if years and _amount(years[1]) > MAX_REFERENCE_YEARS:
            yield text.at(
                years.start(),
                _("The references may be {years} years old.").format(years=_amount(years[1])),
                _("At most {years} years.").format(years=MAX_REFERENCE_YEARS),
            )


def _qualification(all_: Collection) -> Iterator[Finding]:
    for text in all_.demands("ska"):
        if text.entry.data["phase"] not in ("anbud", "tecknande"):
            continue
        for stem, pattern in _QUALIFICATION.items():
            found = pattern.search(text.spoken)
            if found and stem not in str(text.entry.data.get("motive", "")).lower():
                yield text.at(
                    found.start(),
                    _('"{word}" shuts bidders out, and the motive does not say why it is needed.').format(
                        word=found[0]
                    ),
                    _("Give the reason in the motive, and why nothing milder is enough."),
                )


def _party_of_tenders(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("text",), ("clause", "variant")).meaning(_is_bidder):
        word = next(word for word in text.words if _is_bidder(word.lower))
        yield text.at(
            word.start,
            _('"{word}" stands in a text of the contract.').format(word=word.text),
            _("Once the contract is signed the party is Leverantören."),
        )


def _is_bidder(word: str) -> bool:
    return word.startswith("anbudsgivar")


def _may_be_reference(word: str) -> bool:
    return "referens" in word or "uppdrag" in word


def _most(text: Passage, counted: re.Match[str]) -> float:
    """How many references can be asked for: the figure in the text, or the most that the parameter may be."""
    if counted[1][0] != swedish.PARAMETER:
        return _amount(counted[1])
    parameter = text.entry.parameters.get(text.value[counted.start(1) + 2 : counted.end(1) - 2].strip(), {})
    return max(
        value for key in ("default", "maximum") if isinstance(value := parameter.get(key, 0), int | float)
    )


def _amount(text: str) -> int:
    return int(text) if text.isdigit() else _AMOUNTS[text.lower()]


RULES = (
    Rule(
        "KL502",
        "tomt-bevis",
        "warning",
        _n("Motive, evidence or test says nothing."),
        _empty_proof,
        bad="evidence: Ja/Nej",
        good="evidence: Beskrivning av funktionen med skärmbild.",
        drafts=False,
    ),
    Rule(
        "KL503",
        "prov-i-fel-fas",
        "warning",
        _n("The test cannot be made in the phase that the requirement is for."),
        _test_out_of_phase,
        bad="phase: anbud\ntext: Anbudsgivaren ska lämna en exitplan.\ntest: {method: övning, accept: Planen har övats.}",
        good="phase: drift\ntest: {method: övning, accept: Planen har övats.}",
        drafts=False,
    ),
    Rule(
        "KL504",
        "bör-utan-värde",
        "error",
        _n('A requirement of kind "bör" has no value in the evaluation.'),
        _no_value,
        bad="kind: bör\ntext: Tjänsten bör visa text på finska.",
        good="kind: bör\ntext: Tjänsten bör visa text på finska.\nworth: {deduction: 20000}",
        drafts=False,
    ),
    Rule(
        "KL505",
        "vite",
        "error",
        _n("A text lays down a fine without trigger, calculation or cap."),
        _fine,
        bad="clauses: [{id: VITE-X, title: Vite, text: Leverantören betalar vite vid brister.}]",
        good=(
            "clauses: [{id: X-VITE, title: Påföljd, text: Leverantören betalar vite när rapporten är försenad. Vitet är en"
            " procent av årspriset per påbörjad vecka och sammanlagt högst tio procent av årspriset.}]"
        ),
    ),
    Rule(
        "KL506",
        "prisrad",
        "warning",
        _n("A requirement is about money but names no row of the price annex."),
        _no_price_row,
        bad="Anbudsgivaren ska ange ett timpris för bistånd vid byte.",
        good="text: Anbudsgivaren ska ange ett timpris för bistånd vid byte.\nprices: [exit-help]",
        drafts=False,
    ),
    Rule(
        "KL507",
        "referenser",
        "error",
        _n("A requirement asks for more or older references than is proportionate."),
        _references,
        bad="Anbudsgivaren ska i anbudet lämna tre referenser från jämförbara uppdrag.",
        good="Anbudsgivaren ska i anbudet lämna en referens från ett jämförbart uppdrag.",
    ),
    Rule(
        "KL508",
        "kvalificering",
        "error",
        _n("A certificate or a turnover is demanded of bidders and the motive does not say why."),
        _qualification,
        bad="phase: anbud\ntext: Anbudsgivaren ska ha en omsättning på minst tio miljoner kronor per år.",
        good=(
            "phase: anbud\ntext: Anbudsgivaren ska ha en omsättning på minst tio miljoner kronor per år.\n"
            "motive: Omsättningen visar att Anbudsgivaren klarar betalningar under införandet, som sker i efterskott."
        ),
    ),
    Rule(
        "KL509",
        "fel-part",
        "warning",
        _n("The party does not fit the phase: a bidder before the contract, a supplier after."),
        _wrong_party,
        bad="phase: anbud\ntext: Leverantören ska i anbudet förteckna samtliga underbiträden.",
        good="phase: anbud\ntext: Anbudsgivaren ska i anbudet förteckna samtliga underbiträden.",
        drafts=False,
    ),
    Rule(
        "KL510",
        "anbudsgivare-i-avtal",
        "warning",
        _n("A text of the contract names the party as it was called before the contract."),
        _party_of_tenders,
        bad="clauses: [{id: X-P, title: Ansvar, text: Anbudsgivaren svarar för fel i leveransen.}]",
        good="clauses: [{id: X-P, title: Ansvar, text: Leverantören svarar för fel i leveransen.}]",
    ),
)
