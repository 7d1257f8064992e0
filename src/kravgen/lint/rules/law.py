"""Law: cited by its right name and number, in force on the day, reviewed in time, and put on the right party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from kravgen.i18n import _, _n
from kravgen.lint.collection import BINDING, Collection
from kravgen.lint.passage import Finding, Written
from kravgen.lint.rule import Rule
from kravgen.yamlfile import Key

NOTICE = timedelta(days=30)
"""How long before a review is due that it is told."""

_NATIONAL = re.compile(r"(?:\b(?P<series>[A-ZÅÄÖ]{2,8}FS)\s+)?\b(?P<number>(?:1[6-9]|20)\d\d:\d{1,5})\b")
_UNION = re.compile(r"\((?:EU|EG|EEG)\)\s*(?:nr\s*)?(?P<number>\d{2,4}/\d{2,4})")
_NUMBER = re.compile(r"[:/]\d")
_PREPARATORY = re.compile(r"\b(?:dir\.|SOU|Ds|bet\.|prop\.)\s*$", re.IGNORECASE)
"""What the number of an inquiry or a bill has before it; they are not law."""
_LAWS = ("lagen", "balken", "förordningen", "direktivet", "konventionen")
_ENDINGS = (*_LAWS, *(f"{law}s" for law in _LAWS))
_TELLS_WHEN = re.compile(
    r"\b(?:i kraft|från och med|från den|gäller från|upphäv\w*|upphör\w*|ersätt\w*|ersatt\w*|tidigare|20\d\d-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(rf"(?:{'|'.join(_LAWS)})s?\b")
_NAMED = re.compile(rf"^[a-zåäöé-]{{3,}}{_ENDING.pattern}$")
_NOT_LAWS = re.compile(
    r"(?:(?:an|för|av|in|om|upp|till|ut|på|be|ned|genom|över|ur|bi|vid)slagen|[a-zåäö]*bolagen|underlagen|förlagen|inlagen"
    r"|vederlagen|reglagen|bilagen|förordningen)s?$"
)
_FOLLOW = frozenset(
    {"följa", "efterleva", "uppfylla", "iaktta", "beakta", "säkerställa", "ansvara", "förenlig", "förenligt"}
)
_REACH = 9
"""How many words after the verb a law may stand and still be what is to be followed."""


def _not_in_force(all_: Collection) -> Iterator[Finding]:
    register = _register(all_)
    for entry in all_.items:
        # What is used later is judged on its first day, and what is used no longer not at all.
        day = max(all_.day, entry.data.get("from", ""))
        if entry.data.get("until", day) < day:
            continue
        for number, reference in enumerate(entry.sources):
            source = register.get(reference["source"])
            if source is None:
                continue
            key = ("sources", number, "source")
            name = source.data["name"]
            if (gone := source.data.get("repealed")) and gone <= day:
                new = register.get(source.data.get("replaced_by", ""))
                yield entry.at(
                    _("{source} was repealed on {date}.").format(source=name, date=gone),
                    _("It is replaced by {name}.").format(name=new.data["name"]) if new else "",
                    key,
                    new.id if new else "",
                )
            elif (begins := source.data.get("in_force", "")) > day:
                yield entry.at(
                    _("{source} is not in force until {date}.").format(source=name, date=begins), key=key
                )


def _unknown_number(all_: Collection) -> Iterator[Finding]:
    known = {
        _normal(found)
        for source in all_.of("source")
        for pattern in (_NATIONAL, _UNION)
        for found in pattern.finditer(f"{source.data['number']} {source.data['name']}")
    }
    for text in all_.texts().with_figures.matching(_NUMBER):
        old = [(hit.start, hit.end) for hit in text.hits(all_.words.outdated, quoted=True)]
        for pattern in (_NATIONAL, _UNION):
            for found in pattern.finditer(text.plain):
                replaced = any(a < found.end() and found.start() < b for a, b in old)
                if replaced or _normal(found) in known or _PREPARATORY.search(text.plain[: found.start()]):
                    continue
                yield text.at(
                    found.start(),
                    _("{number} is in no source of the register.").format(number=_normal(found)),
                    _("Check the number, or add the source when somebody has read it."),
                )


def _outdated(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts().having(all_.words.outdated):
        for hit in text.hits(all_.words.outdated, quoted=True):
            found = text.value[hit.start : hit.end]
            # An abbreviation in capitals is not the same letters in a word of its own.
            if hit.entry.isupper() and not found.isupper():
                continue
            yield text.at(hit.start, _('"{words}" is outdated or wrong.').format(words=found), hit.advice)


def _named_out_of_force(all_: Collection) -> Iterator[Finding]:
    """Texts that name a law which the register says is repealed or not yet in force, without saying so."""
    sources = {
        name: source
        for source in all_.of("source")
        if source.data.get("repealed", "9999") <= all_.day or source.data.get("in_force", "") > all_.day
        for name in _called(source)
    }
    if not sources:
        return
    for text in all_.texts(("text",), (*BINDING, "note")).holding(*sources):
        old = [(hit.start, hit.end) for hit in text.hits(all_.words.outdated, quoted=True)]
        for name, source in sources.items():
            start = text.plain.find(name)
            known = any(a < start + len(name) and start < b for a, b in old)
            if start < 0 or known or _TELLS_WHEN.search(text.plain, *text.sentence(start)):
                continue
            repealed = source.data.get("repealed", "9999")
            message = (
                _("{source} was repealed on {date}.").format(source=source.data["name"], date=repealed)
                if repealed <= all_.day
                else _("{source} is not in force until {date}.").format(
                    source=source.data["name"], date=source.data["in_force"]
                )
            )
            yield text.at(start, message, _("Say from when it applies, or name what applies now."))


def _called(source: Written) -> tuple[str, ...]:
    """What texts may call a source: its name, and its number without the series."""
    number = str(source.data["number"]).removeprefix("SFS ").strip("()")
    return tuple(dict.fromkeys((str(source.data["name"]), number)))


def _wrong_web_law(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("text",), BINDING).meaning(_may_name_web_law):
        for start, end in text.sentences:
            sentence = text.plain[start:end].lower()
            if ("2023:254" in sentence or "tillgänglighetslagen" in sentence) and "webb" in sentence:
                yield text.at(
                    start,
                    _("Act 2023:254 is not the one about the web pages of municipalities."),
                    _(
                        "Their web pages come under DOS-lagen (2018:1937); 2023:254 is for listed consumer services."
                    ),
                )


def _unknown_law(all_: Collection) -> Iterator[Finding]:
    known = {word.strip("()") for s in all_.of("source") for word in _names(s)}

    def is_unknown(word: str) -> bool:
        named = word.endswith(_ENDINGS) and _NAMED.match(word) and not _NOT_LAWS.match(word)
        return bool(named) and word not in known and word.removesuffix("s") not in known

    # A draft may name laws that the library has no need of.
    others = frozenset(map(str.lower, all_.words.plain("laws")))
    for text in all_.texts().meaning(is_unknown):
        if text.key in ("lawyer_note", "title") or not _ENDING.search(text.plain):
            continue
        old = {hit.start for hit in text.hits(all_.words.outdated, quoted=True)}
        for word in text.words:
            elsewhere = "under" in text.entry.data and word.lower.removesuffix("s") in others
            if is_unknown(word.lower) and word.start not in old and not elsewhere:
                yield text.at(
                    word.start,
                    _('"{name}" is in no source of the register.').format(name=word.text),
                    _("Use the name in the register, or add the source when somebody has read it."),
                )


def _duty_passed_on(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("text",), BINDING).having(all_.words.duties).naming(_FOLLOW):
        for start, end in text.sentences:
            words = [word for word in text.words if start <= word.start < end]
            shall = next((at for at, word in enumerate(words) if word.lower in ("ska", "skall")), None)
            if shall is None or not any(_is_supplier(all_, word.lower) for word in words[:shall]):
                continue
            verb = next((at for at, w in enumerate(words[shall:], shall) if w.lower in _FOLLOW), None)
            if verb is None or verb > shall + 6:
                continue
            for hit in all_.words.duties.find(words[verb : verb + _REACH]):
                yield text.at(
                    hit.start,
                    _('"{law}" is put on the supplier as a whole.').format(
                        law=text.value[hit.start : hit.end]
                    ),
                    _("The duty is the municipality's. Say what the supplier must do, and by when."),
                )
                break


def _review_passed(all_: Collection) -> Iterator[Finding]:
    for entry, day, key in _reviews(all_):
        if day < all_.day:
            yield entry.at(
                _("The review was due on {date}.").format(date=day), _("Review it and set a new date."), key
            )


def _review_near(all_: Collection) -> Iterator[Finding]:
    soon = (date.fromisoformat(all_.day) + NOTICE).isoformat()
    for entry, day, key in _reviews(all_):
        if all_.day <= day <= soon:
            yield entry.at(_("The review is due on {date}.").format(date=day), key=key)


def _reviews(all_: Collection) -> Iterator[tuple[Written, str, tuple[Key, ...]]]:
    """Each date of review that still matters, with its place in the entry."""
    for entry in all_.of("block", "source"):
        if entry.data.get("repealed", "9999") > all_.day:
            yield entry, entry.data["review_by"], ("review_by",)
    for entry in all_.of("dated"):
        for number, row in enumerate(entry.data["rows"]):
            if row.get("until", "9999") >= all_.day:
                yield entry, row["review_by"], ("rows", number, "review_by")


def _no_row(all_: Collection) -> Iterator[Finding]:
    for entry in all_.of("dated"):
        rows = entry.data["rows"]
        if not any(row["from"] <= all_.day <= row.get("until", "9999") for row in rows):
            yield entry.at(
                _("No row holds on {date}.").format(date=all_.day),
                _("Add a row for the time; leave its value out until it is verified."),
                ("rows",),
            )


def _may_name_web_law(word: str) -> bool:
    return "2023" in word or "tillgänglighetslagen" in word


def _register(all_: Collection) -> Mapping[str, Written]:
    return {source.id: source for source in all_.of("source")}


def _names(source: Written) -> list[str]:
    return f"{source.data['name']} {source.data['title']}".lower().replace(",", " ").split()


def _normal(found: re.Match[str]) -> str:
    series = found.groupdict().get("series") or ""
    return f"{'' if series == 'SFS' else series} {found['number']}".strip()


def _is_supplier(all_: Collection, word: str) -> bool:
    return all_.words.is_subject(word) and not word.startswith(("beställar", "kund"))


RULES = (
    Rule(
        "KL401",
        "ej-i-kraft",
        "error",
        _n("An item rests on a source that is not in force on the day."),
        _not_in_force,
        bad="sources: [{source: nis-lagen, at: 12 §}]",
        good="sources: [{source: cybersakerhetslagen, at: 2 kap. 3 §}]",
        drafts=False,
    ),
    Rule(
        "KL402",
        "okänt-nummer",
        "error",
        _n("The text cites a number that no source of the register has."),
        _unknown_number,
        bad="motive: Skyldigheten följer av lagen (2031:17).",
        good="motive: Skyldigheten följer av lagen (2020:914).",
    ),
    Rule(
        "KL403",
        "inaktuell-lag",
        "error",
        _n("The text names a law, an authority or a number that is repealed, renamed or wrong."),
        _outdated,
        bad="motive: Kravet följer av GDPR-lagen.",
        good="motive: Kravet följer av dataskyddsförordningen.",
    ),
    Rule(
        "KL404",
        "lagplikt",
        "error",
        _n("A duty that the law puts on the municipality is put on the supplier as a whole."),
        _duty_passed_on,
        bad="Leverantören ska följa dataskyddsförordningen.",
        good="Leverantören ska anmäla en personuppgiftsincident till Beställaren inom ett dygn från upptäckt.",
    ),
    Rule(
        "KL405",
        "okänd-lag",
        "error",
        _n("The text names a law that no source of the register has."),
        _unknown_law,
        bad="motive: Kravet följer av datalagringslagen.",
        good="motive: Kravet följer av cybersäkerhetslagen.",
    ),
    Rule(
        "KL406",
        "granskning-passerad",
        "error",
        _n("A block or a source should have been reviewed before the day."),
        _review_passed,
        bad="review_by: 2020-01-31",
        good="review_by: 2099-12-31",
        drafts=False,
    ),
    Rule(
        "KL407",
        "granskning-snart",
        "warning",
        _n("A block or a source must be reviewed within 30 days."),
        _review_near,
        bad="review_by: 2026-12-15",
        good="review_by: 2099-12-31",
        drafts=False,
    ),
    Rule(
        "KL408",
        "fel-webblag",
        "error",
        _n(
            "A demand on web pages rests on act 2023:254, which is about listed products and consumer services."
        ),
        _wrong_web_law,
        bad="Webbgränssnittet ska uppfylla kraven i lagen (2023:254) om vissa produkters tillgänglighet.",
        good="Webbgränssnittet ska uppfylla kapitel 9 i EN 301 549 V3.2.1 eller likvärdig.",
    ),
    Rule(
        "KL409",
        "rad-saknas",
        "error",
        _n("A dated value has no row for the day."),
        _no_row,
        bad=(
            "dated: [{id: grans, label: gräns, rows: [{from: 2020-01-01, until: 2021-12-31, value: 1,"
            " review_by: 2099-12-31, confidence: verified, checked: Lagtexten}]}]"
        ),
        good=(
            "dated: [{id: grans, label: gräns, rows: [{from: 2020-01-01, value: 1,"
            " review_by: 2099-12-31, confidence: verified, checked: Lagtexten}]}]"
        ),
        drafts=False,
    ),
    Rule(
        "KL410",
        "lag-ej-i-kraft",
        "warning",
        _n("A text names a law that is repealed or not yet in force on the day, and does not say so."),
        _named_out_of_force,
        bad=(
            "sources: [{id: ny-lag, name: skärmlagen, number: SFS 2026:9999, title: Lag om skärmar, in_force: 2031-01-01}]\n"
            "clauses: [{id: X-L, title: Skärmar, text: Leverantören betalar avgift enligt skärmlagen.}]"
        ),
        good=(
            "sources: [{id: ny-lag, name: skärmlagen, number: SFS 2026:9999, title: Lag om skärmar, in_force: 2031-01-01}]\n"
            "clauses: [{id: X-L, title: Skärmar, text: Från och med den 1 januari 2031 gäller skärmlagen.}]"
        ),
    ),
)
